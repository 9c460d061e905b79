/** What is said of engagements beyond their price, a second time. */
#ifndef PLANNER_VERIFY_REASONS_H
#define PLANNER_VERIFY_REASONS_H

#include "planner/verify/verify_check.h"

/**
 * Drop costs, runners-up and break-even values, where they were worked out.
 *
 * @param looks  at an option and a line, of which there are as many as options times lines for each
 *               engagement: when they are used up, the engagements left are not checked
 * @param[out] unchecked  of how many engagements that is so
 */
bool verify_reasons(const struct sourcing_check *check, int64_t looks, size_t *unchecked);

#endif
