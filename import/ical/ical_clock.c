#include "import/ical/ical_clock.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lock.h"
#include "import/ical/ical_rule_each.h"
#include "import/ical/ical_scan.h"

enum {
	DAY_SECONDS = 86400,
	YEAR_FIRST = 1900,
	YEAR_LAST = 2100,
	STEPS_MAX = 300000,
	CHANGES_MAX = 10000,
	TEXT_MAX = 1000 * 1000,
	KEPT_TEXT_MAX = 65536,
	KEPT_MAX = 500
};

const struct clock clock_utc = { .name = "UTC" };

/* --- reading a clock --------------------------------------------------- */

/* How many changes are not after the instant. */
static size_t changes_until(const struct clock *clock, int64_t utc)
{
	size_t low = 0, high = clock->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (clock->changes[middle].utc <= utc)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int32_t clock_offset(const struct clock *clock, int64_t utc)
{
	size_t count = changes_until(clock, utc);

	return count > 0 ? clock->changes[count - 1].offset : clock->before;
}

int64_t clock_instant(const struct clock *clock, int64_t wall)
{
	/* A day before, whatever the offset is, the instant is still to come. */
	size_t i = changes_until(clock, wall - INT64_C(2) * DAY_SECONDS);
	int32_t offset = i > 0 ? clock->changes[i - 1].offset : clock->before;

	for (; i < clock->count && wall - offset >= clock->changes[i].utc; i++) {
		int32_t next = clock->changes[i].offset;

		if (wall - next < clock->changes[i].utc) /* skipped by this change */
			break;
		offset = next;
	}
	return wall - offset;
}

/* --- VTIMEZONE --------------------------------------------------------- */

/* STANDARD or DAYLIGHT while it is read. */
struct observance {
	bool open, has_start;
	struct moment start;
	int32_t from, to;
	struct ical_line rules[4], dates[64];
	size_t rule_count, date_count;
};

struct zone_reader {
	struct arena *arena;
	struct clock clock;
	size_t room;
	struct observance one;
	int64_t earliest, steps_left;
	bool bad;
};

static bool digits(const char *text, size_t count, int *value)
{
	*value = 0;
	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*value = *value * 10 + (text[i] - '0');
	}
	return true;
}

/* "+0100", "-0330", "+053020" */
static bool read_offset(struct span text, int32_t *offset)
{
	int hours, minutes, seconds = 0;

	if ((text.len != 5 && text.len != 7) || (text.ptr[0] != '+' && text.ptr[0] != '-') ||
	    !digits(text.ptr + 1, 2, &hours) || !digits(text.ptr + 3, 2, &minutes) ||
	    (text.len == 7 && !digits(text.ptr + 5, 2, &seconds)) || hours > 23 || minutes > 59 ||
	    seconds > 59)
		return false;
	*offset = (int32_t)(hours * 3600 + minutes * 60 + seconds);
	if (text.ptr[0] == '-')
		*offset = -*offset;
	return true;
}

static void add_change(struct zone_reader *z, struct moment wall)
{
	int64_t utc = (int64_t)wall.day.since_1970 * DAY_SECONDS + wall.second - z->one.from;

	if (z->clock.count >= CHANGES_MAX) {
		z->bad = true;
		return;
	}
	if (z->clock.count == 0 || utc < z->earliest) {
		z->earliest = utc;
		z->clock.before = z->one.from;
	}
	z->clock.changes = ARENA_PUSH(z->arena, z->clock.changes, z->clock.count, z->room);
	z->clock.changes[z->clock.count++] = (struct clock_change){ utc, z->one.to };
}

struct until {
	struct zone_reader *zone;
	const struct rule *rule;
};

static bool add_instance(void *context, struct moment wall)
{
	struct until *u = context;
	const struct icaltimetype *t = &u->rule->parts.until;

	if (!icaltime_is_null_time(*t)) {
		int64_t last = (int64_t)day_of(t->year, t->month, t->day).since_1970 * DAY_SECONDS +
			       (t->is_date ? DAY_SECONDS - 1
					   : t->hour * 3600 + t->minute * 60 + t->second);
		int64_t at = (int64_t)wall.day.since_1970 * DAY_SECONDS + wall.second;

		if (at - (u->rule->until_utc ? u->zone->one.from : 0) > last)
			return false;
	}
	add_change(u->zone, wall);
	return !u->zone->bad;
}

static void expand_rule(struct zone_reader *z, const struct ical_line *line)
{
	struct rule rule;
	struct moment from = { day_of(YEAR_FIRST, 1, 1), 0 }, to = { day_of(YEAR_LAST, 1, 1), 0 };
	struct until until = { z, &rule };

	if (!rule_read(arena_copy(z->arena, line->value), z->arena, &rule) ||
	    rule_each(&rule.parts, z->one.start, from, to, &z->steps_left, add_instance, &until) !=
		    RULE_DONE)
		z->bad = true;
}

static bool read_wall(struct span text, struct moment *wall)
{
	int year, month, mday, hour = 0, minute = 0, second = 0;

	if (text.len < 8 || !digits(text.ptr, 4, &year) || !digits(text.ptr + 4, 2, &month) ||
	    !digits(text.ptr + 6, 2, &mday) || year < 1 || month < 1 || month > 12 || mday < 1 ||
	    mday > day_month_length(year, month))
		return false;
	if (text.len > 8 &&
	    (text.len < 15 || !digits(text.ptr + 9, 2, &hour) ||
	     !digits(text.ptr + 11, 2, &minute) || !digits(text.ptr + 13, 2, &second) ||
	     hour > 23 || minute > 59 || second > 59))
		return false;
	*wall = (struct moment){ day_of(year, month, mday), hour * 3600 + minute * 60 + second };
	return true;
}

static void expand_dates(struct zone_reader *z, const struct ical_line *line)
{
	struct span rest = line->value, item;
	struct moment wall;

	while (span_next(&rest, ',', &item) && !z->bad)
		if (read_wall(item, &wall))
			add_change(z, wall);
}

static void end_observance(struct zone_reader *z)
{
	if (!z->one.has_start) {
		z->bad = true;
		return;
	}
	add_change(z, z->one.start);
	for (size_t i = 0; i < z->one.rule_count && !z->bad; i++)
		expand_rule(z, &z->one.rules[i]);
	for (size_t i = 0; i < z->one.date_count && !z->bad; i++)
		expand_dates(z, &z->one.dates[i]);
}

static void take_line(struct zone_reader *z, const struct ical_line *line, const char *name)
{
	struct observance *one = &z->one;

	if (strcmp(name, "DTSTART") == 0)
		one->has_start = read_wall(line->value, &one->start);
	else if (strcmp(name, "TZOFFSETFROM") == 0)
		z->bad |= !read_offset(line->value, &one->from);
	else if (strcmp(name, "TZOFFSETTO") == 0)
		z->bad |= !read_offset(line->value, &one->to);
	else if (strcmp(name, "RRULE") == 0 && one->rule_count < 4)
		one->rules[one->rule_count++] = *line;
	else if (strcmp(name, "RDATE") == 0) {
		if (one->date_count < 64)
			one->dates[one->date_count++] = *line;
		else
			expand_dates(z, line);
	}
}

static void finish(struct clock *clock)
{
	size_t kept = 0;

	if (clock->count > 0)
		qsort(clock->changes, clock->count, sizeof(*clock->changes), clock_change_order);
	for (size_t i = 0; i < clock->count; i++) {
		int32_t last = kept ? clock->changes[kept - 1].offset : clock->before;

		if (clock->changes[i].offset != last)
			clock->changes[kept++] = clock->changes[i];
	}
	clock->count = kept;
}

static bool is_observance(struct span what)
{
	struct ical_line line = { .value = what };

	return line_is(&line, "STANDARD") || line_is(&line, "DAYLIGHT");
}

static bool read_zone(struct span text, struct arena *arena, struct clock *clock)
{
	static const char *const names[] = { "BEGIN",      "END",          "TZID",
					     "DTSTART",    "RRULE",        "RDATE",
					     "TZOFFSETTO", "TZOFFSETFROM", NULL };
	struct zone_reader z = { .arena = arena, .steps_left = STEPS_MAX };
	struct ical_lines lines = ical_lines_of(text, arena);
	struct ical_line line;

	while (!z.bad && ical_lines_next(&lines, names, &line)) {
		if (strcmp(line.name, "BEGIN") == 0 && is_observance(line.value))
			z.one = (struct observance){ .open = true };
		else if (strcmp(line.name, "END") == 0 && is_observance(line.value)) {
			if (z.one.open)
				end_observance(&z);
			z.one.open = false;
		} else if (strcmp(line.name, "TZID") == 0)
			z.clock.name = line_text(&line, arena);
		else if (z.one.open)
			take_line(&z, &line, line.name);
	}
	if (z.bad || !z.clock.name || z.clock.count == 0)
		return false;
	finish(&z.clock);
	*clock = z.clock;
	return true;
}

/* --- clocks that are kept ---------------------------------------------- */

struct kept_clock {
	struct span key; /* the VTIMEZONE */
	const struct clock *clock;
};

static struct lock kept_lock = LOCK_INIT(2);
static struct arena kept_arena = ARENA_INIT;
static struct kept_clock kept[KEPT_MAX];
static size_t kept_count;

static const struct kept_clock *find_kept(struct span key)
{
	for (size_t i = 0; i < kept_count; i++)
		if (span_equal(kept[i].key, key))
			return &kept[i];
	return NULL;
}

static const struct clock *keep(struct span key, const struct clock *clock)
{
	struct clock *copy = ARENA_ARRAY(&kept_arena, struct clock, 1);

	*copy = *clock;
	copy->name = arena_copy(&kept_arena, span_of(clock->name));
	copy->changes = ARENA_ARRAY(&kept_arena, struct clock_change, clock->count + 1);
	if (clock->count > 0)
		memcpy(copy->changes, clock->changes, clock->count * sizeof(*copy->changes));
	kept[kept_count++] = (struct kept_clock){ .key = { arena_copy(&kept_arena, key), key.len },
						  .clock = copy };
	return copy;
}

static const struct clock *read_or_null(struct span text, struct arena *arena)
{
	struct clock *clock = ARENA_ARRAY(arena, struct clock, 1);

	return text.len <= TEXT_MAX && read_zone(text, arena, clock) ? clock : NULL;
}

const struct clock *clock_of_text(struct span text, struct arena *arena)
{
	const struct kept_clock *found;
	const struct clock *clock;

	if (text.len > KEPT_TEXT_MAX)
		return read_or_null(text, arena);
	lock_take(&kept_lock);
	found = find_kept(text);
	if (found)
		clock = found->clock;
	else {
		clock = read_or_null(text, arena);
		if (clock && kept_count < KEPT_MAX)
			clock = keep(text, clock);
	}
	lock_give(&kept_lock);
	return clock;
}

int clock_change_order(const void *left, const void *right)
{
	const struct clock_change *a = left, *b = right;

	return (a->utc > b->utc) - (a->utc < b->utc);
}
