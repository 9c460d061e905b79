/* Jobs that do what a reader may not: each costs its own answer, and nothing else. */
#include "service/feeds/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "service/feeds/confine.h"
#include "service/feeds/confine_filter.h"
#include "tests/test.h"

#define STOPPED "reading it tried what a reader may not do, and was stopped"
#define CRASHED "reading it ended in a crash"
#define MEMORY "reading it took more memory than a feed may take"
#define LATE "reading it took longer than 1 seconds (feed_seconds in staffgap.conf)"
#define MUCH "reading it gives more than can be kept"

enum { MANY = 100000, MEGABYTE = 1 << 20 };

/* Of one job only the time is short: what ends otherwise may take long on a busy machine. */
static const struct worker_limits limits = { .seconds = 300,
					     .memory_bytes = (size_t)256 * MEGABYTE,
					     .answer_bytes = (size_t)4 * MEGABYTE };

static int other_file = -1; /* open in the parent: a place to write to that is not the answer */
static char folder[] = "worker-folder-XXXXXX";
static pid_t bystander; /* a process that nobody may touch */

/* --- jobs that may be done: true when all of it worked ------------------------- */

static int by_bytes(const void *left, const void *right)
{
	return memcmp(left, right, sizeof(int));
}

/* So many that qsort asks for memory, and how much of it there is. */
static bool sorts(struct arena *arena)
{
	int *numbers = ARENA_ARRAY(arena, int, MANY);

	for (int i = 0; i < MANY; i++)
		numbers[i] = MANY - i;
	qsort(numbers, MANY, sizeof(*numbers), by_bytes);
	return by_bytes(&numbers[0], &numbers[MANY - 1]) <= 0;
}

static bool grows(struct arena *arena)
{
	char *bytes = malloc(MEGABYTE), *more;

	(void)arena;
	more = bytes ? realloc(bytes, (size_t)16 * MEGABYTE) : NULL;
	free(more);
	return more != NULL;
}

static bool asks_time(struct arena *arena)
{
	struct timespec now;

	(void)arena;
	return clock_gettime(CLOCK_REALTIME, &now) == 0 &&
	       syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now) == 0;
}

/* A library that complains where nobody reads is not stopped for it. */
static bool complains(struct arena *arena)
{
	(void)arena;
	fputs("a library complains\n", stdout);
	return fflush(stdout) != 0;
}

/* --- jobs that may not: true when they got what they tried --------------------- */

static bool opens(struct arena *arena)
{
	(void)arena;
	return open("/dev/null", O_RDONLY) >= 0;
}

static bool connects(struct arena *arena)
{
	(void)arena;
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool makes_pipe(struct arena *arena)
{
	int ends[2];

	(void)arena;
	return pipe(ends) == 0;
}

static bool looks(struct arena *arena)
{
	(void)arena;
	return access("/", F_OK) == 0;
}

static bool removes(struct arena *arena)
{
	(void)arena;
	return rmdir(folder) == 0;
}

static bool runs_program(struct arena *arena)
{
	(void)arena;
	execl("/bin/sh", "sh", "-c", "printf x >&3", (char *)NULL);
	return false;
}

static bool forks(struct arena *arena)
{
	pid_t pid = fork();

	(void)arena;
	if (pid == 0)
		_exit(0);
	return pid > 0;
}

static bool kills(struct arena *arena)
{
	(void)arena;
	return kill(bystander, 0) == 0;
}

static bool signals_thread(struct arena *arena)
{
	(void)arena;
	return syscall(SYS_tgkill, bystander, bystander, 0) == 0;
}

static bool traces(struct arena *arena)
{
	(void)arena;
	return ptrace(PTRACE_ATTACH, bystander, NULL, NULL) == 0;
}

static bool writes_elsewhere(struct arena *arena)
{
	(void)arena;
	return write(other_file, "x", 1) == 1;
}

static bool reads(struct arena *arena)
{
	char byte;

	(void)arena;
	return read(other_file, &byte, 1) == 0;
}

static bool makes_code(struct arena *arena)
{
	(void)arena;
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		    0) != MAP_FAILED;
}

static bool runs_memory(struct arena *arena)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)arena;
	return mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static bool uses_ring(struct arena *arena)
{
	char room[256] = "";

	(void)arena;
	return syscall(SYS_io_uring_setup, 1, room) >= 0;
}

#ifdef __x86_64__
/* A call that is let through, by the numbers of the x32 interface and of 32-bit programs. */
static bool uses_x32(struct arena *arena)
{
	(void)arena;
	return syscall(0x40000000 + SYS_getpid) >= 0;
}

static bool uses_i386(struct arena *arena)
{
	long result = 20; /* getpid */

	(void)arena;
	__asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
	return result > 0;
}
#endif

#if !CONFINE_SANITIZED
static bool takes_memory(struct arena *arena)
{
	for (size_t i = 0; i < 512; i++)
		memset(ARENA_ARRAY(arena, char, MEGABYTE), 1, MEGABYTE);
	return true;
}

static bool crashes(struct arena *arena)
{
	(void)arena;
	return *(volatile const char *)(uintptr_t)8 == 'x';
}
#endif

static bool never_ends(struct arena *arena)
{
	(void)arena;
	for (volatile bool more = true; more;)
		continue;
	return true;
}

static bool says_much(struct arena *arena)
{
	char bytes[4096] = "";

	(void)arena;
	while (write(CONFINE_ANSWER, bytes, sizeof(bytes)) > 0)
		continue;
	return false;
}

static bool aborts(struct arena *arena)
{
	(void)arena;
	abort();
}

static bool falls_silent(struct arena *arena)
{
	(void)arena;
	close(CONFINE_ANSWER);
	while (pause() != 0)
		continue;
	return true;
}

/* --- running them -------------------------------------------------------------- */

struct worker_case {
	const char *name;
	bool (*job)(struct arena *arena);
	bool allowed;
	const char *trouble;        /* under the filter */
	enum confinement refused;   /* the weakest way that refuses it */
	const char *weaker_trouble; /* without the filter; NULL: the job is refused, and answers */
};

static const struct worker_case cases[] = {
	{ "a job may sort", sorts, .allowed = true },
	{ "a job may ask for memory and give it back", grows, .allowed = true },
	{ "a job may ask for the time", asks_time, .allowed = true },
	{ "what is written to standard output goes nowhere", complains, .allowed = true },
	{ "opening a file", opens, .trouble = STOPPED, .refused = CONFINED_BY_LIMITS },
	{ "a socket", connects, .trouble = STOPPED, .refused = CONFINED_BY_LIMITS },
	{ "a pipe", makes_pipe, .trouble = STOPPED, .refused = CONFINED_BY_LIMITS },
	{ "writing to a descriptor of the parent", writes_elsewhere, .trouble = STOPPED,
	  .refused = CONFINED_BY_LIMITS },
	{ "reading from a descriptor of the parent", reads, .trouble = STOPPED,
	  .refused = CONFINED_BY_LIMITS },
	{ "another ring of calls", uses_ring, .trouble = STOPPED, .refused = CONFINED_BY_LIMITS },
	{ "looking whether a file is there", looks, .trouble = STOPPED,
	  .refused = CONFINED_BY_SECCOMP },
	{ "removing a folder", removes, .trouble = STOPPED, .refused = CONFINED_BY_LANDLOCK },
	{ "another program", runs_program, .trouble = STOPPED, .refused = CONFINED_BY_LANDLOCK },
	{ "another process", forks, .trouble = STOPPED, .refused = CONFINED_BY_SECCOMP },
	{ "a signal to another process", kills, .trouble = STOPPED,
	  .refused = CONFINED_BY_SECCOMP },
	{ "a signal to another thread", signals_thread, .trouble = STOPPED,
	  .refused = CONFINED_BY_SECCOMP },
	{ "tracing another process", traces, .trouble = STOPPED, .refused = CONFINED_BY_LANDLOCK },
	{ "memory that can be written and executed", makes_code, .trouble = STOPPED,
	  .refused = CONFINED_BY_SECCOMP },
	{ "making memory executable", runs_memory, .trouble = STOPPED,
	  .refused = CONFINED_BY_SECCOMP },
#ifdef __x86_64__
	{ "a call of the x32 interface", uses_x32, .trouble = STOPPED,
	  .refused = CONFINED_BY_SECCOMP },
	{ "a call of 32-bit programs", uses_i386, .trouble = STOPPED,
	  .refused = CONFINED_BY_SECCOMP },
#endif
#if !CONFINE_SANITIZED
	{ "a crash", crashes, false, CRASHED, CONFINED_BY_LIMITS, CRASHED },
	{ "memory without end", takes_memory, false, MEMORY, CONFINED_BY_LIMITS, MEMORY },
#endif
	{ "a loop without end", never_ends, false, LATE, CONFINED_BY_LIMITS, LATE },
	{ "an answer without end", says_much, false, MUCH, CONFINED_BY_LIMITS, MUCH },
	{ "abort", aborts, false, CRASHED, CONFINED_BY_LIMITS, CRASHED },
	{ "closing the answer and going on", falls_silent, false, STOPPED, CONFINED_BY_LIMITS,
	  CRASHED },
};

/* A job and what became of it. */
struct job_outcome {
	const struct worker_case *what;
	int count;
	char trouble[128], answer[16];
};

static struct span do_job(void *context, struct arena *arena)
{
	const struct job_outcome *outcome = context;

	return outcome->what->job(arena) ? SPAN("done") : SPAN("refused");
}

static bool job_done(void *context, struct span answer, const char *trouble, struct fault *fault)
{
	struct job_outcome *outcome = context;

	(void)fault;
	outcome->count++;
	if (trouble)
		snprintf(outcome->trouble, sizeof(outcome->trouble), "%s", trouble);
	else
		snprintf(outcome->answer, sizeof(outcome->answer), "%.*s", (int)answer.len,
			 answer.ptr);
	return true;
}

/* The job, and beside it one that does well: nothing of the first may reach that. */
static void run_job(struct job_outcome *outcome)
{
	struct worker_limits its = limits;
	struct workers *workers, *others = workers_open(&limits, do_job, job_done);
	struct job_outcome next = { .what = &cases[0] };
	struct fault fault = FAULT_INIT;

	if (outcome->what->job == never_ends)
		its.seconds = 1;
	workers = workers_open(&its, do_job, job_done);
	assert_ok(workers_start(workers, outcome, &fault), &fault);
	assert_ok(workers_start(others, &next, &fault), &fault);
	assert_ok(workers_finish(workers, &fault), &fault);
	assert_ok(workers_finish(others, &fault), &fault);
	workers_close(workers);
	workers_close(others);
	assert_number(outcome->what->name, outcome->count, 1);
	if (strcmp(next.answer, "done") != 0)
		fail_msg("beside %s: '%s%s'", outcome->what->name, next.trouble, next.answer);
}

static void check(const struct job_outcome *outcome, enum confinement confinement)
{
	const struct worker_case *c = outcome->what;
	const char *trouble = confinement == CONFINED_BY_SECCOMP ? c->trouble : c->weaker_trouble;

	if (c->allowed)
		assert_string_equal(outcome->answer, "done");
	else if (trouble && strncmp(outcome->trouble, trouble, strlen(trouble)) != 0)
		fail_msg("%s, by %s: '%s%s', not '%s'", c->name, confinement_name(confinement),
			 outcome->trouble, outcome->answer, trouble);
	else if (!trouble && confinement >= c->refused)
		assert_string_equal(outcome->answer, "refused");
}

/* Each way that this kernel has, the strongest first. */
static void confined(void **state)
{
	const struct worker_case *c = *state;

	static const enum confinement ways[] = { CONFINED_BY_SECCOMP, CONFINED_BY_LANDLOCK,
						 CONFINED_BY_LIMITS };

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		const enum confinement way = ways[i];
		struct job_outcome outcome = { .what = c };

		assert_number(c->name, setenv("STAFFGAP_CONFINE", confinement_name(way), 1), 0);
		if (confinement_available() != way)
			continue;
		run_job(&outcome);
		check(&outcome, way);
	}
}

static void filter_is_there(void **state)
{
	(void)state;
	unsetenv("STAFFGAP_CONFINE");
#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
	if (access("/proc/sys/kernel/seccomp", F_OK) == 0)
		assert_string_equal(confinement_name(confinement_available()), "seccomp");
#endif
}

static void bystander_lives(void **state)
{
	(void)state;
	assert_int_equal(waitpid(bystander, NULL, WNOHANG), 0);
	assert_int_equal(lseek(other_file, 0, SEEK_END), 0);
}

static int begin(void **state)
{
	char name[] = "worker-file-XXXXXX";
	int file;

	(void)state;
	file = mkstemp(name);
	unlink(name);
	other_file = fcntl(file, F_DUPFD, 10);
	close(file);
	bystander = fork();
	if (bystander == 0)
		for (;;)
			pause();
	return other_file >= 0 && bystander > 0 && mkdtemp(folder) ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	kill(bystander, SIGKILL);
	waitpid(bystander, NULL, 0);
	close(other_file);
	rmdir(folder); /* gone where only limits held it */
	return 0;
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(cases) + 2];

	tests[0] = (struct CMUnitTest)cmocka_unit_test(filter_is_there);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		tests[i + 1] = ROW_TEST(confined, &cases[i]);
	tests[ARRAY_LEN(cases) + 1] = (struct CMUnitTest)cmocka_unit_test(bystander_lives);
	return cmocka_run_group_tests_name("worker", tests, begin, end);
}
