#include "model/proof.h"

#include <assert.h>

const char *reason_name(enum reason reason)
{
	switch (reason) {
	case REASON_NOBODY: return "nobody";
	case REASON_LEVEL: return "level";
	case REASON_LOCATION: return "location";
	case REASON_SKILL: return "skill";
	case REASON_BOOKED: return "booked";
	case REASON_AWAY: return "away";
	case REASON_TOO_FEW: return "too few";
	case REASON_COUNT: break;
	}
	assert(reason < REASON_COUNT);
	return "";
}
