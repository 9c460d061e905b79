/* The doors of the calendar importer: a feed becomes busy times or holidays. */
#include <stdlib.h>
#include <string.h>

#include "import/ical_feed.h"

enum { DAY_MIN = 24 * 60 };

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Minutes since 1970 on the wall clock of the person. */
static int64_t local_min(const struct feed_read *f, int64_t utc)
{
	return floor_div(utc + zone_offset(f->zones.person, utc), 60);
}

static int32_t clip(const struct feed_read *f, int64_t minute)
{
	if (minute < f->first)
		return f->first;
	return minute > f->end ? f->end : (int32_t)minute;
}

/* --- busy times -------------------------------------------------------- */

struct busy_list {
	struct feed_read *feed;
	struct busy *list;
	size_t count, room;
};

static void add_busy(void *context, const struct occurrence *o)
{
	struct busy_list *l = context;
	struct feed_read *f = l->feed;
	struct busy busy = { .line = o->event->line };

	if (!busy_class_of(effect_of(o), &busy.class))
		return;
	if (o->days > 0) {
		int64_t first = (int64_t)o->first.since_1970 * DAY_MIN;

		busy.start_min = clip(f, first);
		busy.end_min = clip(f, first + (int64_t)o->days * DAY_MIN);
		busy.part = half_of(o->event->summary, &f->scratch);
	} else {
		busy.start_min = clip(f, local_min(f, o->start));
		busy.end_min = clip(f, local_min(f, o->end));
	}
	if (busy.part == PART_CLOCK && busy.class == BUSY_BUSY &&
	    f->request->meetings == MEETINGS_IGNORE)
		return;
	if (busy.start_min >= busy.end_min)
		return;
	busy.feed = arena_copy(f->arena, span_of(f->request->source.name));
	busy.uid = arena_copy(f->arena, span_of(o->event->uid));
	busy.summary = arena_copy(f->arena, span_of(o->event->summary));
	l->list = ARENA_PUSH(f->arena, l->list, l->count, l->room);
	l->list[l->count++] = busy;
}

static int by_busy(const void *left, const void *right)
{
	const struct busy *a = left, *b = right;

	if (a->start_min != b->start_min)
		return a->start_min < b->start_min ? -1 : 1;
	if (a->end_min != b->end_min)
		return a->end_min < b->end_min ? -1 : 1;
	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return strcmp(a->uid, b->uid);
}

bool import_calendar(const struct calendar_request *request, struct arena *arena,
		     struct calendar *calendar, struct calendar_counts *counts, struct notes *notes,
		     struct fault *fault)
{
	struct feed_read f = { .request = request, .arena = arena, .notes = notes };
	struct busy_list busy = { .feed = &f };
	bool ok = feed_open(&f, fault);

	if (ok) {
		feed_each(&f, add_busy, &busy);
		if (busy.count > 0)
			qsort(busy.list, busy.count, sizeof(*busy.list), by_busy);
		f.counts.busy_count = (int32_t)busy.count;
		*calendar = (struct calendar){ true, busy.list, busy.count };
		*counts = f.counts;
	}
	feed_close(&f);
	return ok;
}

/* --- holidays ---------------------------------------------------------- */

struct holiday_list {
	struct feed_read *feed;
	const char *location;
	struct holiday *list;
	size_t count, room;
};

static void add_holiday(void *context, const struct occurrence *o)
{
	struct holiday_list *l = context;
	struct feed_read *f = l->feed;
	struct holiday holiday = { .location = l->location,
				   .name = arena_copy(f->arena, span_of(o->event->summary)),
				   .feed = arena_copy(f->arena, span_of(f->request->source.name)),
				   .uid = arena_copy(f->arena, span_of(o->event->uid)),
				   .line = o->event->line };
	int32_t days = o->days;

	if (o->event->cancelled)
		return;
	if (days == 0) {
		notes_add(f->notes, NOTE_WARNING, "holiday-not-all-day",
			  (struct place){ f->request->source.name, o->event->line, 0 },
			  "'%s' is not an all-day event: it is not taken as a holiday",
			  o->event->summary);
		return;
	}
	holiday.part = half_of(o->event->summary, &f->scratch);
	holiday.workday = is_makeup_day(o->event->summary, &f->scratch);
	for (int32_t i = 0; i < days; i++) {
		holiday.day = day_add(o->first, i);
		if (day_distance(f->request->first, holiday.day) < 0 ||
		    day_distance(holiday.day, f->request->last) < 0)
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
		feed_each(&f, add_holiday, &list);
		f.counts.busy_count = (int32_t)list.count;
		*holidays = list.list;
		*holiday_count = list.count;
		*counts = f.counts;
	}
	feed_close(&f);
	return ok;
}
