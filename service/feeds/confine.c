/*
 * The order matters: descriptors are closed while that is still allowed, Landlock needs a
 * descriptor for a moment, and the filter comes last, because it refuses all of this.
 *
 * The filter (man 2 seccomp) is a program of the classic packet filter over struct seccomp_data.
 * Numbers of system calls mean something only together with the architecture, so that is looked
 * at first; calls of the x32 interface bear numbers above any of ours.
 */
#include "service/feeds/confine.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "service/feeds/confine_filter.h"
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif
#if defined(__linux__) && defined(__has_include)
#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#define HAVE_LANDLOCK 1
#endif
#endif

const char *confinement_name(enum confinement confinement)
{
	static const char *const names[] = { [CONFINED_BY_LIMITS] = "limits",
					     [CONFINED_BY_LANDLOCK] = "landlock",
					     [CONFINED_BY_SECCOMP] = "seccomp" };

	return names[confinement];
}

/* --- Landlock ------------------------------------------------------------------ */

#ifdef HAVE_LANDLOCK

/* What version 1 of it handles, and what came later; an older header lacks the names. */
#define FILES_V1 ((UINT64_C(1) << 13) - 1)
#define FILES_V2 (UINT64_C(1) << 13) /* move to another folder */
#define FILES_V3 (UINT64_C(1) << 14) /* truncate */
#define FILES_V5 (UINT64_C(1) << 15) /* ioctl of devices */
#define NET_V4 UINT64_C(3)           /* bind, connect */
#define SCOPED_V6 UINT64_C(3)        /* abstract sockets, signals */

struct ruleset {
	uint64_t files, net, scoped;
};

static long landlock_version(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static bool landlock(void)
{
	long version = landlock_version();
	struct ruleset rules = {
		.files = FILES_V1 | (version >= 2 ? FILES_V2 : 0) | (version >= 3 ? FILES_V3 : 0) |
			 (version >= 5 ? FILES_V5 : 0),
		.net = version >= 4 ? NET_V4 : 0,
		.scoped = version >= 6 ? SCOPED_V6 : 0,
	};
	size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
	long file = syscall(SYS_landlock_create_ruleset, &rules, size, 0);
	bool ok = file >= 0 && syscall(SYS_landlock_restrict_self, (int)file, 0) == 0;

	if (file >= 0)
		close((int)file);
	return ok;
}
#else
static long landlock_version(void)
{
	return -1;
}

static bool landlock(void)
{
	return false;
}
#endif

/* --- which way there is -------------------------------------------------------- */

static enum confinement asked_for(void)
{
	const char *name = getenv("STAFFGAP_CONFINE");

	for (enum confinement c = CONFINED_BY_LIMITS; name && c <= CONFINED_BY_SECCOMP; c++)
		if (strcmp(name, confinement_name(c)) == 0)
			return c;
	return CONFINED_BY_SECCOMP;
}

enum confinement confinement_available(void)
{
	enum confinement most = asked_for();

	if (most == CONFINED_BY_SECCOMP && filter_available())
		return CONFINED_BY_SECCOMP;
	return most >= CONFINED_BY_LANDLOCK && landlock_version() >= 1 ? CONFINED_BY_LANDLOCK
								       : CONFINED_BY_LIMITS;
}

/* --- the steps ----------------------------------------------------------------- */

static int status_of_exit;

static void leave(void)
{
	_exit(status_of_exit);
}

/* A sanitizer reports by them. */
static bool is_fault(int number)
{
	return number == SIGSEGV || number == SIGBUS || number == SIGFPE || number == SIGILL ||
	       number == SIGABRT;
}

/* nohup and scripts have these ignored for whatever is started. */
static bool stays_ignored(int number)
{
	struct sigaction now;

	return (number == SIGHUP || number == SIGINT || number == SIGQUIT || number == SIGTERM) &&
	       sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

static void reset_signals(void)
{
	sigset_t none;

	for (int number = 1; number <= SIGRTMAX; number++)
		if (!stays_ignored(number) && !(CONFINE_SANITIZED && is_fault(number)))
			(void)signal(number, SIG_DFL);
	sigemptyset(&none);
	(void)pthread_sigmask(SIG_SETMASK, &none, NULL);
}

static void close_from(int first)
{
	long most = sysconf(_SC_OPEN_MAX);

#ifdef SYS_close_range
	if (syscall(SYS_close_range, first, ~0U, 0) == 0)
		return;
#endif
	for (int file = first; file < (most > 0 ? most : 65536); file++)
		close(file);
}

/* Only the answer stays open, and where a sanitizer reports. */
static bool close_files(int answer)
{
	if (answer != CONFINE_ANSWER && dup2(answer, CONFINE_ANSWER) < 0)
		return false;
	for (int file = 0; file < (CONFINE_SANITIZED ? 2 : 3); file++)
		close(file);
	close_from(CONFINE_ANSWER + 1);
	return true;
}

static bool limit(int what, rlim_t most)
{
	struct rlimit now, hard;

	if (getrlimit(what, &now) != 0)
		return false;
	hard = now;
	if (hard.rlim_max == RLIM_INFINITY || hard.rlim_max > most)
		hard.rlim_max = most;
	now.rlim_cur = hard.rlim_cur = hard.rlim_max;
	/* valgrind keeps the upper end of some for itself. */
	return setrlimit(what, &hard) == 0 || setrlimit(what, &now) == 0;
}

static bool set_limits(const struct confine *how)
{
	/* A sanitizer reserves the whole address space, and its report may go to a file. */
	rlim_t memory = CONFINE_SANITIZED ? RLIM_INFINITY : (rlim_t)how->memory_bytes;
	rlim_t file = CONFINE_SANITIZED ? RLIM_INFINITY : 0;

	return limit(RLIMIT_CORE, 0) && limit(RLIMIT_CPU, (rlim_t)how->seconds) &&
	       limit(RLIMIT_AS, memory) && limit(RLIMIT_FSIZE, file) &&
	       /* Valgrind has descriptors of its own: by limits alone it is let be. */
	       (limit(RLIMIT_NOFILE, 0) || asked_for() == CONFINED_BY_LIMITS)
#ifdef RLIMIT_NPROC
	       && limit(RLIMIT_NPROC, 0)
#endif
		;
}

/* @return false when the parent had died before this could be asked for */
static bool die_with(pid_t parent)
{
#ifdef __linux__
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
		return false;
#endif
	return getppid() == parent;
}

static bool no_privileges(void)
{
#ifdef __linux__
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
#else
	return true;
#endif
}

bool confine(const struct confine *how, int exit_status)
{
	if (!die_with(how->parent))
		return false;
	status_of_exit = exit_status;
	if (atexit(leave) != 0)
		return false;
	reset_signals();
	if (!close_files(how->answer) || !no_privileges())
		return false;
	/* Beneath the filter, too, where there is both: one may have a fault. */
	if (how->confinement >= CONFINED_BY_LANDLOCK && landlock_version() >= 1 && !landlock())
		return false;
	return set_limits(how) && (how->confinement != CONFINED_BY_SECCOMP || filter_install());
}
