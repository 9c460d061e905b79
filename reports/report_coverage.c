/* Three small ones for spreadsheets: which engagement covers what, what stays open, limits. */
#include "reports/registry.h"
#include "reports/sheet.h"
#include "store/number.h"
#include "store/sourcing.h"

/* --- coverage ---------------------------------------------------------- */

static const struct column coverage_columns[] = {
	SHEET_WEEK_COLUMNS,
	{ "engagement", COLUMN_INTEGER, true, "Number in engagements" },
	{ "option", COLUMN_TEXT, false, "Id in rates.csv" },
	{ "demand", COLUMN_TEXT, true, "Id of the demand line" },
	{ "project", COLUMN_TEXT, false, "Project" },
	{ "role", COLUMN_TEXT, false, "Role" },
	{ "level", COLUMN_INTEGER, false, "Level that is asked for" },
	{ "skills", COLUMN_LIST, false, "Skills that are asked for" },
	{ "location", COLUMN_TEXT, false, "Where it is to be done" },
	{ "hours", COLUMN_DECIMAL, false, "Hours that the engagement covers" },
};

static void coverage_row(struct sheet_out *out, const struct coverage *c)
{
	const struct plan *plan = out->plan;
	const struct demand *line = &plan->company->demands[c->line];
	const struct engagement *e = &plan->sourcing->engagements[c->engagement];

	sheet_plan_week(out, c->week);
	sheet_integer(out, (int64_t)c->engagement + 1);
	sheet_text(out, plan->company->options[e->option].id);
	sheet_text(out, line->id);
	sheet_text(out, line->project);
	sheet_text(out, line->role);
	sheet_integer(out, line->level);
	sheet_list(out, line->skills, line->skill_count);
	sheet_text(out, line->location);
	sheet_decimal(out, c->minutes, 60);
	sheet_end(out);
}

static void coverage_rows(const struct plan *plan, const struct report_options *options,
			  struct sheet_out *out)
{
	(void)options;
	for (size_t i = 0; i < plan->sourcing->coverage_count; i++)
		coverage_row(out, &plan->sourcing->coverage[i]);
}

static const struct sheet sheet_coverage = {
	.name = "coverage",
	.columns = coverage_columns,
	.column_count = ARRAY_LEN(coverage_columns),
	.rows = coverage_rows,
};

/* --- outcomes ---------------------------------------------------------- */

static const struct column outcome_columns[] = {
	SHEET_WEEK_COLUMNS,
	{ "demand", COLUMN_TEXT, true, "Id of the demand line" },
	{ "project", COLUMN_TEXT, false, "Project" },
	{ "role", COLUMN_TEXT, false, "Role" },
	{ "level", COLUMN_INTEGER, false, "Level that is asked for" },
	{ "skills", COLUMN_LIST, false, "Skills that are asked for" },
	{ "location", COLUMN_TEXT, false, "Where it is to be done" },
	{ "priority", COLUMN_INTEGER, false, "1 (highest) to 5" },
	{ "demand_hours", COLUMN_DECIMAL, false, "Hours asked for" },
	{ "own_hours", COLUMN_DECIMAL, false, "Hours that our people cover" },
	{ "external_hours", COLUMN_DECIMAL, false, "Hours that engagements cover" },
	{ "open_hours", COLUMN_DECIMAL, false, "Hours that stay open" },
	{ "outcome", COLUMN_WORD, false, "covered, or why its requirement stays open" },
	{ "penalty", COLUMN_DECIMAL, false, "Of the open hours, rounded by itself" },
	{ "currency", COLUMN_WORD, false, "Of the penalty" },
};

static enum gap_outcome outcome_of(const struct plan *plan, size_t line, size_t week)
{
	const struct sourcing *s = plan->sourcing;
	size_t requirement = plan->demand_requirement[line], from = 0, to = s->gap_count;

	if (sourcing_open_min(plan, s, line, week) == 0)
		return GAP_COVERED;
	while (from < to) { /* sorted by requirement and week */
		size_t middle = from + (to - from) / 2;
		const struct sourced_gap *gap = &s->gaps[middle];

		if (gap->requirement == requirement && gap->week == week)
			return gap->outcome;
		if (gap->requirement < requirement ||
		    (gap->requirement == requirement && gap->week < week))
			from = middle + 1;
		else
			to = middle;
	}
	return GAP_COVERED;
}

static void outcome_row(struct sheet_out *out, size_t index, size_t week)
{
	const struct plan *plan = out->plan;
	const struct sourcing *s = plan->sourcing;
	const struct demand *line = &plan->company->demands[index];
	const struct line_cover *cover = &s->lines[index * plan->options.week_count + week];
	int32_t asked = plan_demand_cover(plan, s->view, index, week)->demand_min;
	int64_t open[PRIORITY_MAX + 1] = { 0 };

	if (asked == 0 || cover->own_min == asked)
		return;
	open[line->priority] = sourcing_open_min(plan, s, index, week);
	sheet_plan_week(out, week);
	sheet_text(out, line->id);
	sheet_text(out, line->project);
	sheet_text(out, line->role);
	sheet_integer(out, line->level);
	sheet_list(out, line->skills, line->skill_count);
	sheet_text(out, line->location);
	sheet_integer(out, line->priority);
	sheet_decimal(out, asked, 60);
	sheet_decimal(out, cover->own_min, 60);
	sheet_decimal(out, cover->external_min, 60);
	sheet_decimal(out, open[line->priority], 60);
	sheet_word(out, gap_outcome_name(outcome_of(plan, index, week)));
	sheet_decimal(out, penalty_cents(&plan->company->settings, open), 100);
	sheet_word(out, plan->company->settings.currency);
	sheet_end(out);
}

static void outcome_rows(const struct plan *plan, const struct report_options *options,
			 struct sheet_out *out)
{
	(void)options;
	for (size_t d = 0; d < plan->company->demand_count; d++)
		for (size_t w = 0; w < plan->options.week_count; w++)
			outcome_row(out, d, w);
}

static const struct sheet sheet_outcomes = {
	.name = "outcomes",
	.columns = outcome_columns,
	.column_count = ARRAY_LEN(outcome_columns),
	.rows = outcome_rows,
};

/* --- limits ------------------------------------------------------------ */

static const struct column limit_columns[] = {
	{ "plan", COLUMN_PLAN, true, "Number of the plan" },
	{ "limit", COLUMN_WORD, true, "budget, quarter, onshore or vendor" },
	{ "name", COLUMN_TEXT, true, "Which quarter or vendor" },
	{ "allowed", COLUMN_DECIMAL, false, "The most that may be spent; onshore: the least" },
	{ "used", COLUMN_DECIMAL, false, "What is spent of it" },
	{ "one_more_saves", COLUMN_DECIMAL, false, "What one more unit of currency would save" },
	{ "currency", COLUMN_WORD, false, "Of all amounts" },
};

static void limit_rows(const struct plan *plan, const struct report_options *options,
		       struct sheet_out *out)
{
	(void)options;
	for (size_t i = 0; i < plan->sourcing->limit_count; i++) {
		const struct source_limit *limit = &plan->sourcing->limits[i];

		sheet_plan(out);
		sheet_word(out, limit_name(limit->kind));
		sheet_text(out, limit->name);
		sheet_decimal(out, limit->limit_cents, 100);
		sheet_decimal(out, limit->used_cents, 100);
		sheet_decimal(out, limit->saves_micro, MICRO);
		sheet_word(out, plan->company->settings.currency);
		sheet_end(out);
	}
}

static const struct sheet sheet_limits = {
	.name = "limits",
	.columns = limit_columns,
	.column_count = ARRAY_LEN(limit_columns),
	.rows = limit_rows,
};

/* --- the reports ------------------------------------------------------- */

const struct report report_coverage = {
	.name = "coverage",
	.summary = "Which engagement covers which demand, by week",
	.needs = PLAN_SOURCING,
	.sheet = &sheet_coverage,
};

const struct report report_outcomes = {
	.name = "outcomes",
	.summary = "What becomes of each gap: covered by help, or left open and why",
	.needs = PLAN_SOURCING,
	.sheet = &sheet_outcomes,
};

const struct report report_limits = {
	.name = "limits",
	.summary = "Budgets and other limits of help, what is used and what one more would save",
	.needs = PLAN_SOURCING,
	.sheet = &sheet_limits,
};
