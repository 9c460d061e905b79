/*
 * Reading calendars: our importer against the plain loop over libical.
 *
 * bench_calendars [PEOPLE [REPEATS [FOLDER]]]
 * Makes PEOPLE feeds of two years of history (about 375 kB each; half as Outlook writes them, half
 * as Google does), seeded, and reads all of them REPEATS times by each way. With FOLDER the feeds
 * are written there as well, for other programs. Whole feeds in memory: no disk is measured.
 */
#include <libical/ical.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/clock.h"
#include "import/import.h"
#include "tests/generate.h"

enum { EVENTS = 400, REPEATS_MAX = 50, THREADS_MAX = 2, DAYS = 730 };

struct feed_text {
	char *bytes;
	size_t len, room;
};

/* --- feeds ------------------------------------------------------------- */

static void put(struct feed_text *f, const char *text)
{
	size_t len = strlen(text);

	if (f->len + len + 1 > f->room) {
		f->room = 2 * (f->len + len + 1);
		f->bytes = realloc(f->bytes, f->room);
		if (!f->bytes)
			abort();
	}
	memcpy(f->bytes + f->len, text, len + 1);
	f->len += len;
}

/* A content line, folded at 75 octets. */
static void put_line(struct feed_text *f, const char *line)
{
	size_t len = strlen(line);
	char part[80];

	for (size_t at = 0, room = 75; at < len; at += room, room = 74) {
		size_t n = len - at < room ? len - at : room;

		if (at > 0)
			put(f, " ");
		memcpy(part, line + at, n);
		part[n] = '\0';
		put(f, part);
		put(f, "\r\n");
	}
}

static const char outlook_head[] =
	"BEGIN:VCALENDAR\r\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\r\n"
	"VERSION:2.0\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:Kalender\r\n"
	"BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\n"
	"BEGIN:STANDARD\r\nDTSTART:16011028T030000\r\n"
	"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
	"TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
	"BEGIN:DAYLIGHT\r\nDTSTART:16010325T020000\r\n"
	"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
	"TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
static const char google_head[] =
	"BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\n"
	"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-TIMEZONE:Europe/Berlin\r\n"
	"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nX-LIC-LOCATION:Europe/Berlin\r\n"
	"BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
	"DTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
	"BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
	"DTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
	"END:VTIMEZONE\r\n";

static const char *const titles[] = { "Sprint planning",    "Weekly with the platform team",
				      "1:1 with Kim",       "Urlaub",
				      "Customer workshop",  "Retrospective",
				      "Interview",          "Out of office",
				      "Architecture board", "Zahnarzt" };

static void put_description(struct feed_text *f, uint64_t *state)
{
	static const char words[] =
		"Please find the agenda and the notes of last time in the wiki\\, and join by "
		"https://meet.example.com/room/";
	char line[512];

	snprintf(line, sizeof(line),
		 "DESCRIPTION:%s%08x\\n\\n%s%08x\\nDial-in: +49 30 000%06u\\nPIN: %u", words,
		 (unsigned)generate_below(state, 1u << 30), words,
		 (unsigned)generate_below(state, 1u << 30),
		 (unsigned)generate_below(state, 1000000), (unsigned)generate_below(state, 10000));
	put_line(f, line);
}

static void put_stamp(struct feed_text *f, const char *name, const char *zone, struct day day,
		      int minute)
{
	char line[128];
	int year, month, mday;

	day_date(day, &year, &month, &mday);
	snprintf(line, sizeof(line), "%s;TZID=%s:%04d%02d%02dT%02d%02d00", name, zone, year, month,
		 mday, minute / 60, minute % 60);
	put_line(f, line);
}

static void put_day(struct feed_text *f, const char *name, struct day day)
{
	char line[128];
	int year, month, mday;

	day_date(day, &year, &month, &mday);
	snprintf(line, sizeof(line), "%s;VALUE=DATE:%04d%02d%02d", name, year, month, mday);
	put_line(f, line);
}

static void put_producer(struct feed_text *f, bool outlook, bool all_day, uint64_t *state)
{
	static const char *const busy[] = { "BUSY", "BUSY", "BUSY", "TENTATIVE", "FREE", "OOF" };
	char line[128];

	if (!outlook) {
		put_line(f, generate_below(state, 12) ? "STATUS:CONFIRMED" : "STATUS:TENTATIVE");
		put_line(f, generate_below(state, 12) ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT");
		put_line(f, "BEGIN:VALARM");
		put_line(f, "ACTION:DISPLAY");
		put_line(f, "DESCRIPTION:This is an event reminder");
		put_line(f, "TRIGGER:-P0DT0H10M0S");
		put_line(f, "END:VALARM");
		return;
	}
	snprintf(line, sizeof(line), "X-MICROSOFT-CDO-BUSYSTATUS:%s",
		 all_day ? "OOF" : busy[generate_below(state, 6)]);
	put_line(f, line);
	put_line(f, "X-MICROSOFT-CDO-IMPORTANCE:1");
	put_line(f, "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY");
	put_line(f, "X-MICROSOFT-DISALLOW-COUNTER:FALSE");
	put_line(f, "X-MS-OLK-CONFTYPE:0");
}

static void put_event(struct feed_text *f, int person, int number, bool outlook, struct day first,
		      uint64_t *state)
{
	static const int lengths[] = { 30, 30, 60, 60, 90 };
	const char *zone = outlook ? "W. Europe Standard Time" : "Europe/Berlin";
	bool series = number < 8, all_day = !series && generate_below(state, 20) == 0;
	struct day day = day_add(first, (int32_t)generate_below(state, series ? 30 : DAYS));
	int start = 480 + 30 * (int)generate_below(state, 18);
	char line[512];

	put_line(f, "BEGIN:VEVENT");
	if (all_day) {
		put_day(f, "DTSTART", day);
		put_day(f, "DTEND", day_add(day, 1 + (int32_t)generate_below(state, 10)));
	} else {
		put_stamp(f, "DTSTART", zone, day, start);
		put_stamp(f, "DTEND", zone, day, start + lengths[generate_below(state, 5)]);
	}
	if (series)
		put_line(f, number % 2 ? "RRULE:FREQ=WEEKLY;UNTIL=20271231T225959Z;BYDAY=MO"
				       : "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH");
	for (int i = 0; series && i < 3; i++)
		put_stamp(f, "EXDATE", zone,
			  day_add(day, 7 * (1 + (int32_t)generate_below(state, 90))), start);
	put_line(f, "DTSTAMP:20261120T101500Z");
	snprintf(line, sizeof(line), "ORGANIZER;CN=Person %d:mailto:p%d@example.com", person,
		 person);
	put_line(f, line);
	snprintf(line, sizeof(line), "UID:%08x%08x-%d-%d@example.com",
		 (unsigned)generate_below(state, 1u << 31),
		 (unsigned)generate_below(state, 1u << 31), person, number);
	put_line(f, line);
	for (int i = 0; i < 2; i++) {
		snprintf(line, sizeof(line),
			 "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="
			 "Person "
			 "%d;X-NUM-GUESTS=0:mailto:p%d@example.com",
			 (int)generate_below(state, 1000), (int)generate_below(state, 1000));
		put_line(f, line);
	}
	put_line(f, "CREATED:20260110T090000Z");
	put_description(f, state);
	put_line(f, "LAST-MODIFIED:20261101T080000Z");
	put_line(f, "LOCATION:Room 4.12\\, Building B");
	put_line(f, "SEQUENCE:0");
	snprintf(line, sizeof(line), "SUMMARY:%s",
		 all_day ? "Urlaub" : titles[generate_below(state, ARRAY_LEN(titles))]);
	put_line(f, line);
	put_producer(f, outlook, all_day, state);
	put_line(f, "END:VEVENT");
}

static struct feed_text make_feed(int person)
{
	struct feed_text f = { NULL, 0, 0 };
	uint64_t state = 20261124 + (uint64_t)person;
	bool outlook = person % 2;
	struct day first = day_add(GENERATE_MONDAY, -DAYS);

	put(&f, outlook ? outlook_head : google_head);
	for (int i = 0; i < EVENTS; i++)
		put_event(&f, person, i, outlook, first, &state);
	put(&f, "END:VCALENDAR\r\n");
	return f;
}

/* --- the ways to read them --------------------------------------------- */

struct calendar_job {
	const struct feed_text *feeds;
	size_t first, step, count;
	struct day from, to;
	int64_t occurrences;
};

static void read_ours(struct calendar_job *job)
{
	for (size_t i = job->first; i < job->count; i += job->step) {
		struct arena arena = ARENA_INIT;
		struct notes notes = NOTES_INIT(&arena);
		struct fault fault = FAULT_INIT;
		struct calendar_request request = {
			.source = { "feed.ics", { job->feeds[i].bytes, job->feeds[i].len } },
			.time_zone = "Europe/Berlin",
			.first = job->from,
			.last = job->to,
		};
		struct calendar_counts counts;
		struct calendar calendar;

		if (!import_calendar(&request, &arena, &calendar, &counts, &notes, &fault)) {
			fprintf(stderr, "%s\n", fault.message);
			exit(1);
		}
		job->occurrences += counts.busy_count;
		arena_release(&arena);
	}
}

static char *next_line(char *out, size_t size, void *data)
{
	struct feed_text *rest = data;
	const char *end = memchr(rest->bytes, '\n', rest->len);
	size_t len = end ? (size_t)(end - rest->bytes) + 1 : rest->len;

	if (len == 0)
		return NULL;
	if (len > size - 1)
		len = size - 1;
	memcpy(out, rest->bytes, len);
	out[len] = '\0';
	rest->bytes += len;
	rest->len -= len;
	return out;
}

static void count_occurrence(icalcomponent *component, struct icaltime_span *span, void *data)
{
	(void)component;
	*(int64_t *)data += span->end > span->start;
}

static struct icaltimetype time_of(struct day day)
{
	return icaltime_from_timet_with_zone((time_t)day.since_1970 * 86400, 0,
					     icaltimezone_get_utc_timezone());
}

/* What a program does that takes libical's documentation at its word. */
static void read_libical(struct calendar_job *job)
{
	for (size_t i = job->first; i < job->count; i += job->step) {
		struct feed_text rest = job->feeds[i];
		icalparser *parser = icalparser_new();
		icalcomponent *root;

		icalparser_set_gen_data(parser, &rest);
		root = icalparser_parse(parser, next_line);
		icalparser_free(parser);
		for (icalcomponent *event =
			     icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
		     event; event = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT))
			icalcomponent_foreach_recurrence(event, time_of(job->from),
							 time_of(day_add(job->to, 1)),
							 count_occurrence, &job->occurrences);
		icalcomponent_free(root);
	}
}

/* --- measuring --------------------------------------------------------- */

static void (*thread_read)(struct calendar_job *job);

static void *run_thread(void *data)
{
	thread_read(data);
	return NULL;
}

static double run_once(void (*read)(struct calendar_job *job), struct calendar_job job, int threads,
		       int64_t *occurrences)
{
	struct calendar_job jobs[THREADS_MAX];
	pthread_t ids[THREADS_MAX];
	double start = wall_seconds();

	thread_read = read;
	for (int i = 0; i < threads; i++) {
		jobs[i] = job;
		jobs[i].first = (size_t)i;
		jobs[i].step = (size_t)threads;
		if (threads > 1 && pthread_create(&ids[i], NULL, run_thread, &jobs[i]) != 0)
			abort();
	}
	if (threads == 1)
		read(&jobs[0]);
	*occurrences = 0;
	for (int i = 0; i < threads; i++) {
		if (threads > 1)
			pthread_join(ids[i], NULL);
		*occurrences += jobs[i].occurrences;
	}
	return wall_seconds() - start;
}

static int by_time(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double measure(const char *name, void (*read)(struct calendar_job *job),
		      struct calendar_job job, int threads, int repeats, double megabytes)
{
	double times[REPEATS_MAX];
	int64_t occurrences = 0;

	for (int i = 0; i < repeats; i++)
		times[i] = run_once(read, job, threads, &occurrences);
	qsort(times, (size_t)repeats, sizeof(*times), by_time);
	printf("%-34s %7.3f s (%.3f to %.3f) %7.1f MB/s  %lld times taken\n", name,
	       times[repeats / 2], times[0], times[repeats - 1], megabytes / times[repeats / 2],
	       (long long)occurrences);
	fflush(stdout);
	return times[repeats / 2];
}

static void compare(const char *what, struct calendar_job job, int repeats, double megabytes)
{
	double ours, theirs, both;

	printf("\n%s\n", what);
	theirs = measure("libical, parse and foreach", read_libical, job, 1, repeats, megabytes);
	ours = measure("staffgap, one thread", read_ours, job, 1, repeats, megabytes);
	both = measure("staffgap, two threads", read_ours, job, 2, repeats, megabytes);
	printf("ratio to libical: %.1f with one thread, %.1f with two\n", theirs / ours,
	       theirs / both);
}

static void write_feeds(const struct feed_text *feeds, size_t count, const char *folder)
{
	for (size_t i = 0; i < count; i++) {
		char path[4096];
		FILE *out;

		snprintf(path, sizeof(path), "%s/p%04zu.ics", folder, i);
		out = fopen(path, "wb");
		if (!out || fwrite(feeds[i].bytes, 1, feeds[i].len, out) != feeds[i].len ||
		    fclose(out) != 0) {
			fprintf(stderr, "cannot write '%s'\n", path);
			exit(1);
		}
	}
}

int main(int argc, char **argv)
{
	size_t count = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 40;
	int repeats = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 5;
	struct feed_text *feeds = calloc(count + 1, sizeof(*feeds));
	struct calendar_job job = { .feeds = feeds, .count = count, .step = 1 };
	double megabytes = 0;

	if (!feeds || count == 0 || repeats < 1 || repeats > REPEATS_MAX)
		return 2;
	for (size_t i = 0; i < count; i++) {
		feeds[i] = make_feed((int)i);
		megabytes += (double)feeds[i].len / 1e6;
	}
	if (argc > 3)
		write_feeds(feeds, count, argv[3]);
	printf("%zu people, %.1f MB, %d events each, %d repeats; median (least to most)\n", count,
	       megabytes, EVENTS, repeats);
	(void)!import_zones_load(&(struct fault)FAULT_INIT); /* before threads start */
	job.from = GENERATE_MONDAY;
	job.to = day_add(GENERATE_MONDAY, 12 * 7 - 1);
	compare("A plan's twelve weeks", job, repeats, megabytes);
	job.from = day_of(2026, 1, 1);
	job.to = day_of(2028, 12, 31);
	compare("The three years that staffgap plan reads", job, repeats, megabytes);
	job.from = day_add(GENERATE_MONDAY, -DAYS);
	job.to = day_add(GENERATE_MONDAY, -1);
	compare("All of the history", job, repeats, megabytes);
	for (size_t i = 0; i < count; i++)
		free(feeds[i].bytes);
	free(feeds);
	return 0;
}
