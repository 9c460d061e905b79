/**
 * A folder of files that is replaced as a whole.
 *
 * Readers (a web server, a sync program) see the files of before or those of now, never half.
 * A folder that holds only files of ours is exchanged for a new one in one step, where the system
 * can (Linux: renameat2). Otherwise each file is replaced in one step, in the order given: the last
 * one, the checksums, tells that all are there. Files that did not change are not touched.
 *
 * The folder may be hostile: what is in it is reached by a handle, links in it are replaced and
 * never followed, foreign files stay. Modes stay; new files and folders have what the umask leaves.
 * SIGINT, SIGTERM and SIGHUP wait for the end of it; what a process that was killed left is removed
 * by the next one.
 */
#ifndef SERVICE_FOLDER_H
#define SERVICE_FOLDER_H

#include "base/arena.h"
#include "base/fault.h"

struct folder_file {
	const char *name;
	struct span bytes;
};

/**
 * Write the files into the folder, making it where needed.
 *
 * @param known  all names that are ours: those that are not given are removed
 * @param[out] changed  how many files were made, changed or removed
 * @return false with FAULT_USAGE when it is not a folder, a link of somebody else, or has folders
 * of these names; FAULT_SYSTEM; the folder is then as it was, unless it had foreign files
 */
bool folder_replace(const char *path, const struct folder_file *files, size_t count,
		    const char *const *known, size_t known_count, struct arena *arena,
		    size_t *changed, struct fault *fault) MUST_CHECK;

#endif
