/**
 * Who may do what, as a graph that is built once per plan.
 *
 * For every pair of role and skill set that some demand asks for there is a grid: a node per
 * level and location scope that occur in it, with arcs to the next lower level and the next
 * wider scope. Whoever has the role and the skills enters each of their grids at one node: their
 * own level (or the next lower one that is asked for) and the narrowest scope that they are
 * within. So a node can be reached by exactly those who qualify for it. Where the setting
 * max_levels_down forbids work far below one's own level, levels do not nest: such grids have
 * entry nodes by own level and scope, with arcs to the levels within reach.
 *
 * The graph has one arc per person and grid they enter, whatever the number of demand lines.
 * People who enter at the same nodes are one source: same answer, smaller graph. Demand lines
 * that a hard booking names have nodes of their own, because the booking may serve them and
 * nothing else. docs/allocation.md.
 */
#ifndef PLANNER_ELIGIBILITY_H
#define PLANNER_ELIGIBILITY_H

#include "model/plan.h"
#include "solver/network/flow.h"

/** People who qualify for exactly the same requirements. */
struct supply {
	size_t *people; /* by index in company->people */
	size_t count;
	int32_t node; /* its supply: their free minutes */
};

/** Demand lines of one requirement and priority that no hard booking names; or one that is. */
struct demand_sink {
	size_t requirement;
	int32_t priority;
	uint32_t *lines; /* in the order in which they are served: committed, project, id */
	size_t count;
	int32_t node; /* its need: their demand */
	bool named;   /* one line, which a hard booking may serve */
};

struct eligibility {
	struct flow flow;
	struct supply *supplies;
	size_t supply_count, supply_room;
	struct demand_sink *sinks; /* by requirement and priority, then the named ones by line */
	size_t sink_count, sink_room;
	int32_t *booking_node; /* per booking: its supply; -1 when it names no demand */
	int32_t *
		person_node; /* per person: their supply's node; -1 when they qualify for nothing */
};

/** What a hard booking's minutes may serve. */
enum booking_rule {
	BOOKINGS_HOLD,    /* the demand that it names, nothing else */
	BOOKINGS_RELEASE, /* also whatever its person qualifies for: "what if nobody were booked" */
};

/** Build the graph of a plan whose requirements are known. */
void eligibility_build(const struct plan *plan, enum booking_rule rule, struct arena *arena,
		       struct eligibility *eligibility);

#endif
