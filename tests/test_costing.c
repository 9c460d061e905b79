/*
 * What heads deliver and cost, by hand. The plan runs for 8 weeks from Monday 2026-11-23 to
 * Sunday 2027-01-17; in DE the afternoon of 24 December, 25 December and 1 January are free.
 */
#include <string.h>

#include "planner/allocation/costing.h"
#include "planner/eligible.h"
#include "tests/test.h"

enum { WEEKS = 8 };

static struct holiday holidays[] = {
	{ .location = "DE", .part = PART_AFTERNOON, .name = "Christmas Eve" },
	{ .location = "DE", .part = PART_DAY, .name = "Christmas Day" },
	{ .location = "DE", .part = PART_DAY, .name = "New Year" },
};

static struct zone_change berlin[] = { { { 0 }, 60 }, { { 0 }, 120 }, { { 0 }, 60 } };
static struct zone_change kolkata[] = { { { 0 }, 330 } };
static struct zone zones[] = { { "Asia/Kolkata", kolkata, 1 }, { "Europe/Berlin", berlin, 3 } };

static struct company company_of(struct rate_option *options, size_t count)
{
	struct company company = { .settings = settings_default() };

	holidays[0].day = day_of(2026, 12, 24);
	holidays[1].day = day_of(2026, 12, 25);
	holidays[2].day = day_of(2027, 1, 1);
	berlin[0].from = day_of(2025, 10, 26);
	berlin[1].from = day_of(2026, 3, 29);
	berlin[2].from = day_of(2026, 10, 25);
	company.settings.time_zone = "Europe/Berlin";
	company.holidays = holidays;
	company.holiday_count = 3;
	company.zones = zones;
	company.zone_count = 2;
	company.options = options;
	company.option_count = count;
	return company;
}

static struct plan_options plan_of(void)
{
	return (struct plan_options){ .today = day_of(2026, 11, 23),
				      .first_week = day_of(2026, 11, 23),
				      .week_count = WEEKS };
}

static struct rate_option option_of(enum rate_unit unit, int64_t rate_cents)
{
	static struct role_level roles[] = { { "backend", 3 } };

	return (struct rate_option){ .id = "x",
				     .vendor = "v",
				     .roles = roles,
				     .role_count = 1,
				     .location = "DE-BE",
				     .time_zone = "Europe/Berlin",
				     .currency = "EUR",
				     .rate_cents = rate_cents,
				     .unit = unit,
				     .week_minutes = 2400,
				     .pattern_minutes = { 480, 480, 480, 480, 480 },
				     .min_weeks = 1,
				     .max_weeks = WEEKS_OPEN,
				     .max_heads = HEADS_OPEN,
				     .productivity_percent = 100,
				     .valid_from = DAY_FIRST,
				     .valid_to = DAY_LAST };
}

/* --- a week of one head ------------------------------------------------ */

struct week_case {
	const char *name;
	enum rate_unit unit;
	int64_t rate_cents;
	int32_t management_percent;
	int32_t week;
	int32_t present_minutes;
	int64_t rate, management;
};

static const struct week_case week_cases[] = {
	/* 40 h x 62.50 = 2500.00; 10 % of it 250.00 */
	{ "an hourly rate pays the hours", UNIT_HOUR, 6250, 10, 0, 2400, 250000, 25000 },
	/* Week of 21 December: Mon to Wed 8 h, Thu morning 4 h = 28 h; 28 x 62.50 = 1750.00 */
	{ "an hourly rate does not pay holidays", UNIT_HOUR, 6250, 10, 4, 1680, 175000, 17500 },
	/* Week of 28 December: Mon to Thu 32 h in December, nothing on 1 January; 32 x 61.01 =
	 * 1952.32; 15 % = 292.848, rounded 292.85 */
	{ "management is rounded to the cent", UNIT_HOUR, 6101, 15, 5, 1920, 195232, 29285 },
	/* 3.5 days x 333.33 = 1166.655: a tie, to the even cent 1166.66 */
	{ "half a day is paid by half, ties go to the even cent", UNIT_DAY, 33333, 0, 4, 1680,
	  116666, 0 },
	/* 4 days in December x 500 and none in January */
	{ "a daily rate does not pay holidays", UNIT_DAY, 50000, 0, 5, 1920, 200000, 0 },
	/* Dec: 2000.01 x 4/5 = 1600.008, 1600.01; Jan: the rest, 400.00; together exact */
	{ "a weekly rate cut by a month is exact in sum", UNIT_WEEK, 200001, 0, 5, 1920, 200001,
	  0 },
	/* Management by part: 7 % of 1600.01 = 112.0007, 112.00; of 400.00 = 28.00 */
	{ "a weekly rate pays holidays", UNIT_WEEK, 200001, 7, 5, 1920, 200001, 14000 },
	/* Monday 30 November is the last of 21 working days: 14500 - 14500 x 20/21 (13809.52) =
	 * 690.48. 1 to 4 December are 4 of 23: 2521.74. Sum 3212.22 */
	{ "a monthly rate is cut by working days", UNIT_MONTH, 1450000, 0, 1, 2400, 321222, 0 },
	/* 7 to 11 December: 14500 x 9/23 (5673.91) - 14500 x 4/23 (2521.74) = 3152.17 */
	{ "a week within a month is the difference of running totals", UNIT_MONTH, 1450000, 0, 2,
	  2400, 315217, 0 },
};

static void week(void **state)
{
	const struct week_case *c = *state;
	struct rate_option option = option_of(c->unit, c->rate_cents);
	struct company company = company_of(&option, 1);
	struct plan_options options = plan_of();
	struct arena arena = ARENA_INIT;
	struct costing_table table;

	option.management_percent = c->management_percent;
	costing_option(&company, &options, &option, &arena, &table);
	assert_number(c->name, table.present_minutes[c->week], c->present_minutes);
	assert_number(c->name, table.rate_cents[c->week], c->rate);
	assert_number(c->name, table.management_cents[c->week], c->management);
	arena_release(&arena);
}

/* Whatever is cut, a whole month is paid in full: the five weeks of December by their parts. */
static void whole_month(void **state)
{
	struct rate_option option = option_of(UNIT_MONTH, 1450001);
	struct company company = company_of(&option, 1);
	struct plan_options options = plan_of();
	struct engagement engagement = { .contract = NO_CONTRACT, .heads = 3, .last_week = 6 };
	struct arena arena = ARENA_INIT;
	int64_t december = 0;

	(void)state;
	costing_engagement(&company, &options, &arena, &engagement);
	for (size_t i = 0; i < engagement.part_count; i++) {
		int year, month, mday;

		day_date(engagement.parts[i].first, &year, &month, &mday);
		if (month == 12)
			december += engagement.parts[i].cost.rate_cents;
	}
	assert_number("December of three heads", december, 3 * 1450001);
	arena_release(&arena);
}

/* --- engagements ------------------------------------------------------- */

/*
 * Two heads at 80.00 an hour, fee 500.00, ramp 50;75, productivity 95 %, management 12 %, from
 * the week of 14 December (3) to that of 28 December (5).
 *   present per head: 40 h; 28 h (holidays); 32 h
 *   delivered: 2400 x 50 % x 95 % = 1140; 1680 x 75 % x 95 % = 1197; 1920 x 95 % = 1824
 *   rate: (40 + 28 + 32) x 80.00 = 8000.00, twice 16000.00
 *   management: 3200.00 x 12 % = 384.00; 2240.00: 268.80; 2560.00: 307.20; sum 960.00, twice
 * 1920.00
 */
static void new_engagement(void **state)
{
	static int32_t ramp[] = { 50, 75 };
	struct rate_option option = option_of(UNIT_HOUR, 8000);
	struct company company = company_of(&option, 1);
	struct plan_options options = plan_of();
	struct engagement e = {
		.contract = NO_CONTRACT, .heads = 2, .first_week = 3, .last_week = 5
	};
	struct arena arena = ARENA_INIT;

	(void)state;
	option.fixed_fee_cents = 50000;
	option.lead_days = 21;
	option.ramp_percent = ramp;
	option.ramp_count = 2;
	option.min_weeks = 2;
	option.productivity_percent = 95;
	option.management_percent = 12;
	costing_engagement(&company, &options, &arena, &e);
	assert_number("begins on a Monday", e.first_day.since_1970,
		      day_of(2026, 12, 14).since_1970);
	assert_number("ends on a Sunday", e.last_day.since_1970, day_of(2027, 1, 3).since_1970);
	assert_number("21 days before", e.order_by.since_1970, day_of(2026, 11, 23).since_1970);
	assert_number("weeks", e.week_count, 3);
	assert_number("week 1", e.weeks[0].delivered_minutes, 2 * 1140);
	assert_number("week 2", e.weeks[1].delivered_minutes, 2 * 1197);
	assert_number("week 3", e.weeks[2].delivered_minutes, 2 * 1824);
	assert_number("all", e.delivered_minutes, 2 * (1140 + 1197 + 1824));
	assert_number("present", e.weeks[1].present_minutes, 2 * 1680);
	/* 14-20, 21-27, 28-31 December, 1-3 January */
	assert_number("parts", e.part_count, 4);
	assert_number("hours paid on 28 to 31 December", e.parts[2].paid_minutes, 2 * 1920);
	assert_number("rate", e.cost.rate_cents, 1600000);
	assert_number("fee", e.cost.fee_cents, 2 * 50000);
	assert_number("fee on the first day", e.parts[0].cost.fee_cents, 2 * 50000);
	assert_number("management", e.cost.management_cents, 192000);
	assert_number("commitment", e.cost.commitment_cents, 0);
	assert_number("spend", cost_spend(&e.cost), 1700000);
	assert_number("total", cost_total(&e.cost), 1892000);
	arena_release(&arena);
}

/*
 * A minimum term of 6 weeks from the plan's last week but one (6: 4 January) reaches 4 weeks
 * past the plan: 2 weeks of rate and 4 of commitment at 1000.00. No management past the plan.
 */
static void commitment(void **state)
{
	struct rate_option option = option_of(UNIT_WEEK, 100000);
	struct company company = company_of(&option, 1);
	struct plan_options options = plan_of();
	struct engagement e = {
		.contract = NO_CONTRACT, .heads = 1, .first_week = 6, .last_week = 11
	};
	struct arena arena = ARENA_INIT;
	struct costing_table table;

	(void)state;
	option.min_weeks = 6;
	option.management_percent = 10;
	assert_number("term", costing_least_last_week(&options, &option, 6), 11);
	costing_engagement(&company, &options, &arena, &e);
	assert_number("rate", e.cost.rate_cents, 200000);
	assert_number("owed", e.cost.commitment_cents, 400000);
	assert_number("management", e.cost.management_cents, 20000);
	assert_number("weeks of the plan", e.week_count, 2);
	costing_option(&company, &options, &option, &arena, &table);
	assert_number("from week 2 nothing is owed", table.commitment_cents[2], 0);
	assert_number("from week 3 one week", table.commitment_cents[3], 100000);
	assert_number("from week 6 four weeks", table.commitment_cents[6], 400000);
	assert_number("from week 7 five weeks", table.commitment_cents[7], 500000);
	option.model = MODEL_HIRE;
	assert_number("a hire stays to the end", costing_least_last_week(&options, &option, 2), 7);
	costing_option(&company, &options, &option, &arena, &table);
	assert_number("and owes nothing past it", table.commitment_cents[7], 0);
	arena_release(&arena);
}

/*
 * One head from 12 October to Wednesday 6 January at 400.00 a day. Let end: in the plan 5 days in
 * each of the weeks of 23 and 30 November, 7 and 14 December, then 3.5, 4 and (4 to 6 January) 3:
 * 30.5 days, 12200.00. No fee, it was paid. Extended to 17 January: 2 + 5 days more. The ramp is
 * over: it began six weeks before the plan.
 */
static void ordered_before(void **state)
{
	static int32_t ramp[] = { 50 };
	struct rate_option option = option_of(UNIT_DAY, 40000);
	struct company company = company_of(&option, 1);
	struct plan_options options = plan_of();
	struct contract engaged = { .heads = 1,
				    .start = day_of(2026, 10, 12),
				    .end = day_of(2027, 1, 6),
				    .notice_days = 14 };
	struct engagement e = {
		.contract = 0, .decision = DECISION_LET_END, .heads = 1, .last_week = 6
	};
	struct arena arena = ARENA_INIT;

	(void)state;
	option.fixed_fee_cents = 99900;
	option.ramp_percent = ramp;
	option.ramp_count = 1;
	company.contracts = &engaged;
	company.contract_count = 1;
	assert_number("agreed week", costing_agreed_last_week(&options, &engaged), 6);
	costing_engagement(&company, &options, &arena, &e);
	assert_number("rate", cost_total(&e.cost), 1220000);
	assert_number("the last week is cut", e.weeks[6].delivered_minutes, 3 * 480);
	assert_number("the ramp is over", e.weeks[0].delivered_minutes, 2400);
	assert_number("as agreed", e.last_day.since_1970, day_of(2027, 1, 6).since_1970);
	assert_number("say so by", e.order_by.since_1970, day_of(2026, 12, 23).since_1970);
	e.decision = DECISION_EXTEND;
	e.last_week = 7;
	costing_engagement(&company, &options, &arena, &e);
	assert_number("extended", cost_total(&e.cost), 1220000 + 7 * 40000);
	assert_number("to a Sunday", e.last_day.since_1970, day_of(2027, 1, 17).since_1970);
	e.decision = DECISION_END_EARLY;
	e.last_week = 3;
	costing_engagement(&company, &options, &arena, &e);
	assert_number("ended early", cost_total(&e.cost), 20 * 40000);
	assert_number("notice", e.order_by.since_1970, day_of(2026, 12, 6).since_1970);
	arena_release(&arena);
}

/* --- overlap ----------------------------------------------------------- */

struct overlap_case {
	const char *name;
	int32_t start, length, offset, other_start, other_length, other_offset, shared;
};

static const struct overlap_case overlap_cases[] = {
	/* 9 to 17 in Berlin is 8 to 16 UTC; in Bangalore 3:30 to 11:30: 8 to 11:30 */
	{ "Berlin and Bangalore in winter", 540, 480, 60, 540, 480, 330, 210 },
	/* 7 to 15 UTC and 3:30 to 11:30 */
	{ "Berlin and Bangalore in summer", 540, 480, 120, 540, 480, 330, 270 },
	{ "Berlin and Prague", 540, 480, 60, 540, 480, 60, 480 },
	/* 20 to 4 UTC (the day before) and 17 to 1: 20 to 1 */
	{ "Auckland and Los Angeles across the date line", 540, 480, 780, 540, 480, -480, 300 },
	/* 8 to 16 and 17 to 1 */
	{ "Berlin and Los Angeles never meet", 540, 480, 60, 540, 480, -480, 0 },
	/* 8 to 16 and 14 to 18 */
	{ "half days in New York", 540, 480, 60, 540, 240, -300, 120 },
};

static void overlap(void **state)
{
	const struct overlap_case *c = *state;

	assert_number(c->name,
		      price_overlap_minutes(c->start, c->length, c->offset, c->other_start,
					    c->other_length, c->other_offset),
		      c->shared);
	assert_number(c->name,
		      price_overlap_minutes(c->other_start, c->other_length, c->other_offset,
					    c->start, c->length, c->offset),
		      c->shared);
}

/* --- who may fill what ------------------------------------------------- */

struct fill_case {
	const char *name, *role;
	int32_t level;
	const char *skill, *location;
	int32_t overlap_minutes, levels_down;
	bool may;
};

/* The option is a senior in backend with kafka at IN-KA, Asia/Kolkata. */
static const struct fill_case fill_cases[] = {
	{ "a senior covers senior work", "backend", 3, "kafka", "", 0, 3, true },
	{ "a senior covers regular work", "backend", 2, "", "", 0, 3, true },
	{ "a senior covers junior work", "backend", 1, "", "", 0, 3, true },
	{ "two levels down is too far where one is allowed", "backend", 1, "", "", 0, 1, false },
	{ "a senior is no principal", "backend", 4, "", "", 0, 3, false },
	{ "another role is another role", "sre", 2, "", "", 0, 3, false },
	{ "a missing skill is missing", "backend", 2, "german", "", 0, 3, false },
	{ "onsite in Germany is not for Bangalore", "backend", 2, "", "DE", 0, 3, false },
	{ "work in India is", "backend", 2, "", "IN", 0, 3, true },
	{ "three and a half hours are shared in winter", "backend", 2, "", "", 210, 3, true },
	{ "but not more", "backend", 2, "", "", 211, 3, false },
};

static void fill(void **state)
{
	static const char *kafka[] = { "kafka" };
	const struct fill_case *c = *state;
	struct rate_option option = option_of(UNIT_HOUR, 3000);
	struct company company = company_of(&option, 1);
	struct plan_options options = plan_of();
	const char *skills[] = { c->skill };
	struct demand line = { .role = c->role,
			       .level = c->level,
			       .skills = skills,
			       .skill_count = c->skill[0] != '\0',
			       .location = c->location,
			       .overlap_minutes = c->overlap_minutes,
			       .start = day_of(2026, 11, 23),
			       .end = day_of(2026, 12, 31),
			       .unit = AMOUNT_FTE,
			       .amount_micro = 1000000 };

	option.model = MODEL_OFFSHORE;
	option.location = "IN-KA";
	option.time_zone = "Asia/Kolkata";
	option.skills = kafka;
	option.skill_count = 1;
	company.settings.levels_down = c->levels_down;
	assert_number(c->name, costing_may_fill(&company, &options, &option, &line), c->may);
}

/* --- when -------------------------------------------------------------- */

static void begins(void **state)
{
	struct rate_option option = option_of(UNIT_HOUR, 8000);
	struct company company = company_of(&option, 1);
	struct plan_options options = plan_of();
	struct tenure tenure = { "DE", 3, day_of(2026, 12, 21) };
	struct arena arena = ARENA_INIT;
	struct costing_table table;

	(void)state;
	/* 14 days from 23 November is Monday 7 December: exactly in time; 15 days are too many. */
	option.lead_days = 14;
	costing_option(&company, &options, &option, &arena, &table);
	assert_number("14 days of lead", table.first_start, 2);
	option.lead_days = 15;
	costing_option(&company, &options, &option, &arena, &table);
	assert_number("15 days of lead", table.first_start, 3);
	option.valid_from = day_of(2026, 12, 22);
	option.valid_to = day_of(2027, 1, 4);
	costing_option(&company, &options, &option, &arena, &table);
	assert_number("valid from Tuesday 22 December", table.first_start, 5);
	assert_number("valid to Monday 4 January", table.may_start[6], true);
	assert_number("not after", table.may_start[7], false);
	/* A tenure of 3 weeks for engagements from 21 December on; the minimum is 4. */
	option.valid_from = DAY_FIRST;
	option.min_weeks = 4;
	company.settings.tenures = &tenure;
	company.settings.tenure_count = 1;
	costing_option(&company, &options, &option, &arena, &table);
	assert_number("before the rule", table.may_start[3], true);
	assert_number("the rule is shorter than the term", table.may_start[4], false);
	assert_number("longest", table.longest[4], 3);
	option.model = MODEL_MANAGED;
	costing_option(&company, &options, &option, &arena, &table);
	assert_number("the rule is about people, not services", table.may_start[4], true);
	arena_release(&arena);
}

/* --- for placement ----------------------------------------------------- */

/*
 * "slow" costs 50.00 an hour and comes in week 3, "fast" 80.00 and 800.00 fee and comes in week 0:
 * present 40 h but 28 h in week 4, 32 h in week 5: 300 h, 24800.00 / 300 = 82.67.
 */
static void prices(void **state)
{
	struct rate_option cards[] = { option_of(UNIT_HOUR, 8000), option_of(UNIT_HOUR, 5000) };
	struct company company = company_of(cards, 2);
	struct demand lines[] = {
		{ .role = "backend", .level = 2, .location = "" },
		{ .role = "backend", .level = 2, .location = "FR" },
	};
	struct requirement requirements[] = { { .role = "backend", .level = 2, .location = "" },
					      { .role = "backend", .level = 2, .location = "FR" } };
	size_t demand_requirement[] = { 0, 1 };
	struct plan plan = { .options = plan_of(),
			     .company = &company,
			     .requirements = requirements,
			     .requirement_count = 2,
			     .demand_requirement = demand_requirement };
	struct arena arena = ARENA_INIT;
	const int64_t *price;

	(void)state;
	cards[0].fixed_fee_cents = 80000;
	cards[1].lead_days = 21;
	company.demands = lines;
	company.demand_count = 2;
	price = price_requirements(&plan, &arena);
	assert_number("week 0", price[0], 8267);
	assert_number("week 2", price[2], 8267);
	assert_number("week 3", price[3], 5000);
	assert_number("nobody offers it", price[WEEKS], company.settings.external_hour_cents);
	cards[0].lead_days = 7;
	price = price_requirements(&plan, &arena);
	assert_number("nobody can be there", price[0], COSTING_NEVER);
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest
		tests[ARRAY_LEN(week_cases) + ARRAY_LEN(overlap_cases) + ARRAY_LEN(fill_cases) + 6];
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(week_cases); i++)
		tests[count++] = ROW_TEST(week, &week_cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(overlap_cases); i++)
		tests[count++] = ROW_TEST(overlap, &overlap_cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(fill_cases); i++)
		tests[count++] = ROW_TEST(fill, &fill_cases[i]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(whole_month);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(new_engagement);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(commitment);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(ordered_before);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(begins);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(prices);
	return cmocka_run_group_tests_name("price", tests, NULL, NULL);
}
