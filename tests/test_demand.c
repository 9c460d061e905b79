/* demand.csv with a column per week: which weeks ask for what, in whatever order they stand. */
#include <string.h>

#include "import/demand.h"
#include "tests/test.h"

struct wide_case {
	const char *name, *table;
	/* The first and the last day, then each week and what it asks for, in millionths; or a part
	 * of the fault; "" when there is no line. */
	const char *want;
};

#define FIRST "demand,project,role"

static const struct wide_case cases[] = {
	{ "weeks in order", FIRST ",2026-W50,2026-W51,2026-W52\nA,P,dev,1,2,3\n",
	  "2026-12-07 2026-12-27 2026-12-07:1000000 2026-12-14:2000000 2026-12-21:3000000" },
	{ "weeks from the last to the first", FIRST ",2026-W52,2026-W51,2026-W50\nA,P,dev,3,2,1\n",
	  "2026-12-07 2026-12-27 2026-12-07:1000000 2026-12-14:2000000 2026-12-21:3000000" },
	{ "weeks in any order, between other columns",
	  "2026-W51," FIRST ",2026-W53,2026-W50,2026-W52\n2,A,P,dev,4,1,3\n",
	  "2026-12-07 2027-01-03 2026-12-07:1000000 2026-12-14:2000000 2026-12-21:3000000 "
	  "2026-12-28:4000000" },
	{ "Mondays and weeks", FIRST ",2026-12-14,2026-W50\nA,P,dev,2,1\n",
	  "2026-12-07 2026-12-20 2026-12-07:1000000 2026-12-14:2000000" },
	{ "a week twice", FIRST ",2026-W50,2026-W51,2026-12-07\nA,P,dev,1,2,3\n",
	  "demand.csv:1:6: duplicate week '2026-12-07'" },
	{ "empty weeks ask for nothing, and are not of the line",
	  FIRST ",2026-W50,2026-W51,2026-W52\nA,P,dev,,0.5,0\n",
	  "2026-12-14 2026-12-20 2026-12-14:500000" },
	{ "nothing in any week: all weeks of the table", FIRST ",2026-W52,2026-W51\nA,P,dev,,\n",
	  "2026-12-14 2026-12-27" },
	{ "as many hours as a week has", FIRST ",unit,2026-W50\nA,P,dev,hours,168\n",
	  "2026-12-07 2026-12-13 2026-12-07:168000000" },
};

static const char *told(const struct company *company, struct arena *arena)
{
	char first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
	const struct demand *d = company->demands;
	const char *text;

	if (company->demand_count == 0)
		return "";
	assert_number("lines", company->demand_count, 1);
	day_format(d->start, first);
	day_format(d->end, last);
	text = arena_format(arena, "%s %s", first, last);
	for (size_t i = 0; i < d->week_count; i++) {
		day_format(d->weeks[i].monday, first);
		text = arena_format(arena, "%s %s:%lld", text, first,
				    (long long)d->weeks[i].amount_micro);
	}
	return text;
}

static void a_column_per_week(void **state)
{
	const struct wide_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct company company = { .settings = settings_default() };
	const struct source source = { "demand.csv", span_of(c->table) };
	const char *text = import_demand(source, &arena, &company, &notes, &fault)
				   ? told(&company, &arena)
				   : fault.message;

	if (strcmp(text, c->want) != 0)
		fail_msg("%s: %s is not %s", c->name, text, c->want);
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(cases)];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		tests[i] = ROW_TEST(a_column_per_week, &cases[i]);
	return cmocka_run_group_tests_name("demand", tests, NULL, NULL);
}
