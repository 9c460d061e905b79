#include "service/workspace/interrupt.h"

#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

const int interrupt_list[INTERRUPT_COUNT] = { SIGINT, SIGTERM, SIGHUP };

/* The folder is set before the name: whoever sees the name sees its folder. */
static atomic_int unfinished_folder;
static _Atomic(const char *) unfinished;

void interrupt_set(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < INTERRUPT_COUNT; i++)
		sigaddset(set, interrupt_list[i]);
}

void interrupt_hold(sigset_t *before)
{
	sigset_t set;

	interrupt_set(&set);
	pthread_sigmask(SIG_BLOCK, &set, before);
}

void interrupt_release(const sigset_t *before)
{
	pthread_sigmask(SIG_SETMASK, before, NULL);
}

void interrupt_removes(int folder, const char *name)
{
	atomic_store(&unfinished, NULL);
	atomic_store(&unfinished_folder, folder);
	atomic_store(&unfinished, name);
}

void interrupt_remove(void)
{
	const char *name = atomic_load(&unfinished);

	if (name)
		unlinkat(atomic_load(&unfinished_folder), name, 0);
}
