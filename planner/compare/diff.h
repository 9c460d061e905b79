/**
 * What changed between two plans, split into causes that sum exactly (model/diff.h).
 */
#ifndef PLANNER_DIFF_H
#define PLANNER_DIFF_H

#include "model/diff.h"

/**
 * Split the change of the gap from one plan to another.
 *
 * Names that mean the same must be the same bytes in both companies (company_link_both).
 * The plan is solved again after each cause, on the weeks that both plans have.
 *
 * @param before, after  plans that stay, with their companies, as long as the diff; when both have
 *                       a sourcing, engagements are compared, too (planner/compare/diff_orders.h)
 * @param[out] diff      in the arena
 * @return false as plan_make does
 */
bool diff_make(const struct plan *before, const struct plan *after, struct arena *arena,
	       struct diff *diff, struct fault *fault) MUST_CHECK;

#endif
