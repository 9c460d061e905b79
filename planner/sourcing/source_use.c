#include "planner/sourcing/source_use.h"

#include "base/parallel.h"
#include "planner/sourcing/source_own.h"
#include "planner/sourcing/source_work.h"

struct using
{
	struct source *s;
	const int64_t *help_min;  /* [kind][week] */
	const int64_t *was_coins; /* [week]: with everybody where they are */
};

/* Minutes of own people in a class: what comes over the arc from its bucket. */
static int32_t own_minutes(const struct own_work *work, size_t i)
{
	return flow_entering(&work->flow, work->week->flow.in_first[work->week->class_node[i]]);
}

/* A class that own people do as much of as before is left as it was. */
static void place(struct source *s, const struct own_class *class, size_t week, int64_t minutes)
{
	int64_t before = 0;

	for (size_t i = 0; i < class->count; i++)
		before += *source_own_min(s, class->lines[i], week);
	if (before == minutes)
		return;
	for (size_t i = 0; i < class->count; i++) {
		uint32_t line = class->lines[i];
		int32_t asked = source_asked(s, line, week)->demand_min;
		int32_t own = minutes < asked ? (int32_t)minutes : asked;

		*source_own_min(s, line, week) = own;
		*source_gap(s, line, week) = asked - own;
		minutes -= own;
	}
}

static void use_some(void *shared, size_t worker, size_t from, size_t to)
{
	const struct using *using = shared;
	struct source *s = using->s;

	(void)worker;
	for (size_t w = from; w < to; w++) {
		struct arena arena = ARENA_INIT;
		struct own_work work = own_work_new(s->own, w, &arena);

		own_start(&work);
		for (size_t k = 0; k < s->own->kind_count; k++)
			own_help(&work, k, using->help_min[k * s->weeks + w]);
		own_serve(&work);
		if (own_penalty(&work) < using->was_coins[w])
			for (size_t i = 0; i < work.week->class_count; i++)
				place(s, &s->own->classes[work.week->classes[i]], w,
				      own_minutes(&work, i));
		arena_release(&arena);
	}
}

static int64_t *help_of(const struct source *s, const struct sourcing *sourcing)
{
	int64_t *help = ARENA_ARRAY(s->scratch, int64_t, s->own->kind_count * s->weeks + 1);

	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		const struct engagement *e = &sourcing->engagements[i];
		uint32_t kind = s->own->option_kind[e->option];

		for (size_t k = 0; kind != NO_KIND && k < e->week_count; k++)
			help[kind * s->weeks + e->weeks[k].week] += e->weeks[k].delivered_min;
	}
	return help;
}

void source_use_plan(struct source *s)
{
	for (size_t d = 0; d < s->company->demand_count; d++)
		for (size_t w = 0; w < s->weeks; w++) {
			const struct cover *cover = source_asked(s, d, w);

			*source_own_min(s, d, w) = cover->covered_min;
			*source_gap(s, d, w) = cover->demand_min - cover->covered_min;
		}
}

bool source_may_move(const struct source *s)
{
	return s->own->movable && !s->effort->stay;
}

void source_use_lines(struct source *s, const struct sourcing *sourcing)
{
	for (size_t d = 0; d < s->company->demand_count; d++)
		for (size_t w = 0; w < s->weeks; w++) {
			int32_t own = sourcing->lines[d * s->weeks + w].own_min;

			*source_own_min(s, d, w) = own;
			*source_gap(s, d, w) = source_asked(s, d, w)->demand_min - own;
		}
}

bool source_use_help(struct source *s, const struct sourcing *sourcing)
{
	int64_t *was = ARENA_ARRAY(s->scratch, int64_t, s->weeks + 1);
	struct using using = { s, help_of(s, sourcing), was };
	bool any = false;

	if (!source_may_move(s))
		return false;
	for (size_t d = 0; d < s->company->demand_count; d++)
		for (size_t w = 0; w < s->weeks; w++)
			was[w] += source_price(s, d) * sourcing_open_min(s->plan, sourcing, d, w);
	for (size_t i = 0; !any && i < sourcing->engagement_count; i++)
		any = sourcing->engagements[i].delivered_min > 0;
	if (!any && s->plan->options.objective != OBJECTIVE_COST)
		return false;
	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, use_some,
		     &using);
	return true;
}
