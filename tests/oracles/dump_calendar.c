/*
 * dump_calendar FILE.ics ZONE FIRST_DAY LAST_DAY: what an oracle compares with.
 *
 * One line for each busy time, in minutes since 1970 of the zone: uid, start, end, class.
 * Notes go to the error output. Exit status 1 when the feed is refused.
 */
#include <stdio.h>
#include <stdlib.h>

#include "import/import.h"

static struct span read_file(const char *path, struct arena *arena)
{
	FILE *in = fopen(path, "rb");
	struct span bytes = { "", 0 };
	char *text;
	long size;

	if (!in)
		return bytes;
	if (fseek(in, 0, SEEK_END) == 0 && (size = ftell(in)) > 0 && fseek(in, 0, SEEK_SET) == 0) {
		text = ARENA_ARRAY(arena, char, (size_t)size);
		bytes = (struct span){ text, fread(text, 1, (size_t)size, in) };
	}
	fclose(in);
	return bytes;
}

int main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct calendar_counts counts;
	struct calendar calendar;

	if (argc != 5) {
		fprintf(stderr, "usage: dump_calendar FILE.ics ZONE FIRST_DAY LAST_DAY\n");
		return 2;
	}
	struct calendar_request request = { .source = { argv[1], read_file(argv[1], &arena) },
					    .time_zone = argv[2] };

	if (!day_parse(span_of(argv[3]), &request.first, &fault) ||
	    !day_parse(span_of(argv[4]), &request.last, &fault) ||
	    !import_calendar(&request, &arena, &calendar, &counts, &notes, &fault)) {
		fprintf(stderr, "%s\n", fault.message);
		return 1;
	}
	for (size_t i = 0; i < calendar.busy_count; i++)
		printf("%s\t%d\t%d\t%d\n", calendar.busy[i].uid, (int)calendar.busy[i].start_minute,
		       (int)calendar.busy[i].end_minute, (int)calendar.busy[i].class);
	for (size_t i = 0; i < notes.count; i++)
		fprintf(stderr, "%d: %s [%s]\n", (int)notes.list[i].place.line, notes.list[i].text,
			notes.list[i].id);
	arena_release(&arena);
	return 0;
}
