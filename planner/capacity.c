/*
 * What of a person's week can be worked: nominal, contracted, available, deployable.
 *
 * A day is a set of minutes (minutes.c). It begins as the window that the contract gives, at
 * `day_start`; holidays, absences, meetings and tentative events then take what is still there,
 * in that order, so that a minute that several want is counted once. Most days have nothing in
 * them: only what takes time is noted. Tentative minutes count by a percentage and overhead is a
 * part of what is available, both rounded half to even once for each week.
 *
 * Cost: weeks, plus the calendar entries and holidays of the person. capacity_taken says the
 * same event by event, for `explain`; its sums are those of the week. Implements
 * docs/capacity.md, "A person's week".
 */
#include "planner/capacity.h"

#include <assert.h>
#include <string.h>

#include "base/number.h"
#include "planner/minutes.h"

/* What takes time on one day of one person; NULL where nothing does, as on most days. */
struct taken_day {
	struct minutes *holiday, *by_class[BUSY_CLASS_COUNT];
	bool makeup;
};

/* The working window of one day, in minutes of the day. */
struct day_window {
	int32_t start, end;
};

/* The minutes of a usual day: for a make-up working day, on which the pattern says nothing. */
static int32_t usual_day_minutes(const struct person *person)
{
	int32_t sum = 0, days = 0;

	for (int i = 0; i < 7; i++) {
		sum += person->pattern_minutes[i];
		days += person->pattern_minutes[i] > 0;
	}
	return days ? sum / days : 0;
}

static int32_t contracted_day_minutes(const struct person *person, struct day day, bool makeup)
{
	int32_t minutes = person->pattern_minutes[day_weekday(day)];

	if (!person_is_employed(person, day))
		return 0;
	return minutes == 0 && makeup ? usual_day_minutes(person) : minutes;
}

static struct day_window window_of(const struct settings *settings, int32_t contracted_minutes)
{
	struct day_window window = { settings->day_start_minute,
				     settings->day_start_minute + contracted_minutes };

	if (window.end > DAY_MINUTES) /* a long day begins earlier rather than on the next day */
		window = (struct day_window){ DAY_MINUTES - contracted_minutes, DAY_MINUTES };
	return window;
}

/* Of clock parts start and end are minutes of the day; else they are not looked at. */
static void take(struct minutes *set, enum busy_part part, struct day_window window, int32_t start,
		 int32_t end)
{
	int32_t middle = window.start + (window.end - window.start) / 2;

	switch (part) {
	case PART_CLOCK: minutes_add(set, start, end); break;
	case PART_DAY: minutes_add(set, window.start, window.end); break;
	case PART_MORNING: minutes_add(set, window.start, middle); break;
	case PART_AFTERNOON: minutes_add(set, middle, window.end); break;
	}
}

struct capacity_work {
	const struct company *company;
	const struct person *person;
	struct day first;
	int32_t day_count;
	struct taken_day *days;
	struct arena *arena; /* of the days */
};

static struct minutes *made(const struct capacity_work *work, struct minutes **set)
{
	if (!*set)
		*set = ARENA_ARRAY(work->arena, struct minutes, 1);
	return *set;
}

static struct day_window day_window(const struct capacity_work *work, int32_t i)
{
	return window_of(&work->company->settings,
			 contracted_day_minutes(work->person, day_add(work->first, i),
						work->days[i].makeup));
}

/* Make-up days first: they open the windows that everything else is clipped to. */
static void mark_makeup_days(struct capacity_work *work)
{
	for (size_t h = 0; h < work->company->holiday_count; h++) {
		const struct holiday *holiday = &work->company->holidays[h];
		int32_t i = day_distance(work->first, holiday->day);

		if (holiday->workday && i >= 0 && i < work->day_count &&
		    location_within(work->person->location, holiday->location))
			work->days[i].makeup = true;
	}
}

/* The day that a holiday takes of the person, by its number; -1 for none of these days. */
static int32_t day_off(const struct capacity_work *work, const struct holiday *holiday)
{
	int32_t i = day_distance(work->first, holiday->day);

	return !holiday->workday && i >= 0 && i < work->day_count &&
			       location_within(work->person->location, holiday->location)
		       ? i
		       : -1;
}

/* What a holiday would take of a day, whatever else does. */
static void want_holiday(const struct capacity_work *work, const struct holiday *holiday, int32_t i,
			 struct minutes *set)
{
	take(set, holiday->part, day_window(work, i), 0, 0);
}

/* What a busy time would take of one of the days that it touches. */
static void want_busy(const struct capacity_work *work, const struct busy *busy, int32_t i,
		      struct minutes *set)
{
	int32_t midnight = (work->first.since_1970 + i) * DAY_MINUTES;

	take(set, busy->part, day_window(work, i),
	     busy->start_minute > midnight ? busy->start_minute - midnight : 0,
	     busy->end_minute < midnight + DAY_MINUTES ? busy->end_minute - midnight : DAY_MINUTES);
}

static void mark_holidays(struct capacity_work *work)
{
	for (size_t h = 0; h < work->company->holiday_count; h++) {
		const struct holiday *holiday = &work->company->holidays[h];
		int32_t i = day_off(work, holiday);

		if (i >= 0)
			want_holiday(work, holiday, i, made(work, &work->days[i].holiday));
	}
}

static int32_t day_of_minute(int32_t minute)
{
	return minute >= 0 ? minute / DAY_MINUTES : -((DAY_MINUTES - 1 - minute) / DAY_MINUTES);
}

/* Note a calendar entry in the days that it touches. */
static void mark_busy(struct capacity_work *work, const struct busy *busy)
{
	int32_t first = work->first.since_1970;
	int32_t from = day_of_minute(busy->start_minute) - first;
	int32_t to = day_of_minute(busy->end_minute - 1) - first;

	if (from < 0)
		from = 0;
	if (to >= work->day_count)
		to = work->day_count - 1;
	for (int32_t i = from; i <= to; i++)
		want_busy(work, busy, i, made(work, &work->days[i].by_class[busy->class]));
}

static int32_t taken_of(struct minutes *window, const struct minutes *wanted)
{
	return wanted ? minutes_take(window, wanted) : 0;
}

/* One day: what each class takes of the window, in the order in which they count. */
static void add_day(const struct capacity_work *work, int32_t i, struct capacity *week)
{
	const struct taken_day *taken = &work->days[i];
	struct day day = day_add(work->first, i);
	int32_t contracted = contracted_day_minutes(work->person, day, taken->makeup);
	struct day_window window = window_of(&work->company->settings, contracted);
	struct minutes left = { { 0 } };

	if (person_is_employed(work->person, day))
		week->nominal_minutes += settings_full_day_minutes(&work->company->settings, day);
	week->contracted_minutes += contracted;
	minutes_add(&left, window.start, window.end);
	week->holiday_minutes += taken_of(&left, taken->holiday);
	week->absent_minutes += taken_of(&left, taken->by_class[BUSY_ABSENT]);
	week->busy_minutes += taken_of(&left, taken->by_class[BUSY_BUSY]);
	week->tentative_minutes += taken_of(&left, taken->by_class[BUSY_TENTATIVE]);
}

static void finish_week(const struct capacity_work *work, struct capacity *week)
{
	int32_t percent = work->company->settings.tentative_percent;

	week->tentative_minutes = (int32_t)scale_half_even(week->tentative_minutes, percent, 100);
	week->available_minutes = week->contracted_minutes - week->holiday_minutes -
				  week->absent_minutes - week->busy_minutes -
				  week->tentative_minutes;
	week->overhead_minutes = (int32_t)scale_half_even(
		week->available_minutes, work->person->overhead_micro_percent, 100 * MICRO);
	week->deployable_minutes = week->available_minutes - week->overhead_minutes;
	week->free_minutes = week->deployable_minutes;
}

void capacity_of_person(const struct company *company, const struct person *person,
			struct day first_week, size_t week_count, struct arena *scratch,
			struct capacity *weeks)
{
	struct capacity_work work = { .company = company,
				      .person = person,
				      .first = first_week,
				      .day_count = 7 * (int32_t)week_count,
				      .arena = scratch };

	work.days = ARENA_ARRAY(scratch, struct taken_day, (size_t)work.day_count);
	mark_makeup_days(&work);
	mark_holidays(&work);
	for (size_t b = 0; b < person->calendar.busy_count; b++)
		mark_busy(&work, &person->calendar.busy[b]);
	for (int32_t i = 0; i < work.day_count; i++)
		add_day(&work, i, &weeks[i / 7]);
	for (size_t w = 0; w < week_count; w++)
		finish_week(&work, &weeks[w]);
}

/* --- event by event --------------------------------------------------------- */

struct taken_list {
	struct arena *arena;
	struct time_taken *list;
	size_t count, room;
	int32_t tentative_minutes; /* before it is weighted */
};

/* What is left of the window goes to the taker; the same event on several days is one. */
static void note_taken(struct taken_list *out, struct time_taken taken)
{
	for (size_t i = 0; i < out->count; i++) {
		struct time_taken *known = &out->list[i];

		if (known->kind == taken.kind && known->line == taken.line &&
		    strcmp(known->feed, taken.feed) == 0 && strcmp(known->uid, taken.uid) == 0) {
			known->minutes += taken.minutes;
			return;
		}
	}
	out->list = ARENA_PUSH(out->arena, out->list, out->count, out->room);
	out->list[out->count++] = taken;
}

static void take_holidays(const struct capacity_work *work, int32_t i, struct minutes *left,
			  struct taken_list *out)
{
	for (size_t h = 0; h < work->company->holiday_count; h++) {
		const struct holiday *holiday = &work->company->holidays[h];
		struct minutes wanted = { { 0 } };

		if (day_off(work, holiday) != i)
			continue;
		want_holiday(work, holiday, i, &wanted);
		note_taken(out, (struct time_taken){ .kind = TAKEN_HOLIDAY,
						     .feed = holiday->feed,
						     .uid = holiday->uid,
						     .summary = holiday->name,
						     .line = holiday->line,
						     .minutes = minutes_take(left, &wanted) });
	}
}

static void take_busy(const struct capacity_work *work, int32_t i, enum busy_class class,
		      struct minutes *left, struct taken_list *out)
{
	static const enum taken_kind kinds[] = { [BUSY_ABSENT] = TAKEN_ABSENT,
						 [BUSY_BUSY] = TAKEN_BUSY,
						 [BUSY_TENTATIVE] = TAKEN_TENTATIVE };
	const struct calendar *calendar = &work->person->calendar;
	int32_t midnight = (work->first.since_1970 + i) * DAY_MINUTES;

	for (size_t b = 0; b < calendar->busy_count; b++) {
		const struct busy *busy = &calendar->busy[b];
		struct minutes wanted = { { 0 } };

		if (busy->class != class || busy->start_minute >= midnight + DAY_MINUTES ||
		    busy->end_minute <= midnight)
			continue;
		want_busy(work, busy, i, &wanted);
		note_taken(out, (struct time_taken){ .kind = kinds[class],
						     .feed = busy->feed,
						     .uid = busy->uid,
						     .summary = busy->summary,
						     .line = busy->line,
						     .minutes = minutes_take(left, &wanted) });
	}
}

/* Tentative minutes as they count: by differences of rounded running totals. */
static void weigh_tentative(const struct capacity_work *work, struct taken_list *out)
{
	int32_t percent = work->company->settings.tentative_percent;
	int64_t before = 0;

	for (size_t i = 0; i < out->count; i++) {
		struct time_taken *taken = &out->list[i];
		int64_t until = before + taken->minutes;

		if (taken->kind != TAKEN_TENTATIVE)
			continue;
		taken->minutes = (int32_t)(scale_half_even(until, percent, 100) -
					   scale_half_even(before, percent, 100));
		before = until;
	}
}

void capacity_taken(const struct company *company, const struct person *person, struct day monday,
		    struct arena *arena, struct time_taken **list, size_t *count)
{
	struct taken_list out = { .arena = arena };
	struct capacity_work work = {
		.company = company, .person = person, .first = monday, .day_count = 7
	};

	work.days = ARENA_ARRAY(arena, struct taken_day, 7);
	mark_makeup_days(&work);
	for (int32_t i = 0; i < work.day_count; i++) {
		struct day_window window = day_window(&work, i);
		struct minutes left = { { 0 } };

		minutes_add(&left, window.start, window.end);
		take_holidays(&work, i, &left, &out);
		for (enum busy_class class = 0; class < BUSY_CLASS_COUNT; class ++)
			take_busy(&work, i, class, &left, &out);
	}
	weigh_tentative(&work, &out);
	*list = out.list;
	*count = out.count;
}

static bool is_makeup(const struct company *company, const struct person *person, struct day day)
{
	for (size_t h = 0; h < company->holiday_count; h++)
		if (company->holidays[h].workday &&
		    day_distance(company->holidays[h].day, day) == 0 &&
		    location_within(person->location, company->holidays[h].location))
			return true;
	return false;
}

int64_t capacity_contracted_minutes(const struct company *company, const struct person *person,
				    struct day first, struct day last)
{
	int64_t sum = 0;

	for (struct day day = first; day_distance(day, last) >= 0; day = day_add(day, 1))
		sum += contracted_day_minutes(person, day, is_makeup(company, person, day));
	return sum;
}
