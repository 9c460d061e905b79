/** Changes of demand lines: amounts, periods, priorities, odds (change.h says how they are
 * written). */
#ifndef IMPORT_CHANGE_DEMAND_H
#define IMPORT_CHANGE_DEMAND_H

#include "import/change_words.h"

/**
 * "ID.FIELD=VALUE" or "-ID", of a line or all lines of a project.
 *
 * @return false with FAULT_USAGE; lines before the one that could not be changed are changed then
 */
bool change_demand(const struct changing *c) MUST_CHECK;

/** "PROJECT=80": of all that is tentative in it; false with FAULT_USAGE, also when nothing is. */
bool change_probability(const struct changing *c) MUST_CHECK;

#endif
