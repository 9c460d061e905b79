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
};

struct external_from {
	bool any;
	int32_t first_week;
};

/* Lines by requirement: those of r are list[first[r]] to list[first[r + 1] - 1]. */
struct lines_by_requirement {
	size_t *first, *list;
};

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

/* What may be had for a line at all, and from which week on. */
static void look_for_external(const struct sourcing_check *check, struct external_from *external)
{
	for (size_t d = 0; d < check->company->demand_count; d++) {
		external[d].first_week = check->weeks;
		for (size_t k = 0; k < check->company->option_count; k++) {
			const struct rate_option *option = &check->company->options[k];
			int32_t week = 0;

			if (!verify_may_fill(check->plan, option, d))
				continue;
			external[d].any = true;
			while (week < external[d].first_week && !may_come(check, option, week))
				week++;
			external[d].first_week = week;
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
	}
	return sums;
}

static bool outcome_holds(enum gap_outcome outcome, const struct gap_sums *sums)
{
	if ((outcome == GAP_COVERED) != (sums->open == 0))
		return false;
	if (outcome == GAP_COVERED)
		return true;
	if ((outcome == GAP_NO_OPTION) == sums->may_fill)
		return false;
	if (outcome == GAP_NO_OPTION)
		return true;
	return (outcome == GAP_TOO_LATE) == !sums->may_come;
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
			if (!outcome_holds(gap->outcome, &sums))
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

	look_for_external(check, external);
	ok = check_gaps(check, external, &asked) && verify_limits(check) && check_totals(check);
	arena_release(&arena);
	return ok;
}
