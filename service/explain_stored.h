/** Every term of a number of a stored plan. */
#ifndef SERVICE_EXPLAIN_STORED_H
#define SERVICE_EXPLAIN_STORED_H

#include "model/explain.h"
#include "service/compute.h"
#include "service/session.h"

/** The cell, in the words of whoever asks. */
struct explain_request {
	const char *number;   /* of the plan, as stored_plan takes it */
	const char *role;     /* in any spelling that names are equal in */
	const char *week;     /* "2026-W52", "W52", or a day in it */
	int32_t level;        /* 0: all */
	const char *location; /* NULL: all */
	enum view view;
	bool for_others; /* what calendars call their events is left out unless the settings show it
			  */
};

/**
 * Explain it, redacted as the session is.
 *
 * @param[out] computed  the plan up to that week; must stay where it is as long as it is used
 * @return false with FAULT_USAGE and a guess when there is no such cell; as stored_plan
 */
bool explain_stored(struct session *session, const struct explain_request *request,
		    struct computed *computed, struct explanation *explained,
		    struct fault *fault) MUST_CHECK;

#endif
