/* Capacity and amounts per week: cases worked out by hand, the arithmetic beside each. */
#include <string.h>

#include "planner/capacity.h"
#include "planner/effort.h"
#include "planner/minutes.h"
#include "planner/plan.h"
#include "tests/test.h"

enum { DAY = 1440, WEEKS = 8 };

static struct day on(const char *text)
{
	struct fault fault = FAULT_INIT;
	struct day day = { 0 };

	assert_ok(day_parse(span_of(text), &day, &fault), &fault);
	return day;
}

/* Monday to Friday 8 hours, no overhead. */
static struct person person(void)
{
	return (struct person){ .id = "ana",
				.name = "ana",
				.email = "",
				.location = "DE-BE",
				.time_zone = "Europe/Berlin",
				.pattern_minutes = { 480, 480, 480, 480, 480 },
				.start = DAY_FIRST,
				.end = DAY_LAST };
}

static struct busy days(const char *first, int32_t count, enum busy_class class,
			enum busy_part part)
{
	return (struct busy){ .start_minute = on(first).since_1970 * DAY,
			      .end_minute = (on(first).since_1970 + count) * DAY,
			      .class = class,
			      .part = part };
}

static struct busy hours(const char *day, int32_t from, int32_t to, enum busy_class class)
{
	int32_t midnight = on(day).since_1970 * DAY;

	return (struct busy){ .start_minute = midnight + from * 60,
			      .end_minute = midnight + to * 60,
			      .class = class,
			      .part = PART_CLOCK };
}

static struct holiday holiday(const char *location, const char *day)
{
	return (struct holiday){
		.location = location, .day = on(day), .part = PART_DAY, .name = "x"
	};
}

/* Weeks from 2026-12-14 (W51) on: W51, W52, W53, 2027-W01, ... */
static void weeks_of(const struct company *company, const struct person *who,
		     struct capacity weeks[WEEKS])
{
	struct arena arena = ARENA_INIT;

	memset(weeks, 0, WEEKS * sizeof(*weeks));
	capacity_of_person(company, who, on("2026-12-14"), WEEKS, &arena, weeks);
	arena_release(&arena);
}

static void a_plain_week(void **state)
{
	struct company company = { .settings = settings_default() };
	struct person ana = person();
	struct capacity w[WEEKS];

	(void)state;
	ana.overhead_micro_percent = 12500000; /* 12.5 % of 2400 is 300 */
	weeks_of(&company, &ana, w);
	assert_number("nominal", w[0].nominal_minutes, 2400);
	assert_number("contracted", w[0].contracted_minutes, 2400);
	assert_number("overhead", w[0].overhead_minutes, 300);
	assert_number("deployable", w[0].deployable_minutes, 2100);
}

/* Christmas Day 2026 is a Friday, Boxing Day a Saturday; New Year 2027 a Friday in week 53. */
static void holidays_and_week_53(void **state)
{
	struct holiday holidays[] = { holiday("DE", "2026-12-25"), holiday("DE", "2026-12-26"),
				      holiday("", "2027-01-01"), holiday("DE-BY", "2027-01-06") };
	struct company company = { .settings = settings_default(),
				   .holidays = holidays,
				   .holiday_count = 4 };
	struct person ana = person();
	struct capacity w[WEEKS];

	(void)state;
	weeks_of(&company, &ana, w);
	assert_number("week 52", w[1].holiday_minutes, 480);
	assert_number("week 52", w[1].available_minutes, 1920);
	assert_number("week 53", w[2].available_minutes, 1920);
	assert_number("Epiphany is not for Berlin", w[3].available_minutes, 2400);
	ana.location = "DE-BY";
	weeks_of(&company, &ana, w);
	assert_number("Epiphany is for Bavaria", w[3].available_minutes, 1920);
}

/* Leave over New Year, over a holiday: the holiday counts as holiday, once. */
static void leave_over_new_year(void **state)
{
	struct busy leave[] = { days("2026-12-28", 7, BUSY_ABSENT, PART_DAY) };
	struct holiday holidays[] = { holiday("DE", "2027-01-01") };
	struct company company = { .settings = settings_default(),
				   .holidays = holidays,
				   .holiday_count = 1 };
	struct person ana = person();
	struct capacity w[WEEKS];

	(void)state;
	ana.calendar = (struct calendar){ true, leave, 1 };
	weeks_of(&company, &ana, w);
	assert_number("holiday", w[2].holiday_minutes, 480);
	assert_number("absent", w[2].absent_minutes, 4 * 480);
	assert_number("available", w[2].available_minutes, 0);
	assert_number("the week after", w[3].available_minutes, 2400);
}

/* Wednesday 2027-01-13 to Friday: three days of five. */
static void starts_on_a_wednesday(void **state)
{
	struct company company = { .settings = settings_default() };
	struct person ana = person();
	struct capacity w[WEEKS];

	(void)state;
	ana.start = on("2027-01-13");
	weeks_of(&company, &ana, w);
	assert_number("before", w[3].nominal_minutes, 0);
	assert_number("nominal", w[4].nominal_minutes, 3 * 480);
	assert_number("contracted", w[4].contracted_minutes, 3 * 480);
	assert_number("after", w[5].contracted_minutes, 2400);
}

/*
 * 09:00 to 17:00 is the window. Two meetings 10-12 and 11-13 overlap: 180 minutes. A meeting 16-19
 * is clipped to 60. An absence 12-14 takes precedence over the meeting: 120, and the meetings are
 * 10-12 and 16-17 then: 180. Tentative 8-10 counts 9-10, half of 60: 30.
 */
static void overlaps_count_once(void **state)
{
	struct busy times[] = { hours("2026-12-14", 8, 10, BUSY_TENTATIVE),
				hours("2026-12-14", 10, 12, BUSY_BUSY),
				hours("2026-12-14", 11, 13, BUSY_BUSY),
				hours("2026-12-14", 12, 14, BUSY_ABSENT),
				hours("2026-12-14", 16, 19, BUSY_BUSY) };
	struct company company = { .settings = settings_default() };
	struct person ana = person();
	struct capacity w[WEEKS];

	(void)state;
	ana.calendar = (struct calendar){ true, times, 5 };
	weeks_of(&company, &ana, w);
	assert_number("absent", w[0].absent_minutes, 120);
	assert_number("busy", w[0].busy_minutes, 180);
	assert_number("tentative", w[0].tentative_minutes, 30);
	assert_number("available", w[0].available_minutes, 2400 - 330);
}

/* A part-timer of 5 h and 3 min: 303 minutes, so the morning has 151 and the afternoon 152. In
 * weeks apart: the sum would not tell which of them has the odd minute. */
static void half_days(void **state)
{
	struct busy times[] = { days("2026-12-14", 1, BUSY_ABSENT, PART_MORNING),
				days("2026-12-22", 1, BUSY_ABSENT, PART_AFTERNOON) };
	struct company company = { .settings = settings_default() };
	struct person ana = person();
	struct capacity w[WEEKS];

	(void)state;
	ana.pattern_minutes[0] = ana.pattern_minutes[1] = 303;
	ana.calendar = (struct calendar){ true, times, 2 };
	weeks_of(&company, &ana, w);
	assert_number("a morning", w[0].absent_minutes, 151);
	assert_number("an afternoon", w[1].absent_minutes, 152);
}

/* Saturday 2026-12-19 is worked instead of Friday the 25th. */
static void a_make_up_working_day(void **state)
{
	struct holiday holidays[] = { holiday("DE", "2026-12-19"), holiday("DE", "2026-12-25") };
	struct company company = { .settings = settings_default(),
				   .holidays = holidays,
				   .holiday_count = 2 };
	struct person ana = person();
	struct capacity w[WEEKS];

	(void)state;
	holidays[0].workday = true;
	weeks_of(&company, &ana, w);
	assert_number("six days", w[0].contracted_minutes, 6 * 480);
	assert_number("four days", w[1].available_minutes, 4 * 480);
}

/* Four days of 6 h and none on Saturday: a Saturday made up for has 6 h, too, not 24 / 5. */
static void a_make_up_day_is_a_usual_day(void **state)
{
	struct holiday saturday = holiday("DE", "2026-12-19");
	struct company company = { .settings = settings_default(),
				   .holidays = &saturday,
				   .holiday_count = 1 };
	struct person ana = person();
	struct capacity w[WEEKS];

	(void)state;
	saturday.workday = true;
	memcpy(ana.pattern_minutes, (int32_t[7]){ 360, 360, 360, 360 }, sizeof(int32_t[7]));
	weeks_of(&company, &ana, w);
	assert_number("five days", w[0].contracted_minutes, 5 * 360);
}

/* From 09:00 on 20 h would end at 05:00 of the next day: the window is 04:00 to 24:00. */
static void a_long_day_begins_earlier(void **state)
{
	struct busy times[] = { hours("2026-12-14", 3, 5, BUSY_BUSY),
				hours("2026-12-15", 0, 3, BUSY_BUSY) };
	struct company company = { .settings = settings_default() };
	struct person ana = person();
	struct capacity w[WEEKS];

	(void)state;
	memcpy(ana.pattern_minutes, (int32_t[7]){ 1200 }, sizeof(int32_t[7]));
	ana.calendar = (struct calendar){ true, times, 2 };
	weeks_of(&company, &ana, w);
	assert_number("contracted", w[0].contracted_minutes, 1200);
	assert_number("busy", w[0].busy_minutes, 60);
}

/* --- amounts ----------------------------------------------------------- */

struct amount_case {
	const char *name, *start, *end;
	enum amount_unit unit;
	int64_t amount_micro;
	const char *monday;
	int64_t minutes;
};

static const struct amount_case amounts[] = {
	{ "1.5 FTE, a full week", "2026-11-23", "2026-12-31", AMOUNT_FTE, 1500000, "2026-11-30",
	  3600 },
	{ "from Wednesday on: 3 of 5 days", "2026-11-25", "2026-12-31", AMOUNT_FTE, 1000000,
	  "2026-11-23", 1440 },
	{ "to Tuesday: 2 of 5 days", "2026-11-01", "2026-12-01", AMOUNT_FTE, 1000000, "2026-11-30",
	  960 },
	{ "a week outside", "2026-11-23", "2026-11-29", AMOUNT_FTE, 1000000, "2026-11-30", 0 },
	{ "a weekend only", "2026-11-28", "2026-11-29", AMOUNT_FTE, 1000000, "2026-11-23", 0 },
	{ "16 hours a week", "2026-11-23", "2026-12-31", AMOUNT_HOURS_PER_WEEK, 16000000,
	  "2026-11-23", 960 },
	/* 10 h over 8 working days: running totals 300 of 600 after 4 days (Tue-Fri), then the rest
	 */
	{ "10 hours in total, first week", "2026-11-24", "2026-12-03", AMOUNT_HOURS_TOTAL, 10000000,
	  "2026-11-23", 300 },
	{ "10 hours in total, second week", "2026-11-24", "2026-12-03", AMOUNT_HOURS_TOTAL,
	  10000000, "2026-11-30", 300 },
	/* 1 minute over 15 days: 1/3 after week 1 rounds to 0, 2/3 to 1, 3/3 is 1: 0, 1, 0 */
	{ "a minute over three weeks: none", "2026-11-23", "2026-12-11", AMOUNT_HOURS_TOTAL, 16667,
	  "2026-11-23", 0 },
	{ "a minute over three weeks: here", "2026-11-23", "2026-12-11", AMOUNT_HOURS_TOTAL, 16667,
	  "2026-11-30", 1 },
	{ "a minute over three weeks: no more", "2026-11-23", "2026-12-11", AMOUNT_HOURS_TOTAL,
	  16667, "2026-12-07", 0 },
};

static void amount(void **state)
{
	const struct amount_case *c = *state;
	struct settings settings = settings_default();
	struct effort effort = { on(c->start), on(c->end), c->unit, c->amount_micro };

	assert_number(c->name, effort_week_minutes(&settings, &effort, on(c->monday)), c->minutes);
}

/* 30 % of 25 and of 15 minutes: 7.5 and 4.5 go to the even neighbours 8 and 4. */
static void weighted_minutes_round_half_to_even(void **state)
{
	struct demand demand = { .status = DEMAND_TENTATIVE, .probability_percent = 30 };

	(void)state;
	assert_number("25", demand_view_minutes(&demand, VIEW_WEIGHTED, 25), 8);
	assert_number("15", demand_view_minutes(&demand, VIEW_WEIGHTED, 15), 4);
	assert_number("committed", demand_view_minutes(&demand, VIEW_COMMITTED, 25), 0);
	assert_number("all", demand_view_minutes(&demand, VIEW_ALL, 25), 25);
}

/*
 * Half of Ana. In the first week she is away on two of five days: half of 1440. The booking ends on
 * Tuesday of the second: half of 2 / 5 of 2400. Then 40 h of the same week ask for more than is
 * left.
 */
static void bookings_in_percent_shrink_with_leave(void **state)
{
	struct busy leave = days("2026-12-17", 2, BUSY_ABSENT, PART_DAY);
	struct person ana = person();
	struct booking bookings[] = {
		{ .person = "ana",
		  .project = "X",
		  .role = "",
		  .unit = AMOUNT_PERCENT,
		  .amount_micro = 50000000,
		  .start = on("2026-12-14"),
		  .end = on("2026-12-22") },
		{ .person = "ana",
		  .project = "Y",
		  .role = "",
		  .unit = AMOUNT_HOURS_PER_WEEK,
		  .amount_micro = 40000000,
		  .start = on("2026-12-14"),
		  .end = on("2026-12-20") },
	};
	struct company company = { .settings = settings_default(),
				   .people = &ana,
				   .person_count = 1,
				   .bookings = bookings,
				   .booking_count = 2 };
	struct plan_options options = { .first_week = on("2026-12-14"), .week_count = 2 };
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct plan plan;

	(void)state;
	ana.calendar = (struct calendar){ true, &leave, 1 };
	assert_ok(plan_make(&company, &options, &arena, &plan, &notes, &fault), &fault);
	assert_number("half of three days", plan_booking_minutes(&plan, 0, 0), 720);
	assert_number("half of two days", plan_booking_minutes(&plan, 0, 1), 480);
	assert_number("the later one has the rest", plan_booking_minutes(&plan, 1, 0), 720);
	assert_number("and is over", plan_capacity(&plan, 0, 0)->overbooked_minutes, 2400 - 720);
	assert_number("nothing is free", plan_capacity(&plan, 0, 0)->free_minutes, 0);
	assert_number("1920 are", plan_capacity(&plan, 0, 1)->free_minutes, 1920);
	arena_release(&arena);
}

static void sets_of_minutes(void **state)
{
	struct minutes window = { { 0 } }, wanted = { { 0 } };

	(void)state;
	minutes_add(&window, 540, 1020);
	minutes_add(&wanted, -10, 600);
	minutes_add(&wanted, 1000, 5000);
	assert_number("window", minutes_count(&window), 480);
	assert_number("taken", minutes_take(&window, &wanted), 60 + 20);
	assert_number("left", minutes_count(&window), 400);
	assert_number("again", minutes_take(&window, &wanted), 0);
}

int main(void)
{
	struct CMUnitTest tests[32] = {
		cmocka_unit_test(a_plain_week),
		cmocka_unit_test(holidays_and_week_53),
		cmocka_unit_test(leave_over_new_year),
		cmocka_unit_test(starts_on_a_wednesday),
		cmocka_unit_test(overlaps_count_once),
		cmocka_unit_test(half_days),
		cmocka_unit_test(a_make_up_working_day),
		cmocka_unit_test(a_make_up_day_is_a_usual_day),
		cmocka_unit_test(a_long_day_begins_earlier),
		cmocka_unit_test(weighted_minutes_round_half_to_even),
		cmocka_unit_test(bookings_in_percent_shrink_with_leave),
		cmocka_unit_test(sets_of_minutes),
	};
	size_t count = 12;

	for (size_t i = 0; i < sizeof(amounts) / sizeof(amounts[0]); i++)
		tests[count++] = ROW_TEST(amount, &amounts[i]);
	return _cmocka_run_group_tests("capacity", tests, count, NULL, NULL);
}
