#include <string.h>

#include "reports/csv.h"
#include "reports/grid.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/words.h"

#define LINE_COLUMNS(last_row)                                                                     \
	{ "demand", COLUMN_TEXT, true, "Id of the demand line" last_row },                         \
		{ "project", COLUMN_TEXT, false, "Project that asks" },                            \
		{ "role", COLUMN_TEXT, false, "Role that is needed" },                             \
		{ "level", COLUMN_INTEGER, false, "Least level that will do, 1 to 4" },            \
		{ "skills", COLUMN_LIST, false, "Skills that are all required" },                  \
		{ "location", COLUMN_TEXT, false, "Place or prefix of places; empty: anywhere" },  \
		{ "priority", COLUMN_INTEGER, false, "1 (highest) to 5" },                         \
		{ "status", COLUMN_WORD, false, "committed or tentative" },                        \
		{ "probability", COLUMN_INTEGER, false, "Percent; 100 when committed" },           \
	{                                                                                          \
		"view", COLUMN_WORD, true, "Which demand counts: committed, weighted or all"       \
	}

static const struct sheet_column columns[] = { SHEET_WEEK_COLUMNS, LINE_COLUMNS(""),
					       SHEET_COVERAGE_COLUMNS };
static const struct sheet_column wide[] = { { "plan", COLUMN_PLAN, true, "Number of the plan" },
					    LINE_COLUMNS("; 'total' in the last row") };
static const struct sheet_column wide_week = { "", COLUMN_DECIMAL, false,
					       "Gap of the week in FTE" };
static const struct sheet_column wide_total = { "total_fte_weeks", COLUMN_DECIMAL, false,
						"Sum of the weeks" };

static const char *status_word(const struct demand *demand)
{
	return demand->status == DEMAND_COMMITTED ? "committed" : "tentative";
}

static void row(struct sheet_out *out, size_t d, size_t w, enum view view)
{
	const struct plan *plan = out->plan;
	const struct demand *demand = &plan->company->demands[d];
	const struct requirement *requirement = &plan->requirements[plan->demand_requirement[d]];

	sheet_plan_week(out, w);
	sheet_text(out, demand->id);
	sheet_text(out, demand->project);
	sheet_text(out, demand->role);
	sheet_integer(out, demand->level);
	sheet_list(out, requirement->skills, requirement->skill_count);
	sheet_text(out, demand->location);
	sheet_integer(out, demand->priority);
	sheet_word(out, status_word(demand));
	sheet_integer(out, demand->probability_percent);
	sheet_word(out, view_name(view));
	sheet_demand_coverage(out, plan_demand_coverage(plan, view, d, w));
	sheet_end(out);
}

/* A week in which the line asks for nothing in any view has no rows. */
static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	for (size_t d = 0; d < plan->company->demand_count; d++)
		for (size_t w = 0; w < plan->options.week_count; w++) {
			if (!plan_demand_coverage(plan, VIEW_ALL, d, w)->demand_minutes)
				continue;
			for (enum view v = 0; v < VIEW_COUNT; v++)
				if (shape_has_view(options, v))
					row(out, d, w, v);
		}
}

static void labels(struct csv *csv, const struct plan *plan, size_t row, struct arena *arena)
{
	const struct demand *demand = &plan->company->demands[row];
	const struct requirement *requirement = &plan->requirements[plan->demand_requirement[row]];

	csv_text(csv, demand->id);
	csv_text(csv, demand->project);
	csv_text(csv, demand->role);
	csv_integer(csv, demand->level);
	csv_text(csv, skills_text(requirement->skills, requirement->skill_count, arena));
	csv_text(csv, demand->location);
	csv_integer(csv, demand->priority);
	csv_word(csv, status_word(demand));
	csv_integer(csv, demand->probability_percent);
}

/* The gap of one line, or of all when d is the number of lines. */
static int64_t gap_of(const struct plan *plan, enum view view, size_t d, size_t week)
{
	int64_t sum = 0;

	if (d < plan->company->demand_count)
		return coverage_gap(plan_demand_coverage(plan, view, d, week));
	for (size_t i = 0; i < plan->company->demand_count; i++)
		sum += coverage_gap(plan_demand_coverage(plan, view, i, week));
	return sum;
}

static void wide_rows(const struct plan *plan, const struct report_options *options,
		      struct csv *csv)
{
	const struct sheet_wide table = { .row_count = plan->company->demand_count,
					  .value = gap_of,
					  .scale = plan->company->settings.full_week_minutes,
					  .labels = labels,
					  .label_count = 9 };

	sheet_wide_rows(&table, plan, options->view, csv);
}

static const struct sheet sheet_demand = {
	.name = "demand",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
	.wide_rows = wide_rows,
	.wide = wide,
	.wide_count = ARRAY_LEN(wide),
	.wide_week = &wide_week,
	.wide_total = &wide_total,
};

/* --- table ---------------------------------------------------------------- */

static const char *grid_label(const struct grid *grid, const struct plan *plan, size_t row,
			      size_t column)
{
	const struct demand *line = &plan->company->demands[row];
	const char *const labels[GRID_LABELS] = { line->id, line->project, line->role };

	(void)grid;
	return labels[column];
}

static void grid_cell(const struct grid *grid, const struct plan *plan,
		      const struct report_options *options, size_t row, size_t week,
		      char text[NUMBER_TEXT_SIZE])
{
	const struct demand_coverage *cover = plan_demand_coverage(plan, options->view, row, week);
	char fte[NUMBER_TEXT_SIZE];

	(void)grid;
	if (!cover->demand_minutes)
		return;
	number_format(fte, coverage_gap(cover), plan->company->settings.full_week_minutes, 1, '.');
	if (!coverage_gap(cover))
		snprintf(text, NUMBER_TEXT_SIZE, ".");
	else if (strcmp(fte, "0.0") == 0)
		snprintf(text, NUMBER_TEXT_SIZE, "+<.1");
	else
		snprintf(text, NUMBER_TEXT_SIZE, "+%.10s", fte);
}

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	const struct grid grid = {
		.heads = { { "Line", false, 0 }, { "Project", false, 0 }, { "Role", false, 0 } },
		.label_count = GRID_LABELS,
		.row_count = plan->company->demand_count,
		.label = grid_label,
		.cell = grid_cell,
	};

	words_title_before(out, options->width, plan, view_name(options->view),
			   "Shortage in FTE per week (. = none)", "outcomes");
	grid_write(&grid, plan, options, out);
	return shape_finish(out, fault);
}

const struct report report_demand = {
	.name = "demand",
	.summary = "Which projects go short: demand lines by week",
	.sheet = &sheet_demand,
	.write = { [FORMAT_TABLE] = write_table },
};
