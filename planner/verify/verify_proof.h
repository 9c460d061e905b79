/** The certificates of a plan, checked. */
#ifndef PLANNER_VERIFY_PROOF_H
#define PLANNER_VERIFY_PROOF_H

#include "model/proof.h"

/**
 * Check the arithmetic and the completeness of certificates: who qualifies, their minutes,
 * and that the missing minutes are the gap of every week. With this no plan can have a
 * smaller gap in that view.
 */
bool verify_proof(const struct plan *plan, const struct proof *proof,
		  struct fault *fault) MUST_CHECK;

#endif
