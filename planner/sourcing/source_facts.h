/**
 * What stays as it is while a plan is sourced: made once by planner/sourcing/source_gather.h, and
 * const from then on. Where our people are is a struct placement (source_use.h), what limits put on
 * prices a struct surcharge (source_limits.h), what a group has to cover and its solution a struct
 * stated (source_state.h): they are handed over beside it. For planner/sourcing/ only.
 */
#ifndef PLANNER_SOURCE_FACTS_H
#define PLANNER_SOURCE_FACTS_H

#include "planner/allocation/costing.h"
#include "planner/sourcing/source.h"
#include "planner/sourcing/source_limit_rows.h"

/** When the heads of a running engagement may leave. */
struct term {
	bool within;          /* it has days in the plan */
	int32_t first_week;   /* of its first day in the plan */
	int32_t agreed_week;  /* of its agreed last day; may lie past the plan */
	int32_t firm_week;    /* the last week that its heads are there whatever is decided */
	int32_t longest_week; /* to which it may be extended; below agreed_week: not at all */
};

/** Demand lines and the options that may fill them. */
struct group {
	uint32_t *lines;
	size_t line_count;
	struct class_set *line_resources; /* per line of the group: who may fill it */
	uint32_t *options;
	size_t option_count;
	uint8_t *option_resource; /* per option of the group */
	bool aggregated; /* more resource classes than can be told apart: some fill less than they
			  * may
			  */
};

/** In plans of more groups, bounds are worked out once and in brief, and no group is searched
 * longer because its bound leaves much open: one of many says little of the whole. For all 200
 * groups of bench_sourcing it would make plans 0.02 to 0.03 % cheaper for 2.3 times the time. */
enum { BOUND_GROUPS = 32 };

struct source_facts {
	const struct plan *plan;
	const struct company *company;
	enum view view;
	size_t weeks;
	const struct source_effort *effort;
	const struct costing_table *tables; /* [option]; present_minutes NULL: for no line */
	const bool *may; /* [option][line]: of lines that external staff may be of use to */
	const struct demand_coverage *need; /* [line][week]: of a percentile; NULL: of the view */
	const struct term *terms;           /* [contract] */
	int64_t tiers[PRIORITY_MAX];        /* distinct penalties above 0, the dearest first */
	size_t tier_count;
	const struct group *groups; /* by first line */
	size_t group_count;
	const struct limit *limits; /* that are set */
	size_t limit_count;
	const int64_t *firm_used; /* [limit]: by running engagements whatever is decided */
	int64_t firm_spend;
	const struct own_use *own; /* planner/sourcing/source_own.h */
};

/** Where what is made while sourcing lives: until the sourcing is done. */
struct source_rooms {
	struct arena *scratch;
	struct arena *workers; /* PARALLEL_MAX: as scratch, one for each worker */
};

static inline bool source_may(const struct source_facts *s, size_t option, size_t line)
{
	return s->may[option * s->company->demand_count + line];
}

/** What a line asks for and what own people cover of it. */
static inline const struct demand_coverage *source_asked(const struct source_facts *s, size_t line,
							 size_t week)
{
	return s->need ? &s->need[line * s->weeks + week]
		       : plan_demand_coverage(s->plan, s->view, line, week);
}

static inline int64_t source_penalty(const struct source_facts *s, size_t line)
{
	return s->company->settings.penalty_hour_cents[s->company->demands[line].priority];
}

/** What chooses in a group that is asked anew. */
static inline enum covering_engine source_engine(const struct source_facts *s)
{
	switch (s->plan->options.engine) {
	case ENGINE_CBC: return COVERING_ENGINE_CBC;
	case ENGINE_AUTO: return COVERING_ENGINE_AUTO;
	case ENGINE_AS_SET:
	case ENGINE_SEARCH:
	case ENGINE_COUNT: break;
	}
	return COVERING_ENGINE_SEARCH;
}

#endif
