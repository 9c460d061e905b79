/**
 * Break-even values of an engagement: from which rate, lead time or need on the choice would be
 * another one.
 */
#ifndef PLANNER_SOURCE_BREAK_EVEN_H
#define PLANNER_SOURCE_BREAK_EVEN_H

#include "planner/sourcing/source_sensitivity.h"

/** The rate from which on something else costs no more, by how much it costs more now. */
void break_even_rate(const struct sensitivity *a, int64_t rise_cent60);

/** The lead time, and the weeks of need. */
void break_even_lead(const struct sensitivity *a, int64_t place_cent60);
void break_even_weeks(const struct sensitivity *a);

#endif
