/** What is paid whatever is decided: running engagements up to their earliest end, gaps that nobody
 * may fill. */
#ifndef PLANNER_SOURCE_COSTS_H
#define PLANNER_SOURCE_COSTS_H

#include "planner/sourcing/source_use.h"

/** A running engagement up to the week in which its heads may leave, priced; in the arena. */
struct engagement source_firm(const struct source_facts *s, uint32_t contract, struct arena *arena);

/** By how much a week that the agreed end cuts costs more in the problem than it does, all heads
 * together, and what of that is rate. */
int64_t source_cut_cents(const struct source_facts *s, uint32_t contract, int64_t *rate);

/** Cost and penalty that no solution of any group changes, with our people at a place. */
int64_t source_fixed_cent60(const struct source_facts *s, const struct placement *place);

/** What running engagements cost whatever is decided. */
int64_t source_firm_all(const struct source_facts *s);

#endif
