#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reports/events/event_match.h"
#include "tests/test.h"

/* The plan has the weeks 0 to 11; it is made on the Monday of week 0. */
static const struct day monday = { 20780 }; /* 2026-11-23 */
enum { WEEKS = 12 };

/*
 * Events are written "NAME KEY FIRST LAST", weeks from the plan's first, with ; between. An old
 * event may add how many days ago it was cancelled. Expected: "NAME KEY FIRST LAST SEQUENCE", then
 * a ! where it was revised now, an x where it is cancelled; new ones are called "new".
 */
struct event_match_case {
	const char *name, *before, *fresh, *expected;
};

static const struct event_match_case match_cases[] = {
	{ "the same gap stays as it is", "a sre 3 5", "- sre 3 5", "a sre 3 5 7" },
	{ "a gap that moves by a week is the same one", "a sre 3 5", "- sre 4 6", "a sre 4 6 8!" },
	{ "a gap that moves away from its days is the same one", "a sre 3 3", "- sre 6 6",
	  "a sre 6 6 8!" },
	{ "22 days apart is the same one", "a sre 1 1", "- sre 5 5", "a sre 5 5 8!" },
	{ "29 days apart is another one", "a sre 1 1", "- sre 6 6",
	  "a sre 1 1 8!x; new sre 6 6 0!" },
	{ "a gap five weeks away is another one", "a sre 1 1", "- sre 7 7",
	  "a sre 1 1 8!x; new sre 7 7 0!" },
	{ "a gap that grows is the same one", "a sre 3 5", "- sre 2 8", "a sre 2 8 8!" },
	{ "a gap that shrinks is the same one", "a sre 3 5", "- sre 4 4", "a sre 4 4 8!" },
	{ "of a split the larger part is the same one", "a sre 2 8", "- sre 2 3; - sre 5 8",
	  "new sre 2 3 0!; a sre 5 8 8!" },
	{ "of a split in halves the earlier one is the same", "a sre 2 6", "- sre 2 3; - sre 5 6",
	  "a sre 2 3 8!; new sre 5 6 0!" },
	{ "of a merge the larger part lives on", "a sre 2 3; b sre 5 8", "- sre 2 8",
	  "a sre 2 3 8!x; b sre 2 8 8!" },
	{ "what vanishes is cancelled", "a sre 3 5; b qa 1 1", "- qa 1 1",
	  "b qa 1 1 7; a sre 3 5 8!x" },
	{ "what is cancelled stays for four weeks", "a sre 3 5 28", "", "a sre 3 5 7x" },
	{ "then it is dropped", "a sre 3 5 29", "", "" },
	{ "what reappears is the same one again", "a sre 3 5 8", "- sre 3 4", "a sre 3 4 8!" },
	{ "a live event is matched before a cancelled one", "a sre 3 5 8; b sre 6 7", "- sre 3 5",
	  "a sre 3 5 7x; b sre 3 5 8!" },
	{ "another requirement is another event", "a sre 3 5", "- qa 3 5",
	  "new qa 3 5 0!; a sre 3 5 8!x" },
	{ "two that move by a week stay themselves", "a sre 1 2; b sre 5 6", "- sre 2 3; - sre 6 7",
	  "a sre 2 3 8!; b sre 6 7 8!" },
	{ "a gap that had begun keeps its first day", "a sre -2 3", "- sre 0 3", "a sre -2 3 7" },
	{ "a gap that had begun and is gone ends before the plan", "a sre -2 3", "",
	  "a sre -2 -1 8!" },
	{ "a gap that is over is left alone", "a sre -3 -1", "", "a sre -3 -1 7" },
	{ "four weeks later it is dropped", "a sre -7 -6", "", "" },
	{ "a gap past the plan's weeks is left alone", "a sre 14 15", "", "a sre 14 15 7" },
	{ "a gap that goes on past the plan keeps its last day", "a sre 9 15", "- sre 10 11",
	  "a sre 10 15 8!" },
	{ "nothing and nothing is nothing", "", "", "" },
};

static struct arena arena = ARENA_INIT;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct event_list read_events(const char *text)
{
	struct span rest = span_of(text), item;
	struct event_list events = { ARENA_ARRAY(&arena, struct event, 8), 0 };

	while (span_next(&rest, ';', &item)) {
		int first = 0, last = 0, ago = 0;
		char name[8], key[8];
		int fields = sscanf(arena_copy(&arena, item), "%7s %7s %d %d %d", name, key, &first,
				    &last, &ago);

		assert_true(fields >= 4);
		events.list[events.count++] = (struct event){
			.kind = EVENT_GAP,
			.key = arena_copy(&arena, span_of(key)),
			.first = day_add(monday, 7 * first),
			.last = day_add(monday, 7 * last + 6),
			.summary = "s",
			.description = "d",
			.categories = "c",
			.uid = *name == '-' ? "" : arena_copy(&arena, span_of(name)),
			.sequence = *name == '-' ? 0 : 7,
			.revised_minute = *name == '-' ? 0 : 1000,
			.cancelled = fields == 5,
			.cancelled_on = fields == 5 ? day_add(monday, -ago) : (struct day){ 0 },
		};
	}
	return events;
}

static int week_of(struct day day)
{
	return day_distance(day_add(monday, -70), day) / 7 - 10;
}

static const char *written(const struct event_list *events)
{
	const char *text = "";

	for (size_t i = 0; i < events->count; i++) {
		const struct event *e = &events->list[i];

		text = arena_format(&arena, "%s%s%s %s %d %d %d%s%s", text, i ? "; " : "",
				    strlen(e->uid) > 8 ? "new" : e->uid, e->key, week_of(e->first),
				    week_of(e->last), (int)e->sequence,
				    e->revised_minute == 20780LL * 1440 ? "!" : "",
				    e->cancelled ? "x" : "");
	}
	return text;
}

static struct event_list matched(struct event_list before, struct event_list fresh,
				 struct day today)
{
	struct event_frame frame = { .company = "Acme",
				     .number = 8,
				     .today = today,
				     .first = monday,
				     .last = day_add(monday, 7 * WEEKS - 1) };
	struct event_list events;

	events_match(&before, &fresh, &frame, &arena, &events);
	return events;
}

static void match(void **state)
{
	const struct event_match_case *c = *state;
	struct event_list events = matched(read_events(c->before), read_events(c->fresh), monday);
	struct event_list again;

	if (strcmp(written(&events), c->expected) != 0)
		fail_msg("%s: '%s' instead of '%s'", c->name, written(&events), c->expected);
	/* Planned again the same day, nothing changes. */
	again = matched(events, read_events(c->fresh), monday);
	assert_string_equal(written(&again), c->expected);
	for (size_t i = 0; i < events.count; i++)
		assert_true(event_same(&again.list[i], &events.list[i]) &&
			    again.list[i].sequence == events.list[i].sequence &&
			    again.list[i].revised_minute == events.list[i].revised_minute);
}

static void each_change_is_later_than_the_one_before(void **state)
{
	struct event_list first =
		matched((struct event_list){ 0 }, read_events("- sre 1 1"), monday);
	struct event_list second = matched(first, read_events("- sre 2 2"), monday);
	struct event_list third = matched(second, read_events("- sre 3 3"), day_add(monday, -1));

	(void)state;
	assert_number("sequence", third.list[0].sequence, 2);
	assert_true(second.list[0].revised_minute == first.list[0].revised_minute + 1);
	assert_true(third.list[0].revised_minute == second.list[0].revised_minute + 1);
	assert_string_equal(third.list[0].uid, first.list[0].uid);
}

static void two_of_a_kind_have_two_uids(void **state)
{
	struct event_list fresh = read_events("- sre 1 1; - sre 1 1; - sre 1 2");
	struct event_list events = matched((struct event_list){ 0 }, fresh, monday);

	(void)state;
	for (size_t i = 0; i < events.count; i++)
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(events.list[i].uid, events.list[j].uid);
}

/* A deadline is one day: it never grows towards the plan's edges. */
static void a_deadline_stays_one_day(void **state)
{
	struct event_list old = read_events("a x 2 2"), fresh = read_events("- x 3 3"), events;

	(void)state;
	old.list[0].kind = fresh.list[0].kind = EVENT_DEADLINE;
	old.list[0].first = old.list[0].last = day_add(monday, -9);
	fresh.list[0].first = fresh.list[0].last = day_add(monday, -2);
	events = matched(old, fresh, monday);
	assert_number("first", events.list[0].first.since_1970, monday.since_1970 - 2);
	assert_number("last", events.list[0].last.since_1970, monday.since_1970 - 2);
	assert_string_equal(events.list[0].uid, "a");
}

/* One gap with what it says, as a plan that begins in week 0 would have it. */
static struct event_list gap_of(const char *uid, int first, int last, const char *summary,
				const char *description)
{
	struct event_list events = { ARENA_ARRAY(&arena, struct event, 1), 1 };

	events.list[0] = (struct event){
		.kind = EVENT_GAP,
		.key = "sre",
		.first = day_add(monday, 7 * first),
		.last = day_add(monday, 7 * last + 6),
		.summary = summary,
		.description = description,
		.categories = "sre\nApollo",
		.uid = uid,
		.sequence = *uid ? 7 : 0,
	};
	return events;
}

#define BEFORE "sre, level 2\nFTE short:\n2026-W47  3.00  P1 Apollo (D1) 3.00"
#define AFTER "2026-W48  1.00  P1 Apollo (D1) 1.00\n2026-W49  1.00  P1 Apollo (D1) 1.00"

/* The largest week has passed; nothing that is still to come has changed. */
static void weeks_that_pass_change_nothing(void **state)
{
	struct event_list old = gap_of("a", -1, 1, "+3.0 sre, P1", BEFORE "\n" AFTER);
	struct event_list fresh =
		gap_of("", 0, 1, "+1.0 sre, P1", "sre, level 2\nFTE short:\n" AFTER);
	struct event_list events = matched(old, fresh, monday);

	(void)state;
	assert_number("events", (int64_t)events.count, 1);
	assert_number("sequence", events.list[0].sequence, 7);
	assert_string_equal(events.list[0].summary, "+3.0 sre, P1");
	assert_string_equal(events.list[0].description, BEFORE "\n" AFTER);
	/* And with a week that did change, what has passed is still told. */
	fresh.list[0].description = "sre, level 2\nFTE short:\n2026-W48  2.00";
	events = matched(old, fresh, monday);
	assert_number("sequence", events.list[0].sequence, 8);
	assert_string_equal(events.list[0].summary, "+1.0 sre, P1");
	assert_string_equal(events.list[0].description, BEFORE "\n2026-W48  2.00");
}

/* Costs of the plan's days become less with each week; what they are worked out of stays. */
static void figures_alone_change_nothing(void **state)
{
	struct event_list old = gap_of("a", 2, 5, "+1.0 sre", "Rate 80\nFigures of Monday:\n900");
	struct event_list fresh = gap_of("", 2, 5, "+1.0 sre", "Rate 80\nFigures of Tuesday:\n700");
	struct event_list events;

	(void)state;
	old.list[0].kind = fresh.list[0].kind = EVENT_ENGAGEMENT;
	events = matched(old, fresh, monday);
	assert_number("sequence", events.list[0].sequence, 7);
	assert_string_equal(events.list[0].description, "Rate 80\nFigures of Monday:\n900");
	fresh.list[0].description = "Rate 81\nFigures of Tuesday:\n700";
	events = matched(old, fresh, monday);
	assert_number("sequence", events.list[0].sequence, 8);
	assert_string_equal(events.list[0].description, "Rate 81\nFigures of Tuesday:\n700");
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(match_cases) + 5];
	size_t count = 0;

	for (; count < ARRAY_LEN(match_cases); count++)
		tests[count] = ROW_TEST(match, &match_cases[count]);
	tests[count++] =
		(struct CMUnitTest)cmocka_unit_test(each_change_is_later_than_the_one_before);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(two_of_a_kind_have_two_uids);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_deadline_stays_one_day);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(weeks_that_pass_change_nothing);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(figures_alone_change_nothing);
	return cmocka_run_group_tests_name("events", tests, NULL, release);
}
