#include "import/ical/ical_use.h"

#include <assert.h>

#include "base/attributes.h"

const char *event_use_name(enum event_use use)
{
	static const char *const names[] = {
		[USE_ABSENT] = "absent",
		[USE_BUSY] = "busy",
		[USE_TENTATIVE] = "tentative",
		[USE_HOLIDAY] = "holiday",
		[USE_WORKDAY] = "workday",
		[USE_AVAILABLE] = "available",
		[USE_FREE] = "free",
		[USE_ELSEWHERE] = "elsewhere",
		[USE_CANCELLED] = "cancelled",
		[USE_DECLINED] = "declined",
		[USE_IGNORED] = "ignored",
		[USE_UNKNOWN_PERSON] = "unknown_person",
		[USE_SUPERSEDED] = "superseded",
		[USE_NEVER] = "never",
		[USE_OUTSIDE] = "outside",
		[USE_SKIPPED] = "skipped",
	};

	static_assert(sizeof(names) / sizeof(names[0]) == USE_COUNT, "every use has a name");
	return names[use];
}
