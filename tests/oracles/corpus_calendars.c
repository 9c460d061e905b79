/*
 * Real calendars against engines that share no code with ours.
 *
 * corpus_calendars DIR: DIR/expected.tsv and DIR/expected_weeks.tsv hold what three other
 * calendar engines agree on (blocked minutes per ISO week, zone Europe/Berlin). Rows with the
 * flag - (well-formed) and three agreeing engines must be equal; 77 when DIR is not there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attributes.h"
#include "import/import.h"

enum { LINE_MAX_BYTES = 4096, PATH_MAX_BYTES = 4096 };

/* Rows of three agreeing engines in which we decide otherwise, and why. The test fails when
 * another row differs, and when one of these no longer does. */
static const struct {
	const char *file, *why;
} decided_otherwise[] = {
	{ "collective+icalendar/src/icalendar/tests/calendars/issue_1050_all_components.ics",
	  "a VAVAILABILITY takes the time outside of its AVAILABLE; the engines look at events "
	  "only" },
};

struct corpus_row {
	char file[512], start[32], end[32], zone[64], engines[64], flags[64];
	long minutes;
};

static struct span read_file(const char *path, struct arena *arena)
{
	FILE *in = fopen(path, "rb");
	char *bytes;
	long size;

	if (!in)
		return (struct span){ NULL, 0 };
	fseek(in, 0, SEEK_END);
	size = ftell(in);
	rewind(in);
	bytes = ARENA_ARRAY(arena, char, (size_t)size + 1);
	if (fread(bytes, 1, (size_t)size, in) != (size_t)size)
		size = 0;
	fclose(in);
	return (struct span){ bytes, (size_t)size };
}

static char *field(char **rest)
{
	char *start = *rest, *tab = start ? strpbrk(start, "\t\n") : NULL;

	if (tab)
		*tab++ = '\0';
	*rest = tab;
	return start ? start : "";
}

static bool read_row(FILE *in, struct corpus_row *row)
{
	char line[LINE_MAX_BYTES], *rest = line;

	if (!fgets(line, sizeof(line), in))
		return false;
	snprintf(row->file, sizeof(row->file), "%s", field(&rest));
	snprintf(row->start, sizeof(row->start), "%s", field(&rest));
	snprintf(row->end, sizeof(row->end), "%s", field(&rest));
	snprintf(row->zone, sizeof(row->zone), "%s", field(&rest));
	row->minutes = strtol(field(&rest), NULL, 10);
	field(&rest);
	field(&rest);
	snprintf(row->engines, sizeof(row->engines), "%s", field(&rest));
	field(&rest);
	snprintf(row->flags, sizeof(row->flags), "%s", field(&rest));
	return true;
}

/* Expected minutes of one file, week by week, against ours. */
static int compare_weeks(const char *folder, const struct corpus_row *row,
			 const struct calendar_week *weeks, size_t count)
{
	char path[PATH_MAX_BYTES], line[LINE_MAX_BYTES];
	long *want = calloc(count, sizeof(*want));
	int different = 0;
	FILE *in;

	snprintf(path, sizeof(path), "%s/expected_weeks.tsv", folder);
	in = fopen(path, "r");
	while (in && want && fgets(line, sizeof(line), in)) {
		char *rest = line, *file = field(&rest), week[16];
		long year, number;
		struct fault fault = FAULT_INIT;
		struct day monday;
		int32_t at;

		if (strcmp(file, row->file) != 0)
			continue;
		year = strtol(field(&rest), NULL, 10);
		number = strtol(field(&rest), NULL, 10);
		snprintf(week, sizeof(week), "%04ld-W%02ld", year, number);
		if (!week_parse(span_of(week), &monday, &fault))
			continue;
		at = day_distance(weeks[0].monday, monday) / 7;
		if (at >= 0 && (size_t)at < count)
			want[at] = strtol(field(&rest), NULL, 10);
	}
	if (in)
		fclose(in);
	for (size_t i = 0; want && i < count; i++)
		if (want[i] != weeks[i].blocked_minutes && different++ == 0) {
			week_format(weeks[i].monday, line);
			printf("%s %s: ours %d, engines %ld\n", row->file, line,
			       (int)weeks[i].blocked_minutes, want[i]);
		}
	free(want);
	return different;
}

static struct day day_of_stamp(const char *stamp)
{
	struct fault fault = FAULT_INIT;
	struct day day = { 0 };
	char text[16];

	snprintf(text, sizeof(text), "%.4s-%.2s-%.2s", stamp, stamp + 4, stamp + 6);
	if (!day_parse(span_of(text), &day, &fault))
		printf("bad day %s\n", stamp);
	return day;
}

static bool is_decided_otherwise(const char *file)
{
	for (size_t i = 0; i < ARRAY_LEN(decided_otherwise); i++)
		if (strcmp(decided_otherwise[i].file, file) == 0)
			return true;
	return false;
}

static int check_row(const char *folder, const struct corpus_row *row, bool *otherwise)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct calendar_counts counts;
	struct settings settings = settings_default();
	struct calendar_week *weeks;
	char path[PATH_MAX_BYTES];
	size_t count;
	int different;

	settings.ignore = ""; /* the engines do not read titles */
	snprintf(path, sizeof(path), "%s/%s", folder, row->file);
	struct calendar_request request = {
		.source = { row->file, read_file(path, &arena) },
		.kind = FEED_PERSONAL,
		.time_zone = "Europe/Berlin",
		.first = day_add(day_of_stamp(row->start), 1), /* the UTC time is the day before */
		.last = day_of_stamp(row->end),
		.settings = &settings,
	};
	*otherwise = is_decided_otherwise(row->file);
	if (!request.source.bytes.ptr) {
		printf("%s: cannot be read\n", row->file);
		different = 1;
	} else if (!import_calendar_weeks(&request, &arena, &weeks, &count, &counts, &notes,
					  &fault)) {
		printf("%s: %s\n", row->file, fault.message);
		different = 1;
	} else {
		different = compare_weeks(folder, row, weeks, count);
	}
	arena_release(&arena);
	return different > 0;
}

int main(int argc, char **argv)
{
	char path[PATH_MAX_BYTES], line[LINE_MAX_BYTES];
	int clean = 0, wrong = 0, others = 0, others_wrong = 0, otherwise_count = 0;
	struct corpus_row row;
	FILE *in;

	snprintf(path, sizeof(path), "%s/expected.tsv", argc > 1 ? argv[1] : ".");
	in = fopen(path, "r");
	if (!in) {
		printf("SKIP: the corpus of calendars is not there\n");
		return 77;
	}
	if (!fgets(line, sizeof(line), in))
		return 1;
	while (read_row(in, &row)) {
		bool gate = strcmp(row.flags, "-") == 0 && strcmp(row.engines, "js+py+php") == 0;
		bool otherwise;
		int different = check_row(argv[1], &row, &otherwise);

		if (gate && otherwise) {
			otherwise_count += different;
		} else if (gate) {
			clean++;
			wrong += different;
		} else {
			others++;
			others_wrong += different;
		}
	}
	fclose(in);
	printf("well-formed, three engines agree: %d of %d equal; decided otherwise: %d of %d "
	       "differ\n",
	       clean - wrong, clean, otherwise_count, (int)ARRAY_LEN(decided_otherwise));
	printf("the others, for information: %d of %d equal\n", others - others_wrong, others);
	return wrong > 0 || clean == 0 || otherwise_count != (int)ARRAY_LEN(decided_otherwise);
}
