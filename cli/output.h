/**
 * The door for what `-o` writes.
 *
 * A regular file is written beside itself and takes its name when it is complete and on the disk:
 * there are the bytes of before or those of now, with the rights of before. A device, a FIFO and an
 * open descriptor
 * (/dev/stdout, /dev/fd/N) are written through. A symbolic link is refused, since what it points to
 * may be changed by others between two looks; what links lead to the folder is the user's.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/arena.h"
#include "base/fault.h"
#include "cli/door.h"
#include "reports/reports.h"
#include "service/workspace/draft.h"

struct output {
	FILE *file;
	const char *path; /* NULL: standard output */
	const char *name; /* in its folder; NULL: written through */
	int folder;       /* its handle, or -1 */
	int through;      /* what is written through, or -1 */
	int error;        /* of the first write that failed */
	struct draft draft;
	struct door door; /* of tables, and of all that goes to a terminal; page NULL: none */
};

/**
 * The output stays where it is until it is closed: its stream and the signals know it.
 *
 * Left-over drafts of dead processes in the target's folder are removed.
 *
 * @param path    NULL, "-" or "/dev/stdout" for standard output
 * @param format  what will be written; tables are cleaned wherever they go, all else where it goes
 *                to a terminal (cli/door.h)
 * @param output  stays where it is until it is closed
 * @return false with FAULT_USAGE for a link, a folder, a descriptor that is not open for writing;
 *         FAULT_SYSTEM when the system refuses
 */
bool output_open(const char *path, enum report_format format, struct arena *arena,
		 struct output *output, struct fault *fault) MUST_CHECK;

/** Whether a file is named, and not standard output by one of its names. */
bool output_is_named(const char *path);

/**
 * Give the file its name when `good`, otherwise drop it.
 *
 * @return false when writing failed; the fault says why the system refused, also when `good` is
 * false and it is set already
 */
bool output_close(struct output *output, bool good, struct fault *fault) MUST_CHECK;

#endif
