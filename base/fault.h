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
#include <stddef.h>

#include "base/attributes.h"
#include "base/place.h"

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
	/* Of a wrong file: where in it (0: as a whole), and where in the message what is wrong
	 * there begins, behind the name and the place. */
	int32_t line, column;
	size_t said_at;
	size_t advice_length; /* of what the message advises at its end, brackets and all */
};

#define FAULT_INIT                                                                                 \
	{                                                                                          \
		.kind = FAULT_NONE                                                                 \
	}

/** Record a failure. Always returns false, so that callers can `return fault_set(...)`. */
bool fault_set(struct fault *fault, enum fault_kind kind, const char *format, ...)
	PRINTF_LIKE(3, 4);

/** The same of a file, with "file:line:column: " before it, as much as is known of the place. */
bool fault_set_at(struct fault *fault, enum fault_kind kind, struct place place, const char *format,
		  ...) PRINTF_LIKE(4, 5);

/** What is wrong, without the place of it: for who shows the place otherwise. */
const char *fault_said(const struct fault *fault);

/** Put " (advice)" behind a recorded failure. Always returns false. */
bool fault_advise(struct fault *fault, const char *advice);

/** How many bytes of the message are no advice: for who does what is advised. */
size_t fault_unadvised(const struct fault *fault);

/** Put "context: " before a recorded failure. Always returns false. */
bool fault_within(struct fault *fault, const char *format, ...) PRINTF_LIKE(2, 3);

/** Say where a recorded failure, which has no place yet, is in a file. Always returns false. */
bool fault_place(struct fault *fault, struct place place);

#endif
