/* Answers that are known: the same as found anew, and only to the very same problem. */
#include <string.h>

#include "solver/covering/covering_cache.h"
#include "tests/generate_covering.h"
#include "tests/test.h"

enum { SEEDS = 40, WEEKS = 12, ROOM = 4 * SEEDS };

/* Kept under the problem's own bytes, so that nothing depends on a hash. */
struct memory {
	struct arena arena;
	struct {
		struct span problem;
		struct covering_solution answer;
	} list[ROOM];
	size_t count, found;
};

static bool find(void *context, struct span problem, struct arena *arena,
		 struct covering_solution *answer)
{
	struct memory *memory = context;

	(void)arena;
	for (size_t i = 0; i < memory->count; i++)
		if (span_equal(memory->list[i].problem, problem)) {
			*answer = memory->list[i].answer;
			memory->found++;
			return true;
		}
	return false;
}

static void keep(void *context, struct span problem, const struct covering_solution *answer)
{
	struct memory *memory = context;
	struct covering_solution copy = *answer;

	assert_true(memory->count < ROOM);
	copy.buys = ARENA_ARRAY(&memory->arena, struct covering_buy, answer->buy_count + 1);
	if (answer->buy_count)
		memcpy(copy.buys, answer->buys, answer->buy_count * sizeof(*answer->buys));
	memory->list[memory->count].problem =
		(struct span){ arena_copy(&memory->arena, problem), problem.len };
	memory->list[memory->count++].answer = copy;
}

static void same(const char *name, const struct covering_solution *a,
		 const struct covering_solution *b)
{
	assert_number(name, (long long)a->buy_count, (long long)b->buy_count);
	assert_number(name, a->spend, b->spend);
	assert_number(name, a->penalty, b->penalty);
	assert_number(name, a->bound, b->bound);
	assert_number(name, a->method, b->method);
	if (a->buy_count)
		assert_memory_equal(a->buys, b->buys, a->buy_count * sizeof(*a->buys));
}

static struct covering_problem problem_of(uint64_t seed, struct arena *arena)
{
	struct generate_covering how = { seed, WEEKS, 2 + seed % 5, seed % 3 == 0 };
	struct covering_problem problem;

	generate_covering(&how, arena, &problem);
	return problem;
}

static void found_again(void **state)
{
	static struct memory memory;
	struct covering_cache known = { &memory, find, keep };
	struct covering_effort effort = { .search_steps = 200, .bound_rounds = 20 };

	(void)state;
	for (int round = 0; round < 2; round++)
		for (uint64_t seed = 1; seed <= SEEDS; seed++) {
			struct arena arena = ARENA_INIT;
			struct covering_problem problem = problem_of(seed, &arena);
			struct covering_solution answer, anew;

			covering_solve_once(&known, &problem, &effort, &arena, &answer);
			covering_solve(&problem, &effort, &arena, &anew);
			same("known and anew", &answer, &anew);
			arena_release(&arena);
		}
	assert_number("solved in the first round only", (long long)memory.count, SEEDS);
	assert_number("found in the second", (long long)memory.found, SEEDS);
	arena_release(&memory.arena);
}

/* Each way in which a problem may differ, by index; false when there is no more. */
static bool alter(size_t index, struct covering_problem *p, struct covering_effort *effort,
		  struct arena *arena)
{
	struct covering_option *options =
		ARENA_ARRAY(arena, struct covering_option, p->option_count);
	struct covering_row *rows = ARENA_ARRAY(arena, struct covering_row, p->row_count);
	int32_t *minutes = ARENA_ARRAY(arena, int32_t, WEEKS);
	int64_t *costs = ARENA_ARRAY(arena, int64_t, WEEKS);
	uint32_t *weeks = ARENA_ARRAY(arena, uint32_t, WEEKS);
	struct class_set *sets = ARENA_ARRAY(arena, struct class_set, p->set_count);

	memcpy(options, p->options, p->option_count * sizeof(*options));
	memcpy(rows, p->rows, p->row_count * sizeof(*rows));
	memcpy(sets, p->sets, p->set_count * sizeof(*sets));
	memcpy(minutes, options[0].minutes, WEEKS * sizeof(*minutes));
	options[0].ramp_count = 0;
	p->options = options;
	p->rows = rows;
	p->sets = sets;
	switch (index) {
	case 0:
		minutes[WEEKS - 1]++;
		options[0].minutes = minutes;
		return true;
	case 1:
		memcpy(costs, options[0].start_cost, WEEKS * sizeof(*costs));
		costs[0]++;
		options[0].start_cost = costs;
		return true;
	case 2:
		memcpy(costs, options[0].week_cost, WEEKS * sizeof(*costs));
		costs[3]++;
		options[0].week_cost = costs;
		return true;
	case 3:
		memcpy(weeks, options[0].min_last, WEEKS * sizeof(*weeks));
		weeks[2]++;
		options[0].min_last = weeks;
		return true;
	case 4:
		memcpy(weeks, options[0].max_last, WEEKS * sizeof(*weeks));
		weeks[2]++;
		options[0].max_last = weeks;
		return true;
	case 5: options[0].max_heads++; return true;
	case 6: options[0].resource++; return true;
	case 7: options[0].shared_cap = 0; return true;
	case 8: rows[0].rhs++; return true;
	case 9: rows[0].penalty++; return true;
	case 10: rows[0].week++; return true;
	case 11: rows[0].set++; return true;
	case 12: rows[0].same_tier = !rows[0].same_tier; return true;
	case 13: sets[0].words[0] ^= 2; return true;
	case 14: p->option_count--; return true;
	case 15: p->row_count--; return true;
	case 16: effort->search_steps++; return true;
	case 17: effort->bound_rounds++; return true;
	case 18: effort->search_only = true; return true;
	default: return false;
	}
}

static void another_problem(void **state)
{
	size_t index = 0;
	bool more = true;

	(void)state;
	while (more) {
		struct arena arena = ARENA_INIT;
		struct covering_effort effort = { .search_steps = 200, .bound_rounds = 20 };
		struct covering_effort changed = effort;
		struct covering_problem p = problem_of(5, &arena), q = p;
		size_t none = SIZE_MAX;

		(void)alter(none, &p, &effort, &arena); /* as q, but for the change */
		more = alter(index, &q, &changed, &arena);
		if (more && span_equal(covering_bytes(&p, &effort, &arena),
				       covering_bytes(&q, &changed, &arena)))
			fail_msg("change %zu of a problem does not show in its bytes", index);
		index++;
		arena_release(&arena);
	}
	assert_number("changes", (long long)index - 1, 19);
}

static bool find_wrong(void *context, struct span problem, struct arena *arena,
		       struct covering_solution *answer)
{
	(void)problem;
	(void)arena;
	*answer = *(const struct covering_solution *)context;
	return true;
}

static void keep_nothing(void *context, struct span problem, const struct covering_solution *answer)
{
	(void)context;
	(void)problem;
	(void)answer;
}

/* What is found and does not answer the problem is not believed. */
static void wrong_answers(void **state)
{
	struct covering_effort effort = { .search_steps = 200, .bound_rounds = 20 };
	size_t tried = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct arena arena = ARENA_INIT;
		struct covering_problem problem = problem_of(seed, &arena);
		struct covering_solution right, wrong, got;
		struct covering_cache known = { &wrong, find_wrong, keep_nothing };

		covering_solve(&problem, &effort, &arena, &right);
		for (int how = 0; how < 6; how++) {
			wrong = right;
			wrong.buys = ARENA_ARRAY(&arena, struct covering_buy, right.buy_count + 1);
			if (right.buy_count)
				memcpy(wrong.buys, right.buys,
				       right.buy_count * sizeof(*wrong.buys));
			else
				break;
			switch (how) {
			case 0: wrong.spend++; break;
			case 1: wrong.penalty--; break;
			case 2: wrong.bound = wrong.spend + wrong.penalty + 1; break;
			case 3: wrong.buys[0].option = (uint32_t)problem.option_count; break;
			case 4: wrong.buys[0].last = WEEKS; break;
			default: wrong.buys[0].heads++; break;
			}
			assert_false(covering_recall(&known, &problem, &effort, &arena, &got));
			tried++;
		}
		wrong = right;
		assert_true(covering_recall(&known, &problem, &effort, &arena, &got));
		arena_release(&arena);
	}
	assert_true(tried > 6 * SEEDS / 2);
	assert_false(covering_recall(NULL, &(struct covering_problem){ 0 }, &effort, NULL, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(found_again),
		cmocka_unit_test(another_problem),
		cmocka_unit_test(wrong_answers),
	};

	return cmocka_run_group_tests_name("known", tests, NULL, NULL);
}
