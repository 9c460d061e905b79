/**
 * What is the workspace's own: nothing that the program writes for others ever takes its place.
 *
 * Its tables and settings, all below calendars/, holidays/, scenarios/ and .staffgap/, whether
 * there or not yet, in any case of letters, by whatever path, link or hard link.
 */
#ifndef SERVICE_OWN_H
#define SERVICE_OWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"

/** Refuse (FAULT_USAGE) to write to one of the workspace's own files. @param output  NULL when
 * there is none */
bool own_spares(const char *root, const char *output, struct arena *arena,
		struct fault *fault) MUST_CHECK;

/** Refuse (FAULT_USAGE) to publish into the workspace itself, one of its own folders, or a folder
 * it lies in. */
bool own_apart(const char *root, const char *folder, struct arena *arena,
	       struct fault *fault) MUST_CHECK;

/** Refuse (FAULT_USAGE) to make a workspace of one of the own folders of another one. */
bool own_free(const char *folder, struct arena *arena, struct fault *fault) MUST_CHECK;

/** Whether a path that begins with `first`, relative to a workspace, is its own. @param more  it
 * goes on */
bool own_name(struct span first, bool more);

#endif
