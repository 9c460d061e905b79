/*
 * Calendars without somebody: what is one event again, what goes, what stays byte for byte. That
 * the same times are read from them is for the tests of whole workspaces.
 */
#include <string.h>

#include "import/forget_feed.h"
#include "tests/test.h"

enum { NOON = 12 * 60, MONDAY = 20794 * DAY_MINUTES /* 2026-12-07 */, WEEK = 7 * DAY_MINUTES };

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//staffgap//forgotten//EN\r\n"
#define TAIL "END:VEVENT\r\nEND:VCALENDAR\r\n"
#define MEETING(number, times)                                                                     \
	"BEGIN:VEVENT\r\nUID:gone-" number "\r\n" times "X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"
#define AT_NOON "DTSTART:20261207T120000\r\nDTEND:20261207T130000\r\n"
#define A_WEEK_LATER "DTSTART:20261214T120000\r\nDTEND:20261214T130000\r\n"

static void wrote(const char *name, struct span bytes, const char *expected)
{
	if (bytes.len != strlen(expected) || memcmp(bytes.ptr, expected, bytes.len) != 0)
		fail_msg("%s:\n%.*s is not\n%s", name, (int)bytes.len, bytes.ptr, expected);
}

/* --- their own times ----------------------------------------------------------------- */

/* A meeting of an hour at noon, and the same a week later. */
static const struct busy weekly[] = {
	{ MONDAY + NOON, MONDAY + NOON + 60, BUSY_BUSY, PART_CLOCK, "ana.ics", "u", "jour fixe",
	  4 },
	{ MONDAY + WEEK + NOON, MONDAY + WEEK + NOON + 60, BUSY_BUSY, PART_CLOCK, "ana.ics", "u",
	  "jour fixe", 4 },
};

struct own_times_case {
	const char *name;
	struct busy second; /* what the second meeting is instead; end 0: as it is */
	const char *expected;
};

#define TWO_EVENTS HEAD MEETING("1-1", AT_NOON) "END:VEVENT\r\n" MEETING("1-2", A_WEEK_LATER) TAIL
#define LATER MONDAY + WEEK + NOON, MONDAY + WEEK + NOON

static const struct own_times_case own_cases[] = {
	{ "what is as long, of the same kind and event, is one event again",
	  { 0 },
	  HEAD MEETING("1-1", AT_NOON) "RDATE:20261214T120000\r\n" TAIL },
	{ "what is longer is another event",
	  { LATER + 61, BUSY_BUSY, PART_CLOCK, "ana.ics", "u", "", 4 },
	  HEAD MEETING("1-1", AT_NOON) "END:VEVENT\r\n" MEETING(
		  "1-2", "DTSTART:20261214T120000\r\nDTEND:20261214T130100\r\n") TAIL },
	{ "what is of another line is another event",
	  { LATER + 60, BUSY_BUSY, PART_CLOCK, "ana.ics", "u", "", 5 },
	  TWO_EVENTS },
	{ "what is of another feed is another event",
	  { LATER + 60, BUSY_BUSY, PART_CLOCK, "team.ics", "u", "", 4 },
	  TWO_EVENTS },
	{ "what has another UID is another event and has another number",
	  { LATER + 60, BUSY_BUSY, PART_CLOCK, "ana.ics", "v", "", 4 },
	  HEAD MEETING("1-1", AT_NOON) "END:VEVENT\r\n" MEETING("2-1", A_WEEK_LATER) TAIL },
	{ "what has no UID is numbered by its summary",
	  { LATER + 60, BUSY_BUSY, PART_CLOCK, "ana.ics", "", "u", 4 },
	  TWO_EVENTS },
	{ "leave is another event",
	  { LATER + 60, BUSY_ABSENT, PART_CLOCK, "ana.ics", "u", "", 4 },
	  HEAD MEETING("1-1", AT_NOON) "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:gone-1-2\r\n" A_WEEK_LATER
				       "X-MICROSOFT-CDO-BUSYSTATUS:OOF\r\n" TAIL },
	{ "the same time twice is told once",
	  { MONDAY + NOON, MONDAY + NOON + 60, BUSY_BUSY, PART_CLOCK, "ana.ics", "u", "", 4 },
	  HEAD MEETING("1-1", AT_NOON) TAIL },
	{ "the last hour before 1970 is of 1969",
	  { -60, 0, BUSY_TENTATIVE, PART_CLOCK, "ana.ics", "u", "", 4 },
	  HEAD MEETING("1-1", AT_NOON) "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:gone-1-2\r\n"
				       "DTSTART:19691231T230000\r\nDTEND:19700101T000000\r\n"
				       "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\n" TAIL },
	{ "a whole day before 1970 is that day",
	  { -DAY_MINUTES, 0, BUSY_BUSY, PART_DAY, "ana.ics", "u", "", 4 },
	  HEAD MEETING("1-1", AT_NOON) "END:VEVENT\r\n" MEETING(
		  "1-2", "DTSTART;VALUE=DATE:19691231\r\nDTEND;VALUE=DATE:19700101\r\n") TAIL },
	{ "a morning stays one",
	  { MONDAY, MONDAY + DAY_MINUTES, BUSY_BUSY, PART_MORNING, "ana.ics", "u", "", 4 },
	  HEAD MEETING("1-1", AT_NOON) "END:VEVENT\r\n" MEETING(
		  "1-2",
		  "DTSTART;VALUE=DATE:20261207\r\nDTEND;VALUE=DATE:20261208\r\n") "SUMMARY:(am)"
										  "\r\n" TAIL },
	{ "an afternoon stays one",
	  { MONDAY, MONDAY + DAY_MINUTES, BUSY_BUSY, PART_AFTERNOON, "ana.ics", "u", "", 4 },
	  HEAD MEETING("1-1", AT_NOON) "END:VEVENT\r\n" MEETING(
		  "1-2",
		  "DTSTART;VALUE=DATE:20261207\r\nDTEND;VALUE=DATE:20261208\r\n") "SUMMARY:(pm)"
										  "\r\n" TAIL },
};

static void own_times(void **state)
{
	const struct own_times_case *c = *state;
	struct busy busy[] = { weekly[0], c->second.uid ? c->second : weekly[1] };
	const struct calendar calendar = { .known = true, .busy = busy, .busy_count = 2 };
	struct arena arena = ARENA_INIT;
	struct event_numbers numbers = { .arena = &arena };

	wrote(c->name, forget_calendar(&calendar, "gone", &numbers, &arena), c->expected);
	arena_release(&arena);
}

static void the_same_event_has_the_same_number_in_all_calendars(void **state)
{
	struct busy second = weekly[0];
	const struct calendar one = { .known = true, .busy = &second, .busy_count = 1 };
	struct busy both[] = { second, second };
	const struct calendar two = { .known = true, .busy = both, .busy_count = 2 };
	struct arena arena = ARENA_INIT;
	struct event_numbers numbers = { .arena = &arena };

	(void)state;
	second.uid = "w";
	both[0].uid = "v";
	both[0].line = 9;
	both[1].uid = "w";
	wrote("first", forget_calendar(&one, "gone", &numbers, &arena),
	      HEAD MEETING("1-1", AT_NOON) TAIL);
	wrote("then", forget_calendar(&two, "gone", &numbers, &arena),
	      HEAD MEETING("2-1", AT_NOON) "END:VEVENT\r\n" MEETING("1-1", AT_NOON) TAIL);
	arena_release(&arena);
}

/* --- feeds of others ---------------------------------------------------------------- */

struct others_case {
	const char *name;
	bool drop;
	const char *feed, *expected;
};

#define EVENT(lines) "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"

static const struct others_case others_cases[] = {
	{ "an event that names the person and nobody else goes", true,
	  "A:1\r\n" EVENT("SUMMARY:Ana Mora\r\n") "B:2\r\n", "A:1\r\nB:2\r\n" },
	{ "of a feed that is not of absences it stays without the name", false,
	  EVENT("SUMMARY:Ana Mora\r\n"), EVENT("SUMMARY:gone\r\n") },
	{ "an event that invites somebody else stays without the name", true,
	  EVENT("SUMMARY:Ana Mora\r\nattendee;CN=Ben:b@x\r\n"),
	  EVENT("SUMMARY:gone\r\nattendee;CN=Ben:b@x\r\n") },
	{ "an event that invites the person alone goes", true,
	  EVENT("ATTENDEE;CN=Ana Mora:a@x\r\n") "B:2\r\n", "B:2\r\n" },
	{ "a longer word than ATTENDEE invites nobody", true,
	  EVENT("ATTENDEES:b\r\nSUMMARY:Ana Mora\r\n"), "" },
	{ "an event that does not name the person stays", true, EVENT("SUMMARY:Ben\r\n"),
	  EVENT("SUMMARY:Ben\r\n") },
	{ "the next event stays", true, EVENT("SUMMARY:Ana Mora\r\n") EVENT("SUMMARY:Ben\r\n"),
	  EVENT("SUMMARY:Ben\r\n") },
	{ "an event without an end ends with the feed", true, "A:1\nBEGIN:VEVENT\nSUMMARY:Ana Mora",
	  "A:1\n" },
	{ "a name is seen across a fold", false, "SUMMARY:An\r\n a Mora\r\n", "SUMMARY:gone\r\n" },
	{ "what does not name the person stays byte for byte", true, "SUMMARY:Be\n\tn\nX:\r\n 1",
	  "SUMMARY:Be\n\tn\nX:\r\n 1" },
	{ "75 octets are not folded", false,
	  "DESCRIPTION:Ana Mora 0123456789012345678901234567890123456789012345678901234567\r\n",
	  "DESCRIPTION:gone 0123456789012345678901234567890123456789012345678901234567\r\n" },
	{ "76 are, and the next line of 76, too", false,
	  "DESCRIPTION:Ana Mora 01234567890123456789012345678901234567890123456789012345678"
	  "01234567890123456789012345678901234567890123456789012345678901234567890123\r\n",
	  "DESCRIPTION:gone 0123456789012345678901234567890123456789012345678901234567\r\n"
	  " 80123456789012345678901234567890123456789012345678901234567890123456789012\r\n 3\r\n" },
	{ "not within a character", false,
	  "DESCRIPTION:Ana Mora "
	  "012345678901234567890123456789012345678901234567890123456\xc3\xa9\r\n",
	  "DESCRIPTION:gone 012345678901234567890123456789012345678901234567890123456\r\n"
	  " \xc3\xa9\r\n" },
};

static void feeds_of_others(void **state)
{
	const struct others_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct mentions *mentions = mentions_new(&arena);
	const struct forgotten who = {
		.id = "ana", .token = "gone", .named = mentions, .mentioned = mentions
	};

	mentions_add(mentions, "Ana Mora");
	wrote(c->name,
	      forget_in_feed((struct span){ c->feed, strlen(c->feed) }, c->drop, &who, &arena),
	      c->expected);
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(own_cases) + ARRAY_LEN(others_cases) + 1];
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(own_cases); i++)
		tests[count++] = ROW_TEST(own_times, &own_cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(others_cases); i++)
		tests[count++] = ROW_TEST(feeds_of_others, &others_cases[i]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(
		the_same_event_has_the_same_number_in_all_calendars);
	return cmocka_run_group_tests_name("forget_feed", tests, NULL, NULL);
}
