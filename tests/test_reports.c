#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "reports/plan_schema.h"
#include "reports/reports.h"
#include "tests/report_fixture.h"
#include "tests/test.h"

static struct arena arena = ARENA_INIT;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const struct report *find(const char *name)
{
	for (size_t i = 0; i < report_plan_count; i++)
		if (strcmp(report_list[i]->name, name) == 0)
			return report_list[i];
	fail_msg("no report '%s'", name);
	return NULL;
}

/* The report as text in the arena. */
static const char *written(const struct plan *plan, const char *name,
			   const struct report_options *options)
{
	struct fault fault = FAULT_INIT;
	char *bytes = NULL;
	const char *copy;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	assert_non_null(out);
	assert_ok(report_write(find(name), plan, options, out, &fault), &fault);
	fclose(out);
	copy = arena_copy(&arena, (struct span){ bytes, len });
	free(bytes);
	return copy;
}

struct golden_case {
	const char *name, *report, *file;
	enum report_format format;
	enum report_layout layout;
	enum csv_profile profile;
	bool bare, one_view, week_names;
	enum view view;
};

static const struct golden_case golden_cases[] = {
	{ .name = "gaps in the long layout",
	  .report = "gaps",
	  .file = "reports/gaps.csv",
	  .format = FORMAT_CSV },
	{ .name = "gaps by week for Excel in Europe",
	  .report = "gaps",
	  .file = "reports/gaps-wide-eu.csv",
	  .format = FORMAT_CSV,
	  .layout = LAYOUT_WIDE,
	  .profile = CSV_EXCEL_EU,
	  .view = VIEW_ALL },
	{ .name = "week names for columns",
	  .report = "gaps",
	  .file = "reports/gaps-wide-iso.csv",
	  .format = FORMAT_CSV,
	  .layout = LAYOUT_WIDE,
	  .profile = CSV_EXCEL,
	  .week_names = true,
	  .view = VIEW_WEIGHTED },
	{ .name = "what each person can work",
	  .report = "people",
	  .file = "reports/people.csv",
	  .format = FORMAT_CSV,
	  .profile = CSV_UNIX },
	{ .name = "time of people that is not used",
	  .report = "people",
	  .file = "reports/people-wide.csv",
	  .format = FORMAT_CSV,
	  .layout = LAYOUT_WIDE,
	  .profile = CSV_UNIX,
	  .view = VIEW_WEIGHTED },
	{ .name = "the projects that go short",
	  .report = "demand",
	  .file = "reports/demand.csv",
	  .format = FORMAT_CSV },
	{ .name = "for machines, unguarded, one view",
	  .report = "demand",
	  .file = "reports/demand-bare.csv",
	  .format = FORMAT_CSV,
	  .profile = CSV_UNIX,
	  .bare = true,
	  .one_view = true,
	  .view = VIEW_COMMITTED },
	{ .name = "demand by week",
	  .report = "demand",
	  .file = "reports/demand-wide.csv",
	  .format = FORMAT_CSV,
	  .layout = LAYOUT_WIDE,
	  .profile = CSV_UNIX,
	  .view = VIEW_ALL },
	{ .name = "gaps as a calendar",
	  .report = "gaps",
	  .file = "reports/gaps.ics",
	  .format = FORMAT_ICS,
	  .view = VIEW_WEIGHTED },
	{ .name = "everything as a calendar",
	  .report = "calendar",
	  .file = "reports/plan.ics",
	  .format = FORMAT_ICS,
	  .view = VIEW_WEIGHTED },
	{ .name = "gaps for programs",
	  .report = "gaps",
	  .file = "reports/gaps.json",
	  .format = FORMAT_JSON,
	  .one_view = true,
	  .view = VIEW_WEIGHTED },
	{ .name = "the whole plan for programs",
	  .report = "plan",
	  .file = "reports/plan.json",
	  .format = FORMAT_JSON },
	{ .name = "gaps on a terminal",
	  .report = "gaps",
	  .file = "reports/gaps.txt",
	  .format = FORMAT_TABLE,
	  .view = VIEW_WEIGHTED },
	{ .name = "why the gap is unavoidable, as table",
	  .report = "certificates",
	  .file = "reports/certificates.txt",
	  .format = FORMAT_TABLE,
	  .view = VIEW_WEIGHTED },
	{ .name = "why the gap is unavoidable, as CSV",
	  .report = "certificates",
	  .file = "reports/certificates.csv",
	  .format = FORMAT_CSV,
	  .view = VIEW_WEIGHTED },
	{ .name = "why the gap is unavoidable, as JSON",
	  .report = "certificates",
	  .file = "reports/certificates.json",
	  .format = FORMAT_JSON,
	  .view = VIEW_WEIGHTED },
	{ .name = "who works for whom, as table",
	  .report = "assignments",
	  .file = "reports/assignments.txt",
	  .format = FORMAT_TABLE,
	  .view = VIEW_WEIGHTED },
	{ .name = "who works for whom, as CSV",
	  .report = "assignments",
	  .file = "reports/assignments.csv",
	  .format = FORMAT_CSV,
	  .view = VIEW_WEIGHTED },
	{ .name = "who works for whom, as JSON",
	  .report = "assignments",
	  .file = "reports/assignments.json",
	  .format = FORMAT_JSON,
	  .view = VIEW_WEIGHTED },
	{ .name = "who is free, as table",
	  .report = "bench",
	  .file = "reports/bench.txt",
	  .format = FORMAT_TABLE,
	  .view = VIEW_WEIGHTED },
	{ .name = "who is free, as CSV",
	  .report = "bench",
	  .file = "reports/bench.csv",
	  .format = FORMAT_CSV,
	  .view = VIEW_WEIGHTED },
	{ .name = "who is free, as JSON",
	  .report = "bench",
	  .file = "reports/bench.json",
	  .format = FORMAT_JSON,
	  .view = VIEW_WEIGHTED },
	{ .name = "what is wrong with the bookings, as table",
	  .report = "findings",
	  .file = "reports/findings.txt",
	  .format = FORMAT_TABLE,
	  .view = VIEW_WEIGHTED },
	{ .name = "what is wrong with the bookings, as CSV",
	  .report = "findings",
	  .file = "reports/findings.csv",
	  .format = FORMAT_CSV,
	  .view = VIEW_WEIGHTED },
	{ .name = "what is wrong with the bookings, as JSON",
	  .report = "findings",
	  .file = "reports/findings.json",
	  .format = FORMAT_JSON,
	  .view = VIEW_WEIGHTED },
};

static void golden(void **state)
{
	const struct golden_case *c = *state;
	struct report_options options = report_options_default();
	const char *text;

	options.format = c->format;
	options.layout = c->layout;
	options.profile = c->profile;
	options.guard = !c->bare;
	options.one_view = c->one_view;
	options.week_names = c->week_names;
	options.view = c->view;
	text = written(report_fixture(), c->report, &options);
	assert_golden(c->file, text, strlen(text));
	assert_string_equal(text, written(report_fixture(), c->report, &options));
}

/* Sentences wrap on a narrow terminal; rows of the table may not. */
static bool is_sentence(struct span line)
{
	const char *text = arena_copy(&arena, line);

	return strstr(text, "FTE") || strstr(text, "Plan ");
}

static void twelve_roles_by_thirteen_weeks_fit_the_terminal(void **state)
{
	const struct plan *plan = report_fixture_large(12, 13, &arena);
	struct report_options options = report_options_default();
	static const int widths[] = { 40, 80, 120 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
		struct span rest, line;

		options.width = widths[i];
		rest = span_of(written(plan, "gaps", &options));
		while (span_next(&rest, '\n', &line))
			if (text_width(line) > (size_t)widths[i] &&
			    !(widths[i] == 40 && is_sentence(line)))
				fail_msg("%d columns: '%.*s'", widths[i], (int)line.len, line.ptr);
	}
	options.width = 80;
	assert_golden("reports/large.txt", written(plan, "gaps", &options),
		      strlen(written(plan, "gaps", &options)));
}

static void tables_fit_a_terminal_of_60_columns(void **state)
{
	static const char *const reports[] = { "assignments", "bench",  "certificates", "demand",
					       "findings",    "people", "gaps" };
	struct report_options options = report_options_default();

	(void)state;
	options.width = 60;
	for (size_t i = 0; i < ARRAY_LEN(reports); i++) {
		struct span rest = span_of(written(report_fixture(), reports[i], &options)), line;

		while (span_next(&rest, '\n', &line))
			if (text_width(line) > 60)
				fail_msg("%s: '%.*s'", reports[i], (int)line.len, line.ptr);
	}
}

static void a_name_sends_nothing_to_the_terminal(void **state)
{
	struct report_options options = report_options_default();
	const char *text = written(report_fixture(), "gaps", &options);

	(void)state;
	assert_null(strchr(text, '\033'));
	assert_null(strstr(text, "\xe2\x80\xae"));
	options.colour = true;
	assert_non_null(strchr(written(report_fixture(), "gaps", &options), '\033'));
}

/* Calendar lines: at most 75 octets, and none begins inside a character. */
static void long_names_are_folded_between_characters(void **state)
{
	struct plan *plan = report_fixture_large(1, 3, &arena);
	struct report_options options = report_options_default();
	const char *name = "x", *line, *end;

	(void)state;
	for (int i = 0; i < 100; i++)
		name = arena_format(&arena, "%s\xf0\x9f\x9a\x80\xc3\xbc,", name);
	plan->requirements[0].role = name;
	*plan_requirement_coverage(plan, VIEW_WEIGHTED, 0, 0) = (struct demand_coverage){ 10, 0 };
	*plan_demand_coverage(plan, VIEW_WEIGHTED, 0, 0) = (struct demand_coverage){ 10, 0 };
	options.format = FORMAT_ICS;
	for (line = written(plan, "gaps", &options); *line; line = end + 2) {
		end = strstr(line, "\r\n");
		assert_non_null(end);
		assert_true(end - line <= 75);
		assert_true(text_is_utf8((struct span){ line, (size_t)(end - line) }, NULL));
	}
}

/* docs/plan.schema.json is what the columns say. */
static void the_schema_in_the_documents_is_that_of_the_columns(void **state)
{
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	(void)state;
	plan_schema_write(out);
	fclose(out);
	assert_golden("../../docs/plan.schema.json", bytes, len);
	free(bytes);
}

/* A report is one row: what it is written from and in which formats says the list, not who calls
 * it. */
static void the_list_of_reports_is_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < report_count; i++) {
		const struct report *report = report_list[i];
		bool of_plan = report->from == FROM_PLAN;

		assert_true(report_formats(report) != 0);
		assert_true(of_plan == (i < report_plan_count));
		assert_true(of_plan == (report->summary != NULL));
		assert_true(of_plan == (report->called == NULL));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(report->name, report_list[k]->name);
		for (int f = 0; f < FORMAT_COUNT; f++) {
			assert_false(of_plan && report->write_from[f]);
			assert_true(of_plan || !report->write[f]);
		}
	}
}

static void every_report_stands_in_the_documents(void **state)
{
	char *text = NULL;
	size_t len = 0, size = 0;
	FILE *file = fopen(DOCS "/outputs.md", "r");

	(void)state;
	assert_non_null(file);
	size = (size_t)getdelim(&text, &len, '\0', file);
	fclose(file);
	assert_true(size < len);
	for (size_t i = 0; i < report_count; i++) {
		const char *name = report_list[i]->name;

		if (!strstr(text, arena_format(&arena, "`%s`", name)) &&
		    !strstr(text, arena_format(&arena, "`staffgap %s", name)) &&
		    !strstr(text, arena_format(&arena, "`staffgap report %s", name)))
			fail_msg("docs/outputs.md has no word about the report '%s'", name);
	}
	free(text);
}

static void a_full_disk_is_a_fault(void **state)
{
	struct report_options options = report_options_default();
	struct fault fault = FAULT_INIT;
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	if (!full)
		skip();
	options.format = FORMAT_CSV;
	assert_false(report_write(find("gaps"), report_fixture(), &options, full, &fault));
	assert_number("kind", fault.kind, FAULT_SYSTEM);
	assert_string_equal(fault.message, "cannot write the report: No space left on device");
	fclose(full);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(golden_cases) + 1 + 7];
	size_t count = 0;

	for (; count < ARRAY_LEN(golden_cases); count++)
		tests[count] = ROW_TEST(golden, &golden_cases[count]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(
		twelve_roles_by_thirteen_weeks_fit_the_terminal);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(tables_fit_a_terminal_of_60_columns);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_name_sends_nothing_to_the_terminal);
	tests[count++] =
		(struct CMUnitTest)cmocka_unit_test(long_names_are_folded_between_characters);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(
		the_schema_in_the_documents_is_that_of_the_columns);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(the_list_of_reports_is_whole);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(every_report_stands_in_the_documents);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_full_disk_is_a_fault);
	return cmocka_run_group_tests_name("reports", tests, NULL, release);
}
