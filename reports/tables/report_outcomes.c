/* What becomes of the work that our own people do not cover. */
#include <string.h>

#include "model/sourcing.h"
#include "reports/certificate.h"
#include "reports/columns.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/words.h"

/* --- rows -------------------------------------------------------------- */

static const struct sheet_column columns[] = {
	SHEET_WEEK_COLUMNS,
	SHEET_LINE_COLUMNS,
	{ "priority", COLUMN_INTEGER, false, "1 (highest) to 5" },
	{ "demand_hours", COLUMN_DECIMAL, false, "Hours asked for" },
	{ "own_hours", COLUMN_DECIMAL, false, "Hours that our people cover" },
	{ "moved_hours", COLUMN_DECIMAL, false,
	  "Of own_hours, done only since engagements free people; below 0: done elsewhere" },
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

	if (sourcing_open_minutes(plan, s, line, week) == 0)
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

static void row(struct sheet_out *out, size_t index, size_t week)
{
	const struct plan *plan = out->plan;
	const struct sourcing *s = plan->sourcing;
	const struct demand *line = &plan->company->demands[index];
	const struct line_coverage *cover = &s->lines[index * plan->options.week_count + week];
	const struct demand_coverage *alone = plan_demand_coverage(plan, s->view, index, week);
	int32_t asked = cover->asked_minutes;
	int32_t moved = plan_is_drawn(plan) ? 0 : cover->own_minutes - alone->covered_minutes;
	int64_t open[PRIORITY_MAX + 1] = { 0 };

	if (asked == 0 || (cover->own_minutes == asked && moved == 0))
		return;
	open[line->priority] = sourcing_open_minutes(plan, s, index, week);
	sheet_plan_week(out, week);
	sheet_line(out, line);
	sheet_integer(out, line->priority);
	sheet_decimal(out, asked, 60);
	sheet_decimal(out, cover->own_minutes, 60);
	sheet_decimal(out, moved, 60);
	sheet_decimal(out, cover->external_minutes, 60);
	sheet_decimal(out, open[line->priority], 60);
	sheet_word(out, gap_outcome_name(outcome_of(plan, index, week)));
	sheet_decimal(out, penalty_cents(&plan->company->settings, open), 100);
	sheet_word(out, plan->company->settings.currency);
	sheet_end(out);
}

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	(void)options;
	for (size_t d = 0; d < plan->company->demand_count; d++)
		for (size_t w = 0; w < plan->options.week_count; w++)
			row(out, d, w);
}

static const struct sheet sheet_outcomes = {
	.name = "outcomes",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
};

/* --- table: weeks in a row with the same outcome ------------------------- */

static const struct column_head heads[] = {
	{ "Line", false, 6 },     { "Project", false, 4 }, { "Role", false, 4 },
	{ "Weeks", false, 10 },   { "Short h", true, 0 },  { "Open h", true, 0 },
	{ "Outcome", false, 10 },
};

struct outcome_run {
	size_t line, first, last;
	int64_t short_minutes, open_minutes; /* without external staff, and with it */
	enum gap_outcome outcome;
};

/* Whether the line has a row in that week; then it is added to the run. */
static bool add_week(const struct plan *plan, struct outcome_run *run, size_t week)
{
	const struct sourcing *s = plan->sourcing;
	const struct line_coverage *cover = &s->lines[run->line * plan->options.week_count + week];
	int32_t asked = cover->asked_minutes;

	if (asked == 0 || cover->own_minutes == asked)
		return false;
	run->short_minutes += asked - cover->own_minutes;
	run->open_minutes += sourcing_open_minutes(plan, s, run->line, week);
	run->last = week;
	return true;
}

/* The run that begins with the first row of the line in week `from` or later. */
static bool find_run(const struct plan *plan, size_t line, size_t from, struct outcome_run *run)
{
	size_t weeks = plan->options.week_count;

	*run = (struct outcome_run){ .line = line, .first = from };
	while (run->first < weeks && !add_week(plan, run, run->first))
		run->first++;
	if (run->first == weeks)
		return false;
	run->outcome = outcome_of(plan, line, run->first);
	for (size_t w = run->first + 1; w < weeks && outcome_of(plan, line, w) == run->outcome; w++)
		if (!add_week(plan, run, w))
			break;
	return true;
}

static void put_run(const struct plan *plan, const struct outcome_run *run, const char **cells,
		    struct arena *arena)
{
	const struct demand *line = &plan->company->demands[run->line];
	char first[WEEK_TEXT_SIZE], last[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, run->first), first);
	week_format(plan_week(plan, run->last), last);
	cells[0] = line->id;
	cells[1] = line->project;
	cells[2] = line->role;
	cells[3] = run->first == run->last
			   ? arena_copy(arena, span_of(strchr(first, 'W')))
			   : arena_format(arena, "%s to %s", strchr(first, 'W'), strchr(last, 'W'));
	cells[4] = hours_text(run->short_minutes, arena);
	cells[5] = hours_text(run->open_minutes, arena);
	cells[6] = gap_outcome_name(run->outcome);
}

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	size_t lines = plan->company->demand_count, count = 0;
	struct arena arena = ARENA_INIT;
	const char **cells = ARENA_ARRAY(&arena, const char *,
					 ARRAY_LEN(heads) * (lines * plan->options.week_count + 1));
	struct outcome_run run;

	for (size_t d = 0; d < lines; d++)
		for (size_t w = 0; find_run(plan, d, w, &run); w = run.last + 1)
			put_run(plan, &run, cells + ARRAY_LEN(heads) * count++, &arena);
	words_title_sourced(out, options->width, plan, plan->sourcing->view,
			    "How the work that our people do not cover is filled");
	if (count)
		columns_write(out, options->width, heads, ARRAY_LEN(heads), cells, count);
	else
		fputs("Our people cover all demand.\n", out);
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_outcomes = {
	.name = "outcomes",
	.summary = "How each gap is filled, or why it stays open",
	.needs = PLAN_SOURCING,
	.sheet = &sheet_outcomes,
	.write = { [FORMAT_TABLE] = write_table },
};
