/**
 * Files and folders on their way: written under a name of their own beside the one that they will
 * have.
 *
 * The name carries the process, `.staffgap-PID-RANDOM.tmp`, and is locked while it is in use, so
 * that what a process that was killed left behind can be told from what another one is writing just
 * now. Made by O_EXCL, relative to a handle of the folder: a link or file that somebody put there
 * is neither followed nor written.
 */
#ifndef SERVICE_DRAFT_H
#define SERVICE_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"

enum { DRAFT_NAME_SIZE = 64 };

struct draft {
	int folder; /* borrowed: where it is and will be */
	int file;   /* open; ours. -1 when there is none */
	char name[DRAFT_NAME_SIZE];
};

/** All fail with errno set. The folder is a handle that stays open. */

/** The handle of the folder of a path, -1 when it cannot be reached. @param[out] name  in that
 * folder */
int draft_find_folder(const char *path, struct arena *arena, const char **name) MUST_CHECK;

/** A new file to write to. When a regular file `name` is there, nobody else may read the draft yet.
 */
bool draft_open(int folder, const char *name, struct draft *draft) MUST_CHECK;

/** A new folder, for its owner alone; `file` is its handle. */
bool draft_open_folder(int folder, struct draft *draft) MUST_CHECK;

/** Write all of the bytes to an open file, a draft or another. */
bool draft_write(int file, struct span bytes) MUST_CHECK;

/**
 * Put the file on the disk and in the place of `name`, with the rights of what was there.
 *
 * A link or device of that name is replaced. Call draft_drop when it fails.
 */
bool draft_keep(struct draft *draft, const char *name) MUST_CHECK;

/** The same, for its owner alone whatever rights there were. */
bool draft_keep_private(struct draft *draft, const char *name) MUST_CHECK;

/** Give the file its name; false with EEXIST when that is taken, whatever by. Not yet on the disk.
 */
bool draft_keep_new(struct draft *draft, const char *name) MUST_CHECK;

/** Remove a file's draft. Does nothing after draft_keep. */
void draft_drop(struct draft *draft);

/** Write the folder's names to the disk, where it can be read. */
bool draft_sync_folder(int folder) MUST_CHECK;

/**
 * Remove the drafts that dead processes of this user left in the folder. Of folders only those that
 * hold nothing but files of `known`; pass NULL to leave folders alone.
 */
void draft_sweep(int folder, const char *const *known, size_t known_count);

/** The name of a draft, and the process that it carries. False: another name. */
void draft_name(pid_t pid, uint64_t random, char name[DRAFT_NAME_SIZE]);
bool draft_name_read(const char *name, pid_t *pid);

#endif
