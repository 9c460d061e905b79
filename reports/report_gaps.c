#include "reports/ics_gaps.h"
#include "reports/registry.h"
#include "reports/shape.h"

static void requirement_head(struct csv *csv)
{
	csv_word(csv, "role");
	csv_word(csv, "level");
	csv_word(csv, "skills");
	csv_word(csv, "location");
	csv_word(csv, "view");
}

static void requirement_fields(struct csv *csv, const struct requirement *requirement,
			       enum view view, struct arena *arena)
{
	csv_text(csv, requirement->role);
	csv_integer(csv, requirement->level);
	csv_text(csv, skills_text(requirement->skills, requirement->skill_count, arena));
	csv_text(csv, requirement->location);
	csv_word(csv, view_name(view));
}

static void write_long(const struct plan *plan, const struct report_options *options,
		       struct csv *csv, struct arena *arena)
{
	shape_week_head(csv);
	requirement_head(csv);
	shape_cover_head(csv);
	csv_end(csv);
	for (size_t r = 0; r < plan->requirement_count; r++)
		for (size_t w = 0; w < plan->options.week_count; w++)
			for (enum view v = 0; v < VIEW_COUNT; v++) {
				if (!shape_has_view(options, v))
					continue;
				shape_week(csv, plan, w);
				requirement_fields(csv, &plan->requirements[r], v, arena);
				shape_cover(csv, plan, plan_requirement_cover(plan, v, r, w));
				csv_end(csv);
			}
}

/* The gap of one requirement, or of all when r is the number of requirements. */
static int64_t gap_of(const struct plan *plan, enum view view, size_t r, size_t week)
{
	int64_t sum = 0;

	if (r < plan->requirement_count)
		return cover_gap(plan_requirement_cover(plan, view, r, week));
	for (size_t i = 0; i < plan->requirement_count; i++)
		sum += cover_gap(plan_requirement_cover(plan, view, i, week));
	return sum;
}

static void wide_numbers(const struct plan *plan, const struct report_options *options, size_t r,
			 struct csv *csv)
{
	int64_t full = plan->company->settings.full_week_min, total = 0;

	for (size_t w = 0; w < plan->options.week_count; w++) {
		int64_t gap = gap_of(plan, options->view, r, w);

		csv_decimal(csv, gap, full);
		total += gap;
	}
	csv_decimal(csv, total, full);
	csv_end(csv);
}

static void write_wide(const struct plan *plan, const struct report_options *options,
		       struct csv *csv, struct arena *arena)
{
	csv_word(csv, "plan");
	requirement_head(csv);
	shape_week_columns(csv, plan, options);
	csv_word(csv, "total_fte_weeks");
	csv_end(csv);
	for (size_t r = 0; r < plan->requirement_count; r++) {
		shape_plan(csv, plan);
		requirement_fields(csv, &plan->requirements[r], options->view, arena);
		wide_numbers(plan, options, r, csv);
	}
	shape_plan(csv, plan);
	csv_word(csv, "total");
	for (int i = 0; i < 3; i++)
		csv_word(csv, "");
	csv_word(csv, view_name(options->view));
	wide_numbers(plan, options, plan->requirement_count, csv);
}

static bool write_csv(const struct plan *plan, const struct report_options *options, FILE *out,
		      struct fault *fault)
{
	struct csv csv = csv_start(options, out);
	struct arena arena = ARENA_INIT;

	if (options->layout == LAYOUT_WIDE)
		write_wide(plan, options, &csv, &arena);
	else
		write_long(plan, options, &csv, &arena);
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_gaps = {
	.name = "gaps",
	.summary = "Demand, coverage and gap by requirement and week",
	.write = { [FORMAT_TABLE] = report_plan_table,
		   [FORMAT_CSV] = write_csv,
		   [FORMAT_ICS] = ics_gaps_write },
};
