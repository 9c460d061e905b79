#include "cli/feeds/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "cli/interrupt.h"

enum { RUNNING_MAX = 16, CHUNK = 65536, ANSWER_MAX = 512 * 1024 * 1024, IDLE_EVERY_MS = 100 };

/* A sanitizer reserves the whole address space and can not run with less. */
#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_MAX RLIM_INFINITY
#else
#define MEMORY_MAX ((rlim_t)4 * 1024 * 1024 * 1024)
#endif

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
	int seconds;
	worker_job *job;
	worker_done *done;
	worker_idle *idle; /* may be NULL */
	void *shared;      /* of idle */
	size_t most;
	struct running running[RUNNING_MAX];
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct workers *workers_open(int seconds, worker_job *job, worker_done *done)
{
	struct workers *workers = calloc(1, sizeof(*workers));
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (!workers)
		abort();
	workers->seconds = seconds;
	workers->job = job;
	workers->done = done;
	workers->most = processors < 1             ? 1
			: processors > RUNNING_MAX ? RUNNING_MAX
						   : (size_t)processors;
	return workers;
}

/* --- in the child ------------------------------------------------------------ */

static void limit(int what, rlim_t most)
{
	struct rlimit now;

	if (getrlimit(what, &now) != 0 || (now.rlim_max != RLIM_INFINITY && now.rlim_max < most))
		return;
	now.rlim_cur = now.rlim_max = most;
	(void)setrlimit(what, &now);
}

static void put_all(int file, struct span bytes)
{
	while (bytes.len > 0) {
		ssize_t put = write(file, bytes.ptr, bytes.len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			_exit(2);
		bytes = (struct span){ bytes.ptr + put, bytes.len - (size_t)put };
	}
}

static void run_child(const struct workers *workers, void *context, int answer)
{
	struct arena arena = ARENA_INIT;

#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* a parent that was killed leaves nobody behind */
#endif
	interrupt_forget();
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, (rlim_t)workers->seconds + 1);
	limit(RLIMIT_AS, MEMORY_MAX);
	put_all(answer, workers->job(context, &arena));
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
				    workers->seconds);
	if (r->size > ANSWER_MAX)
		return "reading it gives more than can be kept";
	if (WIFSIGNALED(status))
		return arena_format(arena, "reading it ended in a crash (signal %d)",
				    WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return "reading it took more memory than a feed may take";
	return NULL;
}

static bool finish(struct workers *workers, struct running *r, bool late, struct fault *fault)
{
	const char *trouble;
	bool ok;

	if (late || r->size > ANSWER_MAX)
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
static void take(struct running *r, bool *ended)
{
	ssize_t got;

	if (r->room - r->size < CHUNK) {
		r->room = r->room * 2 + CHUNK;
		r->data = realloc(r->data, r->room);
		if (!r->data)
			abort();
	}
	got = read(r->answer, r->data + r->size, r->room - r->size);
	if (got > 0)
		r->size += (size_t)got;
	*ended = got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN) || r->size > ANSWER_MAX;
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
			take(who[i], &ended);
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

bool workers_start(struct workers *workers, void *context, struct fault *fault)
{
	int ends[2];
	struct running *r;
	pid_t pid;

	while (count_running(workers) >= workers->most)
		if (!wait_for_one(workers, fault))
			return false;
	r = free_place(workers);
	if (pipe(ends) != 0)
		return fault_set(fault, FAULT_SYSTEM, "cannot start a process: %s",
				 strerror(errno));
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	pid = fork();
	if (pid < 0) {
		close(ends[0]);
		close(ends[1]);
		return fault_set(fault, FAULT_SYSTEM, "cannot start a process: %s",
				 strerror(errno));
	}
	if (pid == 0) {
		close(ends[0]);
		run_child(workers, context, ends[1]);
	}
	close(ends[1]);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	*r = (struct running){ .pid = pid,
			       .answer = ends[0],
			       .until_ms = now_ms() + (int64_t)workers->seconds * 1000,
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
