/**
 * The recommended engagements, checked from the inputs by code that shares nothing with the
 * optimiser and nothing with planner/allocation/costing.h: days are gone through one by one.
 */
#ifndef PLANNER_VERIFY_SOURCING_H
#define PLANNER_VERIFY_SOURCING_H

#include "model/sourcing.h"

/**
 * Check a plan's sourcing: terms, lead times, validity, tenure, heads at a time, what becomes of
 * running engagements, who may cover what and how much, that our own people can really cover
 * what they are said to, every amount to the cent, limits, gaps with what is said of them,
 * totals, that the bound is between 0 and the total, and what is said of each engagement beyond:
 * what dropping it costs, what would come in its place, from which rate on.
 *
 * @return false with FAULT_BROKEN that names the first thing that is wrong
 */
bool verify_sourcing(const struct plan *plan, const struct sourcing *sourcing,
		     struct fault *fault) MUST_CHECK;

/** What the costs of dropping and of runners-up may take: some seconds of a plan with thousands
 * of lines and engagements. Set by hand; bench_sourcing with 207 engagements over 104 weeks is
 * checked whole in 0.07 s. Beyond it the rest is counted and reported, not passed over. */
enum { VERIFY_LOOKS = 300000000 };

/**
 * The same; verify_sourcing is this with VERIFY_LOOKS.
 *
 * @param looks  how often what is said beyond the price may look at an option and a line
 * @param[out] unchecked  of how many engagements that was not enough: what dropping them costs and
 *             what would come in their place was not checked, all else was
 */
bool verify_sourcing_within(const struct plan *plan, const struct sourcing *sourcing, int64_t looks,
			    size_t *unchecked, struct fault *fault) MUST_CHECK;

#endif
