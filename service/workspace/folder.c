#include "service/workspace/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service/workspace/draft.h"
#include "service/workspace/interrupt.h"
#include "service/workspace/rights.h"

enum { FOLDER_READ = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, MODES = 07777 };

struct folder {
	const char *path, *name; /* in the folder above */
	int above, handle;       /* -1: not there yet */
	const struct folder_file *files;
	size_t count;
	const char *const *known;
	size_t known_count;
};

static bool trouble(const struct folder *folder, const char *what, const char *name,
		    struct fault *fault)
{
	return fault_set(fault, FAULT_SYSTEM, "cannot %s '%s%s%s': %s", what, folder->path,
			 name ? "/" : "", name ? name : "", strerror(errno));
}

static bool is_known(const struct folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->known_count; i++)
		if (strcmp(folder->known[i], name) == 0)
			return true;
	return false;
}

static bool is_given(const struct folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->count; i++)
		if (strcmp(folder->files[i].name, name) == 0)
			return true;
	return false;
}

static bool is_dot(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* --- what is there ------------------------------------------------------------- */

static bool read_all(int file, char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t got = read(file, bytes, len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		bytes += got;
		len -= (size_t)got;
	}
	return true;
}

/* Whether the file holds exactly these bytes. */
static bool holds(const struct folder *folder, const struct folder_file *file)
{
	int opened =
		openat(folder->handle, file->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat is;
	char *read;
	bool same = false;

	if (opened < 0)
		return false;
	read = malloc(file->bytes.len + 1);
	if (read && fstat(opened, &is) == 0 && S_ISREG(is.st_mode) &&
	    (size_t)is.st_size == file->bytes.len)
		same = read_all(opened, read, file->bytes.len) &&
		       memcmp(read, file->bytes.ptr, file->bytes.len) == 0;
	free(read);
	close(opened);
	return same;
}

static size_t count_changes(const struct folder *folder)
{
	size_t changes = 0;
	struct stat is;

	for (size_t i = 0; i < folder->count; i++)
		changes += !holds(folder, &folder->files[i]);
	for (size_t i = 0; i < folder->known_count; i++)
		changes += !is_given(folder, folder->known[i]) &&
			   fstatat(folder->handle, folder->known[i], &is, AT_SYMLINK_NOFOLLOW) == 0;
	return changes;
}

/* The entries of a folder; NULL when it cannot be read. */
static DIR *entries_of(int folder)
{
	int handle = openat(folder, ".", FOLDER_READ);
	DIR *entries = handle >= 0 ? fdopendir(handle) : NULL;

	if (!entries && handle >= 0)
		close(handle);
	return entries;
}

/* Whether it is ours to exchange: nothing else is in it, and another one can be made like it. */
static bool is_ours(const struct folder *folder, const struct stat *is)
{
	DIR *entries = entries_of(folder->handle);
	const struct dirent *entry;
	struct stat here;
	bool ours = entries && is->st_uid == geteuid() && !rights_has_list(folder->handle) &&
		    !(stat(".", &here) == 0 && here.st_dev == is->st_dev &&
		      here.st_ino == is->st_ino); /* whoever stands in it would stand nowhere */

	while (ours && (entry = readdir(entries)))
		ours = is_dot(entry->d_name) || is_known(folder, entry->d_name);
	if (entries)
		closedir(entries);
	return ours;
}

static bool has_no_folders(const struct folder *folder, struct fault *fault)
{
	struct stat is;

	for (size_t i = 0; i < folder->known_count; i++)
		if (fstatat(folder->handle, folder->known[i], &is, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISDIR(is.st_mode))
			return fault_set(fault, FAULT_USAGE,
					 "'%s/%s' is a folder: remove it, or publish into another "
					 "folder",
					 folder->path, folder->known[i]);
	return true;
}

/* --- one after the other --------------------------------------------------------- */

static bool replace_file(const struct folder *folder, const struct folder_file *file,
			 struct fault *fault)
{
	struct draft draft;

	if (!draft_open(folder->handle, file->name, &draft))
		return trouble(folder, "write", file->name, fault);
	if (!draft_write(draft.file, file->bytes) || !draft_keep(&draft, file->name)) {
		trouble(folder, "write", file->name, fault);
		draft_drop(&draft);
		return false;
	}
	return true;
}

static bool replace_singly(const struct folder *folder, struct fault *fault)
{
	for (size_t i = 0; i < folder->count; i++)
		if (!holds(folder, &folder->files[i]) &&
		    !replace_file(folder, &folder->files[i], fault))
			return false;
	for (size_t i = 0; i < folder->known_count; i++)
		if (!is_given(folder, folder->known[i]))
			unlinkat(folder->handle, folder->known[i], 0);
	return draft_sync_folder(folder->handle) || trouble(folder, "write", NULL, fault);
}

/* --- all in one step ------------------------------------------------------------- */

static bool write_new(const struct folder *folder, int beside, const struct folder_file *file)
{
	struct stat is;
	bool replaces = fstatat(folder->handle, file->name, &is, AT_SYMLINK_NOFOLLOW) == 0;
	int out = openat(beside, file->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			 replaces && S_ISREG(is.st_mode) ? 0600 : 0666);
	bool ok;

	if (out < 0)
		return false;
	ok = draft_write(out, file->bytes) && rights_keep(folder->handle, file->name, out) &&
	     fsync(out) == 0;
	return close(out) == 0 && ok;
}

/* Mode and group of before; of a new folder what the umask leaves. */
static bool give_rights(const struct folder *folder, int beside)
{
	struct stat was, is;

	if (fstat(beside, &is) != 0)
		return false;
	if (fstat(folder->handle, &was) != 0)
		return fchmod(beside, (is.st_mode & S_ISGID) | (0777 & ~rights_umask())) == 0;
	return (is.st_gid == was.st_gid || fchown(beside, (uid_t)-1, was.st_gid) == 0) &&
	       fchmod(beside, was.st_mode & MODES) == 0;
}

/* All files in a new folder beside; those that did not change are the same files as before. */
static bool fill(const struct folder *folder, int beside, struct fault *fault)
{
	for (size_t i = 0; i < folder->count; i++) {
		const struct folder_file *file = &folder->files[i];

		if (holds(folder, file) &&
		    linkat(folder->handle, file->name, beside, file->name, 0) == 0)
			continue;
		if (!write_new(folder, beside, file))
			return trouble(folder, "write", file->name, fault);
	}
	return draft_sync_folder(beside) || trouble(folder, "write", NULL, fault);
}

/* False when the system cannot exchange these two. */
static bool exchange(int folder, const char *a, const char *b)
{
#ifdef RENAME_EXCHANGE
	return renameat2(folder, a, folder, b, RENAME_EXCHANGE) == 0;
#else
	(void)folder;
	(void)a;
	(void)b;
	return false;
#endif
}

/* What somebody put into the folder of before at the last moment goes into that of now. */
static void move_foreign(const struct folder *folder, int beside)
{
	DIR *entries = entries_of(folder->handle);
	const struct dirent *entry;

	while (entries && (entry = readdir(entries)))
		if (!is_dot(entry->d_name) && !is_known(folder, entry->d_name))
			renameat(folder->handle, entry->d_name, beside, entry->d_name);
	if (entries)
		closedir(entries);
}

/* Remove a folder of ours: our names only, then itself. */
static void remove_folder(const struct folder *folder, int handle, const char *name)
{
	for (size_t i = 0; i < folder->known_count; i++)
		unlinkat(handle, folder->known[i], 0);
	unlinkat(folder->above, name, AT_REMOVEDIR);
}

/* @param[out] exchanged  false: they are to be replaced one after the other */
static bool replace_at_once(const struct folder *folder, bool *exchanged, struct fault *fault)
{
	bool there = folder->handle >= 0, ok;
	struct draft draft;

	if (!draft_open_folder(folder->above, &draft))
		return trouble(folder, "make", NULL, fault);
	ok = fill(folder, draft.file, fault);
	*exchanged =
		ok && give_rights(folder, draft.file) &&
		(there ? exchange(folder->above, draft.name, folder->name)
		       : renameat(folder->above, draft.name, folder->above, folder->name) == 0);
	if (ok && !there && !*exchanged)
		ok = trouble(folder, "make", NULL, fault);
	if (*exchanged && there)
		move_foreign(folder, draft.file);
	if (there || !*exchanged)
		remove_folder(folder, *exchanged ? folder->handle : draft.file, draft.name);
	close(draft.file);
	return ok && (!*exchanged || draft_sync_folder(folder->above) ||
		      trouble(folder, "write", NULL, fault));
}

static bool replace(const struct folder *folder, struct fault *fault)
{
	bool exchanged = false;
	struct stat is;

	if (folder->handle >= 0 && (fstat(folder->handle, &is) != 0 || !is_ours(folder, &is)))
		return replace_singly(folder, fault);
	return replace_at_once(folder, &exchanged, fault) &&
	       (exchanged || replace_singly(folder, fault));
}

/* --- the way to it --------------------------------------------------------------- */

/* A link stays a link to the folder that is replaced: when it is the user's own, or the system's.
 */
static bool resolve(struct folder *folder, const char *path, struct arena *arena,
		    struct fault *fault)
{
	size_t len = strlen(path);
	struct stat is;
	char *real;

	while (len > 1 && path[len - 1] == '/')
		len--; /* "out/", be it there or not */
	folder->path = path = arena_copy(arena, (struct span){ path, len });
	if (lstat(path, &is) == 0 && S_ISLNK(is.st_mode) && is.st_uid != geteuid() &&
	    is.st_uid != 0)
		return fault_set(fault, FAULT_USAGE,
				 "'%s' is a symbolic link of somebody else: name the folder that "
				 "it leads to",
				 path);
	real = realpath(path, NULL);
	if (real)
		folder->path = arena_copy(arena, span_of(real));
	free(real);
	return true;
}

static bool open_folder(struct folder *folder, struct arena *arena, struct fault *fault)
{
	folder->above = draft_find_folder(folder->path, arena, &folder->name);
	if (folder->above < 0)
		return trouble(folder, "make", NULL, fault);
	folder->handle = openat(folder->above, folder->name, FOLDER_READ);
	if (folder->handle >= 0 || errno == ENOENT)
		return true;
	if (errno == ENOTDIR || errno == ELOOP)
		return fault_set(fault, FAULT_USAGE, "'%s' is not a folder", folder->path);
	return trouble(folder, "open", NULL, fault);
}

/* It takes a moment; a signal waits for it, so that nothing half done stays behind. */
static bool replace_held(const struct folder *folder, size_t *changed, struct fault *fault)
{
	sigset_t before;
	bool ok = true;

	interrupt_hold(&before);
	draft_sweep(folder->above, folder->known, folder->known_count);
	if (folder->handle >= 0)
		draft_sweep(folder->handle, NULL, 0);
	*changed = count_changes(folder);
	if (*changed)
		ok = replace(folder, fault);
	interrupt_release(&before);
	return ok;
}

bool folder_replace(const char *path, const struct folder_file *files, size_t count,
		    const char *const *known, size_t known_count, struct arena *arena,
		    size_t *changed, struct fault *fault)
{
	struct folder folder = { .above = -1,
				 .handle = -1,
				 .files = files,
				 .count = count,
				 .known = known,
				 .known_count = known_count };
	bool ok = resolve(&folder, path, arena, fault) && open_folder(&folder, arena, fault) &&
		  has_no_folders(&folder, fault) && replace_held(&folder, changed, fault);

	if (folder.handle >= 0)
		close(folder.handle);
	if (folder.above >= 0)
		close(folder.above);
	return ok;
}
