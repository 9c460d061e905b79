/**
 * Files that a workspace brings along, opened so that none of them can do harm.
 *
 * Who made the workspace chose their names: a pipe would have us wait for ever, a device may act
 * when it is opened, a link may lead to somebody's keys. Only files are read, and only files that
 * lie inside the folder that they are said to be in, links followed.
 */
#ifndef SERVICE_GIVEN_H
#define SERVICE_GIVEN_H

#include <stdbool.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/fault.h"

enum given {
	GIVEN_OPEN,
	GIVEN_MISSING, /* there is nothing of the name */
	GIVEN_REFUSED,
};

/** Where the files of a workspace may lie. */
struct given_place {
	const char *inside; /* the real path of a folder; NULL: anywhere */
	const char *remedy; /* what a refusal says after "outside of the workspace" */
	const char *own; /* the database: closing it here would give up SQLite's locks; or NULL */
};

struct given_file {
	int file; /* must be closed */
	struct stat about;
};

/**
 * Open a file to read it, without ever waiting.
 *
 * @return GIVEN_MISSING or GIVEN_REFUSED with FAULT_INPUT and why in words, without the path
 */
enum given given_open(const char *path, const struct given_place *place, struct given_file *file,
		      struct fault *fault) MUST_CHECK;

/**
 * Whether a folder, links followed, lies where it may.
 *
 * @return as given_open; GIVEN_OPEN: it is a folder and may be listed
 */
enum given given_folder(const char *path, const struct given_place *place,
			struct fault *fault) MUST_CHECK;

/** The path without links; NULL, with errno set, when it leads to nothing. */
const char *given_real_path(const char *path, struct arena *arena);

/**
 * Read an open file to its end.
 *
 * @param most  bytes beyond which it is refused, whatever size it claims to have
 * @return false with FAULT_INPUT and why in words
 */
bool given_read(const struct given_file *file, size_t most, struct arena *arena, struct span *bytes,
		struct fault *fault) MUST_CHECK;

#endif
