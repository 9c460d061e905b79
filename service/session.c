#include "service/session.h"

#include <unistd.h>

#include "service/state.h"
#include "service/workspace/find.h"
#include "service/workspace/own.h"

/* It lives in its own arena, so that nothing is left of it. */
struct session_whole {
	struct session session;
	struct arena arena;
	struct notes notes;
	struct state_seen seen;
};

struct session *session_open(const char *folder, struct day today)
{
	struct arena arena = ARENA_INIT;
	struct session_whole *whole = ARENA_ARRAY(&arena, struct session_whole, 1);

	whole->arena = arena;
	whole->notes = (struct notes)NOTES_INIT(&whole->arena);
	whole->session =
		(struct session){ .folder = folder ? arena_copy(&whole->arena, span_of(folder))
						   : NULL,
				  .arena = &whole->arena,
				  .notes = &whole->notes,
				  .today = today,
				  .seen = &whole->seen };
	return &whole->session;
}

void session_close(struct session *session)
{
	struct arena arena = *session->arena;

	state_seen_release(session->seen);
	arena_release(&arena);
}

bool session_root(const struct session *session, const char **root, struct fault *fault)
{
	return workspace_find(session->folder, session->arena, root, fault) &&
	       own_spares(*root, session->output, session->arena, fault);
}

int session_threads(const struct session *session)
{
	long processors = session->threads ? session->threads : sysconf(_SC_NPROCESSORS_ONLN);

	return processors < 1                     ? 1
	       : processors > SESSION_THREADS_MAX ? SESSION_THREADS_MAX
						  : (int)processors;
}
