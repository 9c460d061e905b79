#include "cli/state.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/door.h"
#include "cli/terminal.h"
#include "cli/user_key.h"

enum { WAIT_MS = 60000, SAY_AFTER_MS = 300, OTHERS = 077 };

/* --- waiting ------------------------------------------------------------------ */

struct waiting {
	struct run *run;
	struct progress progress;
	bool said;
};

static void show_waiting(void *shared, int32_t waited_ms, long process)
{
	struct waiting *w = shared;
	const char *who = process ? arena_format(w->run->arena, " (process %ld)", process) : "";

	if (waited_ms == STORE_WAIT_OVER) {
		progress_clear(&w->progress);
		return;
	}
	if (waited_ms < SAY_AFTER_MS || w->run->options->quiet)
		return;
	if (!w->said) {
		w->said = true;
		w->progress = progress_start(
			arena_format(w->run->arena,
				     "waiting for another staffgap%s in this folder: second", who),
			true);
		if (!w->progress.wanted)
			tell_line("waiting for another staffgap%s in this folder", who);
	}
	progress_show(&w->progress, (size_t)waited_ms / 1000, WAIT_MS / 1000);
}

static struct store_patience patience_of(struct run *run)
{
	struct waiting *waiting = ARENA_ARRAY(run->arena, struct waiting, 1);

	*waiting = (struct waiting){ .run = run };
	return (struct store_patience){ .most_ms = WAIT_MS,
					.tell = show_waiting,
					.shared = waiting };
}

/* --- who may look --------------------------------------------------------------- */

static void note_open(struct run *run, bool closed)
{
	struct place place = { ".staffgap", 0, 0 };

	if (closed)
		notes_add(run->notes, NOTE_INFO, "store-open-to-others", place,
			  "other accounts could look into it, and can no longer");
	else
		notes_add(run->notes, NOTE_WARNING, "store-open-to-others", place,
			  "other accounts may look into it (chmod -R go= .staffgap)");
}

/* Files that are not there, or are no files, are for others to judge. */
static bool is_open(const char *path)
{
	struct stat found;

	return lstat(path, &found) == 0 && (S_ISREG(found.st_mode) || S_ISDIR(found.st_mode)) &&
	       (found.st_mode & OTHERS) != 0;
}

/* Of the very thing that is there, never of one that a link leads to. */
static bool close_to_others(const char *path)
{
	int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat found;
	bool ok = file >= 0 && fstat(file, &found) == 0 &&
		  fchmod(file, found.st_mode & 07777 & ~(mode_t)OTHERS) == 0;

	if (file >= 0)
		close(file);
	return ok;
}

/* The folder first: then nobody else can put anything in place of the files. */
static void keep_private(struct run *run, const char *folder, bool repair)
{
	static const char *const files[] = { "", "/state.db", "/state.db-wal", "/state.db-shm",
					     "/state.db-journal" };
	bool seen = false, closed = true;

	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		const char *path = arena_format(run->arena, "%s%s", folder, files[i]);

		if (!is_open(path))
			continue;
		seen = true;
		closed = repair && close_to_others(path) && closed;
	}
	if (seen)
		note_open(run, closed);
}

static bool look_at_folder(struct run *run, const char *folder, bool repair, struct fault *fault)
{
	struct stat found;

	if (lstat(folder, &found) != 0)
		return errno == ENOENT || fault_set(fault, FAULT_STORE, "cannot look at '%s': %s",
						    folder, strerror(errno));
	if (!S_ISDIR(found.st_mode))
		return fault_set(fault, FAULT_STORE,
				 "'%s' is %s, not a folder of staffgap (move it away: nothing else "
				 "is read or written in its place)",
				 folder, S_ISLNK(found.st_mode) ? "a link" : "a file");
	if (found.st_uid == geteuid())
		keep_private(run, folder, repair);
	else
		notes_add(run->notes, NOTE_WARNING, "store-of-another",
			  (struct place){ ".staffgap", 0, 0 },
			  "it belongs to another account (its number is %lu)",
			  (unsigned long)found.st_uid);
	return true;
}

/* --- opening ---------------------------------------------------------------------- */

static const char *folder_of(const struct run *run, const char *root)
{
	return arena_format(run->arena, "%s/.staffgap", root);
}

void state_seen_release(struct state_seen *seen)
{
	store_close(seen->store);
	*seen = (struct state_seen){ NULL, NULL };
}

/* Only who stores something makes a key: readers change nothing anywhere. */
static void use_key(struct run *run, bool make, struct store *store)
{
	struct store_key key;

	if (user_key_find(run, make, &key))
		store_use_key(store, &key);
}

bool state_open(struct run *run, const char *root, struct store **store, struct fault *fault)
{
	const char *folder = folder_of(run, root);
	struct store_patience patience = patience_of(run);

	state_seen_release(run->seen); /* what comes is newer */
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return fault_set(fault, FAULT_STORE,
				 "cannot make '%s': %s (staffgap keeps its plans there)", folder,
				 strerror(errno));
	if (!look_at_folder(run, folder, true, fault) ||
	    !store_open_to_write(arena_format(run->arena, "%s/state.db", folder), &patience, store,
				 fault))
		return false;
	use_key(run, true, *store);
	return true;
}

bool state_path(struct run *run, const char *root, const char **path, struct fault *fault)
{
	const char *folder = folder_of(run, root);

	if (!look_at_folder(run, folder, false, fault))
		return false;
	*path = arena_format(run->arena, "%s/state.db", folder);
	return true;
}

static bool see(struct run *run, const char *root, struct fault *fault)
{
	struct store_patience patience = patience_of(run);
	const char *path;

	state_seen_release(run->seen);
	if (!state_path(run, root, &path, fault) ||
	    !store_open_copy(path, &patience, &run->seen->store, fault))
		return false;
	use_key(run, false, run->seen->store);
	run->seen->root = arena_copy(run->arena, span_of(root));
	return true;
}

bool state_read(struct run *run, const char *root, struct store **store, struct fault *fault)
{
	struct state_seen *seen = run->seen;

	if ((!seen->store || strcmp(seen->root, root) != 0) && !see(run, root, fault))
		return false;
	if (!store_share(seen->store, fault))
		return false;
	*store = seen->store;
	return true;
}
