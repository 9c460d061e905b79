#include "reports/registry.h"
#include "reports/shape.h"

static void demand_head(struct csv *csv)
{
	static const char *const names[] = { "demand",      "project",  "role",     "level",
					     "skills",      "location", "priority", "status",
					     "probability", "view" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		csv_word(csv, names[i]);
}

static void demand_fields(struct csv *csv, const struct demand *demand, enum view view,
			  const char *skills)
{
	csv_text(csv, demand->id);
	csv_text(csv, demand->project);
	csv_text(csv, demand->role);
	csv_integer(csv, demand->level);
	csv_text(csv, skills);
	csv_text(csv, demand->location);
	csv_integer(csv, demand->priority);
	csv_word(csv, demand->status == DEMAND_COMMITTED ? "committed" : "tentative");
	csv_integer(csv, demand->probability_percent);
	csv_word(csv, view_name(view));
}

static const char *skills_of(const struct plan *plan, size_t d, struct arena *arena)
{
	const struct requirement *requirement = &plan->requirements[plan->demand_requirement[d]];

	return skills_text(requirement->skills, requirement->skill_count, arena);
}

/* A week in which the line asks for nothing in any view has no rows. */
static void write_long(const struct plan *plan, const struct report_options *options,
		       struct csv *csv, struct arena *arena)
{
	shape_week_head(csv);
	demand_head(csv);
	shape_cover_head(csv);
	csv_end(csv);
	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const char *skills = skills_of(plan, d, arena);

		for (size_t w = 0; w < plan->options.week_count; w++) {
			if (!plan_demand_cover(plan, VIEW_ALL, d, w)->demand_min)
				continue;
			for (enum view v = 0; v < VIEW_COUNT; v++) {
				if (!shape_has_view(options, v))
					continue;
				shape_week(csv, plan, w);
				demand_fields(csv, &plan->company->demands[d], v, skills);
				shape_cover(csv, plan, plan_demand_cover(plan, v, d, w));
				csv_end(csv);
			}
		}
	}
}

/* The gap of one line, or of all when d is the number of lines. */
static int64_t gap_of(const struct plan *plan, enum view view, size_t d, size_t week)
{
	int64_t sum = 0;

	if (d < plan->company->demand_count)
		return cover_gap(plan_demand_cover(plan, view, d, week));
	for (size_t i = 0; i < plan->company->demand_count; i++)
		sum += cover_gap(plan_demand_cover(plan, view, i, week));
	return sum;
}

static void wide_numbers(const struct plan *plan, enum view view, size_t d, struct csv *csv)
{
	int64_t full = plan->company->settings.full_week_min, total = 0;

	for (size_t w = 0; w < plan->options.week_count; w++) {
		int64_t gap = gap_of(plan, view, d, w);

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
	demand_head(csv);
	shape_week_columns(csv, plan, options);
	csv_word(csv, "total_fte_weeks");
	csv_end(csv);
	for (size_t d = 0; d < plan->company->demand_count; d++) {
		shape_plan(csv, plan);
		demand_fields(csv, &plan->company->demands[d], options->view,
			      skills_of(plan, d, arena));
		wide_numbers(plan, options->view, d, csv);
	}
	shape_plan(csv, plan);
	csv_word(csv, "total");
	for (int i = 0; i < 8; i++)
		csv_word(csv, "");
	csv_word(csv, view_name(options->view));
	wide_numbers(plan, options->view, plan->company->demand_count, csv);
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

const struct report report_demand = {
	.name = "demand",
	.summary = "Which projects go short: demand lines by week",
	.write = { [FORMAT_CSV] = write_csv },
};
