/*
 * Linked into programs of the coverage build (tests/coverage.sh) in place of some calls, by the
 * linker's
 * --wrap: a process that ends by _exit writes its counts, and one that is confined can still do so.
 * What confines is counted as run; that it works is unit.worker's matter, in the other builds.
 */
#include <stdarg.h>
#include <sys/prctl.h>
#include <sys/resource.h>

void __gcov_dump(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
int __wrap_setrlimit(int resource, const struct rlimit *limit);
int __real_prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d);
int __wrap_prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d);
long __wrap_syscall(long number, ...);

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

/* Landlock and close_range: none. */
long __wrap_syscall(long number, ...)
{
	(void)number;
	return -1;
}
