/**
 * The restricted master: one column of each pool, so that all limits are kept at the least cost
 * that is found.
 */
#ifndef PLANNER_SOURCE_CHOICE_H
#define PLANNER_SOURCE_CHOICE_H

#include "planner/sourcing/source_pool.h"

/** Cent60 of a column in millionths, with the multipliers on its loads. */
wide column_charged(const struct master *m, const struct pool_column *column, const int64_t *micro);

/** Of each pool what is cheapest at the multipliers, whether all of it fits or not. */
void master_cheapest(const struct master *m, const int64_t *micro, size_t *chosen);

/** Take one column of each pool: the cheapest choice that is found and fits. */
void master_choose(struct master *m, const int64_t *micro);

/** What one column of each pool uses of the limits, all together. */
struct usage master_usage(const struct master *m, const size_t *chosen);

#endif
