/* Records in order, whatever the order in which they came: each field decides where all before it
 * are the same. */
#include <string.h>

#include "model/company.h"
#include "model/company_order.h"
#include "tests/test.h"

static const struct person people[] = { { .id = "ana" }, { .id = "ben" } };
static const struct demand demands[] = { { .id = "A" }, { .id = "B" }, { .id = "C" } };

#define DAY(n)                                                                                     \
	{                                                                                          \
		20000 + (n)                                                                        \
	}

/* Where a field of two neighbours differs, it goes down in all fields behind it. */
static const struct booking bookings[] = {
	{ .person = "ana", .project = "p", .role = "z", .start = DAY(9), .end = DAY(9) },
	{ .person = "ana", .project = "q", .role = "y", .start = DAY(8), .end = DAY(9) },
	{ .person = "ana", .project = "q", .role = "z", .start = DAY(5), .end = DAY(8) },
	{ .person = "ana",
	  .project = "q",
	  .role = "z",
	  .start = DAY(6),
	  .end = DAY(7),
	  .status = BOOKING_SOFT },
	{ .person = "ben",
	  .project = "p",
	  .role = "",
	  .start = DAY(1),
	  .end = DAY(5),
	  .status = BOOKING_HARD,
	  .unit = AMOUNT_HOURS_TOTAL,
	  .amount_micro = 9 },
	{ .person = "ben",
	  .project = "p",
	  .role = "",
	  .start = DAY(1),
	  .end = DAY(6),
	  .status = BOOKING_HARD,
	  .unit = AMOUNT_HOURS_PER_WEEK,
	  .amount_micro = 8 },
	{ .person = "ben",
	  .project = "p",
	  .role = "",
	  .start = DAY(1),
	  .end = DAY(6),
	  .status = BOOKING_HARD,
	  .unit = AMOUNT_HOURS_TOTAL,
	  .amount_micro = 6 },
	{ .person = "ben",
	  .project = "p",
	  .role = "",
	  .start = DAY(1),
	  .end = DAY(6),
	  .status = BOOKING_HARD,
	  .unit = AMOUNT_HOURS_TOTAL,
	  .amount_micro = 7 },
	{ .person = "ben",
	  .project = "p",
	  .role = "",
	  .start = DAY(1),
	  .end = DAY(6),
	  .status = BOOKING_SOFT,
	  .unit = AMOUNT_HOURS_PER_WEEK,
	  .amount_micro = 1 },
};

static const struct holiday holidays[] = {
	{ .location = "", .day = DAY(9), .part = PART_MORNING, .name = "z" },
	{ .location = "DE", .day = DAY(1), .part = PART_AFTERNOON, .name = "y" },
	{ .location = "DE", .day = DAY(2), .part = PART_DAY, .workday = true, .name = "x" },
	{ .location = "DE", .day = DAY(2), .part = PART_MORNING, .workday = false, .name = "w" },
	{ .location = "DE", .day = DAY(2), .part = PART_MORNING, .workday = true, .name = "u" },
	{ .location = "DE", .day = DAY(2), .part = PART_MORNING, .workday = true, .name = "v" },
};

/* The place at which a row stands that is the last but `from`, counted around. */
static size_t turned(size_t i, size_t from, size_t count)
{
	return count - 1 - (i + from) % count;
}

static void in_order_from_any_order(void **state)
{
	(void)state;
	for (size_t from = 0; from < ARRAY_LEN(bookings); from++) {
		struct person p[ARRAY_LEN(people)];
		struct demand d[ARRAY_LEN(demands)];
		struct booking b[ARRAY_LEN(bookings)];
		struct holiday h[ARRAY_LEN(holidays)];
		struct company company = { .people = p,
					   .person_count = ARRAY_LEN(p),
					   .demands = d,
					   .demand_count = ARRAY_LEN(d),
					   .bookings = b,
					   .booking_count = ARRAY_LEN(b),
					   .holidays = h,
					   .holiday_count = ARRAY_LEN(h) };

		for (size_t i = 0; i < ARRAY_LEN(p); i++)
			p[i] = people[turned(i, from, ARRAY_LEN(p))];
		for (size_t i = 0; i < ARRAY_LEN(d); i++)
			d[i] = demands[turned(i, from, ARRAY_LEN(d))];
		for (size_t i = 0; i < ARRAY_LEN(b); i++) {
			b[i] = bookings[turned(i, from, ARRAY_LEN(b))];
			b[i].place.line = (int32_t)turned(i, from, ARRAY_LEN(b));
		}
		for (size_t i = 0; i < ARRAY_LEN(h); i++) {
			h[i] = holidays[turned(i, from, ARRAY_LEN(h))];
			h[i].line = (int32_t)turned(i, from, ARRAY_LEN(h));
		}
		company_settle(&company);
		for (size_t i = 0; i < ARRAY_LEN(p); i++)
			assert_string_equal(p[i].id, people[i].id);
		for (size_t i = 0; i < ARRAY_LEN(d); i++)
			assert_string_equal(d[i].id, demands[i].id);
		assert_number("bookings", company.booking_count, ARRAY_LEN(b));
		for (size_t i = 0; i < ARRAY_LEN(b); i++) {
			assert_number("a booking's person", b[i].person_index,
				      strcmp(b[i].person, "ana") != 0);
			assert_number("a booking's place", b[i].place.line, i);
		}
		for (size_t i = 0; i < ARRAY_LEN(h); i++)
			assert_number("a holiday's place", h[i].line, i);
	}
}

static void bookings_of_nobody_are_dropped(void **state)
{
	struct person p[] = { people[1], people[0] };
	struct booking b[] = { { .person = "zoe", .project = "p", .role = "" },
			       bookings[8],
			       { .person = "al", .project = "p", .role = "" },
			       bookings[0] };
	struct company company = {
		.people = p, .person_count = 2, .bookings = b, .booking_count = 4
	};

	(void)state;
	company_settle(&company);
	assert_number("bookings", company.booking_count, 2);
	assert_string_equal(b[0].person, "ana");
	assert_string_equal(b[1].person, "ben");
	assert_number("of the second", b[1].person_index, 1);
	assert_true(company_person(&company, "al") == SIZE_MAX);
	assert_true(company_person(&company, "ben") == 1);
	company.person_count = 0;
	assert_true(company_person(&company, "ben") == SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_order_from_any_order),
		cmocka_unit_test(bookings_of_nobody_are_dropped),
	};

	return cmocka_run_group_tests_name("company_order", tests, NULL, NULL);
}
