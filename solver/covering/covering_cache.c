/*
 * A problem and its effort as bytes, which are the key under which its solution is found
 * again.
 *
 * Every number that a solution depends on is written, counts before lists, so that two problems
 * have the same bytes only when they are the same. What the cache returns is not believed: windows
 * and caps are checked and the solution is priced anew; one that does not hold is as good as none.
 * Its bound is only seen not to exceed its price: proving it again would take as long as solving.
 */
#include "solver/covering/covering_cache.h"

#include <string.h>

#include "base/out.h"
#include "solver/covering/covering_core.h"
#include "solver/covering/covering_cost.h"
#include "solver/covering/covering_milp.h"

static void put(struct out *out, const void *bytes, size_t count)
{
	out_put(out, (struct span){ bytes, count });
}

static void put_number(struct out *w, int64_t number)
{
	put(w, &number, sizeof(number));
}

/* Member by member: what lies between the members of a struct is not the same each time. */
static void put_option(struct out *w, const struct covering_problem *p, size_t index)
{
	const struct covering_option *option = &p->options[index];

	put_number(w, (int64_t)option->ramp_count);
	put(w, option->minutes, (option->ramp_count + 1) * p->week_count * sizeof(int32_t));
	put(w, option->start_cost, p->week_count * sizeof(int64_t));
	put(w, option->week_cost, p->week_count * sizeof(int64_t));
	put(w, option->min_last, p->week_count * sizeof(uint32_t));
	put(w, option->max_last, p->week_count * sizeof(uint32_t));
	put_number(w, option->max_heads);
	put_number(w, option->resource);
	put_number(w, option->shared_cap);
}

struct span covering_bytes(const struct covering_problem *problem,
			   const struct covering_effort *effort, struct arena *arena)
{
	struct out w = { .arena = arena };

	put_number(&w, effort->search_steps);
	put_number(&w, effort->bound_rounds);
	put_number(&w, effort->search_only);
	put_number(&w, effort->engine);
	for (const char *v = covering_cbc_version(); v && effort->engine && *v; v++)
		put_number(&w, *v);
	put_number(&w, (int64_t)problem->week_count);
	put_number(&w, (int64_t)problem->row_count);
	put_number(&w, (int64_t)problem->option_count);
	put_number(&w, (int64_t)problem->set_count);
	put_number(&w, (int64_t)problem->shared_cap_count);
	for (size_t i = 0; i < problem->row_count; i++) {
		const struct covering_row *row = &problem->rows[i];

		put_number(&w, (int64_t)row->week << 32 | row->set);
		put_number(&w, (int64_t)row->rhs << 1 | row->same_tier);
		put_number(&w, row->penalty);
	}
	for (size_t i = 0; i < problem->option_count; i++)
		put_option(&w, problem, i);
	put(&w, problem->sets, problem->set_count * sizeof(*problem->sets));
	for (size_t i = 0; i < problem->shared_cap_count; i++) {
		put(&w, problem->shared_caps[i].max_heads, problem->week_count * sizeof(int32_t));
		put_number(&w, problem->shared_caps[i].far);
	}
	return out_span(&w);
}

static bool may_buy(const struct covering_problem *p, const struct covering_buy *buy)
{
	return buy->option < p->option_count && buy->first <= buy->last &&
	       buy->last < p->week_count && buy->heads > 0 &&
	       p->options[buy->option].min_last[buy->first] <= buy->last &&
	       buy->last <= p->options[buy->option].max_last[buy->first];
}

static bool add_heads(int64_t *there, int32_t heads, int32_t most)
{
	*there += heads;
	return *there <= most;
}

static bool add_shared_cap(const struct covering_problem *p, const struct covering_buy *buy,
			   uint32_t week, int64_t *shared_caps)
{
	uint32_t shared_cap = p->options[buy->option].shared_cap;
	int64_t *there = shared_cap == COVERING_NO_SHARED_CAP
				 ? NULL
				 : &shared_caps[shared_cap * p->week_count + week];

	if (!there)
		return true;
	*there += buy->heads;
	return *there <= p->shared_caps[shared_cap].max_heads[week];
}

/* No more heads at once than the options and shared caps have. */
static bool keeps_limits(const struct covering_problem *p, const struct covering_solution *found)
{
	struct arena scratch = ARENA_INIT;
	int64_t *options = ARENA_ARRAY(&scratch, int64_t, p->option_count * p->week_count + 1);
	int64_t *shared_caps =
		ARENA_ARRAY(&scratch, int64_t, p->shared_cap_count * p->week_count + 1);
	bool ok = true;

	for (size_t i = 0; i < found->buy_count && ok; i++) {
		const struct covering_buy *buy = &found->buys[i];

		for (uint32_t t = buy->first; t <= buy->last && ok; t++)
			ok = add_heads(&options[buy->option * p->week_count + t], buy->heads,
				       covering_max_heads(&p->options[buy->option])) &&
			     add_shared_cap(p, buy, t, shared_caps);
	}
	arena_release(&scratch);
	return ok;
}

/* What was kept may come from anybody: each buy is possible, all together, and for that money. */
static bool solutions(const struct covering_problem *p, const struct covering_solution *found)
{
	struct covering_solution anew = *found;

	for (size_t i = 0; i < found->buy_count; i++)
		if (!may_buy(p, &found->buys[i]))
			return false;
	if (!keeps_limits(p, found))
		return false;
	covering_evaluate(p, &anew);
	return anew.spend == found->spend && anew.penalty == found->penalty &&
	       found->bound <= found->spend + found->penalty;
}

bool covering_recall(const struct covering_cache *cache, const struct covering_problem *problem,
		     const struct covering_effort *effort, struct arena *arena,
		     struct covering_solution *solution)
{
	struct arena scratch = ARENA_INIT;
	struct covering_solution found;
	bool ok;

	if (!cache)
		return false;
	ok = cache->find(cache->context, covering_bytes(problem, effort, &scratch), arena,
			 &found) &&
	     solutions(problem, &found);
	arena_release(&scratch);
	if (ok)
		*solution = found;
	return ok;
}

void covering_remember(const struct covering_cache *cache, const struct covering_problem *problem,
		       const struct covering_effort *effort,
		       const struct covering_solution *solution)
{
	struct arena scratch = ARENA_INIT;

	if (!cache)
		return;
	cache->keep(cache->context, covering_bytes(problem, effort, &scratch), solution);
	arena_release(&scratch);
}

void covering_solve_once(const struct covering_cache *cache, const struct covering_problem *problem,
			 const struct covering_effort *effort, struct arena *arena,
			 struct covering_solution *solution)
{
	if (covering_recall(cache, problem, effort, arena, solution))
		return;
	covering_solve(problem, effort, arena, solution);
	covering_remember(cache, problem, effort, solution);
}
