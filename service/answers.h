/**
 * Answers of sourcing that are kept with a plan, so that its groups need not be solved again.
 *
 * Kept under a hash of the whole problem (solver/covering/covering_known.h): groups of other plans
 * that ask the same are answered, too, and a plan is the same to the byte with and without them.
 * They may be dropped at any time, and are when a newer program solves otherwise.
 */
#ifndef SERVICE_ANSWERS_H
#define SERVICE_ANSWERS_H

#include "solver/covering/covering_known.h"
#include "store/store.h"

struct answers;

/** None yet; all of it lives in the arena. */
struct answers *answers_new(struct arena *arena);

/** For sourcing. */
const struct covering_known *answers_known(struct answers *answers);

/** Add those that are kept with a plan; none when there are none. */
bool answers_load(struct answers *answers, struct store *store, int32_t number,
		  struct fault *fault) MUST_CHECK;

/** Keep those that were asked for with a plan; does nothing when they are there already. */
bool answers_save(const struct answers *answers, struct store *store, int32_t number,
		  struct fault *fault) MUST_CHECK;

#endif
