#include "import/ical/ical_import.h"

#include <stdlib.h>
#include <string.h>

#include "import/ical/ical_feed.h"

/* --- busy times -------------------------------------------------------- */

/* Busy times of each person: one, or all of request->people. */
struct busy_lists {
	struct feed_read *feed;
	struct calendar *calendars;
	size_t *rooms;
	const char *feed_name; /* in the arena, as are the last event's texts */
	const struct ical_event *last;
	const char *uid, *summary;
	int32_t count;
};

static void copy_texts(struct busy_lists *l, const struct ical_event *event)
{
	if (l->last == event)
		return;
	l->last = event;
	l->uid = arena_copy(l->feed->arena, span_of(event->uid));
	l->summary = arena_copy(l->feed->arena, span_of(event->summary));
}

/* An event that is longer than the time between two of it fills the window again and again. */
static bool repeats(const struct calendar *calendar, const struct busy *busy)
{
	const struct busy *last =
		calendar->busy_count ? &calendar->busy[calendar->busy_count - 1] : NULL;

	return last && last->line == busy->line && last->class == busy->class &&
	       last->start_minute == busy->start_minute && last->end_minute == busy->end_minute;
}

static void add_busy(void *context, const struct taken_time *taken)
{
	struct busy_lists *l = context;
	struct feed_read *f = l->feed;
	const struct occurrence *o = taken->occurrence;
	struct calendar *c = &l->calendars[taken->person];
	struct busy busy = { .start_minute = taken->start_minute,
			     .end_minute = taken->end_minute,
			     .line = o->event->line };

	if (!busy_class_of(taken->verdict.use, &busy.class) ||
	    busy.start_minute >= busy.end_minute || (l->last == o->event && repeats(c, &busy)))
		return;
	if (o->days > 0)
		busy.part = half_of(o->event->summary, &f->scratch);
	copy_texts(l, o->event);
	busy.feed = l->feed_name;
	busy.uid = l->uid;
	busy.summary = l->summary;
	c->busy = ARENA_PUSH(f->arena, c->busy, c->busy_count, l->rooms[taken->person]);
	c->busy[c->busy_count++] = busy;
	l->count++;
}

static int by_busy(const void *left, const void *right)
{
	const struct busy *a = left, *b = right;
	int order;

	if (a->start_minute != b->start_minute)
		return a->start_minute < b->start_minute ? -1 : 1;
	if (a->end_minute != b->end_minute)
		return a->end_minute < b->end_minute ? -1 : 1;
	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	order = strcmp(a->feed, b->feed);
	if (order)
		return order;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return strcmp(a->uid, b->uid);
}

static void sort_busy(struct calendar *calendar)
{
	if (calendar->busy_count > 0)
		qsort(calendar->busy, calendar->busy_count, sizeof(*calendar->busy), by_busy);
}

static bool read_busy(struct feed_read *f, size_t count, struct calendar **calendars,
		      struct fault *fault)
{
	struct busy_lists lists = { .feed = f };

	if (!feed_open(f, fault))
		return false;
	lists.calendars = ARENA_ARRAY(f->arena, struct calendar, count + 1);
	lists.rooms = ARENA_ARRAY(&f->scratch, size_t, count + 1);
	lists.feed_name = arena_copy(f->arena, span_of(f->request->source.name));
	if (!feed_each(f, add_busy, &lists, fault))
		return false;
	f->counts.busy_count = lists.count;
	for (size_t i = 0; i < count; i++)
		sort_busy(&lists.calendars[i]);
	*calendars = lists.calendars;
	return true;
}

bool import_calendar(const struct calendar_request *request, struct arena *arena,
		     struct calendar *calendar, struct calendar_counts *counts, struct notes *notes,
		     struct fault *fault)
{
	struct feed_read f = { .request = request, .arena = arena, .notes = notes };
	struct calendar *read;
	bool ok = read_busy(&f, 1, &read, fault);

	if (ok) {
		*calendar = *read;
		calendar->known = true;
		*counts = f.counts;
	}
	feed_close(&f);
	return ok;
}

bool import_absences(const struct calendar_request *request, struct arena *arena,
		     struct calendar **calendars, struct calendar_counts *counts,
		     struct notes *notes, struct fault *fault)
{
	struct feed_read f = { .request = request, .arena = arena, .notes = notes };
	bool ok = read_busy(&f, request->person_count, calendars, fault);

	if (ok) {
		for (size_t i = 0; i < f.scan.component_count; i++)
			for (size_t k = 0; k < f.absentees[i].count; k++)
				(*calendars)[f.absentees[i].people[k]].known = true;
		*counts = f.counts;
	}
	feed_close(&f);
	return ok;
}

void calendar_add(struct calendar *calendar, const struct calendar *more, struct arena *arena)
{
	size_t count = calendar->busy_count + more->busy_count;
	struct busy *all = ARENA_ARRAY(arena, struct busy, count + 1);

	if (calendar->busy_count > 0)
		memcpy(all, calendar->busy, calendar->busy_count * sizeof(*all));
	if (more->busy_count > 0)
		memcpy(all + calendar->busy_count, more->busy, more->busy_count * sizeof(*all));
	calendar->known |= more->known;
	calendar->busy = all;
	calendar->busy_count = count;
	sort_busy(calendar);
}

/* --- holidays ---------------------------------------------------------- */

/*
 * Holidays of one day that are kept in any case. Beyond them only the first of its kind is: it
 * takes the same hours, and everybody looks through all of them.
 */
enum { HOLIDAYS_OF_A_DAY = 16 };

/* What is there of a day: how many, and which parts as a day off or as a working day. */
struct day_holidays {
	uint8_t count, kinds;
};

struct holiday_list {
	struct feed_read *feed;
	struct day_holidays *days; /* of the window */
	const char *location;
	struct holiday *list;
	size_t count, room;
	const struct ical_event *noted; /* said not to be all-day last */
};

static void note_hours(struct holiday_list *l, const struct occurrence *o)
{
	enum { DAY_SECONDS = 86400 };
	const struct ical_event *event = o->event;
	char day[DAY_TEXT_SIZE];
	struct feed_read *f = l->feed;

	if (l->noted == event)
		return;
	l->noted = event;
	day_format((struct day){ (int32_t)(o->start / DAY_SECONDS) }, day);
	notes_add_quoting(
		f->notes, NOTE_WARNING, "holiday-not-all-day",
		(struct place){ f->request->source.name, event->line, 0 },
		arena_format(f->arena,
			     "an event of %s is not all-day: it does not count as a holiday", day),
		"'%s' is not an all-day event: it does not count as a holiday", event->summary);
}

static bool adds_something(struct holiday_list *l, const struct holiday *holiday)
{
	struct day_holidays *day = &l->days[day_distance(l->feed->request->first, holiday->day)];
	uint8_t kind = (uint8_t)(1u << ((unsigned)holiday->part * 2 + holiday->workday));

	if (day->count >= HOLIDAYS_OF_A_DAY && (day->kinds & kind))
		return false;
	if (day->count < HOLIDAYS_OF_A_DAY)
		day->count++;
	day->kinds = (uint8_t)(day->kinds | kind);
	return true;
}

static void add_holiday(void *context, const struct taken_time *taken)
{
	struct holiday_list *l = context;
	struct feed_read *f = l->feed;
	const struct occurrence *o = taken->occurrence;
	struct holiday holiday = { .location = l->location,
				   .line = o->event->line,
				   .workday = taken->verdict.use == USE_WORKDAY };
	struct day first, last;

	if (taken->verdict.use == USE_IGNORED && o->days == 0)
		note_hours(l, o);
	if (taken->verdict.use != USE_HOLIDAY && taken->verdict.use != USE_WORKDAY)
		return;
	holiday.name = arena_copy(f->arena, span_of(o->event->summary));
	holiday.feed = arena_copy(f->arena, span_of(f->request->source.name));
	holiday.uid = arena_copy(f->arena, span_of(o->event->uid));
	holiday.part = half_of(o->event->summary, &f->scratch);
	/* Of an event of ages only the window's days are stepped through. */
	first = day_later(o->first, f->request->first);
	last = day_earlier(day_add(o->first, o->days - 1), f->request->last);
	for (struct day day = first; day_distance(day, last) >= 0; day = day_add(day, 1)) {
		holiday.day = day;
		if (!adds_something(l, &holiday))
			continue;
		l->list = ARENA_PUSH(f->arena, l->list, l->count, l->room);
		l->list[l->count++] = holiday;
	}
}

bool import_holidays(const struct calendar_request *request, const char *location,
		     struct arena *arena, struct holiday **holidays, size_t *holiday_count,
		     struct calendar_counts *counts, struct notes *notes, struct fault *fault)
{
	struct feed_read f = { .request = request, .arena = arena, .notes = notes };
	struct holiday_list list = { .feed = &f, .location = arena_copy(arena, span_of(location)) };
	bool ok = feed_open(&f, fault);

	if (ok) {
		list.days = ARENA_ARRAY(&f.scratch, struct day_holidays,
					(size_t)day_distance(request->first, request->last) + 1);
		ok = feed_each(&f, add_holiday, &list, fault);
	}
	if (ok) {
		f.counts.busy_count = (int32_t)list.count;
		*holidays = list.list;
		*holiday_count = list.count;
		*counts = f.counts;
	}
	feed_close(&f);
	return ok;
}
