/*
 * Limits a second time: which are set, what each counts, whether it is kept or at least not
 * broken by what is ordered or extended.
 *
 * A row for each kind, as in planner/sourcing/source_limit_rows.c, of which nothing is used
 * here: that one counts in the optimiser's columns, this one in priced engagements.
 * docs/sourcing.md, "Limits that couple groups".
 */
#include "planner/verify/verify_limits.h"

#include <string.h>

#include "planner/verify/verify_money.h"

enum { NAME_SIZE = sizeof("9999-Q1") };

/* A kind of limit; the settings may have several of it, `nth` is one of these. */
struct limit_rule {
	enum limit_kind kind;
	bool least; /* at least so much; else at most */
	size_t (*how_many)(const struct settings *settings);
	const char *(*name)(const struct settings *settings, size_t nth, char room[NAME_SIZE]);
	/* The bound where so much is spent in all. */
	int64_t (*allowed)(const struct settings *settings, size_t nth, int64_t spend);
	int64_t (*counted)(const struct sourcing_check *check, size_t nth,
			   const struct engagement *e);
	/* Whether an engagement counts against it; NULL: when anything of it counts. */
	bool (*against)(const struct sourcing_check *check, const struct engagement *e);
};

static int64_t paid_outside(const struct cost *cost)
{
	return cost->rate_cents + cost->fee_cents + cost->commitment_cents;
}

static const char *no_name(const struct settings *settings, size_t nth, char room[NAME_SIZE])
{
	(void)settings;
	(void)nth;
	(void)room;
	return "";
}

/* --- the budget -------------------------------------------------------- */

static size_t budgets(const struct settings *settings)
{
	return settings->budget_cents != NO_BUDGET;
}

static int64_t budget_allowed(const struct settings *settings, size_t nth, int64_t spend)
{
	(void)nth;
	(void)spend;
	return settings->budget_cents;
}

static int64_t budget_counted(const struct sourcing_check *check, size_t nth,
			      const struct engagement *e)
{
	(void)check;
	(void)nth;
	return paid_outside(&e->cost);
}

/* --- quarters ---------------------------------------------------------- */

static size_t quarters(const struct settings *settings)
{
	return settings->quarter_count;
}

static const char *quarter_name(const struct settings *settings, size_t nth, char room[NAME_SIZE])
{
	int year, month, mday;
	char text[DAY_TEXT_SIZE];

	day_date(settings->quarters[nth].first, &year, &month, &mday);
	day_format(settings->quarters[nth].first, text);
	memcpy(room, text, 5);
	room[5] = 'Q';
	room[6] = (char)('1' + (month - 1) / 3);
	room[7] = '\0';
	return room;
}

static int64_t quarter_allowed(const struct settings *settings, size_t nth, int64_t spend)
{
	(void)spend;
	return settings->quarters[nth].cents;
}

static int64_t quarter_counted(const struct sourcing_check *check, size_t nth,
			       const struct engagement *e)
{
	struct day first = check->company->settings.quarters[nth].first, next;
	int year, month, mday;
	int64_t sum = 0;

	day_date(first, &year, &month, &mday);
	next = month == 10 ? day_of(year + 1, 1, 1) : day_of(year, month + 3, 1);
	for (size_t i = 0; i < e->part_count; i++)
		if (e->parts[i].first.since_1970 >= first.since_1970 &&
		    e->parts[i].first.since_1970 < next.since_1970)
			sum += paid_outside(&e->parts[i].cost);
	return sum;
}

/* --- the share onshore ------------------------------------------------- */

static bool at_home(const struct sourcing_check *check, uint32_t index)
{
	const struct rate_option *option = &check->company->options[index];
	const char *home = check->company->settings.home;

	if (home[0] != '\0')
		return verify_within(option->location, home);
	return option->model == MODEL_ONSHORE || option->model == MODEL_HIRE;
}

static size_t shares(const struct settings *settings)
{
	return settings->min_onshore_percent > 0;
}

static int64_t share_allowed(const struct settings *settings, size_t nth, int64_t spend)
{
	(void)nth;
	return (spend * settings->min_onshore_percent + 99) / 100;
}

static int64_t share_counted(const struct sourcing_check *check, size_t nth,
			     const struct engagement *e)
{
	(void)nth;
	return at_home(check, e->option) ? paid_outside(&e->cost) : 0;
}

static bool share_against(const struct sourcing_check *check, const struct engagement *e)
{
	return !at_home(check, e->option);
}

/* --- vendors ----------------------------------------------------------- */

static size_t vendors(const struct settings *settings)
{
	return settings->vendor_count;
}

static const char *vendor_name(const struct settings *settings, size_t nth, char room[NAME_SIZE])
{
	(void)room;
	return settings->vendors[nth].vendor;
}

static int64_t vendor_allowed(const struct settings *settings, size_t nth, int64_t spend)
{
	(void)spend;
	return settings->vendors[nth].cents;
}

static int64_t vendor_counted(const struct sourcing_check *check, size_t nth,
			      const struct engagement *e)
{
	const char *vendor = check->company->settings.vendors[nth].vendor;

	return strcmp(check->company->options[e->option].vendor, vendor) == 0
		       ? paid_outside(&e->cost)
		       : 0;
}

/* --- all of them ------------------------------------------------------- */

/* In the order of the limits of a sourcing. */
static const struct limit_rule rows[] = {
	{ LIMIT_BUDGET, false, budgets, no_name, budget_allowed, budget_counted, NULL },
	{ LIMIT_QUARTER, false, quarters, quarter_name, quarter_allowed, quarter_counted, NULL },
	{ LIMIT_ONSHORE, true, shares, no_name, share_allowed, share_counted, share_against },
	{ LIMIT_VENDOR, false, vendors, vendor_name, vendor_allowed, vendor_counted, NULL },
};

static_assert(ARRAY_LEN(rows) == LIMIT_COUNT, "every limit is checked");

/* The row of a limit of the sourcing, and which of its kind it is; NULL beyond the last. */
static const struct limit_rule *row_at(const struct sourcing_check *check, size_t index,
				       size_t *nth)
{
	*nth = index;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		size_t count = rows[i].how_many(&check->company->settings);

		if (*nth < count)
			return &rows[i];
		*nth -= count;
	}
	return NULL;
}

void verify_limit_add(const struct sourcing_check *check, size_t index, const struct engagement *e,
		      struct limit_use *use)
{
	size_t nth;
	const struct limit_rule *row = row_at(check, index, &nth);
	int64_t part = row->counted(check, nth, e);
	bool chosen = e->decision == DECISION_NEW || e->decision == DECISION_EXTEND;

	use->used += part;
	use->spend += paid_outside(&e->cost);
	use->ours |= chosen && (row->against ? row->against(check, e) : part > 0);
}

bool verify_limit_keeps(const struct sourcing_check *check, size_t index,
			const struct limit_use *use)
{
	size_t nth;
	const struct limit_rule *row = row_at(check, index, &nth);
	int64_t allowed = row->allowed(&check->company->settings, nth, use->spend);

	return !use->ours || (row->least ? use->used >= allowed : use->used <= allowed);
}

/* A limit may be broken by what was agreed before, not by what is ordered or extended. */
static bool check_limit(const struct sourcing_check *check, size_t index)
{
	const struct source_limit *limit = &check->sourcing->limits[index];
	const struct settings *settings = &check->company->settings;
	struct limit_use use = { 0 };
	char room[NAME_SIZE];
	size_t nth;
	const struct limit_rule *row = row_at(check, index, &nth);

	for (size_t i = 0; i < check->sourcing->engagement_count; i++)
		verify_limit_add(check, index, &check->sourcing->engagements[i], &use);
	if (limit->kind != row->kind || strcmp(limit->name, row->name(settings, nth, room)) != 0 ||
	    limit->limit_cents != row->allowed(settings, nth, use.spend))
		return verify_broken(check, "a limit", limit_name(row->kind));
	if (limit->used_cents != use.used)
		return verify_broken(check, "what is used", limit_name(row->kind));
	if (limit->saves_micro < 0)
		return verify_broken(check, "the multiplier", limit_name(row->kind));
	return verify_limit_keeps(check, index, &use) ||
	       verify_broken(check, "the limit is broken: that", limit_name(row->kind));
}

bool verify_limits(const struct sourcing_check *check)
{
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		count += rows[i].how_many(&check->company->settings);
	if (count != check->sourcing->limit_count)
		return verify_broken(check, "the number", "the limits");
	for (size_t i = 0; i < count; i++)
		if (!check_limit(check, i))
			return false;
	return true;
}
