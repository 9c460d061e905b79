/*
 * Whether our own people can do what a sourcing leaves to them, and whether external staff may
 * do the rest, told again. Cost: a flow for each week with moves.
 *
 * People who have the same roles, skills and place are one source, each hard booking is one of
 * its own; lines that ask for the same are one target. A week is a maximum flow from targets to
 * sources by shortest layers (Dinic 1970). docs/sourcing.md, "Our own people move, too".
 */
#include "planner/verify/verify_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "planner/verify/verify_money.h"

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
	int32_t offset = zone->changes[0].offset_minutes;

	for (size_t i = 0; i < zone->change_count; i++)
		if (zone->changes[i].from.since_1970 <= day)
			offset = zone->changes[i].offset_minutes;
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
		clock = ((clock % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
		count += clock < there_len;
	}
	return count;
}

static bool meet_enough(const struct plan *plan, const struct rate_option *option, size_t index)
{
	const struct company *company = plan->company;
	const struct demand *line = &company->demands[index];
	const struct settings *settings = &company->settings;
	const struct zone *here =
		zone_named(company, line->time_zone ? line->time_zone : settings->time_zone);
	const struct zone *there = zone_named(company, option->time_zone);
	int32_t days = 0, here_len, there_len = 0;

	if (line->overlap_minutes == 0)
		return true;
	if (!here || !there)
		return false;
	for (int i = 0; i < 7; i++) {
		days += settings->workday[i];
		there_len = option->pattern_minutes[i] > there_len ? option->pattern_minutes[i]
								   : there_len;
	}
	here_len = (settings->full_week_minutes + days - 1) / days;
	for (size_t w = 0; w < plan->options.week_count; w++) {
		int32_t monday = plan->options.first_week.since_1970 + 7 * (int32_t)w;

		if (plan_demand_coverage(plan, VIEW_ALL, index, w)->demand_minutes > 0 &&
		    common_minutes(settings->day_start_minute, here_len, offset_on(here, monday),
				   there_len, offset_on(there, monday)) < line->overlap_minutes)
			return false;
	}
	return true;
}

bool verify_may_fill(const struct plan *plan, const struct rate_option *option, size_t line)
{
	const struct demand *demand = &plan->company->demands[line];
	int32_t level = level_in(option->roles, option->role_count, demand->role);

	return level > 0 && level >= demand->level &&
	       level <= demand->level + plan->company->settings.levels_down &&
	       owns_all(option->skills, option->skill_count, demand) &&
	       verify_within(option->location, demand->location) && meet_enough(plan, option, line);
}

/* --- who is alike ------------------------------------------------------- */

/* Who may serve what is worked out once for all weeks. */
struct own_check {
	const struct plan *plan;
	struct arena *arena;
	size_t target_count, source_count;
	uint32_t *target_of; /* per demand line */
	uint32_t *source_of; /* per person, then per booking */
	/* Links by target, first[t] to first[t + 1] - 1; and by source, their numbers. */
	uint32_t *first, *link_source, *back_first, *back_link, *link_target;
	size_t link_count;
	/* Of the week at hand. */
	int64_t *need, *left, *given; /* of targets, of sources, over links */
	uint32_t *layer, *next;       /* of targets, then of sources */
	uint32_t *queue, *path;
};

#define NO_LAYER UINT32_MAX

static bool may_serve(const struct own_check *own, const struct person *person,
		      const struct demand *line)
{
	int32_t level = level_in(person->roles, person->role_count, line->role);
	int32_t least = line->level > 0 ? line->level : 1;

	return level >= least && level - least <= own->plan->company->settings.max_levels_down &&
	       verify_within(person->location, line->location) &&
	       owns_all(person->skills, person->skill_count, line);
}

static bool booked_for(const struct own_check *own, const struct booking *booking,
		       const struct demand *line)
{
	const struct person *person = &own->plan->company->people[booking->person_index];

	if (booking->status != BOOKING_HARD || strcmp(booking->project, line->project) != 0)
		return false;
	return booking->role[0] ? strcmp(booking->role, line->role) == 0
				: level_in(person->roles, person->role_count, line->role) > 0;
}

static int compare_texts(const char *const *a, size_t a_count, const char *const *b, size_t b_count)
{
	for (size_t i = 0; i < a_count && i < b_count; i++) {
		int order = strcmp(a[i], b[i]);

		if (order)
			return order;
	}
	return (a_count > b_count) - (a_count < b_count);
}

struct alike {
	const struct person *person;
	const struct demand *line;
	const char *project; /* of a line that a booking may be for; else "" */
	uint32_t index;
};

static int compare_people(const struct person *a, const struct person *b)
{
	int order = strcmp(a->location, b->location);

	for (size_t i = 0; !order && i < a->role_count && i < b->role_count; i++) {
		order = strcmp(a->roles[i].role, b->roles[i].role);
		if (!order)
			order = a->roles[i].level - b->roles[i].level;
	}
	if (!order)
		order = (a->role_count > b->role_count) - (a->role_count < b->role_count);
	return order ? order : compare_texts(a->skills, a->skill_count, b->skills, b->skill_count);
}

static int compare_lines(const struct demand *a, const struct demand *b)
{
	int order = strcmp(a->role, b->role);

	if (!order)
		order = a->level - b->level;
	if (!order)
		order = strcmp(a->location, b->location);
	return order ? order : compare_texts(a->skills, a->skill_count, b->skills, b->skill_count);
}

static int by_likeness(const void *left, const void *right)
{
	const struct alike *a = left, *b = right;
	int order =
		a->person ? compare_people(a->person, b->person) : compare_lines(a->line, b->line);

	return order ? order : strcmp(a->project, b->project);
}

/* Number those that are alike; first[number] is one of each. */
static size_t number_alike(struct alike *list, size_t count, uint32_t *number, uint32_t *sample)
{
	size_t numbers = 0;

	if (count > 0)
		qsort(list, count, sizeof(*list), by_likeness);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || by_likeness(&list[i - 1], &list[i]) != 0)
			sample[numbers++] = list[i].index;
		number[list[i].index] = (uint32_t)numbers - 1;
	}
	return numbers;
}

static bool is_booked(const struct company *company, const char *project)
{
	for (size_t b = 0; b < company->booking_count; b++)
		if (company->bookings[b].status == BOOKING_HARD &&
		    strcmp(company->bookings[b].project, project) == 0)
			return true;
	return false;
}

/* --- who may serve what -------------------------------------------------- */

static bool links(const struct own_check *own, size_t source, const uint32_t *person_sample,
		  size_t people, uint32_t line)
{
	const struct company *company = own->plan->company;

	if (source < people)
		return may_serve(own, &company->people[person_sample[source]],
				 &company->demands[line]);
	return booked_for(own, &company->bookings[source - people], &company->demands[line]);
}

static void link_up(struct own_check *own, const uint32_t *person_sample, size_t people,
		    const uint32_t *line_sample)
{
	size_t room = 0;

	own->first = ARENA_ARRAY(own->arena, uint32_t, own->target_count + 1);
	own->back_first = ARENA_ARRAY(own->arena, uint32_t, own->source_count + 2);
	for (uint32_t t = 0; t < own->target_count; t++) {
		for (uint32_t s = 0; s < own->source_count; s++) {
			if (!links(own, s, person_sample, people, line_sample[t]))
				continue;
			own->link_source =
				ARENA_PUSH(own->arena, own->link_source, own->link_count, room);
			own->link_source[own->link_count++] = s;
			own->back_first[s + 2]++;
		}
		own->first[t + 1] = (uint32_t)own->link_count;
	}
	own->link_target = ARENA_ARRAY(own->arena, uint32_t, own->link_count + 1);
	own->back_link = ARENA_ARRAY(own->arena, uint32_t, own->link_count + 1);
	for (size_t s = 1; s <= own->source_count; s++)
		own->back_first[s + 1] += own->back_first[s];
	for (uint32_t t = 0; t < own->target_count; t++)
		for (uint32_t i = own->first[t]; i < own->first[t + 1]; i++) {
			own->link_target[i] = t;
			own->back_link[own->back_first[own->link_source[i] + 1]++] = i;
		}
}

struct own_check *verify_own_make(const struct plan *plan, struct arena *arena)
{
	const struct company *company = plan->company;
	size_t people = company->person_count, lines = company->demand_count;
	size_t most = people > lines ? people : lines, kinds;
	struct own_check *own = ARENA_ARRAY(arena, struct own_check, 1);
	struct alike *list = ARENA_ARRAY(arena, struct alike, most + 1);
	uint32_t *person_sample = ARENA_ARRAY(arena, uint32_t, people + 1);
	uint32_t *line_sample = ARENA_ARRAY(arena, uint32_t, lines + 1);

	*own = (struct own_check){ .plan = plan, .arena = arena };
	own->target_of = ARENA_ARRAY(arena, uint32_t, lines + 1);
	own->source_of = ARENA_ARRAY(arena, uint32_t, people + company->booking_count + 1);
	for (uint32_t d = 0; d < lines; d++)
		list[d] = (struct alike){
			.line = &company->demands[d],
			.project = is_booked(company, company->demands[d].project)
					   ? company->demands[d].project
					   : "",
			.index = d,
		};
	own->target_count = number_alike(list, lines, own->target_of, line_sample);
	for (uint32_t p = 0; p < people; p++)
		list[p] = (struct alike){ &company->people[p], NULL, "", p };
	kinds = number_alike(list, people, own->source_of, person_sample);
	for (size_t b = 0; b < company->booking_count; b++)
		own->source_of[people + b] = (uint32_t)(kinds + b);
	own->source_count = kinds + company->booking_count;
	link_up(own, person_sample, kinds, line_sample);
	own->need = ARENA_ARRAY(arena, int64_t, own->target_count + 1);
	own->left = ARENA_ARRAY(arena, int64_t, own->source_count + 1);
	own->given = ARENA_ARRAY(arena, int64_t, own->link_count + 1);
	own->layer = ARENA_ARRAY(arena, uint32_t, own->target_count + own->source_count + 1);
	own->next = ARENA_ARRAY(arena, uint32_t, own->target_count + own->source_count + 1);
	own->queue = ARENA_ARRAY(arena, uint32_t, own->target_count + own->source_count + 1);
	own->path = ARENA_ARRAY(arena, uint32_t, own->target_count + own->source_count + 1);
	return own;
}

/* --- one week ------------------------------------------------------------ */

static void start_week(struct own_check *own, const struct sourcing *sourcing, size_t week)
{
	const struct company *company = own->plan->company;
	size_t weeks = own->plan->options.week_count;

	memset(own->need, 0, own->target_count * sizeof(*own->need));
	memset(own->left, 0, own->source_count * sizeof(*own->left));
	memset(own->given, 0, own->link_count * sizeof(*own->given));
	for (size_t d = 0; d < company->demand_count; d++)
		own->need[own->target_of[d]] += sourcing->lines[d * weeks + week].own_minutes;
	for (size_t p = 0; p < company->person_count; p++)
		own->left[own->source_of[p]] += plan_capacity(own->plan, p, week)->free_minutes;
	for (size_t b = 0; b < company->booking_count; b++)
		own->left[own->source_of[company->person_count + b]] +=
			plan_booking_minutes(own->plan, b, week);
}

static void reach(struct own_check *own, uint32_t node, uint32_t layer, size_t *tail)
{
	if (own->layer[node] != NO_LAYER)
		return;
	own->layer[node] = layer;
	own->queue[(*tail)++] = node;
}

/* Layers from the targets that still need something; false when no time is left within reach. */
static bool find_layers(struct own_check *own)
{
	size_t nodes = own->target_count + own->source_count, tail = 0;
	bool found = false;

	for (size_t n = 0; n < nodes; n++)
		own->layer[n] = NO_LAYER;
	for (uint32_t t = 0; t < own->target_count; t++) {
		own->next[t] = own->first[t];
		if (own->need[t] > 0)
			reach(own, t, 0, &tail);
	}
	for (uint32_t s = 0; s < own->source_count; s++)
		own->next[own->target_count + s] = own->back_first[s];
	for (size_t head = 0; head < tail && !found; head++) {
		uint32_t node = own->queue[head], layer = own->layer[node] + 1;

		if (node < own->target_count) {
			for (uint32_t i = own->first[node]; i < own->first[node + 1]; i++)
				reach(own, (uint32_t)own->target_count + own->link_source[i], layer,
				      &tail);
			continue;
		}
		node -= (uint32_t)own->target_count;
		found = own->left[node] > 0;
		for (uint32_t i = own->back_first[node]; i < own->back_first[node + 1]; i++)
			if (own->given[own->back_link[i]] > 0)
				reach(own, own->link_target[own->back_link[i]], layer, &tail);
	}
	return found;
}

/* The next link from a node one layer further; false at a dead end. */
static bool step_on(struct own_check *own, uint32_t node, uint32_t *link, uint32_t *to)
{
	uint32_t targets = (uint32_t)own->target_count;
	uint32_t end = node < targets ? own->first[node + 1] : own->back_first[node - targets + 1];

	for (; own->next[node] < end; own->next[node]++) {
		uint32_t i = own->next[node];

		*link = node < targets ? i : own->back_link[i];
		*to = node < targets ? targets + own->link_source[i] : own->link_target[*link];
		if (own->layer[*to] == own->layer[node] + 1 &&
		    (node < targets || own->given[*link] > 0))
			return true;
	}
	return false;
}

/* Give along the path: its links go forth and back in turn. */
static void give(struct own_check *own, uint32_t target, uint32_t source, size_t length)
{
	int64_t amount =
		own->left[source] < own->need[target] ? own->left[source] : own->need[target];

	for (size_t i = 1; i < length; i += 2)
		if (own->given[own->path[i]] < amount)
			amount = own->given[own->path[i]];
	for (size_t i = 0; i < length; i++)
		own->given[own->path[i]] += i % 2 == 0 ? amount : -amount;
	own->left[source] -= amount;
	own->need[target] -= amount;
}

/* The node from which the last link of a path leads on. */
static uint32_t step_back(const struct own_check *own, size_t length)
{
	uint32_t link = own->path[length];

	return length % 2 == 0 ? own->link_target[link]
			       : (uint32_t)own->target_count + own->link_source[link];
}

static void serve(struct own_check *own, uint32_t target)
{
	uint32_t node = target, link = 0, to = 0;
	size_t length = 0;

	while (own->need[target] > 0) {
		if (node >= own->target_count && own->left[node - own->target_count] > 0) {
			give(own, target, node - (uint32_t)own->target_count, length);
			node = target;
			length = 0;
		} else if (step_on(own, node, &link, &to)) {
			own->path[length++] = link;
			node = to;
		} else if (length == 0) {
			return;
		} else {
			node = step_back(own, --length);
			own->next[node]++;
		}
	}
}

bool verify_own(struct own_check *own, const struct sourcing *sourcing, size_t week)
{
	start_week(own, sourcing, week);
	while (find_layers(own))
		for (uint32_t t = 0; t < own->target_count; t++)
			serve(own, t);
	for (size_t t = 0; t < own->target_count; t++)
		if (own->need[t] > 0)
			return false;
	return true;
}
