/**
 * Solutions of sourcing that are kept with a plan, so that its groups need not be solved again.
 *
 * Kept under a hash of the whole problem (solver/covering/covering_cache.h): groups of other plans
 * that ask the same are solved, too, and a plan is the same to the byte with and without them.
 * They may be dropped at any time, and are when a newer program solves otherwise.
 */
#ifndef SERVICE_SOLUTION_CACHE_H
#define SERVICE_SOLUTION_CACHE_H

#include "solver/covering/covering_cache.h"
#include "store/store.h"

struct solution_cache;

/** None yet; all of it lives in the arena. */
struct solution_cache *solution_cache_make(struct arena *arena);

/** For sourcing. */
const struct covering_cache *solution_cache_use(struct solution_cache *cache);

/** Add those that are kept with a plan; none when there are none. */
bool solution_cache_load(struct solution_cache *cache, struct store *store, int32_t number,
			 struct fault *fault) MUST_CHECK;

/** Keep those that were asked for with a plan; does nothing when they are there already. */
bool solution_cache_save(const struct solution_cache *cache, struct store *store, int32_t number,
			 struct fault *fault) MUST_CHECK;

#endif
