/*
 * A row-by-row account: whatever happens to the files of a workspace, each row of a table is used
 * or named in an error, each event of a calendar is counted once, and named when it was skipped.
 *
 * test_rows [COUNT [SEED]]: so many mutated workspaces; 40 when none is given. Records are counted
 * here by a reading of our own, not by the importers'.
 */
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "import/csv.h"
#include "import/import.h"
#include "import/inputs.h"
#include "tests/generate.h"
#include "tests/spoil.h"
#include "tests/test.h"

enum {
	COUNT = 40,
	COMPLAINTS_MAX = 20,
	FILE_BYTES_MAX = 65536,
	FILES_MAX = 40,
	CHANGED_MAX = 4,
	KINDS = FEED_FREEBUSY - FEED_PERSONAL + 1
};

static uint64_t seed = 20261130;
static size_t workspaces = COUNT, rows_used, rows_named, rows_unusable, events_counted,
	      events_named;

static const char feeds[] = "feed,kind,who,source\nana-home,personal,ana,a.ics\nleave,absence,,"
			    "leave.ics\nberlin,holidays,DE-BE,de.ics\n"
			    "ben-busy,freebusy,ben,https://calendar.example.org/ben.ics\n";
static const char over_people[] =
	"person,roles,location\nzoe,sre:3,DE-BE\n-ben,,\nana,backend:4,DE-BE\n";
static const char over_demand[] =
	"demand,project,role,start,end,fte\n-APO-1,,,,,\nNEW-1,New,sre,2026-11-23,2026-12-18,2\n";
static const char over_bookings[] = "person,project,role,start,end,percent\n-ines,Apollo,,,,"
				    "\nfelix,Fjord,backend,2026-12-07,2026-12-18,10\n";
static const char over_rates[] =
	"option,model,role,rate,unit\n-on-sre,,,,\nnew,offshore,sre,40,hour\n";

struct input_table {
	const char *name;
	const char *base; /* of a scenario's: the workspace's */
	struct span bytes;
};

static struct input_table tables[] = {
	{ "people.csv", NULL, { 0 } },
	{ "demand.csv", NULL, { 0 } },
	{ "bookings.csv", NULL, { 0 } },
	{ "rates.csv", NULL, { 0 } },
	{ "engagements.csv", NULL, { 0 } },
	{ "feeds.csv", NULL, { feeds, sizeof(feeds) - 1 } },
	{ "scenarios/s/people.csv", "people.csv", { over_people, sizeof(over_people) - 1 } },
	{ "scenarios/s/demand.csv", "demand.csv", { over_demand, sizeof(over_demand) - 1 } },
	{ "scenarios/s/bookings.csv",
	  "bookings.csv",
	  { over_bookings, sizeof(over_bookings) - 1 } },
	{ "scenarios/s/rates.csv", "rates.csv", { over_rates, sizeof(over_rates) - 1 } },
};

enum { TABLES = ARRAY_LEN(tables), OWN_TABLES = 6 };

/* --- complaints ------------------------------------------------------------------ */

static size_t complaints;

/* The file stays behind for whoever looks into it. */
static void complain(size_t workspace, struct span bytes, const char *format, ...)
	PRINTF_LIKE(3, 4);

static void complain(size_t workspace, struct span bytes, const char *format, ...)
{
	char what[400], path[64];
	va_list args;
	FILE *out;

	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	snprintf(path, sizeof(path), "lost-%zu.txt", complaints);
	if (complaints++ < COMPLAINTS_MAX) {
		print_error("workspace %zu: %s; the file is %s\n", workspace, what, path);
		out = fopen(path, "wb");
		assert_non_null(out);
		fwrite(bytes.ptr, 1, bytes.len, out);
		fclose(out);
	}
}

/* --- places -------------------------------------------------------------------- */

struct place_row {
	struct place place;
	const char *key; /* of its id; of bookings the person's */
};

struct row_places {
	struct place_row *list;
	size_t count, room;
	struct arena *arena;
};

static void add_row(struct row_places *places, struct place place, const char *id)
{
	places->list = ARENA_PUSH(places->arena, places->list, places->count, places->room);
	places->list[places->count++] =
		(struct place_row){ place, text_key(span_of(id), places->arena) };
}

static bool within(const struct place *place, const char *file, int32_t first, int32_t last)
{
	return strcmp(place->file, file) == 0 && place->line >= first && place->line <= last;
}

static bool has_place(const struct row_places *places, const char *file, int32_t first,
		      int32_t last)
{
	for (size_t i = 0; i < places->count; i++)
		if (within(&places->list[i].place, file, first, last))
			return true;
	return false;
}

static bool is_named(const struct notes *notes, const char *file, int32_t first, int32_t last)
{
	for (size_t i = 0; i < notes->count; i++)
		if (notes->list[i].level == NOTE_ERROR &&
		    within(&notes->list[i].place, file, first, last))
			return true;
	return false;
}

/* A quote was misplaced in this line; where that ends several lines, the first is named, too. */
static bool says_misplaced(const struct notes *notes, const char *file, int32_t line)
{
	for (size_t i = 0; i < notes->count; i++)
		if (strcmp(notes->list[i].id, "quote-misplaced") == 0 &&
		    within(&notes->list[i].place, file, line, line))
			return true;
	return false;
}

static bool says_from(const struct notes *notes, const char *file, int32_t first, int32_t last)
{
	char words[32];

	snprintf(words, sizeof(words), "from line %d to", (int)first);
	for (size_t i = 0; i < notes->count; i++)
		if (within(&notes->list[i].place, file, last, last) &&
		    strstr(notes->list[i].text, words))
			return true;
	return false;
}

/* What the company was made of. */
static struct row_places used_places(const struct company *c, struct arena *arena)
{
	struct row_places places = { .arena = arena };

	for (size_t i = 0; i < c->person_count; i++)
		add_row(&places, c->people[i].place, c->people[i].id);
	for (size_t i = 0; i < c->demand_count; i++)
		add_row(&places, c->demands[i].place, c->demands[i].id);
	for (size_t i = 0; i < c->booking_count; i++)
		add_row(&places, c->bookings[i].place, c->bookings[i].person);
	for (size_t i = 0; i < c->option_count; i++)
		add_row(&places, c->options[i].place, c->options[i].id);
	for (size_t i = 0; i < c->contract_count; i++)
		add_row(&places, c->contracts[i].place, c->contracts[i].id);
	for (size_t i = 0; i < c->feed_entry_count; i++)
		add_row(&places, c->feed_entries[i].place, c->feed_entries[i].name);
	return places;
}

/* --- records ------------------------------------------------------------------- */

struct record {
	int32_t first, last; /* lines */
	struct span text;
};

static bool is_blank(struct span text, bool first)
{
	struct span bare = span_trim(text);

	if (bare.len == 0 || text.ptr[0] == '#' || (first && bare.ptr[0] == '#'))
		return true;
	for (size_t i = 0; i < text.len; i++)
		if (!strchr(",;\t \"\r\n", text.ptr[i]) || !text.ptr[i])
			return false;
	return true;
}

/* A line and how it ends: \n, \r\n or \r. */
static struct span take_line(struct span *rest)
{
	size_t len = 0;
	struct span line;

	while (len < rest->len && rest->ptr[len] != '\n' && rest->ptr[len] != '\r')
		len++;
	line = (struct span){ rest->ptr, len };
	if (len + 1 < rest->len && rest->ptr[len] == '\r' && rest->ptr[len + 1] == '\n')
		len++;
	if (len < rest->len)
		len++;
	rest->ptr += len;
	rest->len -= len;
	return line;
}

/* The next record: lines until all quotes are closed, or until one was said to be misplaced. */
static bool next_record(struct span *rest, int32_t *line, const char *file,
			const struct notes *notes, struct record *record)
{
	bool quoted = false, comment;

	if (!rest->len)
		return false;
	comment = rest->ptr[0] == '#';
	*record = (struct record){ *line, *line, { rest->ptr, 0 } };
	do {
		struct span text = take_line(rest);

		for (size_t i = 0; i < text.len; i++)
			quoted ^= text.ptr[i] == '"';
		record->last = (*line)++;
		record->text.len = (size_t)(text.ptr + text.len - record->text.ptr);
	} while (quoted && !comment && rest->len && !says_misplaced(notes, file, record->last));
	return true;
}

/* --- one workspace --------------------------------------------------------------- */

struct rows_world {
	struct arena *arena;
	struct company company;
	struct notes notes;
	bool unusable[TABLES];
	struct row_places gone; /* rows of the workspace that a scenario took away or replaced */
	size_t number;
};

static const struct input_kind *kind_named(const char *name)
{
	for (size_t i = 0; i < input_kind_count; i++)
		if (strcmp(input_kinds[i].name, name) == 0)
			return &input_kinds[i];
	fail_msg("%s is no table", name);
	return NULL;
}

static bool read_table(struct rows_world *w, size_t t, struct fault *fault)
{
	struct source source = { tables[t].name, tables[t].bytes };
	bool own = t < OWN_TABLES;
	const struct input_kind *kind = kind_named(own ? tables[t].name : tables[t].base);

	return (own ? kind->read : kind->merge)(source, w->arena, &w->company, &w->notes, fault);
}

/* The id of a scenario's row that removes, "-ben": the first cell that begins so; NULL of other
 * rows. */
static const char *removed_key(struct span text, struct arena *arena)
{
	for (size_t i = 0; i + 1 < text.len; i++) {
		struct span id;
		bool begins = i == 0 || strchr(",;\t", text.ptr[i - 1]);

		while (begins && i + 1 < text.len && strchr(" \"'", text.ptr[i]))
			i++;
		if (!begins || text.ptr[i] != '-')
			continue;
		while (i + 1 < text.len && strchr(" \t", text.ptr[i + 1]))
			i++;
		id = (struct span){ text.ptr + i + 1, 0 };
		while (i + 1 + id.len < text.len && !strchr(",;\t\"\r\n", id.ptr[id.len]))
			id.len++;
		return id.len ? text_key(id, arena) : NULL;
	}
	return NULL;
}

/* Whether a row of that file, of that id, is among them. */
static const struct place_row *find_key(const struct row_places *places, const char *file,
					const char *key)
{
	for (size_t i = 0; i < places->count; i++)
		if (strcmp(places->list[i].place.file, file) == 0 &&
		    strcmp(places->list[i].key, key) == 0)
			return &places->list[i];
	return NULL;
}

static bool is_removed(const struct input_table *table, const char *key, struct arena *arena)
{
	struct span rest = table->bytes;

	while (rest.len) {
		const char *removed = removed_key(take_line(&rest), arena);

		if (removed && strcmp(removed, key) == 0)
			return true;
	}
	return false;
}

/* Rows of before that are not there any more are of an id that the scenario names. */
static void account_for_scenario(struct rows_world *w, const struct row_places *before,
				 const struct input_table *table)
{
	struct row_places after = used_places(&w->company, w->arena);

	for (size_t i = 0; i < before->count; i++) {
		const struct place_row *row = &before->list[i];

		if (has_place(&after, row->place.file, row->place.line, row->place.line))
			continue;
		if (strcmp(row->place.file, table->base) != 0 ||
		    (!find_key(&after, table->name, row->key) &&
		     !is_removed(table, row->key, w->arena)))
			complain(w->number, table->bytes,
				 "%s takes '%s' away, which it does not name", table->name,
				 row->key);
		add_row(&w->gone, row->place, row->key);
	}
}

static void read_tables(struct rows_world *w)
{
	w->company.settings = settings_default();
	for (size_t t = 0; t < TABLES; t++) {
		struct row_places before = used_places(&w->company, w->arena);
		struct fault fault = FAULT_INIT;

		w->unusable[t] = !read_table(w, t, &fault);
		if (w->unusable[t])
			assert_true(strncmp(fault.message, tables[t].name,
					    strlen(tables[t].name)) == 0);
		else if (tables[t].base)
			account_for_scenario(w, &before, &tables[t]);
	}
	company_link(&w->company, w->arena, &w->notes);
}

/* A row "-id" of a scenario took something away. */
static bool removes(const struct rows_world *w, const struct input_table *table, struct span text)
{
	const char *key = table->base ? removed_key(text, w->arena) : NULL;

	return key && find_key(&w->gone, table->base, key);
}

static void account_for_table(const struct rows_world *w, size_t t, const struct row_places *used)
{
	const struct input_table *table = &tables[t];
	struct span rest = table->bytes;
	struct record record;
	int32_t line = 1;
	bool head = false;

	if (rest.len >= 3 && memcmp(rest.ptr, "\xef\xbb\xbf", 3) == 0)
		rest = (struct span){ rest.ptr + 3, rest.len - 3 };
	while (next_record(&rest, &line, table->name, &w->notes, &record)) {
		bool is_used = has_place(used, table->name, record.first, record.last) ||
			       has_place(&w->gone, table->name, record.first, record.last);
		bool is_said = is_named(&w->notes, table->name, record.first, record.last);

		if (is_blank(record.text, !head) ||
		    (!head && record.text.len == 5 && memcmp(record.text.ptr, "sep=", 4) == 0))
			continue;
		if (!head && !is_said) { /* names columns */
			head = true;
			continue;
		}
		if (record.last > record.first &&
		    says_misplaced(&w->notes, table->name, record.last) &&
		    !says_from(&w->notes, table->name, record.first, record.last))
			complain(w->number, table->bytes,
				 "%s:%d to %d: only the last line is named", table->name,
				 (int)record.first, (int)record.last);
		rows_used += is_used;
		rows_named += is_said && !is_used;
		if (!is_used && !is_said && !removes(w, table, record.text))
			complain(w->number, table->bytes, "%s:%d to %d is lost in silence: '%.*s'",
				 table->name, (int)record.first, (int)record.last,
				 (int)(record.text.len < 200 ? record.text.len : 200),
				 record.text.ptr);
	}
}

static void account_for_tables(struct rows_world *w)
{
	struct row_places used;

	w->gone.arena = w->arena;
	w->notes = (struct notes)NOTES_INIT(w->arena);
	read_tables(w);
	used = used_places(&w->company, w->arena);
	for (size_t t = 0; t < TABLES; t++) {
		if (w->unusable[t])
			rows_unusable++;
		else
			account_for_table(w, t, &used);
	}
	for (size_t i = 0; i < used.count; i++)
		if (used.list[i].key[0] == '-' && used.list[i].key[1] &&
		    strchr(used.list[i].place.file, '/'))
			complain(w->number, SPAN(""), "a row that removes was added: '%s' (%s:%d)",
				 used.list[i].key, used.list[i].place.file,
				 (int)used.list[i].place.line);
}

/* --- calendars ------------------------------------------------------------------- */

/* Lines of an event's BEGIN, as they stand when unfolded. Lines end with LF; with CR where there is
 * no LF. */
static struct row_places event_lines(struct span bytes, const char *name, struct arena *arena)
{
	struct row_places lines = { .arena = arena };
	char end = memchr(bytes.ptr, '\n', bytes.len) ? '\n' : '\r';
	struct span line;

	for (int32_t number = 1; bytes.len; number++) {
		bool goes_on = strchr(" \t", bytes.ptr[0]) && bytes.ptr[0];

		(void)span_next(&bytes, end, &line);
		if (bytes.len && bytes.ptr[0] && strchr(" \t", bytes.ptr[0]))
			continue; /* the next one belongs to it */
		if (!goes_on && line.len == 12 && strncasecmp(line.ptr, "BEGIN:VEVENT", 12) == 0)
			add_row(&lines, (struct place){ name, number, 0 }, "");
	}
	return lines;
}

static void account_for_calendar(const struct rows_world *w, struct span bytes, enum feed_kind kind)
{
	const char *name = "calendar";
	struct notes notes = NOTES_INIT(w->arena);
	struct fault fault = FAULT_INIT;
	struct row_places lines = event_lines(bytes, name, w->arena);
	struct calendar_request request = { .source = { name, bytes },
					    .kind = kind,
					    .time_zone = "Europe/Berlin",
					    .people = w->company.people,
					    .person_count = w->company.person_count,
					    .first = GENERATE_MONDAY,
					    .last = day_add(GENERATE_MONDAY, 139) };
	struct row_places counted = { .arena = w->arena };
	struct feed_account account;
	int32_t sum = 0;

	if (!import_account(&request, w->arena, &account, &notes, &fault))
		return; /* refused: nothing of it is used, and that is said */
	for (int use = 0; use < USE_COUNT; use++)
		sum += account.by_use[use];
	assert_number("uses add up", sum, account.counts.event_count);
	assert_number("skipped", account.by_use[USE_SKIPPED], account.counts.skipped_count);
	for (int32_t i = 0; i < sum; i++) {
		const struct event_account *event = &account.events[i];
		int32_t next = i + 1 < sum ? account.events[i + 1].line - 1 : INT32_MAX;

		if (event->use == USE_SKIPPED && !is_named(&notes, name, event->line, next))
			complain(w->number, bytes, "the event in line %d is skipped in silence",
				 (int)event->line);
		events_named += event->use == USE_SKIPPED;
		add_row(&counted, (struct place){ name, event->line, 0 }, "");
	}
	events_counted += (size_t)sum;
	for (size_t i = 0; i < lines.count; i++)
		if (!has_place(&counted, name, lines.list[i].place.line,
			       lines.list[i].place.line) &&
		    !is_named(&notes, name, lines.list[i].place.line, lines.list[i].place.line))
			complain(w->number, bytes, "the event in line %d is not counted",
				 (int)lines.list[i].place.line);
}

/* --- files ------------------------------------------------------------------------ */

static struct span calendars[FILES_MAX];
static size_t calendar_count;

static struct span read_file(const char *path, struct arena *arena)
{
	char *bytes = ARENA_ARRAY(arena, char, FILE_BYTES_MAX);
	FILE *in = fopen(path, "rb");
	size_t len;

	assert_non_null(in);
	len = fread(bytes, 1, FILE_BYTES_MAX, in);
	fclose(in);
	return (struct span){ bytes, len };
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void read_calendars(const char *folder, struct arena *arena)
{
	DIR *dir = opendir(folder);
	const char *names[FILES_MAX];
	const struct dirent *entry;
	size_t count = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) && count < FILES_MAX)
		if (strstr(entry->d_name, ".ics"))
			names[count++] = arena_copy(arena, span_of(entry->d_name));
	closedir(dir);
	qsort(names, count, sizeof(*names), by_name);
	for (size_t i = 0; i < count && calendar_count < FILES_MAX; i++)
		calendars[calendar_count++] =
			read_file(arena_format(arena, "%s/%s", folder, names[i]), arena);
}

static void every_row_is_used_or_named(void **state)
{
	struct arena files = ARENA_INIT;
	struct input_table good[TABLES];

	(void)state;
	for (size_t t = 0; t < TABLES; t++)
		if (!tables[t].bytes.ptr)
			tables[t].bytes = read_file(
				arena_format(&files, "%s/%s", DEMO_DIR, tables[t].name), &files);
	read_calendars(DEMO_DIR "/calendars", &files);
	read_calendars(TESTS_DIR "/fixtures", &files);
	memcpy(good, tables, sizeof(good));
	for (size_t i = 0; i < workspaces; i++) {
		struct arena arena = ARENA_INIT;
		struct rows_world w = { .arena = &arena, .number = i };
		size_t changed =
			i ? 1 + generate_below(&seed, CHANGED_MAX) : 0; /* the first is whole */

		memcpy(tables, good, sizeof(good));
		for (size_t c = 0; c < changed; c++) {
			struct input_table *table = &tables[generate_below(&seed, TABLES)];

			table->bytes = spoil_table(table->bytes, &seed, &arena);
		}
		account_for_tables(&w);
		for (size_t c = 0; c < 2; c++)
			account_for_calendar(
				&w,
				spoil_calendar(calendars[generate_below(&seed, calendar_count)],
					       &seed, &arena),
				FEED_PERSONAL + (enum feed_kind)(generate_below(&seed, KINDS)));
		arena_release(&arena);
	}
	memcpy(tables, good, sizeof(good));
	arena_release(&files);
	print_message("%zu workspaces: %zu rows used, %zu named in errors, %zu tables refused; %zu "
		      "events counted, %zu of them named\n",
		      workspaces, rows_used, rows_named, rows_unusable, events_counted,
		      events_named);
	assert_number("lost in silence", complaints, 0);
	assert_true(rows_used > 100 * workspaces / 2 && rows_named > workspaces / 2 &&
		    events_named > workspaces / 20);
}

/* --- rows that remove --------------------------------------------------------------- */

struct removal_case {
	const char *name, *scenario;
};

static const struct removal_case removal_cases[] = {
	{ "a row that removes ends with LF", "person,roles\n-ben,\nzoe,sre\n" },
	{ "a row that removes ends with CR LF", "person,roles\r\n-ben,\r\nzoe,sre\r\n" },
	{ "a row that removes ends with CR", "person,roles\r-ben,\rzoe,sre\r" },
	{ "a row that removes goes over two lines", "person,roles\n-ben,\"a\nb\"\nzoe,sre\n" },
	{ "a row that removes is behind one over two lines",
	  "person,roles,location\nzoe,sre,\"D\nE\"\n-ben,,\n" },
	{ "a row that removes is the last, without an end", "person,roles\nzoe,sre\n-ben," },
};

static void remove_row(void **state)
{
	const struct removal_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct company company = { .settings = settings_default() };
	struct source base = { "people.csv", SPAN("person,roles\nana,sre\nben,sre\n") };
	struct source over = { "scenarios/s/people.csv", span_of(c->scenario) };

	assert_ok(import_people(base, &arena, &company, &notes, &fault), &fault);
	assert_ok(scenario_people(over, &arena, &company, &notes, &fault), &fault);
	assert_number(c->name, notes.count, 0);
	assert_number(c->name, company.person_count, 2);
	assert_string_equal(company.people[0].id, "ana");
	assert_string_equal(company.people[1].id, "zoe");
	arena_release(&arena);
}

int main(int argc, char **argv)
{
	struct CMUnitTest tests[1 + ARRAY_LEN(removal_cases)] = { cmocka_unit_test(
		every_row_is_used_or_named) };

	for (size_t i = 0; i < ARRAY_LEN(removal_cases); i++)
		tests[1 + i] = ROW_TEST(remove_row, &removal_cases[i]);
	if (argc > 1)
		workspaces = (size_t)strtoul(argv[1], NULL, 10);
	if (argc > 2)
		seed = strtoull(argv[2], NULL, 10);
	return cmocka_run_group_tests_name("rows", tests, NULL, NULL);
}
