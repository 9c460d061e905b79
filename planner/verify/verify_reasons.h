/** What is said of engagements beyond their price, a second time. */
#ifndef PLANNER_VERIFY_REASONS_H
#define PLANNER_VERIFY_REASONS_H

#include "planner/verify/verify_check.h"

/** Drop costs, runners-up and flips, where they were worked out. */
bool verify_reasons(const struct sourcing_check *check);

#endif
