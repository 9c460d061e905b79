/**
 * The system calls of a process that only computes and answers; any other ends it (SIGSYS).
 *
 * Let through: memory that cannot be executed, an answer to CONFINE_ANSWER, the clock, locks,
 * ending oneself. Writing to the closed standard descriptors fails as it would without the
 * filter: libraries complain there. Linux on x86-64 and on 64-bit ARM.
 */
#ifndef SERVICE_CONFINE_FILTER_H
#define SERVICE_CONFINE_FILTER_H

#include <stdbool.h>

#include "base/attributes.h"

/** A sanitizer says on stderr, by handlers of its own, what it found: it keeps these. */
#if defined(__SANITIZE_ADDRESS__)
#define CONFINE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CONFINE_SANITIZED 1
#endif
#endif
#ifndef CONFINE_SANITIZED
#define CONFINE_SANITIZED 0
#endif

/** Whether the kernel knows such filters, and this program has one for its architecture. */
bool filter_available(void);

/** For the rest of this process's life. Needs no-new-privileges set. */
bool filter_install(void) MUST_CHECK;

#endif
