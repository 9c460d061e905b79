/**
 * Reading: bytes from outside become the nouns of store/.
 *
 * Importers touch neither the database nor the files of the workspace; cli/
 * hands them the bytes. What an importer had to skip is a note of level ERROR,
 * what it doubts a WARNING: one bad row or event never takes the rest down.
 * A fault is kept for what makes the whole file useless (no header row, a
 * quote that never closes, no calendar in the bytes); then nothing of the file
 * is used. Everything returned lives in the given arena.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "store/company.h"

/** Bytes and the name that notes call them by ("people.csv"). */
struct source {
	const char *name;
	struct span bytes;
};

/* --- tables ------------------------------------------------------------ */

/**
 * Read staffgap.conf over the defaults that `settings` already holds.
 *
 * An unknown setting is a warning with a did-you-mean.
 * @return false with FAULT_INPUT and file:line when it cannot be read as settings
 *         or a value is out of its range; settings is then untouched
 */
bool import_settings(struct source source, struct arena *arena, struct settings *settings,
		     struct notes *notes, struct fault *fault) MUST_CHECK;

/** Read people.csv into company->people (sorted by id). Uses company->settings for defaults. */
bool import_people(struct source source, struct arena *arena, struct company *company,
		   struct notes *notes, struct fault *fault) MUST_CHECK;

/** Read demand.csv, long or wide, into company->demands (sorted by id). */
bool import_demand(struct source source, struct arena *arena, struct company *company,
		   struct notes *notes, struct fault *fault) MUST_CHECK;

/** Read bookings.csv into company->bookings. */
bool import_bookings(struct source source, struct arena *arena, struct company *company,
		     struct notes *notes, struct fault *fault) MUST_CHECK;

/** Read rates.csv into company->options. Uses company->settings: currency, exchange, zone. */
bool import_rates(struct source source, struct arena *arena, struct company *company,
		  struct notes *notes, struct fault *fault) MUST_CHECK;

/** Read engagements.csv into company->running. */
bool import_engagements(struct source source, struct arena *arena, struct company *company,
			struct notes *notes, struct fault *fault) MUST_CHECK;

/**
 * Bring the tables together, after all of them are read and before planning.
 *
 * Names that differ in case or composition only become the same bytes (the
 * smallest spelling by strcmp). Roles, skills, locations and people that are
 * named but that nobody has are warnings with a did-you-mean (a booking of an
 * unknown person is an error and is dropped). Sorts every list by its key, so
 * that the order of rows in the files never matters.
 */
void company_link(struct company *company, struct arena *arena, struct notes *notes);

/* --- calendars --------------------------------------------------------- */

/** Whether the zone is one that calendars can be read in: "Europe/Berlin", "UTC". */
bool import_zone_known(const char *time_zone);

/**
 * Fill company->zones, in the arena: the offsets of the workspace's zone and of those that
 * options and demand name, for the days from first to last. The tables must have been read.
 */
void company_zones(struct company *company, struct day first, struct day last, struct arena *arena);

/** How one feed is to be read. */
struct calendar_request {
	struct source source; /* name: the feed's name in notes and in struct busy */
	enum feed_kind kind;
	const char *time_zone;  /* of floating times and all-day dates: the person's */
	struct day first, last; /* local days, both included: what lies outside is not returned */
	enum meetings meetings; /* MEETINGS_IGNORE drops timed busy events */
};

/** What became of a feed's events: every one is counted exactly once. */
struct calendar_counts {
	int32_t event_count;   /* events in the feed */
	int32_t busy_count;    /* busy times returned */
	int32_t skipped_count; /* events that could not be used: each has a note */
};

/**
 * Read one person's feed (RFC 5545) into their busy times within the window.
 *
 * What each event does is decided by docs/calendars.md (class and part).
 * calendar->known is true afterwards, also when nothing lies in the window.
 *
 * @return false with FAULT_INPUT when the bytes hold no calendar: nothing may be
 *         concluded about the person, least of all that nothing is in the way
 */
bool import_calendar(const struct calendar_request *request, struct arena *arena,
		     struct calendar *calendar, struct calendar_counts *counts, struct notes *notes,
		     struct fault *fault) MUST_CHECK;

/** What a feed takes of one ISO week, before anything is clipped to working hours. */
struct calendar_week {
	struct day monday;
	int32_t absent_min, busy_min, tentative_min;
	int32_t blocked_min; /* the union of the three: overlaps count once */
};

/**
 * Sum up a feed week by week, from the Monday of request->first through request->last.
 *
 * Minutes of real time: the Sunday on which summer time begins has 23 hours.
 * @param[out] weeks  in the arena
 */
bool import_calendar_weeks(const struct calendar_request *request, struct arena *arena,
			   struct calendar_week **weeks, size_t *week_count,
			   struct calendar_counts *counts, struct notes *notes,
			   struct fault *fault) MUST_CHECK;

/** Read a holiday feed of a location; each day within the window is one holiday. */
bool import_holidays(const struct calendar_request *request, const char *location,
		     struct arena *arena, struct holiday **holidays, size_t *holiday_count,
		     struct calendar_counts *counts, struct notes *notes,
		     struct fault *fault) MUST_CHECK;

#endif
