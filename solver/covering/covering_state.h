/**
 * What is bought so far, and what the next head is worth against it: the ground that the searches
 * walk on (covering_search.c, covering_mix.c).
 *
 * Each week of a state bears a mark that names its content; what an option is worth in a week is
 * worked out again only where the mark has changed. Marks are never used twice, so a state may be
 * copied and changed back at will.
 */
#ifndef SOLVER_COVERING_STATE_H
#define SOLVER_COVERING_STATE_H

#include "solver/covering/covering_core.h"

struct covering_state {
	struct covering_column *columns;
	size_t count, room;
	int64_t *covered;                 /* [week][set] */
	int64_t open[COVERING_WEEKS_MAX]; /* cent60 of the open minutes */
	uint64_t mark[COVERING_WEEKS_MAX];
	int32_t *heads; /* [option, then shared cap][week] */
	int64_t cost;   /* cent60: all columns and all open minutes */
};

/** What minutes of an option save in a week: a penalty in cent60 for each of the first `most`. */
struct covering_saving {
	int64_t penalty, most;
};

/** What may be bought, and what it would save, as a cache: one for all states of a problem. */
struct covering_market {
	const struct covering_core *core;
	struct arena *arena;
	int64_t steps; /* left: looks at one option against one state */
	uint64_t marks;
	int64_t *value;       /* [profile][week]: of one head more */
	int64_t *top;         /* [option][week]: the best of its ages */
	uint64_t *seen;       /* [option][week]: the mark that they belong to */
	int64_t *least_start; /* [option]: its cheapest start */
	bool *counts;         /* [option][set]: whether its minutes count */
	uint32_t *from,
		*to; /* [option]: no interval of it is outside of the weeks from to to - 1 */
	struct covering_saving *savings; /* of one option and week */
};

void covering_market_make(const struct covering_core *core, int64_t steps, struct arena *arena,
			  struct covering_market *market);

/** Nothing bought. */
void covering_state_empty(struct covering_market *market, struct covering_state *state);

void covering_state_copy(const struct covering_market *market, struct covering_state *to,
			 const struct covering_state *from);

void covering_state_push(struct covering_market *market, struct covering_state *state,
			 struct covering_column column);

/** Take one head out; the last one comes to its place. */
struct covering_column covering_state_take(struct covering_market *market,
					   struct covering_state *state, size_t index);

/** Whether one more head of the option would break a limit in the week. */
bool covering_state_full(const struct covering_market *market, const struct covering_state *state,
			 uint32_t option, size_t week);

/**
 * The head that saves most.
 *
 * @return false when none saves anything
 */
bool covering_market_best(struct covering_market *market, const struct covering_state *state,
			  struct covering_column *column);

/** Buy what saves most until nothing saves anything. */
void covering_market_fill(struct covering_market *market, struct covering_state *state);

#endif
