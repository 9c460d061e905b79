/*
 * libFuzzer target: any bytes as a feed must be read or refused, never more. Every kind, every
 * door; what the account says of a feed must agree with what the quick way reads. In a campaign the
 * length of the bytes chooses the kind, which makes five times as many of them.
 */
#include <stdlib.h>

#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct person people[] = {
	{ .id = "ana",
	  .name = "Ana Ayala",
	  .email = "ana@example.com",
	  .time_zone = "Asia/Kolkata" },
	{ .id = "bob", .name = "Bob Baker", .email = "bob@example.com", .time_zone = "" },
};

static void must(bool condition)
{
	if (!condition)
		abort();
}

static void check_account(const struct feed_account *a)
{
	int32_t sum = 0;

	for (int use = 0; use < USE_COUNT; use++)
		sum += a->by_use[use];
	must(sum == a->counts.event_count);
	must(a->by_use[USE_SKIPPED] <= a->counts.skipped_count);
	for (size_t i = 0; i < a->week_count; i++) {
		const struct calendar_week *w = &a->weeks[i];

		must(w->blocked_minutes >= w->absent_minutes &&
		     w->blocked_minutes >= w->busy_minutes &&
		     w->blocked_minutes >= w->tentative_minutes);
	}
}

static void account(const struct calendar_request *request, struct arena *arena)
{
	struct notes notes = NOTES_INIT(arena), again = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;
	struct calendar_counts counts;
	struct feed_account a;
	struct calendar_week *weeks;
	size_t count;
	bool read = import_account(request, arena, &a, &notes, &fault);

	must(read ==
	     import_calendar_weeks(request, arena, &weeks, &count, &counts, &again, &fault));
	if (!read)
		return;
	check_account(&a);
	must(count == a.week_count && counts.event_count == a.counts.event_count);
	for (size_t i = 0; i < count; i++)
		must(weeks[i].blocked_minutes == a.weeks[i].blocked_minutes);
}

static void read_kind(struct calendar_request *request, struct arena *arena)
{
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;
	struct calendar_counts counts;
	struct calendar calendar, *calendars;
	struct holiday *days;
	size_t count;

	account(request, arena);
	if (request->kind == FEED_HOLIDAYS)
		(void)!import_holidays(request, "DE", arena, &days, &count, &counts, &notes,
				       &fault);
	else if (request->kind == FEED_ABSENCE)
		(void)!import_absences(request, arena, &calendars, &counts, &notes, &fault);
	else
		(void)!import_calendar(request, arena, &calendar, &counts, &notes, &fault);
}

/* Short ones: to read the default patterns took half of the time, and fuzz_pattern reads others. */
static struct settings short_patterns(void)
{
	struct settings settings = settings_default();

	settings.out_of_office = "vacation|urlaub";
	settings.ignore = "^lunch";
	settings.absence_person = "^(.*) - ";
	settings.holiday_ignore = "school";
	return settings;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct settings settings = short_patterns();
	struct calendar_request request = { .source = { "feed.ics", { (const char *)data, size } },
					    .settings = &settings,
					    .time_zone = "Europe/Berlin",
					    .first = { 20780 },
					    .last = { 20780 + 181 },
					    .email = "ana@example.com",
					    .people = people,
					    .person_count = 2 };

	for (int kind = FEED_PERSONAL; kind <= FEED_FREEBUSY; kind++) {
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
		if (size % (FEED_FREEBUSY + 1) != (size_t)kind)
			continue;
#endif
		request.kind = (enum feed_kind)kind;
		read_kind(&request, &arena);
	}
	arena_release(&arena);
	return 0;
}
