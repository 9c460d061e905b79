#include "service/workspace/given.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 65536, MB = 1024 * 1024 };

static const char *kind_of(const struct stat *about)
{
	if (S_ISDIR(about->st_mode))
		return "a folder";
	if (S_ISFIFO(about->st_mode))
		return "a pipe";
	if (S_ISSOCK(about->st_mode))
		return "a socket";
	return "a device";
}

static enum given cannot_open(struct fault *fault)
{
	bool missing = errno == ENOENT;

	fault_set(fault, FAULT_INPUT, "cannot open it: %s", strerror(errno));
	return missing ? GIVEN_MISSING : GIVEN_REFUSED;
}

const char *given_real_path(const char *path, struct arena *arena)
{
	char *real = realpath(path, NULL);
	const char *copy = real ? arena_copy(arena, span_of(real)) : NULL;

	free(real);
	return copy;
}

static bool lies_in(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	return strcmp(folder, "/") == 0 || (strncmp(path, folder, length) == 0 &&
					    (path[length] == '/' || path[length] == '\0'));
}

/*
 * Where an open file really is: asked of the system, which opened it, where that can be asked.
 * The path may lead elsewhere by now.
 */
static bool real_path(int file, const char *path, char real[PATH_MAX])
{
	char link[sizeof("/proc/self/fd/-2147483648")];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
	length = readlink(link, real, PATH_MAX - 1);
	if (length <= 0)
		return realpath(path, real) != NULL;
	real[length] = '\0';
	return true;
}

static bool may_lie_there(int file, const char *path, const struct given_place *place,
			  struct fault *fault)
{
	char real[PATH_MAX];

	if (!place->inside)
		return true;
	if (!real_path(file, path, real))
		return fault_set(fault, FAULT_INPUT, "cannot tell where it is: %s",
				 strerror(errno));
	return lies_in(real, place->inside) ||
	       fault_set(fault, FAULT_INPUT, "it lies outside of the workspace, and %s",
			 place->remedy);
}

/* @param how  O_DIRECTORY or 0 */
static enum given open_there(const char *path, const struct given_place *place, int how, int *file,
			     struct fault *fault)
{
	*file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | how);
	if (*file < 0)
		return cannot_open(fault);
	if (may_lie_there(*file, path, place, fault))
		return GIVEN_OPEN;
	close(*file);
	return GIVEN_REFUSED;
}

/*
 * Whether it is a file of the database, by whatever name. The system lets go of all locks that a
 * process has on a file as soon as the process closes the file once, whoever opened it.
 */
static bool is_database(const struct stat *about, const struct given_place *place)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
	char path[PATH_MAX];
	struct stat is;

	for (size_t i = 0; place->own && i < ARRAY_LEN(ends); i++) {
		int len = snprintf(path, sizeof(path), "%s%s", place->own, ends[i]);

		if (len > 0 && (size_t)len < sizeof(path) && stat(path, &is) == 0 &&
		    is.st_dev == about->st_dev && is.st_ino == about->st_ino)
			return true;
	}
	return false;
}

enum given given_open(const char *path, const struct given_place *place, struct given_file *file,
		      struct fault *fault)
{
	struct given_file opened;
	enum given answer;

	/* Looked at before, too: devices may do something when they are opened. */
	if (stat(path, &opened.about) != 0)
		return cannot_open(fault);
	if (is_database(&opened.about, place)) {
		fault_set(fault, FAULT_INPUT,
			  "it is the database of staffgap, not a file of yours");
		return GIVEN_REFUSED;
	}
	if (S_ISREG(opened.about.st_mode)) {
		answer = open_there(path, place, 0, &opened.file, fault);
		if (answer != GIVEN_OPEN)
			return answer;
		if (fstat(opened.file, &opened.about) == 0 && S_ISREG(opened.about.st_mode)) {
			*file = opened;
			return GIVEN_OPEN;
		}
		close(opened.file);
	}
	fault_set(fault, FAULT_INPUT, "it is %s, not a file", kind_of(&opened.about));
	return GIVEN_REFUSED;
}

enum given given_folder(const char *path, const struct given_place *place, struct fault *fault)
{
	int folder;
	enum given answer = open_there(path, place, O_DIRECTORY, &folder, fault);

	if (answer == GIVEN_OPEN)
		close(folder);
	return answer;
}

static bool too_large(size_t most, struct fault *fault)
{
	return fault_set(fault, FAULT_INPUT, "it is larger than %zu MB", most / MB);
}

bool given_read(const struct given_file *file, size_t most, struct arena *arena, struct span *bytes,
		struct fault *fault)
{
	char *data = NULL;
	size_t size = 0, room = 0;

	if (file->about.st_size > 0 && (uintmax_t)file->about.st_size > most)
		return too_large(most, fault);
	for (;;) {
		ssize_t got;

		data = arena_grow(arena, data, size, &room, size + CHUNK, 1);
		got = read(file->file, data + size, room - size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fault_set(fault, FAULT_INPUT, "cannot read it: %s", strerror(errno));
		size += (size_t)got;
		if (size > most)
			return too_large(most, fault);
		if (got == 0)
			break;
	}
	*bytes = (struct span){ data, size };
	return true;
}
