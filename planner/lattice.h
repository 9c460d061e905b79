/**
 * Who may do what, as a graph that is built once per plan.
 *
 * For every pair of role and skill set that some demand asks for there is a
 * pool: a node per level and location scope that occur in it, with arcs to the
 * next lower level and the next wider scope. Whoever has the role and the
 * skills enters each of their pools at one node: their own level (or the next
 * lower one that is asked for) and the narrowest scope that they are within.
 * So a node can be reached by exactly those who qualify for it.
 *
 * People who enter at the same nodes are one source: same answer, smaller
 * graph. Demand lines that a hard booking names have nodes of their own,
 * because the booking may serve them and nothing else. docs/allocation.md.
 */
#ifndef PLANNER_LATTICE_H
#define PLANNER_LATTICE_H

#include "planner/flow.h"
#include "store/plan.h"

/** People who qualify for exactly the same requirements. */
struct crew {
	size_t *people; /* by index in company->people */
	size_t count;
	int32_t arc; /* from the source: their free minutes */
};

/** Demand lines of one requirement and priority that no hard booking names. */
struct bucket {
	size_t requirement;
	int32_t priority;
	size_t *lines; /* in the order in which they are served: committed, project, id */
	size_t count;
	int32_t arc; /* into the sink */
};

/** A demand line that a hard booking may serve. */
struct named_line {
	size_t line;
	int32_t node;
	int32_t arc; /* into the sink */
};

struct lattice {
	struct flow flow;
	struct crew *crews;
	size_t crew_count, crew_room;
	struct bucket *buckets; /* by requirement and priority */
	size_t bucket_count, bucket_room;
	struct named_line *named;
	size_t named_count, named_room;
	int32_t *booking_arc; /* per booking: from the source; -1 when it names no demand */
	int32_t *person_node; /* per person: their crew's node; -1 when they qualify for nothing */
	int32_t *inner;       /* arcs without a limit */
	size_t inner_count, inner_room;
};

/** What a hard booking's minutes may serve. */
enum booking_rule {
	BOOKINGS_HOLD,    /* the demand that it names, nothing else */
	BOOKINGS_RELEASE, /* also whatever its person qualifies for: "what if nobody were booked" */
};

/** Build the graph of a plan whose requirements are known. */
void lattice_build(const struct plan *plan, enum booking_rule rule, struct arena *arena,
		   struct lattice *lattice);

/** Whether a booking is one of the project and role of a demand line. */
bool booking_names(const struct booking *booking, const struct person *person,
		   const struct demand *demand);

#endif
