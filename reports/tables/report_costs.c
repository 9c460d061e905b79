/* Every amount by its terms: quantity times price, week by week and month by month. */
#include "base/number.h"
#include "reports/certificate.h"
#include "reports/columns.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/source_words.h"
#include "reports/words.h"

static const struct sheet_column columns[] = {
	{ "plan", COLUMN_PLAN, true, "Number of the plan" },
	{ "term", COLUMN_WORD, true, "rate, commitment, fee, management or penalty" },
	{ "engagement", COLUMN_INTEGER, true, "Number in engagements; empty for penalties" },
	{ "option", COLUMN_TEXT, false, "Id in rates.csv" },
	{ "vendor", COLUMN_TEXT, false, "Vendor" },
	{ "model", COLUMN_WORD, false, "onshore, nearshore, offshore, managed or hire" },
	{ "heads", COLUMN_INTEGER, false, "Heads" },
	{ "week", COLUMN_WEEK, false, "ISO week of the days" },
	{ "month", COLUMN_WORD, false, "Calendar month of the days" },
	{ "first_day", COLUMN_DAY, true, "First day of the part" },
	{ "last_day", COLUMN_DAY, false, "Last day of the part" },
	{ "quantity", COLUMN_DECIMAL, false, "Of one head: hours, days, working days, percent" },
	{ "of", COLUMN_DECIMAL, false, "Working days of the whole week or month; else empty" },
	{ "unit", COLUMN_WORD, false, "hour, day, week, month, head or percent" },
	{ "price", COLUMN_DECIMAL, false, "Per unit; of management the rate of one head" },
	{ "priority", COLUMN_INTEGER, true, "Of penalties: of the demand that stays open" },
	{ "cost", COLUMN_DECIMAL, false, "The amount, all heads" },
	{ "currency", COLUMN_WORD, false, "Of price and cost" },
};

enum cost_term { TERM_RATE, TERM_COMMITMENT, TERM_FEE, TERM_MANAGEMENT, TERM_COUNT };

static const char *const term_names[] = { "rate", "commitment", "fee", "management" };
static_assert(ARRAY_LEN(term_names) == TERM_COUNT, "every term has a name");

static void head_fields(struct sheet_out *out, const char *term, size_t index)
{
	const struct company *company = out->plan->company;
	const struct engagement *e = &out->plan->sourcing->engagements[index];
	const struct rate_option *option = &company->options[e->option];

	sheet_plan(out);
	sheet_word(out, term);
	sheet_integer(out, (int64_t)index + 1);
	sheet_text(out, option->id);
	sheet_text(out, option->vendor);
	sheet_word(out, model_name(option->model));
	sheet_integer(out, e->heads);
}

static void day_fields(struct sheet_out *out, const struct engagement_part *part)
{
	char month[MONTH_TEXT_SIZE];

	month_text(part->first, month);
	sheet_week(out, part->first);
	sheet_word(out, month);
	sheet_day(out, part->first);
	sheet_day(out, part->last);
}

/* What one head is paid for, and per what. */
static void rate_fields(struct sheet_out *out, const struct rate_option *option, int32_t heads,
			const struct engagement_part *part)
{
	bool flat = option->unit == UNIT_WEEK || option->unit == UNIT_MONTH;

	if (option->unit == UNIT_HOUR)
		sheet_decimal(out, part->paid_minutes / heads, 60);
	else if (option->unit == UNIT_DAY)
		sheet_decimal(out, part->paid_half_days / heads, 2);
	else
		sheet_decimal(out, part->paid_days, 1);
	if (flat)
		sheet_decimal(out, part->of_days, 1);
	else
		sheet_empty(out);
	sheet_word(out, rate_unit_name(option->unit));
	sheet_decimal(out, option->rate_cents, 100);
}

static void plain_fields(struct sheet_out *out, int64_t quantity, const char *unit, int64_t price)
{
	sheet_decimal(out, quantity, 1);
	sheet_empty(out);
	sheet_word(out, unit);
	sheet_decimal(out, price, 100);
}

static int64_t term_cents(const struct cost *cost, enum cost_term term)
{
	switch (term) {
	case TERM_RATE: return cost->rate_cents;
	case TERM_COMMITMENT: return cost->commitment_cents;
	case TERM_FEE: return cost->fee_cents;
	case TERM_MANAGEMENT: return cost->management_cents;
	case TERM_COUNT: break;
	}
	return 0;
}

/* Terms of zero have no row. */
static void term_row(struct sheet_out *out, size_t index, const struct engagement_part *part,
		     enum cost_term term)
{
	const struct engagement *e = &out->plan->sourcing->engagements[index];
	const struct rate_option *option = &out->plan->company->options[e->option];

	if (term_cents(&part->cost, term) == 0)
		return;
	head_fields(out, term_names[term], index);
	day_fields(out, part);
	if (term == TERM_FEE)
		plain_fields(out, 1, "head", option->fixed_fee_cents);
	else if (term == TERM_MANAGEMENT)
		plain_fields(out, option->management_percent, "percent",
			     part->cost.rate_cents / e->heads);
	else
		rate_fields(out, option, e->heads, part);
	sheet_empty(out);
	sheet_decimal(out, term_cents(&part->cost, term), 100);
	sheet_word(out, out->plan->company->settings.currency);
	sheet_end(out);
}

/* Penalties by priority are differences of running sums, so that they add up to the plan's. */
static int64_t penalty_of(const struct plan *plan, int priority)
{
	int64_t before[PRIORITY_MAX + 1] = { 0 }, through[PRIORITY_MAX + 1] = { 0 };

	for (int p = PRIORITY_HIGHEST; p <= priority; p++) {
		through[p] = plan->sourcing->open_minutes[p];
		before[p] = p < priority ? plan->sourcing->open_minutes[p] : 0;
	}
	return penalty_cents(&plan->company->settings, through) -
	       penalty_cents(&plan->company->settings, before);
}

static void penalty_row(struct sheet_out *out, int priority)
{
	const struct plan *plan = out->plan;

	sheet_plan(out);
	sheet_word(out, "penalty");
	for (int i = 0; i < 9; i++) /* engagement to last_day */
		sheet_empty(out);
	sheet_decimal(out, plan->sourcing->open_minutes[priority], 60);
	sheet_empty(out);
	sheet_word(out, "hour");
	sheet_decimal(out, plan->company->settings.penalty_hour_cents[priority], 100);
	sheet_integer(out, priority);
	sheet_decimal(out, penalty_of(plan, priority), 100);
	sheet_word(out, plan->company->settings.currency);
	sheet_end(out);
}

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	const struct sourcing *s = plan->sourcing;

	(void)options;
	for (size_t i = 0; i < s->engagement_count; i++)
		for (size_t p = 0; p < s->engagements[i].part_count; p++)
			for (int term = 0; term < TERM_COUNT; term++)
				term_row(out, i, &s->engagements[i].parts[p], (enum cost_term)term);
	for (int p = PRIORITY_HIGHEST; p <= PRIORITY_MAX; p++)
		if (s->open_minutes[p] > 0)
			penalty_row(out, p);
}

static const struct sheet sheet_costs = {
	.name = "costs",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
};

/* --- table ------------------------------------------------------------- */

enum { COST_COLUMNS = 7, SHORT_WIDTH = 72 };

static void put_amounts(const char **row, const struct cost *cost, struct arena *arena)
{
	row[2] = money_text(cost->rate_cents, arena);
	row[3] = money_text(cost->fee_cents, arena);
	row[4] = money_text(cost->commitment_cents, arena);
	row[5] = money_text(cost->management_cents, arena);
	row[6] = money_text(cost_total(cost), arena);
}

static void put_list(const struct plan *plan, int width, FILE *out, struct arena *arena)
{
	const struct sourcing *s = plan->sourcing;
	bool narrow = width < SHORT_WIDTH;
	const struct column_head heads[COST_COLUMNS] = {
		{ "No", true, 0 },
		{ "Option", false, 6 },
		{ "Rate", true, 0 },
		{ "Fee", true, 0 },
		{ narrow ? "Owed" : "Commitment", true, 0 },
		{ narrow ? "Manage" : "Management", true, 0 },
		{ plan->company->settings.currency, true, 0 },
	};
	size_t rows = s->engagement_count + 1;
	const char **cells = ARENA_ARRAY(arena, const char *, rows *COST_COLUMNS);

	for (size_t i = 0; i < rows; i++) {
		bool all = i == s->engagement_count;
		const char **row = cells + i * COST_COLUMNS;

		row[0] = all ? "" : arena_format(arena, "%zu", i + 1);
		row[1] = all ? "Total" : plan->company->options[s->engagements[i].option].id;
		put_amounts(row, all ? &s->cost : &s->engagements[i].cost, arena);
	}
	columns_write(out, width, heads, COST_COLUMNS, cells, rows);
}

static void put_penalties(const struct plan *plan, FILE *out, struct arena *arena)
{
	const struct settings *settings = &plan->company->settings;

	for (int p = PRIORITY_HIGHEST; p <= PRIORITY_MAX; p++)
		if (plan->sourcing->open_minutes[p] > 0)
			fprintf(out, "Penalty of priority %d: %s h at %s = %s\n", p,
				hours_text(plan->sourcing->open_minutes[p], arena),
				money_text(settings->penalty_hour_cents[p], arena),
				money_text(penalty_of(plan, p), arena));
}

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	const struct sourcing *s = plan->sourcing;
	struct arena arena = ARENA_INIT;

	words_title_sourced(out, options->width, plan, s->view, "Cost of the engagements, by term");
	put_list(plan, options->width, out, &arena);
	fputc('\n', out);
	put_penalties(plan, out, &arena);
	words_wrapped(out,
		      arena_format(&arena,
				   "In total %s %s. Every part and its formula: report costs "
				   "-O csv.",
				   money_text(s->total_cents, &arena),
				   plan->company->settings.currency),
		      0, options->width);
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_costs = {
	.name = "costs",
	.summary = "Every cost as quantity times price, by week and month",
	.needs = PLAN_SOURCING,
	.sheet = &sheet_costs,
	.write = { [FORMAT_TABLE] = write_table },
};
