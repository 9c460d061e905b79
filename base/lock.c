#include "base/lock.h"

static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static struct lock *list; /* by rank; of static locks only, so that none of it ever goes */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void take_all(void)
{
	pthread_mutex_lock(&list_lock);
	for (struct lock *lock = list; lock; lock = lock->next)
		pthread_mutex_lock(&lock->mutex);
}

static void give_all(void)
{
	for (struct lock *lock = list; lock; lock = lock->next)
		pthread_mutex_unlock(&lock->mutex);
	pthread_mutex_unlock(&list_lock);
}

static void watch_forks(void)
{
	pthread_atfork(take_all, give_all, give_all);
}

/* On the list before it is taken for the first time. */
static void know(struct lock *lock)
{
	struct lock **at = &list;

	pthread_once(&once, watch_forks);
	pthread_mutex_lock(&list_lock);
	if (!lock->known) {
		while (*at && (*at)->rank < lock->rank)
			at = &(*at)->next;
		lock->next = *at;
		*at = lock;
		lock->known = 1;
	}
	pthread_mutex_unlock(&list_lock);
}

void lock_take(struct lock *lock)
{
	/* Once it is on the list this costs no lock of its own. */
	if (!lock->known)
		know(lock);
	pthread_mutex_lock(&lock->mutex);
}

void lock_give(struct lock *lock)
{
	pthread_mutex_unlock(&lock->mutex);
}
