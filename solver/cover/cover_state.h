/**
 * What is bought so far, and what the next head is worth against it: the ground that the search
 * of solver/cover/cover.h walks on.
 *
 * Each week of a state bears a mark that names its content; what an option is worth in a week is
 * worked out again only where the mark has changed. Marks are never used twice, so a state may be
 * copied and changed back at will.
 */
#ifndef SOLVER_COVER_STATE_H
#define SOLVER_COVER_STATE_H

#include "solver/cover/cover_core.h"

struct cover_state {
	struct cover_seat *seats;
	size_t count, room;
	int64_t *covered;              /* [week][set] */
	int64_t open[COVER_WEEKS_MAX]; /* cent60 of the open minutes */
	uint64_t mark[COVER_WEEKS_MAX];
	int32_t *heads; /* [option, then pool][week] */
	int64_t cost;   /* cent60: all seats and all open minutes */
};

/** What minutes of an option save in a week: price cent60 for each of the first `most`. */
struct cover_saving {
	int64_t price, most;
};

/** The caches; one for all states of a problem. */
struct cover_market {
	const struct cover_core *core;
	struct arena *arena;
	int64_t steps; /* left: looks at one option against one state */
	uint64_t marks;
	int64_t *worth;       /* [column][week]: of one head more */
	int64_t *top;         /* [option][week]: the best of its ages */
	uint64_t *seen;       /* [option][week]: the mark that they belong to */
	int64_t *least_start; /* [option]: its cheapest start */
	bool *counts;         /* [option][set]: whether its minutes count */
	uint32_t *from, *to;  /* [option]: no run of it is outside of the weeks from to to - 1 */
	struct cover_saving *savings; /* of one option and week */
};

void cover_market_make(const struct cover_core *core, int64_t steps, struct arena *arena,
		       struct cover_market *market);

/** Nothing bought. */
void cover_state_empty(struct cover_market *market, struct cover_state *state);

void cover_state_copy(const struct cover_market *market, struct cover_state *to,
		      const struct cover_state *from);

void cover_state_push(struct cover_market *market, struct cover_state *state,
		      struct cover_seat seat);

/** Take one head out; the last one comes to its place. */
struct cover_seat cover_state_take(struct cover_market *market, struct cover_state *state,
				   size_t index);

/** Whether one more head of the option would break a limit in the week. */
bool cover_state_full(const struct cover_market *market, const struct cover_state *state,
		      uint32_t option, size_t week);

/**
 * The head that saves most.
 *
 * @return false when none saves anything
 */
bool cover_market_best(struct cover_market *market, const struct cover_state *state,
		       struct cover_seat *seat);

/** Buy what saves most until nothing saves anything. */
void cover_market_fill(struct cover_market *market, struct cover_state *state);

#endif
