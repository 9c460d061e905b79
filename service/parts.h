/** What a computed plan can be asked for beside its gaps, each part checked as it is made. */
#ifndef SERVICE_PARTS_H
#define SERVICE_PARTS_H

#include "service/compute.h"

/**
 * Check a computed plan from its input, and prove the gap of each view: no other allocation
 * leaves less. To be called before a plan is stored.
 *
 * @return false with FAULT_BROKEN when a check of our own fails
 */
bool compute_check(const struct computed *computed, struct fault *fault) MUST_CHECK;

/**
 * Work out parts of a computed plan (a sum of enum plan_part) and verify them.
 *
 * @return false with FAULT_BROKEN when a check of our own fails, with FAULT_USAGE when the engine
 * of the plan is not built in
 */
bool compute_parts(struct computed *computed, unsigned parts, struct arena *arena,
		   struct fault *fault) MUST_CHECK;

/** A note when the plan's engagements were too many to check all that is said of them. */
void parts_note_unchecked(const struct computed *computed, struct notes *notes);

/** The progress of drawing, told to the teller that `shared` points to (const struct teller **). */
void parts_tell_weeks(void *shared, size_t done, size_t all);

#endif
