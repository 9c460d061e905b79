/* Reports of engagements against golden files, and that their sums are the plan's. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "reports/registry.h"
#include "reports/source_words.h"
#include "reports/tables/plan_orders.h"
#include "tests/sourcing_fixture.h"
#include "tests/test.h"

static struct arena arena = ARENA_INIT;

static const char *written(const struct report *report, enum report_format format)
{
	struct report_options options = report_options_default();
	struct fault fault = FAULT_INIT;
	const char *copy;
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	assert_non_null(out);
	options.format = format;
	assert_ok(report_write(report, sourcing_fixture(), &options, out, &fault), &fault);
	fclose(out);
	copy = arena_copy(&arena, (struct span){ bytes, len });
	free(bytes);
	return copy;
}

struct sourcing_golden {
	const char *name;
	const struct report *report;
	enum report_format format;
	const char *file;
};

static const struct sourcing_golden golden_cases[] = {
	{ "what to order, as table", &report_engagements, FORMAT_TABLE, "engagements.txt" },
	{ "what to order, as CSV", &report_engagements, FORMAT_CSV, "engagements.csv" },
	{ "what to order, as JSON", &report_engagements, FORMAT_JSON, "engagements.json" },
	{ "what it costs, as table", &report_costs, FORMAT_TABLE, "costs.txt" },
	{ "what it costs, as CSV", &report_costs, FORMAT_CSV, "costs.csv" },
	{ "what it costs, as JSON", &report_costs, FORMAT_JSON, "costs.json" },
	{ "sums, as table", &report_spend, FORMAT_TABLE, "spend.txt" },
	{ "sums, as CSV", &report_spend, FORMAT_CSV, "spend.csv" },
	{ "who covers what", &report_coverage, FORMAT_CSV, "coverage.csv" },
	{ "what stays open and why", &report_outcomes, FORMAT_CSV, "outcomes.csv" },
	{ "limits", &report_limits, FORMAT_CSV, "limits.csv" },
	{ "limits for programs", &report_limits, FORMAT_JSON, "limits.json" },
};

static void golden(void **state)
{
	const struct sourcing_golden *c = *state;
	const char *text = written(c->report, c->format);

	assert_golden(arena_format(&arena, "sourcing/%s", c->file), text, strlen(text));
}

/* The last but one field of each row of costs is an amount; their sum is the plan's total. */
static void rows_of_costs_add_up_to_the_total(void **state)
{
	struct span rest = span_of(written(&report_costs, FORMAT_CSV)), line;
	long long sum = 0;
	size_t rows = 0;

	(void)state;
	(void)span_next(&rest, '\n', &line);
	while (span_next(&rest, '\n', &line)) {
		const char *text = arena_copy(&arena, line), *end = strrchr(text, ','), *start;

		if (!end)
			continue;
		for (start = end; start[-1] != ','; start--)
			;
		sum += (long long)(strtod(start, NULL) * 100 + 0.5);
		rows++;
	}
	assert_number("rows", rows, 13);
	assert_number("total", sum, 4069773);
}

struct bound_case {
	const char *name;
	int64_t total, use, best;
	const char *text;
	size_t aggregated;
};

static const struct bound_case bound_cases[] = {
	{ "0.7369 % is said to be 0.8", 4069773, 4040000, 4040000, "proven within 0.8 % of optimal",
	  0 },
	{ "a cent is not nothing", 4069773, 4069772, 4069772, "proven within 0.1 % of optimal", 0 },
	{ "exactly 2 %", 102000, 100000, 100000, "proven within 2.0 % of optimal", 0 },
	{ "people where they are tell more", 102000, 101000, 100000,
	  "proven within 1.0 % of optimal with these assignments, within 2.0 % over all "
	  "assignments",
	  0 },
	{ "proven for people where they are", 102000, 102000, 100000,
	  "proven optimal with these assignments, within 2.0 % over all assignments", 0 },
	{ "proven", 5, 5, 5, "proven optimal", 0 },
	{ "nothing is proven", 5, 0, 0, "not proven to be near the optimum", 0 },
	{ "a group without a bound", 102000, 100000, 100000,
	  "proven within 2.0 % of optimal (nothing is proven of 1 group of work with more "
	  "than 256 kinds of external staff)",
	  1 },
	{ "nothing but groups without a bound", 5, 0, 0,
	  "not proven to be near the optimum (nothing is proven of 2 groups of work with more than "
	  "256 "
	  "kinds of external staff)",
	  2 },
};

static void bound(void **state)
{
	const struct bound_case *c = *state;
	struct sourcing sourcing = { .total_cents = c->total,
				     .bound_cents = c->best,
				     .use_bound_cents = c->use,
				     .aggregated_count = c->aggregated };

	assert_string_equal(bound_text(&sourcing, &arena), c->text);
}

/* What a plan ends with, on terminals of all widths: nothing is wider, the amounts are there. */
static void the_orders_of_a_plan_fit_the_terminal(void **state)
{
	static const int widths[] = { 60, 70, 78, 79, 80, 120 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
		struct report_options options = report_options_default();
		struct fault fault = FAULT_INIT;
		struct span rest, line;
		size_t len = 0, rows = 0;
		char *bytes = NULL;
		FILE *out = open_memstream(&bytes, &len);

		assert_non_null(out);
		options.width = widths[i];
		assert_ok(plan_orders(sourcing_fixture(), &options, out, &fault), &fault);
		fclose(out);
		rest = (struct span){ bytes, len };
		for (; span_next(&rest, '\n', &line); rows++)
			if (text_width(line) > (size_t)widths[i])
				fail_msg("%d columns: '%.*s'", widths[i], (int)line.len, line.ptr);
		assert_true(rows > 4);
		free(bytes);
	}
}

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(golden_cases) + ARRAY_LEN(bound_cases) + 2];
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(golden_cases); i++)
		tests[count++] = ROW_TEST(golden, &golden_cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(bound_cases); i++)
		tests[count++] = ROW_TEST(bound, &bound_cases[i]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(rows_of_costs_add_up_to_the_total);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(the_orders_of_a_plan_fit_the_terminal);
	return cmocka_run_group_tests_name("sourcing_reports", tests, NULL, release);
}
