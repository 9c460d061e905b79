/** A stored plan, computed again from the inputs that the database kept. */
#ifndef SERVICE_STORED_H
#define SERVICE_STORED_H

#include "service/compute.h"
#include "service/session.h"

/**
 * Find the workspace, open its database and compute a stored plan again.
 *
 * Counts feeds that were stale and rows that were wrong in the session's outcome, and notes it
 * when this program computes the plan differently from the one that stored it.
 *
 * @param number  as written; NULL for the last plan
 * @param[out] computed  must stay where it is as long as the plan is used
 * @return false with FAULT_INPUT when there is no plan yet, FAULT_USAGE when there is none
 *         of that number
 */
bool stored_plan(struct session *session, const char *number, struct computed *computed,
		 struct fault *fault) MUST_CHECK;

/**
 * Say, once, which feeds of a stored plan are old copies or missing; count these, and rows that
 * were wrong, in the session's outcome. For who computes the plan, or one that stands on it.
 *
 * @param repeated  what computing it noted
 * @param errors    of these, the ones about the plan's own files
 */
void stored_doubts(struct session *session, const struct computed *computed, int32_t number,
		   const struct notes *repeated, size_t errors);

/**
 * What a stored plan was made of: the options and the inputs that compute_plan takes.
 *
 * @param[out] store  the inputs need it; the caller closes it when this returns true
 */
bool stored_inputs(struct session *session, const char *number, struct store **store,
		   struct plan_options *options, struct plan_input **inputs, size_t *count,
		   struct fault *fault) MUST_CHECK;

/** All plans that are stored, in the order of their numbers. */
bool stored_records(struct session *session, struct plan_record **records, size_t *count,
		    struct fault *fault) MUST_CHECK;

/**
 * The number of the last stored plan but `back`, as text that stored_plan takes.
 *
 * @return false with FAULT_INPUT when there are not so many plans
 */
bool stored_number(struct session *session, size_t back, const char **number,
		   struct fault *fault) MUST_CHECK;

/** Drop all plans but the last ones. @param[out] removed  how many */
bool stored_prune(struct session *session, int32_t keep, int32_t *removed,
		  struct fault *fault) MUST_CHECK;

#endif
