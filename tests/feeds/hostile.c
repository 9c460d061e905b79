/*
 * A library that somebody took over: loaded before libical (LD_PRELOAD), it does what a rule
 * tells it to, in the place where libical reads rules. What it got away with it says in the
 * file of $STAFFGAP_TEST_TRACE, which the parent made: it holds no descriptor of it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <libical/ical.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

static void trace(const char *what)
{
	int file = open(getenv("STAFFGAP_TEST_TRACE"), O_WRONLY | O_APPEND);

	if (file >= 0 && write(file, what, strlen(what)) < 0)
		_exit(99);
}

static void try_connect(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(9) };
	int file = socket(AF_INET, SOCK_STREAM, 0);

	if (file >= 0 && connect(file, (struct sockaddr *)&address, sizeof(address)) != 77)
		trace("connected");
}

static void try_write(void)
{
	for (int file = 4; file < 64; file++)
		if (write(file, "x", 1) == 1)
			trace("wrote");
}

static void attempt(const char *rule)
{
	if (strstr(rule, "COUNT=71;"))
		trace("opened");
	else if (strstr(rule, "COUNT=72;"))
		try_connect();
	else if (strstr(rule, "COUNT=73;"))
		execl("/bin/sh", "sh", "-c", "echo ran >>\"$STAFFGAP_TEST_TRACE\"", (char *)NULL);
	else if (strstr(rule, "COUNT=74;") && fork() == 0)
		trace("forked");
	else if (strstr(rule, "COUNT=75;"))
		kill(getppid(), SIGKILL);
	else if (strstr(rule, "COUNT=76;") && ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0)
		trace("traced");
	else if (strstr(rule, "COUNT=77;"))
		try_write();
}

struct icalrecurrencetype icalrecurrencetype_from_string(const char *str)
{
	struct icalrecurrencetype (*real)(const char *);

	*(void **)&real = dlsym(RTLD_NEXT, "icalrecurrencetype_from_string");
	attempt(str);
	return real(str);
}
