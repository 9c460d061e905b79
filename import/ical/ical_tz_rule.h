/**
 * The rule that a zone follows after its table: "CET-1CEST,M3.5.0,M10.5.0/3" (POSIX, with hours
 * from -167 to 167 as RFC 9636, 3.3.1 adds).
 */
#ifndef IMPORT_ICAL_TZ_RULE_H
#define IMPORT_ICAL_TZ_RULE_H

#include "base/span.h"
#include "import/ical/ical_clock.h"

/** A moment of every year, on the clock that is then changed. */
struct tz_date {
	enum { TZ_JULIAN, TZ_ZERO_BASED, TZ_WEEKDAY } kind;
	int day;         /* 1 to 365 without 29 February; 0 to 365; 0 to 6 from Sunday */
	int month, week; /* TZ_WEEKDAY: 1 to 12; 1 to 5, the last */
	int32_t second;
};

struct tz_rule {
	int32_t standard, summer; /* seconds ahead of UTC */
	bool has_summer;
	struct tz_date begins, ends; /* of summer */
};

/** @return false when the text is not such a rule, whole */
bool tz_rule_read(struct span text, struct tz_rule *rule) MUST_CHECK;

/** Seconds ahead of UTC at that instant; of the years 1 to 9999. */
int32_t tz_rule_offset(const struct tz_rule *rule, int64_t utc);

/** Add the changes after an instant to the clock, from 1900 through 2099. */
void tz_rule_extend(const struct tz_rule *rule, int64_t after, struct arena *arena,
		    struct clock *clock);

#endif
