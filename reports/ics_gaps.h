/** gaps.ics: one all-day event for each run of weeks in which a requirement has a gap. */
#ifndef REPORTS_ICS_GAPS_H
#define REPORTS_ICS_GAPS_H

#include "reports/reports.h"

/**
 * The gaps of the view in the options. A UID is the hash of the requirement
 * (role, level, location, skills) and the gap's first week: the same gap keeps
 * it from plan to plan as long as it starts in the same week.
 */
report_writer ics_gaps_write;

#endif
