/* The jobs of service/feeds/worker.h without processes, for a target that runs a million times. */
#include <stdlib.h>

#include "service/feeds/worker.h"

struct workers {
	worker_job *job;
	worker_done *done;
};

struct worker_limits worker_limits_of(int seconds)
{
	return (struct worker_limits){ .seconds = seconds };
}

struct workers *workers_open(const struct worker_limits *limits, worker_job *job, worker_done *done)
{
	struct workers *workers = calloc(1, sizeof(*workers));

	(void)limits;
	if (!workers)
		abort();
	workers->job = job;
	workers->done = done;
	return workers;
}

bool workers_start(struct workers *workers, void *context, struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	bool ok = workers->done(context, workers->job(context, &arena), NULL, fault);

	arena_release(&arena);
	return ok;
}

void workers_meanwhile(struct workers *workers, worker_idle *idle, void *shared)
{
	(void)workers;
	(void)idle;
	(void)shared;
}

bool workers_poll(struct workers *workers, int wait_ms, struct fault *fault)
{
	(void)workers;
	(void)wait_ms;
	(void)fault;
	return true;
}

bool workers_finish(struct workers *workers, struct fault *fault)
{
	(void)workers;
	(void)fault;
	return true;
}

void workers_close(struct workers *workers)
{
	free(workers);
}
