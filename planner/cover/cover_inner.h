/**
 * What the parts of planner/cover/cover.h share and nobody else includes.
 */
#ifndef PLANNER_COVER_INNER_H
#define PLANNER_COVER_INNER_H

#include "planner/cover/cover.h"

/** A problem with the indexes that every part wants. */
struct cover_core {
	const struct cover_problem *problem;
	size_t weeks;
	uint32_t need_first[COVER_WEEKS_MAX + 1]; /* needs of week t: need_first[t] to [t+1]-1 */
	size_t *column;                           /* per option: where its ages begin */
	size_t column_count;                      /* ages of all options together */
	int32_t need_min[COVER_WEEKS_MAX];        /* the most that any need of the week asks for */
};

/** Whether the minutes of an option count for a set. */
static inline bool core_counts(const struct cover_core *core, uint32_t option, uint32_t set)
{
	return kinds_have(&core->problem->sets[set], core->problem->options[option].kind);
}

/** Coins of a week's open minutes; covered: [set], with `more` minutes on the sets of an option. */
static inline int64_t core_penalty(const struct cover_core *core, size_t week,
				   const int64_t *covered, uint32_t option, int64_t more)
{
	const struct cover_problem *p = core->problem;
	const struct cover_need *need = &p->needs[core->need_first[week]];
	const struct cover_need *end = &p->needs[core->need_first[week + 1]];
	int64_t sum = 0, open = 0;

	for (; need < end; need++) {
		int64_t miss = need->minutes - covered[need->set];

		if (more > 0 && core_counts(core, option, need->set))
			miss -= more;
		if (!need->tied)
			open = 0;
		if (miss > open) {
			sum += need->price * (miss - open);
			open = miss;
		}
	}
	return sum;
}

void cover_core_make(const struct cover_problem *problem, struct arena *arena,
		     struct cover_core *core);

/** Minutes of a column (an option at an age) in a week. */
static inline int32_t core_minutes(const struct cover_core *core, uint32_t option, size_t age,
				   size_t week)
{
	return core->problem->options[option].minutes[age * core->weeks + week];
}

/** One head over one run of weeks. */
struct cover_seat {
	uint32_t option, first, last;
};

struct cover_seats {
	struct cover_seat *list;
	size_t count, room;
};

/** Whether the exact path holds: equal minutes, no ramp, no cap. */
bool cover_flow_holds(const struct cover_core *core);

/** The exact optimum where cover_flow_holds. */
void cover_flow(const struct cover_core *core, struct arena *arena, struct cover_seats *seats);

/** A good answer by construction and local search; never worse than buying nothing. */
void cover_search(const struct cover_core *core, int64_t steps, struct arena *arena,
		  struct cover_seats *seats);

/**
 * Go on from an answer, by simulated annealing; never to a dearer one.
 *
 * @param enough  coins: an answer that costs no more ends the search before its steps do
 */
void cover_search_on(const struct cover_core *core, int64_t steps, int64_t enough,
		     struct arena *arena, struct cover_seats *seats);

/**
 * A proven lower bound, by Lagrange multipliers on rounded covering rows:
 * planner/cover/cover_dual.h.
 *
 * @param known   the best answer known, priced: what the multipliers aim at
 * @param rounds  of the volume algorithm; where a gap is left, at most twice as many follow, and
 *                where it is still wide then, many more with more rows
 */
int64_t cover_bound(const struct cover_core *core, const struct cover_answer *known,
		    int32_t rounds);

/** The same, with the rows that prove it. */
void cover_bound_rows(const struct cover_core *core, const struct cover_answer *known,
		      int32_t rounds, bool brief, const struct cover_proof *start,
		      struct arena *arena, struct cover_proof *proof);

#endif
