#include "reports/registry.h"
#include "reports/shape.h"

/* The capacity chain in its order: each name says what is left or what was taken. */
static const char *const columns[] = {
	"nominal_hours",        "contracted_hours",    "holiday_hours",    "absence_hours",
	"busy_hours",           "tentative_hours",     "available_hours",  "overhead_hours",
	"deployable_hours",     "booked_hours",        "overbooked_hours", "free_hours",
	"used_hours_committed", "used_hours_weighted", "used_hours_all",
};

static void capacity_fields(struct csv *csv, const struct capacity *c)
{
	const int32_t minutes[] = {
		c->nominal_min,
		c->contracted_min,
		c->holiday_min,
		c->absent_min,
		c->busy_min,
		c->tentative_min,
		c->available_min,
		c->overhead_min,
		c->deployable_min,
		c->booked_min,
		c->overbooked_min,
		c->free_min,
		c->used_min[VIEW_COMMITTED],
		c->used_min[VIEW_WEIGHTED],
		c->used_min[VIEW_ALL],
	};

	static_assert(ARRAY_LEN(minutes) == ARRAY_LEN(columns), "every column has a number");
	for (size_t i = 0; i < ARRAY_LEN(minutes); i++)
		csv_decimal(csv, minutes[i], 60);
}

static void write_long(const struct plan *plan, struct csv *csv)
{
	shape_week_head(csv);
	csv_word(csv, "person");
	csv_word(csv, "name");
	csv_word(csv, "location");
	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		csv_word(csv, columns[i]);
	csv_end(csv);
	for (size_t p = 0; p < plan->company->person_count; p++)
		for (size_t w = 0; w < plan->options.week_count; w++) {
			const struct person *person = &plan->company->people[p];

			shape_week(csv, plan, w);
			csv_text(csv, person->id);
			csv_text(csv, person->name);
			csv_text(csv, person->location);
			capacity_fields(csv, plan_capacity(plan, p, w));
			csv_end(csv);
		}
}

/* Deployable time that no demand of the view uses, of the people from `first` to before `end`. */
static int64_t unused_min(const struct plan *plan, enum view view, size_t first, size_t end,
			  size_t week)
{
	int64_t sum = 0;

	for (size_t p = first; p < end; p++) {
		const struct capacity *c = plan_capacity(plan, p, week);

		sum += c->deployable_min - c->used_min[view];
	}
	return sum;
}

static void wide_row(const struct plan *plan, enum view view, size_t first, size_t end,
		     struct csv *csv)
{
	int64_t total = 0;

	csv_word(csv, view_name(view));
	for (size_t w = 0; w < plan->options.week_count; w++) {
		int64_t unused = unused_min(plan, view, first, end, w);

		csv_decimal(csv, unused, 60);
		total += unused;
	}
	csv_decimal(csv, total, 60);
	csv_end(csv);
}

static void write_wide(const struct plan *plan, const struct report_options *options,
		       struct csv *csv)
{
	csv_word(csv, "plan");
	csv_word(csv, "person");
	csv_word(csv, "name");
	csv_word(csv, "location");
	csv_word(csv, "view");
	shape_week_columns(csv, plan, options);
	csv_word(csv, "total_unused_hours");
	csv_end(csv);
	for (size_t p = 0; p < plan->company->person_count; p++) {
		shape_plan(csv, plan);
		csv_text(csv, plan->company->people[p].id);
		csv_text(csv, plan->company->people[p].name);
		csv_text(csv, plan->company->people[p].location);
		wide_row(plan, options->view, p, p + 1, csv);
	}
	shape_plan(csv, plan);
	csv_word(csv, "total");
	csv_word(csv, "");
	csv_word(csv, "");
	wide_row(plan, options->view, 0, plan->company->person_count, csv);
}

static bool write_csv(const struct plan *plan, const struct report_options *options, FILE *out,
		      struct fault *fault)
{
	struct csv csv = csv_start(options, out);

	if (options->layout == LAYOUT_WIDE)
		write_wide(plan, options, &csv);
	else
		write_long(plan, &csv);
	return shape_finish(out, fault);
}

const struct report report_people = {
	.name = "people",
	.summary = "What each person can work, step by step, by week",
	.write = { [FORMAT_CSV] = write_csv },
};
