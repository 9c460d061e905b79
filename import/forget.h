/**
 * The files of a workspace without somebody: bytes in, bytes out.
 *
 * Who is forgotten is called by another word from then on, which stands where the id stood, so that
 * what was planned can be planned again. Other bytes, and lines, stay as they are.
 */
#ifndef IMPORT_FORGET_H
#define IMPORT_FORGET_H

#include "import/import.h"
#include "model/mention.h"

struct forgotten {
	const char *id;    /* as it was asked for */
	const char *token; /* in its place */
	/* Names and addresses, wherever they stand; and these and the id, in free text. */
	const struct mentions *named, *mentioned;
};

/**
 * A table. The id becomes the token in columns of people; name and address in the row of people.csv
 * become empty; rows of feeds.csv that are this person's go. Anywhere else names and addresses
 * become the token; so does the id in comments, notes and sources, but not where it may be
 * the name of something else.
 */
struct span forget_in_table(struct source source, const struct forgotten *who, struct arena *arena);

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

/** The lines of a file that name somebody, from 1: of a calendar those where a content line begins.
 */
int32_t *forget_lines(struct span bytes, const struct mentions *mentions, struct arena *arena,
		      size_t *count);

#endif
