/**
 * What a process that reads foreign bytes may still do: compute, and write to one descriptor.
 *
 * The strongest way that the kernel has is taken: a list of the system calls that are let
 * through (seccomp; any other ends the process), else a ruleset without a rule (Landlock: no
 * file, no program, no connection), else limits alone (no further descriptor, no process, no byte
 * into a file). No new privileges and the limits hold in each of them. Nothing here takes the
 * process's own memory from it: what it must read has to be there before.
 */
#ifndef SERVICE_CONFINE_H
#define SERVICE_CONFINE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/attributes.h"

enum confinement { CONFINED_BY_LIMITS, CONFINED_BY_LANDLOCK, CONFINED_BY_SECCOMP };

/** The one descriptor that a confined process has, whatever number it had before. */
enum { CONFINE_ANSWER = 3 };

/**
 * The strongest way that this kernel has. STAFFGAP_CONFINE in the environment ("landlock",
 * "limits") asks for a weaker one, for tools that look into processes (valgrind, gdb).
 */
enum confinement confinement_available(void);

/** "seccomp", "landlock", "limits". */
const char *confinement_name(enum confinement confinement);

struct confine {
	enum confinement confinement;
	pid_t parent; /* who may not die before this process */
	int answer;   /* becomes CONFINE_ANSWER */
	int seconds;  /* of the processor */
	size_t memory_bytes;
};

/**
 * In a process that was just forked, with all signals blocked: from here on it may do no more.
 *
 * Signals are as at the start of a program, all other descriptors are closed, and exit() ends the
 * process without what the parent wanted done at its own end.
 *
 * @param exit_status  what exit() ends the process with, whatever it is called with
 * @return false when something of it failed: the process must end itself (_exit)
 */
bool confine(const struct confine *how, int exit_status) MUST_CHECK;

#endif
