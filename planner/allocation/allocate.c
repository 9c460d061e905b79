/*
 * One week as a lexicographic maximum flow (docs/allocation.md, "The best use").
 *
 * Sinks are put in order of priority and, within it, of the price of replacing them; each run of
 * equal ones is a class, and classes are served one after the other on the same residual graph.
 * What sets of sinks can get together is a polymatroid (Edmonds 1970), so serving greedily in that
 * order is optimal for every class at once and for the total. What a sink gets goes to its lines in
 * their order, what a supply gives comes from its people by id: the flow knows groups, plans know
 * lines and people. That says how much of somebody's week is used, not on what: who works where by
 * name is found afterwards, by planner/roster/.
 *
 * Time is that of the flow (solver/network/flow.c): in the benchmark it grows with the 1.1th
 * to 1.3th power of the number of people (bench/HISTORY.md, "The allocation"). Weeks do not depend
 * on each other, so callers solve several at a time.
 */
#include "planner/allocation/allocate.h"

#include <stdlib.h>
#include <string.h>

struct allocator allocator_make(const struct plan *plan, const struct eligibility *eligibility,
				struct arena *arena)
{
	size_t lines = plan->company->demand_count;

	return (struct allocator){
		.plan = plan,
		.eligibility = eligibility,
		.work = flow_work_make(&eligibility->flow, arena),
		.demand_minutes = ARENA_ARRAY(arena, int32_t, lines + 1),
		.covered_minutes = ARENA_ARRAY(arena, int32_t, lines + 1),
		.order = ARENA_ARRAY(arena, struct sink_turn, eligibility->sink_count + 1),
		.ordered_week = SIZE_MAX,
	};
}

/* --- the order of service ------------------------------------------------ */

static int64_t price_of(const struct plan *plan, size_t requirement, size_t week)
{
	return plan->external_rate_cents
		       ? plan->external_rate_cents[requirement * plan->options.week_count + week]
		       : 0;
}

static int by_priority(const void *left, const void *right)
{
	const struct sink_turn *a = left, *b = right;

	if (a->priority != b->priority)
		return a->priority < b->priority ? -1 : 1;
	if (a->price != b->price)
		return a->price > b->price ? -1 : 1;
	return (a->sink > b->sink) - (a->sink < b->sink);
}

static int by_price(const void *left, const void *right)
{
	const struct sink_turn *a = left, *b = right;

	if (a->price != b->price)
		return a->price > b->price ? -1 : 1;
	if (a->priority != b->priority)
		return a->priority < b->priority ? -1 : 1;
	return (a->sink > b->sink) - (a->sink < b->sink);
}

static bool same_prices(const struct plan *plan, size_t a, size_t b)
{
	for (size_t r = 0; plan->external_rate_cents && r < plan->requirement_count; r++)
		if (price_of(plan, r, a) != price_of(plan, r, b))
			return false;
	return true;
}

/* Prices seldom change from week to week, so the order of the last week is kept if it still holds:
 * comparing prices is linear, sorting is not. */
static void put_in_order(struct allocator *a, size_t week)
{
	const struct eligibility *l = a->eligibility;

	if (a->ordered_week != SIZE_MAX && same_prices(a->plan, a->ordered_week, week))
		return;
	for (size_t i = 0; i < l->sink_count; i++)
		a->order[i] = (struct sink_turn){
			.price = price_of(a->plan, l->sinks[i].requirement, week),
			.priority = l->sinks[i].priority,
			.sink = (uint32_t)i,
		};
	if (l->sink_count > 0)
		qsort(a->order, l->sink_count, sizeof(*a->order),
		      a->plan->options.objective == OBJECTIVE_COST ? by_price : by_priority);
	a->ordered_week = week;
}

/* --- one week ------------------------------------------------------------ */

int32_t supply_minutes(const struct plan *plan, const struct supply *supply, size_t week)
{
	int64_t sum = 0;

	for (size_t i = 0; i < supply->count; i++)
		sum += plan_capacity(plan, supply->people[i], week)->free_minutes;
	return sum < INT32_MAX ? (int32_t)sum : INT32_MAX;
}

/* What the week has to give: people's time without hard bookings, and each of these by itself. */
static void open_people(struct allocator *a, size_t week)
{
	const struct eligibility *l = a->eligibility;

	for (size_t c = 0; c < l->supply_count; c++)
		a->work.supply[l->supplies[c].node] =
			supply_minutes(a->plan, &l->supplies[c], week);
	for (size_t b = 0; b < a->plan->company->booking_count; b++)
		if (l->booking_node[b] >= 0)
			a->work.supply[l->booking_node[b]] = plan_booking_minutes(a->plan, b, week);
}

static int32_t smaller(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

/* What a sink got goes to its lines in the order in which they are served. */
static void share(struct allocator *a, const struct demand_sink *sink, int32_t got)
{
	for (size_t k = 0; k < sink->count; k++) {
		uint32_t line = sink->lines[k];
		int32_t share = smaller(got, a->demand_minutes[line] - a->covered_minutes[line]);

		a->covered_minutes[line] += share;
		got -= share;
	}
}

/* Put to the flow what the sink's lines lack: all of it in allocate_flow, the rest of it in
 * allocate_more. */
static int32_t ask(struct allocator *a, const struct demand_sink *sink)
{
	int32_t sum = 0;

	for (size_t k = 0; k < sink->count; k++)
		sum += a->demand_minutes[sink->lines[k]] - a->covered_minutes[sink->lines[k]];
	if (sum > 0)
		flow_want(&a->work, sink->node, sum);
	return sum;
}

/* Serve the sinks of order[from..to-1] at once. Where several share a node, the last of them
 * goes short first. */
static void serve_class(struct allocator *a, size_t from, size_t to)
{
	bool any = false;

	for (size_t i = from; i < to; i++) {
		a->order[i].minutes = ask(a, &a->eligibility->sinks[a->order[i].sink]);
		any |= a->order[i].minutes > 0;
	}
	if (any)
		flow_serve(&a->work);
	for (size_t i = to; i-- > from;) {
		const struct demand_sink *sink = &a->eligibility->sinks[a->order[i].sink];
		int32_t unmet = smaller(a->work.need[sink->node], a->order[i].minutes);

		a->work.need[sink->node] -= unmet;
		share(a, sink, a->order[i].minutes - unmet);
	}
}

static bool same_class(const struct sink_turn *a, const struct sink_turn *b)
{
	return a->priority == b->priority && a->price == b->price;
}

static void serve_classes(struct allocator *a)
{
	size_t count = a->eligibility->sink_count;

	for (size_t from = 0, to = 0; from < count; from = to) {
		while (to < count && same_class(&a->order[from], &a->order[to]))
			to++;
		serve_class(a, from, to);
	}
}

void allocate_flow(struct allocator *a, enum view view, size_t week)
{
	size_t lines = a->plan->company->demand_count;

	flow_clear(&a->work);
	open_people(a, week);
	put_in_order(a, week);
	memset(a->covered_minutes, 0, lines * sizeof(*a->covered_minutes));
	for (size_t d = 0; d < lines; d++)
		a->demand_minutes[d] = plan_demand_coverage(a->plan, view, d, week)->demand_minutes;
	serve_classes(a);
}

/* Only supplies change, and none gets less, so what the flow serves stays served; classes are asked
 * again for what they lack, in the same order. */
void allocate_more(struct allocator *a, const struct plan *more, size_t week)
{
	const struct eligibility *l = a->eligibility;

	for (size_t c = 0; c < l->supply_count; c++)
		a->work.supply[l->supplies[c].node] +=
			supply_minutes(more, &l->supplies[c], week) -
			supply_minutes(a->plan, &l->supplies[c], week);
	flow_resume(&a->work);
	serve_classes(a);
}

/* A supply's minutes come from its people in the order of their ids. */
static void read_people(const struct allocator *a, struct plan *plan, enum view view, size_t week)
{
	const struct eligibility *l = a->eligibility;

	for (size_t c = 0; c < l->supply_count; c++) {
		const struct supply *supply = &l->supplies[c];
		int32_t left = supply_minutes(plan, supply, week) - a->work.supply[supply->node];

		for (size_t i = 0; i < supply->count; i++) {
			struct capacity *capacity = plan_capacity(plan, supply->people[i], week);
			int32_t used = smaller(left, capacity->free_minutes);

			capacity->used_minutes[view] = used;
			left -= used;
		}
	}
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (l->booking_node[b] >= 0)
			plan_capacity(plan, plan->company->bookings[b].person_index, week)
				->used_minutes[view] += plan_booking_minutes(plan, b, week) -
							a->work.supply[l->booking_node[b]];
}

void allocate_week(struct allocator *a, struct plan *plan, enum view view, size_t week)
{
	allocate_flow(a, view, week);
	for (size_t d = 0; d < plan->company->demand_count; d++)
		plan_demand_coverage(plan, view, d, week)->covered_minutes = a->covered_minutes[d];
	read_people(a, plan, view, week);
}
