#include "import/ical/ical_series.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_SECONDS = 86400, MARGIN = 2 * DAY_SECONDS };

/* Of the calendar, in seconds since 1970: nothing is before or after. */
#define DAY_FIRST_S (DAY_FIRST.since_1970 * INT64_C(86400))
#define DAY_LAST_S (DAY_LAST.since_1970 * INT64_C(86400))

/* An instance of the master, before overrides. */
struct instance {
	struct moment wall; /* in the master's zone */
	int64_t utc;
	int64_t own_length; /* of an RDATE period; -1 when it is as long as the master */
};

/* An override and what it replaces: an instant, or a day. */
struct replacing {
	const struct event *event;
	bool by_day;
	int64_t key; /* UTC seconds, or days since 1970 */
	bool met;    /* the series has such an instance */
};

struct series {
	const struct event *master;
	struct replacing *overrides; /* sorted by by_day, key */
	size_t override_count, override_room;
	const struct event **shifts; /* THISANDFUTURE, sorted by instance */
	size_t shift_count, shift_room;
	int64_t from, to;
	struct zones *zones;
	struct series_visitor visitor;
	struct instance *instances;
	size_t count, room;
	struct feed_budget *budget;
	bool too_many;
};

/* --- occurrences ------------------------------------------------------- */

static int32_t whole_days(const struct event *event, struct moment wall, int64_t start, int64_t end)
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

static int64_t end_of(const struct event *event, struct moment wall, int64_t start)
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

static void show(struct series *s, const struct event *event, struct moment wall, int64_t start,
		 int64_t own_length)
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

static void fate(const struct series *s, const struct event *event, enum event_use use,
		 const char *why)
{
	if (s->visitor.fate)
		s->visitor.fate(s->visitor.context, event, use, why);
}

/* --- instances --------------------------------------------------------- */

static void add_instance(struct series *s, struct instance instance)
{
	s->instances = ARENA_PUSH(s->zones->arena, s->instances, s->count, s->room);
	s->instances[s->count++] = instance;
}

static struct event_time at_wall(const struct event *master, struct moment wall)
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

static bool past_until(const struct event *master, const struct rule *rule, struct moment wall)
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

static void doubt(const struct series *s, enum note_level level, const char *id,
		  const struct event *event, const char *text)
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
		doubt(s, NOTE_ERROR, "event-rule-too-costly", s->master,
		      "its rule takes too many steps to expand: later instances are missing");
	if (s->too_many)
		doubt(s, NOTE_ERROR, "series-too-long", s->master,
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
	const struct event *m = s->master;
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

static bool ends_before_start(const struct event *master)
{
	for (size_t i = 0; i < master->rule_count; i++)
		if (past_until(master, &master->rules[i], master->start.wall))
			return true;
	return false;
}

static void collect(struct series *s)
{
	const struct event *m = s->master;

	if (!ends_before_start(m)) {
		add_instance(s, (struct instance){ m->start.wall, m->start_utc, -1 });
	} else {
		doubt(s, NOTE_WARNING, "event-until-before-start", m,
		      "its rule ends before it starts: it never takes place");
		fate(s, m, USE_NEVER, "its rule ends before it starts");
	}
	for (size_t i = 0; i < m->rule_count; i++) {
		if (rule_names_no_day(&m->rules[i].parts))
			doubt(s, NOTE_WARNING, "event-rule-never", m,
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
static const struct event *shift_of(const struct series *s, const struct instance *instance)
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

static void show_shifted(struct series *s, const struct event *shift,
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
	const struct event *shift;

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

static void show_alone(struct series *s, const struct event *event)
{
	show(s, event, event->start.wall, event->start_utc, -1);
}

static void show_series(struct series *s)
{
	for (size_t i = 0; i < s->count; i++)
		show_instance(s, &s->instances[i]);
	for (size_t k = 0; k < s->override_count; k++) {
		const struct event *event = s->overrides[k].event;

		if (s->overrides[k].met)
			show_alone(s, event);
		else if (event->start_utc >= s->from && event->start_utc <= s->to)
			fate(s, event, USE_NEVER, "its series has no such instance");
	}
}

/* --- grouping by UID --------------------------------------------------- */

static int by_uid(const void *left, const void *right)
{
	const struct event *a = left, *b = right;
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

static void note_superseded(struct series *s, const struct event *event)
{
	doubt(s, NOTE_INFO, "event-superseded", event,
	      "another event of the same UID has a higher SEQUENCE: that one counts");
	fate(s, event, USE_SUPERSEDED, "another event of the same UID is newer");
}

static void take_override(struct series *s, const struct event *event)
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
static void show_group(struct series *s, const struct event *events, size_t count)
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
	collect(s);
	show_series(s);
}

void series_each(struct event *events, size_t count, int64_t from, int64_t to, struct zones *zones,
		 struct feed_budget *budget, const struct series_visitor *visitor)
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
