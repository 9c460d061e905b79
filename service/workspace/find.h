/** Which folder is the workspace. */
#ifndef SERVICE_FIND_H
#define SERVICE_FIND_H

#include "base/arena.h"
#include "base/fault.h"

/**
 * Find the workspace: `folder` itself, or (NULL) the nearest folder from the current one
 * upwards that holds people.csv or staffgap.conf.
 *
 * @return false with FAULT_INPUT and what to type when there is none
 */
bool workspace_find(const char *folder, struct arena *arena, const char **root,
		    struct fault *fault) MUST_CHECK;

#endif
