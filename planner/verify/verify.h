/**
 * The plan, checked from its input by code that shares nothing with what made it.
 *
 * Slow and plain on purpose: days as bytes, people against requirements one by one. A
 * failure is a bug of ours; the plan must then not be stored or shown.
 */
#ifndef PLANNER_VERIFY_H
#define PLANNER_VERIFY_H

#include "store/proof.h"
#include "store/roster.h"

/**
 * Check capacities, demand, bookings and totals of a plan.
 *
 * @return false with FAULT_BROKEN that names the first thing that is wrong
 */
bool verify_plan(const struct plan *plan, struct fault *fault) MUST_CHECK;

/**
 * Check the arithmetic and the completeness of certificates: who qualifies, their minutes,
 * and that the missing minutes are the gap of every week. With this no plan can have a
 * smaller gap in that view.
 */
bool verify_proof(const struct plan *plan, const struct proof *proof,
		  struct fault *fault) MUST_CHECK;

/**
 * Check that names keep to the plan: everybody qualifies or is booked, nobody works more than
 * they can, every line gets the minutes that the plan covers. With this the plan's coverage
 * can really be worked.
 */
bool verify_roster(const struct plan *plan, const struct roster *roster,
		   struct fault *fault) MUST_CHECK;

#endif
