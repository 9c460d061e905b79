/**
 * The exact allocation of one week: docs/allocation.md.
 *
 * A lexicographic maximum flow: classes of demand are served one after the other on the same
 * residual graph. What a class has got is never taken back, only served by somebody else, so the
 * covered minutes of the first class are maximal, those of the first two together are, and so on
 * to the total. Classes go by priority, within one by the price of external staff, dear
 * before cheap (OBJECTIVE_COST: by price, then priority). The covered minutes of each priority
 * are the same for any prices.
 */
#ifndef PLANNER_ALLOCATE_H
#define PLANNER_ALLOCATE_H

#include "planner/allocation/eligibility.h"

/** What solves one week after the other; several may share an eligibility graph, each in its
 * thread. */
struct allocator {
	const struct plan *plan;
	const struct eligibility *eligibility;
	struct flow_work work;
	int32_t *demand_minutes;  /* per line, of the last week */
	int32_t *covered_minutes; /* per line, of the last week */
	struct sink_turn {
		int64_t price;
		int32_t priority;
		uint32_t sink;
		int32_t minutes; /* asked for in the class at hand */
	} * order;               /* all sinks in the order in which they are served */
	size_t ordered_week;     /* the week whose prices `order` follows; SIZE_MAX for none */
};

/** Memory for any week of the plan, in the arena. */
struct allocator allocator_make(const struct plan *plan, const struct eligibility *eligibility,
				struct arena *arena);

/**
 * Find the flow of one view and week: covered_minutes of every line, without writing to the plan.
 *
 * Reads the plan's demand_minutes per line, free_minutes per person, booking_minutes and
 * external_rate_cents. Afterwards work.cut holds the minimum cut that lies nearest to the demand.
 */
void allocate_flow(struct allocator *allocator, enum view view, size_t week);

/**
 * Go on from the flow that allocate_flow left, with people who have more free minutes in a copy of
 * the plan that is the same otherwise: the same covered_minutes as if the copy's week were solved
 * from the start. Supply that is added never makes anything worse that was as good as it could be:
 * what cannot be served beside what goes before it with more supply could not be with less.
 */
void allocate_more(struct allocator *allocator, const struct plan *more, size_t week);

/** allocate_flow, and write covered_minutes per line and used_minutes per person into the plan. */
void allocate_week(struct allocator *allocator, struct plan *plan, enum view view, size_t week);

/** Minutes that a supply or a booking has in that week. */
int32_t supply_minutes(const struct plan *plan, const struct supply *supply, size_t week);

#endif
