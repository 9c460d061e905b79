/**
 * Recurrence rules (RFC 5545, 3.3.10): which wall-clock times a rule means.
 *
 * libical reads the rule, this expands it. libical 3.0's own iterator ignores
 * BYSETPOS with daily and weekly rules, gets BYWEEKNO and negative BYMONTHDAY
 * wrong and never returns from some sub-daily rules; see docs/calendars.md.
 * Zones do not matter here: a rule is a matter of wall clocks.
 */
#ifndef IMPORT_ICAL_RULE_H
#define IMPORT_ICAL_RULE_H

#include <libical/ical.h>

#include "base/arena.h"
#include "base/day.h"

/** A wall-clock time. */
struct moment {
	struct day day;
	int32_t second; /* of the day, 0 to 86399 */
};

/** -1, 0 or 1. */
int moment_order(struct moment a, struct moment b);

struct rule {
	struct icalrecurrencetype parts;
	bool until_utc;       /* UNTIL is in UTC; parts.until does not know */
	const char *calendar; /* RSCALE; NULL: ours */
};

/**
 * Read a rule. The text is changed.
 *
 * libical never sees that UNTIL is in UTC: it would open the system's list of zones.
 * @return false when it cannot be read, or its INTERVAL is below 1; with a `calendar` of another
 *         kind than ours the rule may not be used either way
 */
bool rule_read(char *text, struct arena *arena, struct rule *rule);

/** Called for each instance in order; false ends the expansion. */
typedef bool rule_visit(void *context, struct moment moment);

/** Whether the rule names only days that no year has: the 30th of February. */
bool rule_names_no_day(const struct icalrecurrencetype *rule);

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
