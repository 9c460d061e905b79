#include "service/state.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service/workspace/user_key.h"

enum { WAIT_MS = 60000, OTHERS = 077 };

/* --- waiting ------------------------------------------------------------------ */

static void tell_waiting(void *shared, int32_t waited_ms, long process)
{
	const struct teller *const *teller = shared;

	if (waited_ms == STORE_WAIT_OVER)
		teller_over(*teller);
	else
		teller_waiting(*teller, waited_ms, WAIT_MS, process);
}

/* It outlives copies of the session: the store that is looked at keeps it. */
static struct store_patience patience_of(const struct session *session)
{
	const struct teller **teller = ARENA_ARRAY(session->arena, const struct teller *, 1);

	*teller = session->teller;
	return (struct store_patience){ .most_ms = WAIT_MS,
					.tell = tell_waiting,
					.shared = teller };
}

/* --- who may look --------------------------------------------------------------- */

static void note_open(struct session *session, bool closed)
{
	struct place place = { ".staffgap", 0, 0 };

	if (closed)
		notes_add(session->notes, NOTE_INFO, "store-open-to-others", place,
			  "other accounts could look into it, and can no longer");
	else
		notes_add(session->notes, NOTE_WARNING, "store-open-to-others", place,
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
static bool close_by_handle(const char *path)
{
	int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat found;
	bool ok = file >= 0 && fstat(file, &found) == 0 &&
		  fchmod(file, found.st_mode & 07777 & ~(mode_t)OTHERS) == 0;

	if (file >= 0)
		close(file);
	return ok;
}

/* A handle only where there is no other way: closing it drops the locks of other sessions. */
static bool close_to_others(const char *path)
{
	struct stat found;

	return lstat(path, &found) == 0 &&
	       (fchmodat(AT_FDCWD, path, found.st_mode & 07777 & ~(mode_t)OTHERS,
			 AT_SYMLINK_NOFOLLOW) == 0 ||
		(errno == ENOTSUP && close_by_handle(path)));
}

/* The folder first: then nobody else can put anything in place of the files. */
static void keep_private(struct session *session, const char *folder, bool repair)
{
	static const char *const files[] = { "", "/state.db", "/state.db-wal", "/state.db-shm",
					     "/state.db-journal" };
	bool seen = false, closed = true;

	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		const char *path = arena_format(session->arena, "%s%s", folder, files[i]);

		if (!is_open(path))
			continue;
		seen = true;
		closed = repair && close_to_others(path) && closed;
	}
	if (seen)
		note_open(session, closed);
}

static bool look_at_folder(struct session *session, const char *folder, bool repair,
			   struct fault *fault)
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
		keep_private(session, folder, repair);
	else
		notes_add(session->notes, NOTE_WARNING, "store-of-another",
			  (struct place){ ".staffgap", 0, 0 },
			  "it belongs to another account (its number is %lu)",
			  (unsigned long)found.st_uid);
	return true;
}

/* --- opening ---------------------------------------------------------------------- */

static const char *folder_of(const struct session *session, const char *root)
{
	return arena_format(session->arena, "%s/.staffgap", root);
}

void state_seen_release(struct state_seen *seen)
{
	store_close(seen->store);
	*seen = (struct state_seen){ NULL, NULL };
}

/* Only who stores something makes a key: readers change nothing anywhere. */
static void use_key(const struct session *session, bool make, struct store *store)
{
	struct store_key key;

	if (user_key_find(make, session->arena, &key, session->notes))
		store_use_key(store, &key);
}

bool state_open(struct session *session, const char *root, struct store **store,
		struct fault *fault)
{
	const char *folder = folder_of(session, root);
	struct store_patience patience = patience_of(session);

	state_seen_release(session->seen); /* what comes is newer */
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return fault_set(fault, FAULT_STORE,
				 "cannot make '%s': %s (staffgap keeps its plans there)", folder,
				 strerror(errno));
	if (!look_at_folder(session, folder, true, fault) ||
	    !store_open_to_write(arena_format(session->arena, "%s/state.db", folder), &patience,
				 store, fault))
		return false;
	use_key(session, true, *store);
	return true;
}

bool state_path(struct session *session, const char *root, const char **path, struct fault *fault)
{
	const char *folder = folder_of(session, root);

	if (!look_at_folder(session, folder, false, fault))
		return false;
	*path = arena_format(session->arena, "%s/state.db", folder);
	return true;
}

static bool see(struct session *session, const char *root, struct fault *fault)
{
	struct store_patience patience = patience_of(session);
	const char *path;

	state_seen_release(session->seen);
	if (!state_path(session, root, &path, fault) ||
	    !store_open_copy(path, &patience, &session->seen->store, fault))
		return false;
	use_key(session, false, session->seen->store);
	session->seen->root = arena_copy(session->arena, span_of(root));
	return true;
}

bool state_read(struct session *session, const char *root, struct store **store,
		struct fault *fault)
{
	struct state_seen *seen = session->seen;

	if ((!seen->store || strcmp(seen->root, root) != 0) && !see(session, root, fault))
		return false;
	if (!store_share(seen->store, fault))
		return false;
	*store = seen->store;
	return true;
}
