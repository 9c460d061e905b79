#include "service/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What stands behind the answer: without it the child did not come to its end. */
struct trailer {
	bool ok;
	struct fault fault;
};

static _Noreturn void run(struct session *session, session_work *work, void *shared, int to)
{
	struct trailer trailer = { .fault = FAULT_INIT };
	FILE *out = fdopen(to, "w");

	if (!out)
		_exit(1);
	trailer.ok = work(session, shared, out, &trailer.fault);
	fwrite(&trailer, sizeof(trailer), 1, out);
	_exit(fclose(out) == 0 ? 0 : 1);
}

/* All that comes, until the child has closed its end. */
static bool take(int from, struct arena *arena, struct span *bytes)
{
	char *buffer = NULL;
	size_t size = 0, room = 0;
	ssize_t got = 1;

	while (got > 0) {
		if (size == room) {
			char *more = arena_alloc(arena, 1, room ? 2 * room : BUFSIZ);

			if (size > 0)
				memcpy(more, buffer, size);
			buffer = more;
			room = room ? 2 * room : BUFSIZ;
		}
		do
			got = read(from, buffer + size, room - size);
		while (got < 0 && errno == EINTR);
		size += got > 0 ? (size_t)got : 0;
	}
	*bytes = (struct span){ buffer, size };
	return got == 0;
}

static bool ended_well(pid_t child)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool session_apart(struct session *session, session_work *work, void *shared, struct span *answer,
		   struct fault *fault)
{
	struct trailer trailer;
	int ends[2];
	pid_t child;
	bool whole;

	if (pipe(ends) != 0)
		return fault_set(fault, FAULT_SYSTEM, "cannot start a process: %s",
				 strerror(errno));
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		run(session, work, shared, ends[1]);
	}
	close(ends[1]);
	if (child < 0) {
		fault_set(fault, FAULT_SYSTEM, "cannot start a process: %s", strerror(errno));
		close(ends[0]);
		return false;
	}
	whole = take(ends[0], session->arena, answer);
	close(ends[0]);
	whole = ended_well(child) && whole && answer->len >= sizeof(trailer);
	if (!whole)
		return fault_set(fault, FAULT_SYSTEM,
				 "the work ended in a crash (is memory short?)");
	answer->len -= sizeof(trailer);
	memcpy(&trailer, answer->ptr + answer->len, sizeof(trailer));
	if (!trailer.ok)
		*fault = trailer.fault;
	return trailer.ok;
}
