/**
 * The files of the system's time zones: the one place of import/ that opens files, and only
 * below the folder of the zones.
 *
 * That is $TZDIR, which the user may set, else the first that there is of /usr/share/zoneinfo,
 * /usr/lib/zoneinfo, /usr/share/lib/zoneinfo and /etc/zoneinfo. A file is read as a whole or not
 * at all: what cannot be opened, ends early or grows meanwhile is a fault, never "no such zone".
 */
#ifndef IMPORT_ICAL_ZONE_FILE_H
#define IMPORT_ICAL_ZONE_FILE_H

#include "base/arena.h"
#include "base/fault.h"

enum { ZONE_NAME_MAX = 127 };

/**
 * Whether a text can be the name of a zone: letters, digits and _ + - in parts between slashes,
 * each of which begins with a capital. No other file of the folder can be named so ("posix/...",
 * "right/...", "localtime", "../..").
 */
bool zone_name_ok(const char *name);

/**
 * Read the file of a zone.
 *
 * @param[out] bytes  in the arena; ptr is NULL when there is no such file
 * @return false with FAULT_SYSTEM that names the path
 */
bool zone_file_read(const char *name, struct arena *arena, struct span *bytes,
		    struct fault *fault) MUST_CHECK;

/** Whether there is a folder of zones at all. */
bool zone_folder_there(void);

/** Say that there is none. */
bool zone_folder_missing(struct fault *fault);

/** One file was found. Its bytes are in the arena; else trouble says why they cannot be read. */
typedef void zone_file_visit(void *context, const char *name, struct span bytes,
			     const char *trouble);

/** Visit all zones. @return false with FAULT_SYSTEM when a folder cannot be listed */
bool zone_files_each(struct arena *arena, zone_file_visit *visit, void *context,
		     struct fault *fault) MUST_CHECK;

/** Where a zone's file is, for messages. */
const char *zone_file_path(const char *name, struct arena *arena);

#endif
