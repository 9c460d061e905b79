/*
 * libFuzzer target: any bytes as a calendar of holidays give days of the window, each at most so
 * often, or a refusal; the second time the same; and its account agrees.
 */
#include <stdlib.h>
#include <string.h>

#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FIRST_DAY = 20780, LAST_DAY = 20780 + 130, SAID_AT_MOST = 16 + 6 };

struct answer {
	bool read;
	struct holiday *days;
	size_t count;
	struct calendar_counts counts;
};

static void must(bool condition)
{
	if (!condition)
		abort();
}

static struct answer ask(const struct calendar_request *request, struct arena *arena)
{
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;
	struct answer a = { .count = 0 };

	a.read = import_holidays(request, "DE-BE", arena, &a.days, &a.count, &a.counts, &notes,
				 &fault);
	must(a.read || fault.message[0]);
	return a;
}

static void check_days(const struct answer *a)
{
	must(a->count <= (size_t)(LAST_DAY - FIRST_DAY + 1) * SAID_AT_MOST);
	for (size_t i = 0; i < a->count; i++) {
		const struct holiday *day = &a->days[i];

		must(day->day.since_1970 >= FIRST_DAY && day->day.since_1970 <= LAST_DAY);
		must(strcmp(day->location, "DE-BE") == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	/* Short patterns: to read the defaults took a tenth of the time. */
	struct settings settings = settings_default();
	struct calendar_request request = { .source = { "DE-BE.ics", { (const char *)data, size } },
					    .kind = FEED_HOLIDAYS,
					    .settings = &settings,
					    .time_zone = "Europe/Berlin",
					    .first = { FIRST_DAY },
					    .last = { LAST_DAY } };
	struct answer first, second;
	struct feed_account account;

	settings.out_of_office = "vacation|urlaub";
	settings.holiday_ignore = "school";
	first = ask(&request, &arena);
	second = ask(&request, &arena);
	check_days(&first);
	must(first.read == second.read && first.count == second.count);
	for (size_t i = 0; i < first.count; i++)
		must(first.days[i].day.since_1970 == second.days[i].day.since_1970);
	must(import_account(&request, &arena, &account, &notes, &fault) == first.read);
	must(!first.read || account.counts.event_count == first.counts.event_count);
	arena_release(&arena);
	return 0;
}
