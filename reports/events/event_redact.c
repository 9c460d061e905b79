#include "reports/events/event_redact.h"

#include <sha256.h>
#include <stdio.h>
#include <string.h>

enum { UID_BYTES = 16 };

static bool begins(struct span line, const char *word)
{
	size_t len = strlen(word);

	return line.len >= len && memcmp(line.ptr, word, len) == 0;
}

static bool is_week(struct span line)
{
	return line.len >= WEEK_TEXT_SIZE - 1 && line.ptr[4] == '-' && line.ptr[5] == 'W';
}

/* "2026-W49  2.00 !  P1 Apollo (D-12) 1.50" up to the priorities. */
static struct span week_number(struct span line)
{
	size_t end = WEEK_TEXT_SIZE - 1;

	while (end < line.len && strchr(" .!0123456789", line.ptr[end]))
		end++;
	return span_trim((struct span){ line.ptr, end });
}

/* "2 x KEY (nearshore, Acme): new" is "2 x: new"; a name may hold anything, so both ends count. */
static const char *engaged_text(struct span line, struct arena *arena)
{
	size_t head = strspn(line.ptr, "0123456789"), tail = line.len;

	while (tail > 0 && line.ptr[tail - 1] != ':')
		tail--;
	return arena_format(arena, "%.*s heads:%.*s", (int)head, line.ptr, (int)(line.len - tail),
			    line.ptr + tail);
}

/* Lines of ours that hold days, amounts and words of ours alone. */
static bool is_plain(struct span line)
{
	static const char *const starts[] = { "From 2",       "From 1",   "To do: ", EVENT_FIGURES,
					      "Sourced to: ", "Late by ", "Cost: " };

	for (size_t i = 0; i < ARRAY_LEN(starts); i++)
		if (begins(line, starts[i]))
			return true;
	return false;
}

static const char *description(const struct event *event, struct arena *arena)
{
	struct span rest = span_of(event->description), line;
	const char *text = "";

	for (size_t i = 0; span_next(&rest, '\n', &line); i++) {
		if (event->kind == EVENT_GAP && i > 1)
			line = is_week(line) ? week_number(line) : SPAN("");
		else if (event->kind != EVENT_GAP && i == 0)
			line = span_of(engaged_text(line, arena));
		else if (event->kind != EVENT_GAP && !is_plain(line))
			line = SPAN("");
		if (line.len > 0)
			text = arena_format(arena, "%s%s%.*s", text, *text ? "\n" : "",
					    (int)line.len, line.ptr);
	}
	return text;
}

/* Of a gap the role, without the project; of others role, model and what is to be done. */
static const char *categories(const struct event *event, struct arena *arena)
{
	struct span rest = span_of(event->categories), first;

	return event->kind == EVENT_GAP && span_next(&rest, '\n', &first) ? arena_copy(arena, first)
									  : event->categories;
}

/* "+1.0 sre, nearshore" or "1.0 sre: order, nearshore" of the number and the categories. */
static const char *summary(const struct event *event, struct arena *arena)
{
	struct span rest = span_of(event->categories), role = SPAN(""), model = SPAN(""),
		    action = SPAN("");
	int number = (int)strcspn(event->summary, " ");

	if (event->kind == EVENT_GAP)
		return event->summary;
	if (span_next(&rest, '\n', &role) && span_next(&rest, '\n', &model))
		(void)!span_next(&rest, '\n', &action);
	return arena_format(arena, "%.*s %.*s%s%.*s, %.*s", number, event->summary, (int)role.len,
			    role.ptr, action.len ? ": " : "", (int)action.len, action.ptr,
			    (int)model.len, model.ptr);
}

static const char *uid(const struct event *event, struct arena *arena)
{
	static const char salt[] = "redacted";
	uint8_t digest[SHA256_DIGEST_LENGTH];
	char hex[2 * UID_BYTES + 1];
	SHA2_CTX hash;

	SHA256Init(&hash);
	SHA256Update(&hash, (const uint8_t *)salt, sizeof(salt));
	SHA256Update(&hash, (const uint8_t *)event->uid, strlen(event->uid));
	SHA256Final(digest, &hash);
	for (size_t i = 0; i < UID_BYTES; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	return arena_format(arena, "%s@%s.staffgap", hex, event_kind_name(event->kind));
}

void events_redact(const struct event_list *events, struct arena *arena,
		   struct event_list *redacted)
{
	struct event_list made = { ARENA_ARRAY(arena, struct event, events->count + 1),
				   events->count };

	for (size_t i = 0; i < events->count; i++) {
		struct event *event = &made.list[i];

		*event = events->list[i];
		event->key = "";
		event->summary = summary(&events->list[i], arena);
		event->description = description(&events->list[i], arena);
		event->categories = categories(&events->list[i], arena);
		event->uid = uid(&events->list[i], arena);
	}
	*redacted = made;
}
