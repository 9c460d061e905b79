#include "service/workspace/find.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static bool holds_workspace(const char *folder, struct arena *arena)
{
	return access(arena_format(arena, "%s/people.csv", folder), F_OK) == 0 ||
	       access(arena_format(arena, "%s/staffgap.conf", folder), F_OK) == 0;
}

bool workspace_find(const char *folder, struct arena *arena, const char **root, struct fault *fault)
{
	char here[PATH_MAX];
	char *slash;

	if (folder) {
		if (!holds_workspace(folder, arena))
			return fault_set(fault, FAULT_INPUT,
					 "'%s' is not a workspace: it has neither people.csv nor "
					 "staffgap.conf",
					 folder);
		*root = folder;
		return true;
	}
	if (!getcwd(here, sizeof(here)))
		return fault_set(fault, FAULT_SYSTEM, "cannot tell the current folder: %s",
				 strerror(errno));
	for (;;) {
		if (holds_workspace(here[0] ? here : "/", arena)) {
			*root = arena_copy(arena, span_of(here[0] ? here : "/"));
			return true;
		}
		slash = strrchr(here, '/');
		if (!slash)
			break;
		*slash = '\0';
	}
	return fault_set(fault, FAULT_INPUT,
			 "no workspace here or above: no folder has people.csv or staffgap.conf "
			 "(name one with -C DIR)");
}
