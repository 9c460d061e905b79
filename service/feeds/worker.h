/**
 * Work in processes of its own, so that hostile bytes can take nothing else down.
 *
 * A job runs in a forked child that is confined (service/feeds/confine.h), with limits on processor
 * time and memory, and answers with bytes. What crashes, hangs, grows without end or tries to
 * reach beyond itself costs its own answer. What a job reads must be in memory before it is
 * started. Jobs are started in order and run side by side; their answers come in any order.
 */
#ifndef SERVICE_WORKER_H
#define SERVICE_WORKER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"

struct workers;

/** In the child. The arena and everything else goes with it. @return the answer */
typedef struct span worker_job(void *context, struct arena *arena);

/**
 * In the parent, when a job has ended.
 *
 * @param answer  valid during the call
 * @param trouble  why there is no answer; NULL when there is one
 * @return false with the fault set to give up everything
 */
typedef bool worker_done(void *context, struct span answer, const char *trouble,
			 struct fault *fault);

/** In the parent, again and again while it waits for jobs. @return as of worker_done */
typedef bool worker_idle(void *shared, struct fault *fault);

/** Beyond one of them there is no answer. */
struct worker_limits {
	int seconds; /* by the clock and by the processor */
	size_t memory_bytes, answer_bytes;
};

/** Those of feeds: so many seconds, 4 GiB of memory, 512 MiB of answer. */
struct worker_limits worker_limits_of(int seconds);

struct workers *workers_open(const struct worker_limits *limits, worker_job *job,
			     worker_done *done);

/** Whom to call while workers_start and workers_finish wait. */
void workers_meanwhile(struct workers *workers, worker_idle *idle, void *shared);

/** Start a job; waits for another to end when as many run as there are processors. */
bool workers_start(struct workers *workers, void *context, struct fault *fault) MUST_CHECK;

/** Take in answers that are there, waiting for at most so long. 0: not at all. */
bool workers_poll(struct workers *workers, int wait_ms, struct fault *fault) MUST_CHECK;

/** Wait for all jobs. */
bool workers_finish(struct workers *workers, struct fault *fault) MUST_CHECK;

/** End what still runs. Does nothing for NULL. */
void workers_close(struct workers *workers);

#endif
