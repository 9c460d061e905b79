/**
 * From the feeds among a plan's inputs to what they mean for people: calendars and holidays.
 *
 * What has been read before with the same rules is taken from the database; the rest is
 * read in processes of its own (service/feeds/worker.h). Both give the same bytes.
 */
#ifndef SERVICE_FEED_READ_H
#define SERVICE_FEED_READ_H

#include "model/company.h"
#include "service/feeds/feed_result.h"

/** The local days that plans from a week on may need: first and last. */
void feed_window(struct day first_week, struct day *first, struct day *last);

/**
 * What the workspace says about the feed of an input.
 *
 * Files of calendars/ and holidays/ say it by their names.
 * @return false when feeds.csv has no (usable) row for it
 */
bool feed_entry_of(const char *input, const struct company *company, struct arena *arena,
		   struct feed_entry *entry);

/** "feed:ana" of a row of feeds.csv. */
const char *feed_input_name(const struct feed_entry *entry, struct arena *arena);

/** People by id, however it is written. */
struct people_index {
	struct person *people;
	size_t count;
	struct person_key {
		const char *key;
		struct person *person;
	} * keys;
};

struct people_index people_index_make(struct person *people, size_t count, struct arena *arena);

/** NULL when nobody has the id. */
struct person *people_find(const struct people_index *index, const char *id, struct arena *arena);

/** How a feed is to be read; the name and the bytes are left to the caller. */
struct calendar_request feed_request(const struct feed_entry *entry, const struct person *person,
				     const struct company *company, struct day first,
				     struct day last);

struct feed_reading {
	const struct plan_input *inputs;
	size_t count;
	struct day first_week, today;
	int threads; /* as of plan_options */
	struct arena *arena;
	struct notes *notes;
	struct zone_marks *zones; /* gets the system's time zones that feeds ask for */
	struct company *company;  /* gets feeds, holidays and its people's calendars */
	size_t stale_count;       /* out: feeds whose last good copy is used, or that have none */
};

bool feeds_read(struct feed_reading *reading, struct fault *fault) MUST_CHECK;

#endif
