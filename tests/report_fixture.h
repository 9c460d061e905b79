/** A small plan for the tests of reports/: two roles, hostile names, a gap across New Year. */
#ifndef TESTS_REPORT_FIXTURE_H
#define TESTS_REPORT_FIXTURE_H

#include "model/plan.h"

/** A plan in static memory, the same at every call. */
const struct plan *report_fixture(void);

/** `roles` roles by `weeks` weeks, numbers that repeat every 7; in the arena. */
struct plan *report_fixture_large(size_t roles, size_t weeks, struct arena *arena);

#endif
