/** The time zones that were asked for: a plan comes of their data, too. */
#ifndef IMPORT_ICAL_MARKS_H
#define IMPORT_ICAL_MARKS_H

#include "base/arena.h"

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

/** Add a zone unless it is there. The name is copied; of those that nobody has
 * there are at most 1,000: a feed may name any number of them. */
void zone_marks_add(struct zone_marks *marks, struct zone_mark mark);

#endif
