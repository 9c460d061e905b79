#include "import/forget_feed.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/day.h"
#include "base/out.h"

enum { LINE_OCTETS = 75 };

/* --- feeds of others ---------------------------------------------------------------- */

/* A content line: as it stands, and without its folds and its end. */
struct feed_line {
	struct span raw, text;
	bool names;
};

struct lines {
	struct feed_line *list;
	size_t count, room;
};

static struct span unfolded(struct span raw, struct arena *arena)
{
	struct out out = { .arena = arena };

	for (size_t at = 0; at < raw.len;) {
		const char *end = memchr(raw.ptr + at, '\n', raw.len - at);
		size_t len = end ? (size_t)(end - raw.ptr) - at : raw.len - at, next = at + len + 1;

		if (len > 0 && raw.ptr[at + len - 1] == '\r')
			len--;
		out_put(&out, (struct span){ raw.ptr + at, len });
		at = next + (next < raw.len); /* the blank with which it goes on */
	}
	return out_span(&out);
}

/* The bytes of the content line that begins here, with those that go on. */
static size_t line_length(struct span rest)
{
	size_t at = 0;

	do {
		const char *end = memchr(rest.ptr + at, '\n', rest.len - at);

		if (!end)
			return rest.len;
		at = (size_t)(end - rest.ptr) + 1;
	} while (at < rest.len && (rest.ptr[at] == ' ' || rest.ptr[at] == '\t'));
	return at;
}

static struct lines lines_of(struct span bytes, const struct mentions *mentions,
			     struct arena *arena)
{
	struct lines lines = { 0 };

	for (size_t at = 0; at < bytes.len;) {
		struct feed_line line = {
			.raw = { bytes.ptr + at,
				 line_length((struct span){ bytes.ptr + at, bytes.len - at }) }
		};

		line.text = unfolded(line.raw, arena);
		line.names = mentions_in(mentions, line.text);
		lines.list = ARENA_PUSH(arena, lines.list, lines.count, lines.room);
		lines.list[lines.count++] = line;
		at += line.raw.len;
	}
	return lines;
}

static void put_folded(struct out *out, struct span text)
{
	size_t room = LINE_OCTETS;

	while (text.len > room) {
		size_t len = room;

		while (len > 1 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
			len--;
		out_put(out, (struct span){ text.ptr, len });
		out_put(out, SPAN("\r\n "));
		text = (struct span){ text.ptr + len, text.len - len };
		room = LINE_OCTETS - 1;
	}
	out_put(out, text);
	out_put(out, SPAN("\r\n"));
}

static bool is(struct span text, const char *word)
{
	return text.len == strlen(word) && strncasecmp(text.ptr, word, text.len) == 0;
}

static bool is_property(struct span text, const char *name)
{
	size_t len = strlen(name);

	return text.len > len && strncasecmp(text.ptr, name, len) == 0 &&
	       (text.ptr[len] == ':' || text.ptr[len] == ';');
}

/* Where the event that begins at `from` ends. */
static size_t event_end(const struct lines *lines, size_t from)
{
	size_t i = from;

	while (i < lines->count && !is(lines->list[i].text, "END:VEVENT"))
		i++;
	return i < lines->count ? i + 1 : i;
}

/* Whether the event names the person, and does not invite anybody else. */
static bool is_theirs_alone(const struct lines *lines, size_t from, size_t end)
{
	bool names = false;

	for (size_t i = from; i < end; i++) {
		const struct feed_line *line = &lines->list[i];

		if (!line->names && is_property(line->text, "ATTENDEE"))
			return false;
		names = names || line->names;
	}
	return names;
}

struct span forget_in_feed(struct span bytes, bool drop, const struct forgotten *who,
			   struct arena *arena)
{
	struct lines lines = lines_of(bytes, who->mentioned, arena);
	struct out out = { .arena = arena };

	for (size_t i = 0; i < lines.count; i++) {
		const struct feed_line *line = &lines.list[i];
		size_t end = drop && is(line->text, "BEGIN:VEVENT") ? event_end(&lines, i) : i;

		if (end > i && is_theirs_alone(&lines, i, end))
			i = end - 1;
		else if (line->names)
			put_folded(&out,
				   mentions_replace(who->mentioned, line->text, who->token, arena));
		else
			out_put(&out, line->raw);
	}
	return out_span(&out);
}

/* --- their own times ----------------------------------------------------------------- */

static size_t number_of(struct event_numbers *numbers, const char *uid)
{
	for (size_t i = 0; i < numbers->count; i++)
		if (strcmp(numbers->uids[i], uid) == 0)
			return i + 1;
	numbers->uids = ARENA_PUSH(numbers->arena, numbers->uids, numbers->count, numbers->room);
	numbers->uids[numbers->count++] = arena_copy(numbers->arena, span_of(uid));
	return numbers->count;
}

static const char *time_text(int32_t minute, bool whole_days, struct arena *arena)
{
	int32_t day = minute / DAY_MINUTES - (minute % DAY_MINUTES < 0),
		rest = minute - day * DAY_MINUTES;
	int year, month, mday;

	day_date((struct day){ day }, &year, &month, &mday);
	return whole_days ? arena_format(arena, ";VALUE=DATE:%04d%02d%02d", year, month, mday)
			  : arena_format(arena, ":%04d%02d%02dT%02d%02d00", year, month, mday,
					 rest / 60, rest % 60);
}

/* Occurrences of one event, of one kind and length, are one event again. */
static bool goes_on(const struct busy *first, const struct busy *busy)
{
	return busy->class == first->class && busy->part == first->part &&
	       busy->line == first->line && strcmp(busy->uid, first->uid) == 0 &&
	       strcmp(busy->feed, first->feed) == 0 &&
	       busy->end_minute - busy->start_minute == first->end_minute - first->start_minute;
}

static void put_event(struct out *out, const struct calendar *calendar, size_t first,
		      const char *uid, bool *done)
{
	static const char *const status[] = {
		[BUSY_ABSENT] = "OOF", [BUSY_BUSY] = "BUSY", [BUSY_TENTATIVE] = "TENTATIVE"
	};
	const struct busy *busy = &calendar->busy[first];
	struct arena *arena = out->arena;
	bool days = busy->part != PART_CLOCK;

	out_put(out, span_of(arena_format(arena,
					  "BEGIN:VEVENT\r\nUID:%s\r\nDTSTART%s\r\nDTEND%s\r\n"
					  "X-MICROSOFT-CDO-BUSYSTATUS:%s\r\n",
					  uid, time_text(busy->start_minute, days, arena),
					  time_text(busy->end_minute, days, arena),
					  status[busy->class])));
	if (busy->part == PART_MORNING || busy->part == PART_AFTERNOON)
		out_put(out, busy->part == PART_MORNING ? SPAN("SUMMARY:(am)\r\n")
							: SPAN("SUMMARY:(pm)\r\n"));
	for (size_t i = first; i < calendar->busy_count; i++) {
		if (done[i] || !goes_on(busy, &calendar->busy[i]))
			continue;
		done[i] = true;
		if (i > first && calendar->busy[i].start_minute != busy->start_minute)
			out_put(out, span_of(arena_format(arena, "RDATE%s\r\n",
							  time_text(calendar->busy[i].start_minute,
								    days, arena))));
	}
	out_put(out, SPAN("END:VEVENT\r\n"));
}

struct span forget_calendar(const struct calendar *calendar, const char *token,
			    struct event_numbers *numbers, struct arena *arena)
{
	bool *done = ARENA_ARRAY(arena, bool, calendar->busy_count + 1);
	size_t *parts = ARENA_ARRAY(arena, size_t, numbers->count + calendar->busy_count + 2);
	struct out out = { .arena = arena };

	out_put(&out,
		SPAN("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//staffgap//forgotten//EN\r\n"));
	for (size_t i = 0; i < calendar->busy_count; i++) {
		const struct busy *busy = &calendar->busy[i];
		size_t number;

		if (done[i])
			continue;
		number = number_of(numbers, busy->uid[0] ? busy->uid : busy->summary);
		put_event(&out, calendar, i,
			  arena_format(arena, "%s-%zu-%zu", token, number, ++parts[number]), done);
	}
	out_put(&out, SPAN("END:VCALENDAR\r\n"));
	return out_span(&out);
}
