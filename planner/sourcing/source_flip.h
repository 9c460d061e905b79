/** When the choice of an engagement would be another one. */
#ifndef PLANNER_SOURCE_FLIP_H
#define PLANNER_SOURCE_FLIP_H

#include "planner/sourcing/source_asking.h"

/** The rate from which on something else costs no more, by how much it costs more now. */
void flip_rate(const struct asking *a, int64_t rise_cent60);

/** The lead time, and the weeks of need. */
void flip_lead(const struct asking *a, int64_t place_cent60);
void flip_weeks(const struct asking *a);

#endif
