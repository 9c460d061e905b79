#include "service/feeds/feed_result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/feeds/feed_local.h"

enum { FORMAT = 4, DAY_MIN = 24 * 60, LIST_MAX = 50000000 };
enum { NOTE_IDS_MAX = 64, NOTES_LISTED_MAX = 20 };

/* --- making ------------------------------------------------------------------ */

/* Each text with its length, so that no two lists of texts spell the same. */
static void key_text(const char **key, const char *text, struct arena *arena)
{
	*key = arena_format(arena, "%s%zu:%s ", *key, text ? strlen(text) + 1 : 0,
			    text ? text : "");
}

/* Who may be absent is part of what decides; of one digest, since it is the same for all feeds. */
static struct digest people_digest(const struct calendar_request *request)
{
	struct arena scratch = ARENA_INIT;
	struct digest digest = digest_of(SPAN(""));

	for (size_t i = 0; i < request->person_count; i++) {
		const struct person *person = &request->people[i];
		const char *text = "";
		struct digest parts[2] = { digest };

		key_text(&text, person->id, &scratch);
		key_text(&text, person->name, &scratch);
		key_text(&text, person->email, &scratch);
		key_text(&text, person->time_zone, &scratch);
		parts[1] = digest_of(span_of(text));
		digest = digest_of((struct span){ (const char *)parts, sizeof(parts) });
		arena_release(&scratch);
	}
	return digest;
}

struct digest feed_result_rules(const struct settings *settings, struct day first, struct day last)
{
	struct arena scratch = ARENA_INIT;
	const char *text =
		arena_format(&scratch, "%d %s\n%d %d\n%d\n", FORMAT, import_version(),
			     first.since_1970, last.since_1970, (int)settings->feed_events);
	struct digest digest;

	key_text(&text, settings->out_of_office, &scratch);
	key_text(&text, settings->ignore, &scratch);
	key_text(&text, settings->absence_person, &scratch);
	key_text(&text, settings->holiday_ignore, &scratch);
	digest = digest_of(span_of(text));
	arena_release(&scratch);
	return digest;
}

struct digest feed_result_key(const struct digest *bytes, const struct calendar_request *request,
			      const struct digest *rules)
{
	const char *zone = request->time_zone ? request->time_zone : "";
	const char *email = request->email ? request->email : "";
	struct digest people = people_digest(request), key;
	struct arena scratch = ARENA_INIT;
	size_t at = (size_t)3 * DIGEST_SIZE, size = at + strlen(zone) + strlen(email) + 64;
	char *text = ARENA_ARRAY(&scratch, char, size);

	memcpy(text, bytes, DIGEST_SIZE);
	memcpy(text + DIGEST_SIZE, rules, DIGEST_SIZE);
	memcpy(text + at - DIGEST_SIZE, &people, DIGEST_SIZE);
	/* No email and an empty one are two things; a zone ends where it says. */
	at += (size_t)snprintf(text + at, size - at, "%d %d %zu:%s %d%s", (int)request->kind,
			       (int)request->meetings, strlen(zone), zone, request->email != NULL,
			       email);
	key = digest_of((struct span){ text, at });
	arena_release(&scratch);
	return key;
}

/* The message without the name of the feed, which its note will show. */
static const char *without_name(const char *message, const char *name)
{
	size_t length = strlen(name);

	return strncmp(message, name, length) == 0 && message[length] == ':'
		       ? message + length + 1 + strspn(message + length + 1, " ")
		       : message;
}

static bool make_absences(const struct calendar_request *request, struct arena *arena,
			  struct feed_result *result, struct notes *notes, struct fault *fault)
{
	struct calendar *calendars;

	if (!import_absences(request, arena, &calendars, &result->counts, notes, fault))
		return false;
	result->times = ARENA_ARRAY(arena, struct person_times, request->person_count + 1);
	for (size_t i = 0; i < request->person_count; i++)
		if (calendars[i].known)
			result->times[result->time_count++] =
				(struct person_times){ .person = request->people[i].id,
						       .calendar = calendars[i] };
	return true;
}

static bool make(const struct calendar_request *request, struct arena *arena,
		 struct feed_result *result, struct notes *notes, struct fault *fault)
{
	if (request->kind == FEED_HOLIDAYS)
		return import_holidays(request, "", arena, &result->holidays,
				       &result->holiday_count, &result->counts, notes, fault);
	if (request->kind == FEED_ABSENCE)
		return make_absences(request, arena, result, notes, fault);
	result->times = ARENA_ARRAY(arena, struct person_times, 1);
	result->time_count = 1;
	result->times[0].person = "";
	return import_calendar(request, arena, &result->times[0].calendar, &result->counts, notes,
			       fault);
}

/* In a folder of items, say in which of them a note's line stands, and which line of it. */
static void name_items(struct span bytes, struct notes *notes, struct arena *arena)
{
	const char *at = bytes.ptr, *stop = bytes.ptr + bytes.len, *end;
	int32_t line = 1, item_line = 0;
	const char *item = "";
	size_t next = 0;

	if (bytes.len < strlen(FEED_ITEM_LINE) ||
	    memcmp(at, FEED_ITEM_LINE, strlen(FEED_ITEM_LINE)) != 0)
		return;
	notes_sort(notes);
	while (next < notes->count && notes->list[next].place.line == 0)
		next++;
	for (; at < stop && next < notes->count; at = end + 1, line++) {
		struct span text;

		end = memchr(at, '\n', (size_t)(stop - at));
		end = end ? end : stop;
		text = (struct span){ at, (size_t)(end - at) };
		if (text.len > strlen(FEED_ITEM_LINE) &&
		    memcmp(at, FEED_ITEM_LINE, strlen(FEED_ITEM_LINE)) == 0) {
			item = arena_copy(
				arena, span_trim((struct span){ at + strlen(FEED_ITEM_LINE),
								text.len - strlen(FEED_ITEM_LINE) -
									(end[-1] == '\r') }));
			item_line = line;
		}
		for (; next < notes->count && notes->list[next].place.line == line; next++) {
			struct note *note = &notes->list[next];

			note->text = arena_format(arena, "%s:%d: %s", item, (int)(line - item_line),
						  note->text);
			if (note->plain)
				note->plain = arena_format(arena, "%s:%d: %s", item,
							   (int)(line - item_line), note->plain);
			note->place.line = note->place.column = 0;
		}
	}
}

/* How many of the notes that follow, and this one, are of its id. */
static size_t count_of_id(const struct notes *notes, size_t first)
{
	size_t count = 0;

	for (size_t i = first; i < notes->count; i++)
		count += strcmp(notes->list[i].id, notes->list[first].id) == 0;
	return count;
}

static const char *with_more(const char *text, size_t more, struct arena *arena)
{
	return text ? arena_format(arena, "and %zu more remarks like this: %s", more, text) : NULL;
}

/*
 * Of each id the first few are listed, the others are counted: a feed that is wrong all over
 * does not bury the remarks about the others.
 */
static void list_few(struct notes *notes, struct arena *arena)
{
	struct {
		const char *id;
		size_t seen;
	} ids[NOTE_IDS_MAX];
	size_t id_count = 0, kept = 0;

	notes_sort(notes);
	for (size_t i = 0; i < notes->count; i++) {
		struct note note = notes->list[i];
		size_t k = 0, more;

		while (k < id_count && strcmp(ids[k].id, note.id) != 0)
			k++;
		if (k == id_count && id_count < NOTE_IDS_MAX) {
			ids[id_count].id = note.id;
			ids[id_count++].seen = 0;
		}
		if (k < id_count && ++ids[k].seen > NOTES_LISTED_MAX) {
			if (ids[k].seen > NOTES_LISTED_MAX + 1)
				continue;
			more = count_of_id(notes, i);
			if (more > 1) {
				note.text = with_more(note.text, more - 1, arena);
				note.plain = with_more(note.plain, more - 1, arena);
			}
		}
		notes->list[kept++] = note;
	}
	notes->count = kept;
}

static struct fast_hash zone_hash(const struct zone_mark *mark)
{
	return fast_hash_of(mark->bytes.ptr ? mark->bytes : SPAN(""));
}

static void take_zones(const struct zone_marks *marks, struct arena *arena,
		       struct feed_result *result)
{
	result->zones = ARENA_ARRAY(arena, struct zone_use, marks->count + 1);
	result->zone_count = marks->count;
	for (size_t i = 0; i < marks->count; i++)
		result->zones[i] =
			(struct zone_use){ marks->list[i].name, zone_hash(&marks->list[i]) };
}

bool feed_result_zones(const struct feed_result *result, struct zone_marks *marks, bool *current,
		       struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	bool ok = true, same = true;

	for (size_t i = 0; ok && i < result->zone_count; i++) {
		struct zone_marks one = ZONE_MARKS_INIT(&scratch);
		struct fast_hash now;
		bool known;

		ok = import_zone_find(result->zones[i].name, &one, &known, fault);
		if (!ok)
			break;
		now = one.count ? zone_hash(&one.list[0]) : fast_hash_of(SPAN("UTC"));
		same = same && memcmp(&now, &result->zones[i].data, sizeof(now)) == 0;
		if (marks && one.count && known)
			zone_marks_add(marks, one.list[0]);
	}
	arena_release(&scratch);
	if (ok)
		*current = same;
	return ok;
}

void feed_result_make(const struct calendar_request *asked, struct arena *arena,
		      struct feed_result *result)
{
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;
	struct feed_result made = { .trouble = "" };
	struct zone_marks marks = ZONE_MARKS_INIT(arena);
	struct calendar_request own = *asked, *request = &own;

	own.zones = &marks;
	if (!make(request, arena, &made, &notes, &fault))
		made = (struct feed_result){
			.trouble = arena_copy(
				arena, span_of(without_name(fault.message, request->source.name)))
		};
	take_zones(&marks, arena, &made);
	list_few(&notes, arena);
	name_items(request->source.bytes, &notes, arena);
	made.notes = notes.list;
	made.note_count = notes.count;
	for (size_t i = 0; i < notes.count; i++)
		made.cut_off = made.cut_off || strcmp(notes.list[i].id, "feed-cut-off") == 0;
	*result = made;
}

int32_t feed_result_absences(const struct feed_result *result, struct day today)
{
	int32_t count = 0;

	for (size_t i = 0; i < result->time_count; i++) {
		const struct calendar *calendar = &result->times[i].calendar;

		for (size_t k = 0; k < calendar->busy_count; k++)
			count += calendar->busy[k].class == BUSY_ABSENT &&
				 calendar->busy[k].end_min > today.since_1970 * DAY_MIN;
	}
	for (size_t i = 0; i < result->holiday_count; i++)
		count += !result->holidays[i].workday &&
			 day_distance(today, result->holidays[i].day) >= 0;
	return count;
}

/* --- writing ----------------------------------------------------------------- */

struct writer {
	struct arena *arena;
	char *data;
	size_t size, room;
};

static void put_bytes(struct writer *w, const void *bytes, size_t count)
{
	w->data = arena_grow(w->arena, w->data, w->size, &w->room, w->size + count + 1, 1);
	if (count)
		memcpy(w->data + w->size, bytes, count);
	w->size += count;
}

static void put(struct writer *w, int32_t number)
{
	unsigned char bytes[4];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)((uint32_t)number >> (8 * i));
	put_bytes(w, bytes, sizeof(bytes));
}

static void put_text(struct writer *w, const char *text)
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

static void put_calendar(struct writer *w, const struct calendar *calendar)
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
		put(w, busy->start_min);
		put(w, busy->end_min);
		put(w, (int32_t)busy->class * 16 + (int32_t)busy->part);
	}
}

static void put_holiday(struct writer *w, const struct holiday *holiday)
{
	put(w, holiday->day.since_1970);
	put(w, (int32_t)holiday->part * 2 + holiday->workday);
	put(w, holiday->line);
	put_text(w, holiday->name);
	put_text(w, holiday->uid);
}

struct span feed_result_write(const struct feed_result *result, struct arena *arena)
{
	struct writer w = { .arena = arena };

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
	return (struct span){ w.data, w.size };
}

/* --- reading ----------------------------------------------------------------- */

struct reader {
	struct span rest;
	struct arena *arena;
	const char *name;
	bool bad; /* everything after it is 0 and "" */
};

static int32_t get(struct reader *r)
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
static size_t get_count(struct reader *r, size_t least)
{
	int32_t count = get(r);

	if (count < 0 || count > LIST_MAX || (size_t)count > r->rest.len / least)
		r->bad = true;
	return r->bad ? 0 : (size_t)count;
}

static int32_t get_range(struct reader *r, int32_t low, int32_t high)
{
	int32_t number = get(r);

	if (number < low || number > high)
		r->bad = true;
	return r->bad ? 0 : number;
}

static int32_t get_within(struct reader *r, int32_t high)
{
	return get_range(r, 0, high);
}

static const char *get_text(struct reader *r)
{
	size_t length = get_count(r, 1);
	const char *text = arena_copy(r->arena, (struct span){ r->rest.ptr, length });

	if (memchr(text, '\0', length))
		r->bad = true;
	r->rest = (struct span){ r->rest.ptr + length, r->rest.len - length };
	return text;
}

static void get_calendar(struct reader *r, struct calendar *calendar)
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
		busy->start_min = get_range(r, DAY_FIRST.since_1970 * DAY_MIN, INT32_MAX);
		busy->end_min = get_range(r, busy->start_min, INT32_MAX);
		how = get_within(r, (BUSY_CLASS_COUNT - 1) * 16 + PART_AFTERNOON);
		busy->class = (enum busy_class)(how / 16);
		busy->part = (enum busy_part)(how % 16);
	}
}

static void get_holiday(struct reader *r, struct holiday *holiday)
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

static void get_zone(struct reader *r, struct zone_use *zone)
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

static void get_note(struct reader *r, struct note *note)
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
	struct reader r = { bytes, arena, arena_copy(arena, span_of(name)), false };
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
