#include "model/finding.h"

#include <assert.h>

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
