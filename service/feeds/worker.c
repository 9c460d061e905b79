#include "service/feeds/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "service/feeds/confine.h"
#include "service/workspace/now.h"

enum { RUNNING_MAX = 16, CHUNK = 65536, IDLE_EVERY_MS = 100 };

/* How a child ends that has no answer: too little memory ends it by exit(), anywhere. */
enum { ENDED_BY_EXIT = 2, ENDED_UNCONFINED = 3, ENDED_UNHEARD = 4 };

struct running {
	pid_t pid; /* 0: the place is free */
	int answer;
	int64_t until_ms;
	void *context;
	struct arena arena;
	char *data;
	size_t size, room;
};

struct workers {
	struct worker_limits limits;
	enum confinement confinement;
	worker_job *job;
	worker_done *done;
	worker_idle *idle; /* may be NULL */
	void *shared;      /* of idle */
	size_t most;
	struct running running[RUNNING_MAX];
};

struct worker_limits worker_limits_of(int seconds)
{
	return (struct worker_limits){ .seconds = seconds,
				       .memory_bytes = (size_t)4 * 1024 * 1024 * 1024,
				       .answer_bytes = (size_t)512 * 1024 * 1024 };
}

struct workers *workers_open(const struct worker_limits *limits, worker_job *job, worker_done *done)
{
	struct workers *workers = calloc(1, sizeof(*workers));
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (!workers)
		arena_exhausted();
	workers->limits = *limits;
	workers->confinement = confinement_available();
	workers->job = job;
	workers->done = done;
	workers->most = processors < 1             ? 1
			: processors > RUNNING_MAX ? RUNNING_MAX
						   : (size_t)processors;
	return workers;
}

/* --- in the child ------------------------------------------------------------ */

static void put_all(int file, struct span bytes)
{
	while (bytes.len > 0) {
		ssize_t put = write(file, bytes.ptr, bytes.len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			_exit(ENDED_UNHEARD);
		bytes = (struct span){ bytes.ptr + put, bytes.len - (size_t)put };
	}
}

static void run_child(const struct workers *workers, void *context, pid_t parent, int answer)
{
	const struct confine how = { .confinement = workers->confinement,
				     .parent = parent,
				     .answer = answer,
				     .seconds = workers->limits.seconds + 1,
				     .memory_bytes = workers->limits.memory_bytes };
	struct arena arena = ARENA_INIT;

	if (!confine(&how, ENDED_BY_EXIT))
		_exit(ENDED_UNCONFINED);
	put_all(CONFINE_ANSWER, workers->job(context, &arena));
	_exit(0);
}

/* --- in the parent ----------------------------------------------------------- */

static size_t count_running(const struct workers *workers)
{
	size_t count = 0;

	for (size_t i = 0; i < RUNNING_MAX; i++)
		count += workers->running[i].pid != 0;
	return count;
}

static struct running *free_place(struct workers *workers)
{
	for (size_t i = 0; i < RUNNING_MAX; i++)
		if (workers->running[i].pid == 0)
			return &workers->running[i];
	return NULL;
}

static int wait_for(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return status;
}

/* Why a child that ended so gave no answer; NULL when it gave one. */
static const char *trouble_of(const struct workers *workers, const struct running *r, int status,
			      bool late, struct arena *arena)
{
	if (late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
		return arena_format(arena,
				    "reading it took longer than %d seconds (feed_seconds in "
				    "staffgap.conf)",
				    workers->limits.seconds);
	if (r->size > workers->limits.answer_bytes)
		return "reading it gives more than can be kept";
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGSYS || WTERMSIG(status) == SIGXFSZ))
		return "reading it tried what a reader may not do, and was stopped";
	if (WIFSIGNALED(status))
		return arena_format(arena, "reading it ended in a crash (signal %d)",
				    WTERMSIG(status));
	if (WEXITSTATUS(status) == ENDED_UNCONFINED)
		return "the process that reads it could not be confined";
	if (WEXITSTATUS(status) != 0)
		return "reading it took more memory than a feed may take";
	return NULL;
}

static bool finish(struct workers *workers, struct running *r, bool late, struct fault *fault)
{
	const char *trouble;
	bool ok;

	/* One that has ended keeps its status; one that only closed its answer goes on no longer.
	 */
	kill(r->pid, SIGKILL);
	close(r->answer);
	trouble = trouble_of(workers, r, wait_for(r->pid), late, &r->arena);
	r->pid = 0;
	ok = workers->done(r->context, (struct span){ r->data, r->size }, trouble, fault);
	free(r->data);
	arena_release(&r->arena);
	return ok;
}

/* Take in what is there. @param[out] ended  when that was all */
static void take(const struct workers *workers, struct running *r, bool *ended)
{
	ssize_t got;

	if (r->room - r->size < CHUNK) {
		r->room = r->room * 2 + CHUNK;
		r->data = realloc(r->data, r->room);
		if (!r->data)
			arena_exhausted();
	}
	got = read(r->answer, r->data + r->size, r->room - r->size);
	if (got > 0)
		r->size += (size_t)got;
	*ended = got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN) ||
		 r->size > workers->limits.answer_bytes;
}

bool workers_poll(struct workers *workers, int wait_ms, struct fault *fault)
{
	struct pollfd files[RUNNING_MAX];
	struct running *who[RUNNING_MAX];
	int64_t now = now_ms();
	nfds_t count = 0;

	for (size_t i = 0; i < RUNNING_MAX; i++) {
		struct running *r = &workers->running[i];

		if (r->pid == 0)
			continue;
		if (r->until_ms - now < wait_ms)
			wait_ms = r->until_ms > now ? (int)(r->until_ms - now) : 0;
		files[count] = (struct pollfd){ .fd = r->answer, .events = POLLIN };
		who[count++] = r;
	}
	if (count == 0)
		return true;
	if (poll(files, count, wait_ms) < 0 && errno != EINTR)
		return fault_set(fault, FAULT_SYSTEM, "cannot wait for a process: %s",
				 strerror(errno));
	now = now_ms();
	for (nfds_t i = 0; i < count; i++) {
		bool ended = false, late;

		if (files[i].revents)
			take(workers, who[i], &ended);
		late = !ended && now >= who[i]->until_ms;
		if ((ended || late) && !finish(workers, who[i], late, fault))
			return false;
	}
	return true;
}

void workers_meanwhile(struct workers *workers, worker_idle *idle, void *shared)
{
	workers->idle = idle;
	workers->shared = shared;
}

static bool wait_for_one(struct workers *workers, struct fault *fault)
{
	return (!workers->idle || workers->idle(workers->shared, fault)) &&
	       workers_poll(workers, IDLE_EVERY_MS, fault);
}

/* No signal reaches the child while it still has the handlers of its parent. */
static pid_t fork_quietly(sigset_t *before)
{
	sigset_t all;

	sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, before);
	return fork();
}

bool workers_start(struct workers *workers, void *context, struct fault *fault)
{
	const pid_t parent = getpid();
	int ends[2];
	struct running *r;
	sigset_t before;
	pid_t pid;

	while (count_running(workers) >= workers->most)
		if (!wait_for_one(workers, fault))
			return false;
	r = free_place(workers);
	if (pipe(ends) != 0)
		return fault_set(fault, FAULT_SYSTEM, "cannot start a process: %s",
				 strerror(errno));
	fcntl(ends[0], F_SETFD, FD_CLOEXEC); /* not for commands that another thread starts */
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	pid = fork_quietly(&before);
	if (pid != 0)
		(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (pid < 0) {
		close(ends[0]);
		close(ends[1]);
		return fault_set(fault, FAULT_SYSTEM, "cannot start a process: %s",
				 strerror(errno));
	}
	if (pid == 0) {
		close(ends[0]);
		run_child(workers, context, parent, ends[1]);
	}
	close(ends[1]);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	*r = (struct running){ .pid = pid,
			       .answer = ends[0],
			       .until_ms = now_ms() + (int64_t)workers->limits.seconds * 1000,
			       .context = context };
	return true;
}

bool workers_finish(struct workers *workers, struct fault *fault)
{
	while (count_running(workers) > 0)
		if (!wait_for_one(workers, fault))
			return false;
	return true;
}

void workers_close(struct workers *workers)
{
	if (!workers)
		return;
	for (size_t i = 0; i < RUNNING_MAX; i++) {
		struct running *r = &workers->running[i];

		if (r->pid == 0)
			continue;
		kill(r->pid, SIGKILL);
		close(r->answer);
		(void)wait_for(r->pid);
		free(r->data);
		arena_release(&r->arena);
	}
	free(workers);
}
