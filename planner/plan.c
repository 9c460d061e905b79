/*
 * A plan from a company: requirements, demand by week, capacity of people, bookings, and the
 * best use of people in each view.
 *
 * Weeks are independent of each other, and so are people; both are worked on by several threads,
 * each with scratch memory and an allocator of its own, and every cell has one writer, so that
 * the number of threads changes nothing. The use of people is a maximum flow that serves
 * priorities in turn (planner/allocation/allocate.h); views with the same demand share it.
 *
 * Where there is an earlier plan, weeks and people that did not change are taken over
 * (replan.c). Sums are checked against the range of an int32 once, here, so that nothing below
 * has to. Cost: capacity, plus a flow per week and view. Left out: weeks in which work could
 * wait for a later one; each week stands alone.
 *
 * Implements docs/capacity.md and docs/allocation.md, "The best use".
 */
#include "planner/plan.h"

#include <stdlib.h>

#include "base/parallel.h"
#include "planner/allocation/allocate.h"
#include "planner/allocation/eligibility.h"
#include "planner/capacity.h"
#include "planner/effort.h"
#include "planner/eligible.h"
#include "planner/replan.h"
#include "planner/reserve.h"

static bool check_options(const struct plan_options *options, struct fault *fault)
{
	if (day_weekday(options->first_week) != 0)
		return fault_set(fault, FAULT_INPUT, "a plan begins on a Monday");
	if (options->week_count < 1 || options->week_count > PLAN_WEEKS_MAX)
		return fault_set(fault, FAULT_INPUT, "a plan has 1 to %d weeks, not %zu",
				 PLAN_WEEKS_MAX, options->week_count);
	return true;
}

/* --- requirements ------------------------------------------------------ */

struct asked_line {
	struct requirement requirement;
	size_t line;
};

static int by_requirement(const void *left, const void *right)
{
	const struct asked_line *a = left, *b = right;
	int order = requirement_order(&a->requirement, &b->requirement);

	return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* Lines that ask for the same are one requirement; requirements are sorted. */
static void group_demand(struct plan *plan, struct arena *arena, struct arena *scratch)
{
	size_t count = plan->company->demand_count;
	struct asked_line *asked = ARENA_ARRAY(scratch, struct asked_line, count + 1);

	for (size_t i = 0; i < count; i++) {
		const struct demand *demand = &plan->company->demands[i];

		asked[i] = (struct asked_line){
			.requirement = { demand->role, demand->level, demand->skills,
					 demand->skill_count, demand->location },
			.line = i,
		};
	}
	qsort(asked, count, sizeof(*asked), by_requirement);
	plan->requirements = ARENA_ARRAY(arena, struct requirement, count + 1);
	plan->demand_requirement = ARENA_ARRAY(arena, size_t, count + 1);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || requirement_order(&asked[i - 1].requirement, &asked[i].requirement))
			plan->requirements[plan->requirement_count++] = asked[i].requirement;
		plan->demand_requirement[asked[i].line] = plan->requirement_count - 1;
	}
}

/* --- demand ------------------------------------------------------------ */

/* Every sum of a week fits an int32 as long as the sum of all lines does. */
static bool fill_week_demand(struct plan *plan, size_t week, struct fault *fault)
{
	const struct company *company = plan->company;
	int64_t sum = 0;

	for (size_t d = 0; d < company->demand_count; d++) {
		const struct demand *demand = &company->demands[d];
		int64_t full =
			demand_week_minutes(&company->settings, demand, plan_week(plan, week));

		sum += full;
		if (full > INT32_MAX || sum > INT32_MAX)
			return fault_set(
				fault, FAULT_INPUT,
				"%s:%d: the demand of one week grows beyond %d hours, more "
				"than a plan can hold",
				demand->place.file, (int)demand->place.line, INT32_MAX / 60);
		for (size_t v = 0; v < VIEW_COUNT; v++)
			plan_demand_coverage(plan, (enum view)v, d, week)->demand_minutes =
				(int32_t)demand_view_minutes(demand, (enum view)v, full);
	}
	return true;
}

static bool fill_demand(struct plan *plan, struct arena *arena, struct fault *fault)
{
	size_t weeks = plan->options.week_count;

	plan->demand_coverage = ARENA_ARRAY(arena, struct demand_coverage,
					    VIEW_COUNT * plan->company->demand_count * weeks + 1);
	plan->requirement_coverage = ARENA_ARRAY(arena, struct demand_coverage,
						 VIEW_COUNT * plan->requirement_count * weeks + 1);
	for (size_t w = 0; w < weeks; w++)
		if (!fill_week_demand(plan, w, fault))
			return false;
	return true;
}

static bool without_working_day(const struct plan *plan, const struct demand *demand)
{
	return !demand->weeks && demand->amount_micro > 0 &&
	       effort_workdays(&plan->company->settings, demand->start, demand->end) == 0;
}

static void report_demand(const struct plan *plan, struct notes *findings)
{
	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct demand *demand = &plan->company->demands[d];

		if (without_working_day(plan, demand))
			notes_add(findings, NOTE_WARNING, "demand-without-working-day",
				  demand->place,
				  "%s has no working day between its start and its end, so it asks "
				  "for nothing",
				  demand->id);
	}
}

/* --- people ------------------------------------------------------------ */

struct filling {
	struct plan *plan;
	const struct replan *replan;
};

static void fill_some(void *shared, size_t worker, size_t from, size_t to)
{
	const struct filling *filling = shared;
	const struct plan *plan = filling->plan;

	(void)worker;
	for (size_t p = from; p < to; p++) {
		struct arena scratch = ARENA_INIT;

		if (replan_person(filling->replan, plan, p))
			continue;
		capacity_of_person(plan->company, &plan->company->people[p],
				   plan->options.first_week, plan->options.week_count, &scratch,
				   plan_capacity(plan, p, 0));
		arena_release(&scratch);
	}
}

static void fill_people(struct plan *plan, const struct replan *replan, struct arena *arena)
{
	struct filling filling = { plan, replan };
	size_t people = plan->company->person_count;

	plan->people = ARENA_ARRAY(arena, struct capacity, people * plan->options.week_count + 1);
	parallel_run(parallel_workers(plan->options.threads, people), people, fill_some, &filling);
}

/* --- allocation -------------------------------------------------------- */

/* Whether every line asks for the same in both views. */
static bool same_demand(const struct plan *plan, enum view a, enum view b, size_t week)
{
	for (size_t d = 0; d < plan->company->demand_count; d++)
		if (plan_demand_coverage(plan, a, d, week)->demand_minutes !=
		    plan_demand_coverage(plan, b, d, week)->demand_minutes)
			return false;
	return true;
}

/* Equal demand has an equal answer: most weeks have no tentative demand. */
static void copy_view(struct plan *plan, enum view from, enum view to, size_t week)
{
	for (size_t d = 0; d < plan->company->demand_count; d++)
		*plan_demand_coverage(plan, to, d, week) =
			*plan_demand_coverage(plan, from, d, week);
	for (size_t p = 0; p < plan->company->person_count; p++) {
		struct capacity *capacity = plan_capacity(plan, p, week);

		capacity->used_minutes[to] = capacity->used_minutes[from];
	}
}

/* Coverage of the lines, added up by requirement. */
static void sum_requirements(struct plan *plan, enum view view, size_t week)
{
	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct demand_coverage *line = plan_demand_coverage(plan, view, d, week);
		struct demand_coverage *sum =
			plan_requirement_coverage(plan, view, plan->demand_requirement[d], week);

		sum->demand_minutes += line->demand_minutes;
		sum->covered_minutes += line->covered_minutes;
	}
}

/* Weeks do not depend on each other; each worker has an allocator of its own. */
struct allocation {
	struct plan *plan;
	const struct replan *replan;
	struct allocator *allocators;
};

static void allocate_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct allocation *allocation = shared;
	struct plan *plan = allocation->plan;

	for (size_t w = from; w < to; w++) {
		bool taken_over = replan_week(allocation->replan, plan, w);

		for (size_t v = 0; v < VIEW_COUNT; v++) {
			if (taken_over)
				; /* what the week needs is there already */
			else if (v > 0 && same_demand(plan, (enum view)(v - 1), (enum view)v, w))
				copy_view(plan, (enum view)(v - 1), (enum view)v, w);
			else
				allocate_week(&allocation->allocators[worker], plan, (enum view)v,
					      w);
			sum_requirements(plan, (enum view)v, w);
		}
	}
}

static void allocate(struct plan *plan, const struct replan *replan, struct arena *scratch)
{
	size_t weeks = plan->options.week_count;
	size_t workers = parallel_workers(plan->options.threads, weeks);
	struct allocation allocation = { plan, replan,
					 ARENA_ARRAY(scratch, struct allocator, workers) };
	struct eligibility eligibility;

	eligibility_build(plan, BOOKINGS_HOLD, scratch, &eligibility);
	for (size_t i = 0; i < workers; i++)
		allocation.allocators[i] = allocator_make(plan, &eligibility, scratch);
	parallel_run(workers, weeks, allocate_some, &allocation);
}

bool plan_make(const struct company *company, const struct plan_options *options,
	       struct arena *arena, struct plan *plan, struct notes *findings, struct fault *fault)
{
	return plan_replan(NULL, company, options, arena, plan, findings, fault);
}

bool plan_replan(const struct plan *base, const struct company *company,
		 const struct plan_options *options, struct arena *arena, struct plan *plan,
		 struct notes *findings, struct fault *fault)
{
	struct plan made = { .options = *options, .company = company };
	struct replan replan;
	struct arena scratch = ARENA_INIT;

	if (!check_options(options, fault))
		return false;
	group_demand(&made, arena, &scratch);
	if (!fill_demand(&made, arena, fault)) {
		arena_release(&scratch);
		return false;
	}
	replan = replan_make(base, &made, &scratch);
	fill_people(&made, &replan, arena);
	report_demand(&made, findings);
	reserve_people(&made, arena, findings);
	made.external_rate_cents = price_requirements(&made, arena);
	allocate(&made, &replan, &scratch);
	arena_release(&scratch);
	*plan = made;
	return true;
}
