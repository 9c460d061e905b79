/**
 * A small company with a plan and engagements, all right, for tests that tell lies about it.
 *
 * Eight weeks from 2026-11-23. "build" needs 3 FTE of backend; ana does one, a running engagement
 * another until 6 January, one head of "fast" is ordered for four weeks. "paris" needs an sre in
 * France for whom only "late" would do, "test" a tester whom nobody offers.
 */
#ifndef TESTS_SOURCING_WORLD_H
#define TESTS_SOURCING_WORLD_H

#include "model/sourcing.h"

enum { WEEKS = 8, BUILD = 0, PARIS, TEST, LINES, FAST = 0, LATE, RUN, OPTIONS };

struct sourcing_world {
	struct arena arena;
	struct company company;
	struct person ana;
	struct demand lines[LINES];
	struct rate_option options[OPTIONS];
	struct contract contract;
	struct holiday holidays[1];
	struct quarter_budget quarters[1];
	struct vendor_limit vendors[1];
	struct plan plan;
	struct sourcing sourcing;
};

/**
 * Make all of it.
 *
 * @param decision  what becomes of the running engagement: it ends as agreed, is extended to the
 * end of that week, or ends on 27 December
 */
void make_world(struct sourcing_world *world, enum decision decision);

#endif
