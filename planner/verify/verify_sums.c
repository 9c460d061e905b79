/*
 * Gaps and why they stay, limits, totals: the sums of a sourcing a second time.
 *
 * Of the reasons these are checked: that something is open or not; that nothing in the rate card
 * may fill the lines; that nothing can be there by then; that an option in time is at its heads,
 * or that a limit of the kind that is named is set. Whether a limit is the one that binds would
 * take the optimiser's word for what it would have bought without it, so that is not checked.
 *
 * Cost: options times lines and weeks, then one pass over lines and weeks. docs/sourcing.md,
 * "Why this one", the last paragraph, and "How it is known to be right".
 */
#include "planner/verify/verify_sums.h"

#include <string.h>

#include "base/scales.h"
#include "planner/verify/verify_check.h"
#include "planner/verify/verify_limits.h"
#include "planner/verify/verify_money.h"
#include "planner/verify/verify_own.h"
#include "planner/verify/verify_terms.h"

/* --- gaps -------------------------------------------------------------- */

struct gap_sums {
	int64_t gap, open, penalty_cent60; /* the penalty in cent60 */
	bool may_fill, may_come;           /* an option for one of the open lines; one in time */
	bool full;                         /* one in time of which no more heads may be had */
};

struct external_from {
	bool any;
	int32_t first_week;
	bool *full; /* per week: an option that could be there by then has all its heads engaged */
};

/* Lines by requirement: those of r are list[first[r]] to list[first[r + 1] - 1]. */
struct lines_by_requirement {
	size_t *first, *list;
};

/* Whether a head of the option may begin in that week: lead time, validity, and a term that
 * fits. */
static bool may_come(const struct sourcing_check *check, const struct rate_option *option,
		     int32_t week)
{
	int32_t monday = verify_monday(check, week);
	int32_t longest = verify_longest(check, option, (struct day){ monday });
	int32_t shortest = option->model == MODEL_HIRE ? check->weeks - week : option->min_weeks;

	return monday - option->lead_days >= check->today &&
	       monday >= option->valid_from.since_1970 && monday <= option->valid_to.since_1970 &&
	       shortest <= longest;
}

/* Whether all heads of an option are engaged, [option][week]. */
static bool *find_full(const struct sourcing_check *check, struct arena *arena)
{
	size_t options = check->company->option_count, weeks = (size_t)check->weeks;
	int64_t *heads = ARENA_ARRAY(arena, int64_t, options * weeks + 1);
	bool *full = ARENA_ARRAY(arena, bool, options *weeks + 1);

	for (size_t i = 0; i < check->sourcing->engagement_count; i++) {
		const struct engagement *e = &check->sourcing->engagements[i];

		for (int32_t w = e->first_week; w <= e->last_week && w < check->weeks; w++)
			heads[e->option * weeks + (size_t)w] += e->heads;
	}
	for (size_t i = 0; i < options * weeks; i++) {
		int32_t most = check->company->options[i / weeks].max_heads;

		full[i] = most < HEADS_OPEN && heads[i] >= most;
	}
	return full;
}

/* What may be had for a line at all, from which week on, and where there is no more of it. */
static void look_for_external(const struct sourcing_check *check, const bool *full,
			      struct arena *arena, struct external_from *external)
{
	int32_t *first_week = ARENA_ARRAY(arena, int32_t, check->company->option_count + 1);

	for (size_t k = 0; k < check->company->option_count; k++)
		while (first_week[k] < check->weeks &&
		       !may_come(check, &check->company->options[k], first_week[k]))
			first_week[k]++;
	for (size_t d = 0; d < check->company->demand_count; d++) {
		external[d].first_week = check->weeks;
		external[d].full = ARENA_ARRAY(arena, bool, (size_t)check->weeks + 1);
		for (size_t k = 0; k < check->company->option_count; k++) {
			const struct rate_option *option = &check->company->options[k];

			if (!verify_may_fill(check->plan, option, d))
				continue;
			external[d].any = true;
			if (first_week[k] < external[d].first_week)
				external[d].first_week = first_week[k];
			for (int32_t w = first_week[k]; w < check->weeks; w++)
				external[d].full[w] |= full[k * (size_t)check->weeks + (size_t)w];
		}
	}
}

static struct lines_by_requirement sort_lines(const struct sourcing_check *check,
					      struct arena *arena)
{
	size_t lines = check->company->demand_count, count = check->plan->requirement_count;
	struct lines_by_requirement asked = { ARENA_ARRAY(arena, size_t, count + 2),
					      ARENA_ARRAY(arena, size_t, lines + 1) };
	size_t *next = ARENA_ARRAY(arena, size_t, count + 1);

	for (size_t d = 0; d < lines; d++)
		asked.first[check->plan->demand_requirement[d] + 1]++;
	for (size_t r = 0; r < count; r++) {
		next[r] = asked.first[r];
		asked.first[r + 1] += asked.first[r];
	}
	for (size_t d = 0; d < lines; d++)
		asked.list[next[check->plan->demand_requirement[d]]++] = d;
	return asked;
}

/* What a requirement lacks in a week, and whether anything could fill it. */
static struct gap_sums sum_gap(const struct sourcing_check *check,
			       const struct external_from *external,
			       const struct lines_by_requirement *asked, size_t requirement,
			       size_t week)
{
	const struct sourcing *sourcing = check->sourcing;
	struct gap_sums sums = { 0 };

	for (size_t i = asked->first[requirement]; i < asked->first[requirement + 1]; i++) {
		size_t d = asked->list[i];
		const struct line_coverage *line =
			&sourcing->lines[d * (size_t)check->weeks + week];
		int64_t gap, open;

		gap = line->asked_minutes - line->own_minutes;
		open = gap - line->external_minutes;
		sums.gap += gap;
		sums.open += open;
		sums.penalty_cent60 +=
			open * check->company->settings
				       .penalty_hour_cents[check->company->demands[d].priority];
		sums.may_fill |= open > 0 && external[d].any;
		sums.may_come |= open > 0 && external[d].first_week <= (int32_t)week;
		sums.full |= open > 0 && external[d].full[week];
	}
	return sums;
}

static bool has_limit(const struct sourcing_check *check, bool of_money)
{
	for (size_t i = 0; i < check->sourcing->limit_count; i++) {
		enum limit_kind kind = check->sourcing->limits[i].kind;

		if ((kind == LIMIT_BUDGET || kind == LIMIT_QUARTER) == of_money)
			return true;
	}
	return false;
}

/* Of what could be there in time: it is too expensive only where more of all of it could be had;
 * what is used up is an option's heads or a limit that there is. */
static bool used_up_holds(const struct sourcing_check *check, enum gap_outcome outcome,
			  const struct gap_sums *sums)
{
	switch (outcome) {
	case GAP_DEARER: return !sums->full;
	case GAP_CAP: return sums->full || has_limit(check, false);
	case GAP_BUDGET: return has_limit(check, true);
	case GAP_COVERED:
	case GAP_TOO_LATE:
	case GAP_NO_OPTION:
	case GAP_OUTCOME_COUNT: break;
	}
	return false;
}

/* Whether the outcome is one that the sums allow. */
static bool outcome_holds(const struct sourcing_check *check, enum gap_outcome outcome,
			  const struct gap_sums *sums)
{
	if ((outcome == GAP_COVERED) != (sums->open == 0))
		return false;
	if (outcome == GAP_COVERED)
		return true;
	if ((outcome == GAP_NO_OPTION) == sums->may_fill)
		return false;
	if (outcome == GAP_NO_OPTION)
		return true;
	if ((outcome == GAP_TOO_LATE) == sums->may_come)
		return false;
	return outcome == GAP_TOO_LATE || used_up_holds(check, outcome, sums);
}

static bool check_gaps(const struct sourcing_check *check, const struct external_from *external,
		       const struct lines_by_requirement *asked)
{
	const struct sourcing *sourcing = check->sourcing;
	size_t next = 0;

	for (size_t r = 0; r < check->plan->requirement_count; r++)
		for (size_t w = 0; w < (size_t)check->weeks; w++) {
			struct gap_sums sums = sum_gap(check, external, asked, r, w);
			const struct sourced_gap *gap = &sourcing->gaps[next];
			const char *role = check->plan->requirements[r].role;

			if (sums.gap == 0)
				continue;
			if (next++ >= sourcing->gap_count || gap->requirement != r ||
			    gap->week != w || gap->gap_minutes != sums.gap ||
			    gap->open_minutes != sums.open)
				return verify_broken_week(check, "the gap", role, w);
			if (gap->penalty_cents != verify_share(sums.penalty_cent60, CENT60))
				return verify_broken_week(check, "the penalty", role, w);
			if (!outcome_holds(check, gap->outcome, &sums))
				return verify_broken_week(check, "the reason of the gap", role, w);
		}
	return next == sourcing->gap_count || verify_broken(check, "the number", "the gaps");
}

/* --- totals ------------------------------------------------------------ */

static int64_t paid_outside(const struct cost *cost)
{
	return cost->rate_cents + cost->fee_cents + cost->commitment_cents;
}

static bool check_open(const struct sourcing_check *check, int64_t *penalty)
{
	const struct sourcing *sourcing = check->sourcing;
	int64_t open[PRIORITY_MAX + 1] = { 0 }, sum = 0;

	for (size_t d = 0; d < check->company->demand_count; d++)
		for (size_t w = 0; w < (size_t)check->weeks; w++) {
			const struct line_coverage *line =
				&sourcing->lines[d * (size_t)check->weeks + w];

			open[check->company->demands[d].priority] +=
				line->asked_minutes - line->own_minutes - line->external_minutes;
		}
	for (int p = PRIORITY_HIGHEST; p <= PRIORITY_MAX; p++) {
		if (sourcing->open_minutes[p] != open[p])
			return verify_broken(check, "the open time", "a priority");
		sum += open[p] * check->company->settings.penalty_hour_cents[p];
	}
	*penalty = verify_share(sum, 60);
	return true;
}

/* Costs add up, the bound lies between 0 and the total, and the total is no more than ordering
 * nothing costs. */
static bool check_totals(const struct sourcing_check *check)
{
	const struct sourcing *sourcing = check->sourcing;
	struct cost sum = { 0 };
	int64_t penalty = 0, total;

	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		const struct cost *cost = &sourcing->engagements[i].cost;

		sum.rate_cents += cost->rate_cents;
		sum.fee_cents += cost->fee_cents;
		sum.commitment_cents += cost->commitment_cents;
		sum.management_cents += cost->management_cents;
	}
	if (sum.rate_cents != sourcing->cost.rate_cents ||
	    sum.fee_cents != sourcing->cost.fee_cents ||
	    sum.commitment_cents != sourcing->cost.commitment_cents ||
	    sum.management_cents != sourcing->cost.management_cents)
		return verify_broken(check, "the cost", "all engagements");
	if (!check_open(check, &penalty))
		return false;
	total = paid_outside(&sum) + sum.management_cents + penalty;
	if (sourcing->penalty_cents != penalty || sourcing->total_cents != total)
		return verify_broken(check, "the total", "the plan");
	if (sourcing->bound_cents < 0 || sourcing->bound_cents > sourcing->use_bound_cents ||
	    sourcing->use_bound_cents > total)
		return verify_broken(check, "the bound", "the plan");
	if (total > sourcing->idle_cents)
		return verify_broken(check, "the total, more than doing nothing costs,",
				     "the plan");
	return true;
}

bool verify_sums(const struct sourcing_check *check)
{
	struct arena arena = ARENA_INIT;
	struct external_from *external =
		ARENA_ARRAY(&arena, struct external_from, check->company->demand_count + 1);
	struct lines_by_requirement asked = sort_lines(check, &arena);
	bool ok;

	look_for_external(check, find_full(check, &arena), &arena, external);
	ok = check_gaps(check, external, &asked) && verify_limits(check) && check_totals(check);
	arena_release(&arena);
	return ok;
}
