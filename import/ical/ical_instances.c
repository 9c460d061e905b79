#include "import/ical/ical_instances.h"

#include <stdlib.h>

#include "import/ical/ical_rule_days.h"
#include "import/ical/ical_rule_each.h"

enum { DAY_SECONDS = 86400, MARGIN = 2 * DAY_SECONDS };

/* Of the calendar, in seconds since 1970: nothing is before or after. */
#define DAY_FIRST_S (DAY_FIRST.since_1970 * INT64_C(86400))
#define DAY_LAST_S (DAY_LAST.since_1970 * INT64_C(86400))

void series_fate(const struct series *s, const struct ical_event *event, enum event_use use,
		 const char *why)
{
	if (s->visitor.fate)
		s->visitor.fate(s->visitor.context, event, use, why);
}

static void add_instance(struct series *s, struct instance instance)
{
	s->instances = ARENA_PUSH(s->zones->arena, s->instances, s->count, s->room);
	s->instances[s->count++] = instance;
}

static struct event_time at_wall(const struct ical_event *master, struct moment wall)
{
	return (struct event_time){ .wall = wall,
				    .is_date = master->start.is_date,
				    .zone = master->start.zone };
}

struct rule_context {
	struct series *series;
	const struct rule *rule;
	size_t first; /* instances of this rule begin here */
};

static bool past_until(const struct ical_event *master, const struct rule *rule, struct moment wall)
{
	const struct icaltimetype *until = &rule->parts.until;
	struct moment last;

	if (icaltime_is_null_time(*until))
		return false;
	last.day = day_of(until->year, until->month, until->day);
	last.second = until->hour * 3600 + until->minute * 60 + until->second;
	if (until->is_date || master->start.is_date) /* through the end of that day */
		return day_distance(last.day, wall.day) > 0;
	if (rule->until_utc)
		return event_time_utc(at_wall(master, wall)) >
		       (int64_t)last.day.since_1970 * DAY_SECONDS + last.second;
	return moment_order(wall, last) > 0;
}

static bool take_instance(void *context, struct moment wall)
{
	struct rule_context *c = context;
	struct series *s = c->series;

	if (past_until(s->master, c->rule, wall))
		return false;
	if (s->count - c->first >= SERIES_OCCURRENCES_MAX) {
		s->too_many = true;
		return false;
	}
	add_instance(s, (struct instance){ wall, event_time_utc(at_wall(s->master, wall)), -1 });
	return true;
}

static struct moment moment_of(int64_t seconds)
{
	int64_t day = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);

	return (struct moment){ { (int32_t)day }, (int32_t)(seconds - day * DAY_SECONDS) };
}

static int64_t longest(const struct series *s)
{
	int64_t most = s->master->length +
		       (int64_t)(s->master->days + s->master->nominal_days) * DAY_SECONDS;

	for (size_t i = 0; i < s->shift_count; i++)
		most += llabs(s->shifts[i]->start_utc - s->shifts[i]->instance_utc) +
			s->shifts[i]->length + (int64_t)s->shifts[i]->days * DAY_SECONDS;
	return most;
}

void series_doubt(const struct series *s, enum note_level level, const char *id,
		  const struct ical_event *event, const char *text)
{
	notes_add(s->zones->notes, level, id, (struct place){ s->zones->feed, event->line, 0 },
		  "%s (%s%s)", text, event->uid[0] ? "uid " : "no uid", event->uid);
}

/* The time in which instances are needed: the window and what overrides refer to. */
static void hull(const struct series *s, struct moment *from, struct moment *to)
{
	int64_t first = s->from - longest(s) - MARGIN, last = s->to + longest(s) + MARGIN;

	for (size_t i = 0; i < s->override_count; i++) {
		int64_t instance = s->overrides[i].event->instance_utc;
		int64_t start = s->overrides[i].event->start_utc;

		if (start > last || start < first)
			continue;
		if (instance - MARGIN < first)
			first = instance - MARGIN;
		if (instance + MARGIN > last)
			last = instance + MARGIN;
	}
	*from = moment_of(first < DAY_FIRST_S ? DAY_FIRST_S : first);
	*to = moment_of(last > DAY_LAST_S ? DAY_LAST_S : last);
}

static void expand_rule(struct series *s, const struct rule *rule)
{
	struct rule_context context = { s, rule, s->count };
	struct moment from, to;

	/* Nothing more of this feed is shown: that is said once. */
	if (s->budget->exhausted)
		return;
	hull(s, &from, &to);
	if (rule_each(&rule->parts, s->master->start.wall, from, to, &s->budget->steps_left,
		      take_instance, &context) == RULE_TOO_COSTLY)
		series_doubt(
			s, NOTE_ERROR, "event-rule-too-costly", s->master,
			"its rule takes too many steps to expand: later instances are missing");
	if (s->too_many)
		series_doubt(s, NOTE_ERROR, "series-too-long", s->master,
			     "it takes place more than 10000 times: later instances are missing");
	s->too_many = false;
}

static int by_instance(const void *left, const void *right)
{
	const struct instance *a = left, *b = right;

	if (a->utc != b->utc)
		return a->utc < b->utc ? -1 : 1;
	return (a->own_length < b->own_length) - (a->own_length > b->own_length);
}

/* Each time once; a period says more than a rule. */
static void sort_instances(struct series *s)
{
	size_t kept = 0;

	if (s->count > 0)
		qsort(s->instances, s->count, sizeof(*s->instances), by_instance);
	for (size_t i = 0; i < s->count; i++)
		if (kept == 0 || s->instances[kept - 1].utc != s->instances[i].utc)
			s->instances[kept++] = s->instances[i];
	s->count = kept;
}

/* --- exceptions -------------------------------------------------------- */

static int by_utc(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static bool has(const int64_t *sorted, size_t count, int64_t wanted)
{
	return count > 0 && bsearch(&wanted, sorted, count, sizeof(*sorted), by_utc);
}

static void drop_exceptions(struct series *s)
{
	const struct ical_event *m = s->master;
	int64_t *times = ARENA_ARRAY(s->zones->arena, int64_t, m->not_on_count + 1);
	int64_t *days = ARENA_ARRAY(s->zones->arena, int64_t, m->not_on_count + 1);
	size_t time_count = 0, day_count = 0, kept = 0;

	for (size_t i = 0; i < m->not_on_count; i++) {
		/* In a zone that nobody knows, no instant is known either: rather busy than free.
		 */
		if (m->start.zone_guessed && m->not_on[i].is_utc)
			continue;
		if (m->not_on[i].is_date || m->start.is_date)
			days[day_count++] = m->not_on[i].wall.day.since_1970;
		else
			times[time_count++] = event_time_utc(m->not_on[i]);
	}
	qsort(times, time_count, sizeof(*times), by_utc);
	qsort(days, day_count, sizeof(*days), by_utc);
	for (size_t i = 0; i < s->count; i++)
		if (!has(times, time_count, s->instances[i].utc) &&
		    !has(days, day_count, s->instances[i].wall.day.since_1970))
			s->instances[kept++] = s->instances[i];
	s->count = kept;
}

static void drop_rule(struct series *s, const struct rule *rule)
{
	struct series not_on = { .master = s->master,
				 .from = s->from,
				 .to = s->to,
				 .overrides = s->overrides,
				 .override_count = s->override_count,
				 .shifts = s->shifts,
				 .shift_count = s->shift_count,
				 .budget = s->budget,
				 .zones = s->zones };
	int64_t *times;
	size_t kept = 0;

	expand_rule(&not_on, rule);
	times = ARENA_ARRAY(s->zones->arena, int64_t, not_on.count + 1);
	for (size_t i = 0; i < not_on.count; i++)
		times[i] = not_on.instances[i].utc;
	qsort(times, not_on.count, sizeof(*times), by_utc);
	for (size_t i = 0; i < s->count; i++)
		if (!has(times, not_on.count, s->instances[i].utc))
			s->instances[kept++] = s->instances[i];
	s->count = kept;
}

static bool ends_before_start(const struct ical_event *master)
{
	for (size_t i = 0; i < master->rule_count; i++)
		if (past_until(master, &master->rules[i], master->start.wall))
			return true;
	return false;
}

void series_collect(struct series *s)
{
	const struct ical_event *m = s->master;

	if (!ends_before_start(m)) {
		add_instance(s, (struct instance){ m->start.wall, m->start_utc, -1 });
	} else {
		series_doubt(s, NOTE_WARNING, "event-until-before-start", m,
			     "its rule ends before it starts: it never takes place");
		series_fate(s, m, USE_NEVER, "its rule ends before it starts");
	}
	for (size_t i = 0; i < m->rule_count; i++) {
		if (rule_names_no_day(&m->rules[i].parts))
			series_doubt(
				s, NOTE_WARNING, "event-rule-never", m,
				"its rule names only days that no year has: it takes place once");
		expand_rule(s, &m->rules[i]);
	}
	for (size_t i = 0; i < m->extra_count; i++) {
		struct event_time time = m->extras[i].time;

		if (time.is_date && !m->start.is_date) /* a date: at the master's time of day */
			time = at_wall(m, (struct moment){ time.wall.day, m->start.wall.second });
		add_instance(
			s, (struct instance){ time.wall, event_time_utc(time),
					      m->extras[i].has_length ? m->extras[i].length : -1 });
	}
	sort_instances(s);
	drop_exceptions(s);
	for (size_t i = 0; i < m->not_rule_count; i++)
		drop_rule(s, &m->not_rules[i]);
}
