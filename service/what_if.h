/** What a change would do to a stored plan; nothing is stored. */
#ifndef SERVICE_WHAT_IF_H
#define SERVICE_WHAT_IF_H

#include "planner/compare/diff_orders.h"
#include "service/compute.h"
#include "service/session.h"

struct what_if_request {
	const char *number; /* as stored_plan takes it */
	/* Changes as import/change.h reads them, one in each line; NULL for none. */
	const char *demand, *probability, *people;
	enum view view;
	bool unsourced; /* the gaps alone: no engagements are looked for */
	bool unbounded; /* nor how good they provably are */
};

struct what_if {
	struct computed before, after;
	struct order_change *orders; /* NULL where no engagements were looked for */
	size_t order_count;
};

/**
 * Make both plans, redacted as the session is.
 *
 * @param[out] what_if  must stay where it is as long as its plans are used
 * @return false with FAULT_USAGE when no change is asked for, or none that can be; as stored_plan
 */
bool what_if_make(struct session *session, const struct what_if_request *request,
		  struct what_if *what_if, struct fault *fault) MUST_CHECK;

#endif
