#include "service/workspace/user_key.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service/workspace/user_file.h"

enum key_found { KEY_GOOD, KEY_NONE, KEY_BAD };

/* @param[out] fault  why it is bad; never of any other use */
static enum key_found read_key(const char *path, struct arena *arena, struct store_key *key,
			       struct fault *fault)
{
	struct stat about;
	struct span bytes;
	bool found;

	*fault = (struct fault)FAULT_INIT;
	if (lstat(path, &about) != 0) /* also in a folder that is closed to us: another's home */
		return KEY_NONE;
	if (!user_file_read(path, OTHERS_KEEP_OUT, arena, &bytes, &found, fault))
		return KEY_BAD;
	if (!found)
		return KEY_NONE;
	if (bytes.len != sizeof(key->bytes)) {
		fault_set(fault, FAULT_INPUT, "'%s' has %zu bytes and not %zu", path, bytes.len,
			  sizeof(key->bytes));
		return KEY_BAD;
	}
	memcpy(key->bytes, bytes.ptr, bytes.len);
	return KEY_GOOD;
}

/* Whether a key is not there, or is none, whatever went wrong when it was read. */
static bool is_wanted(const char *path)
{
	struct stat about;

	if (stat(path, &about) != 0)
		return errno == ENOENT;
	return !S_ISREG(about.st_mode) || (about.st_mode & 077) != 0 ||
	       about.st_size != STORE_KEY_SIZE;
}

/* Under sudo, say, the home is another's: what root made there, its owner could not read. */
static bool is_own_place(const char *path, struct arena *arena)
{
	char *place = arena_copy(arena, span_of(path));
	struct stat about;

	while (lstat(place, &about) != 0) {
		char *slash = strrchr(place, '/');

		if (errno != ENOENT || !slash || slash == place)
			return false;
		*slash = '\0';
	}
	return about.st_uid == geteuid();
}

static bool make_key(const char *path, struct arena *arena)
{
	struct fault unsaid = FAULT_INIT;
	struct store_key key;

	return getrandom(key.bytes, sizeof(key.bytes), 0) == (ssize_t)sizeof(key.bytes) &&
	       user_file_write(path, (struct span){ (const char *)key.bytes, sizeof(key.bytes) },
			       arena, &unsaid);
}

/*
 * Of two that begin at the same time the second finds the key of the first.
 *
 * @param[out] anew  whether it was made here: one that could not be read a moment ago may be good
 */
static bool make_once(const char *path, struct arena *arena, struct store_key *key, bool *anew)
{
	struct fault unsaid = FAULT_INIT;
	bool ok;
	int lock;

	if (!is_own_place(path, arena) || (lock = user_file_lock(path, arena, &unsaid)) < 0)
		return false;
	ok = read_key(path, arena, key, &unsaid) == KEY_GOOD;
	*anew = !ok && is_wanted(path) && make_key(path, arena) &&
		read_key(path, arena, key, &unsaid) == KEY_GOOD;
	ok = ok || *anew;
	close(lock);
	return ok;
}

bool user_key_find(bool make, struct arena *arena, struct store_key *key, struct notes *notes)
{
	struct fault why = FAULT_INIT;
	const char *path;
	enum key_found found;
	bool has, anew = false;

	if (!user_state_path("key", arena, &path, &why))
		return false;
	found = read_key(path, arena, key, &why);
	if (found == KEY_GOOD)
		return true;
	has = make && make_once(path, arena, key, &anew);
	if (found == KEY_BAD && has == anew)
		notes_add(notes, NOTE_WARNING, "key-not-used", (struct place){ "", 0, 0 }, "%s; %s",
			  why.message,
			  anew ? "a new one was made, and what was kept with it is worked out again"
			       : "everything is worked out again, and nothing is kept");
	return has;
}
