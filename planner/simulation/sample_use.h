/** What the engagements of a plan cover when the gap of a week is another one. */
#ifndef PLANNER_SAMPLE_USE_H
#define PLANNER_SAMPLE_USE_H

#include "model/sourcing.h"
#include "solver/network/flow.h"

/** Who may fill what. Lines that the same options may fill are of one class. */
struct use_rules {
	const struct plan *plan;
	uint32_t *line_class; /* [demand line] */
	size_t class_count;
	bool *may; /* [option][line_class] */
};

struct use_rules use_rules_make(const struct plan *plan, struct arena *arena);

/** A week's engagements and classes of lines as a graph. */
struct use_week {
	const struct use_rules *rules;
	uint32_t *engagements; /* that deliver something in the week */
	int32_t *delivered;    /* of each of them */
	size_t count;
	struct flow flow;
	struct flow_work work;
};

/** @param[out] made  lists in the arena; must stay where it is, since its solver points to its
 * graph
 */
void use_week_make(const struct use_rules *rules, size_t week, struct arena *arena,
		   struct use_week *made);

/**
 * Cover a gap, engagement by engagement in their order, each as much as it can beside those
 * before it.
 *
 * @param gap  minutes per demand line
 * @param[out] used  minutes of each of made->engagements
 * @return minutes that stay open
 */
int64_t use_cover(struct use_week *made, const int32_t *gap, int32_t *used);

#endif
