#include "planner/meeting/diff.h"

#include <stdlib.h>
#include <string.h>

#include "planner/meeting/diff_orders.h"
#include "planner/meeting/diff_walk.h"
#include "planner/meeting/remake.h"
#include "store/company_order.h"
#include "store/number.h"

/* --- roles and weeks ------------------------------------------------------ */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void find_roles(const struct plan *before, const struct plan *after, struct arena *arena,
		       struct diff *diff)
{
	const struct company *both[] = { before->company, after->company };
	size_t count = 0, room = both[0]->demand_count + both[1]->demand_count;

	diff->roles = ARENA_ARRAY(arena, const char *, room + 1);
	for (size_t i = 0; i < ARRAY_LEN(both); i++)
		for (size_t d = 0; d < both[i]->demand_count; d++)
			diff->roles[count++] = both[i]->demands[d].role;
	qsort(diff->roles, count, sizeof(*diff->roles), by_text);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(diff->roles[diff->role_count - 1], diff->roles[i]) != 0)
			diff->roles[diff->role_count++] = diff->roles[i];
}

static size_t role_index(const struct diff *diff, const char *role)
{
	const char *const *found =
		bsearch(&role, diff->roles, diff->role_count, sizeof(*diff->roles), by_text);

	assert(found);
	return (size_t)(found - (const char *const *)diff->roles);
}

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

static void sum_other_weeks(const struct plan *plan, const struct diff *diff, int64_t *sums)
{
	for (size_t w = 0; w < plan->options.week_count; w++)
		for (size_t r = 0; r < plan->requirement_count; r++)
			for (enum view v = 0; v < VIEW_COUNT; v++) {
				const struct cover *c = plan_requirement_cover(plan, v, r, w);
				size_t role = role_index(diff, plan->requirements[r].role);

				if (!is_common(diff, plan_week(plan, w)))
					sums[(size_t)v * diff->role_count + role] +=
						c->demand_min - c->covered_min;
			}
}

/* --- the company as it is now ---------------------------------------------- */

static struct company *company_now(const struct walk *walk, struct arena *arena)
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

static void read_gaps(const struct walk *walk, int64_t *gap)
{
	const struct plan *plan = &walk->plan;
	const struct diff *diff = walk->diff;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		size_t role = role_index(diff, plan->requirements[r].role);

		for (enum view v = 0; v < VIEW_COUNT; v++)
			for (size_t w = 0; w < diff->week_count; w++) {
				const struct cover *c = plan_requirement_cover(plan, v, r, w);

				gap[diff_cell(diff, v, role, w)] += c->demand_min - c->covered_min;
			}
	}
}

static size_t cell_count(const struct diff *diff)
{
	return VIEW_COUNT * diff->role_count * diff->week_count;
}

/* The plan before this one stays until the new one has taken over what it can. */
static bool solve(struct walk *walk, struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct notes unused = NOTES_INIT(&arena);
	struct plan plan;

	if (walk->diff->week_count == 0)
		return true;
	if (!plan_remake(walk->plan.company ? &walk->plan : NULL, company_now(walk, &arena),
			 &walk->options, &arena, &plan, &unused, fault)) {
		arena_release(&arena);
		return false;
	}
	arena_release(&walk->plan_arena);
	walk->plan_arena = arena;
	walk->plan = plan;
	return true;
}

bool walk_step(struct walk *walk, struct cause cause, struct fault *fault)
{
	struct diff *diff = walk->diff;
	struct arena scratch = ARENA_INIT;
	int64_t *gap = ARENA_ARRAY(&scratch, int64_t, cell_count(diff) + 1);
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

				effect.change_min[v] = gap[cell] - walk->gap[cell];
				cause.change_min[v] += effect.change_min[v];
				any |= effect.change_min[v] != 0;
			}
			if (!any)
				continue;
			cause.effects =
				ARENA_PUSH(walk->arena, cause.effects, cause.effect_count, room);
			cause.effects[cause.effect_count++] = effect;
		}
	memcpy(walk->gap, gap, cell_count(diff) * sizeof(*gap));
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

static void pair_people(struct walk *walk)
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

static void pair_demands(struct walk *walk)
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
		struct diff *diff, struct walk *walk, struct fault *fault)
{
	const struct company *a = before->company, *b = after->company;

	*walk = (struct walk){ .before = before,
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
	walk->gap = ARENA_ARRAY(arena, int64_t, cell_count(diff) + 1);
	if (!solve(walk, fault))
		return false;
	if (diff->week_count > 0)
		read_gaps(walk, walk->gap);
	return true;
}

void walk_end(struct walk *walk)
{
	arena_release(&walk->plan_arena);
}

/* A bug of ours otherwise: the causes would not sum to the change. */
static bool check_arrival(const struct walk *walk, struct fault *fault)
{
	const struct plan *after = walk->after;
	const struct diff *diff = walk->diff;
	struct arena scratch = ARENA_INIT;
	int64_t *gap = ARENA_ARRAY(&scratch, int64_t, cell_count(diff) + 1);
	bool same;

	for (size_t w = 0; w < after->options.week_count; w++) {
		int32_t days = day_distance(diff->first_week, plan_week(after, w));

		if (!is_common(diff, plan_week(after, w)))
			continue;
		for (size_t r = 0; r < after->requirement_count; r++)
			for (enum view v = 0; v < VIEW_COUNT; v++) {
				const struct cover *c = plan_requirement_cover(after, v, r, w);
				size_t role = role_index(diff, after->requirements[r].role);

				gap[diff_cell(diff, v, role, (size_t)days / 7)] +=
					c->demand_min - c->covered_min;
			}
	}
	same = memcmp(gap, walk->gap, cell_count(diff) * sizeof(*gap)) == 0;
	arena_release(&scratch);
	return same || fault_set(fault, FAULT_BROKEN,
				 "the causes do not lead from the one plan to the other");
}

bool diff_make(const struct plan *before, const struct plan *after, struct arena *arena,
	       struct diff *diff, struct fault *fault)
{
	struct diff made = { .before = before->options,
			     .after = after->options,
			     .full_week_min = after->company->settings.full_week_min };
	struct walk walk;
	bool ok;

	find_roles(before, after, arena, &made);
	find_weeks(before, after, &made);
	made.gone_min = ARENA_ARRAY(arena, int64_t, VIEW_COUNT * made.role_count + 1);
	made.come_min = ARENA_ARRAY(arena, int64_t, VIEW_COUNT * made.role_count + 1);
	sum_other_weeks(before, &made, made.gone_min);
	sum_other_weeks(after, &made, made.come_min);
	ok = walk_begin(before, after, arena, &made, &walk, fault);
	if (ok) {
		made.gap_before = ARENA_ARRAY(arena, int64_t, cell_count(&made) + 1);
		memcpy(made.gap_before, walk.gap, cell_count(&made) * sizeof(*walk.gap));
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
