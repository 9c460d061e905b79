#include "service/workspace/draft.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service/workspace/interrupt.h"
#include "service/workspace/rights.h"

/* To reach names in it: a folder that may not be read can be written to. */
#ifdef O_PATH
enum { FOLDER_FLAGS = O_PATH | O_DIRECTORY | O_CLOEXEC };
#else
enum { FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_CLOEXEC };
#endif
enum { TRIES = 16, RANDOM_DIGITS = 16, PID_DIGITS_MAX = 9 };

static const char prefix[] = ".staffgap-", suffix[] = ".tmp";

/* --- names ------------------------------------------------------------------- */

void draft_name(pid_t pid, uint64_t random, char name[DRAFT_NAME_SIZE])
{
	snprintf(name, DRAFT_NAME_SIZE, "%s%ld-%016llx%s", prefix, (long)pid,
		 (unsigned long long)random, suffix);
}

bool draft_name_read(const char *name, pid_t *pid)
{
	const char *rest = name + sizeof(prefix) - 1;
	size_t digits;
	long number = 0;

	if (strncmp(name, prefix, sizeof(prefix) - 1) != 0)
		return false;
	digits = strspn(rest, "0123456789");
	if (digits == 0 || digits > PID_DIGITS_MAX || rest[0] == '0' || rest[digits] != '-')
		return false;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (rest[i] - '0');
	rest += digits + 1;
	if (strspn(rest, "0123456789abcdef") != RANDOM_DIGITS ||
	    strcmp(rest + RANDOM_DIGITS, suffix) != 0)
		return false;
	*pid = (pid_t)number;
	return true;
}

/* No two tries have the same name; guessing it gains nothing, O_EXCL would notice. */
static void new_name(char name[DRAFT_NAME_SIZE])
{
	static uint64_t count;
	uint64_t random = 0;

	if (getrandom(&random, sizeof(random), GRND_NONBLOCK) != (ssize_t)sizeof(random))
		random = 0;
	draft_name(getpid(), random + count++, name);
}

/* --- making, keeping, dropping ------------------------------------------------ */

int draft_find_folder(const char *path, struct arena *arena, const char **name)
{
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) : 0;

	*name = slash ? slash + 1 : path;
	if (len > 0)
		return open(arena_copy(arena, (struct span){ path, len }), FOLDER_FLAGS);
	return open(slash ? "/" : ".", FOLDER_FLAGS);
}

/* A signal between making it and remembering it would leave it behind. */
static bool make_file(struct draft *draft, mode_t mode)
{
	sigset_t before;

	interrupt_hold(&before);
	for (int i = 0; i < TRIES; i++) {
		new_name(draft->name);
		draft->file = openat(draft->folder, draft->name,
				     O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		if (draft->file >= 0 || errno != EEXIST)
			break;
	}
	if (draft->file >= 0)
		interrupt_removes(draft->folder, draft->name);
	interrupt_release(&before);
	return draft->file >= 0;
}

bool draft_open(int folder, const char *name, struct draft *draft)
{
	struct stat is;
	bool replaces = fstatat(folder, name, &is, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(is.st_mode);

	*draft = (struct draft){ .folder = folder, .file = -1 };
	if (!make_file(draft, replaces ? 0600 : 0666))
		return false;
	(void)flock(draft->file, LOCK_EX | LOCK_NB); /* where the system has locks */
	return true;
}

bool draft_open_folder(int folder, struct draft *draft)
{
	*draft = (struct draft){ .folder = folder, .file = -1 };
	for (int i = 0; i < TRIES; i++) {
		new_name(draft->name);
		if (mkdirat(folder, draft->name, 0700) == 0)
			break;
		if (errno != EEXIST)
			return false;
	}
	draft->file = openat(folder, draft->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (draft->file < 0)
		return false;
	(void)flock(draft->file, LOCK_EX | LOCK_NB);
	return true;
}

bool draft_write(int file, struct span bytes)
{
	while (bytes.len > 0) {
		ssize_t put = write(file, bytes.ptr, bytes.len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes = (struct span){ bytes.ptr + put, bytes.len - (size_t)put };
	}
	return true;
}

bool draft_sync_folder(int folder)
{
	int handle = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok;

	if (handle < 0)
		return errno == EACCES; /* one may write names into it, but not read them */
	ok = fsync(handle) == 0 || errno == EINVAL || errno == ENOTSUP;
	close(handle);
	return ok;
}

static void forget(struct draft *draft)
{
	interrupt_removes(-1, NULL);
	if (draft->file >= 0)
		close(draft->file);
	draft->file = -1;
}

static bool put_in_place(struct draft *draft, const char *name)
{
	if (fsync(draft->file) != 0 ||
	    renameat(draft->folder, draft->name, draft->folder, name) != 0)
		return false;
	forget(draft);
	return draft_sync_folder(draft->folder);
}

bool draft_keep(struct draft *draft, const char *name)
{
	return rights_keep(draft->folder, name, draft->file) && put_in_place(draft, name);
}

bool draft_keep_private(struct draft *draft, const char *name)
{
	return fchmod(draft->file, 0600) == 0 && put_in_place(draft, name);
}

/* False with EEXIST when it is there; links where the system cannot rename so. */
static bool rename_new(int folder, const char *from, const char *to)
{
#ifdef RENAME_NOREPLACE
	if (renameat2(folder, from, folder, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
#endif
	return linkat(folder, from, folder, to, 0) == 0;
}

bool draft_keep_new(struct draft *draft, const char *name)
{
	if (!rename_new(draft->folder, draft->name, name))
		return false;
	draft_drop(draft); /* of two links the other one */
	return true;
}

void draft_drop(struct draft *draft)
{
	if (draft->file < 0)
		return;
	unlinkat(draft->folder, draft->name, 0);
	forget(draft);
}

/* --- what dead processes left -------------------------------------------------- */

/* Its process is dead, and nobody holds it: a process of another machine or container may. */
static bool is_left(int folder, const char *name, struct stat *is)
{
	pid_t pid;
	int file;
	bool left;

	if (!draft_name_read(name, &pid) || fstatat(folder, name, is, AT_SYMLINK_NOFOLLOW) != 0 ||
	    is->st_uid != geteuid() || !(S_ISREG(is->st_mode) || S_ISDIR(is->st_mode)) ||
	    (pid != getpid() && (kill(pid, 0) == 0 || errno != ESRCH)))
		return false;
	file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0)
		return errno == EACCES;
	left = flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
	close(file);
	return left;
}

static void remove_left_folder(int folder, const char *name, const char *const *known,
			       size_t known_count)
{
	int inside = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (inside < 0)
		return;
	for (size_t i = 0; i < known_count; i++)
		unlinkat(inside, known[i], 0);
	close(inside);
	unlinkat(folder, name, AT_REMOVEDIR);
}

void draft_sweep(int folder, const char *const *known, size_t known_count)
{
	int handle = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = handle >= 0 ? fdopendir(handle) : NULL;
	const struct dirent *entry;
	struct stat is;

	if (!entries && handle >= 0)
		close(handle);
	while (entries && (entry = readdir(entries))) {
		if (!is_left(folder, entry->d_name, &is))
			continue;
		if (S_ISREG(is.st_mode))
			unlinkat(folder, entry->d_name, 0);
		else if (known)
			remove_left_folder(folder, entry->d_name, known, known_count);
	}
	if (entries)
		closedir(entries);
}
