#include "service/workspace/user_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service/workspace/draft.h"
#include "service/workspace/given.h"

static bool find_path(const char *variable, const char *below_home, const char *name,
		      struct arena *arena, const char **path, struct fault *fault)
{
	const char *folder = getenv(variable), *home = getenv("HOME");

	/* The specification has relative paths ignored. */
	if (folder && folder[0] == '/')
		*path = arena_format(arena, "%s/staffgap/%s", folder, name);
	else if (home && home[0] == '/')
		*path = arena_format(arena, "%s/%s/staffgap/%s", home, below_home, name);
	else
		return fault_set(fault, FAULT_INPUT, "neither HOME nor %s is set", variable);
	return true;
}

bool user_file_path(const char *name, struct arena *arena, const char **path, struct fault *fault)
{
	return find_path("XDG_CONFIG_HOME", ".config", name, arena, path, fault);
}

bool user_state_path(const char *name, struct arena *arena, const char **path, struct fault *fault)
{
	return find_path("XDG_STATE_HOME", ".local/state", name, arena, path, fault);
}

static bool is_private(const struct stat *about, const char *path, enum user_file_privacy privacy,
		       struct fault *fault)
{
	bool closed = privacy == OTHERS_KEEP_OUT;

	if (about->st_uid != geteuid())
		return fault_set(fault, FAULT_INPUT, "'%s' belongs to somebody else", path);
	if ((about->st_mode & (closed ? 077 : 022)) != 0)
		return fault_set(fault, FAULT_INPUT, "others may %s '%s' (type: chmod 600 '%s')",
				 closed ? "read" : "write", path, path);
	return true;
}

bool user_file_read(const char *path, enum user_file_privacy privacy, struct arena *arena,
		    struct span *text, bool *found, struct fault *fault)
{
	static const struct given_place anywhere = { NULL, "", NULL };
	struct given_file file;
	enum given answer = given_open(path, &anywhere, &file, fault);
	bool ok;

	if (answer == GIVEN_MISSING && found) {
		*fault = (struct fault)FAULT_INIT;
		*found = false;
		*text = SPAN("");
		return true;
	}
	if (answer != GIVEN_OPEN)
		return fault_within(fault, "'%s'", path);
	ok = is_private(&file.about, path, privacy, fault) &&
	     (given_read(&file, USER_FILE_BYTES_MAX, arena, text, fault) ||
	      fault_within(fault, "'%s'", path));
	close(file.file);
	if (ok && found)
		*found = true;
	return ok;
}

/* Make the folders above the file that are not there. */
static bool make_folders(const char *path, struct arena *arena, struct fault *fault)
{
	char *folder = arena_copy(arena, span_of(path));

	for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			return fault_set(fault, FAULT_SYSTEM, "cannot make '%s': %s", folder,
					 strerror(errno));
		*slash = '/';
	}
	return true;
}

int user_file_lock(const char *path, struct arena *arena, struct fault *fault)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	const char *name = arena_format(arena, "%s.lock", path);
	int file;

	if (!make_folders(path, arena, fault))
		return -1;
	file = open(name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	if (file >= 0 && fcntl(file, F_SETLKW, &all) == 0)
		return file;
	fault_set(fault, FAULT_SYSTEM, "cannot lock '%s': %s", name, strerror(errno));
	if (file >= 0)
		close(file);
	return -1;
}

/* In place of what was there, for the user alone. What killed processes left of it goes. */
static bool write_private(int folder, const char *name, struct span text)
{
	struct draft draft;
	bool ok;

	draft_sweep(folder, NULL, 0);
	if (!draft_open(folder, name, &draft))
		return false;
	ok = draft_write(draft.file, text) && draft_keep_private(&draft, name);
	if (!ok) {
		int error = errno;

		draft_drop(&draft);
		errno = error;
	}
	return ok;
}

bool user_file_write(const char *path, struct span text, struct arena *arena, struct fault *fault)
{
	const char *target, *name;
	int folder;
	bool ok;

	if (!make_folders(path, arena, fault))
		return false;
	/* Where it is a link (people keep their settings so), what it leads to is replaced. */
	target = given_real_path(path, arena);
	folder = draft_find_folder(target ? target : path, arena, &name);
	ok = folder >= 0 && write_private(folder, name, text);
	if (!ok)
		fault_set(fault, FAULT_SYSTEM, "cannot write '%s': %s", path, strerror(errno));
	if (folder >= 0)
		close(folder);
	return ok;
}
