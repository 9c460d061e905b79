#include "store/rescue_replace.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/lock.h"

enum { ASIDE_MAX = 1000 };

const char *replace_free_name(const char *path, struct arena *arena)
{
	struct stat found;

	for (int i = 1; i < ASIDE_MAX; i++) {
		const char *name = arena_format(arena, "%s.damaged-%d", path, i);

		if (lstat(name, &found) != 0 && errno == ENOENT)
			return name;
	}
	return NULL;
}

bool replace_move(const char *from, const char *to, struct fault *fault)
{
	if (rename(from, to) == 0 || errno == ENOENT)
		return true;
	return fault_set(fault, FAULT_STORE, "cannot rename '%s' to '%s': %s", from, to,
			 strerror(errno));
}

/* --- the new one ------------------------------------------------------------------ */

static void remove_draft(const char *name, struct arena *arena)
{
	(void)unlink(name);
	(void)unlink(arena_format(arena, "%s-journal", name));
}

static bool write_file(const struct store *made, const char *name, struct fault *fault)
{
	sqlite3 *file = NULL;
	sqlite3_backup *backup = NULL;
	bool ok;

	lock_file_make(name); /* for its owner only, from the start */
	ok = sqlite3_open_v2(name, &file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) ==
		     SQLITE_OK &&
	     (backup = sqlite3_backup_init(file, "main", made->db, "main")) &&
	     sqlite3_backup_step(backup, -1) == SQLITE_DONE;

	ok = sqlite3_backup_finish(backup) == SQLITE_OK && ok;
	if (!ok)
		fault_set(fault, FAULT_STORE, "'%s': %s", name, sqlite3_errmsg(file));
	sqlite3_close(file);
	return ok && (chmod(name, 0600) == 0 ||
		      fault_set(fault, FAULT_STORE, "'%s': %s", name, strerror(errno)));
}

/* --- the old one -------------------------------------------------------------------- */

/* They belong to the file that they lie beside, also under its other name. */
static const char *const beside[] = { "-wal", "-shm", "-journal" };

/* The first `count` of them. */
static bool move_beside(const char *from, const char *to, size_t count, size_t *moved,
			struct arena *arena, struct fault *fault)
{
	for (*moved = 0; *moved < count; ++*moved)
		if (!replace_move(arena_format(arena, "%s%s", from, beside[*moved]),
				  arena_format(arena, "%s%s", to, beside[*moved]), fault))
			return false;
	return true;
}

/*
 * The file gets its other name first and keeps its own until the new one takes that, so that no
 * moment is without a database. Folders have one name, and so have all files on some disks.
 *
 * @param[out] linked  it has both
 */
static bool keep_old(const char *path, const char *aside, bool *linked, struct fault *fault)
{
	*linked = link(path, aside) == 0;
	return *linked || replace_move(path, aside, fault);
}

static void give_back(const char *path, const char *aside, bool linked, size_t moved,
		      struct arena *arena)
{
	struct fault unused = FAULT_INIT;
	size_t again;

	(void)!move_beside(aside, path, moved, &again, arena, &unused);
	if (linked)
		(void)unlink(aside);
	else
		(void)!replace_move(aside, path, &unused);
}

static bool put_in_place(const char *fresh, const char *path, const char *aside,
			 struct arena *arena, struct fault *fault)
{
	size_t moved = 0;
	bool linked;

	if (!keep_old(path, aside, &linked, fault))
		return false;
	if (move_beside(path, aside, ARRAY_LEN(beside), &moved, arena, fault) &&
	    replace_move(fresh, path, fault))
		return true;
	give_back(path, aside, linked, moved, arena);
	return false;
}

bool replace_database(const struct store *made, const char *path, struct arena *arena,
		      const char **aside, struct fault *fault)
{
	const char *free_name = replace_free_name(path, arena);
	const char *fresh = arena_format(arena, "%s.new", path);

	if (!free_name)
		return fault_set(fault, FAULT_STORE, "'%s': there are %d damaged ones already",
				 path, ASIDE_MAX - 1);
	remove_draft(fresh, arena);
	if (!write_file(made, fresh, fault) ||
	    !put_in_place(fresh, path, free_name, arena, fault)) {
		remove_draft(fresh, arena);
		return false;
	}
	*aside = free_name;
	return true;
}
