/**
 * The database of a workspace, ROOT/.staffgap/state.db, opened to write or only to look.
 *
 * The folder is for its owner only, and so is everything in it. A link or anything else in its
 * place is refused. What is open to others, or another account's, becomes a note. It is opened with
 * the user's key (service/workspace/user_key.h), without which nothing that is kept is believed.
 */
#ifndef SERVICE_STATE_H
#define SERVICE_STATE_H

#include "service/session.h"
#include "store/store.h"

/** The copy that a command looks at, one from its beginning to its end; zero when it has none. */
struct state_seen {
	const char *root;
	struct store *store;
};

void state_seen_release(struct state_seen *seen);

/**
 * Open it to write, making folder and file where needed, and closing both to others.
 *
 * Waits for others that write, which the session's teller is told, for at most a minute.
 */
bool state_open(struct session *session, const char *root, struct store **store,
		struct fault *fault) MUST_CHECK;

/** Where it is, in a folder that is one; nothing is made or changed. */
bool state_path(struct session *session, const char *root, const char **path,
		struct fault *fault) MUST_CHECK;

/**
 * A copy of it (store_open_copy): nothing is made or changed. Empty where there is none.
 *
 * Who opens it several times gets the same, whatever others write meanwhile.
 */
bool state_read(struct session *session, const char *root, struct store **store,
		struct fault *fault) MUST_CHECK;

#endif
