#include "tests/fuzz/workspace_bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RAW = 255, RAW_MAX = 32, CHOICES_MAX = 8, COLUMNS_MAX = 24 };

/* A column and what may stand in it; "#" is the number of the row as a letter. Columns of which one
 * wants another are one, with the comma between. */
struct column_values {
	const char *name;
	const char *values[CHOICES_MAX]; /* up to the first NULL */
};

struct table_values {
	const char *name;
	uint8_t most_rows;
	struct column_values columns[COLUMNS_MAX];
};

#define DAYS "", "2026-11-23", "2026-12-04", "2026-12-25", "2027-01-01", "2026-11-26"
#define LASTS "2026-12-18", "2026-11-27", "2027-01-10", "2026-11-23", "2027-12-31", "2026-10-01"
#define PLACES "", "DE-BE", "DE", "US"
#define ZONES "", "Europe/Berlin", "America/New_York", "Asia/Kolkata"
#define SKILLS "", "go", "go; german"
#define LEVELS "", "1", "2", "3", "4"

static const struct table_values tables[] = {
	{ "people.csv",
	  5,
	  { { "person", { "#", "a" } },
	    { "roles", { "dev:2", "dev:3; ops:2", "ops", "qa:1", "dev:4; ops:4; qa:4" } },
	    { "skills", { SKILLS } },
	    { "location", { PLACES } },
	    { "time_zone", { ZONES } },
	    { "hours_per_week", { "", "40", "20", "37.5", "0", "168" } },
	    { "pattern", { "", "", "Mon-Thu 8; Fri 6", "Tue 3" } },
	    { "start", { "", "", DAYS } },
	    { "end", { "", "", LASTS } },
	    { "employment", { "", "employee", "contractor" } },
	    { "overhead_percent", { "", "0", "15", "100" } },
	    { "cost_rate", { "", "80", "0.01" } } } },
	{ "demand.csv",
	  6,
	  { { "demand", { "#", "a" } },
	    { "project", { "P", "Q" } },
	    { "role", { "dev", "ops", "qa", "pm" } },
	    { "level", { LEVELS } },
	    { "skills", { SKILLS } },
	    { "location", { PLACES } },
	    { "start", { "2026-11-23", DAYS } },
	    { "end", { LASTS } },
	    { "fte,hours_per_week,hours",
	      { "1,,", "0.5,,", "3,,", ",20,", ",,100", "300,,", ",,200000", ",,0.02" } },
	    { "priority", { "", "1", "2", "5" } },
	    { "status,probability",
	      { "committed,", ",", "tentative,50", "tentative,0", "tentative,100",
		"tentative,33" } },
	    { "delay_max_weeks", { "", "0", "1", "52" } },
	    { "size_low_percent", { "", "0", "50" } },
	    { "size_high_percent", { "", "100", "200" } },
	    { "overlap_hours", { "", "0", "4", "24" } },
	    { "time_zone", { ZONES } } } },
	{ "bookings.csv",
	  4,
	  { { "person", { "#", "a", "b" } },
	    { "project", { "P", "Q", "R" } },
	    { "role", { "", "dev", "ops" } },
	    { "start", { "2026-11-23", DAYS } },
	    { "end", { LASTS } },
	    { "percent,hours_per_week,hours",
	      { "50,,", "100,,", ",8,", ",,40", ",,0.02", "1,,", ",168,", ",,10000000" } },
	    { "status", { "", "hard", "soft" } } } },
	{ "rates.csv",
	  3,
	  { { "option", { "#", "a" } },
	    { "vendor", { "", "V", "W" } },
	    { "model", { "onshore", "nearshore", "offshore", "managed", "hire" } },
	    { "role", { "dev", "ops", "dev:3", "dev:2; ops:3" } },
	    { "level", { LEVELS } },
	    { "skills", { SKILLS } },
	    { "location", { PLACES } },
	    { "time_zone", { ZONES } },
	    { "rate", { "100", "0.01", "80.55", "10000000", "0" } },
	    { "unit", { "hour", "day", "week", "month" } },
	    { "currency", { "", "EUR", "USD" } },
	    { "fixed_fee", { "", "0", "5000", "10000000" } },
	    { "hours_per_week", { "", "40", "10", "168" } },
	    { "lead_days", { "0", "", "21", "400" } },
	    { "min_weeks", { "", "1", "4", "104" } },
	    { "max_weeks", { "", "1", "8" } },
	    { "notice_days", { "", "0", "90" } },
	    { "max_heads", { "", "1", "3" } },
	    { "ramp", { "", "50;75", "1" } },
	    { "productivity_percent", { "", "80", "1" } },
	    { "management_percent", { "", "15", "1000" } },
	    { "valid_from", { "", "", DAYS } },
	    { "valid_to", { "", "", "2027-12-31", "2026-12-01" } } } },
	{ "engagements.csv",
	  3,
	  { { "engagement", { "#", "a" } },
	    { "option", { "a", "b", "c" } },
	    { "heads", { "1", "2", "300" } },
	    { "start", { "2026-11-02", DAYS } },
	    { "end", { LASTS } },
	    { "notice_days", { "", "0", "30" } } } },
};

static const char *const settings[] = {
	"time_zone = \"Europe/Berlin\"\n",
	"home = \"DE\"\n",
	"exchange = \"USD=0.92\"\n",
	"hours_per_week = 35\n",
	"working_days = \"Sun-Thu\"\n",
	"day_start = \"22:00\"\n",
	"overhead_percent = 10\n",
	"meetings = ignore\n",
	"max_levels_down = 0\n",
	"min_overlap_hours = 6\n",
	"penalty_per_hour = \"500; 1; 0; 0; 0\"\n",
	"budget = 20000\n",
	"budget_by_quarter = \"2026-Q4=1000; 2027-Q1=0\"\n",
	"min_onshore_percent = 50\n",
	"vendor_max_spend = \"V=100\"\n",
	"max_tenure_weeks = \"DE=2 from 2017-04-01\"\n",
	"external_levels_down = 3\n",
	"show_titles = yes\n",
	"ignore = \"Lunch|Sick\"\n",
	"out_of_office = \"\"\n",
};

static const char *const calendar_lines[] = {
	"DTSTART;VALUE=DATE:20261123\n",
	"DTSTART:20261201T090000\n",
	"DTSTART;TZID=America/New_York:20261130T220000\n",
	"DTSTART;VALUE=DATE:00010101\n",
	"DTSTART:20261225T000000Z\n",
	"DTEND;VALUE=DATE:20261127\n",
	"DTEND;VALUE=DATE:99991231\n",
	"DTEND:20261201T173000\n",
	"DURATION:P3D\n",
	"DURATION:PT90M\n",
	"RRULE:FREQ=WEEKLY;BYDAY=MO,WE\n",
	"RRULE:FREQ=DAILY;COUNT=30\n",
	"RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR\n",
	"RRULE:FREQ=YEARLY;BYWEEKNO=53\n",
	"EXDATE;VALUE=DATE:20261124\n",
	"SUMMARY:Vacation\n",
	"SUMMARY:Half day\n",
	"SUMMARY:Sick\n",
	"TRANSP:TRANSPARENT\n",
	"STATUS:CANCELLED\n",
	"STATUS:TENTATIVE\n",
	"RECURRENCE-ID;VALUE=DATE:20261124\n",
	"X-MICROSOFT-CDO-BUSYSTATUS:OOF\n",
	"END:VEVENT\nBEGIN:VEVENT\nUID:2\n",
};

uint8_t choose(struct choices *from, uint8_t limit)
{
	if (from->left == 0)
		return 0;
	from->left--;
	return *from->data++ % limit;
}

/* --- writing the files ---------------------------------------------------------------- */

static void put_raw(struct choices *from, FILE *out)
{
	size_t len = choose(from, RAW_MAX);

	if (len > from->left)
		len = from->left;
	fwrite(from->data, 1, len, out);
	from->data += len;
	from->left -= len;
}

static void put_cell(struct choices *from, const struct column_values *column, uint8_t row,
		     FILE *out)
{
	uint8_t byte = choose(from, RAW), count = 0;
	const char *value;

	while (count < CHOICES_MAX && column->values[count])
		count++;
	value = column->values[byte % count];
	if (byte >= RAW - 4)
		put_raw(from, out);
	else if (value[0] == '#')
		fputc('a' + row, out);
	else
		fputs(value, out);
}

static void put_table(struct choices *from, const struct table_values *table, FILE *out)
{
	uint8_t rows = choose(from, (uint8_t)(table->most_rows + 1));

	for (size_t i = 0; table->columns[i].name; i++)
		fprintf(out, "%s%s", i ? "," : "", table->columns[i].name);
	fputc('\n', out);
	for (uint8_t row = 0; row < rows; row++) {
		for (size_t i = 0; table->columns[i].name; i++) {
			if (i > 0)
				fputc(',', out);
			put_cell(from, &table->columns[i], row, out);
		}
		fputc('\n', out);
	}
}

static void put_lines(struct choices *from, const char *const *lines, uint8_t count, uint8_t most,
		      FILE *out)
{
	for (uint8_t left = choose(from, most); left > 0; left--) {
		uint8_t line = choose(from, (uint8_t)(count + 1));

		if (line < count)
			fputs(lines[line], out);
		else
			put_raw(from, out);
	}
}

static void put_calendar(struct choices *from, FILE *out)
{
	fputs("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", out);
	put_lines(from, calendar_lines, ARRAY_LEN(calendar_lines), 16, out);
	fputs("END:VEVENT\nEND:VCALENDAR\n", out);
}

/* --- the workspace --------------------------------------------------------------------- */

struct writer {
	struct choices *from;
	struct arena *arena;
	struct plan_input *list;
	size_t count;
};

static void add(struct writer *w, const char *name, const struct table_values *table)
{
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	if (!out)
		abort();
	if (table)
		put_table(w->from, table, out);
	else if (strcmp(name, "staffgap.conf") == 0)
		put_lines(w->from, settings, ARRAY_LEN(settings), 8, out);
	else
		put_calendar(w->from, out);
	if (fclose(out) != 0)
		abort();
	w->list[w->count++] = (struct plan_input){
		.name = name,
		.bytes = { arena_copy(w->arena, (struct span){ bytes, len }), len },
		.read_on = { 20780 },
		.trouble = "",
	};
	free(bytes);
}

static int by_name(const void *left, const void *right)
{
	const struct plan_input *a = left, *b = right;

	return strcmp(a->name, b->name);
}

void workspace_of(struct choices *from, struct arena *arena, struct plan_input **inputs,
		  size_t *count)
{
	static const char *const others[] = { "staffgap.conf", "calendars/a.ics", "calendars/b.ics",
					      "holidays/DE.ics" };
	struct writer w = { .from = from, .arena = arena };
	uint8_t wanted = choose(from, 16);

	w.list = ARENA_ARRAY(arena, struct plan_input, ARRAY_LEN(tables) + ARRAY_LEN(others));
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		add(&w, tables[i].name, &tables[i]);
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		if (wanted & 1U << i)
			add(&w, others[i], NULL);
	qsort(w.list, w.count, sizeof(*w.list), by_name);
	*inputs = w.list;
	*count = w.count;
}
