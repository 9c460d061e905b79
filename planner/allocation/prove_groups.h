/**
 * The groups of a week: nodes short of minutes that hang together, with the demand and the people
 * in each.
 *
 * After the flow of the week is solved in p->allocator. Drafts are of one week; their lists are in
 * p->arena.
 */
#ifndef PLANNER_PROVE_GROUPS_H
#define PLANNER_PROVE_GROUPS_H

#include "model/proof.h"
#include "planner/allocation/allocate.h"

/** A certificate in the making. */
struct certificate_draft {
	struct certificate made;
	size_t line_room, people_room, booking_room;
	int32_t seen; /* the last walk that added its supply */
};

/** One worker's memory. */
struct prover {
	const struct plan *plan;
	enum view view;
	struct arena arena;   /* of its certificates */
	struct arena scratch; /* of its solvers */
	const struct eligibility *eligibility;
	struct allocator allocator;
	struct allocator *without[REASON_COUNT]; /* one for each rule that can be dropped */
	const struct plan *present;              /* the plan if nobody were away; may be NULL */
	/* Per node: the representative of the nodes that hang together with it. */
	int32_t *parent;
	int32_t *group; /* per representative: its draft of this week; -1 for none */
	int32_t *stamp; /* per node: the last walk that came by */
	int32_t *stack;
	int32_t walk;
	struct certificate_draft *drafts; /* of this week */
	size_t draft_count, draft_room;
};

/** Which nodes hang together through sources that have minutes. */
void groups_find(struct prover *p, size_t week);

/** A draft for each group that work is asked of, with its lines. */
void groups_add_lines(struct prover *p, size_t week);

/** And those who can work for it: whoever can reach a node of a group qualifies for it. */
void groups_add_supplies(struct prover *p, size_t week);

#endif
