/** What --from, --weeks, --objective, --source-to, --engine, --threads, --fail-on-gap and --within
 * say about a plan. */
#ifndef CLI_PLAN_OPTIONS_H
#define CLI_PLAN_OPTIONS_H

#include "cli/command.h"
#include "model/plan.h"

/**
 * Today, the period, objective, goal and threads; week_count stays 0 where --weeks is not
 * given, the goal's percent GOAL_AS_SET, its draws and seed -1, and the engine ENGINE_AS_SET where
 * they are not.
 *
 * @return false with FAULT_USAGE for a week or a number that is none, or an engine that is not
 * built in
 */
bool plan_options_read(const struct run *run, struct plan_options *options,
		       struct fault *fault) MUST_CHECK;

/**
 * --draws and --seed. @param[in,out] draws, seed  stay what they are where nothing is given
 *
 * @return false with FAULT_USAGE
 */
bool samples_read(const struct run *run, int32_t *draws, int64_t *seed,
		  struct fault *fault) MUST_CHECK;

/** --threads; 0 when it is not given. @return false with FAULT_USAGE */
bool threads_read(const struct options *options, int *threads, struct fault *fault) MUST_CHECK;

/** A whole number from low to high. @return false with FAULT_USAGE that names the option */
bool option_integer(const char *option, const char *text, int64_t low, int64_t high, int64_t *value,
		    struct fault *fault) MUST_CHECK;

/** When a gap is one that cron is to be told of. */
struct gap_gate {
	bool wanted;
	int64_t over_micro_fte; /* more than this */
	size_t within;          /* in one of the first weeks; SIZE_MAX for all */
};

/** @return false with FAULT_USAGE; --within without --fail-on-gap is one, too */
bool gap_gate_read(const struct run *run, struct gap_gate *gate, struct fault *fault) MUST_CHECK;

/**
 * Set the run's status to EXIT_GAP, and say which role and week it is, when a role is
 * shorter than the gate allows in any of its weeks. The worst cell is named.
 */
void gap_gate_judge(const struct gap_gate *gate, const struct plan *plan, enum view view,
		    struct run *run);

#endif
