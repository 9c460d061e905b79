/*
 * Steps for time: contracts, holidays, calendar events.
 *
 * Holidays are compared by place and day. Events are the same when they have the same UID, else
 * the same summary, in one person's calendar; all occurrences of one are one step. The calendar
 * of a person who has some steps behind them is a mix: events up to the step as the newer plan
 * has them, the others as the older one does, which works because they are sorted by key. Only
 * events that touch the common weeks are looked at. docs/ritual.md, "What changed, and why", 5
 * to 7.
 */
#include "planner/compare/diff_time.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/number.h"
#include "planner/compare/diff_walk.h"
#include "planner/compare/diff_words.h"

/* More changed events of one person than that are one cause: somebody who gets a new calendar
 * would fill pages, each with a plan solved for it. By choice of the list's length, not by
 * measurement; docs/ritual.md says the number. */
enum { EVENTS_MAX = 20 };

/* --- contracts -------------------------------------------------------------------- */

static const char *pattern_words(const struct person *person, struct arena *arena)
{
	const char *text = "";
	int32_t sum = 0;

	for (int i = 0; i < 7; i++) {
		sum += person->pattern_minutes[i];
		text = arena_format(arena, "%s%s%s", text, i ? "-" : "",
				    decimal_words(person->pattern_minutes[i], 60, arena));
	}
	return arena_format(arena, "%s h a week as %s", decimal_words(sum, 60, arena), text);
}

static bool change_contract(struct diff_walk *walk, struct walk_person *pair, struct fault *fault)
{
	const struct person *was = pair->before, *now = pair->after;
	struct arena *arena = walk->arena;
	const char *what = "";

	what = also_changed(what, "works", pattern_words(now, arena), pattern_words(was, arena),
			    arena);
	what = also_changed(what, "start", day_words(now->start, arena),
			    day_words(was->start, arena), arena);
	what = also_changed(what, "end", day_words(now->end, arena), day_words(was->end, arena),
			    arena);
	what = also_changed(what, "overhead_percent",
			    decimal_words(now->overhead_micro_percent, MICRO, arena),
			    decimal_words(pair->now.overhead_micro_percent, MICRO, arena), arena);
	if (what[0] == '\0')
		return true;
	memcpy(pair->now.pattern_minutes, now->pattern_minutes, sizeof(now->pattern_minutes));
	pair->now.start = now->start;
	pair->now.end = now->end;
	pair->now.overhead_micro_percent = now->overhead_micro_percent;
	return walk_step(walk,
			 (struct cause){ .kind = CAUSE_CONTRACT,
					 .subject = now->id,
					 .what = what,
					 .before = was->place,
					 .after = now->place },
			 fault);
}

/* --- holidays ----------------------------------------------------------------------- */

static bool is_common_day(const struct diff_walk *walk, struct day day)
{
	int32_t days = day_distance(walk->diff->first_week, day);

	return days >= 0 && days < 7 * (int32_t)walk->diff->week_count;
}

static int by_place_and_day(const struct holiday *a, const struct holiday *b)
{
	int order = strcmp(a->location, b->location);

	return order ? order : -day_distance(a->day, b->day);
}

static const char *part_words(const struct holiday *holiday)
{
	if (holiday->workday)
		return "made a working day";
	switch (holiday->part) {
	case PART_MORNING: return "morning off";
	case PART_AFTERNOON: return "afternoon off";
	case PART_CLOCK:
	case PART_DAY: break;
	}
	return "day off";
}

/* The holidays of one place and day: list[from] to list[end - 1]. */
struct day_off {
	const struct holiday *list;
	size_t count;
};

static struct day_off next_day_off(const struct company *company, size_t from)
{
	const struct holiday *list = &company->holidays[from];
	size_t count = 1;

	while (from + count < company->holiday_count && by_place_and_day(list, &list[count]) == 0)
		count++;
	return (struct day_off){ list, count };
}

static bool same_day_off(struct day_off a, struct day_off b)
{
	if (a.count != b.count)
		return false;
	for (size_t i = 0; i < a.count; i++)
		if (a.list[i].part != b.list[i].part || a.list[i].workday != b.list[i].workday)
			return false;
	return true;
}

/* A new list, since the plan before this one still has the old one. */
static void take_day_off(struct diff_walk *walk, struct day_off was, struct day_off now)
{
	const struct holiday *sample = was.count ? was.list : now.list;
	struct holiday *list =
		ARENA_ARRAY(walk->arena, struct holiday, walk->holiday_count + now.count + 1);
	size_t kept = 0;

	for (size_t i = 0; i < walk->holiday_count; i++)
		if (by_place_and_day(&walk->holidays[i], sample) != 0)
			list[kept++] = walk->holidays[i];
	for (size_t i = 0; i < now.count; i++)
		list[kept++] = now.list[i];
	walk->holidays = list;
	walk->holiday_count = kept;
}

/* Redacted holidays have no name. */
static const char *name_words(const struct holiday *holiday, struct arena *arena)
{
	return holiday->name[0] ? arena_format(arena, "\"%s\"", holiday->name) : "a holiday";
}

static bool change_day_off(struct diff_walk *walk, struct day_off was, struct day_off now,
			   struct fault *fault)
{
	const struct holiday *sample = now.count ? now.list : was.list;
	struct arena *arena = walk->arena;
	struct cause cause = { .kind = CAUSE_HOLIDAY };

	assert(sample);
	if (same_day_off(was, now) || !is_common_day(walk, sample->day))
		return true;
	if (was.count)
		cause.before = (struct place){ was.list->feed, was.list->line, 0 };
	if (now.count)
		cause.after = (struct place){ now.list->feed, now.list->line, 0 };
	cause.subject = sample->location[0] ? sample->location : "everywhere";
	cause.uid = sample->uid;
	cause.what = arena_format(arena, "%s %s: %s", name_words(sample, arena),
				  day_words(sample->day, arena),
				  now.count ? part_words(now.list) : "no longer a holiday");
	take_day_off(walk, was, now);
	return walk_step(walk, cause, fault);
}

static bool walk_holidays(struct diff_walk *walk, struct fault *fault)
{
	const struct company *a = walk->before->company, *b = walk->after->company;
	size_t i = 0, k = 0;

	while (i < a->holiday_count || k < b->holiday_count) {
		struct day_off was = { 0 }, now = { 0 };
		int order = i == a->holiday_count ? 1
			    : k == b->holiday_count
				    ? -1
				    : by_place_and_day(&a->holidays[i], &b->holidays[k]);

		if (order <= 0)
			was = next_day_off(a, i);
		if (order >= 0)
			now = next_day_off(b, k);
		i += was.count;
		k += now.count;
		if (!change_day_off(walk, was, now, fault))
			return false;
	}
	return true;
}

/* --- calendars ------------------------------------------------------------------------ */

struct busy_event {
	const char *key; /* what makes it the same event: its UID, else its summary */
	const struct busy *busy;
	bool after;
};

struct events {
	struct busy_event *list;
	size_t count;
};

/* Whether the event touches the weeks that both plans have. */
static bool is_common_busy(const struct diff_walk *walk, const struct busy *busy)
{
	int64_t from = (int64_t)walk->diff->first_week.since_1970 * DAY_MINUTES;
	int64_t to = from + (int64_t)walk->diff->week_count * 7 * DAY_MINUTES;

	return busy->start_minute < to && busy->end_minute > from;
}

static int by_time(const struct busy *a, const struct busy *b)
{
	if (a->start_minute != b->start_minute)
		return a->start_minute < b->start_minute ? -1 : 1;
	if (a->end_minute != b->end_minute)
		return a->end_minute < b->end_minute ? -1 : 1;
	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	return (a->part > b->part) - (a->part < b->part);
}

/* By key; those before come first, each by time, so that equal lists stand side by side. */
static int by_event(const void *left, const void *right)
{
	const struct busy_event *a = left, *b = right;
	int order = strcmp(a->key, b->key);

	if (!order)
		order = (int)a->after - (int)b->after;
	return order ? order : by_time(a->busy, b->busy);
}

/* Append the events of a calendar that touch the common weeks. */
static void collect(const struct diff_walk *walk, const struct calendar *calendar, bool after,
		    struct events *events)
{
	for (size_t i = 0; i < calendar->busy_count; i++) {
		const struct busy *busy = &calendar->busy[i];

		if (is_common_busy(walk, busy))
			events->list[events->count++] =
				(struct busy_event){ busy->uid[0] ? busy->uid : busy->summary, busy,
						     after };
	}
}

/* Of one key: those before, then those after. */
struct event_change {
	struct busy_event *list;
	size_t before, after;
};

/* Whether time, class or number of the occurrences differ. */
static bool is_change(const struct event_change *change)
{
	if (change->before != change->after)
		return true;
	for (size_t i = 0; i < change->before; i++)
		if (by_time(change->list[i].busy, change->list[change->before + i].busy) != 0)
			return true;
	return false;
}

static const char *when_words(const struct busy_event *events, size_t count, struct arena *arena)
{
	const struct busy *first = events[0].busy, *last = events[count - 1].busy;
	struct day start = { first->start_minute / DAY_MINUTES },
		   end = { (last->end_minute - 1) / DAY_MINUTES };
	const char *period = period_words(start, end, arena);

	return count == 1 ? period : arena_format(arena, "%zu times, %s", count, period);
}

static const char *class_words(enum busy_class class)
{
	switch (class) {
	case BUSY_ABSENT: return "away";
	case BUSY_BUSY: return "busy";
	case BUSY_TENTATIVE:
	case BUSY_CLASS_COUNT: break;
	}
	return "tentative";
}

/* What an event is called may be a sickness: it is quoted only where the settings say so. */
static const char *title_words(const struct diff_walk *walk, const struct busy *busy)
{
	struct arena *arena = walk->arena;
	bool shown = walk->after->company->settings.show_titles;

	return shown && busy->summary[0] ? arena_format(arena, "event \"%s\"", busy->summary)
					 : "event";
}

static struct cause cause_of(const struct diff_walk *walk, const struct event_change *change,
			     const char *person)
{
	struct arena *arena = walk->arena;
	const struct busy_event *was = change->list, *now = change->list + change->before;
	const struct busy *sample = change->after ? now->busy : was->busy;
	struct cause cause = { .kind = CAUSE_CALENDAR, .subject = person, .uid = sample->uid };

	if (change->before)
		cause.before = (struct place){ was->busy->feed, was->busy->line, 0 };
	if (change->after)
		cause.after = (struct place){ now->busy->feed, now->busy->line, 0 };
	if (change->before && change->after)
		cause.what = arena_format(
			arena, "%s changed: now %s %s (was %s %s)", title_words(walk, sample),
			class_words(now->busy->class), when_words(now, change->after, arena),
			class_words(was->busy->class), when_words(was, change->before, arena));
	else
		cause.what = arena_format(
			arena, change->after ? "new %s: %s %s" : "%s gone: %s %s",
			title_words(walk, sample), class_words(sample->class),
			when_words(change->list, change->before + change->after, arena));
	return cause;
}

/* Their calendar with the events of the keys up to `done` as they are now. */
static void mix_calendar(struct diff_walk *walk, struct walk_person *pair,
			 const struct events *events, size_t done)
{
	struct busy *busy = ARENA_ARRAY(walk->arena, struct busy, events->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < events->count; i++)
		if (events->list[i].after == (i < done))
			busy[count++] = *events->list[i].busy;
	pair->now.calendar = (struct calendar){ pair->after->calendar.known, busy, count };
}

/* All events of the key at `from`. */
static struct event_change next_change(const struct events *events, size_t from)
{
	struct event_change change = { .list = &events->list[from] };

	for (size_t i = from;
	     i < events->count && strcmp(events->list[i].key, change.list->key) == 0; i++) {
		change.before += !events->list[i].after;
		change.after += events->list[i].after;
	}
	return change;
}

static size_t count_changes(const struct events *events)
{
	size_t changes = 0;

	for (size_t i = 0; i < events->count;) {
		struct event_change change = next_change(events, i);

		changes += is_change(&change);
		i += change.before + change.after;
	}
	return changes;
}

/* Step by step through the changed events of a person, or all at once when they are many. */
static bool change_calendar(struct diff_walk *walk, struct walk_person *pair, struct fault *fault)
{
	const struct calendar *was = &pair->now.calendar, *now = &pair->after->calendar;
	struct events events = { ARENA_ARRAY(walk->arena, struct busy_event,
					     was->busy_count + now->busy_count + 1),
				 0 };
	size_t changes;

	collect(walk, was, false, &events);
	collect(walk, now, true, &events);
	if (events.count > 0)
		qsort(events.list, events.count, sizeof(*events.list), by_event);
	changes = count_changes(&events);
	if (changes > EVENTS_MAX) {
		pair->now.calendar = *now;
		return walk_step(
			walk,
			(struct cause){
				.kind = CAUSE_CALENDAR,
				.subject = pair->after->id,
				.what = arena_format(walk->arena, "%zu events changed", changes),
				.before = { events.list->busy->feed, 0, 0 },
				.after = { events.list->busy->feed, 0, 0 } },
			fault);
	}
	for (size_t i = 0; i < events.count;) {
		struct event_change change = next_change(&events, i);

		i += change.before + change.after;
		if (!is_change(&change))
			continue;
		mix_calendar(walk, pair, &events, i);
		if (!walk_step(walk, cause_of(walk, &change, pair->after->id), fault))
			return false;
	}
	pair->now.calendar = *now; /* equal within the common weeks */
	return true;
}

bool walk_time(struct diff_walk *walk, struct fault *fault)
{
	for (size_t i = 0; i < walk->person_count; i++)
		if (walk->people[i].before && walk->people[i].after &&
		    !change_contract(walk, &walk->people[i], fault))
			return false;
	if (!walk_holidays(walk, fault))
		return false;
	for (size_t i = 0; i < walk->person_count; i++)
		if (walk->people[i].before && walk->people[i].after &&
		    !change_calendar(walk, &walk->people[i], fault))
			return false;
	return true;
}
