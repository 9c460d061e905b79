#include "cli/signals.h"

#include <poll.h>
#include <stddef.h>
#include <unistd.h>

#include "service/workspace/interrupt.h"

enum { STATUS_OF_SIGNAL = 128 };

static void interrupted(int number)
{
	static const char text[] = "staffgap: interrupted\n";
	struct pollfd out = { .fd = STDERR_FILENO, .events = POLLOUT };

	interrupt_remove();
	/* Nobody may be there to read any more: neither wait nor end otherwise because of it. */
	signal(SIGPIPE, SIG_IGN);
	if (poll(&out, 1, 0) == 1 && out.revents & POLLOUT &&
	    write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(STATUS_OF_SIGNAL + number);
	_exit(STATUS_OF_SIGNAL + number);
}

void signals_install(void)
{
	struct sigaction action = { .sa_handler = interrupted }, now;

	interrupt_set(&action.sa_mask);
	for (size_t i = 0; i < INTERRUPT_COUNT; i++)
		if (sigaction(interrupt_list[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
			sigaction(interrupt_list[i], &action, NULL);
	signal(SIGXFSZ, SIG_IGN);
}
