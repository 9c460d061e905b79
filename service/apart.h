/**
 * A session's work in a process of its own: what ends that process does not end this one.
 *
 * For front ends that live on (a server): when memory runs out, or a fault of ours crashes, one
 * answer is lost and nothing else.
 */
#ifndef SERVICE_APART_H
#define SERVICE_APART_H

#include <stdio.h>

#include "base/fault.h"
#include "service/session.h"

/** The work. What it writes to `out` is the answer; all else that it changes is lost. */
typedef bool session_work(struct session *session, void *shared, FILE *out, struct fault *fault);

/**
 * Do the work in a child, which has the session as it is, and wait for it.
 *
 * @param[out] answer  what it wrote, in the session's arena
 * @return false with the fault of the work; FAULT_SYSTEM when the child was not started or ended
 * without an answer
 */
bool session_apart(struct session *session, session_work *work, void *shared, struct span *answer,
		   struct fault *fault) MUST_CHECK;

#endif
