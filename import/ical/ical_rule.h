/**
 * Recurrence rules (RFC 5545, 3.3.10): read, and what can be told of one by itself.
 *
 * libical reads the rule; it is expanded by ical_rule_each.h.
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

#endif
