#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "reports/columns.h"
#include "tests/page_fixture.h"
#include "tests/report_fixture.h"
#include "tests/test.h"

static struct arena arena = ARENA_INIT;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char *taken(char *bytes, size_t len)
{
	const char *copy = arena_copy(&arena, (struct span){ bytes, len });

	free(bytes);
	return copy;
}

static const char *table(const struct plan *plan, const char *name, int width)
{
	struct report_options options = report_options_default();
	struct fault fault = FAULT_INIT;
	const struct report *report = NULL;
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	options.width = width;
	for (size_t i = 0; i < report_plan_count; i++)
		if (strcmp(report_list[i]->name, name) == 0)
			report = report_list[i];
	assert_non_null(report);
	assert_ok(report->write[FORMAT_TABLE](plan, &options, out, &fault), &fault);
	fclose(out);
	return taken(bytes, len);
}

/* Long, wide and right-to-left names. The sentence about feeds is no row and wraps. */
static void rows_fit_the_terminal(void **state)
{
	static const char *const reports[] = { "people", "demand", "findings" };
	static const int widths[] = { 60, 80, 132 };
	const struct plan *plan = page_fixture(&arena);

	(void)state;
	for (size_t r = 0; r < ARRAY_LEN(reports); r++)
		for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
			struct span rest = span_of(table(plan, reports[r], widths[i])), line;
			size_t lines = 0;

			for (; span_next(&rest, '\n', &line); lines++)
				if (text_width(line) > (size_t)widths[i] && line.ptr[0] != '!')
					fail_msg("%s at %d: '%.*s'", reports[r], widths[i],
						 (int)line.len, line.ptr);
			assert_true(lines > 5);
		}
}

static void people_by_week(void **state)
{
	const char *text = table(report_fixture(), "people", 80);

	(void)state;
	assert_golden("reports/people.txt", text, strlen(text));
}

static void demand_by_week(void **state)
{
	const char *text = table(page_fixture(&arena), "demand", 60);

	(void)state;
	assert_golden("reports/demand.txt", text, strlen(text));
}

struct narrow_case {
	const char *name;
	int width;
	const char *cells[4], *text;
};

static const struct narrow_case narrow_cases[] = {
	{ "columns are as wide as what they hold",
	  40,
	  { "Ana", "1.5", "Ben", "10.25" },
	  "Name  Hours\nAna     1.5\nBen   10.25\n" },
	{ "a wide character takes two columns",
	  40,
	  { "\xe6\xbc\xa2\xe5\xad\x97", "1", "Ben", "2" },
	  "Name  Hours\n\xe6\xbc\xa2\xe5\xad\x97      1\nBen       2\n" },
	{ "a long name is cut where the room ends",
	  14,
	  { "Bartholomew", "1", "Ben", "2" },
	  "Name     Hours\nBartho\xe2\x80\xa6      1\nBen          2\n" },
	{ "numbers are never cut",
	  6,
	  { "Bartholomew", "1234567", "Ben", "2" },
	  "Name    Hours\nBar\xe2\x80\xa6  1234567\nBen         2\n" },
	{ "a wide character is not cut in two",
	  12,
	  { "a\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2", "1", "Ben", "2" },
	  "Name   Hours\na\xe6\xbc\xa2\xe2\x80\xa6       1\nBen        2\n" },
	{ "a combining mark takes none",
	  40,
	  { "e\xcc\x81llo", "1", "Ben", "2" },
	  "Name  Hours\ne\xcc\x81llo      1\nBen       2\n" },
};

static void aggregate(void **state)
{
	static const struct column_head heads[] = { { "Name", false, 4 }, { "Hours", true, 0 } };
	const struct narrow_case *c = *state;
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	columns_write(out, c->width, heads, ARRAY_LEN(heads), c->cells, 2);
	fclose(out);
	assert_string_equal(taken(bytes, len), c->text);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(narrow_cases) + 3];
	size_t count = 0;

	for (; count < ARRAY_LEN(narrow_cases); count++)
		tests[count] = ROW_TEST(aggregate, &narrow_cases[count]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(rows_fit_the_terminal);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(people_by_week);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(demand_by_week);
	return cmocka_run_group_tests_name("tables", tests, NULL, release);
}
