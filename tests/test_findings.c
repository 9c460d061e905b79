/*
 * What bookings take of people, and what is doubtful in them, worked out by hand.
 *
 * Two weeks from Monday 2026-11-23. ana and bo are sre and work 5 days of 8 hours; bo leaves on
 * Wednesday of the first week. Project P asks for half an sre (1200 minutes) in each week.
 */
#include <string.h>

#include "base/number.h"
#include "planner/plan.h"
#include "tests/test.h"

enum { WEEKS = 2, ROOM = 3, ANA = 0, BO };

struct made_booking {
	size_t person;
	const char *project, *role;
	enum booking_status status;
	enum amount_unit unit;
	int32_t amount;      /* hours, or percent */
	int32_t first, last; /* days from the first */
};

struct findings_case {
	const char *name;
	struct made_booking bookings[ROOM]; /* up to the first without a project */
	const char *want; /* "KIND PERSON BOOKING WEEK MINUTES; ", then ids of notes */
	int32_t booked[2], overbooked[2]; /* of ana in the first week, of bo */
};

#define HARD BOOKING_HARD
#define SOFT BOOKING_SOFT
#define WEEKLY AMOUNT_HOURS_PER_WEEK
#define TOTAL AMOUNT_HOURS_TOTAL
#define PERCENT AMOUNT_PERCENT

static const struct findings_case cases[] = {
	{ "what is asked for",
	  { { ANA, "P", "sre", HARD, WEEKLY, 20, 0, 6 } },
	  "",
	  { 1200 },
	  { 0 } },
	{ "a minute of demand more than asked for",
	  { { ANA, "P", "", HARD, WEEKLY, 21, 0, 6 } },
	  "beyond-demand 0 0 0 60; ",
	  { 1260 },
	  { 0 } },
	{ "a soft booking after a hard one, although it comes first",
	  { { ANA, "P", "sre", SOFT, WEEKLY, 20, 0, 4 },
	    { BO, "P", "sre", HARD, WEEKLY, 5, 0, 2 } },
	  "beyond-demand 0 0 0 180; ",
	  { 0, 180 },
	  { 0 } },
	{ "hard ones in their order",
	  { { ANA, "P", "sre", HARD, WEEKLY, 15, 0, 6 }, { ANA, "P", "", HARD, WEEKLY, 15, 0, 6 } },
	  "beyond-demand 0 1 0 600; ",
	  { 1800 },
	  { 0 } },
	{ "exactly all that somebody can work",
	  { { ANA, "P", "", HARD, PERCENT, 50, 0, 6 }, { ANA, "P", "", SOFT, PERCENT, 50, 7, 13 } },
	  "",
	  { 1200 },
	  { 0 } },
	{ "more than somebody can work: the second gets what is left",
	  { { ANA, "P", "", HARD, WEEKLY, 20, 0, 6 }, { ANA, "Q", "", HARD, WEEKLY, 21, 0, 6 } },
	  "overbooked 0 - 0 60; beyond-demand 0 1 0 1200; booking-without-demand "
	  "overbooked ",
	  { 2400 },
	  { 60 } },
	{ "a soft booking takes nothing",
	  { { ANA, "P", "", SOFT, WEEKLY, 20, 0, 6 } },
	  "",
	  { 0 },
	  { 0 } },
	{ "a role that somebody has not",
	  { { ANA, "P", "qa", HARD, WEEKLY, 1, 0, 6 } },
	  "beyond-demand 0 0 0 60; without-role 0 0 0 60; booking-without-role "
	  "booking-without-demand ",
	  { 60 },
	  { 0 } },
	{ "after somebody has left",
	  { { BO, "P", "sre", HARD, WEEKLY, 5, 0, 4 } },
	  "outside-employment 1 0 0 120; booking-outside-employment ",
	  { 0, 300 },
	  { 0 } },
	{ "until the day on which somebody leaves",
	  { { BO, "P", "sre", HARD, WEEKLY, 5, 0, 2 } },
	  "",
	  { 0, 180 },
	  { 0 } },
	{ "a share of what somebody can work, after that",
	  { { BO, "P", "sre", HARD, PERCENT, 50, 0, 4 } },
	  "outside-employment 1 0 0 480; booking-outside-employment ",
	  { 0, 720 },
	  { 0 } },
	{ "hours in all are spread over working days",
	  { { ANA, "P", "sre", HARD, TOTAL, 30, 3, 8 } }, /* Thursday to Tuesday: 4 days, 2 here */
	  "",
	  { 900 },
	  { 0 } },
};

static struct role_level sre[] = { { "sre", 3 } };

struct findings_world {
	struct company company;
	struct person people[2];
	struct demand line;
	struct booking bookings[ROOM];
};

static struct person person_of(const char *id)
{
	return (struct person){ .id = id,
				.name = id,
				.email = "",
				.roles = sre,
				.role_count = 1,
				.location = "",
				.time_zone = "UTC",
				.pattern_minutes = { 480, 480, 480, 480, 480 },
				.start = DAY_FIRST,
				.end = DAY_LAST };
}

static void add_bookings(struct findings_world *w, const struct made_booking *given)
{
	for (size_t i = 0; i < ROOM && given[i].project; i++)
		w->bookings[w->company.booking_count++] =
			(struct booking){ .person = w->people[given[i].person].id,
					  .person_index = given[i].person,
					  .project = given[i].project,
					  .role = given[i].role,
					  .start = day_add(day_of(2026, 11, 23), given[i].first),
					  .end = day_add(day_of(2026, 11, 23), given[i].last),
					  .unit = given[i].unit,
					  .amount_micro = given[i].amount * MICRO,
					  .status = given[i].status };
}

static void make_world(struct findings_world *w, const struct made_booking *given)
{
	*w = (struct findings_world){ .people = { person_of("ana"), person_of("bo") } };
	w->people[BO].end = day_of(2026, 11, 25);
	w->line = (struct demand){ .id = "p",
				   .project = "P",
				   .role = "sre",
				   .level = 2,
				   .location = "",
				   .start = day_of(2026, 11, 23),
				   .end = day_of(2026, 12, 6),
				   .unit = AMOUNT_FTE,
				   .amount_micro = MICRO / 2,
				   .priority = 2,
				   .probability_percent = 100,
				   .time_zone = "UTC" };
	w->company = (struct company){ .settings = settings_default(),
				       .people = w->people,
				       .person_count = 2,
				       .demands = &w->line,
				       .demand_count = 1,
				       .bookings = w->bookings };
	add_bookings(w, given);
}

static const char *findings_text(const struct plan *plan, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < plan->finding_count; i++) {
		const struct finding *f = &plan->findings[i];

		text = arena_format(
			arena, "%s%s %d %s %d %d; ", text, finding_name(f->kind), (int)f->person,
			f->booking == NO_BOOKING ? "-" : arena_format(arena, "%d", (int)f->booking),
			(int)f->week, (int)f->minutes);
	}
	return text;
}

static void findings(void **state)
{
	const struct findings_case *c = *state;
	struct plan_options options = { .today = day_of(2026, 11, 23),
					.first_week = day_of(2026, 11, 23),
					.week_count = WEEKS };
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct findings_world w;
	struct plan plan;
	const char *got;

	make_world(&w, c->bookings);
	assert_ok(plan_make(&w.company, &options, &arena, &plan, &notes, &fault), &fault);
	got = findings_text(&plan, &arena);
	for (size_t i = 0; i < notes.count; i++)
		got = arena_format(&arena, "%s%s ", got, notes.list[i].id);
	assert_string_equal(got, c->want);
	for (size_t p = 0; p < 2; p++) {
		assert_number(c->name, plan_capacity(&plan, p, 0)->booked_minutes, c->booked[p]);
		assert_number(c->name, plan_capacity(&plan, p, 0)->overbooked_minutes,
			      c->overbooked[p]);
	}
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(cases)];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		tests[i] = ROW_TEST(findings, &cases[i]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
