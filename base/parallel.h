/**
 * The same work on many items, several at a time.
 *
 * Workers take items in chunks until none is left; the caller is one of them, so the work gets
 * done also where no thread can be had. Items must not depend on each other: then the number of
 * threads never changes what comes out.
 */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include <stddef.h>

/** Work on the items from `from` to before `to`. Worker 0 is the caller. */
typedef void parallel_work(void *shared, size_t worker, size_t from, size_t to);

enum { PARALLEL_MAX = 64 };

/** How many workers parallel_run will have: at least 1, at most one for each item. */
size_t parallel_workers(int threads, size_t items);

/** Run on all items and wait for the end. */
void parallel_run(size_t workers, size_t items, parallel_work *work, void *shared);

/** The same where items are few and some take much longer than others: one at a time, in order. */
void parallel_run_singly(size_t workers, size_t items, parallel_work *work, void *shared);

#endif
