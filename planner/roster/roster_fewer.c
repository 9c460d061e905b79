/*
 * Fewer projects per person (docs/allocation.md, "Names").
 *
 * All cheapest flows of a week are worth the same in hours that stay and in soft bookings, and the
 * potentials (duals) of one of them say which arcs any of them may use: those of reduced cost 0.
 * Among these flows, every pair of person and project that the others can take over, without a new
 * pair, is given up: the smallest first. Whether they can is a matter of augmenting paths: from the
 * line that loses minutes to somebody on its project who can take them, or who can if others take
 * some of theirs. What cannot be given up with the pairs that are left never can later, when there
 * are fewer: one round is enough. Then the same for pairs of person and line.
 *
 * The fewest is a set cover at heart, hence this heuristic; tests/test_roster_fewer.c measures the
 * distance on small weeks. It takes about a tenth of the time of names (bench/HISTORY.md, "Names").
 */
#include "planner/roster/roster_fewer.h"

#include <stdlib.h>
#include <string.h>

/* How many people a search looks at: the few that help are near. On 3,000 people 1,000 give the
 * same names, 10 about as few projects. */
enum { REACH = 100 };

/* Somebody may work on a line. */
struct edge {
	uint32_t person, line, project;
	int32_t minutes; /* without a booking: these may move */
	int32_t booked_minutes;
	bool kept, open; /* on the project last week, too; may take on more without a booking */
	size_t unit;
};

/* What is given up as a whole: a person's edges of a project, or one edge. */
struct unit {
	size_t first, count; /* edges */
	int32_t minutes, booked_minutes;
	bool only; /* all that the person does */
};

struct gathering {
	struct rostering *n;
	const struct week_values *values;
	struct arena *arena;
	struct edge *edges; /* by person, project, line */
	size_t edge_count, edge_room;
	size_t *of_person; /* the person's edges: of_person[p] to of_person[p+1]-1 */
	size_t *of_line;   /* the same for lines, as indexes in line_edges */
	size_t *line_edges;
	int32_t *left; /* per person: minutes that they could work besides */
	struct unit *units;
	size_t unit_count;
	/* Changes since the unit at hand was tried, to take them back. */
	struct path_step {
		size_t edge;
		int32_t minutes;
	} * steps;
	size_t step_count, step_room;
	int64_t kept_change, small_change;
	/* The search: who was seen by which, and by which edges minutes would come and go. */
	uint32_t search, *person_seen, *line_seen;
	size_t *comes,
		*goes;   /* per person: takes over on comes; per line: leaves its person on goes */
	uint32_t *queue; /* lines */
};

/* --- edges ---------------------------------------------------------------------- */

static int by_project(const void *left, const void *right)
{
	const struct edge *a = left, *b = right;

	if (a->project != b->project)
		return a->project < b->project ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

static void sort_edges(struct gathering *g, size_t from)
{
	if (g->edge_count > from)
		qsort(g->edges + from, g->edge_count - from, sizeof(*g->edges), by_project);
}

static void add_edge(struct gathering *g, const struct edge *edge)
{
	g->edges = ARENA_PUSH(g->arena, g->edges, g->edge_count, g->edge_room);
	g->edges[g->edge_count++] = *edge;
}

/* Whether a cheapest flow may send this person's minutes to the line: the reduced cost is 0. */
static bool may_take(const struct gathering *g, uint32_t person, uint32_t line)
{
	const struct company *company = g->n->plan->company;

	return roster_wanted(g->n, line) > 0 &&
	       value_cost(g->values, person, line) + g->values->person_potential[person] ==
		       g->values->line_potential[line] &&
	       person_qualifies(&company->settings, &company->people[person],
				&company->demands[line]);
}

/* The person's edges from `from` on are what they do; add what else they may do there. */
static void add_other_lines(struct gathering *g, size_t from)
{
	const struct projects *projects = &g->n->projects;
	size_t to = g->edge_count;

	for (size_t i = from; i < to; i++) {
		struct edge edge = g->edges[i];

		if (i > from && g->edges[i - 1].project == edge.project)
			continue;
		for (size_t k = projects->first[edge.project];
		     k < projects->first[edge.project + 1]; k++) {
			bool has = false;

			edge.line = projects->lines[k];
			edge.minutes = edge.booked_minutes = 0;
			edge.open = true;
			for (size_t j = i; j < to && g->edges[j].project == edge.project; j++)
				has |= g->edges[j].line == edge.line;
			if (!has && may_take(g, edge.person, edge.line))
				add_edge(g, &edge);
		}
	}
	sort_edges(g, from);
}

/* One person's assignments from..to-1. */
static void add_person(struct gathering *g, size_t from, size_t to)
{
	const struct rostering *n = g->n;
	uint32_t person = n->roster->list[from].person;
	size_t first = g->edge_count, last_from, last_to;

	roster_last_week(n, person, &last_from, &last_to);
	g->left[person] = plan_capacity(n->plan, person, n->week)->free_minutes;
	for (size_t i = from; i < to; i++) {
		const struct assignment *a = &n->roster->list[i];
		uint32_t project = n->projects.of_line[a->line];
		struct edge edge = { .person = person,
				     .line = a->line,
				     .project = project,
				     .minutes = a->minutes - a->booked_minutes,
				     .booked_minutes = a->booked_minutes };

		edge.kept = roster_project_minutes(n, last_from, last_to, project) > 0;
		edge.open = edge.minutes > 0 || may_take(g, person, a->line);
		g->left[person] -= edge.minutes;
		add_edge(g, &edge);
	}
	sort_edges(g, first);
	add_other_lines(g, first);
}

static void add_edges(struct gathering *g)
{
	const struct roster *roster = g->n->roster;
	size_t from = g->n->here, next = 0;

	for (size_t i = from; i < roster->count; i++)
		if (i + 1 == roster->count ||
		    roster->list[i + 1].person != roster->list[i].person) {
			for (; next <= roster->list[i].person; next++)
				g->of_person[next] = g->edge_count;
			add_person(g, from, i + 1);
			from = i + 1;
		}
	for (; next <= g->n->plan->company->person_count; next++)
		g->of_person[next] = g->edge_count;
}

static void index_lines(struct gathering *g)
{
	size_t lines = g->n->plan->company->demand_count;
	size_t *at = ARENA_ARRAY(g->arena, size_t, lines + 1);

	g->line_edges = ARENA_ARRAY(g->arena, size_t, g->edge_count + 1);
	for (size_t i = 0; i < g->edge_count; i++)
		g->of_line[g->edges[i].line + 1]++;
	for (size_t d = 0; d < lines; d++) {
		at[d] = g->of_line[d];
		g->of_line[d + 1] += g->of_line[d];
	}
	for (size_t i = 0; i < g->edge_count; i++)
		g->line_edges[at[g->edges[i].line]++] = i;
}

/* --- moving minutes ----------------------------------------------------------------- */

/* Pieces that count as small; booked ones are not ours to move. */
static bool is_small(const struct gathering *g, const struct edge *edge)
{
	return edge->booked_minutes == 0 && edge->minutes > 0 &&
	       edge->minutes < g->n->min_chunk_minutes;
}

static void change(struct gathering *g, size_t index, int32_t minutes)
{
	struct edge *edge = &g->edges[index];

	g->small_change -= is_small(g, edge);
	edge->minutes += minutes;
	g->small_change += is_small(g, edge);
	g->left[edge->person] -= minutes;
	g->units[edge->unit].minutes += minutes;
	g->kept_change += edge->kept ? minutes : 0;
}

static void move(struct gathering *g, size_t edge, int32_t minutes)
{
	g->steps = ARENA_PUSH(g->arena, g->steps, g->step_count, g->step_room);
	g->steps[g->step_count++] = (struct path_step){ edge, minutes };
	change(g, edge, minutes);
}

static void take_back(struct gathering *g)
{
	while (g->step_count > 0) {
		g->step_count--;
		change(g, g->steps[g->step_count].edge, -g->steps[g->step_count].minutes);
	}
}

/* --- the search ----------------------------------------------------------------------- */

/* Whether the person of an edge may take more on it, while `without` is given up. */
static bool may_grow(const struct gathering *g, const struct edge *edge, size_t without)
{
	const struct unit *unit = &g->units[edge->unit];

	return edge->open && edge->unit != without && unit->minutes + unit->booked_minutes > 0;
}

/* Whoever gives the unit up may get as much elsewhere; others need time left. Somebody with a
 * potential above 0 works all of their time in every cheapest flow, so nothing can end or begin
 * there. */
static bool is_end(const struct gathering *g, uint32_t person, uint32_t giver)
{
	return person == giver ||
	       (g->left[person] > 0 && g->values->person_potential[person] == 0 &&
		g->values->person_potential[giver] == 0);
}

/* Go on from a person: the lines of which they have minutes. */
static size_t add_lines_of(struct gathering *g, uint32_t person, size_t count)
{
	for (size_t i = g->of_person[person]; i < g->of_person[person + 1]; i++) {
		uint32_t line = g->edges[i].line;

		if (g->edges[i].minutes == 0 || g->line_seen[line] == g->search)
			continue;
		g->line_seen[line] = g->search;
		g->goes[line] = i;
		g->queue[count++] = line;
	}
	return count;
}

/* Somebody at whom minutes of the edge can end, the nearest; false when nobody is within reach. */
static bool find_end(struct gathering *g, const struct edge *edge, uint32_t *end)
{
	size_t count = 0, people = 0;

	g->search++;
	g->line_seen[edge->line] = g->search;
	g->queue[count++] = edge->line;
	for (size_t i = 0; i < count && people < REACH; i++)
		for (size_t k = g->of_line[g->queue[i]]; k < g->of_line[g->queue[i] + 1]; k++) {
			size_t other = g->line_edges[k];
			uint32_t person = g->edges[other].person;

			if (g->person_seen[person] == g->search ||
			    !may_grow(g, &g->edges[other], edge->unit))
				continue;
			g->person_seen[person] = g->search;
			g->comes[person] = other;
			people++;
			if (is_end(g, person, edge->person)) {
				*end = person;
				return true;
			}
			count = add_lines_of(g, person, count);
		}
	return false;
}

/* Minutes that the path from the edge to its end can carry. */
static int32_t path_minutes(const struct gathering *g, const struct edge *edge, uint32_t end)
{
	int32_t most = edge->minutes;

	if (end != edge->person && g->left[end] < most)
		most = g->left[end];
	for (uint32_t line = g->edges[g->comes[end]].line; line != edge->line;) {
		const struct edge *gives = &g->edges[g->goes[line]];

		if (gives->minutes < most)
			most = gives->minutes;
		line = g->edges[g->comes[gives->person]].line;
	}
	return most;
}

static void shift(struct gathering *g, size_t edge, uint32_t end)
{
	int32_t minutes = path_minutes(g, &g->edges[edge], end);
	uint32_t line = g->edges[g->comes[end]].line;

	move(g, g->comes[end], minutes);
	while (line != g->edges[edge].line) {
		size_t gives = g->goes[line];

		move(g, gives, -minutes);
		move(g, g->comes[g->edges[gives].person], minutes);
		line = g->edges[g->comes[g->edges[gives].person]].line;
	}
	move(g, edge, -minutes);
}

/* Give a unit up, or leave all as it was. */
static void give_up(struct gathering *g, const struct unit *unit)
{
	bool done = true;
	uint32_t end;

	g->step_count = 0;
	g->kept_change = g->small_change = 0;
	for (size_t i = unit->first; done && i < unit->first + unit->count; i++)
		while (done && g->edges[i].minutes > 0) {
			done = find_end(g, &g->edges[i], &end);
			if (done)
				shift(g, i, end);
		}
	if (!done || g->kept_change < 0 || g->small_change > 0)
		take_back(g);
}

/* --- all units ------------------------------------------------------------------------ */

static bool same_unit(const struct edge *a, const struct edge *b, bool lines)
{
	return a->person == b->person && a->project == b->project && !lines;
}

static void make_units(struct gathering *g, bool lines)
{
	g->units = ARENA_ARRAY(g->arena, struct unit, g->edge_count + 1);
	g->unit_count = 0;
	for (size_t i = 0; i < g->edge_count; i++) {
		struct edge *edge = &g->edges[i];
		struct unit *unit;

		if (i == 0 || !same_unit(edge - 1, edge, lines))
			g->units[g->unit_count++].first = i;
		edge->unit = g->unit_count - 1;
		unit = &g->units[edge->unit];
		unit->count++;
		unit->minutes += edge->minutes;
		unit->booked_minutes += edge->booked_minutes;
	}
	for (size_t u = 0; u < g->unit_count; u++) {
		uint32_t person = g->edges[g->units[u].first].person;

		g->units[u].only =
			g->units[u].count == g->of_person[person + 1] - g->of_person[person];
	}
}

/* People with more than one first, then the smallest. */
static int by_size(const void *left, const void *right)
{
	const struct unit *a = left, *b = right;

	if (a->only != b->only)
		return a->only ? 1 : -1;
	if (a->minutes != b->minutes)
		return a->minutes < b->minutes ? -1 : 1;
	return (a->first > b->first) - (a->first < b->first);
}

static void give_up_all(struct gathering *g, bool lines)
{
	struct unit *order;

	make_units(g, lines);
	order = ARENA_ARRAY(g->arena, struct unit, g->unit_count + 1);
	memcpy(order, g->units, g->unit_count * sizeof(*order));
	qsort(order, g->unit_count, sizeof(*order), by_size);
	for (size_t i = 0; i < g->unit_count; i++) {
		const struct unit *unit = &g->units[g->edges[order[i].first].unit];

		if (unit->minutes > 0 && unit->booked_minutes == 0)
			give_up(g, unit);
	}
}

static void write_back(struct gathering *g)
{
	struct rostering *n = g->n;
	struct roster *roster = n->roster;

	roster->count = n->here;
	for (size_t i = 0; i < g->edge_count; i++) {
		const struct edge *edge = &g->edges[i];

		if (edge->minutes + edge->booked_minutes == 0)
			continue;
		roster->list = ARENA_PUSH(n->arena, roster->list, roster->count, n->room);
		roster->list[roster->count++] = (struct assignment){
			.week = (uint32_t)n->week,
			.person = edge->person,
			.line = edge->line,
			.minutes = edge->minutes + edge->booked_minutes,
			.booked_minutes = edge->booked_minutes,
		};
	}
	roster_merge(n);
}

void roster_fewer(struct rostering *n, const struct week_values *values)
{
	size_t people = n->plan->company->person_count, lines = n->plan->company->demand_count;
	struct arena arena = ARENA_INIT;
	struct gathering g = { .n = n,
			       .values = values,
			       .arena = &arena,
			       .of_person = ARENA_ARRAY(&arena, size_t, people + 2),
			       .of_line = ARENA_ARRAY(&arena, size_t, lines + 2),
			       .left = ARENA_ARRAY(&arena, int32_t, people + 1),
			       .person_seen = ARENA_ARRAY(&arena, uint32_t, people + 1),
			       .line_seen = ARENA_ARRAY(&arena, uint32_t, lines + 1),
			       .comes = ARENA_ARRAY(&arena, size_t, people + 1),
			       .goes = ARENA_ARRAY(&arena, size_t, lines + 1),
			       .queue = ARENA_ARRAY(&arena, uint32_t, lines + 1) };

	if (n->roster->count > n->here) {
		add_edges(&g);
		index_lines(&g);
		give_up_all(&g, false);
		give_up_all(&g, true);
		write_back(&g);
	}
	arena_release(&arena);
}
