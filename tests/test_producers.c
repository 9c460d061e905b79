/*
 * Feeds as their producers write them (tests/fixtures), read for the four weeks from a Monday on in
 * Europe/Berlin. The minutes were worked out by hand, event by event: docs/calendars.md says how.
 */
#include <stdio.h>
#include <string.h>

#include "import/import.h"
#include "tests/test.h"

struct producer_row {
	const char *name, *file;
	enum feed_kind kind;
	int32_t first;     /* Monday, days since 1970 */
	const char *weeks; /* per week "absent busy tentative blocked;" */
	const char *uses;  /* how many events of each use */
	const char *notes; /* their ids */
};

enum { NOVEMBER_2 = 20759, DECEMBER_21 = 20808 };

static const struct producer_row rows[] = {
	/* Leave of two days; a meeting in it counts once. A moved and an excluded instance. */
	{ "Outlook", "outlook.ics", FEED_PERSONAL, NOVEMBER_2,
	  "2880 120 0 2940; 0 90 90 180; 150 60 0 180; 0 180 0 180;",
	  "absent 2, busy 6, tentative 1, free 1, elsewhere 1, cancelled 1, outside 1", "" },
	/* A series that was split, an instance that was cancelled, "Out of office" by its title. */
	{ "Google", "google.ics", FEED_PERSONAL, NOVEMBER_2,
	  "300 135 0 435; 0 210 0 210; 0 75 60 135; 4320 60 0 4320;",
	  "absent 2, busy 4, tentative 1, free 1, cancelled 1, ignored 1", "" },
	/* Fridays off, one of them moved to Thursday by an instance with a time of day. */
	{ "Exchange", "exchange.ics", FEED_PERSONAL, NOVEMBER_2,
	  "1440 0 0 1440; 1440 0 0 1440; 1440 1440 0 2880; 1440 60 0 1500;", "absent 2, busy 2",
	  "" },
	/* New York's clocks changed a week after ours; one night lies in two weeks. */
	{ "Apple", "apple.ics", FEED_PERSONAL, NOVEMBER_2,
	  "0 105 0 105; 7200 60 0 7260; 0 60 0 60; 0 90 0 90;", "absent 1, busy 4, free 1", "" },
	/* RDATE, an exception in UTC, a to-do. */
	{ "Nextcloud", "nextcloud.ics", FEED_PERSONAL, NOVEMBER_2,
	  "0 90 0 90; 0 60 0 60; 2880 30 0 2910; 0 90 0 90;", "absent 1, busy 2", "" },
	/* A day whose end is its start, two people at once, half a day, a stranger. */
	{ "a leave management system", "absence.ics", FEED_ABSENCE, NOVEMBER_2,
	  "1440 0 0 1440; 10080 0 0 10080; 1440 0 0 1440; 0 0 0 0;",
	  "absent 4, cancelled 1, unknown_person 1", "absence-of-unknown" },
	/* Transparent and free, and days off all the same. */
	{ "holidays of Saxony", "holidays.ics", FEED_HOLIDAYS, NOVEMBER_2,
	  "0 0 0 0; 0 0 0 0; 1440 0 0 1440; 0 0 0 0;", "holiday 1, outside 3", "" },
	{ "holidays of Saxony at Christmas", "holidays.ics", FEED_HOLIDAYS, DECEMBER_21,
	  "4320 0 0 4320; 0 0 0 0; 0 0 0 0; 0 0 0 0;", "holiday 2, outside 2", "" },
	/* Observances are no days off, in whatever language; Epiphany is, wherever it is one. */
	{ "Google's holidays", "holidays_google.ics", FEED_HOLIDAYS, DECEMBER_21,
	  "1440 0 0 1440; 1440 0 0 1440; 1440 0 0 1440; 0 0 0 0;", "holiday 3, ignored 2", "" },
	{ "a make-up working day", "makeup.ics", FEED_HOLIDAYS, DECEMBER_21,
	  "0 0 0 0; 4320 0 0 4320; 0 0 0 0; 0 0 0 0;", "holiday 1, workday 1", "" },
	/* Overlapping periods count once; without FBTYPE it is busy. */
	{ "free/busy of a mail server", "freebusy.ics", FEED_FREEBUSY, NOVEMBER_2,
	  "1440 90 0 1530; 0 0 90 90; 0 0 0 0; 0 180 0 180;", "absent 1", "" },
};

static const struct person people[] = {
	{ .id = "ada", .name = "Ada Lovelace", .email = "ada@example.org" },
	{ .id = "mm", .name = "Marlene Muster", .email = "marlene.muster@example.org" },
};

static struct span read_fixture(const char *name, struct arena *arena)
{
	const char *path = arena_format(arena, TESTS_DIR "/fixtures/%s", name);
	FILE *in = fopen(path, "rb");
	char *bytes = ARENA_ARRAY(arena, char, 65536);
	struct span read = { bytes, 0 };

	assert_non_null(in);
	read.len = fread(bytes, 1, 65536, in);
	fclose(in);
	assert_true(read.len > 0 && read.len < 65536);
	return read;
}

static const char *write_uses(const struct feed_account *account, struct arena *arena)
{
	const char *text = "";

	for (int use = 0; use < USE_COUNT; use++)
		if (account->by_use[use] > 0)
			text = arena_format(arena, "%s%s%s %d", text, text[0] ? ", " : "",
					    event_use_name((enum event_use)use),
					    (int)account->by_use[use]);
	return text;
}

static const char *write_weeks(const struct feed_account *account, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < account->week_count; i++) {
		const struct calendar_week *w = &account->weeks[i];

		text = arena_format(arena, "%s%s%d %d %d %d;", text, i ? " " : "",
				    (int)w->absent_minutes, (int)w->busy_minutes,
				    (int)w->tentative_minutes, (int)w->blocked_minutes);
	}
	return text;
}

static const char *write_notes(const struct notes *notes, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < notes->count; i++)
		text = arena_format(arena, "%s%s%s", text, i ? " " : "", notes->list[i].id);
	return text;
}

static void producer(void **state)
{
	const struct producer_row *row = *state;
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena), again = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct calendar_request request = { .source = { row->file,
							read_fixture(row->file, &arena) },
					    .kind = row->kind,
					    .time_zone = "Europe/Berlin",
					    .first = { row->first },
					    .last = { row->first + 27 },
					    .people = people,
					    .person_count = 2 };
	struct feed_account account;
	struct calendar_week *weeks;
	struct calendar_counts counts;
	size_t count;

	assert_ok(import_account(&request, &arena, &account, &notes, &fault), &fault);
	assert_string_equal(write_weeks(&account, &arena), row->weeks);
	assert_string_equal(write_uses(&account, &arena), row->uses);
	assert_string_equal(write_notes(&notes, &arena), row->notes);
	/* The fast way, which passes over what lies outside, says the same. */
	assert_ok(import_calendar_weeks(&request, &arena, &weeks, &count, &counts, &again, &fault),
		  &fault);
	assert_number(row->name, count, account.week_count);
	assert_memory_equal(weeks, account.weeks, count * sizeof(*weeks));
	assert_number(row->name, counts.event_count, account.counts.event_count);
	assert_number(row->name, counts.busy_count, account.counts.busy_count);
	assert_string_equal(write_notes(&again, &arena), row->notes);
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(rows)];

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		tests[i] = ROW_TEST(producer, &rows[i]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
