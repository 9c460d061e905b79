/**
 * Every report there is: a file with a `const struct report report_NAME`, and its NAME here.
 *
 * Those that are written from a stored plan stand in the order of the help, and come first.
 */
#ifndef REPORTS_REGISTRY_H
#define REPORTS_REGISTRY_H

#include "reports/reports.h"

#define REPORTS_FROM_PLAN(X)                                                                       \
	X(gaps)                                                                                    \
	X(people)                                                                                  \
	X(demand)                                                                                  \
	X(certificates)                                                                            \
	X(assignments)                                                                             \
	X(bench)                                                                                   \
	X(findings)                                                                                \
	X(engagements)                                                                             \
	X(costs)                                                                                   \
	X(spend)                                                                                   \
	X(coverage)                                                                                \
	X(outcomes)                                                                                \
	X(limits)                                                                                  \
	X(plan)                                                                                    \
	X(page)                                                                                    \
	X(calendar)                                                                                \
	X(actions)

#define REPORTS_FROM_MORE(X)                                                                       \
	X(diff)                                                                                    \
	X(explain)                                                                                 \
	X(compare)                                                                                 \
	X(risk)                                                                                    \
	X(risk_engagements)                                                                        \
	X(agenda)

#define REPORT_DECLARED(name) extern const struct report report_##name;
REPORTS_FROM_PLAN(REPORT_DECLARED)
REPORTS_FROM_MORE(REPORT_DECLARED)
#undef REPORT_DECLARED

#endif
