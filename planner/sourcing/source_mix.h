/** Entries of menus that no multiplier makes the cheapest: solver/covering/covering_mix.h. */
#ifndef PLANNER_SOURCE_MIX_H
#define PLANNER_SOURCE_MIX_H

#include "planner/sourcing/source_menu.h"

/** Entries by local search beside what is taken of the other menus. */
void menu_mix(struct master *m, size_t group);

#endif
