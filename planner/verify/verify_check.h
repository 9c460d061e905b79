/** What the parts of verify_sourcing look at, and how they say what is wrong of it. */
#ifndef PLANNER_VERIFY_CHECK_H
#define PLANNER_VERIFY_CHECK_H

#include "model/sourcing.h"

struct sourcing_check {
	const struct plan *plan;
	const struct sourcing *sourcing;
	const struct company *company;
	int32_t first_day, weeks, today;
	struct fault *fault;
};

/** Say what is wrong of whom; always false. */
bool verify_broken(const struct sourcing_check *check, const char *what, const char *who);
bool verify_broken_week(const struct sourcing_check *check, const char *what, const char *who,
			size_t week);

int32_t verify_monday(const struct sourcing_check *check, int32_t week);

#endif
