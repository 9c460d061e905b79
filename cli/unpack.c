#include "cli/unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service/workspace/draft.h"
#include "service/workspace/interrupt.h"

enum { FOLDER_READ = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

/* The workspace that is made, by handles: a link in it is not followed. */
struct unpack_place {
	const char *folder;
	int handle, inner; /* inner: of the folder of the file that is written */
	const char *name;  /* in it */
};

static bool trouble(const struct unpack_place *place, const struct embedded_file *file,
		    struct fault *fault)
{
	return fault_set(fault, FAULT_SYSTEM, "cannot write '%s/%s': %s", place->folder, file->path,
			 strerror(errno));
}

/* Make the folders that lead to the path, and itself. */
static bool make_folders(const char *path, struct arena *arena, struct fault *fault)
{
	const char *slash = path;

	while (slash[0]) {
		const char *folder;

		slash = slash[1] ? strchr(slash + 1, '/') : NULL;
		if (!slash)
			slash = path + strlen(path);
		folder = arena_copy(arena, (struct span){ path, (size_t)(slash - path) });
		if (mkdir(folder, 0777) != 0 && errno != EEXIST)
			return fault_set(fault, FAULT_SYSTEM, "cannot make the folder '%s': %s",
					 folder, strerror(errno));
	}
	return true;
}

static bool open_place(const char *folder, struct unpack_place *place, struct arena *arena,
		       struct fault *fault)
{
	int handle;

	if (!folder[0])
		return fault_set(fault, FAULT_USAGE, "'' does not name a folder");
	if (!make_folders(folder, arena, fault))
		return false;
	handle = open(folder, FOLDER_READ & ~O_NOFOLLOW);
	if (handle < 0)
		return fault_set(fault, FAULT_SYSTEM, "cannot open the folder '%s': %s", folder,
				 strerror(errno));
	*place = (struct unpack_place){ folder, handle, -1, NULL };
	return true;
}

/* "calendars/ana.ics": one folder at most is between. */
static bool enter(struct unpack_place *place, const struct embedded_file *file, bool makes,
		  struct arena *arena)
{
	const char *slash = strchr(file->path, '/'), *folder = ".";

	place->name = slash ? slash + 1 : file->path;
	if (slash)
		folder = arena_copy(arena,
				    (struct span){ file->path, (size_t)(slash - file->path) });
	if (slash && makes && mkdirat(place->handle, folder, 0777) != 0 && errno != EEXIST)
		return false;
	place->inner = openat(place->handle, folder, FOLDER_READ);
	return place->inner >= 0;
}

static void leave(struct unpack_place *place)
{
	if (place->inner >= 0)
		close(place->inner);
	place->inner = -1;
}

static bool write_draft(const struct unpack_place *place, const struct embedded_file *file,
			bool anew)
{
	struct draft draft;
	bool ok;

	if (!draft_open(place->inner, place->name, &draft))
		return false;
	ok = draft_write(draft.file, (struct span){ (const char *)file->bytes, file->size }) &&
	     (anew ? draft_keep(&draft, place->name) : draft_keep_new(&draft, place->name));
	if (!ok) {
		int error = errno;

		draft_drop(&draft);
		errno = error;
	}
	return ok;
}

/* Never over a file that is there, unless it is written anew, even if it came a moment ago. */
static bool write_file(struct unpack_place *place, const struct embedded_file *file, bool anew,
		       struct arena *arena, struct fault *fault)
{
	bool ok = enter(place, file, true, arena) && write_draft(place, file, anew);

	if (!ok)
		trouble(place, file, fault);
	leave(place);
	return ok;
}

bool unpack_again(const char *folder, const struct embedded_file *file, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct unpack_place place = { .handle = -1, .inner = -1 };
	bool ok = open_place(folder, &place, &scratch, fault);

	if (ok) {
		ok = write_file(&place, file, true, &scratch, fault);
		close(place.handle);
	}
	arena_release(&scratch);
	return ok;
}

/* Whether the file holds these bytes, no more. */
static bool holds(int handle, const struct embedded_file *file)
{
	unsigned char bytes[4096];
	size_t seen = 0;
	ssize_t got;

	do {
		got = read(handle, bytes, sizeof(bytes));
		if (got < 0 || (size_t)got > file->size - seen ||
		    memcmp(bytes, file->bytes + seen, (size_t)got) != 0)
			return false;
		seen += (size_t)got;
	} while (got > 0);
	return seen == file->size;
}

enum presence { IS_MISSING, IS_SAME, IS_OTHER, IS_UNKNOWN };

/* What has the file's name in the folder that was entered. */
static enum presence look(const struct unpack_place *place, const struct embedded_file *file)
{
	int handle =
		openat(place->inner, place->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat is;
	bool same;

	if (handle < 0 && errno == EACCES &&
	    fstatat(place->inner, place->name, &is, AT_SYMLINK_NOFOLLOW) != 0)
		return IS_UNKNOWN;
	if (handle < 0)
		return errno == ENOENT                     ? IS_MISSING
		       : errno == ELOOP || errno == EACCES ? IS_OTHER
							   : IS_UNKNOWN;
	same = fstat(handle, &is) == 0 && S_ISREG(is.st_mode) && holds(handle, file);
	close(handle);
	return same ? IS_SAME : IS_OTHER;
}

/*
 * Nothing else stands where the files are to be. Some of them may be there as they will be: a
 * command that was killed goes on where it was. What it left half written goes.
 */
static bool is_free(struct unpack_place *place, const struct embedded_file *files, size_t count,
		    bool *there, struct arena *arena, struct fault *fault)
{
	size_t same = 0;

	draft_sweep(place->handle, NULL, 0);
	for (size_t i = 0; i < count; i++) {
		enum presence found = IS_MISSING;

		if (enter(place, &files[i], false, arena)) {
			draft_sweep(place->inner, NULL, 0);
			found = look(place, &files[i]);
		} else if (errno != ENOENT) {
			found = IS_UNKNOWN;
		}
		if (found == IS_UNKNOWN)
			trouble(place, &files[i], fault);
		leave(place);
		there[i] = found == IS_SAME;
		same += there[i];
		if (found == IS_UNKNOWN)
			return false;
		if (found == IS_OTHER || same == count)
			return fault_set(fault, FAULT_USAGE,
					 "'%s/%s' exists already: nothing was written",
					 place->folder, files[found == IS_OTHER ? i : 0].path);
	}
	return true;
}

/* All of them or none: what was written before one that fails goes. */
static bool write_files(struct unpack_place *place, const struct embedded_file *files, size_t count,
			const bool *there, struct arena *arena, struct fault *fault)
{
	for (size_t i = 0; i < count; i++) {
		if (there[i] || write_file(place, &files[i], false, arena, fault))
			continue;
		while (i-- > 0)
			if (!there[i])
				unlinkat(place->handle, files[i].path, 0);
		return false;
	}
	return true;
}

bool unpack_files(const char *folder, const struct embedded_file *files, size_t count,
		  struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	bool *there = ARENA_ARRAY(&scratch, bool, count);
	struct unpack_place place = { .handle = -1, .inner = -1 };
	sigset_t before;
	bool ok;

	/* It takes a moment; a signal waits for it, so that nothing half done stays behind. */
	interrupt_hold(&before);
	ok = open_place(folder, &place, &scratch, fault);
	if (ok) {
		ok = is_free(&place, files, count, there, &scratch, fault) &&
		     write_files(&place, files, count, there, &scratch, fault);
		close(place.handle);
	}
	interrupt_release(&before);
	arena_release(&scratch);
	return ok;
}
