#include "service/feeds/feed_result.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "service/feeds/feed_local.h"

enum { FORMAT = 4 };
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
		made = (struct feed_result){ .trouble = arena_copy(arena,
								   span_of(fault_said(&fault))) };
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
				 calendar->busy[k].end_minute > today.since_1970 * DAY_MINUTES;
	}
	for (size_t i = 0; i < result->holiday_count; i++)
		count += !result->holidays[i].workday &&
			 day_distance(today, result->holidays[i].day) >= 0;
	return count;
}
