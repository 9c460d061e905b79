/**
 * Own people beside engaged heads: where they may stand, week by week.
 *
 * Only a part of a week's eligibility graph (planner/allocation/eligibility.h) matters to external
 * staff: what a search from the open needs sees, the minimum cut. Everybody in it is fully used, on
 * work in it; work outside it is covered and its people reach nothing that is open, whoever else is
 * engaged. So each week is a graph of its cut, with the flow of own people alone, to which the
 * heads of each resource class are added as supplies: they enter like people, serve what they may,
 * and free people for other work. Adding supply to a flow that is best for each penalty in turn and
 * augmenting, the dear penalties first, gives again such a flow (docs/sourcing.md). Such a flow
 * leaves the least penalty that can be had with these people and heads.
 */
#ifndef PLANNER_SOURCE_OWN_H
#define PLANNER_SOURCE_OWN_H

#include "planner/allocation/eligibility.h"
#include "planner/sourcing/source_facts.h"

#define NO_GROUP UINT32_MAX
#define NO_RESOURCE UINT32_MAX

/** Demand lines that the same people and the same heads may do, at one penalty. */
struct own_class {
	uint32_t sink;   /* of the eligibility graph */
	uint32_t *lines; /* in the order in which they are served */
	size_t count;
	int64_t penalty;
	int32_t priority;
	uint32_t group;             /* or NO_GROUP */
	struct class_set resources; /* of its group */
};

/** One week's cut as a graph. */
struct own_week {
	/* Arcs of the eligibility graph within the cut, with what flows over them. */
	int32_t node_count;
	int32_t *from, *to, *minutes;
	size_t arc_count, from_room, to_room, minutes_room;
	int32_t *sink_node; /* [sink], or below 0 */
	/* The graph: nodes of the cut, then its classes, then resource classes. */
	struct flow flow;
	int32_t *base;        /* [arc]: what own people alone do */
	int32_t *own_minutes; /* [node of the cut]: of people and bookings, all of them used */
	uint32_t *classes;    /* that ask for something, in the order in which they are served */
	size_t class_count;
	int32_t *class_node;
	int32_t *asked_minutes;   /* [class of the week] */
	int32_t *covered_minutes; /* [class of the week]: by own people alone */
	int32_t *resource_node;   /* [resource], or below 0 */
	uint32_t *groups;         /* whose options may do something in it, ascending */
	size_t group_count;
};

struct own_use {
	struct eligibility eligibility;
	struct own_class *classes; /* in the order in which they are served */
	size_t class_count;
	struct own_week *weeks;
	uint32_t *resource_first;  /* [group]: resource classes are numbered through, group after
				      group */
	uint32_t *option_resource; /* [option]: its resource class, or NO_RESOURCE */
	size_t resource_count;
	bool movable; /* people may be moved: a dearer penalty never is of a lower priority */
};

/**
 * Find the cut of each week.
 *
 * @param workers      PARALLEL_MAX arenas that live as long as the result
 * @param[out] wanted  [line]: where external staff may be of use
 */
struct own_use *own_use_make(const struct source_facts *s, struct arena *arena,
			     struct arena *workers, bool *wanted);

/** Make the graphs, once the groups are known. */
void own_build(const struct source_facts *s, struct own_use *own, struct arena *arena,
	       struct arena *workers);

#endif
