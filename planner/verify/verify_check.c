/*
 * How the verifier of a sourcing says that something is wrong: whatever it finds is a mistake of
 * ours, so every sentence asks to report it.
 */
#include "planner/verify/verify_check.h"

bool verify_broken(const struct sourcing_check *check, const char *what, const char *who)
{
	return fault_set(check->fault, FAULT_BROKEN,
			 "the sourcing contradicts its input: %s of '%s' (a bug: please report it)",
			 what, who);
}

bool verify_broken_week(const struct sourcing_check *check, const char *what, const char *who,
			size_t week)
{
	char name[WEEK_TEXT_SIZE];

	week_format(plan_week(check->plan, week), name);
	return fault_set(check->fault, FAULT_BROKEN,
			 "the sourcing contradicts its input: %s of '%s' in %s "
			 "(a bug: please report it)",
			 what, who, name);
}

int32_t verify_monday(const struct sourcing_check *check, int32_t week)
{
	return check->first_day + 7 * week;
}
