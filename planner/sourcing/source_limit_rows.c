/*
 * The kinds of limits, a row each: budget, budgets of quarters, least share onshore, caps on
 * vendors.
 *
 * A row says what of the spend it counts, by option or by day, and why work stays open where it
 * binds most. Everything else about limits (multipliers, pools, bounds) reads rows and knows no
 * kinds. The verifier has rows of its own (planner/verify/verify_limits.c). docs/sourcing.md,
 * "Limits that couple groups"; the settings are in docs/settings.md.
 */
#include "planner/sourcing/source_limit_rows.h"

#include <string.h>

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

static const struct limit_row budget = { .kind = LIMIT_BUDGET,
					 .outcome = GAP_BUDGET,
					 .option = counts_all };

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

static const struct limit_row quarter = { .kind = LIMIT_QUARTER,
					  .outcome = GAP_BUDGET,
					  .day = in_quarter };

/* --- the share onshore -------------------------------------------------------------------------
 */

static bool is_onshore(const struct company *company, const struct limit *limit,
		       const struct rate_option *option)
{
	(void)limit;
	return option_is_onshore(&company->settings, option);
}

static const struct limit_row onshore = {
	.kind = LIMIT_ONSHORE, .share = true, .outcome = GAP_CAP, .option = is_onshore
};

/* --- vendors -----------------------------------------------------------------------------------
 */

static bool is_of_vendor(const struct company *company, const struct limit *limit,
			 const struct rate_option *option)
{
	(void)company;
	return strcmp(option->vendor, limit->name) == 0;
}

static const struct limit_row vendor = { .kind = LIMIT_VENDOR,
					 .outcome = GAP_CAP,
					 .option = is_of_vendor };

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
