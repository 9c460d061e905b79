/**
 * The cheapest way to cover what is needed by whole heads over intervals of weeks: the core of
 * sourcing.
 *
 * Abstract on purpose: weeks are numbers from 0, options are numbers, money is in cent60
 * (base/scales.h). It knows nothing of roles, vendors and dates; planner/sourcing/source.h does.
 * docs/sourcing.md has the model, the methods and the proofs.
 *
 * A row asks for minutes in a week; each minute that stays open costs its penalty. Several rows of
 * one week nest: the dearest asks for the first minutes, the next for more, and so on. So a penalty
 * by priority is one row, a tier, per priority, each with the minutes of all priorities that are as
 * dear or dearer, and with the difference of its penalty to the next lower one.
 *
 * Who may do what: options are of resource classes, a row counts the minutes of a set of resource
 * classes. Rows of one tier speak of the same minutes: what stays open is the most that any of them
 * misses. By Hall's theorem that says all there is to say: for work that only seniors may do and
 * work that anybody may do, the rows of the tier are "seniors: the first" and "all: both together".
 *
 * Integers only; the same problem gives the same solution on every machine. All arrays belong to
 * the caller. Minutes of one week and all heads stay below 2^31, money below 2^53 cent60.
 */
#ifndef SOLVER_COVERING_H
#define SOLVER_COVERING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/scales.h"
#include "solver/covering/class_set.h"

/** The longest plan: two years. Arrays by week have this size on the stack. */
enum { COVERING_WEEKS_MAX = 104 };

/** As many of an option as anybody orders at once: where limits make a head cheaper than none, or
 * heads cost nothing, there is no other end. */
enum { COVERING_HEADS_MAX = 10000 };

/** Of a week: a penalty in cent60 for each minute of the right side that is not covered. */
struct covering_row {
	uint32_t week;
	int32_t rhs;
	int64_t penalty; /* at least 0 */
	uint32_t set;    /* of resource classes whose minutes count */
	bool same_tier;  /* as the row before: same week, same penalty */
};

/** A limit on heads that several options share. */
struct covering_shared_cap {
	const int32_t *max_heads; /* [week] */
	/* So large that the flow and branch and bound are not told of it: what they find is looked
	 * at afterwards, so that problems in which nobody comes near it are solved as without. */
	bool far;
};

#define COVERING_NO_SHARED_CAP UINT32_MAX

/** What stays open of a part costs its penalty, and counts for each of these rows. */
struct covering_part {
	int32_t minutes; /* no more can stay open */
	int64_t penalty;
	const uint32_t *rows; /* of one week */
	size_t row_count;
};

/** What can be bought: one head from any first to a last week that its windows allow. */
struct covering_option {
	size_t ramp_count;         /* ages (weeks since the first) that have minutes of their own */
	const int32_t *minutes;    /* [age 0 to ramp_count][week]: what one head delivers */
	const int64_t *start_cost; /* [first]: fees, and what is owed past the last week */
	const int64_t *week_cost;  /* [week] */
	/* [first]: the earliest and the latest last week; no start where earliest > latest.
	 * Over the starts that there are, neither ever goes down. */
	const uint32_t *min_last, *max_last;
	int32_t max_heads;   /* at once; 0: as many as one likes, up to COVERING_HEADS_MAX */
	uint32_t resource;   /* below RESOURCE_CLASSES_MAX */
	uint32_t shared_cap; /* or COVERING_NO_SHARED_CAP */
};

struct covering_problem {
	size_t week_count;
	const struct covering_row *rows; /* by week */
	size_t row_count;
	const struct covering_option *options;
	size_t option_count;
	const struct class_set *sets;
	size_t set_count; /* at least 1 */
	const struct covering_shared_cap *shared_caps;
	size_t shared_cap_count;
	/* Only for covering_prove. With parts, no row is of the tier of another, and the penalty of
	 * a row is the least of those of its parts. */
	const struct covering_part *parts;
	size_t part_count;
};

/** Heads of one option over the same weeks. */
struct covering_buy {
	uint32_t option, first, last;
	int32_t heads;
};

enum covering_method {
	COVERING_NOTHING, /* there is nothing to cover, or nothing to buy */
	COVERING_FLOW,    /* exact: a minimum cost flow */
	COVERING_SEARCH,  /* local search; the bound says how good it is */
	COVERING_MILP,    /* branch and bound of an engine, started from the search */
};

struct covering_solution {
	struct covering_buy *buys; /* by option, first, last; each triple once */
	size_t buy_count;
	int64_t spend;   /* cent60 */
	int64_t penalty; /* cent60 */
	int64_t bound;   /* no solution costs less than this many cent60: at most spend + penalty */
	enum covering_method method;
};

enum covering_engine {
	COVERING_ENGINE_SEARCH, /* the search, in every build; the flow where it is exact */
	COVERING_ENGINE_CBC,    /* then branch and bound, from the search's solution */
	COVERING_ENGINE_AUTO,   /* that for problems of at most COVERING_AUTO_STARTS */
};

/** Options times weeks: below, branch and bound mostly takes less than a second or two. At twice as
 * many, in the benchmark, a group takes 0.1 s on average, single ones more than 5 s. */
enum { COVERING_AUTO_STARTS = 200 };

/** Branch and bound ends at a relative gap of 1/COVERING_MILP_GAP_PART, or after so many nodes:
 * where it would go on for minutes. Chosen with the engine, not tuned. */
enum { COVERING_MILP_GAP_PART = 10000, COVERING_MILP_NODES = 5000 };

/** How hard to try. Steps, never seconds: the solution does not depend on the machine. */
struct covering_effort {
	int64_t search_steps; /* looks at one option against one state; 0: a default */
	int32_t bound_rounds; /* of multipliers; 0: a default, below 0: no bound */
	bool search_only;     /* also where the flow would be exact: for tests */
	bool brief;           /* covering_prove: not longer where much is left open */
	enum covering_engine engine;
};

/** Solve; the solution lives in the arena. */
void covering_solve(const struct covering_problem *problem, const struct covering_effort *effort,
		    struct arena *arena, struct covering_solution *solution);

/**
 * A cut of a proven bound. For a row of y minutes, whatever y is, heads and open minutes give at
 * least F(y): without a divisor (0) F(y) = min(y, rest), with one
 * F(y) = rest * (y div divisor) + min(rest, y mod divisor); and nothing where y is below 0.
 */
struct covering_cut {
	uint32_t row;
	int32_t divisor;
	int64_t rest, multiplier; /* multiplier in grains */
};

/** No solution costs less than the sum of multiplier * F(y) of all cuts, less the gain. */
struct covering_proof {
	struct covering_cut *cuts; /* by row */
	size_t cut_count;
	int64_t gain;   /* grains */
	int64_t cent60; /* the bound for the rows as they are; at times above that of the cuts */
	/* [option][week]: minutes that heads deliver in the mean of the solutions that were looked
	 * at, with parts of heads: about the best such solution. NULL when there was nothing to
	 * prove. */
	int64_t *mean_minutes;
};

/**
 * Prove a bound.
 *
 * @param incumbent        any solution, with its cost: what the bound aims at
 * @param start        whose multipliers are gone on from; NULL to begin anew
 * @param[out] proof   in the arena; empty when effort says no bound
 */
void covering_prove(const struct covering_problem *problem,
		    const struct covering_solution *incumbent, const struct covering_effort *effort,
		    const struct covering_proof *start, struct arena *arena,
		    struct covering_proof *proof);

#endif
