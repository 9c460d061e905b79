#include "reports/shape.h"

#include "reports/words.h"

int32_t cover_gap(const struct cover *cover)
{
	return cover->demand_min > cover->covered_min ? cover->demand_min - cover->covered_min : 0;
}

const char *skills_text(const char *const *skills, size_t count, struct arena *arena)
{
	return words_joined(skills, count, ";", arena);
}

void shape_plan(struct csv *csv, const struct plan *plan)
{
	if (plan->options.number)
		csv_integer(csv, plan->options.number);
	else
		csv_word(csv, "");
}

void shape_week_head(struct csv *csv)
{
	csv_word(csv, "plan");
	csv_word(csv, "week");
	csv_word(csv, "week_start");
}

void shape_week(struct csv *csv, const struct plan *plan, size_t week)
{
	char name[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, week), name);
	shape_plan(csv, plan);
	csv_word(csv, name);
	csv_day(csv, plan_week(plan, week));
}

void shape_week_columns(struct csv *csv, const struct plan *plan,
			const struct report_options *options)
{
	char name[WEEK_TEXT_SIZE];

	for (size_t w = 0; w < plan->options.week_count; w++) {
		week_format(plan_week(plan, w), name);
		if (options->week_names)
			csv_word(csv, name);
		else
			csv_day(csv, plan_week(plan, w));
	}
}

void shape_cover_head(struct csv *csv)
{
	csv_word(csv, "demand_hours");
	csv_word(csv, "covered_hours");
	csv_word(csv, "gap_hours");
	csv_word(csv, "gap_fte");
}

void shape_cover(struct csv *csv, const struct plan *plan, const struct cover *cover)
{
	csv_decimal(csv, cover->demand_min, 60);
	csv_decimal(csv, cover->covered_min, 60);
	csv_decimal(csv, cover_gap(cover), 60);
	csv_decimal(csv, cover_gap(cover), plan->company->settings.full_week_min);
}

bool shape_has_view(const struct report_options *options, enum view view)
{
	return !options->one_view || options->view == view;
}

bool shape_finish(FILE *out, struct fault *fault)
{
	if (fflush(out) != 0 || ferror(out))
		return fault_set(fault, FAULT_SYSTEM, "cannot write the report");
	return true;
}
