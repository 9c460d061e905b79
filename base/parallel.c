#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>

enum { CHUNKS_PER_WORKER = 6 };

struct parallel_job {
	parallel_work *work;
	void *shared;
	size_t items, chunk;
	atomic_size_t next;
};

struct worker {
	struct parallel_job *job;
	size_t number;
	pthread_t thread;
};

size_t parallel_workers(int threads, size_t items)
{
	size_t workers = threads < 1 ? 1 : threads > PARALLEL_MAX ? PARALLEL_MAX : (size_t)threads;

	return workers <= items ? workers : items < 1 ? 1 : items;
}

static void *run(void *argument)
{
	struct worker *worker = argument;
	struct parallel_job *job = worker->job;

	for (;;) {
		size_t from = atomic_fetch_add(&job->next, job->chunk);
		size_t to = from + job->chunk < job->items ? from + job->chunk : job->items;

		if (from >= job->items)
			return NULL;
		job->work(job->shared, worker->number, from, to);
	}
}

static void run_chunks(size_t workers, size_t items, size_t chunk, parallel_work *work,
		       void *shared)
{
	struct parallel_job job = {
		.work = work, .shared = shared, .items = items, .chunk = chunk
	};
	struct worker list[PARALLEL_MAX];
	size_t started = 1;

	atomic_init(&job.next, 0);
	for (; started < workers; started++) {
		list[started] = (struct worker){ .job = &job, .number = started };
		if (pthread_create(&list[started].thread, NULL, run, &list[started]) != 0)
			break;
	}
	list[0] = (struct worker){ .job = &job };
	run(&list[0]);
	for (size_t i = 1; i < started; i++)
		pthread_join(list[i].thread, NULL);
}

void parallel_run(size_t workers, size_t items, parallel_work *work, void *shared)
{
	run_chunks(workers, items, items / (workers * CHUNKS_PER_WORKER) + 1, work, shared);
}

void parallel_run_singly(size_t workers, size_t items, parallel_work *work, void *shared)
{
	run_chunks(workers, items, 1, work, shared);
}
