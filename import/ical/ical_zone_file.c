#include "import/ical/ical_zone_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/ical/ical_tzif.h"

enum { DEPTH_MAX = 4 };

/* --- names ---------------------------------------------------------------------------- */

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool zone_name_ok(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len > ZONE_NAME_MAX ||
	    strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-") !=
		    len)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((i == 0 || name[i - 1] == '/') && !is_capital(name[i]))
			return false;
	return name[len - 1] != '/';
}

static const char *folder(void)
{
	static const char *const folders[] = { "/usr/share/zoneinfo", "/usr/lib/zoneinfo",
					       "/usr/share/lib/zoneinfo", "/etc/zoneinfo" };
	const char *own = getenv("TZDIR"); /* NOLINT(concurrency-mt-unsafe): nobody sets it */
	struct stat about;

	if (own && own[0])
		return own;
	for (size_t i = 0; i < ARRAY_LEN(folders); i++)
		if (stat(folders[i], &about) == 0)
			return folders[i];
	return folders[0];
}

bool zone_folder_there(void)
{
	struct stat about;

	return stat(folder(), &about) == 0 && S_ISDIR(about.st_mode);
}

const char *zone_file_path(const char *name, struct arena *arena)
{
	return arena_format(arena, "%s/%s", folder(), name);
}

/* --- one file ------------------------------------------------------------------------- */

static bool unreadable(const char *path, const char *why, struct fault *fault)
{
	return fault_set(fault, FAULT_SYSTEM,
			 "cannot read the time zone '%s': %s (no plan is made without it: repair "
			 "or install tzdata)",
			 path, why);
}

/* Links may lead to other zones, and nowhere else. */
static bool stays_inside(const char *path, struct fault *fault)
{
	char real[PATH_MAX], root[PATH_MAX];
	size_t len;

	if (!realpath(folder(), root) || !realpath(path, real))
		return unreadable(path, strerror(errno), fault);
	len = strlen(root);
	return (strncmp(real, root, len) == 0 && real[len] == '/') ||
	       unreadable(path, "it is a link out of the folder of zones", fault);
}

static bool read_whole(int file, size_t size, const char *path, struct arena *arena,
		       struct span *bytes, struct fault *fault)
{
	/* A byte more than it should have shows whether it grew. */
	char *data = ARENA_ARRAY(arena, char, size + 1);
	size_t done = 0;

	for (;;) {
		ssize_t got = read(file, data + done, size + 1 - done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return unreadable(path, strerror(errno), fault);
		done += (size_t)got;
		if (got == 0 || done > size)
			break;
	}
	if (done != size)
		return unreadable(path, "it has another size than its folder says", fault);
	*bytes = (struct span){ data, size };
	return true;
}

static bool read_open(int file, const char *path, struct arena *arena, struct span *bytes,
		      struct fault *fault)
{
	struct stat about;

	if (fstat(file, &about) != 0)
		return unreadable(path, strerror(errno), fault);
	if (S_ISDIR(about.st_mode)) {
		*bytes = (struct span){ NULL, 0 };
		return true;
	}
	if (!S_ISREG(about.st_mode))
		return unreadable(path, "it is not a file", fault);
	if (about.st_size > TZIF_BYTES_MAX)
		return unreadable(path, "it is larger than any time zone", fault);
	return stays_inside(path, fault) &&
	       read_whole(file, (size_t)about.st_size, path, arena, bytes, fault);
}

bool zone_folder_missing(struct fault *fault)
{
	return fault_set(fault, FAULT_SYSTEM, "there are no time zones in '%s' (install tzdata)",
			 folder());
}

static bool read_at(const char *path, struct arena *arena, struct span *bytes, struct fault *fault)
{
	bool ok;
	int file;

	/* A FIFO must not keep us waiting: it is not a file. */
	file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (file < 0 && (errno == ENOENT || errno == ENOTDIR)) {
		if (!zone_folder_there())
			return zone_folder_missing(fault);
		*bytes = (struct span){ NULL, 0 };
		return true;
	}
	if (file < 0)
		return unreadable(path, strerror(errno), fault);
	ok = read_open(file, path, arena, bytes, fault);
	close(file);
	return ok;
}

/* The path is not the zone's: names that nobody has leave nothing behind. */
bool zone_file_read(const char *name, struct arena *arena, struct span *bytes, struct fault *fault)
{
	struct arena here = ARENA_INIT;
	bool ok = read_at(zone_file_path(name, &here), arena, bytes, fault);

	arena_release(&here);
	return ok;
}

/* --- all files ------------------------------------------------------------------------- */

struct zone_walk {
	struct arena *arena;
	zone_file_visit *visit;
	void *context;
	const char **folders; /* still to be listed, by name; "" is the first */
	size_t count, room;
};

static void take_entry(struct zone_walk *w, const char *within, const char *entry)
{
	const char *name = arena_format(w->arena, "%s%s%s", within, within[0] ? "/" : "", entry);
	struct fault trouble = FAULT_INIT;
	struct stat about;
	struct span bytes = { NULL, 0 };

	if (!zone_name_ok(name))
		return;
	if (stat(zone_file_path(name, w->arena), &about) == 0 && S_ISDIR(about.st_mode)) {
		w->folders = ARENA_PUSH(w->arena, w->folders, w->count, w->room);
		w->folders[w->count++] = name;
	} else if (!zone_file_read(name, w->arena, &bytes, &trouble)) {
		w->visit(w->context, name, (struct span){ NULL, 0 },
			 arena_copy(w->arena, span_of(trouble.message)));
	} else if (bytes.ptr) {
		w->visit(w->context, name, bytes, NULL);
	}
}

static size_t depth_of(const char *name)
{
	size_t depth = name[0] != '\0';

	for (; *name; name++)
		depth += *name == '/';
	return depth;
}

static bool list_folder(struct zone_walk *w, const char *within, struct fault *fault)
{
	const char *path = within[0] ? zone_file_path(within, w->arena) : folder();
	DIR *dir = opendir(path);
	const struct dirent *entry;
	int error;

	if (!dir)
		return fault_set(fault, FAULT_SYSTEM,
				 "cannot list the time zones in '%s': %s (install tzdata)", path,
				 strerror(errno));
	errno = 0;
	while ((entry = readdir(dir)) != NULL) { /* NOLINT(concurrency-mt-unsafe): dir is ours */
		take_entry(w, within, entry->d_name);
		errno = 0;
	}
	error = errno;
	closedir(dir);
	return error == 0 ||
	       fault_set(fault, FAULT_SYSTEM, "cannot list the time zones in '%s': %s", path,
			 strerror(error));
}

bool zone_files_each(struct arena *arena, zone_file_visit *visit, void *context,
		     struct fault *fault)
{
	struct zone_walk w = { .arena = arena, .visit = visit, .context = context };

	if (!list_folder(&w, "", fault))
		return false;
	for (size_t i = 0; i < w.count; i++)
		if (depth_of(w.folders[i]) < DEPTH_MAX && !list_folder(&w, w.folders[i], fault))
			return false;
	return true;
}
