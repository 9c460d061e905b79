#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/event.h"
#include "reports/datapackage.h"
#include "reports/registry.h"
#include "tests/sourcing_fixture.h"
#include "tests/test.h"

static struct arena arena = ARENA_INIT;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char *written(report_writer *write, const struct plan *plan,
			   const struct report_options *options)
{
	struct fault fault = FAULT_INIT;
	char *bytes = NULL;
	const char *copy;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	assert_non_null(out);
	assert_ok(write(plan, options, out, &fault), &fault);
	fclose(out);
	copy = arena_copy(&arena, (struct span){ bytes, len });
	free(bytes);
	return copy;
}

static size_t count_of(const char *text, const char *word)
{
	size_t count = 0;

	for (; (text = strstr(text, word)); text += strlen(word))
		count++;
	return count;
}

static void engagements_and_deadlines_as_events(void **state)
{
	struct report_options options = report_options_default();
	const char *text = written(report_calendar.write[FORMAT_ICS], sourcing_fixture(), &options);

	(void)state;
	assert_golden("reports/plan-full.ics", text, strlen(text));
}

static void deadlines_as_tasks(void **state)
{
	struct report_options options = report_options_default();
	const char *text = written(report_actions.write[FORMAT_ICS], sourcing_fixture(), &options);
	size_t tasks;

	(void)state;
	assert_golden("reports/actions.ics", text, strlen(text));
	assert_number("no events", (long long)count_of(text, "VEVENT"), 0);
	assert_number("no alarms", (long long)count_of(text, "VALARM"), 0);
	tasks = count_of(text, "END:VTODO");
	options.remind_days = 14;
	text = written(report_actions.write[FORMAT_ICS], sourcing_fixture(), &options);
	assert_true(tasks > 0);
	assert_number("alarms before the due day",
		      (long long)count_of(text, "TRIGGER;RELATED=END:-P14D\r\n"), (long long)tasks);
}

static void kinds_are_picked(void **state)
{
	struct report_options options = report_options_default();
	const struct plan *plan = sourcing_fixture();
	size_t all, gaps, others;

	(void)state;
	all = count_of(written(report_calendar.write[FORMAT_ICS], plan, &options), "END:VEVENT");
	options.include = 1 << EVENT_GAP;
	gaps = count_of(written(report_calendar.write[FORMAT_ICS], plan, &options), "END:VEVENT");
	options.include = 1 << EVENT_ENGAGEMENT | 1 << EVENT_DEADLINE;
	others = count_of(written(report_calendar.write[FORMAT_ICS], plan, &options), "END:VEVENT");
	assert_true(gaps > 0 && others > 0);
	assert_number("sum", (long long)(gaps + others), (long long)all);
}

/* The worst names there are: every line at most 75 octets, whole characters, CRLF. */
static void lines_are_folded_to_the_octet(void **state)
{
	struct report_options options = report_options_default();
	const char *line, *end;
	bool full = false;

	(void)state;
	options.remind_days = 14;
	options.publish = true;
	for (line = written(report_calendar.write[FORMAT_ICS], sourcing_fixture(), &options); *line;
	     line = end + 2) {
		end = strstr(line, "\r\n");
		assert_non_null(end);
		assert_true(end - line <= 75 && !memchr(line, '\n', (size_t)(end - line)));
		assert_true(text_is_utf8((struct span){ line, (size_t)(end - line) }, NULL));
		full = full || end - line == 75;
	}
	assert_true(full);
}

static void the_package_describes_the_tables(void **state)
{
	static const char sum[] =
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	struct report_options options = report_options_default();
	struct fault fault = FAULT_INIT;
	const struct package_file files[] = {
		{ "gaps.csv", "text/csv", report_gaps.sheet, LAYOUT_LONG, 1234, sum },
		{ "gaps-wide.csv", "text/csv", report_gaps.sheet, LAYOUT_WIDE, 567, sum },
		{ "plan.ics", "text/calendar", NULL, LAYOUT_LONG, 89, sum },
	};
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	(void)state;
	options.profile = CSV_EXCEL_EU;
	assert_ok(datapackage_write(sourcing_fixture(), &options, files, ARRAY_LEN(files), out,
				    &fault),
		  &fault);
	fclose(out);
	assert_golden("reports/datapackage.json", bytes, len);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(engagements_and_deadlines_as_events),
		cmocka_unit_test(deadlines_as_tasks),
		cmocka_unit_test(kinds_are_picked),
		cmocka_unit_test(lines_are_folded_to_the_octet),
		cmocka_unit_test(the_package_describes_the_tables),
	};

	return cmocka_run_group_tests_name("calendar", tests, NULL, release);
}
