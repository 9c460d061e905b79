/**
 * Draws that were made once, for who looks at them again: sourcing to a percentile draws the
 * pipeline, and what its engagements are worth is counted in the same draws.
 *
 * Of each outcome only the lines that are short are kept, so that 1,000 draws of a large plan take
 * some megabytes.
 */
#ifndef PLANNER_DRAW_KEPT_H
#define PLANNER_DRAW_KEPT_H

#include "planner/simulation/draw_weeks.h"

struct draw_kept;

/** Nothing kept yet. @return to be released by the caller */
struct draw_kept *draw_kept_new(const struct plan *plan, int32_t count, uint64_t seed);

/** NULL does nothing. */
void draw_kept_release(struct draw_kept *kept);

/** Keep a week. Weeks may be kept several at a time, each once. */
void draw_kept_add(struct draw_kept *kept, const struct draw_week *week);

/**
 * A week as it was kept, but for what its lines asked for (asked is NULL).
 *
 * @param[out] week  in the arena
 * @return false when it was not kept, or for other draws
 */
bool draw_kept_find(const struct draw_kept *kept, const struct draw_request *request, size_t number,
		    struct arena *arena, struct draw_week *week);

#endif
