#include "import/ical_scan.h"

#include <string.h>
#include <strings.h>

/* Properties that decide what an event does; everything else is not even copied. */
static const char *const wanted_names[] = {
	"ATTENDEE",
	"BUSYTYPE",
	"DTEND",
	"DTSTAMP",
	"DTSTART",
	"DURATION",
	"EXDATE",
	"EXRULE",
	"FREEBUSY",
	"LAST-MODIFIED",
	"ORGANIZER",
	"PRIORITY",
	"RDATE",
	"RECURRENCE-ID",
	"RRULE",
	"SEQUENCE",
	"STATUS",
	"SUMMARY",
	"TRANSP",
	"UID",
	"X-MICROSOFT-CDO-ALLDAYEVENT",
	"X-MICROSOFT-CDO-BUSYSTATUS",
	"X-MICROSOFT-MSNCALENDAR-BUSYSTATUS",
};

#define NONE SIZE_MAX

enum {
	WANTED_COUNT = sizeof(wanted_names) / sizeof(wanted_names[0]),
	LINE_BYTES_MAX = 4 * 1000 * 1000
};

struct reader {
	struct source source;
	struct arena *arena;
	struct notes *notes;
	struct scan *scan;
	const char *at, *end;
	char newline;           /* '\n', or '\r' in files that have only those */
	int32_t line;           /* of the next line */
	int skipped_depth;      /* inside components that we do not read: alarms, to-dos */
	size_t open;            /* index of the component that is open; NONE */
	const char *zone_start; /* inside a VTIMEZONE */
	int32_t zone_line;
	int calendar_depth;
};

/* --- lines ------------------------------------------------------------- */

static struct span physical_line(struct reader *r)
{
	const char *start = r->at;
	const char *stop = memchr(start, r->newline, (size_t)(r->end - start));
	struct span line;

	r->at = stop ? stop + 1 : r->end;
	if (!stop)
		stop = r->end;
	if (stop > start && stop[-1] == '\r')
		stop--;
	line = (struct span){ start, (size_t)(stop - start) };
	r->line++;
	return line;
}

static bool folded(const struct reader *r)
{
	return r->at < r->end && (*r->at == ' ' || *r->at == '\t');
}

/* The bytes of a line and of the lines folded onto it; copied only when there are some. */
static struct span unfolded(struct reader *r, struct span first, bool keep)
{
	const char *from = r->at;
	int32_t line = r->line;
	size_t len = first.len;
	char *text;

	if (!folded(r))
		return first;
	while (folded(r))
		len += physical_line(r).len - 1;
	if (!keep)
		return first;
	text = ARENA_ARRAY(r->arena, char, len + 1);
	memcpy(text, first.ptr, first.len);
	len = first.len;
	r->at = from;
	r->line = line;
	while (folded(r)) {
		struct span next = physical_line(r);

		memcpy(text + len, next.ptr + 1, next.len - 1);
		len += next.len - 1;
	}
	return (struct span){ text, len };
}

static size_t name_length(struct span line)
{
	size_t len = 0;

	while (len < line.len && line.ptr[len] != ':' && line.ptr[len] != ';')
		len++;
	return len;
}

static const char *wanted_name(struct span line)
{
	size_t len = name_length(line);

	for (size_t i = 0; i < WANTED_COUNT; i++)
		if (strlen(wanted_names[i]) == len &&
		    strncasecmp(wanted_names[i], line.ptr, len) == 0)
			return wanted_names[i];
	return NULL;
}

/* Cut "NAME;A=B:VALUE" at the first colon outside of quotes. */
static bool split_line(struct span text, const char *name, int32_t number, struct ical_line *line)
{
	size_t from = name_length(text), to = from;
	bool quoted = false;

	while (to < text.len && (quoted || text.ptr[to] != ':')) {
		if (text.ptr[to] == '"')
			quoted = !quoted;
		to++;
	}
	if (to == text.len)
		return false;
	*line = (struct ical_line){
		.name = name,
		.parameters = { text.ptr + from, to - from },
		.value = span_trim((struct span){ text.ptr + to + 1, text.len - to - 1 }),
		.line = number,
	};
	return true;
}

/* --- components -------------------------------------------------------- */

static struct scan_calendar *calendar(struct reader *r)
{
	if (r->scan->calendar_count == 0) {
		r->scan->calendars =
			ARENA_PUSH(r->arena, r->scan->calendars, 0, r->scan->calendar_room);
		r->scan->calendars[r->scan->calendar_count++] =
			(struct scan_calendar){ .time_zone_hint = "" };
	}
	return &r->scan->calendars[r->scan->calendar_count - 1];
}

static void begin_calendar(struct reader *r)
{
	struct scan *scan = r->scan;

	if (r->calendar_depth++ > 0)
		return;
	scan->calendars =
		ARENA_PUSH(r->arena, scan->calendars, scan->calendar_count, scan->calendar_room);
	scan->calendars[scan->calendar_count++] = (struct scan_calendar){ .time_zone_hint = "" };
}

static void warn(struct reader *r, const char *id, int32_t line, const char *text)
{
	notes_add(r->notes, NOTE_WARNING, id, (struct place){ r->source.name, line, 0 }, "%s",
		  text);
}

static struct scan_component *opened(const struct reader *r)
{
	return r->open == NONE ? NULL : &r->scan->components[r->open];
}

/* Back in the VAVAILABILITY around an AVAILABLE, or in none. */
static void close_component(struct reader *r)
{
	size_t parent = opened(r)->parent;

	r->open = parent == r->open ? NONE : parent;
}

static void open_component(struct reader *r, enum scan_kind kind, int32_t line)
{
	struct scan *scan = r->scan;
	size_t parent = scan->component_count;
	bool inside = kind == SCAN_AVAILABLE && r->open != NONE &&
		      scan->components[opened(r)->parent].kind == SCAN_AVAILABILITY;

	if (r->open != NONE && !(inside && opened(r)->kind == SCAN_AVAILABILITY))
		warn(r, "event-not-closed", opened(r)->line,
		     "this event has no END: what stands before the next BEGIN is taken as its "
		     "own");
	if (inside)
		parent = opened(r)->parent;
	(void)calendar(r);
	scan->components =
		ARENA_PUSH(r->arena, scan->components, scan->component_count, scan->component_room);
	r->open = scan->component_count++;
	scan->components[r->open] = (struct scan_component){
		.kind = kind, .line = line, .calendar = scan->calendar_count - 1, .parent = parent
	};
}

static bool is(struct span value, const char *word)
{
	return strlen(word) == value.len && strncasecmp(word, value.ptr, value.len) == 0;
}

static void begin(struct reader *r, struct span what, const char *start, int32_t line)
{
	if (r->zone_start)
		return;
	if (is(what, "VEVENT") || is(what, "VFREEBUSY") || is(what, "VCALENDAR"))
		r->skipped_depth = 0; /* whatever was open was never closed */
	else if (r->skipped_depth > 0) {
		r->skipped_depth++;
		return;
	}
	if (is(what, "VCALENDAR"))
		begin_calendar(r);
	else if (is(what, "VEVENT"))
		open_component(r, SCAN_EVENT, line);
	else if (is(what, "VFREEBUSY"))
		open_component(r, SCAN_FREEBUSY, line);
	else if (is(what, "VAVAILABILITY"))
		open_component(r, SCAN_AVAILABILITY, line);
	else if (is(what, "AVAILABLE"))
		open_component(r, SCAN_AVAILABLE, line);
	else if (is(what, "VTIMEZONE")) {
		r->zone_start = start;
		r->zone_line = line;
	} else {
		r->scan->other_count += is(what, "VTODO") || is(what, "VJOURNAL");
		r->skipped_depth++;
	}
}

static void end_zone(struct reader *r)
{
	struct scan_calendar *c = calendar(r);

	c->zones = ARENA_PUSH(r->arena, c->zones, c->zone_count, c->zone_room);
	c->zones[c->zone_count++] = (struct scan_zone){
		.text = { r->zone_start, (size_t)(r->at - r->zone_start) },
		.line = r->zone_line,
	};
	r->zone_start = NULL;
}

static void end(struct reader *r, struct span what)
{
	if (r->zone_start) {
		if (is(what, "VTIMEZONE"))
			end_zone(r);
	} else if (is(what, "VCALENDAR")) {
		if (r->open != NONE)
			warn(r, "event-not-closed", opened(r)->line,
			     "this event has no END: what stands before the end of the calendar is "
			     "taken as its own");
		r->open = NONE;
		r->skipped_depth = 0;
		r->calendar_depth -= r->calendar_depth > 0;
	} else if (r->skipped_depth > 0) {
		r->skipped_depth--;
	} else if (r->open != NONE) {
		close_component(r);
	}
}

/* --- the feed ---------------------------------------------------------- */

static void take_calendar_line(struct reader *r, struct span text)
{
	struct ical_line line;

	if (is((struct span){ text.ptr, name_length(text) }, "X-WR-TIMEZONE") &&
	    split_line(text, "X-WR-TIMEZONE", r->line, &line))
		calendar(r)->time_zone_hint = line_text(&line, r->arena);
	if (is((struct span){ text.ptr, name_length(text) }, "METHOD") &&
	    split_line(text, "METHOD", r->line, &line))
		calendar(r)->cancelled = is(line.value, "CANCEL");
}

static void take_line(struct reader *r, struct span text, const char *name, int32_t number)
{
	struct scan_component *component = opened(r);
	struct ical_line line;

	if (text.len > LINE_BYTES_MAX) {
		notes_add(r->notes, NOTE_ERROR, "line-too-long",
			  (struct place){ r->source.name, number, 0 },
			  "line skipped: %s is longer than %d bytes", name, LINE_BYTES_MAX);
		return;
	}
	if (!split_line(text, name, number, &line)) {
		notes_add(r->notes, NOTE_WARNING, "line-without-value",
			  (struct place){ r->source.name, number, 0 },
			  "%s has no ':' and so no value: the line is ignored", name);
		return;
	}
	component->lines =
		ARENA_PUSH(r->arena, component->lines, component->count, component->room);
	component->lines[component->count++] = line;
}

static void read_line(struct reader *r)
{
	const char *start = r->at;
	int32_t number = r->line;
	struct span first = physical_line(r);
	size_t len = name_length(first);
	struct span name = { first.ptr, len };
	const char *wanted = NULL;

	if (is(name, "BEGIN") || is(name, "END")) {
		struct span what = span_trim((struct span){ first.ptr + len + (len < first.len),
							    first.len - len - (len < first.len) });

		if (is(name, "BEGIN"))
			begin(r, what, start, number);
		else
			end(r, what);
		return;
	}
	if (r->open != NONE && r->skipped_depth == 0 && !r->zone_start)
		wanted = wanted_name(first);
	first = unfolded(r, first, wanted || r->open == NONE);
	if (wanted)
		take_line(r, first, wanted, number);
	else if (r->open == NONE && r->calendar_depth > 0 && !r->zone_start &&
		 r->skipped_depth == 0)
		take_calendar_line(r, first);
}

static bool find_text(struct span bytes, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= bytes.len; i++)
		if (strncasecmp(bytes.ptr + i, word, len) == 0)
			return true;
	return false;
}

static bool no_calendar(struct source source, struct fault *fault)
{
	struct span head = span_trim(source.bytes);

	if (head.len > 4096)
		head.len = 4096;
	if (head.len == 0)
		return fault_set(fault, FAULT_INPUT, "%s: the feed is empty", source.name);
	if (find_text(head, "<html") || find_text(head, "<!doctype"))
		return fault_set(fault, FAULT_INPUT,
				 "%s: this is a web page, not a calendar (a login page, perhaps: "
				 "use the private address that the calendar's settings show)",
				 source.name);
	return fault_set(fault, FAULT_INPUT, "%s: there is no BEGIN:VCALENDAR: this is no calendar",
			 source.name);
}

/* Junk before the first BEGIN: a byte order mark, blank lines, mail headers. */
static bool find_begin(struct reader *r)
{
	while (r->at < r->end) {
		const char *start = r->at;
		int32_t line = r->line;
		struct span text = physical_line(r);

		if (line == 1 && text.len >= 3 && memcmp(text.ptr, "\xef\xbb\xbf", 3) == 0) {
			start += 3;
			text = (struct span){ text.ptr + 3, text.len - 3 };
		}
		text = span_trim(text);
		if (is(text, "BEGIN:VCALENDAR") || is(text, "BEGIN:VEVENT") ||
		    is(text, "BEGIN:VFREEBUSY")) {
			r->at = start + (text.ptr - start);
			r->line = line;
			return true;
		}
	}
	return false;
}

bool scan_feed(struct source source, struct arena *arena, struct scan *scan, struct notes *notes,
	       struct fault *fault)
{
	struct scan made = { .calendars = NULL };
	struct reader r = { .source = source,
			    .arena = arena,
			    .notes = notes,
			    .scan = &made,
			    .at = source.bytes.ptr,
			    .end = source.bytes.ptr + source.bytes.len,
			    .newline = '\n',
			    .line = 1,
			    .open = NONE };

	if (source.bytes.len > SCAN_BYTES_MAX)
		return fault_set(fault, FAULT_INPUT, "%s: the feed is larger than %d MB",
				 source.name, SCAN_BYTES_MAX / 1000000);
	if (source.bytes.len == 0)
		return no_calendar(source, fault);
	if (!memchr(source.bytes.ptr, '\n', source.bytes.len))
		r.newline = '\r';
	if (!find_begin(&r))
		return no_calendar(source, fault);
	while (r.at < r.end) {
		read_line(&r);
		if (made.component_count > SCAN_EVENTS_MAX)
			return fault_set(fault, FAULT_INPUT, "%s: the feed has more than %d events",
					 source.name, SCAN_EVENTS_MAX);
	}
	if (r.open != NONE || r.zone_start || r.calendar_depth > 0)
		notes_add(notes, NOTE_WARNING, "feed-cut-off",
			  (struct place){ source.name, r.line, 0 },
			  "the feed ends before its END:VCALENDAR: events may be missing");
	*scan = made;
	return true;
}

/* --- parts of a line --------------------------------------------------- */

const char *line_parameter(const struct ical_line *line, const char *name, struct arena *arena)
{
	const char *at = line->parameters.ptr, *stop = at + line->parameters.len;
	size_t len = strlen(name);

	while (at < stop) {
		const char *from = ++at; /* after the ';' */
		bool quoted = false;

		while (at < stop && (quoted || *at != ';')) {
			if (*at == '"')
				quoted = !quoted;
			at++;
		}
		if ((size_t)(at - from) > len && from[len] == '=' &&
		    strncasecmp(from, name, len) == 0) {
			struct span value = { from + len + 1, (size_t)(at - from) - len - 1 };

			if (value.len >= 2 && value.ptr[0] == '"' &&
			    value.ptr[value.len - 1] == '"')
				value = (struct span){ value.ptr + 1, value.len - 2 };
			return arena_copy(arena, span_trim(value));
		}
	}
	return "";
}

bool line_is(const struct ical_line *line, const char *word)
{
	return is(line->value, word);
}

const struct ical_line *component_line(const struct scan_component *component, const char *name)
{
	for (size_t i = 0; i < component->count; i++)
		if (strcmp(component->lines[i].name, name) == 0)
			return &component->lines[i];
	return NULL;
}

const char *line_text(const struct ical_line *line, struct arena *arena)
{
	char *text = ARENA_ARRAY(arena, char, line->value.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < line->value.len; i++) {
		char c = line->value.ptr[i];

		if (c == '\\' && i + 1 < line->value.len) {
			c = line->value.ptr[++i];
			if (c == 'n' || c == 'N')
				c = '\n';
		}
		text[len++] = c;
	}
	return text;
}
