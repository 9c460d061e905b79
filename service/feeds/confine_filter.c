#include "service/feeds/confine_filter.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__)) && !defined(__ILP32__)

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/attributes.h"
#include "service/feeds/confine.h"

#ifdef __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif
/* What stderr, which is closed, answers by itself; a sanitizer has it open, for its report. */
#if CONFINE_SANITIZED
#define STANDARD_WRITE SECCOMP_RET_ALLOW
#else
#define STANDARD_WRITE (SECCOMP_RET_ERRNO | EBADF)
#endif
#ifndef SECCOMP_RET_KILL_PROCESS
#define SECCOMP_RET_KILL_PROCESS 0x80000000U /* older kernels: the thread, and there is but one */
#endif

/* Both architectures are little-endian: the lower half of an argument comes first. */
#define FIELD(member) ((uint32_t)offsetof(struct seccomp_data, member))
#define LOW(number) (FIELD(args) + 8U * (number))
#define HIGH(number) (LOW(number) + 4U)

#define LOAD(where) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (where))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define IF_EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), (yes), (no))
#define IF_BITS(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (uint32_t)(value), (yes), (no))
#define IF_ABOVE(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, (uint32_t)(value), (yes), (no))

#define ALLOW RETURN(SECCOMP_RET_ALLOW)
#define KILL RETURN(SECCOMP_RET_KILL_PROCESS)

/* A call that is let through whatever it asks for; the next row follows when it is another. */
#define CALL(name) IF_EQUAL(SYS_##name, 0, 1), ALLOW

/* Pages that could be executed are refused; so is mapping a file (there is none to map). */
#define MEMORY(name) IF_EQUAL(SYS_##name, 0, 4), LOAD(LOW(2)), IF_BITS(PROT_EXEC, 0, 1), KILL, ALLOW

bool filter_available(void)
{
	/* A kernel with filters looks at the pointer; one without refuses the mode. */
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) != 0 && errno == EFAULT;
}

/* What is the same for all processes; the next row follows when it is another call. */
static const struct sock_filter calls[] = {
	LOAD(FIELD(arch)),
	IF_EQUAL(ARCHITECTURE, 1, 0),
	KILL,
	LOAD(FIELD(nr)),
	/* write: to the answer; to the closed standard ones without effect */
	IF_EQUAL(SYS_write, 0, 9),
	LOAD(HIGH(0)),
	IF_EQUAL(0, 1, 0),
	KILL,
	LOAD(LOW(0)),
	IF_EQUAL(CONFINE_ANSWER, 3, 0),
	IF_ABOVE(STDERR_FILENO, 0, 1),
	KILL,
	RETURN(STANDARD_WRITE),
	ALLOW,
	IF_EQUAL(SYS_writev, 0, 1), /* what the C library says before it aborts */
	RETURN(STANDARD_WRITE),
	/* memory */
	CALL(brk),
	CALL(munmap),
	CALL(mremap),
	CALL(madvise),
	MEMORY(mmap),
	MEMORY(mprotect),
	/* locks, clocks, chance */
	CALL(futex),
	CALL(clock_gettime),
	CALL(getrandom),
	CALL(sched_yield),
	CALL(sysinfo), /* qsort asks how much memory there is */
#if CONFINE_SANITIZED
	CALL(sigaltstack), /* it looks for the stack that is left */
#endif
	/* the end, also by abort(): a signal to oneself only */
	CALL(exit_group),
	CALL(exit),
	CALL(rt_sigprocmask),
	CALL(rt_sigreturn),
	CALL(getpid),
	CALL(gettid),
};

bool filter_install(void)
{
	const struct sock_filter to_itself[] = {
		IF_EQUAL(SYS_tgkill, 0, 3), LOAD(LOW(0)), IF_EQUAL(getpid(), 0, 1), ALLOW, KILL,
	};
	struct sock_filter rows[ARRAY_LEN(calls) + ARRAY_LEN(to_itself)];
	const struct sock_fprog program = { .len = ARRAY_LEN(rows), .filter = rows };

	memcpy(rows, calls, sizeof(calls));
	memcpy(rows + ARRAY_LEN(calls), to_itself, sizeof(to_itself));
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

bool filter_available(void)
{
	return false;
}

bool filter_install(void)
{
	return false;
}

#endif
