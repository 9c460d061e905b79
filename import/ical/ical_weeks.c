#include "import/ical/ical_weeks.h"

#include <stdlib.h>
#include <string.h>

#include "import/ical/ical_feed.h"
#include "import/ical/ical_system.h"

/* One stretch of time that an occurrence takes, in UTC seconds. */
struct week_stretch {
	size_t person;
	int64_t start, end;
	enum busy_class class;
};

struct week_stretches {
	struct arena *arena;
	struct week_stretch *list;
	size_t count, room;
	int32_t event_count;
};

static void add_stretch(void *context, const struct taken_time *taken)
{
	struct week_stretches *s = context;
	const struct occurrence *o = taken->occurrence;
	struct week_stretch stretch = { taken->person, o->start, o->end, BUSY_ABSENT };

	if (o->end <= o->start || (taken->verdict.use != USE_HOLIDAY &&
				   !busy_class_of(taken->verdict.use, &stretch.class)))
		return;
	s->list = ARENA_PUSH(s->arena, s->list, s->count, s->room);
	s->list[s->count++] = stretch;
}

static int by_person(const void *left, const void *right)
{
	const struct week_stretch *a = left, *b = right;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return (a->start > b->start) - (a->start < b->start);
}

/* Adds up the union of some classes week by week. */
struct summing {
	unsigned mask;
	const int64_t *midnights; /* of the Mondays, one more than there are weeks */
	size_t count;
	int64_t *seconds; /* by week */
};

static size_t week_of(const struct summing *s, int64_t utc)
{
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->midnights[middle + 1] <= utc)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void sum_stretch(struct summing *s, int64_t start, int64_t end)
{
	if (start < s->midnights[0])
		start = s->midnights[0];
	for (size_t i = week_of(s, start); i < s->count && start < end; i++) {
		int64_t stop = end < s->midnights[i + 1] ? end : s->midnights[i + 1];

		s->seconds[i] += stop > start ? stop - start : 0;
		start = stop;
	}
}

/* Overlaps of one person count once. */
static void sum_up(struct summing *s, const struct week_stretches *stretches)
{
	int64_t reached = INT64_MIN;

	for (size_t i = 0; i < stretches->count; i++) {
		const struct week_stretch *one = &stretches->list[i];

		if (i > 0 && one->person != stretches->list[i - 1].person)
			reached = INT64_MIN;
		if (!(s->mask >> one->class & 1u) || one->end <= reached)
			continue;
		sum_stretch(s, one->start > reached ? one->start : reached, one->end);
		reached = one->end;
	}
}

static int64_t midnight(const struct clock *zone, struct day day)
{
	return event_time_utc((struct event_time){
		.wall = { day, 0 }, .is_date = true, .zone = zone ? zone : &clock_utc });
}

static int32_t minutes(int64_t seconds)
{
	return seconds / 60 > INT32_MAX ? INT32_MAX : (int32_t)(seconds / 60);
}

static void sum_weeks(struct feed_read *f, const struct clock *zone,
		      const struct week_stretches *stretches, struct calendar_week *weeks,
		      size_t count)
{
	int64_t *midnights = ARENA_ARRAY(&f->scratch, int64_t, count + 1);
	int64_t *seconds[BUSY_CLASS_COUNT + 1];

	for (size_t i = 0; i <= count; i++)
		midnights[i] = midnight(zone, day_add(f->request->first, 7 * (int32_t)i));
	for (unsigned class = 0; class <= BUSY_CLASS_COUNT; class ++) {
		struct summing summing = { .mask = class < BUSY_CLASS_COUNT ? 1u << class : ~0u,
					   .midnights = midnights,
					   .count = count };

		seconds[class] = ARENA_ARRAY(&f->scratch, int64_t, count + 1);
		summing.seconds = seconds[class];
		sum_up(&summing, stretches);
	}
	for (size_t i = 0; i < count; i++)
		weeks[i] = (struct calendar_week){
			.monday = day_add(f->request->first, 7 * (int32_t)i),
			.absent_minutes = minutes(seconds[BUSY_ABSENT][i]),
			.busy_minutes = minutes(seconds[BUSY_BUSY][i]),
			.tentative_minutes = minutes(seconds[BUSY_TENTATIVE][i]),
			.blocked_minutes = minutes(seconds[BUSY_CLASS_COUNT][i]),
		};
}

/* The feed must be open, of whole weeks. */
static bool take_weeks(struct feed_read *f, struct calendar_week **weeks, size_t *week_count,
		       struct fault *fault)
{
	struct week_stretches stretches = { .arena = &f->scratch };
	const struct clock *zone;

	if (!system_zone_find(f->request->time_zone, f->request->zones, &zone, fault) ||
	    !feed_each(f, add_stretch, &stretches, fault))
		return false;
	if (stretches.count > 0)
		qsort(stretches.list, stretches.count, sizeof(*stretches.list), by_person);
	*week_count = (size_t)(day_distance(f->request->first, f->request->last) + 1) / 7;
	*weeks = ARENA_ARRAY(f->arena, struct calendar_week, *week_count + 1);
	sum_weeks(f, zone, &stretches, *weeks, *week_count);
	f->counts.busy_count = (int32_t)stretches.count;
	return true;
}

static struct calendar_request whole_weeks(const struct calendar_request *request)
{
	struct calendar_request whole = *request;

	whole.first = day_week_start(request->first);
	whole.last = day_add(day_week_start(request->last), 6);
	return whole;
}

bool import_calendar_weeks(const struct calendar_request *request, struct arena *arena,
			   struct calendar_week **weeks, size_t *week_count,
			   struct calendar_counts *counts, struct notes *notes, struct fault *fault)
{
	struct calendar_request whole = whole_weeks(request);
	struct feed_read f = { .request = &whole, .arena = arena, .notes = notes };
	bool ok = feed_open(&f, fault) && take_weeks(&f, weeks, week_count, fault);

	if (ok)
		*counts = f.counts;
	feed_close(&f);
	return ok;
}

static int by_line(const void *left, const void *right)
{
	const struct event_account *a = left, *b = right;

	return (a->line > b->line) - (a->line < b->line);
}

bool import_account(const struct calendar_request *request, struct arena *arena,
		    struct feed_account *account, struct notes *notes, struct fault *fault)
{
	struct calendar_request whole = whole_weeks(request);
	struct feed_read f = {
		.request = &whole, .arena = arena, .notes = notes, .accounting = true
	};
	struct feed_account made = { .events = NULL };
	bool ok = feed_open(&f, fault);

	if (ok) {
		feed_account_events(&f);
		ok = take_weeks(&f, &made.weeks, &made.week_count, fault);
	}
	if (ok) {
		made.events = f.accounts;
		made.counts = f.counts;
		qsort(made.events, (size_t)made.counts.event_count, sizeof(*made.events), by_line);
		for (int32_t i = 0; i < made.counts.event_count; i++)
			made.by_use[made.events[i].use]++;
		*account = made;
	}
	feed_close(&f);
	return ok;
}
