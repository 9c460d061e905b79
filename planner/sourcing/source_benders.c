/*
 * Benders decomposition (Benders 1962) of a cluster: a bound on heads and all uses of our people
 * together.
 *
 * The variables are heads, and week by week who of our people does what. The second kind is
 * projected out: for given heads a week is a flow problem, and the minimum cuts of what stays
 * open are the rows that the heads break (source_cuts.c). What is left is a covering problem in
 * heads alone, the master: its rows are the cuts that are known so far, and the open minutes of
 * a class count in every cut that has it (struct covering_part). So rounding to whole heads, and
 * everything else that a group's bound does, works for the cluster as it is.
 *
 * The master is not solved but bounded by Lagrangian relaxation: any finite set of cuts gives a
 * valid bound, however good the multipliers are. The loop begins with single classes, groups,
 * everything, and the cuts that no heads and the decided heads break; the mean of the solutions
 * that the multipliers lead to, which is a fractional plan, says which cuts to add, and the next
 * proof goes on from the last multipliers.
 *
 * Cost: PROOFS Lagrangian bounds, and a flow per week between them. Left out: cuts that would
 * take more proofs; whole heads over several weeks, which rows of one week do not know of: there
 * the bound is weakest.
 *
 * Implements docs/sourcing.md, "Two bounds", For any use.
 */
#include "planner/sourcing/source_benders.h"

#include "planner/sourcing/source_cuts.h"
#include "solver/covering/covering.h"
#include "solver/covering/covering_cost.h"

/* Proofs of a cluster. On bench_sourcing any use is proven within 1.12, 0.73, 0.71 and 0.68 %
 * with one, two, three and five of them at 52 weeks, within 2.99, 2.44, 2.30 and 2.10 % at 104,
 * where each costs a tenth of the whole sourcing. ROUNDS is of two proofs and holds where the
 * effort names none: half of a group's rounds each, since a proof goes on from the last. */
enum { PROOFS = 3, ROUNDS = 500 };

/* --- the problem of a cluster ---------------------------------------------------------------- */

struct cut_loop {
	const struct benders *j;
	const struct cluster *cluster;
	struct arena *arena;
	struct covering_problem problem;
	struct covering_solution incumbent;
	struct covering_proof proof;
	uint32_t *renumber; /* [row of the last problem]: its number now */
};

/* The options of all groups in one problem, numbered through, and the decided solutions as its
 * incumbent. */
static void gather_options(struct cut_loop *p)
{
	const struct cluster *c = p->cluster;
	struct covering_option *options;
	struct covering_shared_cap *shared_caps;
	size_t count = 0, shared_cap_count = 0, buys = 0;

	for (size_t g = 0; g < c->group_count; g++) {
		const struct stated *group = &p->j->b->groups[c->groups[g]];

		count += group->problem.option_count;
		shared_cap_count += group->problem.shared_cap_count;
		buys += group->solution.buy_count;
	}
	options = ARENA_ARRAY(p->arena, struct covering_option, count + 1);
	shared_caps = ARENA_ARRAY(p->arena, struct covering_shared_cap, shared_cap_count + 1);
	p->incumbent.buys = ARENA_ARRAY(p->arena, struct covering_buy, buys + 1);
	for (size_t g = 0; g < c->group_count; g++) {
		const struct stated *group = &p->j->b->groups[c->groups[g]];
		const struct covering_problem *from = &group->problem;
		struct covering_solution now = group->solution;

		covering_evaluate(from, &now);
		p->incumbent.spend += now.spend;
		p->incumbent.penalty += now.penalty;
		for (size_t i = 0; i < now.buy_count; i++) {
			struct covering_buy *buy = &p->incumbent.buys[p->incumbent.buy_count++];

			*buy = now.buys[i];
			buy->option += (uint32_t)p->problem.option_count;
		}
		for (size_t k = 0; k < from->option_count; k++) {
			struct covering_option *o = &options[p->problem.option_count + k];

			*o = from->options[k];
			o->resource = cluster_resource(c, g, o->resource);
			if (o->shared_cap != COVERING_NO_SHARED_CAP)
				o->shared_cap += (uint32_t)p->problem.shared_cap_count;
		}
		for (size_t k = 0; k < from->shared_cap_count; k++)
			shared_caps[p->problem.shared_cap_count + k] = from->shared_caps[k];
		p->problem.option_count += from->option_count;
		p->problem.shared_cap_count += from->shared_cap_count;
	}
	p->problem.options = options;
	p->problem.shared_caps = shared_caps;
}

/* What classes of no group leave open now. */
static int64_t no_group_penalty(const struct cut_loop *p)
{
	const struct source_facts *s = p->j->b->s;
	int64_t cent60 = 0;

	for (size_t w = 0; w < s->weeks; w++)
		for (size_t i = 0; i < p->cluster->weeks[w].class_count; i++) {
			const struct cut_class *k = &p->cluster->weeks[w].classes[i];
			const struct own_class *class = &s->own->classes[k->class];

			for (size_t l = 0; class->group == NO_GROUP && l < class->count; l++)
				cent60 += k->penalty * placement_gap(s, p->j->b->how->placement,
								     class->lines[l], w);
		}
	return cent60;
}

/* --- its rows ---------------------------------------------------------------------------------
 */

/* The resource classes with an arc to some class of the set. */
static void resources_of_set(const struct cut_week *w, const struct cut_set *set, size_t resources,
			     struct class_set *out)
{
	const struct flow *g = &w->flow;

	for (uint32_t k = 0; k < resources; k++) {
		bool any = false;

		if (w->resource_node[k] < 0)
			continue;
		for (size_t i = 0; i < set->count && !any; i++) {
			int32_t node = w->classes[set->classes[i]].node;

			for (int32_t in = g->in_first[node]; in < g->in_first[node + 1]; in++)
				any |= g->in_node[in] == w->resource_node[k];
		}
		if (any)
			class_set_add(out, k);
	}
}

/* A row for each cut of a week that asks for something. Its penalty is the least of its
 * classes, since it may be the cheapest of these that stays open. */
static void state_week(struct cut_loop *p, uint32_t week, struct covering_row *rows,
		       struct class_set *sets)
{
	struct cut_week *w = &p->cluster->weeks[week];

	for (size_t i = 0; i < w->set_count; i++) {
		struct cut_set *set = &w->sets[i];
		int64_t penalty = INT64_MAX;

		if (set->minutes <= 0)
			continue;
		for (size_t k = 0; k < set->count; k++)
			if (w->classes[set->classes[k]].penalty < penalty)
				penalty = w->classes[set->classes[k]].penalty;
		if (set->number >= 0)
			p->renumber[set->number] = (uint32_t)p->problem.row_count;
		set->number = (int32_t)p->problem.row_count;
		resources_of_set(w, set, p->cluster->resource_count, &sets[p->problem.row_count]);
		rows[p->problem.row_count] = (struct covering_row){
			.week = week,
			.rhs = (int32_t)set->minutes,
			.penalty = penalty,
			.set = (uint32_t)p->problem.row_count,
		};
		p->problem.row_count++;
	}
}

/* Parts are the classes of the week: in which rows what they leave open counts. */
static void state_parts(struct cut_loop *p, const struct cut_week *w, struct covering_part *parts)
{
	uint32_t **lists = ARENA_ARRAY(p->arena, uint32_t *, w->class_count + 1);

	for (size_t i = 0; i < w->class_count; i++) {
		lists[i] = ARENA_ARRAY(p->arena, uint32_t, w->set_count + 1);
		parts[p->problem.part_count + i] =
			(struct covering_part){ w->classes[i].asked_minutes, w->classes[i].penalty,
						lists[i], 0 };
	}
	for (size_t s = 0; s < w->set_count; s++)
		for (size_t k = 0; w->sets[s].minutes > 0 && k < w->sets[s].count; k++) {
			uint32_t class = w->sets[s].classes[k];

			lists[class][parts[p->problem.part_count + class].row_count++] =
				(uint32_t)w->sets[s].number;
		}
	p->problem.part_count += w->class_count;
}

/* State the problem with all cuts that are known now; rows get new numbers each time. */
static void state_rows(struct cut_loop *p)
{
	size_t weeks = p->problem.week_count, rows = 0, parts = 0;
	struct covering_row *list;
	struct covering_part *part_list;
	struct class_set *sets;

	for (size_t w = 0; w < weeks; w++) {
		rows += p->cluster->weeks[w].set_count;
		parts += p->cluster->weeks[w].class_count;
	}
	list = ARENA_ARRAY(p->arena, struct covering_row, rows + 1);
	sets = ARENA_ARRAY(p->arena, struct class_set, rows + 1);
	part_list = ARENA_ARRAY(p->arena, struct covering_part, parts + 1);
	p->renumber = ARENA_ARRAY(p->arena, uint32_t, p->problem.row_count + 1);
	p->problem.row_count = p->problem.part_count = 0;
	for (uint32_t w = 0; w < weeks; w++) {
		state_week(p, w, list, sets);
		state_parts(p, &p->cluster->weeks[w], part_list);
	}
	p->problem.rows = list;
	p->problem.sets = sets;
	p->problem.set_count = p->problem.row_count + 1;
	p->problem.parts = part_list;
}

/* --- the loop ------------------------------------------------------------------------------------
 */

/* Minutes by resource class of a week. */
static int64_t *external_of(const struct cut_loop *p, const int64_t *option_minutes, size_t week)
{
	int64_t *external = ARENA_ARRAY(p->arena, int64_t, p->cluster->resource_count + 1);

	for (size_t k = 0; k < p->problem.option_count; k++)
		external[p->problem.options[k].resource] +=
			option_minutes[k * p->problem.week_count + week];
	return external;
}

/* What the heads of the incumbent deliver by option and week. */
static int64_t *known_minutes(const struct cut_loop *p)
{
	size_t weeks = p->problem.week_count;
	int64_t *minutes = ARENA_ARRAY(p->arena, int64_t, p->problem.option_count * weeks + 1);

	for (size_t i = 0; i < p->incumbent.buy_count; i++) {
		const struct covering_buy *buy = &p->incumbent.buys[i];

		for (uint32_t t = buy->first; t <= buy->last; t++)
			minutes[buy->option * weeks + t] +=
				(int64_t)buy->heads *
				covering_minutes(&p->problem, buy->option, buy->first, t);
	}
	return minutes;
}

/* Separate: add the cuts that these heads break in any week; NULL: no heads. */
static bool add_broken(const struct cut_loop *p, const int64_t *option_minutes)
{
	bool any = false;

	for (size_t w = 0; w < p->problem.week_count; w++) {
		struct cut_work work;

		if (p->cluster->weeks[w].class_count == 0)
			continue;
		work = cut_work_make(p->cluster, w, p->arena);
		any |= cut_add_broken(&work,
				      option_minutes ? external_of(p, option_minutes, w) : NULL);
	}
	return any;
}

static void add_first(const struct cut_loop *p)
{
	for (size_t w = 0; w < p->problem.week_count; w++)
		if (p->cluster->weeks[w].class_count > 0) {
			struct cut_work work = cut_work_make(p->cluster, w, p->arena);

			cut_add_first(&work, p->j->b->s->own);
		}
}

/* Without any option nothing can be bought: what stays open at best is the bound, exactly. */
static int64_t idle_penalty(const struct cut_loop *p)
{
	int64_t cent60 = 0;

	for (size_t w = 0; w < p->problem.week_count; w++)
		if (p->cluster->weeks[w].class_count > 0) {
			struct cut_work work = cut_work_make(p->cluster, w, p->arena);

			cent60 += cut_penalty(&work, NULL);
		}
	return cent60;
}

/* The cuts of the last proof with the numbers that their rows have now. */
static struct covering_proof renumbered(const struct cut_loop *p)
{
	struct covering_proof start = p->proof;

	start.cuts = ARENA_ARRAY(p->arena, struct covering_cut, start.cut_count + 1);
	for (size_t i = 0; i < start.cut_count; i++) {
		start.cuts[i] = p->proof.cuts[i];
		start.cuts[i].row = p->renumber[start.cuts[i].row];
	}
	return start;
}

/* Prove, look what is broken by the heads that the proof leads to, and so on. */
static int64_t prove(struct cut_loop *p)
{
	struct covering_effort effort = p->j->b->s->effort->cover;
	int64_t best;

	effort.bound_rounds = (effort.bound_rounds ? effort.bound_rounds : ROUNDS) / 2;
	add_first(p);
	add_broken(p, NULL);
	add_broken(p, known_minutes(p));
	state_rows(p);
	covering_prove(&p->problem, &p->incumbent, &effort, NULL, p->arena, &p->proof);
	best = p->proof.cent60;
	for (int i = 1; i < PROOFS && p->proof.mean_minutes && add_broken(p, p->proof.mean_minutes);
	     i++) {
		struct covering_proof start;

		state_rows(p);
		start = renumbered(p);
		covering_prove(&p->problem, &p->incumbent, &effort, &start, p->arena, &p->proof);
		best = p->proof.cent60 > best ? p->proof.cent60 : best;
	}
	return best;
}

/* Whether options of a group are taken for less than they may fill: nothing is proven then. */
static bool is_aggregated(const struct cut_loop *p)
{
	bool any = false;

	for (size_t g = 0; g < p->cluster->group_count; g++)
		any |= p->j->b->groups[p->cluster->groups[g]].group->aggregated;
	return any;
}

int64_t benders_prove(const struct benders *j, size_t cluster, struct arena *arena)
{
	struct cut_loop p = { .j = j, .cluster = &j->clusters[cluster], .arena = arena };

	if (is_aggregated(&p))
		return 0;
	p.problem.week_count = j->b->s->weeks;
	gather_options(&p);
	p.incumbent.penalty += no_group_penalty(&p);
	return p.problem.option_count == 0 ? idle_penalty(&p) : prove(&p);
}
