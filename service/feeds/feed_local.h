/** The bytes of feeds that lie on this machine: files, folders of items, standard input. */
#ifndef SERVICE_FEED_LOCAL_H
#define SERVICE_FEED_LOCAL_H

#include <stdbool.h>

#include "base/day.h"
#include "service/workspace/given.h"

struct feed_local {
	struct span bytes;
	struct day changed; /* the day on which the newest of the files was written */
	size_t item_count;  /* files */
};

/**
 * Read a file, or all *.ics of a folder (as vdirsyncer keeps them: each item a file) by name.
 *
 * Items follow each other, each after a line that names its file, which readers of
 * calendars skip (feed_result_make finds the file of a note by it).
 *
 * @param place  where they may lie, each of them
 * @param most  bytes beyond which the feed is refused
 * @return false with FAULT_INPUT and why in words
 */
bool feed_local_read(const char *path, const struct given_place *place, size_t most,
		     struct arena *arena, struct feed_local *local, struct fault *fault) MUST_CHECK;

/** Read standard input to its end. */
bool feed_stdin_read(size_t most, struct arena *arena, struct span *bytes,
		     struct fault *fault) MUST_CHECK;

/** Files of a folder beyond which it is refused. */
enum { FEED_ITEMS_MAX = 100000 };

#define FEED_ITEM_LINE "X-STAFFGAP-ITEM:"

#endif
