/**
 * The plan once more, with one rule dropped: what a gap is because of.
 *
 * All memory is the caller's arena.
 */
#ifndef PLANNER_PROVE_RULES_H
#define PLANNER_PROVE_RULES_H

#include "model/proof.h"
#include "planner/allocation/eligibility.h"

/** The plan once more, with one rule dropped. */
struct relaxed {
	struct plan plan;
	struct company company;
	struct eligibility eligibility;
};

/** What to drop rules from, and where to put what comes of it. */
struct relaxing {
	const struct plan *plan;
	struct arena *scratch;
	struct relaxed *relaxed[REASON_COUNT]; /* NULL: dropping it would change nothing */
};

/** Drop each rule that makes a difference: level, location, skills, bookings, absences. */
void rules_relax(struct relaxing *p);

#endif
