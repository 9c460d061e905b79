#include "planner/sourcing/source_whole.h"

#include <string.h>

#include "base/parallel.h"
#include "planner/sourcing/source_engage.h"
#include "planner/sourcing/source_limits.h"
#include "planner/sourcing/source_work.h"

void whole_read(const struct whole *p, size_t g)
{
	struct source *s = p->s;
	uint32_t first = s->own->kind_first[g];
	size_t rows = s->own->kind_first[g + 1] - first, count;
	struct arena arena = ARENA_INIT, *kept = s->arena;
	struct usage *usage = &p->usage[g];
	struct engagement *list;

	memset(&p->help_min[first * s->weeks], 0, rows * s->weeks * sizeof(*p->help_min));
	p->cost[g] = 0;
	usage->spend = 0;
	memset(usage->used, 0, s->limit_count * sizeof(*usage->used));
	memset(usage->ours, 0, s->limit_count * sizeof(*usage->ours));
	s->arena = &arena;
	source_engage_group(s, &s->groups[g], &list, &count);
	for (size_t i = 0; i < count; i++) {
		uint32_t kind = s->own->option_kind[list[i].option];

		p->cost[g] += cost_total(&list[i].cost);
		usage_add(s, &list[i], usage);
		for (size_t k = 0; k < list[i].week_count; k++)
			p->help_min[kind * s->weeks + list[i].weeks[k].week] +=
				list[i].weeks[k].delivered_min;
	}
	s->arena = kept;
	arena_release(&arena);
}

static void open_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct whole *p = shared;
	const struct own_use *own = p->s->own;

	(void)worker;
	for (size_t w = from; w < to; w++) {
		struct arena arena = ARENA_INIT;
		struct own_work work;

		if (p->week_changed && !p->week_changed[w])
			continue;
		work = own_work_new(own, w, &arena);
		own_start(&work);
		for (size_t k = 0; k < own->kind_count; k++)
			own_help(&work, k, p->help_min[k * p->s->weeks + w]);
		own_serve(&work);
		p->penalty[w] = own_penalty(&work);
		arena_release(&arena);
	}
}

int64_t whole_coins(const struct whole *p)
{
	int64_t coins = 0;

	for (size_t g = 0; g < p->s->group_count; g++)
		coins += p->cost[g] * COVER_COINS;
	for (size_t w = 0; w < p->s->weeks; w++)
		coins += p->penalty[w];
	return coins;
}

void whole_open(struct whole *p, const bool *week_changed)
{
	struct source *s = p->s;

	p->week_changed = week_changed;
	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, open_some, p);
}

void whole_measure(struct whole *p)
{
	struct source *s = p->s;

	for (size_t g = 0; g < s->group_count; g++)
		whole_read(p, g);
	whole_open(p, NULL);
}

static struct usage usage_of_all(const struct whole *p)
{
	struct source *s = p->s;
	struct usage sum = source_fixed_usage(s);

	for (size_t g = 0; g < s->group_count; g++) {
		sum.spend += p->usage[g].spend;
		for (size_t i = 0; i < s->limit_count; i++) {
			sum.used[i] += p->usage[g].used[i];
			sum.ours[i] += p->usage[g].ours[i];
		}
	}
	return sum;
}

bool whole_fits(const struct whole *p)
{
	struct usage usage;

	if (!p->prices)
		return true;
	usage = usage_of_all(p);
	return usage_fits(p->s, &usage);
}

int64_t whole_charged(const struct whole *p)
{
	struct usage usage;

	if (!p->prices)
		return whole_coins(p);
	usage = usage_of_all(p);
	return whole_coins(p) + limit_charge(p->prices, &usage);
}

struct whole whole_new(struct source *s)
{
	struct whole p = {
		.s = s,
		.help_min = ARENA_ARRAY(s->scratch, int64_t, s->own->kind_count * s->weeks + 1),
		.cost = ARENA_ARRAY(s->scratch, int64_t, s->group_count + 1),
		.usage = ARENA_ARRAY(s->scratch, struct usage, s->group_count + 1),
		.penalty = ARENA_ARRAY(s->scratch, int64_t, s->weeks + 1),
	};

	for (size_t g = 0; g < s->group_count; g++)
		p.usage[g] = usage_new(s, s->scratch);
	whole_measure(&p);
	return p;
}
