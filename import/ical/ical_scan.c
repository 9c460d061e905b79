#include "import/ical/ical_scan.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "import/ical/ical_outside.h"
#include "import/ical/ical_scan_begin.h"

/* Properties that decide what an event does; everything else is not even copied. */
#define WANTED(name)                                                                               \
	{                                                                                          \
		name, sizeof(name) - 1                                                             \
	}
static const struct {
	const char *name;
	size_t len;
} wanted_names[] = {
	WANTED("DESCRIPTION"),
	WANTED("ATTENDEE"),
	WANTED("ORGANIZER"),
	WANTED("BUSYTYPE"),
	WANTED("DTEND"),
	WANTED("DTSTAMP"),
	WANTED("DTSTART"),
	WANTED("DURATION"),
	WANTED("EXDATE"),
	WANTED("EXRULE"),
	WANTED("FREEBUSY"),
	WANTED("LAST-MODIFIED"),
	WANTED("PRIORITY"),
	WANTED("RDATE"),
	WANTED("RECURRENCE-ID"),
	WANTED("RRULE"),
	WANTED("SEQUENCE"),
	WANTED("STATUS"),
	WANTED("SUMMARY"),
	WANTED("TRANSP"),
	WANTED("UID"),
	WANTED("X-MICROSOFT-CDO-ALLDAYEVENT"),
	WANTED("X-MICROSOFT-CDO-BUSYSTATUS"),
	WANTED("X-MICROSOFT-MSNCALENDAR-BUSYSTATUS"),
};
#undef WANTED

#define NONE SIZE_MAX

enum {
	WISHED_COUNT = 3, /* the first of them, only when wished for */
	WANTED_COUNT = sizeof(wanted_names) / sizeof(wanted_names[0]),
	LINE_BYTES_MAX = 4 * 1000 * 1000
};

struct scan_reader {
	struct source source;
	const struct scan_wishes *wishes;
	struct arena *arena;
	struct notes *notes;
	struct scan *scan;
	struct ical_lines in;
	int skipped_depth;      /* inside components that we do not read: alarms, to-dos */
	size_t open;            /* index of the component that is open; NONE */
	const char *zone_start; /* inside a VTIMEZONE */
	int32_t zone_line;
	int calendar_depth;
	struct ical_line
		*lines; /* of the event that is open, until it is known to be of interest */
	size_t line_count, line_room;
	uint64_t *outside; /* hashes of the UIDs of the events that were not kept */
	size_t outside_room;
};

/* --- calendars and remarks ---------------------------------------------- */

static const char *wanted_name(struct span name, const struct scan_wishes *wishes)
{
	size_t first = wishes->descriptions ? 0 : wishes->people ? 1 : WISHED_COUNT;

	for (size_t i = first; i < WANTED_COUNT; i++)
		if (wanted_names[i].len == name.len &&
		    (wanted_names[i].name[0] | 0x20) == (name.ptr[0] | 0x20) &&
		    strncasecmp(wanted_names[i].name, name.ptr, name.len) == 0)
			return wanted_names[i].name;
	return NULL;
}

static struct scan_calendar *calendar(struct scan_reader *r)
{
	if (r->scan->calendar_count == 0) {
		r->scan->calendars =
			ARENA_PUSH(r->arena, r->scan->calendars, 0, r->scan->calendar_room);
		r->scan->calendars[r->scan->calendar_count++] =
			(struct scan_calendar){ .time_zone_hint = "" };
	}
	return &r->scan->calendars[r->scan->calendar_count - 1];
}

static void begin_calendar(struct scan_reader *r)
{
	struct scan *scan = r->scan;

	if (r->calendar_depth++ > 0)
		return;
	scan->calendars =
		ARENA_PUSH(r->arena, scan->calendars, scan->calendar_count, scan->calendar_room);
	scan->calendars[scan->calendar_count++] = (struct scan_calendar){ .time_zone_hint = "" };
}

static void warn(struct scan_reader *r, const char *id, int32_t line, const char *text)
{
	notes_add(r->notes, NOTE_WARNING, id, (struct place){ r->source.name, line, 0 }, "%s",
		  text);
}

static struct scan_component *opened(const struct scan_reader *r)
{
	return r->open == NONE ? NULL : &r->scan->components[r->open];
}

/* --- events outside of the window -------------------------------------- */

static int by_hash(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

static void drop_event(struct scan_reader *r)
{
	const struct ical_line *uid = lines_find(r->lines, r->line_count, "UID");
	size_t count = (size_t)r->scan->outside_count++;

	r->scan->component_count--;
	r->outside = ARENA_PUSH(r->arena, r->outside, count, r->outside_room);
	r->outside[count] = uid ? outside_hash(uid->value) : 0;
}

/* --- components -------------------------------------------------------- */

static void keep_lines(struct scan_reader *r)
{
	struct scan_component *c = opened(r);

	c->count = r->line_count;
	c->lines = ARENA_ARRAY(r->arena, struct ical_line, r->line_count + 1);
	if (r->line_count > 0)
		memcpy(c->lines, r->lines, r->line_count * sizeof(*c->lines));
}

/* Back in the VAVAILABILITY around an AVAILABLE, or in none. */
static void close_component(struct scan_reader *r)
{
	size_t parent = opened(r)->parent;

	if (opened(r)->kind == SCAN_EVENT) {
		if (r->wishes->only_window &&
		    outside_is(r->lines, r->line_count, r->wishes->from, r->wishes->to))
			drop_event(r);
		else
			keep_lines(r);
		r->line_count = 0;
	}
	r->open = parent == r->open ? NONE : parent;
}

static void open_component(struct scan_reader *r, enum scan_kind kind, int32_t line)
{
	struct scan *scan = r->scan;
	size_t parent;
	bool inside = kind == SCAN_AVAILABLE && r->open != NONE &&
		      scan->components[opened(r)->parent].kind == SCAN_AVAILABILITY;

	if (r->open != NONE && !(inside && opened(r)->kind == SCAN_AVAILABILITY))
		warn(r, "event-not-closed", opened(r)->line,
		     "this event has no END: what comes before the next BEGIN counts as part of "
		     "it");
	if (!inside && r->open != NONE)
		close_component(r);
	if (!inside && r->open != NONE) /* an AVAILABLE, its VAVAILABILITY neither */
		close_component(r);
	parent = inside ? opened(r)->parent : scan->component_count;
	(void)calendar(r);
	scan->components =
		ARENA_PUSH(r->arena, scan->components, scan->component_count, scan->component_room);
	r->open = scan->component_count++;
	scan->components[r->open] = (struct scan_component){
		.kind = kind, .line = line, .calendar = scan->calendar_count - 1, .parent = parent
	};
}

/* A time zone holds its STANDARD and DAYLIGHT only; what takes time is never part of one. */
static bool is_beyond_zone(struct span what)
{
	static const char *const kinds[] = { "VEVENT",   "VFREEBUSY", "VAVAILABILITY", "VTODO",
					     "VJOURNAL", "VTIMEZONE", "VCALENDAR" };

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (span_is(what, kinds[i]))
			return true;
	return false;
}

static void begin(struct scan_reader *r, struct span what, const char *start, int32_t line)
{
	if (r->zone_start && !is_beyond_zone(what))
		return;
	if (r->zone_start)
		warn(r, "zone-unreadable", r->zone_line,
		     "this VTIMEZONE has no END: the system's zones are used");
	r->zone_start = NULL;
	if (span_is(what, "VEVENT") || span_is(what, "VFREEBUSY") || span_is(what, "VCALENDAR"))
		r->skipped_depth = 0; /* whatever was open was never closed */
	else if (r->skipped_depth > 0) {
		r->skipped_depth++;
		return;
	}
	if (span_is(what, "VCALENDAR"))
		begin_calendar(r);
	else if (span_is(what, "VEVENT"))
		open_component(r, SCAN_EVENT, line);
	else if (span_is(what, "VFREEBUSY"))
		open_component(r, SCAN_FREEBUSY, line);
	else if (span_is(what, "VAVAILABILITY"))
		open_component(r, SCAN_AVAILABILITY, line);
	else if (span_is(what, "AVAILABLE"))
		open_component(r, SCAN_AVAILABLE, line);
	else if (span_is(what, "VTIMEZONE")) {
		r->zone_start = start;
		r->zone_line = line;
	} else {
		r->scan->other_count += span_is(what, "VTODO") || span_is(what, "VJOURNAL");
		r->skipped_depth++;
	}
}

static void end_zone(struct scan_reader *r)
{
	struct scan_calendar *c = calendar(r);

	c->zones = ARENA_PUSH(r->arena, c->zones, c->zone_count, c->zone_room);
	c->zones[c->zone_count++] = (struct scan_zone){
		.text = { r->zone_start, (size_t)(r->in.at - r->zone_start) },
		.line = r->zone_line,
	};
	r->zone_start = NULL;
}

static void end(struct scan_reader *r, struct span what)
{
	if (r->zone_start) {
		if (span_is(what, "VTIMEZONE"))
			end_zone(r);
	} else if (span_is(what, "VCALENDAR")) {
		if (r->open != NONE)
			warn(r, "event-not-closed", opened(r)->line,
			     "this event has no END: what comes before the end of the calendar "
			     "counts as part of it");
		while (r->open != NONE)
			close_component(r);
		r->skipped_depth = 0;
		r->calendar_depth -= r->calendar_depth > 0;
	} else if (r->skipped_depth > 0) {
		r->skipped_depth--;
	} else if (r->open != NONE) {
		close_component(r);
	}
}

/* --- the feed ---------------------------------------------------------- */

static void take_calendar_line(struct scan_reader *r, struct span text)
{
	struct ical_line line;

	if (span_is((struct span){ text.ptr, line_name_length(text) }, "X-WR-TIMEZONE") &&
	    line_split(text, "X-WR-TIMEZONE", r->in.line, &line))
		calendar(r)->time_zone_hint = line_text(&line, r->arena);
	if (span_is((struct span){ text.ptr, line_name_length(text) }, "METHOD") &&
	    line_split(text, "METHOD", r->in.line, &line))
		calendar(r)->cancelled = span_is(line.value, "CANCEL");
}

static void take_line(struct scan_reader *r, struct span text, const char *name, int32_t number)
{
	struct scan_component *component = opened(r);
	struct ical_line line;

	if (text.len > LINE_BYTES_MAX) {
		notes_add(r->notes, NOTE_ERROR, "line-too-long",
			  (struct place){ r->source.name, number, 0 },
			  "line skipped: %s is longer than %d bytes", name, LINE_BYTES_MAX);
		return;
	}
	if (!line_split(text, name, number, &line)) {
		notes_add(r->notes, NOTE_WARNING, "line-without-value",
			  (struct place){ r->source.name, number, 0 },
			  "%s has no ':' and so no value: the line is ignored", name);
		return;
	}
	if (component->kind == SCAN_EVENT) {
		r->lines = ARENA_PUSH(r->arena, r->lines, r->line_count, r->line_room);
		r->lines[r->line_count++] = line;
		return;
	}
	component->lines =
		ARENA_PUSH(r->arena, component->lines, component->count, component->room);
	component->lines[component->count++] = line;
}

static void read_line(struct scan_reader *r)
{
	const char *start = r->in.at;
	int32_t number = r->in.line;
	struct span first = lines_physical(&r->in);
	size_t len = line_name_length(first);
	struct span name = { first.ptr, len };
	const char *wanted = NULL;

	if ((len == 5 || len == 3) && (span_is(name, "BEGIN") || span_is(name, "END"))) {
		struct span what = span_trim((struct span){ first.ptr + len + (len < first.len),
							    first.len - len - (len < first.len) });

		if (span_is(name, "BEGIN"))
			begin(r, what, start, number);
		else
			end(r, what);
		return;
	}
	if (r->open != NONE && r->skipped_depth == 0 && !r->zone_start)
		wanted = wanted_name(name, r->wishes);
	first = lines_unfold(&r->in, first, wanted || r->open == NONE);
	if (wanted)
		take_line(r, first, wanted, number);
	else if (r->open == NONE && r->calendar_depth > 0 && !r->zone_start &&
		 r->skipped_depth == 0)
		take_calendar_line(r, first);
}

/* Whether an event that was kept has the UID of one that was not: then the newer one counts. */
static bool versions_are_missing(const struct scan_reader *r)
{
	const struct scan *scan = r->scan;
	size_t count = (size_t)scan->outside_count;

	if (count == 0)
		return false;
	qsort(r->outside, count, sizeof(*r->outside), by_hash);
	for (size_t i = 0; i < scan->component_count; i++) {
		const struct ical_line *uid = component_line(&scan->components[i], "UID");
		uint64_t hash = uid ? outside_hash(uid->value) : 0;

		if (uid && bsearch(&hash, r->outside, count, sizeof(hash), by_hash))
			return true;
	}
	return false;
}

static bool scan_all(struct scan_reader *r, struct fault *fault)
{
	if (!scan_find_begin(&r->in))
		return scan_no_calendar(r->source, fault);
	while (r->in.at < r->in.end) {
		read_line(r);
		if (r->scan->component_count + (size_t)r->scan->outside_count >
		    r->wishes->max_events)
			return fault_set_at(fault, FAULT_INPUT,
					    (struct place){ r->source.name, 0, 0 },
					    "the feed has more than %zu events (feed_events in "
					    "staffgap.conf)",
					    r->wishes->max_events);
	}
	if (r->open != NONE || r->zone_start || r->calendar_depth > 0)
		warn(r, "feed-cut-off", r->in.line,
		     "the feed ends before its END:VCALENDAR: events may be missing");
	while (r->open != NONE)
		close_component(r);
	return true;
}

static bool scan_once(struct source source, const struct scan_wishes *wishes, struct arena *arena,
		      struct scan *scan, struct notes *notes, bool *again, struct fault *fault)
{
	struct notes mine = NOTES_INIT(arena);
	struct scan_reader r = { .source = source,
				 .wishes = wishes,
				 .arena = arena,
				 .notes = &mine,
				 .scan = scan,
				 .in = ical_lines_of(source.bytes, arena),
				 .open = NONE };

	if (!scan_all(&r, fault))
		return false;
	*again = versions_are_missing(&r);
	for (size_t i = 0; !*again && i < mine.count; i++)
		notes_add_again(notes, &mine.list[i]);
	return true;
}

bool scan_feed(struct source source, const struct scan_wishes *wishes, struct arena *arena,
	       struct scan *scan, struct notes *notes, struct fault *fault)
{
	struct scan_wishes all = *wishes;
	struct scan made = { .calendars = NULL };
	bool again;

	if (source.bytes.len > SCAN_BYTES_MAX)
		return fault_set_at(fault, FAULT_INPUT, (struct place){ source.name, 0, 0 },
				    "the feed is larger than %d MB", SCAN_BYTES_MAX / 1000000);
	if (source.bytes.len == 0)
		return scan_no_calendar(source, fault);
	if (!scan_once(source, wishes, arena, &made, notes, &again, fault))
		return false;
	if (again) {
		all.only_window = false;
		made = (struct scan){ .calendars = NULL };
		if (!scan_once(source, &all, arena, &made, notes, &again, fault))
			return false;
	}
	*scan = made;
	return true;
}

const struct ical_line *component_line(const struct scan_component *component, const char *name)
{
	return lines_find(component->lines, component->count, name);
}
