/** What changed from one stored plan to another. */
#ifndef SERVICE_CHANGES_H
#define SERVICE_CHANGES_H

#include "model/diff.h"
#include "service/compute.h"
#include "service/session.h"

/**
 * Compare two computed plans, with their engagements where one of them has a rate card; those that
 * they have already are used.
 *
 * Where a name is spelled otherwise in the two, both plans are made anew with the same spelling:
 * their other parts are then gone.
 *
 * What --redact asks for is done with both before they are compared, since a difference is told in
 * words.
 *
 * @param shown  a plan that is shown beside the difference, redacted with them; may be NULL or one
 * of them
 * @param[out] diff  in the session's arena
 * @return false as compute_parts and diff_make do
 */
bool changes_between(struct session *session, struct computed *before, struct computed *after,
		     struct computed *shown, enum view view, struct diff *diff,
		     struct fault *fault) MUST_CHECK;

/**
 * Compare two stored plans: both are computed again, with their engagements where one of them has
 * a rate card.
 *
 * @param number  of the earlier and of the later one, as stored_plan takes them
 * @param[out] diff  in the session's arena
 * @return false as stored_plan and diff_make do
 */
bool changes_make(struct session *session, const char *const number[2], enum view view,
		  struct diff *diff, struct fault *fault) MUST_CHECK;

/**
 * Add to a stored plan what changed since the one before it (plan->changes), without a word about
 * the earlier one. Nothing when it is the first. To be called after its other parts are made, so
 * that its engagements are worked out once.
 */
bool changes_since_last(struct session *session, struct computed *computed, enum view view,
			struct fault *fault) MUST_CHECK;

#endif
