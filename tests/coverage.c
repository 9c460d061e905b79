/*
 * Linked into programs of the coverage build (tests/coverage.sh) in place of some calls, by --wrap
 * of the linker: a process that ends by _exit or becomes another program writes its counts, and one
 * that is confined can still do so. What confines is counted as run; that it works is unit.worker's
 * matter, in the other builds.
 */
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { WORDS_MAX = 16 };

void __gcov_dump(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
int __wrap_setrlimit(int resource, const struct rlimit *limit);
int __real_prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d);
int __wrap_prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d);
long __wrap_syscall(long number, ...);
int __wrap_execl(const char *path, const char *first, ...);

void __wrap__exit(int status)
{
	__gcov_dump();
	__real__exit(status);
}

int __wrap_setrlimit(int resource, const struct rlimit *limit)
{
	(void)resource;
	(void)limit;
	return 0;
}

int __wrap_prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d)
{
	return option == PR_SET_SECCOMP && b ? 0 : __real_prctl(option, a, b, c, d);
}

/* The compiler does this itself only where GNU's words are allowed. */
int __wrap_execl(const char *path, const char *first, ...)
{
	char *words[WORDS_MAX] = { (char *)first };
	va_list list;

	va_start(list, first);
	for (size_t i = 1; i + 1 < WORDS_MAX && words[i - 1]; i++)
		words[i] = va_arg(list, char *);
	va_end(list);
	__gcov_dump();
	return execv(path, words);
}

/* Landlock is there, and lets everything be; close_range is not. */
long __wrap_syscall(long number, ...)
{
#ifdef SYS_landlock_create_ruleset
	va_list list;
	const void *rules;

	if (number == SYS_landlock_restrict_self)
		return 0;
	if (number == SYS_landlock_create_ruleset) {
		va_start(list, number);
		rules = va_arg(list, const void *);
		va_end(list);
		return rules ? open("/dev/null", O_RDONLY) : 1;
	}
#endif
	return -1;
}
