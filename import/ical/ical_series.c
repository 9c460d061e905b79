#include "import/ical/ical_series.h"

#include <stdlib.h>
#include <string.h>

#include "import/ical/ical_instances.h"

enum { DAY_SECONDS = 86400 };

/* --- occurrences ------------------------------------------------------- */

static int32_t whole_days(const struct ical_event *event, struct moment wall, int64_t start,
			  int64_t end)
{
	int64_t days = (end - start + DAY_SECONDS / 2) / DAY_SECONDS;

	if (event->start.is_date)
		return event->days;
	if (wall.second != 0 || days < 1 || days > INT32_MAX)
		return 0;
	/* A day of 23 or 25 hours is a day. */
	if (end - start < days * DAY_SECONDS - 3600 || end - start > days * DAY_SECONDS + 3600 ||
	    ((end - start) % DAY_SECONDS != 0 &&
	     event_time_utc((struct event_time){ .wall = { day_add(wall.day, (int32_t)days), 0 },
						 .zone = event->start.zone }) != end))
		return 0;
	return (int32_t)days;
}

static int64_t end_of(const struct ical_event *event, struct moment wall, int64_t start)
{
	struct event_time end = { .wall = wall, .zone = event->start.zone };

	if (event->start.is_date) {
		end.wall = (struct moment){ day_add(wall.day, event->days), 0 };
		return event_time_utc(end);
	}
	if (event->nominal_days == 0)
		return start + event->length;
	end.wall.day = day_add(wall.day, event->nominal_days);
	return event_time_utc(end) + event->length;
}

static void show(struct series *s, const struct ical_event *event, struct moment wall,
		 int64_t start, int64_t own_length)
{
	struct occurrence o = { .event = event,
				.start = start,
				.end = own_length >= 0 ? start + own_length
						       : end_of(event, wall, start),
				.is_date = event->start.is_date };

	if (o.end < s->from || o.start > s->to)
		return;
	o.days = whole_days(event, wall, o.start, o.end);
	o.first = wall.day;
	if (s->budget->occurrences_left <= 0) {
		s->budget->exhausted = true;
		return;
	}
	s->budget->occurrences_left--;
	s->visitor.visit(s->visitor.context, &o);
}

/* --- overrides --------------------------------------------------------- */

static int by_key(const void *left, const void *right)
{
	const struct replacing *a = left, *b = right;

	if (a->by_day != b->by_day)
		return a->by_day ? 1 : -1;
	return (a->key > b->key) - (a->key < b->key);
}

/* The override that replaces this very instance, or NULL. */
static struct replacing *override_of(const struct series *s, const struct instance *instance)
{
	struct replacing at = { .key = instance->utc };
	struct replacing on = { .by_day = true, .key = instance->wall.day.since_1970 };
	struct replacing *found;

	if (s->override_count == 0)
		return NULL;
	found = bsearch(&at, s->overrides, s->override_count, sizeof(at), by_key);
	return found ? found : bsearch(&on, s->overrides, s->override_count, sizeof(on), by_key);
}

/* The last THISANDFUTURE that reaches this instance, or NULL. */
static const struct ical_event *shift_of(const struct series *s, const struct instance *instance)
{
	size_t low = 0, high = s->shift_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->shifts[middle]->instance_utc <= instance->utc)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? s->shifts[low - 1] : NULL;
}

static void show_shifted(struct series *s, const struct ical_event *shift,
			 const struct instance *instance)
{
	struct moment wall = instance->wall;

	if (shift->cancelled)
		return;
	wall.day = day_add(wall.day, day_distance(shift->instance.wall.day, shift->start.wall.day));
	if (!shift->instance.is_date)
		wall.second = shift->start.wall.second;
	show(s, shift, wall, instance->utc + shift->start_utc - shift->instance_utc, -1);
}

static void show_instance(struct series *s, const struct instance *instance)
{
	struct replacing *override = override_of(s, instance);
	const struct ical_event *shift;

	if (override) {
		override->met = true;
		return;
	}
	shift = shift_of(s, instance);
	if (shift)
		show_shifted(s, shift, instance);
	else
		show(s, s->master, instance->wall, instance->utc, instance->own_length);
}

static void show_alone(struct series *s, const struct ical_event *event)
{
	show(s, event, event->start.wall, event->start_utc, -1);
}

static void show_series(struct series *s)
{
	for (size_t i = 0; i < s->count; i++)
		show_instance(s, &s->instances[i]);
	for (size_t k = 0; k < s->override_count; k++) {
		const struct ical_event *event = s->overrides[k].event;

		if (s->overrides[k].met)
			show_alone(s, event);
		else if (event->start_utc >= s->from && event->start_utc <= s->to)
			series_fate(s, event, USE_NEVER, "its series has no such instance");
	}
}

/* --- grouping by UID --------------------------------------------------- */

static int by_uid(const void *left, const void *right)
{
	const struct ical_event *a = left, *b = right;
	int order = strcmp(a->uid, b->uid);

	if (!order)
		order = (int)a->is_override - (int)b->is_override;
	if (!order && a->is_override)
		order = (a->instance_utc > b->instance_utc) - (a->instance_utc < b->instance_utc);
	if (!order) /* the newest version first */
		order = (a->sequence < b->sequence) - (a->sequence > b->sequence);
	if (!order)
		order = strcmp(b->stamp, a->stamp);
	return order ? order : (a->line < b->line) - (a->line > b->line);
}

static void note_superseded(struct series *s, const struct ical_event *event)
{
	series_doubt(s, NOTE_INFO, "event-superseded", event,
		     "another event of the same UID has a higher SEQUENCE: that one counts");
	series_fate(s, event, USE_SUPERSEDED, "another event of the same UID is newer");
}

static void take_override(struct series *s, const struct ical_event *event)
{
	struct arena *arena = s->zones->arena;
	bool by_day = event->instance.is_date || (s->master && s->master->start.is_date);

	s->overrides = ARENA_PUSH(arena, s->overrides, s->override_count, s->override_room);
	s->overrides[s->override_count++] = (struct replacing){
		.event = event,
		.by_day = by_day,
		.key = by_day ? event->instance.wall.day.since_1970 : event->instance_utc,
	};
	if (!event->this_and_future)
		return;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers */
	s->shifts = ARENA_PUSH(arena, s->shifts, s->shift_count, s->shift_room);
	s->shifts[s->shift_count++] = event;
}

/* All events have one UID: masters first, then overrides by instance, the newest first. */
static void show_group(struct series *s, const struct ical_event *events, size_t count)
{
	size_t masters = 0;

	while (masters < count && !events[masters].is_override)
		masters++;
	s->master = masters > 0 ? &events[0] : NULL;
	s->count = s->override_count = s->shift_count = 0;
	for (size_t i = 1; i < masters; i++)
		note_superseded(s, &events[i]);
	for (size_t i = masters; i < count; i++) {
		if (i > masters && events[i].instance_utc == events[i - 1].instance_utc)
			note_superseded(s, &events[i]);
		else if (s->master)
			take_override(s, &events[i]);
		else
			show_alone(s, &events[i]);
	}
	if (!s->master)
		return;
	if (s->override_count > 1)
		qsort(s->overrides, s->override_count, sizeof(*s->overrides), by_key);
	series_collect(s);
	show_series(s);
}

void series_each(struct ical_event *events, size_t count, int64_t from, int64_t to,
		 struct zones *zones, struct feed_budget *budget,
		 const struct series_visitor *visitor)
{
	struct series s = {
		.from = from, .to = to, .zones = zones, .budget = budget, .visitor = *visitor
	};

	if (count > 0)
		qsort(events, count, sizeof(*events), by_uid);
	for (size_t i = 0, next; i < count; i = next) {
		next = i + 1;
		while (next < count && events[i].uid[0] &&
		       strcmp(events[next].uid, events[i].uid) == 0)
			next++;
		show_group(&s, &events[i], next - i);
	}
}
