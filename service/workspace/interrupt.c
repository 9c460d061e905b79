#include "service/workspace/interrupt.h"

#include <poll.h>
#include <stddef.h>
#include <unistd.h>

#include "base/attributes.h"

enum { STATUS_OF_SIGNAL = 128 };

static const int ending[] = { SIGINT, SIGTERM, SIGHUP };

/* The folder is set before the name: whoever sees the name sees its folder. */
static volatile sig_atomic_t unfinished_folder;
static const char *volatile unfinished;

static void interrupted(int number)
{
	static const char text[] = "staffgap: interrupted\n";
	struct pollfd out = { .fd = STDERR_FILENO, .events = POLLOUT };

	if (unfinished)
		unlinkat((int)unfinished_folder, unfinished, 0);
	/* Nobody may be there to read any more: neither wait nor end otherwise because of it. */
	signal(SIGPIPE, SIG_IGN);
	if (poll(&out, 1, 0) == 1 && out.revents & POLLOUT &&
	    write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(STATUS_OF_SIGNAL + number);
	_exit(STATUS_OF_SIGNAL + number);
}

static void ending_set(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		sigaddset(set, ending[i]);
}

void interrupt_install(void)
{
	struct sigaction action = { .sa_handler = interrupted }, now;

	ending_set(&action.sa_mask);
	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		if (sigaction(ending[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
			sigaction(ending[i], &action, NULL);
	signal(SIGXFSZ, SIG_IGN);
}

void interrupt_hold(sigset_t *before)
{
	sigset_t set;

	ending_set(&set);
	pthread_sigmask(SIG_BLOCK, &set, before);
}

void interrupt_release(const sigset_t *before)
{
	pthread_sigmask(SIG_SETMASK, before, NULL);
}

void interrupt_removes(int folder, const char *name)
{
	unfinished = NULL;
	unfinished_folder = folder;
	unfinished = name;
}
