/**
 * A lock that a fork does not break: a child never finds it taken by a thread that it does not
 * have.
 *
 * Readers of calendars run in processes that are forked while other threads of the parent may be
 * reading, too. Every lock that such a child may take is one of these (pthread_atfork,
 * POSIX.1-2017, rationale).
 */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H

#include <pthread.h>
#include <stdatomic.h>

struct lock {
	pthread_mutex_t mutex;
	int rank;          /* who holds one takes only locks of a higher rank */
	struct lock *next; /* of those that were ever taken, by rank */
	atomic_int known;
};

#define LOCK_INIT(rank_)                                                                           \
	{                                                                                          \
		.mutex = PTHREAD_MUTEX_INITIALIZER, .rank = (rank_)                                \
	}

void lock_take(struct lock *lock);
void lock_give(struct lock *lock);

#endif
