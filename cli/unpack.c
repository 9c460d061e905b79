#include "cli/unpack.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Make the folders that lead to the path. */
static bool make_folders(const char *path, struct arena *arena, struct fault *fault)
{
	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		const char *folder =
			arena_copy(arena, (struct span){ path, (size_t)(slash - path) });

		if (mkdir(folder, 0777) != 0 && errno != EEXIST)
			return fault_set(fault, FAULT_SYSTEM, "cannot make the folder '%s': %s",
					 folder, strerror(errno));
	}
	return true;
}

/* "wx": never over a file that is there, even if it came a moment ago. */
static bool write_file(const char *path, const struct embedded_file *file, struct fault *fault)
{
	FILE *out = fopen(path, "wbx");
	bool ok;

	if (!out)
		return fault_set(fault, FAULT_SYSTEM, "cannot write '%s': %s", path,
				 strerror(errno));
	ok = fwrite(file->bytes, 1, file->size, out) == file->size;
	ok &= fclose(out) == 0;
	if (!ok)
		return fault_set(fault, FAULT_SYSTEM, "cannot write '%s': %s", path,
				 strerror(errno));
	return true;
}

bool unpack_again(const char *folder, const struct embedded_file *file, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	const char *path = arena_format(&scratch, "%s/%s", folder, file->path);
	bool ok = true;

	if (unlink(path) != 0)
		ok = fault_set(fault, FAULT_SYSTEM, "cannot replace '%s': %s", path,
			       strerror(errno));
	ok = ok && write_file(path, file, fault);
	arena_release(&scratch);
	return ok;
}

bool unpack_files(const char *folder, const struct embedded_file *files, size_t count,
		  struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		const char *path = arena_format(&scratch, "%s/%s", folder, files[i].path);

		if (access(path, F_OK) == 0)
			ok = fault_set(fault, FAULT_USAGE,
				       "'%s' is there already: nothing was written", path);
	}
	for (size_t i = 0; ok && i < count; i++) {
		const char *path = arena_format(&scratch, "%s/%s", folder, files[i].path);

		ok = make_folders(path, &scratch, fault) && write_file(path, &files[i], fault);
	}
	arena_release(&scratch);
	return ok;
}
