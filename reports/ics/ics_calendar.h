/** The calendars: events of a plan as VEVENT, deadlines as VTODO. docs/outputs.md describes them.
 */
#ifndef REPORTS_ICS_CALENDAR_H
#define REPORTS_ICS_CALENDAR_H

#include "reports/reports.h"

/** The gaps alone: what `report gaps` writes. */
report_writer ics_gaps_write;

#endif
