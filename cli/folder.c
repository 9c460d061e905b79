#include "cli/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
	const char *path;
	const struct folder_file *files;
	size_t count;
	const char *const *known;
	size_t known_count;
	struct arena *arena;
};

static bool trouble(const char *what, const char *path, struct fault *fault)
{
	return fault_set(fault, FAULT_SYSTEM, "cannot %s '%s': %s", what, path, strerror(errno));
}

static const char *within(const struct folder *folder, const char *path, const char *name)
{
	return arena_format(folder->arena, "%s/%s", path, name);
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

/* Whether the file holds exactly these bytes. */
static bool holds(const char *path, struct span bytes)
{
	struct stat is;
	FILE *file;
	char *read;
	bool same = false;

	if (lstat(path, &is) != 0 || !S_ISREG(is.st_mode) || (size_t)is.st_size != bytes.len)
		return false;
	file = fopen(path, "rb");
	read = malloc(bytes.len + 1);
	if (file && read)
		same = fread(read, 1, bytes.len, file) == bytes.len &&
		       memcmp(read, bytes.ptr, bytes.len) == 0;
	free(read);
	if (file)
		fclose(file);
	return same;
}

/* A new file, on the disk when this returns. */
static bool write_file(const char *path, struct span bytes, struct fault *fault)
{
	FILE *file = fopen(path, "wb");
	bool ok;

	if (!file)
		return trouble("write", path, fault);
	ok = fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len && fflush(file) == 0 &&
	     fsync(fileno(file)) == 0;
	if (fclose(file) != 0)
		ok = false;
	return ok || trouble("write", path, fault);
}

static bool sync_folder(const char *path, struct fault *fault)
{
	int handle = open(path, O_RDONLY | O_DIRECTORY);
	bool ok = handle >= 0 && fsync(handle) == 0;

	if (!ok)
		trouble("write", path, fault);
	if (handle >= 0)
		close(handle);
	return ok;
}

/* Remove a folder of ours: our names only, then itself. */
static void remove_folder(const struct folder *folder, const char *path)
{
	for (size_t i = 0; i < folder->known_count; i++)
		unlink(within(folder, path, folder->known[i]));
	rmdir(path);
}

/* Whether nothing else than regular files of ours is in the folder, and it is ours to replace. */
static bool is_ours(const struct folder *folder, const struct stat *is)
{
	DIR *entries = opendir(folder->path);
	bool ours = entries && is->st_uid == geteuid();
	const struct dirent *entry;

	while (ours && (entry = readdir(entries)))
		ours = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
		       is_known(folder, entry->d_name);
	if (entries)
		closedir(entries);
	return ours;
}

static size_t count_changes(const struct folder *folder)
{
	size_t changes = 0;

	for (size_t i = 0; i < folder->count; i++)
		if (!holds(within(folder, folder->path, folder->files[i].name),
			   folder->files[i].bytes))
			changes++;
	for (size_t i = 0; i < folder->known_count; i++)
		if (!is_given(folder, folder->known[i]) &&
		    access(within(folder, folder->path, folder->known[i]), F_OK) == 0)
			changes++;
	return changes;
}

/* All files in a new folder beside; those that did not change are the same files as before. */
static bool build_beside(const struct folder *folder, const char *beside, mode_t mode,
			 struct fault *fault)
{
	if (mkdir(beside, 0777) != 0)
		return trouble("make", folder->path, fault);
	for (size_t i = 0; i < folder->count; i++) {
		const struct folder_file *file = &folder->files[i];
		const char *old = within(folder, folder->path, file->name);
		const char *new = within(folder, beside, file->name);

		if (holds(old, file->bytes) && link(old, new) == 0)
			continue;
		if (!write_file(new, file->bytes, fault))
			return false;
	}
	if (mode && chmod(beside, mode) != 0)
		return trouble("write", beside, fault);
	return sync_folder(beside, fault);
}

/* False when the system cannot exchange these two. */
static bool exchange(const char *a, const char *b)
{
#ifdef RENAME_EXCHANGE
	return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0;
#else
	(void)a;
	(void)b;
	return false;
#endif
}

static bool replace_singly(const struct folder *folder, struct fault *fault)
{
	for (size_t i = 0; i < folder->count; i++) {
		const struct folder_file *file = &folder->files[i];
		const char *path = within(folder, folder->path, file->name);
		const char *temporary = arena_format(folder->arena, "%s/.%s.%ld.tmp", folder->path,
						     file->name, (long)getpid());

		if (holds(path, file->bytes))
			continue;
		if (!write_file(temporary, file->bytes, fault) ||
		    (rename(temporary, path) != 0 && !trouble("write", path, fault))) {
			unlink(temporary);
			return false;
		}
	}
	for (size_t i = 0; i < folder->known_count; i++)
		if (!is_given(folder, folder->known[i]))
			unlink(within(folder, folder->path, folder->known[i]));
	return sync_folder(folder->path, fault);
}

static bool replace(const struct folder *folder, struct fault *fault)
{
	const char *beside =
		arena_format(folder->arena, "%s.%ld.tmp", folder->path, (long)getpid());
	struct stat is = { 0 };
	bool there = stat(folder->path, &is) == 0;

	if (there && !S_ISDIR(is.st_mode))
		return fault_set(fault, FAULT_SYSTEM, "'%s' is no folder", folder->path);
	if (there && !is_ours(folder, &is))
		return replace_singly(folder, fault);
	if (!build_beside(folder, beside, is.st_mode & 07777, fault)) {
		remove_folder(folder, beside);
		return false;
	}
	if (!there && rename(beside, folder->path) != 0) {
		trouble("make", folder->path, fault);
		remove_folder(folder, beside);
		return false;
	}
	if (there && !exchange(beside, folder->path)) {
		remove_folder(folder, beside);
		return replace_singly(folder, fault);
	}
	if (there)
		remove_folder(folder, beside); /* it holds the files of before now */
	return true;
}

bool folder_replace(const char *path, const struct folder_file *files, size_t count,
		    const char *const *known, size_t known_count, struct arena *arena,
		    size_t *changed, struct fault *fault)
{
	char *real = realpath(path, NULL); /* a link stays a link to the folder that is replaced */
	struct folder folder = { real ? arena_copy(arena, span_of(real)) : path,
				 files,
				 count,
				 known,
				 known_count,
				 arena };
	size_t len = strlen(folder.path);
	sigset_t interrupts, before;
	bool ok = true;

	free(real);
	while (len > 1 && folder.path[len - 1] == '/')
		len--; /* "out/" that is not there yet */
	folder.path = arena_copy(arena, (struct span){ folder.path, len });
	*changed = count_changes(&folder);
	if (!*changed)
		return true;
	/* It takes a moment; an interrupt waits for it, so that nothing half done stays behind. */
	sigemptyset(&interrupts);
	sigaddset(&interrupts, SIGINT);
	sigprocmask(SIG_BLOCK, &interrupts, &before);
	ok = replace(&folder, fault);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ok;
}
