/**
 * The Monday meeting on one page: what a plan asks people to decide, know and doubt.
 *
 * agenda_make gathers the items once; the writers only show them, so that the table, the CSV,
 * the JSON and the page say the same. What stands in which section: docs/ritual.md.
 */
#ifndef REPORTS_AGENDA_H
#define REPORTS_AGENDA_H

#include "reports/compare/agenda_items.h"

/**
 * Gather the items of a plan that has its roster and its engagements.
 *
 * @param diff  from the plan before to this one; NULL when there is none before
 * @param[out] agenda  lives in the arena
 */
void agenda_make(const struct plan *plan, const struct diff *diff, enum view view,
		 struct arena *arena, struct agenda *agenda);

#endif
