#include "reports/csv.h"
#include "reports/ics/ics_calendar.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/tables/plan_table.h"
#include "reports/xlsx/xlsx.h"

#define REQUIREMENT_COLUMNS(last_row)                                                              \
	{ "role", COLUMN_TEXT, true, "Role that is needed" last_row },                             \
		{ "level", COLUMN_INTEGER, true, "Least level that will do, 1 to 4" },             \
		{ "skills", COLUMN_LIST, true, "Skills that are all required" },                   \
		{ "location", COLUMN_TEXT, true, "Place or prefix of places; empty: anywhere" },   \
	{                                                                                          \
		"view", COLUMN_WORD, true, "Which demand counts: committed, weighted or all"       \
	}

static const struct sheet_column columns[] = { SHEET_WEEK_COLUMNS, REQUIREMENT_COLUMNS(""),
					       SHEET_COVERAGE_COLUMNS };
static const struct sheet_column wide[] = { { "plan", COLUMN_PLAN, true, "Number of the plan" },
					    REQUIREMENT_COLUMNS("; 'total' in the last row") };
static const struct sheet_column wide_week = { "", COLUMN_DECIMAL, false,
					       "Gap of the week in FTE" };
static const struct sheet_column wide_total = { "total_fte_weeks", COLUMN_DECIMAL, false,
						"Sum of the weeks" };

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	for (size_t r = 0; r < plan->requirement_count; r++)
		for (size_t w = 0; w < plan->options.week_count; w++)
			for (enum view v = 0; v < VIEW_COUNT; v++) {
				const struct requirement *requirement = &plan->requirements[r];

				if (!shape_has_view(options, v))
					continue;
				sheet_plan_week(out, w);
				sheet_text(out, requirement->role);
				sheet_integer(out, requirement->level);
				sheet_list(out, requirement->skills, requirement->skill_count);
				sheet_text(out, requirement->location);
				sheet_word(out, view_name(v));
				sheet_demand_coverage(out,
						      plan_requirement_coverage(plan, v, r, w));
				sheet_end(out);
			}
}

static void labels(struct csv *csv, const struct plan *plan, size_t row, struct arena *arena)
{
	const struct requirement *requirement = &plan->requirements[row];

	csv_text(csv, requirement->role);
	csv_integer(csv, requirement->level);
	csv_text(csv, skills_text(requirement->skills, requirement->skill_count, arena));
	csv_text(csv, requirement->location);
}

/* The gap of one requirement, or of all when r is the number of requirements. */
static int64_t gap_of(const struct plan *plan, enum view view, size_t r, size_t week)
{
	int64_t sum = 0;

	if (r < plan->requirement_count)
		return coverage_gap(plan_requirement_coverage(plan, view, r, week));
	for (size_t i = 0; i < plan->requirement_count; i++)
		sum += coverage_gap(plan_requirement_coverage(plan, view, i, week));
	return sum;
}

static void wide_rows(const struct plan *plan, const struct report_options *options,
		      struct csv *csv)
{
	const struct sheet_wide table = { .row_count = plan->requirement_count,
					  .value = gap_of,
					  .scale = plan->company->settings.full_week_minutes,
					  .labels = labels,
					  .label_count = 4 };

	sheet_wide_rows(&table, plan, options->view, csv);
}

static const struct sheet sheet_gaps = {
	.name = "gaps",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
	.wide_rows = wide_rows,
	.wide = wide,
	.wide_count = ARRAY_LEN(wide),
	.wide_week = &wide_week,
	.wide_total = &wide_total,
};

const struct report report_gaps = {
	.name = "gaps",
	.summary = "Demand, coverage and gap by requirement and week",
	.more_needs = { [FORMAT_XLSX] = PLAN_REASONS },
	.sheet = &sheet_gaps,
	.write = { [FORMAT_TABLE] = plan_table,
		   [FORMAT_ICS] = ics_gaps_write,
		   [FORMAT_XLSX] = xlsx_write },
	.viewless = 1U << FORMAT_ICS,
};
