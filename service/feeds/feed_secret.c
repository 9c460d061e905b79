#include "service/feeds/feed_secret.h"

#include <string.h>

#include "model/feed.h"
#include "service/feeds/feed_command.h"
#include "service/workspace/user_file.h"

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
	return fault_set(fault, FAULT_INPUT, "it is not an address that can be fetched%s%s",
			 wrong.message[0] ? ": " : "", wrong.message);
}

bool secret_find(const char *name, struct arena *arena, const char **url, struct fault *fault)
{
	struct span text, value;
	const char *path = "", *found;

	if (!user_file_path("secrets", arena, &path, fault) ||
	    !user_file_read(path, OTHERS_KEEP_OUT, arena, &text, NULL, fault))
		return false;
	if (!find_value(text, name, &value))
		return fault_set(fault, FAULT_INPUT, "'%s' has no secret '%s'", path, name);
	if (value.len > 0 && value.ptr[0] == '!' &&
	    !command_answer(arena_copy(arena, (struct span){ value.ptr + 1, value.len - 1 }),
			    COMMAND_SECONDS, arena, &value, fault))
		return fault_within(fault, "secret:%s", name);
	found = arena_copy(arena, span_trim(value));
	if (!check_address(found, arena, fault))
		return fault_within(fault, "secret:%s", name);
	*url = feed_url(found, arena);
	return true;
}
