/** What solving gave, kept beside its plan. All failures are FAULT_STORE. */
#ifndef STORE_SOLVED_H
#define STORE_SOLVED_H

#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"

struct store;

/**
 * Keep what solving a plan gave, beside the plan; of the newest plans only. Never the only place
 * of anything.
 *
 * @param version  of what solved it
 */
bool store_solved_keep(struct store *store, int32_t number, const char *version, struct span bytes,
		       struct fault *fault) MUST_CHECK;

/** @param[out] bytes  empty when this user has kept nothing of this version, or it is damaged */
bool store_solved_find(struct store *store, int32_t number, const char *version,
		       struct arena *arena, struct span *bytes, struct fault *fault) MUST_CHECK;

#endif
