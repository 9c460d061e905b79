#include "service/feeds/feed_result_bytes.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/out.h"

enum { FORMAT = 4, LIST_MAX = 50000000 };

/* --- writing ----------------------------------------------------------------- */

static void put_bytes(struct out *out, const void *bytes, size_t count)
{
	out_put(out, (struct span){ bytes, count });
}

static void put(struct out *w, int32_t number)
{
	unsigned char bytes[4];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)((uint32_t)number >> (8 * i));
	put_bytes(w, bytes, sizeof(bytes));
}

static void put_text(struct out *w, const char *text)
{
	size_t length = strlen(text);

	put(w, (int32_t)length);
	put_bytes(w, text, length);
}

/* Occurrences of one event share its line, and with it uid and title. */
struct event_text {
	int32_t line, index;
	const char *uid, *summary;
};

static int by_line(const void *left, const void *right)
{
	const struct event_text *a = left, *b = right;
	int order = (a->line > b->line) - (a->line < b->line);

	if (order == 0)
		order = strcmp(a->uid, b->uid);
	return order != 0 ? order : strcmp(a->summary, b->summary);
}

static void put_calendar(struct out *w, const struct calendar *calendar)
{
	size_t count = calendar->busy_count, distinct = 0;
	struct event_text *texts = ARENA_ARRAY(w->arena, struct event_text, count + 1);
	struct event_text *found;

	for (size_t i = 0; i < count; i++)
		texts[i] = (struct event_text){ .line = calendar->busy[i].line,
						.uid = calendar->busy[i].uid,
						.summary = calendar->busy[i].summary };
	if (count > 0)
		qsort(texts, count, sizeof(*texts), by_line);
	for (size_t i = 0; i < count; i++)
		if (distinct == 0 || by_line(&texts[distinct - 1], &texts[i]) != 0)
			texts[distinct++] = texts[i];
	put(w, calendar->known);
	put(w, (int32_t)distinct);
	for (size_t i = 0; i < distinct; i++) {
		texts[i].index = (int32_t)i;
		put(w, texts[i].line);
		put_text(w, texts[i].uid);
		put_text(w, texts[i].summary);
	}
	put(w, (int32_t)count);
	for (size_t i = 0; i < count; i++) {
		const struct busy *busy = &calendar->busy[i];
		struct event_text key = { busy->line, 0, busy->uid, busy->summary };

		found = bsearch(&key, texts, distinct, sizeof(*texts), by_line);
		put(w, found->index);
		put(w, busy->start_minute);
		put(w, busy->end_minute);
		put(w, (int32_t)busy->class * 16 + (int32_t)busy->part);
	}
}

static void put_holiday(struct out *w, const struct holiday *holiday)
{
	put(w, holiday->day.since_1970);
	put(w, (int32_t)holiday->part * 2 + holiday->workday);
	put(w, holiday->line);
	put_text(w, holiday->name);
	put_text(w, holiday->uid);
}

struct span feed_result_write(const struct feed_result *result, struct arena *arena)
{
	struct out w = { .arena = arena };

	put_text(&w, result->trouble);
	put(&w, result->cut_off);
	/* All of them are int32_t; a new one changes import_version and with it every key. */
	static_assert(sizeof(result->counts) % sizeof(int32_t) == 0, "numbers only");
	for (size_t i = 0; i < sizeof(result->counts) / sizeof(int32_t); i++)
		put(&w, ((const int32_t *)&result->counts)[i]);
	put(&w, (int32_t)result->time_count);
	for (size_t i = 0; i < result->time_count; i++) {
		put_text(&w, result->times[i].person);
		put_calendar(&w, &result->times[i].calendar);
	}
	put(&w, (int32_t)result->holiday_count);
	for (size_t i = 0; i < result->holiday_count; i++)
		put_holiday(&w, &result->holidays[i]);
	put(&w, (int32_t)result->note_count);
	for (size_t i = 0; i < result->note_count; i++) {
		const struct note *note = &result->notes[i];

		put(&w, (int32_t)note->level);
		put(&w, note->place.line);
		put(&w, note->place.column);
		put_text(&w, note->id);
		put_text(&w, note->text);
		put(&w, note->plain != NULL);
		put_text(&w, note->plain ? note->plain : "");
	}
	put(&w, (int32_t)result->zone_count);
	for (size_t i = 0; i < result->zone_count; i++) {
		put_text(&w, result->zones[i].name);
		put_bytes(&w, &result->zones[i].data, sizeof(result->zones[i].data));
	}
	return out_span(&w);
}

/* --- reading ----------------------------------------------------------------- */

struct bytes_reader {
	struct span rest;
	struct arena *arena;
	const char *name;
	bool bad; /* everything after it is 0 and "" */
};

static int32_t get(struct bytes_reader *r)
{
	uint32_t number = 0;

	if (r->bad || r->rest.len < 4) {
		r->bad = true;
		return 0;
	}
	for (size_t i = 0; i < 4; i++)
		number |= (uint32_t)(unsigned char)r->rest.ptr[i] << (8 * i);
	r->rest = (struct span){ r->rest.ptr + 4, r->rest.len - 4 };
	return (int32_t)number;
}

/* A count of things that take at least `least` bytes each. */
static size_t get_count(struct bytes_reader *r, size_t least)
{
	int32_t count = get(r);

	if (count < 0 || count > LIST_MAX || (size_t)count > r->rest.len / least)
		r->bad = true;
	return r->bad ? 0 : (size_t)count;
}

static int32_t get_range(struct bytes_reader *r, int32_t low, int32_t high)
{
	int32_t number = get(r);

	if (number < low || number > high)
		r->bad = true;
	return r->bad ? 0 : number;
}

static int32_t get_within(struct bytes_reader *r, int32_t high)
{
	return get_range(r, 0, high);
}

static const char *get_text(struct bytes_reader *r)
{
	size_t length = get_count(r, 1);
	const char *text = arena_copy(r->arena, (struct span){ r->rest.ptr, length });

	if (memchr(text, '\0', length))
		r->bad = true;
	r->rest = (struct span){ r->rest.ptr + length, r->rest.len - length };
	return text;
}

static void get_calendar(struct bytes_reader *r, struct calendar *calendar)
{
	struct event_text *texts;
	size_t distinct;

	calendar->known = get_within(r, 1) != 0;
	distinct = get_count(r, 12);
	texts = ARENA_ARRAY(r->arena, struct event_text, distinct + 1);
	for (size_t i = 0; i < distinct; i++) {
		texts[i].line = get_within(r, INT32_MAX);
		texts[i].uid = get_text(r);
		texts[i].summary = get_text(r);
	}
	calendar->busy_count = get_count(r, 16);
	if (calendar->busy_count > 0 && distinct == 0) {
		r->bad = true;
		calendar->busy_count = 0;
	}
	calendar->busy = ARENA_ARRAY(r->arena, struct busy, calendar->busy_count + 1);
	for (size_t i = 0; i < calendar->busy_count; i++) {
		const struct event_text *text = &texts[get_within(r, (int32_t)distinct - 1)];
		struct busy *busy = &calendar->busy[i];
		int32_t how;

		*busy = (struct busy){ .feed = r->name,
				       .uid = text->uid,
				       .summary = text->summary,
				       .line = text->line };
		busy->start_minute = get_range(r, DAY_FIRST.since_1970 * DAY_MINUTES, INT32_MAX);
		busy->end_minute = get_range(r, busy->start_minute, INT32_MAX);
		how = get_within(r, (BUSY_CLASS_COUNT - 1) * 16 + PART_AFTERNOON);
		busy->class = (enum busy_class)(how / 16);
		busy->part = (enum busy_part)(how % 16);
	}
}

static void get_holiday(struct bytes_reader *r, struct holiday *holiday)
{
	int32_t how;

	*holiday = (struct holiday){ .location = "", .feed = r->name };
	holiday->day.since_1970 = get_range(r, DAY_FIRST.since_1970, DAY_LAST.since_1970);
	how = get_within(r, PART_AFTERNOON * 2 + 1);
	holiday->part = (enum busy_part)(how / 2);
	holiday->workday = how % 2 == 1;
	holiday->line = get_within(r, INT32_MAX);
	holiday->name = get_text(r);
	holiday->uid = get_text(r);
}

static void get_zone(struct bytes_reader *r, struct zone_use *zone)
{
	zone->name = get_text(r);
	if (r->rest.len < sizeof(zone->data)) {
		r->bad = true;
		return;
	}
	memcpy(&zone->data, r->rest.ptr, sizeof(zone->data));
	r->rest =
		(struct span){ r->rest.ptr + sizeof(zone->data), r->rest.len - sizeof(zone->data) };
}

static void get_note(struct bytes_reader *r, struct note *note)
{
	const char *text;
	bool plain;

	note->level = (enum note_level)get_within(r, NOTE_ERROR);
	note->place.file = r->name;
	note->place.line = get_within(r, INT32_MAX);
	note->place.column = get_within(r, INT32_MAX);
	note->id = get_text(r);
	if (strspn(note->id, "abcdefghijklmnopqrstuvwxyz-") != strlen(note->id))
		r->bad = true;
	note->text = get_text(r);
	plain = get_within(r, 1) != 0;
	text = get_text(r);
	note->plain = plain ? text : NULL;
}

bool feed_result_read(struct span bytes, const char *name, struct arena *arena,
		      struct feed_result *result)
{
	struct bytes_reader r = { bytes, arena, arena_copy(arena, span_of(name)), false };
	struct feed_result read = { .trouble = get_text(&r) };

	read.cut_off = get_within(&r, 1) != 0;
	for (size_t i = 0; i < sizeof(read.counts) / sizeof(int32_t); i++)
		((int32_t *)&read.counts)[i] = get_within(&r, INT32_MAX);
	read.time_count = get_count(&r, 16);
	read.times = ARENA_ARRAY(arena, struct person_times, read.time_count + 1);
	for (size_t i = 0; i < read.time_count; i++) {
		read.times[i].person = get_text(&r);
		get_calendar(&r, &read.times[i].calendar);
	}
	read.holiday_count = get_count(&r, 20);
	read.holidays = ARENA_ARRAY(arena, struct holiday, read.holiday_count + 1);
	for (size_t i = 0; i < read.holiday_count; i++)
		get_holiday(&r, &read.holidays[i]);
	read.note_count = get_count(&r, 20);
	read.notes = ARENA_ARRAY(arena, struct note, read.note_count + 1);
	for (size_t i = 0; i < read.note_count; i++)
		get_note(&r, &read.notes[i]);
	read.zone_count = get_count(&r, 4 + sizeof(read.zones->data));
	read.zones = ARENA_ARRAY(arena, struct zone_use, read.zone_count + 1);
	for (size_t i = 0; i < read.zone_count; i++)
		get_zone(&r, &read.zones[i]);
	if (r.bad || r.rest.len > 0)
		return false;
	*result = read;
	return true;
}
