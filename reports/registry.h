/** Every report there is: one file, one line here, one line in reports.c. */
#ifndef REPORTS_REGISTRY_H
#define REPORTS_REGISTRY_H

#include "reports/reports.h"

extern const struct report report_gaps;
extern const struct report report_people;
extern const struct report report_demand;
extern const struct report report_plan;
extern const struct report report_calendar;
extern const struct report report_actions;
extern const struct report report_certificates;
extern const struct report report_assignments;
extern const struct report report_bench;
extern const struct report report_findings;
extern const struct report report_page;
extern const struct report report_engagements;
extern const struct report report_costs;
extern const struct report report_spend;
extern const struct report report_coverage;
extern const struct report report_outcomes;
extern const struct report report_limits;

#endif
