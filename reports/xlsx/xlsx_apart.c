#include "reports/xlsx/xlsx_apart.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the other process says at its end; short enough for a pipe to take it in one piece. */
struct child_answer {
	bool ok;
	struct fault fault;
};

static void run(apart_work *work, void *shared, int out)
{
	struct child_answer answer = { .fault = FAULT_INIT };
	int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);

	/* The library prints what it thinks of its memory. */
	if (nothing >= 0)
		dup2(nothing, STDERR_FILENO);
	answer.ok = work(shared, &answer.fault);
	_exit(write(out, &answer, sizeof(answer)) == (ssize_t)sizeof(answer) ? 0 : 1);
}

/* False when it ended without one. */
static bool take(int in, pid_t process, struct child_answer *answer)
{
	size_t size = 0;
	ssize_t got = 1;
	int status = 0;

	while (size < sizeof(*answer) && got != 0) {
		got = read(in, (char *)answer + size, sizeof(*answer) - size);
		if (got < 0 && errno != EINTR)
			break;
		size += got > 0 ? (size_t)got : 0;
	}
	while (waitpid(process, &status, 0) < 0 && errno == EINTR)
		continue;
	return size == sizeof(*answer) && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool xlsx_apart(apart_work *work, void *shared, struct fault *fault)
{
	struct child_answer answer = { .fault = FAULT_INIT };
	int ends[2];
	pid_t process;
	bool ended;

	if (pipe(ends) != 0)
		return fault_set(fault, FAULT_SYSTEM, "cannot start a process: %s",
				 strerror(errno));
	process = fork();
	if (process == 0) {
		close(ends[0]);
		run(work, shared, ends[1]);
	}
	close(ends[1]);
	if (process < 0) {
		close(ends[0]);
		return fault_set(fault, FAULT_SYSTEM, "cannot start a process: %s",
				 strerror(errno));
	}
	ended = take(ends[0], process, &answer);
	close(ends[0]);
	if (!ended)
		return fault_set(fault, FAULT_SYSTEM,
				 "writing the workbook ended in a crash (is memory short?)");
	if (!answer.ok)
		*fault = answer.fault;
	return answer.ok;
}
