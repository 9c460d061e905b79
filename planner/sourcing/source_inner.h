/**
 * What the parts of planner/sourcing/source.h share and nobody else includes.
 */
#ifndef PLANNER_SOURCE_INNER_H
#define PLANNER_SOURCE_INNER_H

#include "planner/allocation/price.h"
#include "planner/sourcing/source.h"

/** What a cover option stands for. */
struct choice {
	uint32_t option;  /* of the company */
	uint32_t running; /* whose heads go on; or NO_RUNNING */
};

/** When the heads of a running engagement may leave. */
struct term {
	bool within;          /* it has days in the plan */
	int32_t first_week;   /* of its first day in the plan */
	int32_t agreed_week;  /* of its agreed last day; may lie past the plan */
	int32_t sunk_week;    /* the last week that its heads are there whatever is decided */
	int32_t longest_week; /* to which it may be extended; below agreed_week: not at all */
};

/** Demand lines and the options that may fill them. */
struct group {
	uint32_t *lines;
	size_t line_count;
	struct cover_kinds *line_kinds; /* per line of the group: who may fill it */
	uint32_t *options;
	size_t option_count;
	uint8_t *option_kind; /* per option of the group */
	bool narrowed;        /* more kinds than can be told apart: some fill less than they may */
	struct choice *choices; /* per option of the problem */
	/* [week][set][tier]: what sets of kinds have to cover beside all other groups; NULL: what
	 * their lines lack with our people where they are. */
	int64_t *wanted_min;
	struct cover_problem problem;
	int64_t *need_floor; /* per need of the problem: it counts lines of at least that penalty */
	struct cover_answer answer;
};

/** Surcharges of limits on a week of an option, in millionths of the spend: docs/sourcing.md. */
struct burden {
	int64_t rate, late;      /* late: of days of a quarter that begins within the week */
	int64_t kept, kept_late; /* the same for what was agreed */
};

/** In plans of more groups, bounds are worked out once and in brief. */
enum { BOUND_GROUPS = 32 };

struct source {
	const struct plan *plan;
	const struct company *company;
	enum view view;
	size_t weeks;
	struct arena *arena, *scratch;
	struct arena *worker_arenas; /* PARALLEL_MAX; as scratch, one for each worker */
	const struct source_effort *effort;
	struct price_table *tables;  /* [option]; present_min NULL: no help to any line */
	bool *may;                   /* [option][line]: of lines that help may be of use to */
	const struct cover *need;    /* [line][week]: of a percentile; NULL: of the view */
	int32_t *own_min;            /* [line][week]: what own people do, as they are placed now */
	int32_t *gap_min;            /* [line][week]: what they leave open */
	struct term *terms;          /* [running] */
	int64_t tiers[PRIORITY_MAX]; /* distinct penalties above 0, the dearest first */
	size_t tier_count;
	struct group *groups; /* by first line */
	size_t group_count;
	struct source_limit *limits; /* that are set: by kind, name; in the arena */
	size_t limit_count;
	struct burden *burden; /* [option][week]: surcharges of limits */
	int64_t *burden_past;  /* [option]: of what is owed past the plan */
	bool limited;          /* no head may break a limit alone: only when the best plan does */
	/* Set once plans under limits were looked for; NULL before. */
	bool *ours_only;     /* [limit]: struct limit_prices */
	int64_t *fit_micro;  /* [limit]: multipliers at which what is cheapest keeps the limits */
	int64_t *limit_room; /* [limit]: what it leaves beside what is sunk, or was agreed */
	int64_t *sunk_used;  /* [limit]: by running engagements whatever is decided */
	int64_t sunk_spend;
	struct own_use *own; /* planner/sourcing/source_own.h */
};

static inline bool *source_may(const struct source *s, size_t option, size_t line)
{
	return &s->may[option * s->company->demand_count + line];
}

static inline int32_t *source_gap(const struct source *s, size_t line, size_t week)
{
	return &s->gap_min[line * s->weeks + week];
}

/** What a line asks for and what own people cover of it. */
static inline const struct cover *source_asked(const struct source *s, size_t line, size_t week)
{
	return s->need ? &s->need[line * s->weeks + week]
		       : plan_demand_cover(s->plan, s->view, line, week);
}

static inline int32_t *source_own_min(const struct source *s, size_t line, size_t week)
{
	return &s->own_min[line * s->weeks + week];
}

static inline int64_t source_price(const struct source *s, size_t line)
{
	return s->company->settings.penalty_hour_cents[s->company->demands[line].priority];
}

/** What chooses in a group that is asked anew. */
static inline enum cover_engine source_engine(const struct source *s)
{
	switch (s->plan->options.engine) {
	case ENGINE_CBC: return COVER_ENGINE_CBC;
	case ENGINE_AUTO: return COVER_ENGINE_AUTO;
	case ENGINE_AS_SET:
	case ENGINE_SEARCH:
	case ENGINE_COUNT: break;
	}
	return COVER_ENGINE_SEARCH;
}

#endif
