/*
 * The incumbent: the plan that the passes stand at as a whole, priced as the plan will be priced.
 * It is the best one so far; but while a walk under limits is on its way it may be one that breaks
 * them or costs more, and source_passes.c remembers the best beside it.
 *
 * Groups are solved one beside the other, and each problem only promises what its solution
 * saves; with people who move between them the promises of two groups may not both come true. So
 * a candidate is tried on the incumbent: cost of its engagements to the cent, use of the limits,
 * and for each week the least penalty that all heads and our people together leave open
 * (source_work.c). Only weeks in which heads have changed are worked out again, which is what a
 * try costs.
 *
 * docs/sourcing.md, "Our own people move, too", Which heads, beside all others.
 */
#include "planner/sourcing/source_incumbent.h"

#include <string.h>

#include "base/parallel.h"
#include "planner/sourcing/source_engage.h"
#include "planner/sourcing/source_work.h"

void incumbent_read(const struct incumbent *p, size_t g)
{
	const struct source_facts *s = p->s;
	uint32_t first = s->own->resource_first[g];
	size_t rows = s->own->resource_first[g + 1] - first;
	struct arena arena = ARENA_INIT;
	struct engaged engaged;

	memset(&p->external_minutes[first * s->weeks], 0,
	       rows * s->weeks * sizeof(*p->external_minutes));
	p->cost[g] = 0;
	usage_clear(s, &p->usage[g]);
	engaged = source_engage_group(s, &p->groups[g], &p->groups[g].solution, &arena);
	for (size_t i = 0; i < engaged.count; i++) {
		const struct engagement *e = &engaged.list[i];
		uint32_t resource = s->own->option_resource[e->option];

		p->cost[g] += cost_total(&e->cost);
		usage_add(s, e, &p->usage[g]);
		for (size_t k = 0; k < e->week_count; k++)
			p->external_minutes[resource * s->weeks + e->weeks[k].week] +=
				e->weeks[k].delivered_minutes;
	}
	arena_release(&arena);
}

static void open_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct incumbent *p = shared;
	const struct own_use *own = p->s->own;

	(void)worker;
	for (size_t w = from; w < to; w++) {
		struct arena arena = ARENA_INIT;
		struct own_work work;

		if (p->week_changed && !p->week_changed[w])
			continue;
		work = own_work_make(own, w, &arena);
		own_start(&work);
		for (size_t k = 0; k < own->resource_count; k++)
			own_add_external(&work, k, p->external_minutes[k * p->s->weeks + w]);
		own_serve(&work);
		p->penalty[w] = own_penalty(&work);
		arena_release(&arena);
	}
}

int64_t incumbent_cent60(const struct incumbent *p)
{
	int64_t cent60 = 0;

	for (size_t g = 0; g < p->s->group_count; g++)
		cent60 += p->cost[g] * CENT60;
	for (size_t w = 0; w < p->s->weeks; w++)
		cent60 += p->penalty[w];
	return cent60;
}

void incumbent_open(struct incumbent *p, const bool *week_changed)
{
	const struct source_facts *s = p->s;

	p->week_changed = week_changed;
	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, open_some, p);
}

void incumbent_measure(struct incumbent *p)
{
	const struct source_facts *s = p->s;

	for (size_t g = 0; g < s->group_count; g++)
		incumbent_read(p, g);
	incumbent_open(p, NULL);
}

/* Of the groups, and of running engagements that belong to none. */
static struct usage usage_of_all(const struct incumbent *p, struct arena *arena)
{
	struct usage sum = source_fixed_usage(p->s, arena);

	for (size_t g = 0; g < p->s->group_count; g++)
		usage_sum(p->s, &p->usage[g], 1, &sum);
	return sum;
}

bool incumbent_fits(const struct incumbent *p)
{
	struct arena arena = ARENA_INIT;
	struct usage usage;
	bool fits;

	if (!p->multipliers)
		return true;
	usage = usage_of_all(p, &arena);
	fits = usage_fits(p->s, &usage);
	arena_release(&arena);
	return fits;
}

int64_t incumbent_charged(const struct incumbent *p)
{
	struct arena arena = ARENA_INIT;
	struct usage usage;
	int64_t charge;

	if (!p->multipliers)
		return incumbent_cent60(p);
	usage = usage_of_all(p, &arena);
	charge = limit_charge(p->multipliers, &usage);
	arena_release(&arena);
	return incumbent_cent60(p) + charge;
}

struct incumbent incumbent_make(const struct source_facts *s, struct stated *groups,
				struct arena *arena)
{
	struct incumbent p = {
		.s = s,
		.groups = groups,
		.external_minutes =
			ARENA_ARRAY(arena, int64_t, s->own->resource_count * s->weeks + 1),
		.cost = ARENA_ARRAY(arena, int64_t, s->group_count + 1),
		.usage = ARENA_ARRAY(arena, struct usage, s->group_count + 1),
		.penalty = ARENA_ARRAY(arena, int64_t, s->weeks + 1),
	};

	for (size_t g = 0; g < s->group_count; g++)
		p.usage[g] = usage_make(s, arena);
	incumbent_measure(&p);
	return p;
}
