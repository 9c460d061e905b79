/* Own people and engaged heads together: flows of one week, and what own people do then. */
#include <stdlib.h>
#include <string.h>

#include "planner/parallel.h"
#include "planner/sourcing/source_own.h"

/* --- one week ------------------------------------------------------------- */

struct own_work own_work_new(const struct own_use *own, size_t week, struct arena *arena)
{
	const struct own_week *w = &own->weeks[week];

	return (struct own_work){ .own = own,
				  .week = w,
				  .flow = flow_work_new(&w->flow, arena),
				  .open_min = ARENA_ARRAY(arena, int32_t, w->class_count + 1) };
}

void own_start(struct own_work *work)
{
	const struct own_week *w = work->week;

	flow_clear(&work->flow);
	memcpy(work->flow.flow, w->base, w->flow.arc_count * sizeof(*w->base));
	for (size_t i = 0; i < w->class_count; i++)
		work->open_min[i] = w->asked_min[i] - w->covered_min[i];
}

void own_help(struct own_work *work, size_t kind, int64_t minutes)
{
	int32_t node = work->week->kind_node[kind];
	int64_t sum;

	if (node < 0 || minutes <= 0)
		return;
	sum = work->flow.supply[node] + minutes;
	work->flow.supply[node] = sum < INT32_MAX ? (int32_t)sum : INT32_MAX;
}

static bool same_turn(const struct own_class *a, const struct own_class *b)
{
	return a->price == b->price && a->priority == b->priority;
}

void own_serve(struct own_work *work)
{
	const struct own_week *w = work->week;
	const struct own_class *classes = work->own->classes;

	flow_resume(&work->flow);
	for (size_t from = 0, to = 0; from < w->class_count; from = to) {
		bool any = false;

		for (; to < w->class_count &&
		       same_turn(&classes[w->classes[from]], &classes[w->classes[to]]);
		     to++)
			if (work->open_min[to] > 0) {
				flow_want(&work->flow, w->class_node[to], work->open_min[to]);
				any = true;
			}
		if (!any)
			continue;
		flow_serve(&work->flow);
		for (size_t i = from; i < to; i++) {
			work->open_min[i] = work->flow.need[w->class_node[i]];
			work->flow.need[w->class_node[i]] = 0;
		}
	}
}

struct turn {
	int64_t worth;
	size_t class;
};

static int by_worth(const void *left, const void *right)
{
	const struct turn *a = left, *b = right;

	if (a->worth != b->worth)
		return a->worth > b->worth ? -1 : 1;
	return (a->class > b->class) - (a->class < b->class);
}

void own_serve_by(struct own_work *work, const int64_t *worth, struct arena *arena)
{
	const struct own_week *w = work->week;
	struct turn *turns = ARENA_ARRAY(arena, struct turn, w->class_count + 1);

	flow_clear(&work->flow);
	memcpy(work->flow.supply, w->own_min, (size_t)w->node_count * sizeof(*w->own_min));
	for (size_t i = 0; i < w->class_count; i++)
		turns[i] = (struct turn){ worth[i], i };
	if (w->class_count > 0)
		qsort(turns, w->class_count, sizeof(*turns), by_worth);
	for (size_t from = 0, to = 0; from < w->class_count; from = to) {
		for (; to < w->class_count && turns[to].worth == turns[from].worth; to++)
			flow_want(&work->flow, w->class_node[turns[to].class],
				  w->asked_min[turns[to].class]);
		if (turns[from].worth > 0)
			flow_serve(&work->flow);
		for (size_t i = from; i < to; i++) {
			int32_t node = w->class_node[turns[i].class];

			work->open_min[turns[i].class] = work->flow.need[node];
			work->flow.need[node] = 0;
		}
	}
}

int64_t own_penalty(const struct own_work *work)
{
	const struct own_week *w = work->week;
	int64_t coins = 0;

	for (size_t i = 0; i < w->class_count; i++)
		coins += work->own->classes[w->classes[i]].price * work->open_min[i];
	return coins;
}

struct own_state own_state_new(const struct own_work *work, struct arena *arena)
{
	const struct own_week *w = work->week;

	return (struct own_state){
		.flow = ARENA_ARRAY(arena, int32_t, w->flow.arc_count + 1),
		.supply = ARENA_ARRAY(arena, int32_t, (size_t)w->flow.node_count + 1),
		.open_min = ARENA_ARRAY(arena, int32_t, w->class_count + 1),
	};
}

void own_keep(const struct own_work *work, struct own_state *state)
{
	const struct own_week *w = work->week;

	memcpy(state->flow, work->flow.flow, w->flow.arc_count * sizeof(*state->flow));
	memcpy(state->supply, work->flow.supply,
	       (size_t)w->flow.node_count * sizeof(*state->supply));
	memcpy(state->open_min, work->open_min, w->class_count * sizeof(*state->open_min));
}

void own_back(struct own_work *work, const struct own_state *state)
{
	const struct own_week *w = work->week;

	memcpy(work->flow.flow, state->flow, w->flow.arc_count * sizeof(*state->flow));
	memcpy(work->flow.supply, state->supply,
	       (size_t)w->flow.node_count * sizeof(*state->supply));
	memcpy(work->open_min, state->open_min, w->class_count * sizeof(*state->open_min));
}

/* --- what own people do beside engagements ---------------------------------- */

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
