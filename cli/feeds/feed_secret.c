#include "cli/feeds/feed_secret.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "store/feed.h"

enum { SECRETS_MAX = 1024 * 1024, ADDRESS_MAX = 8192, COMMAND_SECONDS = 30 };

static bool secrets_path(struct arena *arena, const char **path, struct fault *fault)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	/* The specification has relative paths ignored. */
	if (config && config[0] == '/')
		*path = arena_format(arena, "%s/staffgap/secrets", config);
	else if (home && home[0])
		*path = arena_format(arena, "%s/.config/staffgap/secrets", home);
	else
		return fault_set(fault, FAULT_INPUT, "neither HOME nor XDG_CONFIG_HOME is set");
	return true;
}

/* Read up to `most` bytes until the end or the time is up; -1 on an error, -2 on time. */
static ssize_t read_some(int file, char *data, size_t most, int seconds)
{
	time_t until = time(NULL) + seconds;
	size_t size = 0;
	ssize_t got = 1;

	while (got != 0 && size < most) {
		struct pollfd waiting = { .fd = file, .events = POLLIN };

		if (time(NULL) > until)
			return -2;
		if (poll(&waiting, 1, 200) <= 0)
			continue;
		got = read(file, data + size, most - size);
		if (got < 0 && errno != EINTR)
			return -1;
		size += got > 0 ? (size_t)got : 0;
	}
	return (ssize_t)size;
}

static bool read_secrets(const char *path, struct arena *arena, struct span *text,
			 struct fault *fault)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat about;
	char *data;
	ssize_t size;

	if (file < 0)
		return fault_set(fault, FAULT_INPUT, "cannot open '%s': %s (see docs/feeds.md)",
				 path, strerror(errno));
	if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_uid != geteuid() ||
	    (about.st_mode & 077) != 0) {
		close(file);
		return fault_set(fault, FAULT_INPUT, "others may read '%s' (type: chmod 600 '%s')",
				 path, path);
	}
	data = ARENA_ARRAY(arena, char, SECRETS_MAX);
	size = read_some(file, data, SECRETS_MAX, 5);
	close(file);
	if (size < 0)
		return fault_set(fault, FAULT_INPUT, "cannot read '%s'", path);
	*text = (struct span){ data, (size_t)size };
	return true;
}

/* The value of `NAME = VALUE`; false when no line has it. */
static bool find_value(struct span text, const char *name, struct span *value)
{
	struct span line;

	while (span_next(&text, '\n', &line)) {
		const char *equals = memchr(line.ptr, '=', line.len);

		if (line.len == 0 || line.ptr[0] == '#' || !equals)
			continue;
		if (!span_equal(span_trim((struct span){ line.ptr, (size_t)(equals - line.ptr) }),
				span_of(name)))
			continue;
		*value = span_trim(
			(struct span){ equals + 1, line.len - (size_t)(equals - line.ptr) - 1 });
		if (value->len > 0 && value->ptr[value->len - 1] == '\r')
			value->len--;
		return true;
	}
	return false;
}

static void run_command(const char *command, int answer)
{
	if (dup2(answer, STDOUT_FILENO) < 0)
		_exit(126);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static bool ask_command(const char *command, struct arena *arena, struct span *answer,
			struct fault *fault)
{
	char *data = ARENA_ARRAY(arena, char, ADDRESS_MAX);
	int ends[2], status = 0;
	ssize_t size;
	pid_t pid;

	if (pipe(ends) != 0 || (pid = fork()) < 0)
		return fault_set(fault, FAULT_INPUT, "cannot run its command: %s", strerror(errno));
	if (pid == 0) {
		close(ends[0]);
		run_command(command, ends[1]);
	}
	close(ends[1]);
	size = read_some(ends[0], data, ADDRESS_MAX, COMMAND_SECONDS);
	close(ends[0]);
	if (size < 0)
		kill(pid, SIGTERM);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (size == -2)
		return fault_set(fault, FAULT_INPUT, "its command took longer than %d seconds",
				 COMMAND_SECONDS);
	if (size <= 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return fault_set(fault, FAULT_INPUT, "its command failed%s",
				 size == 0 ? " or printed nothing" : "");
	*answer = (struct span){ data, strcspn(data, "\r\n") };
	return true;
}

/* Only the address without name and password is judged; a secret may hold them. */
static bool check_address(const char *url, struct arena *arena, struct fault *fault)
{
	const char *rest = strstr(url, "://");
	const char *at = rest ? memchr(rest + 3, '@', strcspn(rest + 3, "/?#")) : NULL;
	struct fault wrong = FAULT_INIT;
	enum source_kind kind;
	const char *bare =
		at ? arena_format(arena, "%.*s%s", (int)(rest + 3 - url), url, at + 1) : url;

	if (feed_source_parse(bare, &kind, &wrong) && kind == SOURCE_URL)
		return true;
	return fault_set(fault, FAULT_INPUT, "it is no address that can be fetched%s%s",
			 wrong.message[0] ? ": " : "", wrong.message);
}

bool secret_find(const char *name, struct arena *arena, const char **url, struct fault *fault)
{
	struct span text, value;
	const char *path = "", *found;

	if (!secrets_path(arena, &path, fault) || !read_secrets(path, arena, &text, fault))
		return false;
	if (!find_value(text, name, &value))
		return fault_set(fault, FAULT_INPUT, "'%s' has no secret '%s'", path, name);
	if (value.len > 0 && value.ptr[0] == '!' &&
	    !ask_command(arena_copy(arena, (struct span){ value.ptr + 1, value.len - 1 }), arena,
			 &value, fault))
		return fault_within(fault, "secret:%s", name);
	found = arena_copy(arena, span_trim(value));
	if (!check_address(found, arena, fault))
		return fault_within(fault, "secret:%s", name);
	*url = feed_url(found, arena);
	return true;
}
