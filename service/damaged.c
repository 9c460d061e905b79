#include "service/damaged.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "service/session.h"

static bool is_left(const char *name)
{
	static const char *const starts[] = { "state.db.damaged-", "state.db.new" };

	for (size_t i = 0; i < ARRAY_LEN(starts); i++)
		if (strncmp(name, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

static bool remove_one(const struct session *session, DIR *folder, const char *name,
		       struct fault *fault)
{
	if (unlinkat(dirfd(folder), name, 0) != 0 && errno != ENOENT)
		return fault_set(fault, FAULT_STORE,
				 "cannot remove '.staffgap/%s': %s (it may still name them: remove "
				 "it)",
				 name, strerror(errno));
	teller_line(session->teller,
		    arena_format(session->arena,
				 "removed '.staffgap/%s', which may have named them", name));
	return true;
}

bool damaged_remove(struct session *session, const char *root, struct fault *fault)
{
	int file = open(arena_format(session->arena, "%s/.staffgap", root),
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = file >= 0 ? fdopendir(file) : NULL;
	const struct dirent *entry;
	bool ok = true;

	/* What cannot be removed keeps none of the others. */
	if (!folder) {
		fault_set(fault, FAULT_STORE, "cannot look into '.staffgap': %s", strerror(errno));
		if (file >= 0)
			close(file);
		return false;
	}
	while ((entry = readdir(folder)))
		if (is_left(entry->d_name) && !remove_one(session, folder, entry->d_name, fault))
			ok = false;
	closedir(folder);
	return ok;
}
