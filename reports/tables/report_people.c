#include "reports/csv.h"
#include "reports/grid.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/words.h"

/* The capacity chain in its order: each name says what is left or what was taken. */
static const struct sheet_column columns[] = {
	SHEET_WEEK_COLUMNS,
	{ "person", COLUMN_TEXT, true, "Id of the person" },
	{ "name", COLUMN_TEXT, false, "Name" },
	{ "location", COLUMN_TEXT, false, "Place of work" },
	{ "nominal_hours", COLUMN_DECIMAL, false, "The company's full time while employed" },
	{ "contracted_hours", COLUMN_DECIMAL, false, "The person's pattern while employed" },
	{ "holiday_hours", COLUMN_DECIMAL, false, "Of the contracted: public holidays" },
	{ "absence_hours", COLUMN_DECIMAL, false, "Then leave and sickness" },
	{ "busy_hours", COLUMN_DECIMAL, false, "Then meetings" },
	{ "tentative_hours", COLUMN_DECIMAL, false, "Then tentative time, as far as it counts" },
	{ "available_hours", COLUMN_DECIMAL, false, "What is left" },
	{ "overhead_hours", COLUMN_DECIMAL, false, "Of the available: overhead" },
	{ "deployable_hours", COLUMN_DECIMAL, false, "What projects can use" },
	{ "booked_hours", COLUMN_DECIMAL, false, "Of the deployable: hard bookings" },
	{ "overbooked_hours", COLUMN_DECIMAL, false, "Hard bookings beyond the deployable" },
	{ "free_hours", COLUMN_DECIMAL, false, "Deployable less booked" },
	{ "used_hours_committed", COLUMN_DECIMAL, false, "Covers demand in the view committed" },
	{ "used_hours_weighted", COLUMN_DECIMAL, false, "Covers demand in the view weighted" },
	{ "used_hours_all", COLUMN_DECIMAL, false, "Covers demand in the view all" },
};

static const struct sheet_column wide[] = {
	{ "plan", COLUMN_PLAN, true, "Number of the plan" },
	{ "person", COLUMN_TEXT, true, "Id of the person; 'total' in the last row" },
	{ "name", COLUMN_TEXT, false, "Name" },
	{ "location", COLUMN_TEXT, false, "Place of work" },
	{ "view", COLUMN_WORD, true, "Which demand counts: committed, weighted or all" },
};
static const struct sheet_column wide_week = { "", COLUMN_DECIMAL, false,
					       "Deployable hours that no demand uses" };
static const struct sheet_column wide_total = { "total_unused_hours", COLUMN_DECIMAL, false,
						"Sum of the weeks" };

static void capacity_fields(struct sheet_out *out, const struct capacity *c)
{
	const int32_t minutes[] = {
		c->nominal_minutes,
		c->contracted_minutes,
		c->holiday_minutes,
		c->absent_minutes,
		c->busy_minutes,
		c->tentative_minutes,
		c->available_minutes,
		c->overhead_minutes,
		c->deployable_minutes,
		c->booked_minutes,
		c->overbooked_minutes,
		c->free_minutes,
		c->used_minutes[VIEW_COMMITTED],
		c->used_minutes[VIEW_WEIGHTED],
		c->used_minutes[VIEW_ALL],
	};

	for (size_t i = 0; i < ARRAY_LEN(minutes); i++)
		sheet_decimal(out, minutes[i], 60);
}

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	(void)options;
	for (size_t p = 0; p < plan->company->person_count; p++)
		for (size_t w = 0; w < plan->options.week_count; w++) {
			const struct person *person = &plan->company->people[p];

			sheet_plan_week(out, w);
			sheet_text(out, person->id);
			sheet_text(out, person->name);
			sheet_text(out, person->location);
			capacity_fields(out, plan_capacity(plan, p, w));
			sheet_end(out);
		}
}

/* Of one person, or of all when `row` is the number of people. */
static int64_t unused_of(const struct plan *plan, enum view view, size_t row, size_t week)
{
	return row < plan->company->person_count
		       ? shape_unused_minutes(plan, view, row, row + 1, week)
		       : shape_all_unused_minutes(plan, view, week);
}

static void labels(struct csv *csv, const struct plan *plan, size_t row, struct arena *arena)
{
	const struct person *person = &plan->company->people[row];

	(void)arena;
	csv_text(csv, person->id);
	csv_text(csv, person->name);
	csv_text(csv, person->location);
}

static void wide_rows(const struct plan *plan, const struct report_options *options,
		      struct csv *csv)
{
	const struct sheet_wide table = { .row_count = plan->company->person_count,
					  .value = unused_of,
					  .scale = 60,
					  .labels = labels,
					  .label_count = 3 };

	sheet_wide_rows(&table, plan, options->view, csv);
}

static const struct sheet sheet_people = {
	.name = "people",
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

/* The row after the last person is the sum of all. */
static const char *grid_label(const struct grid *grid, const struct plan *plan, size_t row,
			      size_t column)
{
	const struct person *person = &plan->company->people[row];

	(void)grid;
	if (row == plan->company->person_count)
		return column ? "" : "All";
	return column ? person->location : person->name;
}

static void grid_cell(const struct grid *grid, const struct plan *plan,
		      const struct report_options *options, size_t row, size_t week,
		      char text[NUMBER_TEXT_SIZE])
{
	size_t count = plan->company->person_count;

	(void)grid;
	if (row == count || plan_capacity(plan, row, week)->nominal_minutes)
		number_format(text, unused_of(plan, options->view, row, week), 60, 1, '.');
}

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	const struct grid grid = {
		.heads = { { "Person", false, 0 }, { "Place", false, 0 } },
		.label_count = 2,
		.row_count = plan->company->person_count + 1,
		.label = grid_label,
		.cell = grid_cell,
	};

	words_title_before(out, options->width, plan, view_name(options->view),
			   "Hours per week that people can work and no demand uses", "bench");
	grid_write(&grid, plan, options, out);
	return shape_finish(out, fault);
}

const struct report report_people = {
	.name = "people",
	.summary = "What each person can work, step by step, by week",
	.sheet = &sheet_people,
	.write = { [FORMAT_TABLE] = write_table },
	.viewless = 1U << FORMAT_CSV | 1U << FORMAT_JSON, /* a row has all three */
};
