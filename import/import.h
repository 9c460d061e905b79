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

#include "model/company.h"

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

/** Read feeds.csv into company->feed_entries. Whether their people exist is not checked here. */
bool import_feeds(struct source source, struct arena *arena, struct company *company,
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

/**
 * Make names that mean the same in two linked companies the same bytes, to compare their plans.
 *
 * Also ids of people and of demand lines. Plans that were made of them before are void.
 */
void company_link_both(struct company *a, struct company *b, struct arena *arena);

/** Whether names that mean the same are the same bytes already, so that plans can be compared. */
bool company_spelled_alike(const struct company *a, const struct company *b);

/* --- calendars --------------------------------------------------------- */

/**
 * What decides how calendars are read beside their bytes and the request: a hash of this
 * importer's source and the versions of the libraries behind it.
 */
const char *import_version(void);

/**
 * Have in memory what reading a calendar asks the system for: all its time zones, and the names
 * that Windows gives them. A confined process (service/feeds/confine.h) then inherits it. Does
 * nothing the second time. One thread only.
 *
 * @return false with FAULT_SYSTEM when the zones cannot be listed, or memory is out
 */
bool import_read_ahead(struct fault *fault) MUST_CHECK;

/** A time zone of the system that was asked for. The data are part of what a plan comes from. */
struct zone_mark {
	const char *name;
	struct span bytes; /* its data, kept for the process; ptr is NULL: there was no such zone */
};

/** The zones that were asked for, each once. */
struct zone_marks {
	struct arena *arena;
	struct zone_mark *list;
	size_t count, room, unknown;
};

#define ZONE_MARKS_INIT(in)                                                                        \
	{                                                                                          \
		.arena = (in)                                                                      \
	}

/** Add a zone unless it is there. The name is copied. */
void zone_marks_add(struct zone_marks *marks, struct zone_mark mark);

/**
 * Whether the zone is one that calendars can be read in: "Europe/Berlin", "UTC".
 *
 * @param[in,out] marks  may be NULL
 * @return false with FAULT_SYSTEM when the system has it and it cannot be read
 */
bool import_zone_find(const char *time_zone, struct zone_marks *marks, bool *known,
		      struct fault *fault) MUST_CHECK;

/**
 * Read all zones of the system, once: from then on none is opened, in this process and its
 * children. A zone that cannot be read is a fault when somebody asks for it, not before.
 *
 * @return false with FAULT_SYSTEM when they cannot be listed
 */
bool import_zones_load(struct fault *fault) MUST_CHECK;

/**
 * Fill company->zones, in the arena: the offsets of the workspace's zone and of those that
 * options and demand name, for the days from first to last. The tables must have been read.
 *
 * @return false with FAULT_SYSTEM when one cannot be read
 */
bool company_zones(struct company *company, struct day first, struct day last, struct arena *arena,
		   struct zone_marks *marks, struct fault *fault) MUST_CHECK;

/** How one feed is to be read. Members that are left zero mean what their comment says. */
struct calendar_request {
	struct source source; /* name: the feed's name in notes and in struct busy */
	enum feed_kind kind;
	const char *time_zone;  /* of floating times and all-day dates: the person's */
	struct day first, last; /* local days, both included: what lies outside is not returned */
	enum meetings meetings; /* MEETINGS_IGNORE drops timed busy events */
	const struct settings *settings; /* its patterns of titles; NULL: the defaults */
	const char *email; /* of the feed's person: what they declined takes no time; NULL: unknown
			    */
	struct zone_marks *zones; /* the system's zones that it asks for are added; NULL: unheard */
	const struct person *people; /* FEED_ABSENCE: who may be absent (id, name, email, zone) */
	size_t person_count;
};

/** What became of an event. The first three take time, in the order of enum busy_class. */
enum event_use {
	USE_ABSENT,
	USE_BUSY,
	USE_TENTATIVE,
	USE_HOLIDAY,        /* a day off (holidays) */
	USE_WORKDAY,        /* a make-up working day (holidays) */
	USE_AVAILABLE,      /* AVAILABLE of a VAVAILABILITY: takes none away */
	USE_FREE,           /* shown in the calendar, costs no time */
	USE_ELSEWHERE,      /* works, in another place */
	USE_CANCELLED,      /* the event, or this one instance of its series */
	USE_DECLINED,       /* the feed's person declined */
	USE_IGNORED,        /* by a setting or by the feed's kind */
	USE_UNKNOWN_PERSON, /* an absence of somebody who is not among the people */
	USE_SUPERSEDED,     /* another event of the same UID is newer */
	USE_NEVER,   /* it never takes place: excluded, or an override without its instance */
	USE_OUTSIDE, /* nothing of it lies in the window */
	USE_SKIPPED, /* it could not be used: a note says why */
	USE_COUNT
};

/** The word for it: "absent", "unknown_person". */
const char *event_use_name(enum event_use use);

/** What became of a feed's events: every one is counted exactly once. */
struct calendar_counts {
	int32_t event_count;   /* events in the feed, VFREEBUSY and VAVAILABILITY included */
	int32_t busy_count;    /* busy times returned */
	int32_t skipped_count; /* events that could not be used: each has a note */
	int32_t other_count;   /* to-dos and journals: they take no time and are not read */
};

/**
 * Read one person's feed (RFC 5545) into their busy times within the window.
 *
 * Kind FEED_PERSONAL, or FEED_FREEBUSY: then VFREEBUSY and VAVAILABILITY count, and
 * events only when there is neither. What each event does is decided by
 * docs/calendars.md (class and part). calendar->known is true afterwards, also
 * when nothing lies in the window.
 *
 * @return false with FAULT_INPUT when the bytes hold no calendar: nothing may be
 *         concluded about the person, least of all that nothing is in the way
 */
bool import_calendar(const struct calendar_request *request, struct arena *arena,
		     struct calendar *calendar, struct calendar_counts *counts, struct notes *notes,
		     struct fault *fault) MUST_CHECK;

/**
 * Read the feed of many people's absences (FEED_ABSENCE).
 *
 * Every event that is not cancelled is an absence, whatever its TRANSP or busy status.
 * Whose it is: ATTENDEE, else ORGANIZER, else the setting absence_person finds a
 * name in the title; compared with id, name and email of request->people. Who is
 * nobody of these is a warning once per name, with the number of events and a
 * did-you-mean.
 *
 * @param[out] calendars  request->person_count of them, one per person, in the
 *             arena; known is true for those whom the feed names
 */
bool import_absences(const struct calendar_request *request, struct arena *arena,
		     struct calendar **calendars, struct calendar_counts *counts,
		     struct notes *notes, struct fault *fault) MUST_CHECK;

/** Add the times of another feed to a person's calendar; known when either is. Keeps the order. */
void calendar_add(struct calendar *calendar, const struct calendar *more, struct arena *arena);

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
 * Holidays are whole days, and absences of several people add up.
 * @param[out] weeks  in the arena
 */
bool import_calendar_weeks(const struct calendar_request *request, struct arena *arena,
			   struct calendar_week **weeks, size_t *week_count,
			   struct calendar_counts *counts, struct notes *notes,
			   struct fault *fault) MUST_CHECK;

/** One event of a feed and what became of it. */
struct event_account {
	const char *uid, *summary; /* "" when it has none */
	int32_t line;              /* of its BEGIN */
	enum event_use use;        /* of its occurrences in the window: the one that takes most */
	const char *reason; /* in words: "TRANSP:TRANSPARENT", "the title matches out_of_office" */
	bool has_start;     /* false: it has none that can be read */
	bool all_day;       /* a matter of days: start_min is midnight */
	int32_t start_min;  /* of its first occurrence in the window, else of the event; local
			       minutes since 1970 */
	int32_t occurrence_count; /* in the window, those included that take no time */
	const char *person;       /* FEED_ABSENCE: ids, separated by "; "; "" when nobody */
};

/** Everything about a feed that a person wants to see before they trust it. */
struct feed_account {
	struct event_account *events; /* by line; as many as counts.event_count */
	struct calendar_week *weeks;  /* as import_calendar_weeks gives them */
	size_t week_count;
	int32_t by_use[USE_COUNT]; /* events */
	struct calendar_counts counts;
};

/**
 * Account for every event of a feed of any kind; the window is made whole weeks.
 *
 * The notes are those of reading it for a plan.
 */
bool import_account(const struct calendar_request *request, struct arena *arena,
		    struct feed_account *account, struct notes *notes,
		    struct fault *fault) MUST_CHECK;

/** Read a holiday feed of a location; each day within the window is one holiday. */
bool import_holidays(const struct calendar_request *request, const char *location,
		     struct arena *arena, struct holiday **holidays, size_t *holiday_count,
		     struct calendar_counts *counts, struct notes *notes,
		     struct fault *fault) MUST_CHECK;

#endif
