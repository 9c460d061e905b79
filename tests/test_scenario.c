/* What of a table a scenario's replaces and removes, and what it leaves. */
#include <string.h>

#include "import/import.h"
#include "import/inputs.h"
#include "tests/test.h"

static struct arena arena;

static bool read_one(const char *name, const char *text, bool over, struct company *company)
{
	struct notes unused = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct source source = { name, span_of(text) };

	for (size_t i = 0; i < input_kind_count; i++)
		if (strcmp(input_kinds[i].name, name) == 0)
			return (over ? input_kinds[i].merge : input_kinds[i].read)(
				source, &arena, company, &unused, &fault);
	return false;
}

static struct company merged(const char *name, const char *text, const char *over)
{
	struct company company = { .settings = settings_default() };

	assert_true(read_one(name, text, false, &company));
	assert_true(read_one(name, over, true, &company));
	return company;
}

#define BOOKINGS "person,project,role,start,end,percent\n"
#define TIME ",2026-11-23,2026-12-04,"

static void a_booking_is_replaced_by_one_for_the_same_project_and_role(void **state)
{
	struct company company = merged("bookings.csv",
					BOOKINGS "ana,p,sre" TIME "10\nana,q,sre" TIME "20\n"
						 "ana,p,dev" TIME "30\nben,p,sre" TIME "40\n",
					BOOKINGS "ANA,P,SRE" TIME "50\n");

	(void)state;
	assert_number("bookings", company.booking_count, 4);
	assert_string_equal(company.bookings[0].project, "q");
	assert_string_equal(company.bookings[1].role, "dev");
	assert_string_equal(company.bookings[2].person, "ben");
	assert_string_equal(company.bookings[3].person, "ANA");
}

static void a_booking_is_removed_by_what_is_said_of_it(void **state)
{
	struct company company = merged("bookings.csv",
					BOOKINGS "ana,p,sre" TIME "10\nana,q,sre" TIME "20\n"
						 "ana,p,dev" TIME "30\nben,p,sre" TIME "40\n",
					BOOKINGS "-ana,p,dev,,,\n-ben,,,,,\n");

	(void)state;
	assert_number("bookings", company.booking_count, 2);
	assert_string_equal(company.bookings[0].role, "sre");
	assert_string_equal(company.bookings[1].project, "q");
}

static void rows_of_both_that_were_skipped_are_remembered(void **state)
{
	struct company people = merged("people.csv", "person,roles\nana,sre\nben,\n",
				       "person,roles\n-ana,\ncy,sre\ndan,\n");
	struct company rates =
		merged("rates.csv", "option,model,role,rate,unit\na,freelance,sre,x,hour\n",
		       "option,model,role,rate,unit\nb,freelance,sre,y,hour\n");

	(void)state;
	assert_number("people", people.person_count, 1);
	assert_string_equal(people.people[0].id, "cy");
	assert_number("people that were skipped", people.skipped_people.count, 2);
	assert_string_equal(people.skipped_people.list[1].id, "dan");
	assert_number("options", rates.option_count, 0);
	assert_number("options that were skipped", rates.skipped_options.count, 2);
	assert_string_equal(rates.skipped_options.list[1].id, "b");
}

static int release(void **unused)
{
	(void)unused;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_booking_is_replaced_by_one_for_the_same_project_and_role),
		cmocka_unit_test(a_booking_is_removed_by_what_is_said_of_it),
		cmocka_unit_test(rows_of_both_that_were_skipped_are_remembered),
	};

	return cmocka_run_group_tests_name("scenario", tests, NULL, release);
}
