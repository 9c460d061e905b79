/**
 * Which wall-clock times a rule means: it is expanded, instance by instance.
 *
 * libical 3.0's own iterator ignores BYSETPOS with daily and weekly rules, gets BYWEEKNO and
 * negative BYMONTHDAY wrong and never returns from some sub-daily rules; see docs/calendars.md.
 */
#ifndef IMPORT_ICAL_RULE_EACH_H
#define IMPORT_ICAL_RULE_EACH_H

#include "import/ical/ical_rule.h"

/** Called for each instance in order; false ends the expansion. */
typedef bool rule_visit(void *context, struct moment moment);

enum rule_end {
	RULE_DONE,       /* everything up to `to` was visited, or the visitor had enough */
	RULE_TOO_COSTLY, /* given up, no steps are left: what was visited is not all */
};

/** Steps (days and periods looked at) that one rule may take. A century of days is 36,525. */
enum { RULE_STEPS_MAX = 1000000 };

/**
 * Visit the instances from `from` to `to`, both included, that are not before start.
 *
 * COUNT counts from start on, instances before `from` included. UNTIL is the
 * visitor's business, because it may need time zones.
 * @param[in,out] steps_left  at most this many steps, and at most RULE_STEPS_MAX
 */
enum rule_end rule_each(const struct icalrecurrencetype *rule, struct moment start,
			struct moment from, struct moment to, int64_t *steps_left,
			rule_visit *visit, void *context);

#endif
