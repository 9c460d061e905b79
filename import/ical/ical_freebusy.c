#include "import/ical/ical_freebusy.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_SECONDS = 86400 };

static struct ical_event *settled_event(struct freebusy *f, size_t index, enum event_use use,
					const char *why)
{
	const struct scan_component *c = &f->scan->components[index];
	const struct ical_line *uid = component_line(c, "UID");
	const struct ical_line *summary = component_line(c, "SUMMARY");
	struct ical_event *event = ARENA_ARRAY(f->zones->arena, struct ical_event, 1);

	*event = (struct ical_event){ .uid = uid ? line_text(uid, f->zones->arena) : "",
				      .summary = summary ? line_text(summary, f->zones->arena) : "",
				      .stamp = "",
				      .line = c->line,
				      .calendar = c->calendar,
				      .component = index,
				      .use = use,
				      .settled = why };
	if (f->scan->calendars[c->calendar].cancelled) {
		event->use = USE_CANCELLED;
		event->settled = "METHOD:CANCEL";
	}
	return event;
}

static void show(struct freebusy *f, const struct ical_event *event, int64_t start, int64_t end,
		 const struct series_visitor *visitor)
{
	struct occurrence o = { .event = event, .start = start, .end = end };

	if (end < f->from || start > f->to)
		return;
	if (f->budget->occurrences_left-- <= 0) {
		f->budget->occurrences_left = 0;
		f->budget->exhausted = true;
		return;
	}
	visitor->visit(visitor->context, &o);
}

/* --- VFREEBUSY --------------------------------------------------------- */

static struct ical_event *event_of_type(struct freebusy *f, size_t index,
					const struct ical_line *line)
{
	static const struct {
		const char *type;
		enum event_use use;
		const char *why;
	} types[] = {
		{ "FREE", USE_FREE, "FBTYPE=FREE" },
		{ "BUSY-UNAVAILABLE", USE_ABSENT, "FBTYPE=BUSY-UNAVAILABLE" },
		{ "BUSY-TENTATIVE", USE_TENTATIVE, "FBTYPE=BUSY-TENTATIVE" },
	};
	const char *said = line_parameter(line, "FBTYPE", f->zones->arena);
	struct ical_line type = { .value = span_of(said) };

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (line_is(&type, types[i].type))
			return settled_event(f, index, types[i].use, types[i].why);
	/* Types that nobody knows are busy: RFC 5545, 3.2.9. */
	return settled_event(f, index, USE_BUSY, "FBTYPE=BUSY");
}

static void read_periods(struct freebusy *f, size_t index, const struct ical_line *line,
			 const struct series_visitor *visitor)
{
	size_t calendar = f->scan->components[index].calendar;
	struct ical_event *event = event_of_type(f, index, line);
	struct span rest = line->value, item;

	while (span_next(&rest, ',', &item)) {
		struct extra period = { .length = 0 };

		if (item.len == 0)
			continue;
		if (!period_read(f->zones, calendar, line, item, &period) || !period.has_length) {
			notes_add_quoting(
				f->zones->notes, NOTE_ERROR, "freebusy-period-wrong",
				(struct place){ f->zones->feed, line->line, 0 },
				"period skipped: it is not START/END or START/DURATION",
				"period skipped: '%.*s' is not START/END or START/DURATION",
				(int)(item.len < 80 ? item.len : 80), item.ptr);
			continue;
		}
		show(f, event, event_time_utc(period.time),
		     event_time_utc(period.time) + period.length, visitor);
	}
}

void freebusy_each(struct freebusy *f, const struct series_visitor *visitor)
{
	for (size_t i = 0; i < f->scan->component_count; i++) {
		const struct scan_component *c = &f->scan->components[i];

		if (c->kind != SCAN_FREEBUSY)
			continue;
		for (size_t k = 0; k < c->count; k++)
			if (strcmp(c->lines[k].name, "FREEBUSY") == 0)
				read_periods(f, i, &c->lines[k], visitor);
	}
}

/* --- VAVAILABILITY ----------------------------------------------------- */

/* A stretch of time that is available (event is NULL) or taken. */
struct freebusy_stretch {
	int64_t start, end;
	const struct ical_event *event;
};

struct freebusy_stretches {
	struct arena *arena;
	struct freebusy_stretch *list;
	size_t count, room;
};

static void add(struct freebusy_stretches *s, int64_t start, int64_t end,
		const struct ical_event *event)
{
	if (start >= end)
		return;
	s->list = ARENA_PUSH(s->arena, s->list, s->count, s->room);
	s->list[s->count++] = (struct freebusy_stretch){ start, end, event };
}

static int by_start(const void *left, const void *right)
{
	const struct freebusy_stretch *a = left, *b = right;

	return (a->start > b->start) - (a->start < b->start);
}

struct availability {
	struct freebusy *freebusy;
	const struct series_visitor *visitor;
	struct freebusy_stretches available; /* of the VAVAILABILITY that is read */
	int count;
};

/* Laying one over the other is quadratic; nobody has as many calendars of working hours. */
enum { AVAILABILITIES_MAX = 500 };

static void take_available(void *context, const struct occurrence *o)
{
	struct availability *a = context;

	add(&a->available, o->start, o->end, NULL);
	a->visitor->visit(a->visitor->context, o);
}

static void pass_fate(void *context, const struct ical_event *event, enum event_use use,
		      const char *why)
{
	struct availability *a = context;

	if (a->visitor->fate)
		a->visitor->fate(a->visitor->context, event, use, why);
}

static void expand_available(struct availability *a, size_t parent)
{
	struct freebusy *f = a->freebusy;
	const struct scan *scan = f->scan;
	struct ical_event *events;
	size_t parts = 0, count = 0;
	struct series_visitor visitor = { take_available, pass_fate, a };

	while (parent + 1 + parts < scan->component_count &&
	       scan->components[parent + 1 + parts].parent == parent)
		parts++;
	events = ARENA_ARRAY(f->zones->arena, struct ical_event, parts + 1);
	for (size_t i = parent + 1; i <= parent + parts; i++) {
		if (!event_read(&scan->components[i], f->zones, &events[count])) {
			f->skipped_count++;
			pass_fate(a, &(struct ical_event){ .component = i }, USE_SKIPPED,
				  "it cannot be read");
			continue;
		}
		events[count].component = i;
		events[count].use = USE_AVAILABLE;
		events[count++].settled = "AVAILABLE";
	}
	a->available.count = 0;
	series_each(events, count, f->from, f->to, f->zones, f->budget, &visitor);
	if (a->available.count > 0)
		qsort(a->available.list, a->available.count, sizeof(*a->available.list), by_start);
}

/* From DTSTART to DTEND or for its DURATION; open where they are missing. */
static bool read_span(struct freebusy *f, const struct scan_component *c, int64_t *start,
		      int64_t *end)
{
	const struct ical_line *from = component_line(c, "DTSTART");
	const struct ical_line *to = component_line(c, "DTEND");
	const struct ical_line *duration = component_line(c, "DURATION");
	struct event_time first, last;
	int32_t days;
	int64_t seconds;

	*start = f->from;
	*end = f->to;
	if (from) {
		if (!time_read(f->zones, c->calendar, from, from->value, &first))
			return false;
		*start = event_time_utc(first);
	}
	if (to) {
		if (!time_read(f->zones, c->calendar, to, to->value, &last))
			return false;
		*end = event_time_utc(last);
	} else if (from && duration) {
		if (!duration_read(duration->value, &days, &seconds, f->zones->arena))
			return false;
		first.wall.day = day_add(first.wall.day, days);
		*end = event_time_utc(first) + seconds;
	}
	if (*start < f->from)
		*start = f->from;
	if (*end > f->to)
		*end = f->to;
	return true;
}

static const struct ical_event *taker(struct freebusy *f, size_t index)
{
	const struct ical_line *type = component_line(&f->scan->components[index], "BUSYTYPE");

	if (type && line_is(type, "BUSY-TENTATIVE"))
		return settled_event(f, index, USE_TENTATIVE, "outside of what is AVAILABLE");
	return settled_event(f, index, USE_ABSENT, "outside of what is AVAILABLE");
}

/* Put a VAVAILABILITY over what lower ones say: its whole span is decided by it. */
static void lay_over(struct availability *a, struct freebusy_stretches *plan, size_t index,
		     int64_t start, int64_t end)
{
	const struct ical_event *event = taker(a->freebusy, index);
	struct freebusy_stretches made = { .arena = plan->arena };
	int64_t reached = start;

	for (size_t i = 0; i < plan->count; i++)
		add(&made, plan->list[i].start,
		    plan->list[i].end < start ? plan->list[i].end : start, plan->list[i].event);
	for (size_t i = 0; i < a->available.count; i++) {
		const struct freebusy_stretch *free = &a->available.list[i];

		if (free->end <= reached)
			continue;
		if (free->start >= end)
			break;
		add(&made, reached, free->start, event);
		reached = free->end;
	}
	add(&made, reached, end, event);
	for (size_t i = 0; i < plan->count; i++)
		add(&made, plan->list[i].start > end ? plan->list[i].start : end, plan->list[i].end,
		    plan->list[i].event);
	*plan = made;
}

static int priority_of(const struct scan_component *c)
{
	const struct ical_line *line = component_line(c, "PRIORITY");

	if (!line || line->value.len != 1 || line->value.ptr[0] < '1' || line->value.ptr[0] > '9')
		return 0;
	return '9' - line->value.ptr[0] + 1;
}

static void skip(struct availability *a, size_t index, const char *why)
{
	struct freebusy *f = a->freebusy;

	f->skipped_count++;
	notes_add(f->zones->notes, NOTE_ERROR, "availability-wrong",
		  (struct place){ f->zones->feed, f->scan->components[index].line, 0 },
		  "availability skipped: %s", why);
	pass_fate(a, &(struct ical_event){ .component = index }, USE_SKIPPED, why);
}

static void lay_priority(struct availability *a, struct freebusy_stretches *plan, int priority)
{
	struct freebusy *f = a->freebusy;

	for (size_t i = 0; i < f->scan->component_count; i++) {
		const struct scan_component *c = &f->scan->components[i];
		int64_t start, end;

		if (c->kind != SCAN_AVAILABILITY || priority_of(c) != priority)
			continue;
		if (++a->count > AVAILABILITIES_MAX) {
			skip(a, i, "there are more than 500 of them");
			continue;
		}
		expand_available(a, i);
		if (!read_span(f, c, &start, &end))
			skip(a, i, "its DTSTART, DTEND or DURATION is not a time");
		else if (start < end)
			lay_over(a, plan, i, start, end);
	}
}

void availability_each(struct freebusy *f, const struct series_visitor *visitor)
{
	struct availability a = { .freebusy = f,
				  .visitor = visitor,
				  .available = { .arena = f->zones->arena } };
	struct freebusy_stretches plan = { .arena = f->zones->arena };

	for (int priority = 0; priority <= 9; priority++)
		lay_priority(&a, &plan, priority);
	for (size_t i = 0; i < plan.count; i++)
		if (plan.list[i].event)
			show(f, plan.list[i].event, plan.list[i].start, plan.list[i].end, visitor);
}
