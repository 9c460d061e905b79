/** Stored plans: added, listed, dropped. All failures are FAULT_STORE. */
#ifndef STORE_PLAN_H
#define STORE_PLAN_H

#include <stdint.h>

#include "store/store_input.h"

struct store;

/** A stored plan without its inputs. */
struct plan_record {
	int32_t number; /* from 1 */
	struct day today, first_week;
	size_t week_count;
	int32_t objective;                /* enum objective of model/plan.h */
	int32_t goal_percent, goal_draws; /* struct source_goal of model/plan.h */
	int64_t goal_seed;
	int32_t engine;         /* enum engine of model/settings.h */
	const char *sourced_by; /* "search 4", "cbc 4/2.10.8": what chose its engagements; "" where
				 * nothing did, or nobody wrote it down; NULL is "" */
	struct digest outcome;
};

/**
 * Store a plan and its inputs, unless it is the last plan once more.
 *
 * Plans are the same when options, inputs and outcome are. Then the plan keeps
 * its number, so that running the same command twice gives the same bytes. A plan that equals
 * an earlier one than the last gets a number of its own: what was taken back is history, too.
 *
 * @param inputs  by name, each name once; what lies in a copy of the store is taken over where the
 *         store has it no more
 * @param[in,out] record  all but the number is given; the number is set on success
 */
bool store_plan_add(struct store *store, const struct plan_input *inputs, size_t input_count,
		    struct plan_record *record, struct fault *fault) MUST_CHECK;

/** All plans by number, in the arena. */
bool store_plans(struct store *store, struct arena *arena, struct plan_record **records,
		 size_t *count, struct fault *fault) MUST_CHECK;

/**
 * Drop all but the newest plans, and the contents that nothing refers to afterwards.
 *
 * Numbers are never given again. @param[out] removed  how many plans went
 */
bool store_plans_prune(struct store *store, int32_t keep, int32_t *removed,
		       struct fault *fault) MUST_CHECK;

/* --- for files of store/ only ---------------------------------------------------------- */

/** Whether a plan's inputs are those that it was stored with, by their digest. */
bool store_plan_is_whole(struct store *store, const struct plan_record *record, struct arena *arena,
			 bool *whole, struct fault *fault) MUST_CHECK;

/** What identifies the inputs of a plan: its options, and name, content and age of each file. */
struct digest store_inputs_digest(const struct plan_record *record, const struct plan_input *inputs,
				  size_t count);

/**
 * What identifies the inputs when an earlier plan than the last had the same ones: somebody
 * changed something and took it back. Each such plan is a plan of its own in the history.
 */
struct digest store_inputs_digest_again(const struct digest *inputs, int32_t number);

/** Whether a plan with these inputs and that outcome is kept already. */
bool store_plan_is_taken(struct store *store, const struct digest *inputs,
			 const struct digest *outcome, bool *taken, struct fault *fault) MUST_CHECK;

#endif
