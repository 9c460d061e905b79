/**
 * One event as it is written: its times, rules and what it says about itself.
 *
 * An event whose start or rule cannot be read is not
 * guessed at: it is reported and skipped.
 */
#ifndef IMPORT_ICAL_EVENT_H
#define IMPORT_ICAL_EVENT_H

#include "import/ical/ical_rule.h"
#include "import/ical/ical_time.h"
#include "import/ical/ical_use.h"

enum busy_status {
	STATUS_NOT_SAID,
	STATUS_FREE,
	STATUS_TENTATIVE,
	STATUS_BUSY,
	STATUS_OOF,
	STATUS_ELSEWHERE
};

struct ical_event {
	const char *uid, *summary;
	const char *description; /* "" unless scan_wishes.descriptions */
	int32_t line;
	size_t calendar;
	size_t component; /* index in the scan; set by the caller of event_read */
	int32_t sequence;
	const char *stamp; /* LAST-MODIFIED, else DTSTAMP: compared as text */
	struct event_time start;
	int32_t days;   /* of dates: how many, at least 1 */
	int64_t length; /* of times: seconds, exact; nominal days of a DURATION are in nominal_days
			 */
	int32_t nominal_days;
	struct rule *rules, *not_rules; /* RRULE, EXRULE */
	size_t rule_count, not_rule_count;
	struct extra *extras; /* RDATE */
	size_t extra_count, extra_room;
	struct event_time *not_on; /* EXDATE */
	size_t not_on_count, not_on_room;
	bool is_override, this_and_future;
	struct event_time instance; /* RECURRENCE-ID */
	int64_t start_utc, instance_utc;
	bool cancelled, tentative, transparent, all_day_said;
	enum busy_status busy_status;
	bool declined;       /* by the feed's person; set by the caller of event_read */
	const char *settled; /* not NULL: `use` was decided elsewhere, for this reason */
	enum event_use use;
};

/**
 * Read a component.
 * @return false when it cannot be used: a note of level ERROR says why
 */
bool event_read(const struct scan_component *component, struct zones *zones,
		struct ical_event *event) MUST_CHECK;

#endif
