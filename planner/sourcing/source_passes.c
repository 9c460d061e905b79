/*
 * Engagements chosen anew beside all others, with our own people free to move.
 *
 * What a group has to cover depends on what the others have engaged: their heads free people, who
 * may serve it, and its heads free people for work of others. For one group with all others as
 * they are that can be said exactly (docs/sourcing.md): for a set of kinds, what stays open when
 * these have no heads and the group's other kinds have heads without end, less what stays open
 * when all have. So each pass states every group like that, solves it, and takes the answers
 * that make the whole plan cheaper, the most promising first.
 *
 * What stays open without one group is found for all of them by halving: the flow with the heads
 * of one half goes on to the other half, so that every group's heads are added log2(groups) times.
 *
 * Under limits groups are solved at the multipliers. A group that is better off with less of what
 * is short makes the plan dearer at first, and room for others: so answers are taken as long as
 * the whole gets cheaper with the multipliers, and then the cheapest plan on the way that keeps
 * the limits counts.
 */
#include <stdlib.h>
#include <string.h>

#include "planner/parallel.h"
#include "planner/sourcing/source_limits.h"
#include "planner/sourcing/source_own.h"

/* Answers are compared with what is there already, so a short search will do. */
enum { PASSES = 2, PASS_STEPS = 600, DEPTH_MAX = 34 };

/* --- what a group has to cover beside the others ------------------------------- */

struct halving {
	struct source *s;
	struct group *groups;
	const int64_t *help_min; /* [kind][week] */
};

/* Groups from..to-1 of the week, with the heads of add_from..add_to-1 on top of the state above. */
struct span_of_groups {
	size_t from, to, add_from, add_to, depth;
};

/* What is open of lines that cost at least the penalty of each tier. */
static void open_by_tier(const struct source *s, const struct own_work *work, int64_t *open)
{
	size_t i = 0;
	int64_t sum = 0;

	for (size_t tier = 0; tier < s->tier_count; tier++) {
		for (; i < work->week->class_count &&
		       work->own->classes[work->week->classes[i]].price >= s->tiers[tier];
		     i++)
			sum += work->open_min[i];
		open[tier] = sum;
	}
}

/* Kinds of the group that some line of the week wants which only these may fill. */
static struct cover_kinds wanted_within(const struct own_work *work, uint32_t g,
					const struct cover_kinds *set)
{
	struct cover_kinds kinds = { { 0 } };

	for (size_t i = 0; i < work->week->class_count; i++) {
		const struct own_class *class = &work->own->classes[work->week->classes[i]];

		if (class->group == g && kinds_within(&class->kinds, set))
			kinds = kinds_joined(&kinds, &class->kinds);
	}
	return kinds;
}

/* Serve with heads without end of all kinds of the group that are not in the set. */
static void serve_but(const struct source *s, struct own_work *work, uint32_t g,
		      const struct cover_kinds *set)
{
	const struct own_use *own = s->own;
	uint32_t first = own->kind_first[g];

	for (uint32_t k = first; k < own->kind_first[g + 1]; k++)
		if (!set || !kinds_have(set, k - first))
			own_help(work, k, INT32_MAX / 2);
	own_serve(work);
}

static void ask_group(const struct halving *h, struct own_work *work, struct own_state *state,
		      size_t week, uint32_t g)
{
	const struct source *s = h->s;
	struct group *group = &h->groups[g];
	size_t sets = group->problem.set_count;
	int64_t least[PRIORITY_MAX + 1], open[PRIORITY_MAX + 1];

	own_keep(work, state);
	serve_but(s, work, g, NULL);
	open_by_tier(s, work, least);
	for (size_t i = 0; i < sets; i++) {
		const struct cover_kinds *set = &group->problem.sets[i],
					 wanted_kinds = wanted_within(work, g, set);
		int64_t *wanted = &group->wanted_min[(week * sets + i) * s->tier_count];

		if (kinds_compare(&wanted_kinds, set) != 0)
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

		for (uint32_t k = own->kind_first[g]; k < own->kind_first[g + 1]; k++)
			own_help(work, k, h->help_min[k * h->s->weeks + week]);
	}
	own_serve(work);
}

static void ask_week(const struct halving *h, size_t week)
{
	struct arena arena = ARENA_INIT;
	struct own_work work = own_work_new(h->s->own, week, &arena);
	struct own_state states[DEPTH_MAX + 1];
	struct span_of_groups stack[2 * DEPTH_MAX], at;
	size_t count = 0, groups = work.week->group_count, depth = 2;

	while (groups >> (depth - 2))
		depth++;
	for (size_t i = 0; i < depth; i++)
		states[i] = own_state_new(&work, &arena);
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

/* State groups beside the answers of all others. */
static void state_beside(struct source *s, struct group *groups, const int64_t *help_min,
			 struct arena *arena)
{
	struct halving h = { s, groups, help_min };

	for (size_t g = 0; g < s->group_count; g++)
		groups[g].wanted_min = ARENA_ARRAY(
			arena, int64_t, s->weeks * groups[g].problem.set_count * s->tier_count + 1);
	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, ask_some, &h);
	for (size_t g = 0; g < s->group_count; g++)
		source_state(s, &groups[g]);
}

/* --- what the whole costs ---------------------------------------------------------- */

struct passing {
	struct source *s;
	const struct limit_prices *prices; /* NULL: no limits */
	int64_t *help_min;                 /* [kind][week]: of all answers */
	int64_t *cost;                     /* [group]: cents of its engagements */
	struct usage *usage;               /* [group]: of the limits */
	int64_t *penalty;                  /* [week]: coins */
	const bool *week_changed;          /* NULL: look at all weeks */
};

/* Minutes, cost and usage of a group's engagements, as they are priced. */
static void read_group(const struct passing *p, size_t g)
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
	struct passing *p = shared;
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

static int64_t total_coins(const struct passing *p)
{
	int64_t coins = 0;

	for (size_t g = 0; g < p->s->group_count; g++)
		coins += p->cost[g] * COVER_COINS;
	for (size_t w = 0; w < p->s->weeks; w++)
		coins += p->penalty[w];
	return coins;
}

static void measure_all(struct passing *p)
{
	struct source *s = p->s;

	for (size_t g = 0; g < s->group_count; g++)
		read_group(p, g);
	p->week_changed = NULL;
	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, open_some, p);
}

static struct usage usage_of_all(const struct passing *p)
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

static bool fits(const struct passing *p)
{
	struct usage usage;

	if (!p->prices)
		return true;
	usage = usage_of_all(p);
	return usage_fits(p->s, &usage);
}

/* With the multipliers on what is used. */
static int64_t charged_coins(const struct passing *p)
{
	struct usage usage;

	if (!p->prices)
		return total_coins(p);
	usage = usage_of_all(p);
	return total_coins(p) + limit_charge(p->prices, &usage);
}

/* --- passes ----------------------------------------------------------------------------- */

struct candidate {
	size_t group;
	bool asked;   /* beside the others the group has to cover something else than it was
		       * solved for */
	bool known;   /* its answer need not be found again */
	int64_t gain; /* coins, as the group's problem beside the others says */
	struct cover_answer answer;
};

static int by_gain(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->gain != b->gain)
		return a->gain > b->gain ? -1 : 1;
	return (a->group > b->group) - (a->group < b->group);
}

struct trying {
	struct source *s;
	struct group *groups;
	struct candidate *list;
	bool ask_all;
	struct cover_effort effort;
};

/* Whether a group has to cover just what it was solved for. */
static bool same_needs(const struct group *a, const struct group *b)
{
	const struct cover_problem *p = &a->problem, *q = &b->problem;

	if (p->need_count != q->need_count)
		return false;
	for (size_t n = 0; n < p->need_count; n++)
		if (p->needs[n].week != q->needs[n].week || p->needs[n].set != q->needs[n].set ||
		    p->needs[n].minutes != q->needs[n].minutes ||
		    p->needs[n].price != q->needs[n].price)
			return false;
	return true;
}

static void try_some(void *shared, size_t worker, size_t from, size_t to)
{
	const struct trying *t = shared;

	for (size_t g = from; g < to; g++) {
		struct group *group = &t->groups[g];
		struct cover_answer now = group->answer;
		struct candidate *c = &t->list[g];

		if (!c->asked)
			continue;
		cover_price(&group->problem, &now);
		if (!c->known)
			cover_solve(&group->problem, &t->effort, &t->s->worker_arenas[worker],
				    &c->answer);
		c->gain = now.spend + now.penalty - c->answer.spend - c->answer.penalty;
	}
}

/* A candidate of each group that has something else to cover. */
static void try_all(struct trying *t)
{
	struct source *s = t->s;
	const struct cover_known *known = s->effort->known;

	for (size_t g = 0; g < s->group_count; g++) {
		struct candidate *c = &t->list[g];

		c->group = g;
		c->asked = t->ask_all || !same_needs(&t->groups[g], &s->groups[g]);
		c->known = c->asked && cover_recall(known, &t->groups[g].problem, &t->effort,
						    s->scratch, &c->answer);
	}
	parallel_run(parallel_workers(s->plan->options.threads, s->group_count), s->group_count,
		     try_some, t);
	for (size_t g = 0; g < s->group_count; g++)
		if (t->list[g].asked && !t->list[g].known)
			cover_remember(known, &t->groups[g].problem, &t->effort,
				       &t->list[g].answer);
}

/* Take a candidate when the whole gets cheaper with it and fits; `charged`: when it gets cheaper
 * with the multipliers, whether it fits or not. */
static bool take(struct passing *p, const struct candidate *c, bool charged, struct arena *scratch)
{
	struct source *s = p->s;
	size_t cells = s->own->kind_count * s->weeks + 1;
	int64_t *help_before = ARENA_ARRAY(scratch, int64_t, cells);
	int64_t *penalty_before = ARENA_ARRAY(scratch, int64_t, s->weeks + 1);
	int64_t before = charged ? charged_coins(p) : total_coins(p);
	bool *changed = ARENA_ARRAY(scratch, bool, s->weeks + 1);
	struct cover_answer answer_before = s->groups[c->group].answer;

	memcpy(help_before, p->help_min, cells * sizeof(*help_before));
	memcpy(penalty_before, p->penalty, s->weeks * sizeof(*penalty_before));
	s->groups[c->group].answer = c->answer;
	read_group(p, c->group);
	for (size_t i = 0; i + 1 < cells; i++)
		changed[i % s->weeks] |= p->help_min[i] != help_before[i];
	p->week_changed = changed;
	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, open_some, p);
	if (charged ? charged_coins(p) < before : total_coins(p) < before && fits(p))
		return true;
	s->groups[c->group].answer = answer_before;
	read_group(p, c->group);
	memcpy(p->penalty, penalty_before, s->weeks * sizeof(*penalty_before));
	return false;
}

/* Walk downhill at the multipliers, and go back to the cheapest place that fits. */
static void walk(struct passing *p, const struct candidate *list, struct arena *scratch)
{
	struct source *s = p->s;
	struct cover_answer *best = ARENA_ARRAY(scratch, struct cover_answer, s->group_count + 1);
	int64_t least = total_coins(p);
	bool there = true;

	for (size_t g = 0; g < s->group_count; g++)
		best[g] = s->groups[g].answer;
	for (size_t i = 0; i < s->group_count && list[i].gain > 0; i++) {
		if (!take(p, &list[i], true, scratch))
			continue;
		there = total_coins(p) < least && fits(p);
		if (!there)
			continue;
		least = total_coins(p);
		for (size_t g = 0; g < s->group_count; g++)
			best[g] = s->groups[g].answer;
	}
	if (there)
		return;
	for (size_t g = 0; g < s->group_count; g++)
		s->groups[g].answer = best[g];
	measure_all(p);
}

static struct cover_effort effort_of_pass(const struct source *s)
{
	struct cover_effort effort = s->effort->cover;

	if (effort.search_steps == 0 || effort.search_steps > PASS_STEPS)
		effort.search_steps = PASS_STEPS;
	effort.bound_rounds = -1;
	effort.engine = source_engine(s);
	return effort;
}

static bool pass(struct passing *p)
{
	struct source *s = p->s;
	struct arena scratch = ARENA_INIT;
	struct trying t = { .s = s,
			    .groups = ARENA_ARRAY(&scratch, struct group, s->group_count + 1),
			    .list = ARENA_ARRAY(&scratch, struct candidate, s->group_count + 1),
			    .ask_all = p->prices && s->group_count <= FEW_GROUPS,
			    .effort = effort_of_pass(s) };
	int64_t before = total_coins(p);

	memcpy(t.groups, s->groups, s->group_count * sizeof(*t.groups));
	if (p->prices)
		limit_prices_set(s, p->prices);
	state_beside(s, t.groups, p->help_min, &scratch);
	limit_prices_clear(s);
	try_all(&t);
	qsort(t.list, s->group_count, sizeof(*t.list), by_gain);
	if (p->prices)
		walk(p, t.list, &scratch);
	for (size_t i = 0; i < s->group_count && t.list[i].gain > 0; i++)
		take(p, &t.list[i], false, &scratch);
	arena_release(&scratch);
	return total_coins(p) < before;
}

static struct passing passing_new(struct source *s)
{
	struct passing p = {
		.s = s,
		.help_min = ARENA_ARRAY(s->scratch, int64_t, s->own->kind_count * s->weeks + 1),
		.cost = ARENA_ARRAY(s->scratch, int64_t, s->group_count + 1),
		.usage = ARENA_ARRAY(s->scratch, struct usage, s->group_count + 1),
		.penalty = ARENA_ARRAY(s->scratch, int64_t, s->weeks + 1),
	};

	for (size_t g = 0; g < s->group_count; g++)
		p.usage[g] = usage_new(s, s->scratch);
	measure_all(&p);
	return p;
}

/* At the multipliers; with few groups a whole head is much: also at lower and higher ones. */
static void improve_limited(struct passing *p)
{
	static const int32_t percents[] = { 100, 100, 60, 140, 0, 100 };
	struct source *s = p->s;
	int64_t *micro = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);
	struct limit_prices prices = { s, micro, s->ours_only };

	p->prices = &prices;
	for (size_t i = 0; i < (s->group_count <= FEW_GROUPS ? ARRAY_LEN(percents) : PASSES); i++) {
		limit_scale(s, s->fit_micro, percents[i], micro);
		pass(p);
	}
	p->prices = NULL;
}

void source_improve(struct source *s, bool limited)
{
	struct passing p;

	if (!source_may_move(s) || s->group_count == 0)
		return;
	p = passing_new(s);
	if (limited)
		improve_limited(&p);
	for (int i = 0; !limited && i < PASSES && pass(&p); i++)
		;
}
