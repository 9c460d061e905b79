#include "tests/spoil.h"

#include <string.h>

#include "base/attributes.h"
#include "tests/generate.h"

enum { CHANGES_MAX = 5, HUGE = 40000 };

/* Bytes that are changed in the middle. */
struct spoiled_text {
	char *ptr;
	size_t len;
	uint64_t *state;
	struct arena *arena;
};

static size_t below(struct spoiled_text *t, size_t limit)
{
	return limit ? (size_t)generate_below(t->state, limit) : 0;
}

/* Put bytes in place of a range. */
static void replace(struct spoiled_text *t, size_t from, size_t to, struct span with)
{
	char *made = ARENA_ARRAY(t->arena, char, t->len - (to - from) + with.len + 1);

	memcpy(made, t->ptr, from);
	memcpy(made + from, with.ptr, with.len);
	memcpy(made + from + with.len, t->ptr + to, t->len - to);
	t->len = t->len - (to - from) + with.len;
	t->ptr = made;
}

struct range {
	size_t from, to; /* without what ends it */
};

static bool is_end(char c)
{
	return c == '\n' || c == '\r';
}

/* A line that is not empty, by chance; the whole when there is none. */
static struct range some_line(struct spoiled_text *t)
{
	size_t at = below(t, t->len);
	struct range line;

	while (at > 0 && is_end(t->ptr[at]))
		at--;
	line = (struct range){ at, at };
	while (line.from > 0 && !is_end(t->ptr[line.from - 1]))
		line.from--;
	while (line.to < t->len && !is_end(t->ptr[line.to]))
		line.to++;
	return line;
}

/* A stretch between `mark`s of a line, by chance. */
static struct range some_part(struct spoiled_text *t, char mark)
{
	struct range line = some_line(t), part;
	size_t at = line.from + below(t, line.to - line.from);

	part = (struct range){ at, at };
	while (part.from > line.from && t->ptr[part.from - 1] != mark)
		part.from--;
	while (part.to < line.to && t->ptr[part.to] != mark)
		part.to++;
	return part;
}

static struct span copy_of(struct spoiled_text *t, struct range range)
{
	return (struct span){ t->ptr + range.from, range.to - range.from };
}

/* One of them in the other's place; both when they do not overlap. */
static void swap(struct spoiled_text *t, struct range a, struct range b)
{
	struct range first = a.from < b.from ? a : b, second = a.from < b.from ? b : a;
	struct span one, other;

	if (first.to > second.from)
		return;
	one = span_of(arena_copy(t->arena, copy_of(t, first)));
	other = span_of(arena_copy(t->arena, copy_of(t, second)));
	replace(t, second.from, second.to, one);
	replace(t, first.from, first.to, other);
}

static void change_all(struct spoiled_text *t, char from, struct span to)
{
	for (size_t i = 0; i < t->len; i++)
		if (t->ptr[i] == from) {
			replace(t, i, i + 1, to);
			i += to.len ? to.len - 1 : 0;
		}
}

static struct span huge_text(struct spoiled_text *t)
{
	char *made = ARENA_ARRAY(t->arena, char, HUGE);

	memset(made, 'x', HUGE);
	return (struct span){ made, HUGE };
}

static void change_byte(struct spoiled_text *t)
{
	size_t at = below(t, t->len);

	if (t->len && below(t, 2))
		t->ptr[at] = (char)((unsigned char)t->ptr[at] ^ 1U << below(t, 8));
	else if (t->len)
		t->ptr[at] = (char)below(t, 256);
}

/* What both kinds of file suffer. */
static void change_any(struct spoiled_text *t, size_t kind)
{
	struct range line = some_line(t);
	size_t at = below(t, t->len);

	switch (kind) {
	case 0: replace(t, line.from, line.to, SPAN("")); break;
	case 1: /* twice */
		replace(t, line.to, line.to, copy_of(t, line));
		replace(t, line.to, line.to, SPAN("\n"));
		break;
	case 2: swap(t, line, some_line(t)); break;
	case 3: t->len = at; break;
	case 4: replace(t, at, at + below(t, t->len - at) / 8, SPAN("")); break;
	case 5: change_all(t, '\n', below(t, 2) ? SPAN("\r\n") : SPAN("\r")); break;
	case 6: replace(t, 0, 0, SPAN("\xef\xbb\xbf")); break;
	case 7: replace(t, at, at, SPAN("\n")); break;
	case 8: replace(t, at, at, (struct span){ "\0", 1 }); break;
	default: change_byte(t);
	}
}

static void change_cell(struct spoiled_text *t, char separator)
{
	static const char *const odd[] = { "",
					   "-1",
					   "1e3",
					   "2026-02-30",
					   "9999-12-31",
					   "0000-01-01",
					   "1,5",
					   "\"a\nb\"",
					   "\"a,b\"",
					   "99999999999999999999",
					   "  ",
					   "-ben",
					   "'-ben",
					   "\"",
					   "\"\"",
					   "'=1",
					   "0",
					   "#",
					   "backend:9",
					   "\xff",
					   "M\xfcller",
					   "2026-W53",
					   "\"x\ny\r\nz\"" };
	struct range cell = some_part(t, separator), other = some_part(t, separator);

	switch (below(t, 5)) {
	case 0: replace(t, cell.from, cell.to, span_of(odd[below(t, ARRAY_LEN(odd))])); break;
	case 1:
		replace(t, cell.from, cell.to, span_of(arena_copy(t->arena, copy_of(t, other))));
		break;
	case 2: swap(t, cell, other); break;
	case 3:
		replace(t, cell.to, cell.to, copy_of(t, cell));
		replace(t, cell.to, cell.to, (struct span){ &separator, 1 });
		break;
	default: replace(t, cell.from, cell.to, below(t, 8) ? SPAN("") : huge_text(t));
	}
}

static void change_table(struct spoiled_text *t)
{
	static const char *const words[] = { "\"", "\"\"", ",",       ";",      "\t",  "#",
					     "'",  "\r",   "sep=;\n", ",,,,\n", "\n\n" };
	size_t at = below(t, t->len);
	struct range line = some_line(t);

	switch (below(t, 12)) {
	case 0: change_all(t, ',', below(t, 2) ? SPAN(";") : SPAN("\t")); break;
	case 1:
	case 2: replace(t, at, at, span_of(words[below(t, ARRAY_LEN(words))])); break;
	case 3: replace(t, line.from, line.from, below(t, 2) ? SPAN("-") : SPAN("#")); break;
	case 4:
	case 5: change_any(t, below(t, 10)); break;
	case 6: change_byte(t); break;
	default: change_cell(t, ',');
	}
}

static void change_value(struct spoiled_text *t)
{
	static const char *const odd[] = { "",
					   "20260230T090000",
					   "99991231",
					   "00010101T000000Z",
					   "P1D",
					   "-PT1H",
					   "PT99999999H",
					   "FREQ=SECONDLY",
					   "FREQ=DAILY;COUNT=0",
					   "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
					   "u1",
					   "CANCELLED",
					   "20261124T090000Z/PT1H",
					   "20261124T090000,20261125T090000",
					   "mailto:x@y",
					   "\xff",
					   "x",
					   "VEVENT",
					   "VTODO",
					   "VCALENDAR",
					   "OPAQUE" };
	struct range value = some_part(t, ':');

	if (below(t, 12) == 0)
		replace(t, value.from, value.to, huge_text(t));
	else
		replace(t, value.from, value.to, span_of(odd[below(t, ARRAY_LEN(odd))]));
}

static void change_calendar(struct spoiled_text *t)
{
	static const char *const lines[] = { "BEGIN:VEVENT\n",
					     "END:VEVENT\n",
					     "BEGIN:VALARM\n",
					     "END:VALARM\n",
					     "BEGIN:VTODO\n",
					     "END:VTODO\n",
					     "begin:vevent\n",
					     "END:VCALENDAR\n",
					     "BEGIN:VCALENDAR\n",
					     "BEGIN:VTIMEZONE\n",
					     "RRULE:FREQ=DAILY\n",
					     "RECURRENCE-ID:20261124T090000Z\n",
					     "EXDATE:20261124T090000Z\n",
					     "RDATE:20261124T090000Z\n",
					     "UID:u1\n",
					     "DTSTART:20261124T090000Z\n",
					     "SEQUENCE:99\n",
					     " folded\n",
					     "BEGIN:VFREEBUSY\n",
					     "END:VFREEBUSY\n",
					     "BEGIN:VAVAILABILITY\n",
					     "END:VAVAILABILITY\n",
					     "BEGIN:X\n" };
	struct range line = some_line(t);

	switch (below(t, 8)) {
	case 0:
	case 1: replace(t, line.from, line.from, span_of(lines[below(t, ARRAY_LEN(lines))])); break;
	case 2:
	case 3: change_value(t); break;
	case 4: replace(t, line.from + below(t, line.to - line.from), line.to, SPAN("\n ")); break;
	case 5: change_byte(t); break;
	default: change_any(t, below(t, 10));
	}
}

static struct span spoil(struct span bytes, uint64_t *state, struct arena *arena,
			 void (*change)(struct spoiled_text *t))
{
	struct spoiled_text t = { arena_copy(arena, bytes), bytes.len, state, arena };
	size_t changes = 1 + below(&t, CHANGES_MAX);

	for (size_t i = 0; i < changes; i++)
		change(&t);
	return (struct span){ t.ptr, t.len };
}

struct span spoil_table(struct span bytes, uint64_t *state, struct arena *arena)
{
	return spoil(bytes, state, arena, change_table);
}

struct span spoil_calendar(struct span bytes, uint64_t *state, struct arena *arena)
{
	return spoil(bytes, state, arena, change_calendar);
}
