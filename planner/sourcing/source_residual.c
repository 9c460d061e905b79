/*
 * Residual problems: what each group has to cover while all others keep the heads that they
 * have.
 *
 * What a group must cover depends on the others: their heads free people who may serve it. With
 * the others fixed that can be said exactly, by Hall's theorem again. A set of resource classes
 * of the group has to cover what stays open when these have no heads and the group's other
 * classes have heads without end, less what stays open when all have heads without end. These
 * are the right sides of a covering problem like any other, and it is exact for one group beside
 * the others.
 *
 * What stays open without a group is found for all groups of a week by halving (divide and
 * conquer): the flow with the heads of one half added goes on to the other half, so that every
 * group's heads are added log2(groups) times, not once for every other group. Then a group costs
 * one flow per set and week.
 *
 * Left out: two groups that change together; passes solve them one beside the other
 * (source_passes.c).
 *
 * Implements docs/sourcing.md, "Our own people move, too", Which heads, beside all others.
 */
#include "planner/sourcing/source_residual.h"

#include "base/parallel.h"
#include "planner/sourcing/source_work.h"

/* Levels of halving: 32 for as many groups as a uint32_t can number, and two more for the ends.
 * A size, not a choice. */
enum { DEPTH_MAX = 34 };

struct halving {
	const struct source_facts *s;
	struct stated *groups;
	int64_t **wanted_minutes;        /* [group] */
	const int64_t *external_minutes; /* [resource][week] */
};

/* Groups from..to-1 of the week, with the heads of add_from..add_to-1 on top of the state above. */
struct span_of_groups {
	size_t from, to, add_from, add_to, depth;
};

/* What is open of lines that cost at least the penalty of each tier. */
static void open_by_tier(const struct source_facts *s, const struct own_work *work, int64_t *open)
{
	size_t i = 0;
	int64_t sum = 0;

	for (size_t tier = 0; tier < s->tier_count; tier++) {
		for (; i < work->week->class_count &&
		       work->own->classes[work->week->classes[i]].penalty >= s->tiers[tier];
		     i++)
			sum += work->open_minutes[i];
		open[tier] = sum;
	}
}

/* All classes that may fill some line of the week which only classes of the set may fill. Where
 * they are fewer than the set, a smaller set says as much. */
static struct class_set wanted_within(const struct own_work *work, uint32_t g,
				      const struct class_set *set)
{
	struct class_set resources = { { 0 } };

	for (size_t i = 0; i < work->week->class_count; i++) {
		const struct own_class *class = &work->own->classes[work->week->classes[i]];

		if (class->group == g && class_set_within(&class->resources, set))
			resources = class_set_union(&resources, &class->resources);
	}
	return resources;
}

/* Serve with heads without end of all resource classes of the group that are not in the set. */
static void serve_but(const struct source_facts *s, struct own_work *work, uint32_t g,
		      const struct class_set *set)
{
	const struct own_use *own = s->own;
	uint32_t first = own->resource_first[g];

	for (uint32_t k = first; k < own->resource_first[g + 1]; k++)
		if (!set || !class_set_has(set, k - first))
			own_add_external(work, k, INT32_MAX / 2);
	own_serve(work);
}

/* The right sides of one group in one week: with all heads without end, then for each set
 * without those of the set. */
static void ask_group(const struct halving *h, struct own_work *work, struct own_state *state,
		      size_t week, uint32_t g)
{
	const struct source_facts *s = h->s;
	const struct stated *group = &h->groups[g];
	size_t sets = group->problem.set_count;
	int64_t least[PRIORITY_MAX + 1], open[PRIORITY_MAX + 1];

	own_keep(work, state);
	serve_but(s, work, g, NULL);
	open_by_tier(s, work, least);
	for (size_t i = 0; i < sets; i++) {
		const struct class_set *set = &group->problem.sets[i],
				       wanted_resources = wanted_within(work, g, set);
		int64_t *wanted = &h->wanted_minutes[g][(week * sets + i) * s->tier_count];

		if (class_set_compare(&wanted_resources, set) != 0)
			continue; /* a smaller set says as much */
		own_back(work, state);
		serve_but(s, work, g, set);
		open_by_tier(s, work, open);
		for (size_t tier = 0; tier < s->tier_count; tier++)
			wanted[tier] = open[tier] - least[tier];
	}
}

static void add_heads(const struct halving *h, struct own_work *work, size_t week, size_t from,
		      size_t to)
{
	const struct own_use *own = h->s->own;

	for (size_t i = from; i < to; i++) {
		uint32_t g = work->week->groups[i];

		for (uint32_t k = own->resource_first[g]; k < own->resource_first[g + 1]; k++)
			own_add_external(work, k, h->external_minutes[k * h->s->weeks + week]);
	}
	own_serve(work);
}

/* Halving with a stack of its own, since there is no recursion on input: states[d] is the flow
 * with the heads of all groups outside the span at depth d. */
static void ask_week(const struct halving *h, size_t week)
{
	struct arena arena = ARENA_INIT;
	struct own_work work = own_work_make(h->s->own, week, &arena);
	struct own_state states[DEPTH_MAX + 1];
	struct span_of_groups stack[2 * DEPTH_MAX], at;
	size_t count = 0, groups = work.week->group_count, depth = 2;

	while (groups >> (depth - 2))
		depth++;
	for (size_t i = 0; i < depth; i++)
		states[i] = own_state_make(&work, &arena);
	own_start(&work);
	if (groups > 0)
		stack[count++] = (struct span_of_groups){ 0, groups, 0, 0, 0 };
	while (count > 0) {
		at = stack[--count];
		if (at.depth > 0) {
			own_back(&work, &states[at.depth - 1]);
			add_heads(h, &work, week, at.add_from, at.add_to);
		}
		if (at.to - at.from == 1) {
			ask_group(h, &work, &states[at.depth], week, work.week->groups[at.from]);
		} else {
			size_t middle = at.from + (at.to - at.from) / 2;

			own_keep(&work, &states[at.depth]);
			stack[count++] = (struct span_of_groups){ middle, at.to, at.from, middle,
								  at.depth + 1 };
			stack[count++] = (struct span_of_groups){ at.from, middle, middle, at.to,
								  at.depth + 1 };
		}
	}
	arena_release(&arena);
}

static void ask_some(void *shared, size_t worker, size_t from, size_t to)
{
	(void)worker;
	for (size_t w = from; w < to; w++)
		ask_week(shared, w);
}

void source_residual(const struct source_facts *s, const struct surcharge *surcharge,
		     const int64_t *external_minutes, struct arena *arena, struct stated *groups)
{
	const struct statement how = { .surcharge = surcharge };
	struct halving h = { s, groups, ARENA_ARRAY(arena, int64_t *, s->group_count + 1),
			     external_minutes };

	for (size_t g = 0; g < s->group_count; g++)
		h.wanted_minutes[g] = ARENA_ARRAY(
			arena, int64_t, s->weeks * groups[g].problem.set_count * s->tier_count + 1);
	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, ask_some, &h);
	for (size_t g = 0; g < s->group_count; g++) {
		groups[g].wanted_minutes = h.wanted_minutes[g];
		source_state(s, &how, arena, &groups[g]);
	}
}
