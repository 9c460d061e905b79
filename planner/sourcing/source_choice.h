/** One entry of each menu, so that all limits are kept at the least cost. */
#ifndef PLANNER_SOURCE_CHOICE_H
#define PLANNER_SOURCE_CHOICE_H

#include "planner/sourcing/source_menu.h"

/** Cent60 of an entry in millionths, with the multipliers on its loads. */
wide entry_charged(const struct master *m, const struct entry *entry, const int64_t *micro);

/** Of each menu what is cheapest at the multipliers, whether all of it fits or not. */
void master_cheapest(const struct master *m, const int64_t *micro, size_t *chosen);

/** Take one entry of each menu: the cheapest choice that is found and fits. */
void master_choose(struct master *m, const int64_t *micro);

/** What one entry of each menu uses of the limits, all together. */
struct usage master_usage(const struct master *m, const size_t *chosen);

#endif
