#include "service/feeds/feed_command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "service/workspace/now.h"

/* How often to look whether the shell has ended, when the pipe does not say so. */
enum { LOOK_EVERY_MS = 50, DESCRIPTORS_MAX = 65536 };

struct shell_command {
	pid_t pid; /* of the shell, and the number of its group */
	int file;  /* what it prints */
	char *data;
	size_t size;
	int status;
	bool ended;  /* the shell has */
	bool at_end; /* of the pipe */
	bool too_much;
};

/* --- the child ------------------------------------------------------------------------- */

static void close_from(int first)
{
	long most = sysconf(_SC_OPEN_MAX);

	if (most < 0 || most > DESCRIPTORS_MAX)
		most = DESCRIPTORS_MAX;
	for (int file = first; file < most; file++)
		close(file);
}

static _Noreturn void become(const char *command, int answer)
{
	int nothing = open("/dev/null", O_RDONLY);
	sigset_t none;

	sigemptyset(&none);
	if (setsid() < 0 || nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
	    dup2(answer, STDOUT_FILENO) < 0 || pthread_sigmask(SIG_SETMASK, &none, NULL) != 0)
		_exit(126);
	close_from(STDERR_FILENO + 1);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static bool start(struct shell_command *c, const char *command, struct fault *fault)
{
	int ends[2];

	if (pipe(ends) != 0)
		return fault_set(fault, FAULT_INPUT, "cannot run its command: %s", strerror(errno));
	c->pid = fork();
	if (c->pid == 0)
		become(command, ends[1]);
	close(ends[1]);
	c->file = ends[0];
	fcntl(c->file, F_SETFD, FD_CLOEXEC);
	fcntl(c->file, F_SETFL, O_NONBLOCK);
	if (c->pid > 0)
		return true;
	fault_set(fault, FAULT_INPUT, "cannot run its command: %s", strerror(errno));
	close(c->file);
	return false;
}

/* --- what it prints ---------------------------------------------------------------------- */

/* All that is there now. */
static void read_some(struct shell_command *c)
{
	for (;;) {
		/* One byte more than it may print, to see that it does. */
		size_t room = COMMAND_BYTES_MAX + 1 - c->size;
		ssize_t got = room > 0 ? read(c->file, c->data + c->size, room) : 0;

		if (got < 0 && errno == EINTR)
			continue;
		c->size += got > 0 ? (size_t)got : 0;
		c->too_much = c->size > COMMAND_BYTES_MAX;
		if (got == 0)
			c->at_end = true;
		if (got <= 0 || c->too_much)
			return;
	}
}

/* It is not waited for yet: until then its number is nobody else's, and its group can be killed. */
static void look(struct shell_command *c)
{
	siginfo_t about = { .si_pid = 0 };

	c->ended = waitid(P_PID, (id_t)c->pid, &about, WEXITED | WNOHANG | WNOWAIT) == 0 &&
		   about.si_pid == c->pid;
}

static void run_until(struct shell_command *c, int64_t until)
{
	while (!c->ended && !c->too_much) {
		struct pollfd waiting = { .fd = c->file, .events = POLLIN };
		int64_t left = until - now_ms();

		if (left <= 0)
			break;
		/* Closed by the shell, which still runs: the pipe would always be ready. */
		poll(&waiting, c->at_end ? 0 : 1, left < LOOK_EVERY_MS ? (int)left : LOOK_EVERY_MS);
		read_some(c);
		look(c);
	}
	read_some(c);
}

static bool judge(const struct shell_command *c, int seconds, struct span *line,
		  struct fault *fault)
{
	struct span first = { c->data, 0 };

	if (c->too_much)
		return fault_set(fault, FAULT_INPUT, "its command printed more than %d bytes",
				 COMMAND_BYTES_MAX);
	if (!c->ended)
		return fault_set(fault, FAULT_INPUT, "its command took longer than %d seconds",
				 seconds);
	if (c->size == 0 || !WIFEXITED(c->status) || WEXITSTATUS(c->status) != 0)
		return fault_set(fault, FAULT_INPUT, "its command failed%s",
				 c->size == 0 ? " or printed nothing" : "");
	while (first.len < c->size && first.ptr[first.len] != '\n' && first.ptr[first.len] != '\r')
		first.len++;
	if (memchr(first.ptr, '\0', first.len))
		return fault_set(fault, FAULT_INPUT,
				 "its command printed something that is not text");
	*line = first;
	return true;
}

bool command_answer(const char *command, int seconds, struct arena *arena, struct span *line,
		    struct fault *fault)
{
	struct shell_command c = { .data = ARENA_ARRAY(arena, char, COMMAND_BYTES_MAX + 1) };

	if (!start(&c, command, fault))
		return false;
	run_until(&c, now_ms() + (int64_t)seconds * 1000);
	close(c.file);
	kill(-c.pid, SIGKILL);
	while (waitpid(c.pid, &c.status, 0) < 0 && errno == EINTR)
		continue;
	return judge(&c, seconds, line, fault);
}
