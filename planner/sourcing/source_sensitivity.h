/**
 * Sensitivity of a choice: alternatives to an engagement, without it or with it at other times.
 * What source_explain.c and source_break_even.c solve for.
 */
#ifndef PLANNER_SOURCE_SENSITIVITY_H
#define PLANNER_SOURCE_SENSITIVITY_H

#include "planner/sourcing/source_state.h"

/** The cost of an alternative that breaks a limit. */
#define NEVER_CENT60 INT64_MAX

/** What is explained: an engagement within its group's problem. */
struct sensitivity {
	const struct source_facts *s;
	const struct placement *place; /* where our people are in the end */
	const struct sourcing *sourcing;
	const struct stated *decided;          /* its group, with prices as they are */
	const struct covering_problem *priced; /* with the multipliers of limits */
	struct engagement *engagement;
	struct usage others;   /* what all other groups use of the limits */
	struct arena *scratch; /* for what is only asked */
};

/** An alternative to the engagements of the group and what it costs, in cent60; dear ones that do
 * not fit. */
struct priced_alternative {
	const struct alternative *alternative;
	struct covering_solution solution;
	int64_t cost_cent60; /* NEVER_CENT60 when it breaks a limit */
};

/** Whether an option of the group's problem stands for the engagement that is explained. */
bool sensitivity_meant(const struct sensitivity *a, uint32_t covering_option);

/** The group that an option may fill; NULL when it fills none. */
const struct group *sensitivity_group(const struct source_facts *s, uint32_t option);

/** A problem of the group without starts of the option before a week, or rows from a week on. */
struct covering_problem sensitivity_changed(const struct sensitivity *a,
					    const struct covering_problem *problem,
					    uint32_t earliest, uint32_t end_week);

/** That, priced with the multipliers of limits, solved again. */
struct covering_solution sensitivity_again(const struct sensitivity *a, uint32_t earliest,
					   uint32_t end_week);

/** Any problem of the group, solved with the effort of all such questions. */
struct covering_solution sensitivity_solve(const struct sensitivity *a,
					   const struct covering_problem *problem);

/** What becomes of heads of the engagement; false when they are not there at all. */
typedef bool change_buy(const struct sensitivity *a, uint32_t week, struct covering_buy *buy);

/** The plan as it is, but for these heads; with `all` for all heads that are meant. */
struct covering_solution sensitivity_plan(const struct sensitivity *a, bool all, change_buy *change,
					  uint32_t week);

/** A solution as engagements, with its cost; in the arena. */
struct priced_alternative sensitivity_alternative(const struct sensitivity *a,
						  const struct covering_solution *solution,
						  struct arena *arena);

/** Cent60: engagements of the group, and what they leave open of it. */
int64_t sensitivity_cost_cent60(const struct sensitivity *a, const struct engagement *list,
				size_t count);

/** Whether engagements of the group keep the limits beside those of all other groups. */
bool sensitivity_fits(const struct sensitivity *a, const struct engagement *list, size_t count);

#endif
