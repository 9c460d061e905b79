#include "planner/allocate.h"

static int32_t line_demand_min(const struct plan *plan, enum view view, size_t line, size_t week)
{
	return plan_demand_cover(plan, view, line, week)->demand_min;
}

static void open_people(struct lattice *lattice, const struct plan *plan, size_t week)
{
	struct flow *flow = &lattice->flow;

	for (size_t i = 0; i < lattice->inner_count; i++)
		flow_set(flow, lattice->inner[i], FLOW_UNLIMITED);
	for (size_t c = 0; c < lattice->crew_count; c++) {
		const struct crew *crew = &lattice->crews[c];
		int64_t sum = 0;

		for (size_t i = 0; i < crew->count; i++)
			sum += plan_capacity(plan, crew->people[i], week)->free_min;
		flow_set(flow, crew->arc, sum);
	}
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (lattice->booking_arc[b] >= 0)
			flow_set(flow, lattice->booking_arc[b], plan_booking_min(plan, b, week));
}

/* Returns whether the priority has any demand. */
static bool open_priority(struct lattice *lattice, const struct plan *plan, enum view view,
			  size_t week, int32_t priority)
{
	bool any = false;

	for (size_t i = 0; i < lattice->bucket_count; i++) {
		const struct bucket *bucket = &lattice->buckets[i];
		int64_t sum = 0;

		if (bucket->priority != priority)
			continue;
		for (size_t k = 0; k < bucket->count; k++)
			sum += line_demand_min(plan, view, bucket->lines[k], week);
		flow_set(&lattice->flow, bucket->arc, sum);
		any |= sum > 0;
	}
	for (size_t i = 0; i < lattice->named_count; i++) {
		const struct named_line *named = &lattice->named[i];
		int32_t minutes = line_demand_min(plan, view, named->line, week);

		if (plan->company->demands[named->line].priority != priority)
			continue;
		flow_set(&lattice->flow, named->arc, minutes);
		any |= minutes > 0;
	}
	return any;
}

static int32_t smaller(int64_t a, int32_t b)
{
	return a < b ? (int32_t)a : b;
}

/* A bucket's covered minutes go to its lines in the order in which they are served. */
void allocate_read_lines(const struct lattice *lattice, const struct plan *plan, enum view view,
			 size_t week, int32_t *covered_min)
{
	for (size_t i = 0; i < lattice->bucket_count; i++) {
		const struct bucket *bucket = &lattice->buckets[i];
		int64_t left = flow_on(&lattice->flow, bucket->arc);

		for (size_t k = 0; k < bucket->count; k++) {
			size_t line = bucket->lines[k];

			covered_min[line] = smaller(left, line_demand_min(plan, view, line, week));
			left -= covered_min[line];
		}
	}
	for (size_t i = 0; i < lattice->named_count; i++)
		covered_min[lattice->named[i].line] =
			(int32_t)flow_on(&lattice->flow, lattice->named[i].arc);
}

/* A crew's minutes come from its people in the order of their ids. */
static void read_people(const struct lattice *lattice, const struct plan *plan, enum view view,
			size_t week)
{
	for (size_t c = 0; c < lattice->crew_count; c++) {
		const struct crew *crew = &lattice->crews[c];
		int64_t left = flow_on(&lattice->flow, crew->arc);

		for (size_t i = 0; i < crew->count; i++) {
			struct capacity *capacity = plan_capacity(plan, crew->people[i], week);
			int32_t used = smaller(left, capacity->free_min);

			capacity->used_min[view] = used;
			left -= used;
		}
	}
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (lattice->booking_arc[b] >= 0)
			plan_capacity(plan, plan->company->bookings[b].person_index, week)
				->used_min[view] +=
				(int32_t)flow_on(&lattice->flow, lattice->booking_arc[b]);
}

void allocate_flow(struct lattice *lattice, const struct plan *plan, enum view view, size_t week)
{
	flow_clear(&lattice->flow);
	open_people(lattice, plan, week);
	for (int32_t priority = PRIORITY_HIGHEST; priority <= PRIORITY_MAX; priority++)
		if (open_priority(lattice, plan, view, week, priority))
			flow_augment(&lattice->flow);
}

void allocate_week(struct lattice *lattice, struct plan *plan, enum view view, size_t week,
		   int32_t *covered_min)
{
	allocate_flow(lattice, plan, view, week);
	allocate_read_lines(lattice, plan, view, week, covered_min);
	for (size_t d = 0; d < plan->company->demand_count; d++)
		plan_demand_cover(plan, view, d, week)->covered_min = covered_min[d];
	read_people(lattice, plan, view, week);
}
