/**
 * A session: somebody's work with a workspace, whatever front end they have.
 *
 * Everything that a front end asks for takes a session and gives its result in a struct: nothing
 * here prints, ends the process (but see below) or keeps anything between two sessions. Sessions of
 * several threads do not know of each other; one session is used by one thread at a time.
 *
 * Records live as long as the session. When memory runs out the process ends, with a sentence on
 * standard error (base/arena.h): what must survive that runs apart (service/apart.h).
 */
#ifndef SERVICE_SESSION_H
#define SERVICE_SESSION_H

#include "base/day.h"
#include "base/fault.h"
#include "base/note.h"
#include "base/teller.h"
#include "model/redact.h"

struct state_seen;

enum { SESSION_THREADS_MAX = 64 };

/** In what way a result is less than it looks; added to by all that the session was asked. */
struct outcome {
	size_t stale_feeds;  /* of plans that were looked at: old copies, or none at all */
	size_t input_errors; /* in the files of a stored plan that was looked at */
	int32_t errors_plan; /* whose */
};

struct session {
	const char *folder;  /* of the workspace; NULL: the current one, or one above it */
	struct arena *arena; /* of the session */
	struct notes *notes; /* what is odd, for people: of the session or the front end's own */
	struct day today;
	int threads;        /* to compute with; 0: one for each processor */
	enum redact redact; /* of all that is computed for others */
	const char *output; /* a file that will be written: refused when it is the workspace's
			       own; NULL */
	const struct teller *teller; /* of the front end, as long as the session lives; NULL */
	struct outcome outcome;
	struct state_seen *seen; /* what is looked at of the database: service/state.h */
};

/** A session of a folder, which is copied (NULL: the current one, or one above it), with its own
 * arena and notes. */
struct session *session_open(const char *folder, struct day today);

/** Release all that is of it. */
void session_close(struct session *session);

/**
 * Find the workspace, as workspace_find does.
 *
 * @return false with FAULT_USAGE, too, when what will be written is one of its own files
 */
bool session_root(const struct session *session, const char **root, struct fault *fault) MUST_CHECK;

/** How many threads it computes with. */
int session_threads(const struct session *session);

#endif
