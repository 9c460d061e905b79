/* Two small ones: which engagement covers what, and what limits help. */
#include "base/number.h"
#include "model/sourcing.h"
#include "reports/columns.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/source_words.h"
#include "reports/words.h"

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

/* --- limits ------------------------------------------------------------ */

static const struct column limit_columns[] = {
	{ "plan", COLUMN_PLAN, true, "Number of the plan" },
	{ "limit", COLUMN_WORD, true, "budget, quarter, onshore or vendor" },
	{ "name", COLUMN_TEXT, true, "Which quarter or vendor" },
	{ "allowed", COLUMN_DECIMAL, false, "The most that may be spent; onshore: the least" },
	{ "used", COLUMN_DECIMAL, false, "What is spent of it" },
	{ "one_more_saves", COLUMN_DECIMAL, false,
	  "What one more unit of currency saves on average, from one whole head to the next" },
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

static const struct column_head limit_heads[] = {
	{ "Limit", false, 0 }, { "Which", false, 0 },         { "Allowed", true, 0 },
	{ "Used", true, 0 },   { "One more saves", true, 0 },
};

static bool limits_table(const struct plan *plan, const struct report_options *options, FILE *out,
			 struct fault *fault)
{
	const struct sourcing *s = plan->sourcing;
	struct arena arena = ARENA_INIT;
	const char **cells =
		ARENA_ARRAY(&arena, const char *, ARRAY_LEN(limit_heads) * (s->limit_count + 1));

	for (size_t i = 0; i < s->limit_count; i++) {
		const struct source_limit *limit = &s->limits[i];
		const char **row = cells + i * ARRAY_LEN(limit_heads);
		char saves[NUMBER_TEXT_SIZE];

		number_format(saves, limit->saves_micro, MICRO, 2, '.');
		row[0] = limit_name(limit->kind);
		row[1] = limit->kind == LIMIT_ONSHORE ? "at least" : limit->name;
		row[2] = money_text(limit->limit_cents, &arena);
		row[3] = money_text(limit->used_cents, &arena);
		row[4] = arena_copy(&arena, span_of(saves));
	}
	words_title(
		out, options->width, plan, view_name(s->view),
		arena_format(&arena, "What limits help, in %s", plan->company->settings.currency));
	if (s->limit_count)
		columns_write(out, options->width, limit_heads, ARRAY_LEN(limit_heads), cells,
			      s->limit_count);
	else
		fputs("Nothing: no budget, share or cap is set.\n", out);
	arena_release(&arena);
	return shape_finish(out, fault);
}

/* --- the reports ------------------------------------------------------- */

const struct report report_coverage = {
	.name = "coverage",
	.summary = "Which engagement covers which demand, by week",
	.needs = PLAN_SOURCING,
	.sheet = &sheet_coverage,
};

const struct report report_limits = {
	.name = "limits",
	.summary = "Budgets and other limits of help, what is used and what one more would save",
	.needs = PLAN_SOURCING,
	.sheet = &sheet_limits,
	.write = { [FORMAT_TABLE] = limits_table },
};
