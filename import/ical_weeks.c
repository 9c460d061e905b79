/* A feed summed up by weeks of real time. */
#include <stdlib.h>

#include "import/ical_feed.h"

/* One stretch of time that an occurrence takes, in UTC seconds. */
struct stretch {
	int64_t start, end;
	enum busy_class class;
};

struct stretches {
	struct arena *arena;
	struct stretch *list;
	size_t count, room;
};

static void add_stretch(void *context, const struct occurrence *o)
{
	struct stretches *s = context;
	struct stretch stretch = { .start = o->start, .end = o->end };

	if (o->end <= o->start || !busy_class_of(effect_of(o), &stretch.class))
		return;
	s->list = ARENA_PUSH(s->arena, s->list, s->count, s->room);
	s->list[s->count++] = stretch;
}

static int by_start(const void *left, const void *right)
{
	const struct stretch *a = left, *b = right;

	return (a->start > b->start) - (a->start < b->start);
}

/* Minutes of the union of the classes in the mask within the time from..to. */
static int32_t union_min(const struct stretches *s, unsigned mask, int64_t from, int64_t to)
{
	int64_t sum = 0, reached = from;

	for (size_t i = 0; i < s->count && s->list[i].start < to; i++) {
		int64_t start = s->list[i].start > reached ? s->list[i].start : reached;
		int64_t end = s->list[i].end < to ? s->list[i].end : to;

		if (!(mask >> s->list[i].class & 1u) || end <= start)
			continue;
		sum += end - start;
		reached = end;
	}
	return (int32_t)(sum / 60);
}

static int64_t midnight(const struct feed_read *f, struct day day)
{
	return event_time_utc((struct event_time){
		.wall = { day, 0 }, .is_date = true, .zone = f->zones.person });
}

static void sum_weeks(const struct feed_read *f, const struct stretches *s,
		      struct calendar_week *weeks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct day monday = day_add(day_week_start(f->request->first), 7 * (int32_t)i);
		int64_t from = midnight(f, monday), to = midnight(f, day_add(monday, 7));

		weeks[i] = (struct calendar_week){
			.monday = monday,
			.absent_min = union_min(s, 1u << BUSY_ABSENT, from, to),
			.busy_min = union_min(s, 1u << BUSY_BUSY, from, to),
			.tentative_min = union_min(s, 1u << BUSY_TENTATIVE, from, to),
			.blocked_min = union_min(s, ~0u, from, to),
		};
	}
}

bool import_calendar_weeks(const struct calendar_request *request, struct arena *arena,
			   struct calendar_week **weeks, size_t *week_count,
			   struct calendar_counts *counts, struct notes *notes, struct fault *fault)
{
	struct calendar_request whole = *request;
	struct feed_read f = { .request = &whole, .arena = arena, .notes = notes };
	struct stretches stretches = { .arena = &f.scratch };
	bool ok;

	whole.first = day_week_start(request->first);
	whole.last = day_add(day_week_start(request->last), 6);
	ok = feed_open(&f, fault);
	if (ok) {
		feed_each(&f, add_stretch, &stretches);
		if (stretches.count > 0)
			qsort(stretches.list, stretches.count, sizeof(*stretches.list), by_start);
		*week_count = (size_t)(day_distance(whole.first, whole.last) + 1) / 7;
		*weeks = ARENA_ARRAY(arena, struct calendar_week, *week_count);
		sum_weeks(&f, &stretches, *weeks, *week_count);
		f.counts.busy_count = (int32_t)stretches.count;
		*counts = f.counts;
	}
	feed_close(&f);
	return ok;
}
