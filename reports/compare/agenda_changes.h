/** Items of an agenda: what changed since the plan before, and what is doubtful. */
#ifndef REPORTS_AGENDA_CHANGES_H
#define REPORTS_AGENDA_CHANGES_H

#include "reports/compare/agenda_items.h"

void agenda_add_changes(struct agenda *agenda, enum view view);
void agenda_add_doubts(struct agenda *agenda);

#endif
