/*
 * What changed between two plans, split into causes whose effects add up to the change exactly.
 *
 * The method is a telescoping sum: the older company is turned into the newer one step by step,
 * the plan is solved again after each step, and the difference of the gaps before and after a
 * step is its effect. Nothing is shared out or estimated, and at the end the last plan must be
 * the newer one, cell by cell; anything else is a mistake of ours and is reported as such. The
 * order of the steps is fixed (docs/ritual.md), since where causes meet it decides which of them
 * gets the effect.
 *
 * Cost: a plan per changed thing, of which plan_replan solves only what changed. Left out: a
 * fair share of joint effects (Shapley values would take a plan for every subset of causes).
 * Weeks that only one of the plans has are told apart as gone and come.
 *
 * Implements docs/ritual.md, "What changed, and why".
 */
#include "planner/compare/diff.h"

#include <string.h>

#include "planner/compare/diff_demand.h"
#include "planner/compare/diff_orders.h"
#include "planner/compare/diff_people.h"
#include "planner/compare/diff_roles.h"
#include "planner/compare/diff_time.h"
#include "planner/compare/diff_walk.h"

/* The weeks that both plans have, and how many only one has. */
static void find_weeks(const struct plan *before, const struct plan *after, struct diff *diff)
{
	const struct plan_options *a = &before->options, *b = &after->options;
	struct day first = day_later(a->first_week, b->first_week);
	struct day end = day_earlier(day_add(a->first_week, 7 * (int32_t)a->week_count),
				     day_add(b->first_week, 7 * (int32_t)b->week_count));
	int32_t days = day_distance(first, end);

	diff->first_week = first;
	diff->week_count = days > 0 ? (size_t)days / 7 : 0;
	diff->gone_weeks = a->week_count - diff->week_count;
	diff->come_weeks = b->week_count - diff->week_count;
}

static bool is_common(const struct diff *diff, struct day monday)
{
	int32_t days = day_distance(diff->first_week, monday);

	return days >= 0 && (size_t)days / 7 < diff->week_count;
}

/* The gap by role in weeks that the other plan does not have. */
static void sum_other_weeks(const struct plan *plan, const struct diff *diff, int64_t *sums)
{
	for (size_t w = 0; w < plan->options.week_count; w++)
		for (size_t r = 0; r < plan->requirement_count; r++)
			for (enum view v = 0; v < VIEW_COUNT; v++) {
				const struct demand_coverage *c =
					plan_requirement_coverage(plan, v, r, w);
				size_t role = diff_role_index(diff, plan->requirements[r].role);

				if (!is_common(diff, plan_week(plan, w)))
					sums[(size_t)v * diff->role_count + role] +=
						c->demand_minutes - c->covered_minutes;
			}
}

/* A bug of ours otherwise: the causes would not sum to the change. */
static bool check_arrival(const struct diff_walk *walk, struct fault *fault)
{
	const struct plan *after = walk->after;
	const struct diff *diff = walk->diff;
	struct arena scratch = ARENA_INIT;
	int64_t *gap = ARENA_ARRAY(&scratch, int64_t, diff_cell_count(diff) + 1);
	bool same;

	for (size_t w = 0; w < after->options.week_count; w++) {
		int32_t days = day_distance(diff->first_week, plan_week(after, w));

		if (!is_common(diff, plan_week(after, w)))
			continue;
		for (size_t r = 0; r < after->requirement_count; r++)
			for (enum view v = 0; v < VIEW_COUNT; v++) {
				const struct demand_coverage *c =
					plan_requirement_coverage(after, v, r, w);
				size_t role = diff_role_index(diff, after->requirements[r].role);

				gap[diff_cell(diff, v, role, (size_t)days / 7)] +=
					c->demand_minutes - c->covered_minutes;
			}
	}
	same = memcmp(gap, walk->gap, diff_cell_count(diff) * sizeof(*gap)) == 0;
	arena_release(&scratch);
	return same || fault_set(fault, FAULT_BROKEN,
				 "the causes do not lead from the one plan to the other");
}

bool diff_make(const struct plan *before, const struct plan *after, struct arena *arena,
	       struct diff *diff, struct fault *fault)
{
	struct diff made = { .before = before->options,
			     .after = after->options,
			     .full_week_minutes = after->company->settings.full_week_minutes };
	struct diff_walk walk;
	bool ok;

	diff_roles(before, after, arena, &made);
	find_weeks(before, after, &made);
	made.gone_minutes = ARENA_ARRAY(arena, int64_t, VIEW_COUNT * made.role_count + 1);
	made.come_minutes = ARENA_ARRAY(arena, int64_t, VIEW_COUNT * made.role_count + 1);
	sum_other_weeks(before, &made, made.gone_minutes);
	sum_other_weeks(after, &made, made.come_minutes);
	ok = walk_begin(before, after, arena, &made, &walk, fault);
	if (ok) {
		made.gap_before = ARENA_ARRAY(arena, int64_t, diff_cell_count(&made) + 1);
		memcpy(made.gap_before, walk.gap, diff_cell_count(&made) * sizeof(*walk.gap));
		/* In the order of enum cause_kind. */
		ok = walk_people(&walk, fault) && walk_time(&walk, fault) &&
		     walk_bookings(&walk, fault) && walk_demand(&walk, fault) &&
		     check_arrival(&walk, fault);
		made.gap_after = walk.gap;
	}
	walk_end(&walk);
	made.sourced = before->sourcing && after->sourcing;
	if (ok && made.sourced)
		diff_orders(before, after, arena, &made.orders, &made.order_count);
	if (ok)
		*diff = made;
	return ok;
}
