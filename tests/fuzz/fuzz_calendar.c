/* libFuzzer target: any bytes as a feed must be read or refused, never more. */
#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct calendar_request request = { .source = { "feed.ics", { (const char *)data, size } },
					    .time_zone = "Europe/Berlin",
					    .first = { 20780 },
					    .last = { 20780 + 181 } };
	struct calendar_counts counts;
	struct calendar calendar;
	struct calendar_week *weeks;
	struct holiday *holidays;
	size_t count;

	(void)!import_calendar(&request, &arena, &calendar, &counts, &notes, &fault);
	(void)!import_calendar_weeks(&request, &arena, &weeks, &count, &counts, &notes, &fault);
	(void)!import_holidays(&request, "DE", &arena, &holidays, &count, &counts, &notes, &fault);
	arena_release(&arena);
	return 0;
}
