/** The plan of report_fixture with a rate card, engagements and limits: hostile names, all terms.
 */
#ifndef TESTS_SOURCING_FIXTURE_H
#define TESTS_SOURCING_FIXTURE_H

#include "model/plan.h"

/** A plan in static memory, the same at every call; plan->sourcing is set. */
const struct plan *sourcing_fixture(void);

#endif
