/*
 * What feeds of each kind mean, and that every event of a feed is accounted for exactly once.
 * The window is the four weeks from Monday 2026-11-23 on, in Europe/Berlin.
 */
#include <stdio.h>
#include <string.h>

#include "import/import.h"
#include "tests/test.h"

#define EVENT(lines) "BEGIN:VEVENT\n" lines "END:VEVENT\n"
#define DAY(from) "DTSTART;VALUE=DATE:" from "\n"
#define AT(from, to) "DTSTART:" from "\nDTEND:" to "\n"

struct kind_row {
	const char *name;
	enum feed_kind kind;
	const char *feed; /* inside of VCALENDAR */
	const char
		*want; /* "use summary occurrences start [person]; reason" per event, then notes */
	const char *ignore; /* the setting; NULL: its default */
	bool ignore_meetings;
};

static const struct kind_row rows[] = {
	{ .name = "declined by the feed's person",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("SUMMARY:a\n" AT(
		  "20261124T090000Z",
		  "20261124T100000Z") "ATTENDEE;PARTSTAT=DECLINED:MAILTO:Ana@Example.com\n")
		  EVENT("SUMMARY:b\n" AT(
			  "20261124T090000Z",
			  "20261124T100000Z") "ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.com\n"
					      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example."
					      "com\n"),
	  "declined a 1 11-24 10:00; PARTSTAT=DECLINED\nbusy b 1 11-24 10:00; takes its hours\n" },
	{ .name = "the calendar is a cancellation",
	  .kind = FEED_PERSONAL,
	  .feed = "METHOD:CANCEL\n" EVENT("SUMMARY:a\n" DAY("20261124")),
	  "cancelled a 1 11-24; cancelled\n" },
	{ .name = "outside of the window",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("SUMMARY:a\n" DAY("20261122")) EVENT("SUMMARY:b\n" DAY("20261221")),
	  "outside a 0 11-22; nothing of it lies in the window\n"
	  "outside b 0 12-21; nothing of it lies in the window\n" },
	{ .name = "an event without length begins in the window",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("SUMMARY:a\nDTSTART:20261123T000000\n"),
	  "busy a 1 11-23 00:00; takes its hours\n" },
	{ .name = "a series and what became of its parts",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("UID:s\nSUMMARY:a\n" AT(
		  "20261102T090000",
		  "20261102T100000") "RRULE:FREQ=WEEKLY\nEXDATE:20261130T090000\n")
		  EVENT("UID:s\nSUMMARY:b\nRECURRENCE-ID:20261207T090000\n"
			"STATUS:CANCELLED\n" AT("20261207T090000", "20261207T100000"))
			  EVENT("UID:s\nSUMMARY:c\nRECURRENCE-ID:20261208T090000\n" AT(
				  "20261208T090000", "20261208T100000")),
	  "busy a 2 11-23 09:00; takes its hours\n"
	  "cancelled b 1 12-07 09:00; cancelled\n"
	  "never c 0 12-08 09:00; its series has no such instance\n" },
	{ .name = "the older of two versions",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("UID:s\nSUMMARY:a\nSEQUENCE:1\n" DAY("20261124"))
		  EVENT("UID:s\nSUMMARY:b\nSEQUENCE:2\n" DAY("20261125")),
	  "superseded a 0 11-24; another event of the same UID is newer\n"
	  "absent b 1 11-25; all day\n"
	  "event-superseded\n" },
	{ .name = "an event that cannot be read",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("SUMMARY:a\nDTSTART:tomorrow\n"),
	  "skipped a 0; it cannot be read: see the remark on its line\nevent-start-wrong\n" },
	{ .name = "home office is no absence, a birthday neither",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("SUMMARY:Home-Office\n" DAY("20261124"))
		  EVENT("SUMMARY:Omas Geburtstag\n" DAY("20261125")),
	  "ignored Home-Office 1 11-24; the title matches the setting ignore\n"
	  "ignored Omas Geburtstag 1 11-25; the title matches the setting ignore\n" },
	{ .name = "but leave on a birthday is leave",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("SUMMARY:Urlaub (Geburtstag)\n" DAY("20261124")),
	  "absent Urlaub (Geburtstag) 1 11-24; all day\n" },
	{ .name = "what is to be ignored is a setting",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("SUMMARY:ÜBUNG\n" DAY("20261124"))
		  EVENT("SUMMARY:Home office\n" DAY("20261125")),
	  "ignored ÜBUNG 1 11-24; the title matches the setting ignore\n"
	  "absent Home office 1 11-25; all day\n",
	  .ignore = "^[üö]bung$" },
	{ .name = "out of office in four languages",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("SUMMARY:OOO\n" AT("20261124T090000", "20261124T100000"))
		  EVENT("SUMMARY:ÜBERSTUNDENABBAU\n" AT("20261124T090000", "20261124T100000"))
			  EVENT("SUMMARY:Congés\n" AT("20261124T090000", "20261124T100000")) EVENT(
				  "SUMMARY:Día libre\n" AT("20261124T090000", "20261124T100000"))
				  EVENT("SUMMARY:Urlaubsplanung\n" AT("20261124T090000", "20261124T"
											 "100000")),
	  "absent OOO 1 11-24 09:00; the title matches the setting out_of_office\n"
	  "absent ÜBERSTUNDENABBAU 1 11-24 09:00; the title matches the setting out_of_office\n"
	  "absent Congés 1 11-24 09:00; the title matches the setting out_of_office\n"
	  "absent Día libre 1 11-24 09:00; the title matches the setting out_of_office\n"
	  "busy Urlaubsplanung 1 11-24 09:00; takes its hours\n" },
	{ .name = "a decomposed umlaut is an umlaut",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("SUMMARY:nicht im Bu\xcc\x88ro\n" AT("20261124T090000", "20261124T100000")),
	  "absent nicht im Bu\xcc\x88ro 1 11-24 09:00; the title matches the setting "
	  "out_of_office\n" },
	{ .name = "meetings are in the demand already",
	  .kind = FEED_PERSONAL,
	  .feed = EVENT("SUMMARY:a\n" AT("20261124T090000", "20261124T100000"))
		  EVENT("SUMMARY:Urlaub\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\n" AT("20261124T090000",
									       "20261124T100000")),
	  "ignored a 1 11-24 09:00; a meeting (meetings = ignore)\n"
	  "absent Urlaub 1 11-24 09:00; the title matches the setting out_of_office\n",
	  .ignore_meetings = true },
	/* --- absences */
	{ .name = "whose absence it is: attendee, organizer, title",
	  .kind = FEED_ABSENCE,
	  .feed = EVENT(
		  "SUMMARY:Ana Ayala abwesend\nTRANSP:TRANSPARENT\nDTSTART;VALUE=DATE:20261124\n"
		  "DTEND;VALUE=DATE:20261124\nORGANIZER:mailto:noreply@example.com\n"
		  "ATTENDEE;CN=Ana Ayala:mailto:ana@example.com\n")
		  EVENT("SUMMARY:frei\n" DAY("20261124") "ORGANIZER:mailto:bob@example.com\n")
			  EVENT("SUMMARY:Vacation - Bob Baker\n" DAY(
				  "20261125") "ORGANIZER:mailto:noreply@example.com\n")
				  EVENT("SUMMARY:Baker\\, Bob (sick)\n" DAY("20261126")),
	  "absent Ana Ayala abwesend 1 11-24 ana; an absence\n"
	  "absent frei 1 11-24 bob; an absence\n"
	  "absent Vacation - Bob Baker 1 11-25 bob; an absence\n"
	  "absent Baker, Bob (sick) 1 11-26 bob; an absence\n" },
	{ .name = "two people are away at once",
	  .kind = FEED_ABSENCE,
	  .feed = EVENT("SUMMARY:fair\n" DAY("20261124") "ATTENDEE:mailto:ana@example.com\n"
							 "ATTENDEE:mailto:bob@example.com\n"),
	  "absent fair 1 11-24 ana; bob; an absence\n" },
	{ .name = "an absence that was cancelled",
	  .kind = FEED_ABSENCE,
	  .feed = EVENT("SUMMARY:Ana Ayala: Urlaub\nSTATUS:CANCELLED\n" DAY("20261124")),
	  "cancelled Ana Ayala: Urlaub 1 11-24 ana; cancelled\n" },
	{ .name = "somebody whom nobody knows is named once",
	  .kind = FEED_ABSENCE,
	  .feed = EVENT("SUMMARY:Anna Ayala: Urlaub\n" DAY("20261124"))
		  EVENT("SUMMARY:Anna Ayala: Urlaub\n" DAY("20261126")),
	  "unknown_person Anna Ayala: Urlaub 1 11-24; nobody in people.csv has that name\n"
	  "unknown_person Anna Ayala: Urlaub 1 11-26; nobody in people.csv has that name\n"
	  "absence-of-unknown 2 absences of 'Anna Ayala' not used: nobody in people.csv has that "
	  "name or address (did you mean 'Ana Ayala'?)\n" },
	{ .name = "an attendee whom nobody knows is not replaced by the organizer",
	  .kind = FEED_ABSENCE,
	  .feed = EVENT("SUMMARY:frei\n" DAY("20261124") "ATTENDEE:mailto:eve@example.com\n"
							 "ORGANIZER:mailto:bob@example.com\n"),
	  "unknown_person frei 1 11-24; nobody in people.csv has that name\n"
	  "absence-of-unknown 1 absence of 'eve@example.com' not used: nobody in people.csv has "
	  "that name or address (did you mean 'ana@example.com'?)\n" },
	{ .name = "an absence of nobody",
	  .kind = FEED_ABSENCE,
	  .feed = EVENT(DAY("20261124")),
	  "unknown_person  1 11-24; nobody in people.csv has that name\n"
	  "absence-of-nobody 1 absence not used: no attendee, no organizer and no title says "
	  "whose\n" },
	{ .name = "the organizer counts, but the title names another",
	  .kind = FEED_ABSENCE,
	  .feed = EVENT("SUMMARY:Ana Ayala: Urlaub\n" DAY(
		  "20261124") "ORGANIZER:mailto:bob@example.com\n"),
	  "absent Ana Ayala: Urlaub 1 11-24 bob; an absence\n"
	  "absence-of-organizer taken as the absence of its organizer 'bob', although the title "
	  "names somebody else\n" },
	/* --- free/busy */
	{ .name = "busy types of VFREEBUSY",
	  .kind = FEED_FREEBUSY,
	  .feed = "BEGIN:VFREEBUSY\nUID:f\nFREEBUSY:20261124T090000Z/PT1H,20261125T090000Z/"
		  "20261125T100000Z\nFREEBUSY;FBTYPE=FREE:20261126T090000Z/PT1H\nEND:VFREEBUSY\n"
		  "BEGIN:VFREEBUSY\nUID:g\nFREEBUSY;FBTYPE=BUSY-TENTATIVE:20261124T090000Z/PT1H\n"
		  "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261124T110000Z/PT1H\nEND:VFREEBUSY\n"
		  "BEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=X-NEW:20261124T090000Z/PT1H\nEND:VFREEBUSY\n"
		  "BEGIN:VFREEBUSY\nFREEBUSY:20261124T090000Z/sometime\nEND:VFREEBUSY\n",
	  "busy  3 11-24 10:00; FBTYPE=BUSY\n"
	  "absent  2 11-24 10:00; FBTYPE=BUSY-UNAVAILABLE\n"
	  "busy  1 11-24 10:00; FBTYPE=BUSY\n"
	  "outside  0; nothing of it lies in the window\n"
	  "freebusy-period-wrong\n" },
	{ .name = "events beside VFREEBUSY",
	  .kind = FEED_FREEBUSY,
	  .feed = EVENT("SUMMARY:a\n" DAY(
		  "20261124")) "BEGIN:VFREEBUSY\nFREEBUSY:20261124T090000Z/PT1H\nEND:VFREEBUSY\n",
	  "ignored a 0; not read: not of this kind of feed\nbusy  1 11-24 10:00; FBTYPE=BUSY\n" },
	{ .name = "free/busy that is made of events",
	  .kind = FEED_FREEBUSY,
	  .feed = EVENT("SUMMARY:Busy\n" DAY("20261124")),
	  "absent Busy 1 11-24; all day\nfreebusy-only-events\n" },
	/* --- holidays */
	{ .name = "holidays, a make-up day, hours",
	  .kind = FEED_HOLIDAYS,
	  .feed = EVENT("SUMMARY:Heiligabend\nTRANSP:TRANSPARENT\n" DAY("20261210"))
		  EVENT("SUMMARY:国庆节(补班)\n" DAY("20261212")) EVENT(
			  "SUMMARY:Betriebsversammlung\n" AT("20261124T090000", "20261124T100000")),
	  "holiday Heiligabend 1 12-10; all day in a holiday feed\n"
	  "workday 国庆节(补班) 1 12-12; the title says make-up working day\n"
	  "ignored Betriebsversammlung 1 11-24 09:00; not an all-day event\n" },
	{ .name = "to-dos and journals are no events",
	  .kind = FEED_PERSONAL,
	  .feed = "BEGIN:VTODO\nSUMMARY:a\nDUE:20261124T090000Z\nEND:VTODO\n" EVENT(
		  "SUMMARY:b\n" DAY("20261124")),
	  "absent b 1 11-24; all day\n" },
};

static const struct person people[] = {
	{ .id = "ana",
	  .name = "Ana Ayala",
	  .email = "ana@example.com",
	  .time_zone = "Europe/Berlin" },
	{ .id = "bob",
	  .name = "Bob Baker",
	  .email = "bob@example.com",
	  .time_zone = "America/New_York" },
};

static struct calendar_request request_of(const char *text, enum feed_kind kind)
{
	return (struct calendar_request){ .source = { "feed.ics", span_of(text) },
					  .kind = kind,
					  .time_zone = "Europe/Berlin",
					  .first = { 20780 },
					  .last = { 20780 + 27 },
					  .email = "ana@example.com",
					  .people = people,
					  .person_count = 2 };
}

static const char *feed_of(const char *inside, struct arena *arena)
{
	return arena_format(arena, "BEGIN:VCALENDAR\nVERSION:2.0\n%sEND:VCALENDAR\n", inside);
}

static const char *start_of(const struct event_account *e, struct arena *arena)
{
	int year, month, mday, clock = e->start_minute % 1440;

	if (!e->has_start)
		return "";
	day_date((struct day){ e->start_minute / 1440 }, &year, &month, &mday);
	if (e->all_day)
		return arena_format(arena, " %02d-%02d", month, mday);
	return arena_format(arena, " %02d-%02d %02d:%02d", month, mday, clock / 60, clock % 60);
}

static const char *write_account(const struct feed_account *account, const struct notes *notes,
				 struct arena *arena)
{
	const char *text = "";

	for (int32_t i = 0; i < account->counts.event_count; i++) {
		const struct event_account *e = &account->events[i];

		text = arena_format(arena, "%s%s %s %d%s%s%s; %s\n", text, event_use_name(e->use),
				    e->summary, (int)e->occurrence_count, start_of(e, arena),
				    e->person[0] ? " " : "", e->person, e->reason);
	}
	for (size_t i = 0; i < notes->count; i++)
		text = arena_format(
			arena, "%s%s%s%s\n", text, notes->list[i].id,
			strncmp(notes->list[i].id, "absence", 7) == 0 ? " " : "",
			strncmp(notes->list[i].id, "absence", 7) == 0 ? notes->list[i].text : "");
	return text;
}

static void account_row(void **state)
{
	const struct kind_row *row = *state;
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct settings settings = settings_default();
	struct calendar_request request = request_of(feed_of(row->feed, &arena), row->kind);
	struct feed_account account;
	int32_t sum = 0;

	if (row->ignore)
		settings.ignore = row->ignore;
	request.settings = &settings;
	request.meetings = row->ignore_meetings ? MEETINGS_IGNORE : MEETINGS_COUNT;
	assert_ok(import_account(&request, &arena, &account, &notes, &fault), &fault);
	assert_string_equal(write_account(&account, &notes, &arena), row->want);
	for (size_t i = 0; i < USE_COUNT; i++)
		sum += account.by_use[i];
	assert_number(row->name, sum, account.counts.event_count);
	assert_number(row->name, account.by_use[USE_SKIPPED], account.counts.skipped_count);
	arena_release(&arena);
}

/* Noon without a zone is noon of the person, wherever they are. */
static void absences_are_in_the_time_of_their_people(void **state)
{
	static const char feed[] = "BEGIN:VCALENDAR\n" EVENT("SUMMARY:a\n" AT(
		"20261124T120000", "20261124T130000") "ATTENDEE:mailto:bob@example.com\n"
						      "ATTENDEE:mailto:ana@example.com\n")
		EVENT("SUMMARY:b\n" AT(
			"20261125T120000Z",
			"20261125T130000Z") "ATTENDEE:mailto:bob@example.com\n") "END:VCALENDAR\n";
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct calendar_request request = request_of(feed, FEED_ABSENCE);
	struct calendar_counts counts;
	struct calendar *calendars, both = { .known = false };

	(void)state;
	assert_ok(import_absences(&request, &arena, &calendars, &counts, &notes, &fault), &fault);
	assert_int_equal(calendars[0].busy_count, 1);
	assert_int_equal(calendars[0].busy[0].start_minute, 20781 * 1440 + 12 * 60);
	assert_int_equal(calendars[1].busy_count, 2);
	assert_int_equal(calendars[1].busy[0].start_minute, 20781 * 1440 + 12 * 60);
	assert_int_equal(calendars[1].busy[1].start_minute, 20782 * 1440 + 7 * 60);
	assert_true(calendars[0].known && calendars[1].known);
	assert_int_equal(counts.busy_count, 3);
	calendar_add(&both, &calendars[1], &arena);
	calendar_add(&both, &calendars[0], &arena);
	assert_true(both.known);
	assert_int_equal(both.busy_count, 3);
	assert_int_equal(both.busy[2].start_minute, 20782 * 1440 + 7 * 60);
	arena_release(&arena);
}

/* Working hours from 9 to 13 on weekdays; in the second week a higher priority: Monday only. */
static void availability_takes_the_rest(void **state)
{
	static const char feed[] =
		"BEGIN:VCALENDAR\n"
		"BEGIN:VAVAILABILITY\nUID:low\nPRIORITY:5\n"
		"BEGIN:AVAILABLE\nUID:hours\nDTSTART;TZID=Europe/Berlin:20260105T090000\n"
		"DTEND;TZID=Europe/Berlin:20260105T130000\n"
		"RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\nEND:AVAILABLE\nEND:VAVAILABILITY\n"
		"BEGIN:VAVAILABILITY\nUID:high\nPRIORITY:1\nBUSYTYPE:BUSY-TENTATIVE\n"
		"DTSTART;TZID=Europe/Berlin:20261130T000000\n"
		"DTEND;TZID=Europe/Berlin:20261207T000000\n"
		"BEGIN:AVAILABLE\nUID:monday\nDTSTART;TZID=Europe/Berlin:20261130T100000\n"
		"DURATION:PT3H\nEND:AVAILABLE\nEND:VAVAILABILITY\nEND:VCALENDAR\n";
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct calendar_request request = request_of(feed, FEED_FREEBUSY);
	struct feed_account account;

	(void)state;
	assert_ok(import_account(&request, &arena, &account, &notes, &fault), &fault);
	assert_int_equal(notes.count, 0);
	assert_int_equal(account.week_count, 4);
	assert_int_equal(account.weeks[0].absent_minutes, 10080 - 5 * 240);
	assert_int_equal(account.weeks[0].tentative_minutes, 0);
	assert_int_equal(account.weeks[1].absent_minutes, 0);
	assert_int_equal(account.weeks[1].tentative_minutes, 10080 - 180);
	assert_int_equal(account.weeks[2].blocked_minutes, 10080 - 5 * 240);
	assert_int_equal(account.counts.event_count, 4);
	assert_int_equal(account.by_use[USE_AVAILABLE], 2);
	assert_int_equal(account.by_use[USE_ABSENT], 1);
	assert_int_equal(account.by_use[USE_TENTATIVE], 1);
	assert_int_equal(account.events[1].occurrence_count, 20);
	arena_release(&arena);
}

/* More occurrences in the window than a feed may have: 101 series of 10,000. */
static void a_feed_has_a_limit_of_occurrences(void **state)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	const char *text = "";
	struct calendar_request request;
	struct calendar_week *weeks;
	struct calendar_counts counts;
	size_t count, found = 0;

	(void)state;
	for (int i = 0; i < 101; i++)
		text = arena_format(&arena,
				    "%sBEGIN:VEVENT\nUID:%d\nDTSTART:20261124T000000Z\n"
				    "DURATION:PT1S\nRRULE:FREQ=SECONDLY;COUNT=10000\nEND:VEVENT\n",
				    text, i);
	request = request_of(feed_of(text, &arena), FEED_PERSONAL);
	assert_ok(import_calendar_weeks(&request, &arena, &weeks, &count, &counts, &notes, &fault),
		  &fault);
	for (size_t i = 0; i < notes.count; i++)
		found += strcmp(notes.list[i].id, "feed-too-many-occurrences") == 0;
	assert_int_equal(found, 1);
	assert_int_equal(counts.busy_count, 1000000);
	assert_int_equal(weeks[0].blocked_minutes, 10000 / 60);
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(rows) + 3] = {
		cmocka_unit_test(a_feed_has_a_limit_of_occurrences),
		cmocka_unit_test(absences_are_in_the_time_of_their_people),
		cmocka_unit_test(availability_takes_the_rest),
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		tests[i + 3] = ROW_TEST(account_row, &rows[i]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
