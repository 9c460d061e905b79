/**
 * Random pairs of plans of a company that changes from one week to the next.
 */
#ifndef TESTS_DIFF_PAIRS_H
#define TESTS_DIFF_PAIRS_H

#include "model/plan.h"

enum { DIFF_PAIRS = 300, DIFF_WEEKS = 6 };

struct diff_pair {
	struct arena arena;
	struct company raw, before, after;
	struct plan old, new;
};

/** A plan that begins so many weeks after GENERATE_MONDAY. */
void diff_plan_make(const struct company *company, int32_t shift_weeks, size_t weeks,
		    struct arena *arena, struct plan *plan);

/** A company and the same after so many changes; some pairs have rate cards, some other rates. */
void diff_pair_make(uint64_t seed, size_t changes, int32_t shift, struct diff_pair *pair);

/** Minutes that a role is short in the week of a Monday. */
int64_t diff_role_gap(const struct plan *plan, enum view view, const char *role, struct day monday);

#endif
