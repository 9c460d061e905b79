/**
 * Where calendars come from: a row of feeds.csv, and what its source is.
 *
 * Text only: nothing here opens a file or a connection. An address may be as good as a
 * password, so whoever shows or stores one uses feed_source_shown.
 */
#ifndef MODEL_FEED_H
#define MODEL_FEED_H

#include "base/fault.h"
#include "base/note.h"
#include "model/calendar.h"
#include "model/settings.h"

enum source_kind {
	SOURCE_PATH,   /* a file, or a folder in which each item is a file */
	SOURCE_URL,    /* https, webcal, http on this machine */
	SOURCE_SECRET, /* secret:NAME: an address that is kept elsewhere */
	SOURCE_STDIN,  /* "-" */
};

/** A feed as the workspace names it: by feeds.csv, or by a file of calendars/ or holidays/. */
struct feed_entry {
	struct place place;
	const char *name; /* unique among the entries */
	enum feed_kind kind;
	const char *who; /* person (personal, freebusy), location (holidays), else any words */
	const char *source;
	enum source_kind source_kind;
	bool has_meetings; /* `meetings` is the feed's own */
	enum meetings meetings;
	const char *time_zone; /* of floating times; "": the person's */
	int32_t stale_days;    /* 0: that of the settings */
};

/** "personal", "absence", "holidays", "freebusy". */
const char *feed_kind_name(enum feed_kind kind);

/** "read", "unchanged", "stale", "missing". */
const char *feed_state_name(enum feed_state state);

/**
 * Tell what a source is.
 *
 * @return false with FAULT_INPUT when it is none that may be used: http:// to another
 *         machine, a password in the address, an unknown scheme, no name after secret:
 */
bool feed_source_parse(const char *source, enum source_kind *kind, struct fault *fault) MUST_CHECK;

/**
 * The address with https:// or http:// in front: webcal:// is https, on this machine http.
 * The source must be a SOURCE_URL.
 */
const char *feed_url(const char *source, struct arena *arena);

/** Host and port of an address, in small letters: "dav.example.org:8443". */
const char *feed_url_host(const char *url, struct arena *arena);

/** Whether the host is this machine: localhost, 127.x.x.x, [::1], with or without a port. */
bool feed_host_is_loopback(const char *host);

/** The source as it may be shown: of an address only the host and its last four characters. */
const char *feed_source_shown(const char *source, struct arena *arena);

/** Any text with each address in it as feed_source_shown shows it. */
const char *feed_text_shown(struct span text, struct arena *arena);

/** The rows of feeds.csv as they may be shown, and nothing of them read again. */
struct feed_entry *feed_entries_shown(const struct feed_entry *list, size_t count,
				      struct arena *arena);

/**
 * One line about the feeds of a company that could not be read as they should: which, and of
 * which day their copy is. "" when all could. For the headers of reports.
 */
struct company;
const char *feeds_doubt(const struct company *company, struct arena *arena);

#endif
