/*
 * What feeds mean, row by row: the events of a calendar, and the busy times they become in
 * Europe/Berlin from Monday 2026-11-23 on, written as "class start-end".
 */
#include <stdio.h>
#include <string.h>

#include "import/import.h"
#include "tests/test.h"

struct calendars_row {
	const char *name, *events, *want;
	int32_t window_days;
};

#define EVENT(lines) "BEGIN:VEVENT\nUID:u\n" lines "END:VEVENT\n"
#define AT "DTSTART;TZID=Europe/Berlin:"
#define TO "DTEND;TZID=Europe/Berlin:"

static const struct calendars_row rows[] = {
	{ "a meeting", EVENT(AT "20261124T100000\n" TO "20261124T113000\n"),
	  "busy 11-24 10:00 - 11-24 11:30\n", 14 },
	{ "UTC is shown in local time", EVENT("DTSTART:20261124T090000Z\nDTEND:20261124T100000Z\n"),
	  "busy 11-24 10:00 - 11-24 11:00\n", 14 },
	{ "a time without zone is the person's", EVENT("DTSTART:20261124T090000\nDURATION:PT45M\n"),
	  "busy 11-24 09:00 - 11-24 09:45\n", 14 },
	{ "all day", EVENT("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261126\n"),
	  "absent 11-24 00:00 - 11-26 00:00 day\n", 14 },
	{ "a day with its end on the same day",
	  EVENT("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261124\n"),
	  "absent 11-24 00:00 - 11-25 00:00 day\n", 14 },
	{ "midnight to midnight is all day", EVENT(AT "20261124T000000\n" TO "20261125T000000\n"),
	  "absent 11-24 00:00 - 11-25 00:00 day\n", 14 },
	{ "half a day", EVENT("DTSTART;VALUE=DATE:20261124\nSUMMARY:Urlaub (halber Tag)\n"),
	  "absent 11-24 00:00 - 11-25 00:00 morning\n", 14 },
	{ "the other half", EVENT("DTSTART;VALUE=DATE:20261124\nSUMMARY:frei ab Nachmittag\n"),
	  "absent 11-24 00:00 - 11-25 00:00 afternoon\n", 14 },
	{ "cancelled", EVENT(AT "20261124T100000\n" TO "20261124T113000\nSTATUS:CANCELLED\n"), "",
	  14 },
	{ "transparent", EVENT(AT "20261124T100000\n" TO "20261124T113000\nTRANSP:TRANSPARENT\n"),
	  "", 14 },
	{ "tentative", EVENT(AT "20261124T100000\n" TO "20261124T113000\nSTATUS:TENTATIVE\n"),
	  "tentative 11-24 10:00 - 11-24 11:30\n", 14 },
	{ "out of office wins over transparent",
	  EVENT(AT "20261124T100000\n" TO
		   "20261124T113000\nTRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\n"),
	  "absent 11-24 10:00 - 11-24 11:30\n", 14 },
	{ "working elsewhere is working",
	  EVENT("DTSTART;VALUE=DATE:20261124\nX-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE\n"), "",
	  14 },
	{ "an all-day event that Outlook calls free",
	  EVENT("DTSTART;VALUE=DATE:20261124\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\n"), "", 14 },
	{ "Google's out of office has only its title",
	  EVENT(AT "20261124T100000\n" TO "20261124T113000\nSUMMARY:Out of office\n"),
	  "absent 11-24 10:00 - 11-24 11:30\n", 14 },
	{ "weekly with one exception",
	  EVENT(AT
		"20261102T100000\n" TO
		"20261102T110000\nRRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Berlin:20261130T100000\n"),
	  "busy 11-23 10:00 - 11-23 11:00\nbusy 12-07 10:00 - 12-07 11:00\n", 15 },
	{ "an exception by date",
	  EVENT(AT "20261123T100000\n" TO
		   "20261123T110000\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE;VALUE=DATE:20261130\n"),
	  "busy 11-23 10:00 - 11-23 11:00\n", 15 },
	{ "an exception in UTC",
	  EVENT(AT "20261123T100000\n" TO
		   "20261123T110000\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20261130T090000Z\n"),
	  "busy 11-23 10:00 - 11-23 11:00\n", 15 },
	{ "an override moves one instance",
	  EVENT(AT "20261123T100000\n" TO "20261123T110000\nRRULE:FREQ=WEEKLY;COUNT=2\n")
		  EVENT("RECURRENCE-ID;TZID=Europe/Berlin:20261130T100000\n" AT
			"20261201T140000\n" TO "20261201T150000\n"),
	  "busy 11-23 10:00 - 11-23 11:00\nbusy 12-01 14:00 - 12-01 15:00\n", 15 },
	{ "a cancelled override takes one instance away",
	  EVENT(AT "20261123T100000\n" TO "20261123T110000\nRRULE:FREQ=WEEKLY;COUNT=2\n")
		  EVENT("RECURRENCE-ID;TZID=Europe/Berlin:20261130T100000\nSTATUS:CANCELLED\n" AT
			"20261130T100000\n"),
	  "busy 11-23 10:00 - 11-23 11:00\n", 15 },
	{ "an override without its master stands alone",
	  EVENT("RECURRENCE-ID;TZID=Europe/Berlin:20261123T100000\n" AT "20261124T100000\n" TO
		"20261124T110000\n"),
	  "busy 11-24 10:00 - 11-24 11:00\n", 15 },
	{ "this and all later ones",
	  EVENT(AT "20261123T100000\n" TO "20261123T110000\nRRULE:FREQ=DAILY;COUNT=3\n")
		  EVENT("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261124T100000\n" AT
			"20261124T120000\n" TO "20261124T123000\n"),
	  "busy 11-23 10:00 - 11-23 11:00\nbusy 11-24 12:00 - 11-24 12:30\nbusy 11-25 12:00 - "
	  "11-25 "
	  "12:30\n",
	  15 },
	{ "further dates, one of them twice",
	  EVENT(AT "20261123T100000\n" TO
		   "20261123T110000\nRRULE:FREQ=DAILY;COUNT=2\nRDATE;TZID=Europe/Berlin:"
		   "20261124T100000,20261126T100000\n"),
	  "busy 11-23 10:00 - 11-23 11:00\nbusy 11-24 10:00 - 11-24 11:00\nbusy 11-26 10:00 - "
	  "11-26 "
	  "11:00\n",
	  15 },
	{ "a period has its own length",
	  EVENT(AT "20261123T100000\n" TO
		   "20261123T110000\nRDATE;VALUE=PERIOD:20261124T090000Z/PT2H\n"),
	  "busy 11-23 10:00 - 11-23 11:00\nbusy 11-24 10:00 - 11-24 12:00\n", 15 },
	{ "the last Friday of the month", /* BYSETPOS */
	  EVENT(AT "20260130T100000\n" TO
		   "20260130T110000\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1\n"),
	  "busy 11-30 10:00 - 11-30 11:00\n", 15 },
	{ "the first day of each week by position", /* libical 3.0 ignores it */
	  EVENT(AT "20261102T100000\n" TO
		   "20261102T110000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1\n"),
	  "busy 11-23 10:00 - 11-23 11:00\nbusy 11-30 10:00 - 11-30 11:00\n", 14 },
	{ "the last day of the month, daily", /* libical 3.0 gives none */
	  EVENT(AT "20261001T100000\n" TO "20261001T110000\nRRULE:FREQ=DAILY;BYMONTHDAY=-1\n"),
	  "busy 11-30 10:00 - 11-30 11:00\n", 14 },
	{ "ISO week 53", /* libical 3.0 takes the wrong weeks */
	  EVENT(AT "20201228T100000\n" TO
		   "20201228T110000\nRRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO\n"),
	  "busy 12-28 10:00 - 12-28 11:00\n", 60 },
	{ "until a date includes that day",
	  EVENT(AT "20261123T100000\n" TO "20261123T110000\nRRULE:FREQ=DAILY;UNTIL=20261124\n"),
	  "busy 11-23 10:00 - 11-23 11:00\nbusy 11-24 10:00 - 11-24 11:00\n", 14 },
	{ "the clock changes: ten stays ten", /* 2027-03-28 */
	  EVENT(AT "20270326T100000\n" TO "20270326T110000\nRRULE:FREQ=DAILY;INTERVAL=3;COUNT=2\n"),
	  "busy 03-26 10:00 - 03-26 11:00\nbusy 03-29 10:00 - 03-29 11:00\n", 140 },
	{ "leave over the night when the clock changes",
	  EVENT(AT "20270327T180000\n" TO "20270329T120000\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\n"),
	  "absent 03-27 18:00 - 03-29 12:00\n", 140 },
	{ "two and a half hours that do not exist", /* 02:30 is 03:30 */
	  EVENT(AT "20270328T023000\nDURATION:PT1H\n"), "busy 03-28 03:30 - 03-28 04:30\n", 140 },
	{ "half past two comes twice: the first is meant",
	  EVENT(AT "20271031T023000\nDTEND:20271031T020000Z\n"), "busy 10-31 02:30 - 10-31 03:00\n",
	  400 },
	{ "the newer of two versions",
	  EVENT(AT "20261124T100000\n" TO "20261124T110000\nSEQUENCE:2\n")
		  EVENT(AT "20261125T100000\n" TO "20261125T110000\nSEQUENCE:1\n"),
	  "busy 11-24 10:00 - 11-24 11:00\n", 14 },
	{ "the newer version has moved out of the window",
	  EVENT(AT "20261124T100000\n" TO "20261124T110000\nSEQUENCE:1\n")
		  EVENT(AT "20240624T100000\n" TO "20240624T110000\nSEQUENCE:2\n"),
	  "", 14 },
	{ "the older version lies outside of the window",
	  EVENT(AT "20240624T100000\n" TO "20240624T110000\nSEQUENCE:1\n")
		  EVENT(AT "20261124T100000\n" TO "20261124T110000\nSEQUENCE:2\n"),
	  "busy 11-24 10:00 - 11-24 11:00\n", 14 },
	{ "what is given twice: the first counts",
	  EVENT(AT "20261124T100000\n" AT "20241124T100000\n" TO "20261124T110000\n" TO
		   "20241124T110000\n"),
	  "busy 11-24 10:00 - 11-24 11:00\n", 14 },
	{ "leave that began long before the window and ends long after it",
	  EVENT("DTSTART;VALUE=DATE:20240101\nDTEND;VALUE=DATE:20290101\n"),
	  "absent 11-23 00:00 - 12-07 00:00 day\n", 14 },
	{ "the zone is what its VTIMEZONE says, not its name",
	  "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
	  "TZOFFSETFROM:+0000\nTZOFFSETTO:+0000\nEND:STANDARD\nEND:VTIMEZONE\n" EVENT(
		  AT "20261124T100000\n" TO "20261124T110000\n"),
	  "busy 11-24 11:00 - 11-24 12:00\n", 14 },
	{ "Exchange's rules of 1601",
	  "BEGIN:VTIMEZONE\nTZID:Custom\nBEGIN:STANDARD\nDTSTART:16011028T030000\n"
	  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\n"
	  "END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010325T020000\n"
	  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\n"
	  "END:DAYLIGHT\nEND:VTIMEZONE\n" EVENT("DTSTART;TZID=Custom:20261124T040000\nDURATION:"
						"PT1H\n") "BEGIN:VEVENT\nUID:v\nDTSTART;TZID="
							  "Custom:20270629T040000\nDURATION:"
							  "PT1H\nEND:VEVENT\n",
	  "busy 11-24 10:00 - 11-24 11:00\nbusy 06-29 10:00 - 06-29 11:00\n", 365 },
	{ "a Windows zone without its VTIMEZONE",
	  EVENT("DTSTART;TZID=W. Europe Standard Time:20261124T100000\nDURATION:PT1H\n"),
	  "busy 11-24 10:00 - 11-24 11:00\n", 14 },
	{ "a numbered Windows zone",
	  EVENT("DTSTART;TZID=GMT Standard Time 1:20261124T100000\nDURATION:PT1H\n"),
	  "busy 11-24 11:00 - 11-24 12:00\n", 14 },
	{ "India, half an hour aside",
	  EVENT("DTSTART;TZID=Asia/Kolkata:20261124T140000\nDURATION:PT1H\n"),
	  "busy 11-24 09:30 - 11-24 10:30\n", 14 },
	{ "from New York to Paris",
	  EVENT("DTSTART;TZID=America/New_York:20261124T090000\nDTEND;TZID=Europe/"
		"Paris:20261124T170000\n"),
	  "busy 11-24 15:00 - 11-24 17:00\n", 14 },
	{ "folded lines and an alarm inside",
	  EVENT("DTSTART;TZID=Europe/\n Berlin:2026\n 1124T100000\nBEGIN:VALARM\nTRIGGER:-PT5M\n"
		"DURATION:PT9H\nEND:VALARM\nDURATION:PT1H\n"),
	  "busy 11-24 10:00 - 11-24 11:00\n", 14 },
	{ "an event that never ended",
	  "BEGIN:VEVENT\nUID:a\nDTSTART:20261124T090000Z\nDURATION:PT1H\n" EVENT(
		  "DTSTART:20261125T090000Z\nDURATION:PT1H\n"),
	  "busy 11-24 10:00 - 11-24 11:00\nbusy 11-25 10:00 - 11-25 11:00\n", 14 },
};

static void write_time(char out[16], int32_t minute)
{
	int year, month, mday;

	day_date((struct day){ minute / 1440 }, &year, &month, &mday);
	snprintf(out, 16, "%02d-%02d %02d:%02d", month % 100, mday % 100, minute / 60 % 24 % 100,
		 minute % 60);
}

static const char *write_busy(const struct calendar *calendar, struct arena *arena)
{
	static const char *const classes[] = { "absent", "busy", "tentative" };
	static const char *const parts[] = { "", " day", " morning", " afternoon" };
	const char *text = "";

	for (size_t i = 0; i < calendar->busy_count; i++) {
		const struct busy *b = &calendar->busy[i];
		char start[16], end[16];

		write_time(start, b->start_minute);
		write_time(end, b->end_minute);
		text = arena_format(arena, "%s%s %s - %s%s\n", text, classes[b->class], start, end,
				    parts[b->part]);
	}
	return text;
}

static void event_row(void **state)
{
	const struct calendars_row *row = *state;
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	const char *text = arena_format(&arena, "BEGIN:VCALENDAR\nVERSION:2.0\n%sEND:VCALENDAR\n",
					row->events);
	struct calendar_request request = { .source = { "ana.ics", span_of(text) },
					    .time_zone = "Europe/Berlin",
					    .first = { 20780 },
					    .last = { 20780 + row->window_days - 1 } };
	struct calendar_counts counts;
	struct calendar calendar;

	assert_ok(import_calendar(&request, &arena, &calendar, &counts, &notes, &fault), &fault);
	assert_string_equal(write_busy(&calendar, &arena), row->want);
	assert_int_equal(counts.skipped_count, 0);
	arena_release(&arena);
}

/* More exceptions on one line than libical's parser takes (500): all of them count. */
static void eight_hundred_exceptions(void **state)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct calendar_counts counts;
	struct calendar calendar;
	char dates[800 * 9 + 1];
	size_t len = 0;

	(void)state;
	for (int32_t i = 0; i < 800; i++) {
		int year, month, mday;

		day_date((struct day){ 20780 + i }, &year, &month, &mday);
		len += (size_t)snprintf(dates + len, sizeof(dates) - len, "%s%04d%02d%02d",
					i ? "," : "", year, month, mday);
	}
	const char *text = arena_format(
		&arena,
		"BEGIN:VCALENDAR\n" EVENT("DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=DAILY;"
					  "COUNT=801\nEXDATE;VALUE=DATE:%s\n") "END:VCALENDAR\n",
		dates);
	struct calendar_request request = { .source = { "ana.ics", span_of(text) },
					    .time_zone = "Europe/Berlin",
					    .first = { 20780 },
					    .last = { 20780 + 900 } };

	assert_ok(import_calendar(&request, &arena, &calendar, &counts, &notes, &fault), &fault);
	assert_int_equal(calendar.busy_count, 1);
	assert_int_equal(calendar.busy[0].start_minute / 1440, 20780 + 800);
	arena_release(&arena);
}

static void holidays_count_whatever_they_say(void **state)
{
	static const char text[] =
		"BEGIN:VCALENDAR\n"
		"BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas\n"
		"TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\nEND:VEVENT\n"
		"BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20261226\nSUMMARY:gone\nSTATUS:CANCELLED\n"
		"END:VEVENT\n"
		"BEGIN:VEVENT\nUID:3\nDTSTART;VALUE=DATE:20261227\nSUMMARY:元旦(补班)\nEND:VEVENT\n"
		"BEGIN:VEVENT\nUID:4\nDTSTART;VALUE=DATE:20251231\nRRULE:FREQ=YEARLY\n"
		"SUMMARY:Silvester (nachmittags frei)\nEND:VEVENT\nEND:VCALENDAR\n";
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct calendar_request request = { .source = { "DE.ics", SPAN("") },
					    .kind = FEED_HOLIDAYS,
					    .time_zone = "Europe/Berlin",
					    .first = { 20780 },
					    .last = { 20780 + 60 } };
	struct calendar_counts counts;
	struct holiday *h;
	size_t count;

	(void)state;
	request.source.bytes = span_of(text);
	assert_ok(import_holidays(&request, "DE", &arena, &h, &count, &counts, &notes, &fault),
		  &fault);
	assert_int_equal(count, 3);
	assert_string_equal(h[0].name, "Christmas");
	assert_true(h[1].workday);
	assert_int_equal(h[2].part, PART_AFTERNOON);
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[64] = {
		cmocka_unit_test(eight_hundred_exceptions),
		cmocka_unit_test(holidays_count_whatever_they_say),
	};
	size_t count = 2;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		tests[count++] = ROW_TEST(event_row, &rows[i]);
	return _cmocka_run_group_tests("calendars", tests, count, NULL, NULL);
}
