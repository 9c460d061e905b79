#include "model/explain.h"

const char *taken_name(enum taken_kind kind)
{
	static const char *const names[] = { [TAKEN_HOLIDAY] = "holiday",
					     [TAKEN_ABSENT] = "away",
					     [TAKEN_BUSY] = "busy",
					     [TAKEN_TENTATIVE] = "tentative" };

	static_assert(ARRAY_LEN(names) == TAKEN_KIND_COUNT, "every kind has a name");
	return names[kind];
}
