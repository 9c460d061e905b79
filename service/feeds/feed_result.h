/**
 * What reading one feed gives, and the same as bytes: to come from a process of its own, to be
 * kept in the database, and to be the same plan either way.
 */
#ifndef SERVICE_FEED_RESULT_H
#define SERVICE_FEED_RESULT_H

#include "import/import.h"
#include "store/store.h"

/** The times of one person. */
struct person_times {
	const char *person; /* id; "" for the feed's own person */
	struct calendar calendar;
};

/** A time zone of the system that was asked for, and a hash of its data then. */
struct zone_use {
	const char *name;
	struct fast_hash data; /* of nothing when there was none of that name */
};

struct feed_result {
	const char *trouble; /* why it holds no calendar; "" when it does: then all the others */
	bool cut_off;        /* it ends in the middle */
	struct calendar_counts counts;
	struct person_times *times;
	size_t time_count;
	struct holiday *holidays; /* location is "" */
	size_t holiday_count;
	struct note *notes; /* in the feed's own lines */
	size_t note_count;
	struct zone_use *zones; /* with other data the feed is read again */
	size_t zone_count;
};

/** What all requests of one company and window have in common: settings and versions. */
struct digest feed_result_rules(const struct settings *settings, struct day first, struct day last);

/** What identifies a result: the bytes, the request, and the rules that hold for it. */
struct digest feed_result_key(const struct digest *bytes, const struct calendar_request *request,
			      const struct digest *rules);

/** Read a feed. */
void feed_result_make(const struct calendar_request *request, struct arena *arena,
		      struct feed_result *result);

/**
 * Ask for the time zones of a result as they are now.
 *
 * @param[in,out] marks  the zones that there are, are added; may be NULL
 * @param[out] current   whether all are what they were when the feed was read
 * @return false with FAULT_SYSTEM when one of them cannot be read: then the result is void
 */
bool feed_result_zones(const struct feed_result *result, struct zone_marks *marks, bool *current,
		       struct fault *fault) MUST_CHECK;

/** Absent times and days off that end after the day. */
int32_t feed_result_absences(const struct feed_result *result, struct day today);

#endif
