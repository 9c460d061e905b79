/* Answers of sourcing that are kept: each is found again, of a plan those that were asked for are
 * kept. */
#include <stdio.h>
#include <string.h>

#include "service/solution_cache.h"
#include "tests/store_fixture.h"
#include "tests/test.h"

enum { MANY = 700, BUYS_MAX = 3 };

/* The n-th problem, and what is answered: n % 4 buys and money that tells which it is. */
static struct span problem_of(int n, char text[32])
{
	int len = snprintf(text, 32, "problem %d", n);

	return (struct span){ text, (size_t)len };
}

static struct covering_solution answer_of(int n, struct covering_buy buys[BUYS_MAX])
{
	memset(buys, 0, BUYS_MAX * sizeof(*buys));
	for (int i = 0; i < n % 4; i++)
		((unsigned char *)&buys[i])[0] = (unsigned char)(n + i);
	return (struct covering_solution){ .buys = buys,
					   .buy_count = (size_t)(n % 4),
					   .spend = n,
					   .penalty = -n,
					   .bound = INT64_C(1000000000000) + n,
					   .method = n % 2 ? COVERING_MILP : COVERING_SEARCH };
}

static void tell(struct solution_cache *answers, int n)
{
	const struct covering_cache *known = solution_cache_use(answers);
	struct covering_buy buys[BUYS_MAX];
	struct covering_solution answer = answer_of(n, buys);
	char text[32];

	known->keep(known->context, problem_of(n, text), &answer);
}

static bool knows(struct solution_cache *answers, int n)
{
	const struct covering_cache *known = solution_cache_use(answers);
	struct covering_buy buys[BUYS_MAX];
	struct covering_solution want = answer_of(n, buys), got;
	struct arena unused = ARENA_INIT;
	char text[32];

	if (!known->find(known->context, problem_of(n, text), &unused, &got))
		return false;
	assert_number("buys", got.buy_count, want.buy_count);
	assert_memory_equal(got.buys, want.buys, want.buy_count * sizeof(*buys));
	assert_number("spend", got.spend, want.spend);
	assert_number("penalty", got.penalty, want.penalty);
	assert_number("bound", got.bound, want.bound);
	assert_number("method", got.method, want.method);
	return true;
}

static void what_is_kept_is_found(void **state)
{
	struct arena arena = ARENA_INIT;
	struct solution_cache *answers = solution_cache_make(&arena);

	(void)state;
	assert_null(solution_cache_use(NULL));
	assert_false(knows(answers, 0));
	for (int n = 0; n < MANY; n++) {
		assert_false(knows(answers, n));
		tell(answers, n);
		assert_true(knows(answers, n));
	}
	for (int n = 0; n < MANY; n++)
		assert_true(knows(answers, n));
	assert_false(knows(answers, MANY));
	arena_release(&arena);
}

static struct solution_cache *loaded(struct store *store, int32_t number, struct arena *arena)
{
	struct solution_cache *answers = solution_cache_make(arena);
	struct fault fault = FAULT_INIT;

	assert_ok(solution_cache_load(answers, store, number, &fault), &fault);
	return answers;
}

static void a_plan_keeps_what_it_asked_for(void **state)
{
	struct store *store = fixture_filled();
	struct fault fault = FAULT_INIT;
	struct arena arena = ARENA_INIT;
	struct solution_cache *first, *second;

	(void)state;
	first = solution_cache_make(&arena);
	for (int n = 0; n < MANY; n++)
		tell(first, n);
	assert_ok(solution_cache_save(first, store, 1, &fault), &fault);
	/* The second plan asks for every third, and for one that is new. */
	second = loaded(store, 1, &arena);
	for (int n = 0; n < MANY; n += 3)
		assert_true(knows(second, n));
	assert_false(knows(second, MANY));
	tell(second, MANY);
	assert_ok(solution_cache_save(second, store, 2, &fault), &fault);
	second = loaded(store, 2, &arena);
	for (int n = 0; n < MANY; n++)
		assert_number("asked for", knows(second, n), n % 3 == 0);
	assert_true(knows(second, MANY));
	store_close(store);
	arena_release(&arena);
}

/* The same plan again, which asked for less and found nothing new, leaves its answers as they are.
 */
static void nothing_new_changes_nothing(void **state)
{
	struct store *store = fixture_filled();
	struct fault fault = FAULT_INIT;
	struct arena arena = ARENA_INIT;
	struct solution_cache *answers = solution_cache_make(&arena);

	(void)state;
	tell(answers, 1);
	tell(answers, 2);
	assert_ok(solution_cache_save(answers, store, 1, &fault), &fault);
	answers = loaded(store, 1, &arena);
	assert_true(knows(answers, 1));
	assert_ok(solution_cache_save(answers, store, 1, &fault), &fault);
	assert_true(knows(loaded(store, 1, &arena), 2));
	/* With something new it keeps what it asked for. */
	tell(answers, 3);
	assert_ok(solution_cache_save(answers, store, 1, &fault), &fault);
	answers = loaded(store, 1, &arena);
	assert_true(knows(answers, 1) && knows(answers, 3) && !knows(answers, 2));
	/* Nobody asked for anything: nothing is kept in place of what is there. */
	assert_ok(solution_cache_save(solution_cache_make(&arena), store, 1, &fault), &fault);
	assert_true(knows(loaded(store, 1, &arena), 3));
	store_close(store);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_kept_is_found),
		cmocka_unit_test(a_plan_keeps_what_it_asked_for),
		cmocka_unit_test(nothing_new_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
