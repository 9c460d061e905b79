/*
 * The walk from the older company to the newer one: the company as it is now, the plan of it,
 * and one step.
 *
 * People and demand lines are paired by id, and each pair carries what it is now; a step changes
 * some of that, makes a company of everything that is there, plans it anew from the plan before,
 * and notes which cells of the gap moved. Options, settings, holidays and the rate card are the
 * older ones until their step comes.
 *
 * Cost: for each step a company and what plan_replan cannot take over. docs/ritual.md, "What
 * changed, and why".
 */
#include "planner/compare/diff_walk.h"

#include <string.h>

#include "model/company_order.h"
#include "planner/compare/diff_demand.h"
#include "planner/compare/diff_roles.h"
#include "planner/plan.h"

/* --- the company as it is now ---------------------------------------------- */

/* A company of what is there now; lists are new, what they point to belongs to the two plans. */
static struct company *company_now(const struct diff_walk *walk, struct arena *arena)
{
	struct company *company = ARENA_ARRAY(arena, struct company, 1);

	*company = *walk->rates;
	company->settings = walk->settings;
	company->holidays = walk->holidays;
	company->holiday_count = walk->holiday_count;
	company->person_count = company->demand_count = company->booking_count = 0;
	company->people = ARENA_ARRAY(arena, struct person, walk->person_count + 1);
	company->demands = ARENA_ARRAY(arena, struct demand, walk->demand_count + 1);
	company->bookings = ARENA_ARRAY(arena, struct booking, walk->booking_count + 1);
	for (size_t i = 0; i < walk->person_count; i++)
		if (walk->people[i].there)
			company->people[company->person_count++] = walk->people[i].now;
	for (size_t i = 0; i < walk->demand_count; i++)
		if (walk->demands[i].there)
			company->demands[company->demand_count++] = walk->demands[i].now;
	for (size_t i = 0; i < walk->booking_count; i++)
		company->bookings[company->booking_count++] = *walk->bookings[i];
	company_settle(company);
	return company;
}

/* Add the gaps of the plan as it is now, by view, role and week. */
static void read_gaps(const struct diff_walk *walk, int64_t *gap)
{
	const struct plan *plan = &walk->plan;
	const struct diff *diff = walk->diff;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		size_t role = diff_role_index(diff, plan->requirements[r].role);

		for (enum view v = 0; v < VIEW_COUNT; v++)
			for (size_t w = 0; w < diff->week_count; w++) {
				const struct demand_coverage *c =
					plan_requirement_coverage(plan, v, r, w);

				gap[diff_cell(diff, v, role, w)] +=
					c->demand_minutes - c->covered_minutes;
			}
	}
}

/* The plan before this one stays until the new one has taken over what it can. */
static bool solve(struct diff_walk *walk, struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct notes unused = NOTES_INIT(&arena);
	struct plan plan;

	if (walk->diff->week_count == 0)
		return true;
	if (!plan_replan(walk->plan.company ? &walk->plan : NULL, company_now(walk, &arena),
			 &walk->options, &arena, &plan, &unused, fault)) {
		arena_release(&arena);
		return false;
	}
	arena_release(&walk->plan_arena);
	walk->plan_arena = arena;
	walk->plan = plan;
	return true;
}

bool walk_step(struct diff_walk *walk, struct cause cause, struct fault *fault)
{
	struct diff *diff = walk->diff;
	struct arena scratch = ARENA_INIT;
	int64_t *gap = ARENA_ARRAY(&scratch, int64_t, diff_cell_count(diff) + 1);
	size_t room = 0;

	if (!solve(walk, fault)) {
		arena_release(&scratch);
		return false;
	}
	if (diff->week_count > 0)
		read_gaps(walk, gap);
	for (size_t r = 0; r < diff->role_count; r++)
		for (size_t w = 0; w < diff->week_count; w++) {
			struct effect effect = { (uint32_t)r, (uint32_t)w, { 0 } };
			bool any = false;

			for (enum view v = 0; v < VIEW_COUNT; v++) {
				size_t cell = diff_cell(diff, v, r, w);

				effect.change_minutes[v] = gap[cell] - walk->gap[cell];
				cause.change_minutes[v] += effect.change_minutes[v];
				any |= effect.change_minutes[v] != 0;
			}
			if (!any)
				continue;
			cause.effects =
				ARENA_PUSH(walk->arena, cause.effects, cause.effect_count, room);
			cause.effects[cause.effect_count++] = effect;
		}
	memcpy(walk->gap, gap, diff_cell_count(diff) * sizeof(*gap));
	arena_release(&scratch);
	if (!cause.uid)
		cause.uid = "";
	if (!cause.before.file)
		cause.before.file = "";
	if (!cause.after.file)
		cause.after.file = "";
	diff->causes = ARENA_PUSH(walk->arena, diff->causes, diff->cause_count, walk->cause_room);
	diff->causes[diff->cause_count++] = cause;
	return true;
}

/* --- both companies side by side ------------------------------------------ */

/* Both lists are sorted by id: a merge. */
static void pair_people(struct diff_walk *walk)
{
	const struct company *a = walk->before->company, *b = walk->after->company;
	size_t i = 0, k = 0;

	walk->people =
		ARENA_ARRAY(walk->arena, struct walk_person, a->person_count + b->person_count + 1);
	while (i < a->person_count || k < b->person_count) {
		struct walk_person pair = { 0 };
		int order = i == a->person_count   ? 1
			    : k == b->person_count ? -1
						   : strcmp(a->people[i].id, b->people[k].id);

		if (order <= 0)
			pair.before = &a->people[i++];
		if (order >= 0)
			pair.after = &b->people[k++];
		pair.there = pair.before != NULL;
		if (pair.before)
			pair.now = *pair.before;
		walk->people[walk->person_count++] = pair;
	}
}

static void pair_demands(struct diff_walk *walk)
{
	const struct company *a = walk->before->company, *b = walk->after->company;
	size_t i = 0, k = 0;

	walk->demands =
		ARENA_ARRAY(walk->arena, struct walk_demand, a->demand_count + b->demand_count + 1);
	while (i < a->demand_count || k < b->demand_count) {
		struct walk_demand pair = { 0 };
		int order = i == a->demand_count   ? 1
			    : k == b->demand_count ? -1
						   : strcmp(a->demands[i].id, b->demands[k].id);

		if (order <= 0)
			pair.before = &a->demands[i++];
		if (order >= 0)
			pair.after = &b->demands[k++];
		pair.there = pair.before != NULL;
		if (pair.before)
			pair.now = *pair.before;
		walk->demands[walk->demand_count++] = pair;
	}
}

bool walk_begin(const struct plan *before, const struct plan *after, struct arena *arena,
		struct diff *diff, struct diff_walk *walk, struct fault *fault)
{
	const struct company *a = before->company, *b = after->company;

	*walk = (struct diff_walk){ .before = before,
				    .after = after,
				    .arena = arena,
				    .settings = a->settings,
				    .options = plan_options_part(&before->options, diff->first_week,
								 diff->week_count),
				    .rates = a,
				    .diff = diff };
	walk->holidays =
		ARENA_ARRAY(arena, struct holiday, a->holiday_count + b->holiday_count + 1);
	if (a->holiday_count)
		memcpy(walk->holidays, a->holidays, a->holiday_count * sizeof(*a->holidays));
	walk->holiday_count = a->holiday_count;
	walk->bookings =
		ARENA_ARRAY(arena, const struct booking *, a->booking_count + b->booking_count + 1);
	for (size_t i = 0; i < a->booking_count; i++)
		walk->bookings[walk->booking_count++] = &a->bookings[i];
	pair_people(walk);
	pair_demands(walk);
	walk->gap = ARENA_ARRAY(arena, int64_t, diff_cell_count(diff) + 1);
	if (!solve(walk, fault))
		return false;
	if (diff->week_count > 0)
		read_gaps(walk, walk->gap);
	return true;
}

void walk_end(struct diff_walk *walk)
{
	arena_release(&walk->plan_arena);
}
