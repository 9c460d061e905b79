/** The plan of a company that was generated, from its Monday on. */
#ifndef TESTS_MAKE_GENERATED_H
#define TESTS_MAKE_GENERATED_H

#include "planner/plan.h"
#include "tests/generate.h"
#include "tests/test.h"

static inline void make_generated(const struct company *company, size_t weeks, struct arena *arena,
				  struct plan *plan)
{
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = weeks };
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;

	assert_ok(plan_make(company, &options, arena, plan, &notes, &fault), &fault);
}

#endif
