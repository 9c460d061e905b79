/**
 * Calendars without somebody: bytes in, bytes out, in the arena. Whoever reads a feed that was
 * cut here finds the same times in it, but those that went.
 */
#ifndef IMPORT_FORGET_FEED_H
#define IMPORT_FORGET_FEED_H

#include "import/forget_who.h"
#include "model/calendar.h"

/**
 * A feed of others. Lines that name the person name the token.
 *
 * @param drop  a feed of absences: an event that names the person and nobody else goes
 */
struct span forget_in_feed(struct span bytes, bool drop, const struct forgotten *who,
			   struct arena *arena);

/** Numbers for the UIDs of somebody's events: the same event has the same in all calendars. */
struct event_numbers {
	struct arena *arena;
	const char **uids;
	size_t count, room;
};

/** A calendar from which the same times are read, without a word of what they were. */
struct span forget_calendar(const struct calendar *calendar, const char *token,
			    struct event_numbers *numbers, struct arena *arena);

#endif
