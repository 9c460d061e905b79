/** Scenarios beside each other and beside the stored plan that they change. */
#ifndef SERVICE_COMPARE_H
#define SERVICE_COMPARE_H

#include "reports/compare/comparison.h"
#include "service/session.h"

struct compare_request {
	const char *number;       /* of the plan, as stored_plan takes it */
	const char *const *names; /* "base" is the plan itself; all else scenarios */
	size_t count;
	enum view view;
	bool unsourced; /* the gaps alone: no engagements are looked for */
	bool unbounded; /* nor how good they provably are */
};

/**
 * Make all of them, redacted as the session is: with numbers for ids, scenarios have numbers, too.
 *
 * @param[out] plans  one for each name, in the session's arena
 * @return false as scenario_plan and compute_parts
 */
bool compare_make(struct session *session, const struct compare_request *request,
		  const struct compared **plans, struct fault *fault) MUST_CHECK;

#endif
