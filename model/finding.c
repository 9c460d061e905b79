#include <assert.h>

#include "model/plan.h"

int32_t plan_booking_min(const struct plan *plan, size_t booking, size_t week)
{
	assert(booking < plan->company->booking_count && week < plan->options.week_count);
	return plan->booking_min[booking * plan->options.week_count + week];
}

const char *finding_name(enum finding_kind kind)
{
	switch (kind) {
	case FINDING_OVERBOOKED: return "overbooked";
	case FINDING_BEYOND_DEMAND: return "beyond-demand";
	case FINDING_OUTSIDE_EMPLOYMENT: return "outside-employment";
	case FINDING_WITHOUT_ROLE: return "without-role";
	case FINDING_KIND_COUNT: break;
	}
	assert(kind < FINDING_KIND_COUNT);
	return "";
}
