/**
 * Why an operation failed, in words for the person who ran it.
 *
 * Every function that can fail returns bool (true: done) and takes a
 * `struct fault *` as its last parameter. On false the fault is set and no
 * output parameter has been touched; on true the fault is untouched. The
 * caller that cannot go on adds where it was (fault_within) and returns
 * false; only cli/ prints. A fault owns nothing, so it is never released.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>

#include "base/attributes.h"

enum fault_kind {
	FAULT_NONE,
	FAULT_USAGE,  /* the command line is wrong */
	FAULT_INPUT,  /* a file that was given is wrong */
	FAULT_STORE,  /* the database is locked, full, damaged or too new */
	FAULT_SYSTEM, /* the operating system refused */
	FAULT_BROKEN, /* a proof or check of our own failed: a bug */
};

struct fault {
	enum fault_kind kind;
	char message[512]; /* no final full stop, no newline; cut at a character, ending in "..." */
};

#define FAULT_INIT                                                                                 \
	{                                                                                          \
		.kind = FAULT_NONE                                                                 \
	}

/** Record a failure. Always returns false, so that callers can `return fault_set(...)`. */
bool fault_set(struct fault *fault, enum fault_kind kind, const char *format, ...)
	PRINTF_LIKE(3, 4);

/** Put "context: " before a recorded failure. Always returns false. */
bool fault_within(struct fault *fault, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
