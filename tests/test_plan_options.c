/* What the options of a plan may be: each at its bounds and one beyond, and what holds when none is
 * given. */
#include <string.h>

#include "cli/options.h"
#include "cli/plan_options.h"
#include "service/session.h"
#include "tests/test.h"

struct options_case {
	const char *name;
	struct options options;
	bool ok;
	/* "FIRST_DAY WEEKS OBJECTIVE PERCENT DRAWS SEED", a part of the fault when it is none. Day
	 * 20780 is 2026-11-23. */
	const char *want;
};

static const struct options_case cases[] = {
	{ "nothing is given", { 0 }, true, "20780 0 0 -1 -1 -1" },
	{ "a day is the Monday of its week", { .from = "2026-12-06" }, true, "20787 0 0 -1 -1 -1" },
	{ "a week", { .from = "2026-W50" }, true, "20794 0 0 -1 -1 -1" },
	{ "neither", { .from = "soon" }, false, "--from 'soon'" },
	{ "the last day", { .from = "5967-05-07" }, true, "1459994 0 0 -1 -1 -1" },
	{ "a day after it", { .from = "5967-05-12" }, false, "after 5967-" },
	{ "one week", { .weeks = "1" }, true, "20780 1 0 -1 -1 -1" },
	{ "two years", { .weeks = "104" }, true, "20780 104 0 -1 -1 -1" },
	{ "a week more", { .weeks = "105" }, false, "--weeks '105'" },
	{ "no week", { .weeks = "0" }, false, "--weeks '0'" },
	{ "a sign", { .weeks = "+8" }, false, "--weeks '+8'" },
	{ "a blank", { .weeks = " 8" }, false, "--weeks ' 8'" },
	{ "more behind it", { .weeks = "8w" }, false, "--weeks '8w'" },
	{ "no digits", { .weeks = "" }, false, "--weeks ''" },
	{ "more than any number", { .weeks = "99999999999999999999" }, false, "--weeks '9" },
	{ "by cost", { .objective = "cost" }, true, "20780 0 1 -1 -1 -1" },
	{ "by priority", { .objective = "priority" }, true, "20780 0 0 -1 -1 -1" },
	{ "by something else", { .objective = "Cost" }, false, "--objective 'Cost'" },
	{ "a percentile", { .source_to = "P80" }, true, "20780 0 0 80 -1 -1" },
	{ "the view", { .source_to = "view" }, true, "20780 0 0 0 -1 -1" },
	{ "no percentile", { .source_to = "P100" }, false, "--source-to 'P100'" },
	{ "samples of a percentile",
	  { .source_to = "P50", .draws = "1", .seed = "0" },
	  true,
	  "20780 0 0 50 1 0" },
	{ "the most of them",
	  { .source_to = "P50", .draws = "100000", .seed = "2147483647" },
	  true,
	  "20780 0 0 50 100000 2147483647" },
	{ "one more", { .source_to = "P50", .draws = "100001" }, false, "--draws '100001'" },
	{ "none", { .source_to = "P50", .draws = "0" }, false, "--draws '0'" },
	{ "a seed beyond",
	  { .source_to = "P50", .seed = "2147483648" },
	  false,
	  "--seed '2147483648'" },
	{ "a seed below", { .source_to = "P50", .seed = "-1" }, false, "--seed '-1'" },
	{ "samples of the view",
	  { .source_to = "view", .draws = "10" },
	  false,
	  "--source-to with a percentile" },
	{ "samples of nothing", { .draws = "10" }, false, "--source-to with a percentile" },
	{ "a seed of nothing", { .seed = "10" }, false, "--source-to with a percentile" },
	{ "no engine", { .engine = "cbx" }, false, "--engine 'cbx'" },
};

static void plan_options(void **state)
{
	const struct options_case *c = *state;
	struct fault fault = FAULT_INIT;
	struct session session = { .today = day_of(2026, 11, 26) };
	struct run run = { .options = &c->options, .session = &session };
	struct arena arena = ARENA_INIT;
	struct plan_options got;

	if (plan_options_read(&run, &got, &fault) != c->ok)
		fail_msg("%s: %s", c->name, c->ok ? fault.message : "is taken");
	if (!c->ok && (fault.kind != FAULT_USAGE || !strstr(fault.message, c->want)))
		fail_msg("%s: %s", c->name, fault.message);
	if (c->ok)
		assert_string_equal(
			arena_format(&arena, "%d %d %d %d %d %d", (int)got.first_week.since_1970,
				     (int)got.week_count, (int)got.objective, (int)got.goal.percent,
				     (int)got.goal.draws, (int)got.goal.seed),
			c->want);
	arena_release(&arena);
}

struct gate_case {
	const char *name;
	struct options options;
	bool ok, wanted;
	int64_t over_micro_fte;
	size_t within;
};

static const struct gate_case gate_cases[] = {
	{ "no gate", { 0 }, true, false, 0, SIZE_MAX },
	{ "any gap", { .fail_on_gap = "" }, true, true, 0, SIZE_MAX },
	{ "more than none", { .fail_on_gap = "0" }, true, true, 0, SIZE_MAX },
	{ "more than a millionth", { .fail_on_gap = "0.000001" }, true, true, 1, SIZE_MAX },
	{ "less than none", { .fail_on_gap = "-0.000001" }, false, false, 0, 0 },
	{ "no number", { .fail_on_gap = "much" }, false, false, 0, 0 },
	{ "in the first week", { .fail_on_gap = "1.5", .within = "1" }, true, true, 1500000, 1 },
	{ "in two years", { .fail_on_gap = "", .within = "104" }, true, true, 0, 104 },
	{ "in no week", { .fail_on_gap = "", .within = "0" }, false, false, 0, 0 },
	{ "in more than two years", { .fail_on_gap = "", .within = "105" }, false, false, 0, 0 },
	{ "weeks without a gap", { .within = "4" }, false, false, 0, 0 },
};

static void gate(void **state)
{
	const struct gate_case *c = *state;
	struct fault fault = FAULT_INIT;
	struct run run = { .options = &c->options };
	struct gap_gate got;

	assert_number(c->name, gap_gate_read(&run, &got, &fault), c->ok);
	if (!c->ok) {
		assert_number(c->name, fault.kind, FAULT_USAGE);
		return;
	}
	assert_number(c->name, got.wanted, c->wanted);
	assert_number(c->name, got.over_micro_fte, c->over_micro_fte);
	assert_true(got.within == c->within);
}

static void threads_are_1_to_64(void **state)
{
	static const char *const wrong[] = { "0", "65", "-1", "two" };
	struct options options = { 0 };
	struct fault fault = FAULT_INIT;
	int threads = 7;

	(void)state;
	assert_ok(threads_read(&options, &threads, &fault), &fault);
	assert_number("not given", threads, 0);
	options.threads = "1";
	assert_ok(threads_read(&options, &threads, &fault), &fault);
	assert_number("one", threads, 1);
	options.threads = "64";
	assert_ok(threads_read(&options, &threads, &fault), &fault);
	assert_number("the most", threads, 64);
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		options.threads = wrong[i];
		assert_false(threads_read(&options, &threads, &fault));
		assert_number("as before", threads, 64);
	}
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(cases) + ARRAY_LEN(gate_cases) + 1];
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		tests[count++] = ROW_TEST(plan_options, &cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(gate_cases); i++)
		tests[count++] = ROW_TEST(gate, &gate_cases[i]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(threads_are_1_to_64);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
