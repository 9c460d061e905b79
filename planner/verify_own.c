/* Can our own people cover what is left to them? And may helpers do the rest? */
#include <string.h>

#include "planner/verify_parts.h"

/* --- who may do what --------------------------------------------------- */

static bool owns_all(const char *const *owned, size_t owned_count, const struct demand *line)
{
	for (size_t i = 0; i < line->skill_count; i++) {
		size_t k = 0;

		while (k < owned_count && strcmp(owned[k], line->skills[i]) != 0)
			k++;
		if (k == owned_count)
			return false;
	}
	return true;
}

static int32_t level_in(const struct role_level *roles, size_t count, const char *role)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(roles[i].role, role) == 0)
			return roles[i].level;
	return 0;
}

static const struct zone *zone_named(const struct company *company, const char *name)
{
	for (size_t z = 0; z < company->zone_count; z++)
		if (strcmp(company->zones[z].name, name) == 0)
			return &company->zones[z];
	return NULL;
}

static int32_t offset_on(const struct zone *zone, int32_t day)
{
	int32_t offset = zone->changes[0].offset_min;

	for (size_t i = 0; i < zone->change_count; i++)
		if (zone->changes[i].from.since_1970 <= day)
			offset = zone->changes[i].offset_min;
	return offset;
}

/* Minute by minute of a day in UTC: who is at work? */
static int32_t common_minutes(int32_t start, int32_t here_len, int32_t here_offset,
			      int32_t there_len, int32_t there_offset)
{
	int32_t count = 0;

	for (int32_t m = 0; m < here_len; m++) {
		int32_t clock = start + m - here_offset + there_offset - start;

		/* minutes since the other's working day began, on a clock of 24 hours */
		clock = ((clock % 1440) + 1440) % 1440;
		count += clock < there_len;
	}
	return count;
}

static bool meet_enough(const struct plan *plan, const struct option *option, size_t index)
{
	const struct company *company = plan->company;
	const struct demand *line = &company->demands[index];
	const struct settings *settings = &company->settings;
	const struct zone *here =
		zone_named(company, line->time_zone ? line->time_zone : settings->time_zone);
	const struct zone *there = zone_named(company, option->time_zone);
	int32_t days = 0, here_len, there_len = 0;

	if (line->overlap_min == 0)
		return true;
	if (!here || !there)
		return false;
	for (int i = 0; i < 7; i++) {
		days += settings->workday[i];
		there_len = option->pattern_min[i] > there_len ? option->pattern_min[i] : there_len;
	}
	here_len = (settings->full_week_min + days - 1) / days;
	for (size_t w = 0; w < plan->options.week_count; w++) {
		int32_t monday = plan->options.first_week.since_1970 + 7 * (int32_t)w;

		if (plan_demand_cover(plan, VIEW_ALL, index, w)->demand_min > 0 &&
		    common_minutes(settings->day_start_min, here_len, offset_on(here, monday),
				   there_len, offset_on(there, monday)) < line->overlap_min)
			return false;
	}
	return true;
}

bool verify_may_fill(const struct plan *plan, const struct option *option, size_t line)
{
	const struct demand *demand = &plan->company->demands[line];
	int32_t level = level_in(option->roles, option->role_count, demand->role);

	return level > 0 && level >= demand->level &&
	       level <= demand->level + plan->company->settings.levels_down &&
	       owns_all(option->skills, option->skill_count, demand) &&
	       verify_within(option->location, demand->location) && meet_enough(plan, option, line);
}

/* --- own people: one week as a flow, path by path ---------------------- */

struct own_week {
	const struct plan *plan;
	size_t week;
	size_t *lines; /* those that own people work on */
	int64_t *need; /* of each of them, still */
	size_t line_count;
	int64_t *left; /* of people, then of bookings */
	size_t source_count;
	int32_t *given;      /* [source][line] */
	size_t *line_from;   /* on the path: the source through which a line was reached */
	size_t *source_from; /* the line through which a source was reached */
	bool *line_seen, *source_seen;
	size_t *queue;
};

static bool source_serves(const struct own_week *own, size_t source, size_t line)
{
	const struct company *company = own->plan->company;
	const struct demand *demand = &company->demands[line];
	const struct person *person;
	const struct booking *booking;

	if (source < company->person_count) {
		person = &company->people[source];
		return level_in(person->roles, person->role_count, demand->role) >=
			       (demand->level > 0 ? demand->level : 1) &&
		       verify_within(person->location, demand->location) &&
		       owns_all(person->skills, person->skill_count, demand);
	}
	booking = &company->bookings[source - company->person_count];
	person = &company->people[booking->person_index];
	if (booking->status != BOOKING_HARD || strcmp(booking->project, demand->project) != 0)
		return false;
	return booking->role[0] ? strcmp(booking->role, demand->role) == 0
				: level_in(person->roles, person->role_count, demand->role) > 0;
}

/* Push along the path that ends at a source with time left. */
static void push(struct own_week *own, size_t target, size_t source)
{
	int64_t amount =
		own->left[source] < own->need[target] ? own->left[source] : own->need[target];
	size_t s = source, line;

	for (line = own->source_from[s]; line != target; line = own->source_from[s]) {
		s = own->line_from[line];
		if (own->given[s * own->line_count + line] < amount)
			amount = own->given[s * own->line_count + line];
	}
	own->left[source] -= amount;
	own->need[target] -= amount;
	for (s = source;; s = own->line_from[line]) {
		line = own->source_from[s];
		own->given[s * own->line_count + line] += (int32_t)amount;
		if (line == target)
			break;
		own->given[own->line_from[line] * own->line_count + line] -= (int32_t)amount;
	}
}

/* Sources that serve the line and were not seen; true when one of them has time left. */
static bool reach_sources(struct own_week *own, size_t line, size_t *found)
{
	for (size_t s = 0; s < own->source_count; s++) {
		if (own->source_seen[s] || !source_serves(own, s, own->lines[line]))
			continue;
		own->source_seen[s] = true;
		own->source_from[s] = line;
		*found = s;
		if (own->left[s] > 0)
			return true;
	}
	return false;
}

static bool find_path(struct own_week *own, size_t target, size_t *found)
{
	size_t head = 0, tail = 0;

	memset(own->line_seen, 0, own->line_count * sizeof(bool));
	memset(own->source_seen, 0, own->source_count * sizeof(bool));
	own->line_seen[target] = true;
	own->queue[tail++] = target;
	while (head < tail) {
		size_t line = own->queue[head++];

		if (reach_sources(own, line, found))
			return true;
		for (size_t s = 0; s < own->source_count; s++)
			for (size_t l = 0; own->source_seen[s] && own->source_from[s] == line &&
					   l < own->line_count;
			     l++)
				if (!own->line_seen[l] && own->given[s * own->line_count + l] > 0) {
					own->line_seen[l] = true;
					own->line_from[l] = s;
					own->queue[tail++] = l;
				}
	}
	return false;
}

static void start_week(struct own_week *own, const struct sourcing *sourcing, struct arena *arena)
{
	const struct company *company = own->plan->company;
	size_t weeks = own->plan->options.week_count;

	own->lines = ARENA_ARRAY(arena, size_t, company->demand_count + 1);
	own->need = ARENA_ARRAY(arena, int64_t, company->demand_count + 1);
	for (size_t d = 0; d < company->demand_count; d++)
		if (sourcing->lines[d * weeks + own->week].own_min > 0) {
			own->need[own->line_count] = sourcing->lines[d * weeks + own->week].own_min;
			own->lines[own->line_count++] = d;
		}
	own->source_count = company->person_count + company->booking_count;
	own->left = ARENA_ARRAY(arena, int64_t, own->source_count + 1);
	for (size_t p = 0; p < company->person_count; p++)
		own->left[p] = plan_capacity(own->plan, p, own->week)->free_min;
	for (size_t b = 0; b < company->booking_count; b++)
		own->left[company->person_count + b] = plan_booking_min(own->plan, b, own->week);
	own->given = ARENA_ARRAY(arena, int32_t, own->source_count * own->line_count + 1);
	own->line_from = ARENA_ARRAY(arena, size_t, own->line_count + 1);
	own->source_from = ARENA_ARRAY(arena, size_t, own->source_count + 1);
	own->line_seen = ARENA_ARRAY(arena, bool, own->line_count + 1);
	own->source_seen = ARENA_ARRAY(arena, bool, own->source_count + 1);
	own->queue = ARENA_ARRAY(arena, size_t, own->line_count + 1);
}

bool verify_own(const struct plan *plan, const struct sourcing *sourcing, size_t week)
{
	struct own_week own = { .plan = plan, .week = week };
	struct arena arena = ARENA_INIT;
	size_t source;
	bool ok = true;

	start_week(&own, sourcing, &arena);
	for (size_t l = 0; ok && l < own.line_count; l++)
		while (ok && own.need[l] > 0) {
			ok = find_path(&own, l, &source);
			if (ok)
				push(&own, l, source);
		}
	arena_release(&arena);
	return ok;
}
