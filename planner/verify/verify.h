/**
 * The plan, checked from its input by code that shares nothing with what made it but the nouns
 * (model/, base/).
 *
 * Slow and plain on purpose: days as bytes, people against requirements one by one. A
 * failure is a bug of ours; the plan must then not be stored or shown.
 */
#ifndef PLANNER_VERIFY_H
#define PLANNER_VERIFY_H

#include "model/plan.h"

/**
 * Check capacities, demand, bookings and totals of a plan.
 *
 * @return false with FAULT_BROKEN that names the first thing that is wrong
 */
bool verify_plan(const struct plan *plan, struct fault *fault) MUST_CHECK;

#endif
