/*
 * The kinds of limits, a row each: budget, budgets of quarters, least share onshore, caps on
 * vendors.
 *
 * A row says what of the spend it counts, by option or by day, how it holds it (a cap or a least
 * share), and why work stays open where it binds most. Everything else about limits (multipliers,
 * pools, bounds) reads rows and knows no kinds. The verifier has rows of its own
 * (planner/verify/verify_limits.c). docs/sourcing.md, "Limits that couple groups"; the settings are
 * in docs/settings.md.
 */
#include "planner/sourcing/source_limit_rows.h"

#include <string.h>

#include "base/scales.h"

/* --- caps --------------------------------------------------------------------------------------
 */

static int64_t cap_allowed(const struct settings *settings, const struct limit *limit,
			   int64_t spend)
{
	(void)settings;
	(void)spend;
	return limit->cents;
}

static int64_t cap_broken(int64_t used, int64_t allowed)
{
	return used - allowed;
}

static int64_t cap_ours(int64_t counted, int64_t elsewhere)
{
	(void)elsewhere;
	return counted;
}

static int64_t cap_surcharge(const struct settings *settings, int64_t micro, bool counted)
{
	(void)settings;
	return counted ? micro : 0;
}

/* A cap only raises prices. 64 stands for "whatever it takes": a head then has to save 65 times
 * its cost; money stays below 2^53 cent60, so that sums still fit in 64 bits. Set by hand in the
 * first version, not measured. */
static int64_t cap_max_micro(const struct settings *settings)
{
	(void)settings;
	return 64 * MICRO;
}

static int64_t cap_load(const struct settings *settings, int64_t used, int64_t spend)
{
	(void)settings;
	(void)spend;
	return used;
}

static const struct limit_shape cap = { true,          cap_allowed,   cap_broken, cap_ours,
					cap_surcharge, cap_max_micro, cap_load };

/* --- the least share ---------------------------------------------------------------------------
 */

static int64_t share_allowed(const struct settings *settings, const struct limit *limit,
			     int64_t spend)
{
	(void)limit;
	return (spend * settings->min_onshore_percent + 99) / 100;
}

static int64_t share_broken(int64_t used, int64_t allowed)
{
	return allowed - used;
}

static int64_t share_ours(int64_t counted, int64_t elsewhere)
{
	(void)counted;
	return elsewhere;
}

/* A euro elsewhere calls for its share onshore and pays for it; a euro onshore brings more than it
 * calls for and is paid. */
static int64_t share_surcharge(const struct settings *settings, int64_t micro, bool counted)
{
	int64_t share = settings->min_onshore_percent;

	return counted ? -((micro * (100 - share) + 99) / 100) : micro * share / 100;
}

/* A share pays back (100 - share) % of the multiplier on each euro onshore: at 95 / (101 - share)
 * that stays below 95 %, so that no price falls below 0, also where the share is 100. Set by hand
 * in the first version, not measured. */
static int64_t share_max_micro(const struct settings *settings)
{
	return INT64_C(95) * MICRO / (101 - settings->min_onshore_percent);
}

static int64_t share_load(const struct settings *settings, int64_t used, int64_t spend)
{
	return spend * settings->min_onshore_percent / 100 - used;
}

static const struct limit_shape least_share = { false,      share_allowed,   share_broken,
						share_ours, share_surcharge, share_max_micro,
						share_load };

/* --- the budget --------------------------------------------------------------------------------
 */

static bool counts_all(const struct company *company, const struct limit *limit,
		       const struct rate_option *option)
{
	(void)company;
	(void)limit;
	(void)option;
	return true;
}

static const struct limit_row budget = {
	.kind = LIMIT_BUDGET, .shape = &cap, .outcome = GAP_BUDGET, .option = counts_all
};

/* --- budgets of quarters -----------------------------------------------------------------------
 */

static struct day quarter_start(struct day day)
{
	int year, month, mday;

	day_date(day, &year, &month, &mday);
	return day_of(year, month - (month - 1) % 3, 1);
}

static bool in_quarter(const struct limit *limit, struct day day)
{
	return day_distance(quarter_start(day), limit->first_day) == 0;
}

static const char *quarter_name(struct day first, struct arena *arena)
{
	int year, month, mday;

	day_date(first, &year, &month, &mday);
	return arena_format(arena, "%04d-Q%d", year, (month - 1) / 3 + 1);
}

static const struct limit_row quarter = {
	.kind = LIMIT_QUARTER, .shape = &cap, .outcome = GAP_BUDGET, .day = in_quarter
};

/* --- the share onshore -------------------------------------------------------------------------
 */

static bool is_onshore(const struct company *company, const struct limit *limit,
		       const struct rate_option *option)
{
	(void)limit;
	return option_is_onshore(&company->settings, option);
}

static const struct limit_row onshore = {
	.kind = LIMIT_ONSHORE, .shape = &least_share, .outcome = GAP_CAP, .option = is_onshore
};

/* --- vendors -----------------------------------------------------------------------------------
 */

static bool is_of_vendor(const struct company *company, const struct limit *limit,
			 const struct rate_option *option)
{
	(void)company;
	return strcmp(option->vendor, limit->name) == 0;
}

static const struct limit_row vendor = {
	.kind = LIMIT_VENDOR, .shape = &cap, .outcome = GAP_CAP, .option = is_of_vendor
};

/* --- those that are set ------------------------------------------------------------------------
 */

const struct limit *limits_make(const struct company *company, struct arena *arena, size_t *count)
{
	const struct settings *settings = &company->settings;
	struct limit *list = ARENA_ARRAY(arena, struct limit,
					 settings->quarter_count + settings->vendor_count + 2);
	size_t made = 0;

	if (settings->budget_cents != NO_BUDGET)
		list[made++] = (struct limit){ &budget, "", settings->budget_cents, DAY_FIRST };
	for (size_t i = 0; i < settings->quarter_count; i++) {
		const struct quarter_budget *q = &settings->quarters[i];

		list[made++] = (struct limit){ &quarter, quarter_name(q->first, arena), q->cents,
					       q->first };
	}
	if (settings->min_onshore_percent > 0)
		list[made++] = (struct limit){ &onshore, "", 0, DAY_FIRST };
	for (size_t i = 0; i < settings->vendor_count; i++)
		list[made++] = (struct limit){ &vendor, settings->vendors[i].vendor,
					       settings->vendors[i].cents, DAY_FIRST };
	*count = made;
	return list;
}
