#include "reports/shortage.h"

#include <string.h>

#include "reports/shape.h"

struct requirement_range range_of_role(const struct plan *plan, size_t first)
{
	struct requirement_range range = { first, first };

	while (range.end < plan->requirement_count &&
	       strcmp(plan->requirements[range.end].role, plan->requirements[first].role) == 0)
		range.end++;
	return range;
}

int64_t range_demand(const struct plan *plan, enum view view, struct requirement_range range,
		     size_t week)
{
	int64_t sum = 0;

	for (size_t r = range.first; r < range.end; r++)
		sum += plan_requirement_coverage(plan, view, r, week)->demand_minutes;
	return sum;
}

int64_t range_gap(const struct plan *plan, enum view view, struct requirement_range range,
		  size_t week)
{
	int64_t sum = 0;

	for (size_t r = range.first; r < range.end; r++)
		sum += coverage_gap(plan_requirement_coverage(plan, view, r, week));
	return sum;
}

int64_t range_total_gap(const struct plan *plan, enum view view, struct requirement_range range)
{
	int64_t sum = 0;

	for (size_t w = 0; w < plan->options.week_count; w++)
		sum += range_gap(plan, view, range, w);
	return sum;
}

/* Gap of one demand line in the weeks from `first` to `last`, both included. */
static int64_t line_gap(const struct plan *plan, enum view view, size_t line, size_t first,
			size_t last)
{
	int64_t sum = 0;

	for (size_t w = first; w <= last; w++)
		sum += coverage_gap(plan_demand_coverage(plan, view, line, w));
	return sum;
}

bool range_has_line(const struct plan *plan, struct requirement_range range, size_t line)
{
	size_t requirement = plan->demand_requirement[line];

	return requirement >= range.first && requirement < range.end;
}

static size_t most_urgent_line(const struct plan *plan, enum view view,
			       struct requirement_range range, const struct shortage *run)
{
	const struct demand *demands = plan->company->demands;
	size_t best = plan->company->demand_count;
	int64_t best_gap = 0;

	for (size_t d = 0; d < plan->company->demand_count; d++) {
		int64_t gap;

		if (!range_has_line(plan, range, d))
			continue;
		gap = line_gap(plan, view, d, run->first_week, run->last_week);
		if (gap && (!best_gap || demands[d].priority < demands[best].priority ||
			    (demands[d].priority == demands[best].priority && gap > best_gap))) {
			best = d;
			best_gap = gap;
		}
	}
	assert(best_gap > 0);
	return best;
}

bool shortage_find(const struct plan *plan, enum view view, struct requirement_range range,
		   size_t from, struct shortage *found)
{
	struct shortage run = { .peak_minutes = 0 };
	size_t weeks = plan->options.week_count, w = from;

	while (w < weeks && !range_gap(plan, view, range, w))
		w++;
	if (w >= weeks)
		return false;
	run.first_week = w;
	for (; w < weeks; w++) {
		int64_t gap = range_gap(plan, view, range, w);

		if (!gap)
			break;
		run.last_week = w;
		run.total_minutes += gap;
		if (gap > run.peak_minutes) {
			run.peak_minutes = gap;
			run.peak_week = w;
		}
	}
	run.line = most_urgent_line(plan, view, range, &run);
	*found = run;
	return true;
}

bool shortage_worst(const struct plan *plan, enum view view, struct requirement_range *worst,
		    struct shortage *shortage)
{
	int32_t best_priority = PRIORITY_MAX + 1;
	int64_t best_total = 0;

	for (size_t r = 0; r < plan->requirement_count;) {
		struct requirement_range role = range_of_role(plan, r);
		int64_t total = range_total_gap(plan, view, role);
		struct shortage run;

		for (size_t w = 0; shortage_find(plan, view, role, w, &run);
		     w = run.last_week + 1) {
			int32_t priority = plan->company->demands[run.line].priority;

			if (priority < best_priority ||
			    (priority == best_priority && total > best_total)) {
				best_priority = priority;
				best_total = total;
				*worst = role;
				*shortage = run;
			}
		}
		r = role.end;
	}
	return best_total > 0;
}
