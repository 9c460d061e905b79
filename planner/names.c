#include "planner/names.h"

#include <stdlib.h>
#include <string.h>

#include "planner/lattice.h"
#include "planner/projects.h"
#include "planner/simplex.h"
#include "store/number.h"

/* Costs per minute. Whatever is not named here is free. */
enum { COST_BOOKED = -10, COST_MUCH = -3, COST_SOFT = -3, COST_SOME = -2 };
enum { MUCH_MIN = 16 * 60, SOME_MIN = 4 * 60 };

/* How an arc of the week's network is read back. */
enum arc_kind { ARC_INNER, ARC_DIRECT, ARC_BOOKED };

struct naming {
	const struct plan *plan;
	enum view view;
	int32_t chunk_min;
	struct arena *arena, *scratch;
	struct lattice lattice;
	bool *from_booking; /* per node of the lattice: a booking's */
	struct projects projects;
	struct roster *roster;
	size_t room;
	size_t last, here; /* where last week's and this week's assignments begin */
};

/* The network of one week. Nodes 0 and up: the lattice's, then people, bookings, lines. */
struct week_net {
	struct network network;
	struct arena *arena;
	size_t week;
	int32_t *person_node, *line_node; /* -1: has nothing to give, needs nothing */
	struct arc_note {
		enum arc_kind kind;
		uint32_t person, line;
	} * notes; /* per arc */
	size_t note_room;
};

/* --- the network of a week --------------------------------------------------- */

static int32_t covered_min(const struct naming *n, size_t line, size_t week)
{
	return plan_demand_cover(n->plan, n->view, line, week)->covered_min;
}

static void add_arc(struct week_net *net, int32_t from, int32_t to, int64_t capacity, int64_t cost,
		    struct arc_note note)
{
	net->notes = ARENA_PUSH(net->arena, net->notes, net->network.arc_count, net->note_room);
	net->notes[network_arc(&net->network, from, to, capacity, cost)] = note;
}

static int64_t add_lines(struct naming *n, struct week_net *net)
{
	int64_t sum = 0;

	net->line_node = ARENA_ARRAY(net->arena, int32_t, n->plan->company->demand_count + 1);
	for (size_t d = 0; d < n->plan->company->demand_count; d++) {
		int32_t minutes = covered_min(n, d, net->week);

		net->line_node[d] = minutes > 0 ? network_node(&net->network, -minutes) : -1;
		sum += minutes;
	}
	return sum;
}

static void add_people(struct naming *n, struct week_net *net, int32_t source)
{
	net->person_node = ARENA_ARRAY(net->arena, int32_t, n->plan->company->person_count + 1);
	for (uint32_t p = 0; p < n->plan->company->person_count; p++) {
		int32_t minutes = plan_capacity(n->plan, p, net->week)->free_min;
		int32_t crew = n->lattice.person_node[p];

		net->person_node[p] = -1;
		if (minutes == 0 || crew < 0)
			continue;
		net->person_node[p] = network_node(&net->network, 0);
		add_arc(net, source, net->person_node[p], minutes, 0,
			(struct arc_note){ ARC_INNER, p, 0 });
		add_arc(net, net->person_node[p], crew, minutes, 0,
			(struct arc_note){ ARC_INNER, p, 0 });
	}
}

static void add_lattice(struct naming *n, struct week_net *net, int64_t sum)
{
	const struct lattice *l = &n->lattice;

	/* Bookings have arcs of their own: a booking's lines are named as its own. */
	for (size_t i = 0; i < l->flow.arc_count; i++)
		if (!n->from_booking[l->flow.from[i]])
			add_arc(net, l->flow.from[i], l->flow.to[i], sum, 0,
				(struct arc_note){ ARC_INNER, 0, 0 });
	for (size_t i = 0; i < l->bucket_count; i++)
		for (size_t k = 0; k < l->buckets[i].count; k++) {
			uint32_t line = l->buckets[i].lines[k];

			if (net->line_node[line] >= 0)
				add_arc(net, l->buckets[i].node, net->line_node[line], sum, 0,
					(struct arc_note){ ARC_INNER, 0, line });
		}
}

/* Hard bookings serve their lines themselves; soft ones make their person prefer them. */
static void add_booking(struct naming *n, struct week_net *net, int32_t source, size_t index,
			int64_t sum)
{
	const struct company *company = n->plan->company;
	const struct booking *booking = &company->bookings[index];
	const struct person *person = &company->people[booking->person_index];
	struct day monday = plan_week(n->plan, net->week);
	bool hard = booking->status == BOOKING_HARD;
	int32_t from = hard ? -1 : net->person_node[booking->person_index];
	size_t project;

	if (day_distance(booking->start, day_add(monday, 6)) < 0 ||
	    day_distance(monday, booking->end) < 0)
		return;
	if (hard && plan_booking_min(n->plan, index, net->week) > 0) {
		from = network_node(&net->network, 0);
		add_arc(net, source, from, plan_booking_min(n->plan, index, net->week), 0,
			(struct arc_note){ ARC_INNER, 0, 0 });
	}
	project = projects_find(&n->projects, booking->project);
	for (size_t i = n->projects.first[project];
	     from >= 0 && project < n->projects.count && i < n->projects.first[project + 1]; i++) {
		uint32_t d = n->projects.lines[i];
		const struct demand *demand = &company->demands[d];

		if (net->line_node[d] < 0 || !booking_names(booking, person, demand) ||
		    (!hard && !person_qualifies(&company->settings, person, demand)))
			continue;
		add_arc(net, from, net->line_node[d], sum, hard ? COST_BOOKED : COST_SOFT,
			(struct arc_note){ hard ? ARC_BOOKED : ARC_DIRECT,
					   (uint32_t)booking->person_index, d });
	}
}

/* --- staying where one was ----------------------------------------------------- */

static int32_t last_week_min(const struct naming *n, size_t from, size_t to, int32_t project)
{
	int32_t sum = 0;

	for (size_t i = from; i < to; i++)
		if ((int32_t)n->projects.of_line[n->roster->list[i].line] == project)
			sum += n->roster->list[i].minutes;
	return sum;
}

static void add_stay(struct naming *n, struct week_net *net, uint32_t person, int32_t project,
		     int64_t cost, int64_t sum)
{
	const struct company *company = n->plan->company;

	for (size_t i = n->projects.first[project]; i < n->projects.first[project + 1]; i++) {
		uint32_t line = n->projects.lines[i];

		if (net->line_node[line] >= 0 &&
		    person_qualifies(&company->settings, &company->people[person],
				     &company->demands[line]))
			add_arc(net, net->person_node[person], net->line_node[line], sum, cost,
				(struct arc_note){ ARC_DIRECT, person, line });
	}
}

/* One person's assignments of last week: from..to-1. */
static void add_stays(struct naming *n, struct week_net *net, size_t from, size_t to, int64_t sum)
{
	uint32_t person = n->roster->list[from].person;

	if (net->person_node[person] < 0)
		return;
	for (size_t i = from; i < to; i++) {
		int32_t project = (int32_t)n->projects.of_line[n->roster->list[i].line];
		int32_t minutes = last_week_min(n, from, to, project);

		if (last_week_min(n, from, i, project) > 0 || minutes < SOME_MIN)
			continue; /* seen already, or too little to count */
		add_stay(n, net, person, project, minutes >= MUCH_MIN ? COST_MUCH : COST_SOME, sum);
	}
}

static void add_incumbents(struct naming *n, struct week_net *net, int64_t sum)
{
	size_t from = n->last;

	for (size_t i = n->last; i < n->here; i++)
		if (i + 1 == n->here ||
		    n->roster->list[i + 1].person != n->roster->list[from].person) {
			add_stays(n, net, from, i + 1, sum);
			from = i + 1;
		}
}

/* --- reading the flow back ------------------------------------------------------ */

static void assign(struct naming *n, size_t week, uint32_t person, uint32_t line, int64_t minutes,
		   bool booked)
{
	struct roster *roster = n->roster;

	roster->list = ARENA_PUSH(n->arena, roster->list, roster->count, n->room);
	roster->list[roster->count++] = (struct assignment){
		.week = (uint32_t)week,
		.person = person,
		.line = line,
		.minutes = (int32_t)minutes,
		.booked_min = booked ? (int32_t)minutes : 0,
	};
}

/* Arcs with flow that leave each node, to follow one after the other. */
struct trail {
	size_t *first, *arcs, *at;
	size_t *path; /* no longer than there are nodes */
};

static struct trail trail_of(const struct week_net *net)
{
	const struct network *network = &net->network;
	size_t nodes = network->node_count;
	struct trail trail = { ARENA_ARRAY(net->arena, size_t, nodes + 1),
			       ARENA_ARRAY(net->arena, size_t, network->arc_count + 1),
			       ARENA_ARRAY(net->arena, size_t, nodes + 1),
			       ARENA_ARRAY(net->arena, size_t, nodes + 1) };

	for (size_t i = 0; i < network->arc_count; i++)
		trail.first[network->arcs[i].from + 1]++;
	for (size_t v = 0; v < nodes; v++)
		trail.first[v + 1] += trail.first[v];
	memcpy(trail.at, trail.first, nodes * sizeof(*trail.at));
	for (size_t i = 0; i < network->arc_count; i++)
		trail.arcs[trail.at[network->arcs[i].from]++] = i;
	memcpy(trail.at, trail.first, nodes * sizeof(*trail.at));
	return trail;
}

/* Follow one path from the node to a line; returns its last arc. */
static size_t follow(struct week_net *net, struct trail *trail, int32_t node, int64_t minutes,
		     int64_t *taken)
{
	struct network_arc *arcs = net->network.arcs;
	size_t *path = trail->path, length = 0;
	int64_t amount = minutes;

	while (net->network.supply[node] == 0) {
		size_t arc = trail->arcs[trail->at[node]];

		while (arcs[arc].flow == 0)
			arc = trail->arcs[++trail->at[node]];
		if (arcs[arc].flow < amount)
			amount = arcs[arc].flow;
		path[length++] = arc;
		node = arcs[arc].to;
	}
	for (size_t i = 0; i < length; i++)
		arcs[path[i]].flow -= amount;
	*taken = amount;
	return path[length - 1];
}

static void read_person(struct naming *n, struct week_net *net, struct trail *trail, size_t arc)
{
	uint32_t person = net->notes[arc].person;
	int64_t left = net->network.arcs[arc].flow, taken;

	while (left > 0) {
		size_t last = follow(net, trail, net->network.arcs[arc].to, left, &taken);

		assign(n, net->week, person, net->notes[last].line, taken, false);
		left -= taken;
	}
}

static int by_person(const void *left, const void *right)
{
	const struct assignment *a = left, *b = right;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

/* Sort this week's pieces and make one of those of the same person and line. */
static void merge_pieces(struct naming *n)
{
	struct roster *roster = n->roster;
	size_t kept = n->here;

	if (roster->count > n->here)
		qsort(roster->list + n->here, roster->count - n->here, sizeof(*roster->list),
		      by_person);
	for (size_t i = n->here; i < roster->count; i++) {
		const struct assignment piece = roster->list[i];

		if (piece.minutes == 0)
			continue;
		if (kept > n->here && by_person(&roster->list[kept - 1], &piece) == 0) {
			roster->list[kept - 1].minutes += piece.minutes;
			roster->list[kept - 1].booked_min += piece.booked_min;
		} else {
			roster->list[kept++] = piece;
		}
	}
	roster->count = kept;
}

static void read_week(struct naming *n, struct week_net *net, int32_t source)
{
	struct trail trail = trail_of(net);
	const struct network *network = &net->network;

	for (size_t i = 0; i < network->arc_count; i++) {
		const struct arc_note *note = &net->notes[i];
		int64_t flow = network->arcs[i].flow;

		if (flow > 0 && note->kind != ARC_INNER) {
			assign(n, net->week, note->person, note->line, flow,
			       note->kind == ARC_BOOKED);
			network->arcs[i].flow = 0;
		}
	}
	for (size_t i = 0; i < network->arc_count; i++)
		if (network->arcs[i].from != source && network->arcs[i].flow > 0 &&
		    net->person_node[net->notes[i].person] == network->arcs[i].from)
			read_person(n, net, &trail, i);
	merge_pieces(n);
}

/* --- pieces too small to be useful ------------------------------------------------- */

/* Somebody on the same line, with more of it and with time left, takes a small piece over. */
static bool hand_over(struct naming *n, struct assignment *piece, const int32_t *left,
		      uint32_t *taker)
{
	struct roster *roster = n->roster;
	struct assignment *best = NULL;

	for (size_t i = n->here; i < roster->count; i++) {
		struct assignment *other = &roster->list[i];

		if (other->line != piece->line || other->person == piece->person ||
		    other->minutes <= other->booked_min || other->minutes < n->chunk_min ||
		    left[other->person] < piece->minutes)
			continue;
		if (!best || other->minutes > best->minutes)
			best = other;
	}
	if (!best)
		return false;
	best->minutes += piece->minutes;
	*taker = best->person;
	return true;
}

static void tidy_week(struct naming *n, size_t week, struct arena *scratch)
{
	struct roster *roster = n->roster;
	int32_t *left = ARENA_ARRAY(scratch, int32_t, n->plan->company->person_count + 1);

	for (size_t p = 0; p < n->plan->company->person_count; p++)
		left[p] = plan_capacity(n->plan, p, week)->free_min;
	for (size_t i = n->here; i < roster->count; i++)
		left[roster->list[i].person] -=
			roster->list[i].minutes - roster->list[i].booked_min;
	for (size_t i = n->here; i < roster->count; i++) {
		struct assignment *piece = &roster->list[i];
		uint32_t taker;

		if (piece->minutes >= n->chunk_min || piece->booked_min > 0 ||
		    !hand_over(n, piece, left, &taker))
			continue;
		left[taker] -= piece->minutes;
		left[piece->person] += piece->minutes;
		piece->minutes = 0;
	}
	merge_pieces(n);
}

/* --- the weeks ------------------------------------------------------------------------ */

static void count_kept(struct naming *n, size_t week)
{
	struct roster *roster = n->roster;
	size_t from = n->last, to;

	for (size_t i = n->here; i < roster->count; i++) {
		struct assignment *a = &roster->list[i];

		while (from < n->here && roster->list[from].person < a->person)
			from++;
		to = from;
		while (to < n->here && roster->list[to].person == a->person)
			to++;
		a->kept = last_week_min(n, from, to, (int32_t)n->projects.of_line[a->line]) > 0;
		roster->assigned_min += a->minutes;
		roster->later_min += week > 0 ? a->minutes : 0;
		roster->kept_min += a->kept ? a->minutes : 0;
	}
}

static bool name_week(struct naming *n, size_t week, struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct week_net net = { .network = { .arena = &arena }, .arena = &arena, .week = week };
	char name[WEEK_TEXT_SIZE];
	int32_t source;
	int64_t sum;
	bool ok;

	n->last = n->here;
	n->here = n->roster->count;
	for (int32_t v = 0; v < n->lattice.flow.node_count; v++)
		network_node(&net.network, 0);
	sum = add_lines(n, &net);
	source = network_node(&net.network, sum);
	add_people(n, &net, source);
	add_lattice(n, &net, sum);
	for (size_t b = 0; b < n->plan->company->booking_count; b++)
		add_booking(n, &net, source, b, sum);
	add_incumbents(n, &net, sum);
	ok = network_solve(&net.network);
	if (ok && sum > 0) {
		read_week(n, &net, source);
		tidy_week(n, week, &arena);
		count_kept(n, week);
	}
	arena_release(&arena);
	if (ok)
		return true;
	week_format(plan_week(n->plan, week), name);
	return fault_set(fault, FAULT_BROKEN,
			 "no names for the covered hours of %s (a bug: please report it)", name);
}

bool names_assign(const struct plan *plan, enum view view, int32_t chunk_min, struct arena *arena,
		  struct roster *roster, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct roster made = { .view = view };
	struct naming n = { .plan = plan,
			    .view = view,
			    .chunk_min = chunk_min,
			    .arena = arena,
			    .scratch = &scratch,
			    .roster = &made };
	bool ok = true;

	lattice_build(plan, BOOKINGS_HOLD, &scratch, &n.lattice);
	n.projects = projects_of(plan->company, &scratch);
	n.from_booking = ARENA_ARRAY(&scratch, bool, (size_t)n.lattice.flow.node_count + 1);
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (n.lattice.booking_node[b] >= 0)
			n.from_booking[n.lattice.booking_node[b]] = true;
	for (size_t w = 0; ok && w < plan->options.week_count; w++)
		ok = name_week(&n, w, fault);
	arena_release(&scratch);
	if (ok)
		*roster = made;
	return ok;
}

/* --- bench ----------------------------------------------------------------------------- */

static int by_start(const void *left, const void *right)
{
	const struct bench_run *a = left, *b = right;

	if (a->first_week != b->first_week)
		return a->first_week < b->first_week ? -1 : 1;
	return (a->person > b->person) - (a->person < b->person);
}

static int32_t *free_minutes(const struct plan *plan, const struct roster *roster,
			     struct arena *arena)
{
	size_t weeks = plan->options.week_count, people = plan->company->person_count;
	int32_t *left = ARENA_ARRAY(arena, int32_t, people * weeks + 1);

	for (size_t p = 0; p < people; p++)
		for (size_t w = 0; w < weeks; w++)
			left[p * weeks + w] = plan_capacity(plan, p, w)->free_min;
	for (size_t i = 0; i < roster->count; i++)
		left[roster->list[i].person * weeks + roster->list[i].week] -=
			roster->list[i].minutes - roster->list[i].booked_min;
	return left;
}

static void finish_run(const struct plan *plan, struct bench *bench, struct bench_run *run)
{
	int64_t rate = plan->company->people[run->person].cost_rate_cents;

	run->cost_cents = scale_half_even(run->free_min, rate, 60);
	bench->free_min += run->free_min;
	bench->cost_cents += run->cost_cents;
	bench->without_rate += rate == 0;
}

void names_bench(const struct plan *plan, const struct roster *roster, int32_t chunk_min,
		 struct arena *arena, struct bench *bench)
{
	size_t weeks = plan->options.week_count, room = 0;
	struct arena scratch = ARENA_INIT;
	int32_t *left = free_minutes(plan, roster, &scratch);

	*bench = (struct bench){ 0 };
	for (uint32_t p = 0; p < plan->company->person_count; p++) {
		struct bench_run *run = NULL;

		for (uint32_t w = 0; w < weeks; w++) {
			int32_t minutes = left[p * weeks + w];

			if (minutes < chunk_min || minutes <= 0) {
				run = NULL;
				continue;
			}
			if (!run) {
				bench->list = ARENA_PUSH(arena, bench->list, bench->count, room);
				run = &bench->list[bench->count++];
				*run = (struct bench_run){ .person = p, .first_week = w };
			}
			run->week_count++;
			run->free_min += minutes;
		}
	}
	for (size_t i = 0; i < bench->count; i++)
		finish_run(plan, bench, &bench->list[i]);
	if (bench->count)
		qsort(bench->list, bench->count, sizeof(*bench->list), by_start);
	arena_release(&scratch);
}
