/**
 * The user's own files, beside no workspace: $XDG_CONFIG_HOME/staffgap, else ~/.config/staffgap,
 * and what is the machine's own, $XDG_STATE_HOME/staffgap, else ~/.local/state/staffgap.
 *
 * What they say is believed, so they must be the user's alone.
 */
#ifndef SERVICE_USER_FILE_H
#define SERVICE_USER_FILE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"

/** The path of a file of that folder. @return false with FAULT_INPUT when there is no home */
bool user_file_path(const char *name, struct arena *arena, const char **path,
		    struct fault *fault) MUST_CHECK;

/** The same for what belongs to this machine and is in nobody's collection of settings. */
bool user_state_path(const char *name, struct arena *arena, const char **path,
		     struct fault *fault) MUST_CHECK;

/** What others must not be able to do with a file. */
enum user_file_privacy {
	OTHERS_MAY_READ, /* but not write */
	OTHERS_KEEP_OUT,
};

/** The most that such a file may hold. */
enum { USER_FILE_BYTES_MAX = 1024 * 1024 };

/**
 * Read one. Never waits.
 *
 * @param[out] found  false: there is no such file, and text is empty; NULL when it must be there
 * @return false with FAULT_INPUT when it cannot be read, is somebody else's, others may read
 *         or write it, or it is larger than 1 MB
 */
bool user_file_read(const char *path, enum user_file_privacy privacy, struct arena *arena,
		    struct span *text, bool *found, struct fault *fault) MUST_CHECK;

/**
 * Put a file in place of the one that is there, whole or not at all, for the user alone. Makes
 * the folder. Who reads, changes and writes it holds user_file_lock meanwhile.
 *
 * @return false with FAULT_SYSTEM
 */
bool user_file_write(const char *path, struct span text, struct arena *arena,
		     struct fault *fault) MUST_CHECK;

/** Wait until nobody else changes the file. @return the descriptor to close; -1 with the fault */
int user_file_lock(const char *path, struct arena *arena, struct fault *fault) MUST_CHECK;

#endif
