#include "reports/shape.h"

#include <errno.h>
#include <string.h>

#include "reports/words.h"

int32_t coverage_gap(const struct demand_coverage *cover)
{
	return cover->demand_minutes > cover->covered_minutes
		       ? cover->demand_minutes - cover->covered_minutes
		       : 0;
}

int64_t shape_unused_minutes(const struct plan *plan, enum view view, size_t first, size_t end,
			     size_t week)
{
	int64_t sum = 0;

	for (size_t p = first; p < end; p++) {
		const struct capacity *c = plan_capacity(plan, p, week);

		sum += c->deployable_minutes - c->used_minutes[view];
	}
	return sum;
}

int64_t shape_all_unused_minutes(const struct plan *plan, enum view view, size_t week)
{
	return shape_unused_minutes(plan, view, 0, plan->company->person_count, week);
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

bool shape_has_view(const struct report_options *options, enum view view)
{
	return !options->one_view || options->view == view;
}

bool shape_finish(FILE *out, struct fault *fault)
{
	bool failed = ferror(out) != 0; /* what went wrong then is no longer known */

	if (fflush(out) != 0)
		return fault_set(fault, FAULT_SYSTEM, "cannot write the report: %s",
				 strerror(errno));
	return !failed ||
	       fault_set(fault, FAULT_SYSTEM, "cannot write the report: not all of it was taken");
}
