/** Files that are part of the program, written out as a new workspace. */
#ifndef CLI_UNPACK_H
#define CLI_UNPACK_H

#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"

struct embedded_file {
	const char *path; /* within the workspace: "calendars/ana.ics" */
	const unsigned char *bytes;
	size_t size;
};

/** The worked company, cli/demo_data. */
extern const struct embedded_file demo_files[];
extern const size_t demo_files_count;

/** A commented empty workspace, cli/init_data. */
extern const struct embedded_file init_files[];
extern const size_t init_files_count;

/**
 * Write the files below a folder, which is made when it is not there. Those that are there already
 * with the same bytes stay, so that a command that was killed can be given again.
 *
 * @return false with FAULT_USAGE when all of them are there already, or one with other bytes
 *         (nothing is written then), FAULT_SYSTEM when the system refuses
 */
bool unpack_files(const char *folder, const struct embedded_file *files, size_t count,
		  struct fault *fault) MUST_CHECK;

/** Write one of the files anew: for files that this program wrote a moment ago, only. */
bool unpack_again(const char *folder, const struct embedded_file *file,
		  struct fault *fault) MUST_CHECK;

#endif
