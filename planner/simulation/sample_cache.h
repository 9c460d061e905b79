/**
 * Samples that were made once, for who looks at them again: sourcing to a percentile draws the
 * pipeline, and what its engagements are worth is counted in the same samples.
 *
 * Of each outcome only the lines that are short are kept, so that 1,000 samples of a large plan
 * take some megabytes.
 */
#ifndef PLANNER_SAMPLE_CACHE_H
#define PLANNER_SAMPLE_CACHE_H

#include "planner/simulation/sample_weeks.h"

struct sample_cache;

/** Nothing kept yet. @return to be released by the caller */
struct sample_cache *sample_cache_new(const struct plan *plan, int32_t count, uint64_t seed);

/** NULL does nothing. */
void sample_cache_release(struct sample_cache *kept);

/** Keep a week. Weeks may be kept several at a time, each once. */
void sample_cache_add(struct sample_cache *kept, const struct sample_week *week);

/**
 * A week as it was kept, but for what its lines asked for (asked is NULL).
 *
 * @param[out] week  in the arena
 * @return false when it was not kept, or for other samples
 */
bool sample_cache_find(const struct sample_cache *kept, const struct sample_request *request,
		       size_t number, struct arena *arena, struct sample_week *week);

#endif
