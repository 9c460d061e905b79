/*
 * Malformed files, and what is said about each: tests/fixtures/bad against
 * tests/golden/bad_input.txt. Every file must be remarked upon, and what is good in it be used.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/import.h"
#include "tests/test.h"

#define FOLDER TESTS_DIR "/fixtures/bad"

enum { FILES_MAX = 500, FILE_BYTES_MAX = 100000, LEAST_FILES = 60 };

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t list_files(struct arena *arena, const char **names)
{
	DIR *folder = opendir(FOLDER);
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(folder);
	while ((entry = readdir(folder)))
		if (entry->d_name[0] != '.' && count < FILES_MAX)
			names[count++] = arena_copy(arena, span_of(entry->d_name));
	closedir(folder);
	qsort(names, count, sizeof(*names), by_name);
	return count;
}

static struct source read_source(const char *name, struct arena *arena)
{
	char *bytes = ARENA_ARRAY(arena, char, FILE_BYTES_MAX);
	FILE *in = fopen(arena_format(arena, "%s/%s", FOLDER, name), "rb");
	size_t len;

	assert_non_null(in);
	len = fread(bytes, 1, FILE_BYTES_MAX, in);
	assert_true(len < FILE_BYTES_MAX);
	fclose(in);
	return (struct source){ name, { bytes, len } };
}

/* Two people and nothing else, so that names can be unknown. */
static void read_company(struct arena *arena, struct company *company)
{
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;
	struct source people = { "people.csv",
				 SPAN("person,roles,skills,location\n"
				      "ana,backend:3,kafka,DE-BE\nben,sre,,DE-BE\n") };

	*company = (struct company){ .settings = settings_default() };
	assert_ok(import_people(people, arena, company, &notes, &fault), &fault);
}

/* The option that engagements are of. */
static void read_option(struct arena *arena, struct company *company)
{
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;
	struct source rates = {
		"rates.csv",
		SPAN("option,model,role,rate,unit,max_heads\ngood,onshore,backend,100,hour,3\n")
	};

	assert_ok(import_rates(rates, arena, company, &notes, &fault), &fault);
}

static bool read_calendar(struct source source, struct arena *arena, struct notes *notes,
			  size_t *used, struct fault *fault)
{
	struct fault unused = FAULT_INIT;
	struct calendar_request request = { .source = source,
					    .kind = FEED_PERSONAL,
					    .time_zone = "Europe/Berlin" };
	struct calendar_counts counts;
	struct calendar calendar;

	assert_ok(day_parse(SPAN("2026-11-23"), &request.first, &unused), &unused);
	request.last = day_add(request.first, 13);
	if (!import_calendar(&request, arena, &calendar, &counts, notes, fault))
		return false;
	*used = calendar.busy_count;
	return true;
}

static bool read_holidays(struct source source, struct arena *arena, struct notes *notes,
			  size_t *used, struct fault *fault)
{
	struct fault unused = FAULT_INIT;
	struct calendar_request request = { .source = source,
					    .kind = FEED_HOLIDAYS,
					    .time_zone = "Europe/Berlin" };
	struct calendar_counts counts;
	struct holiday *holidays;

	assert_ok(day_parse(SPAN("2026-11-23"), &request.first, &unused), &unused);
	request.last = day_add(request.first, 60);
	return import_holidays(&request, "DE", arena, &holidays, used, &counts, notes, fault);
}

static bool read_table(struct source source, struct arena *arena, struct notes *notes, size_t *used,
		       struct fault *fault)
{
	struct company company = { 0 };
	bool ok;

	read_company(arena, &company);
	if (strncmp(source.name, "people", 6) == 0) {
		ok = import_people(source, arena, &company, notes, fault);
		*used = company.person_count;
	} else if (strncmp(source.name, "demand", 6) == 0) {
		ok = import_demand(source, arena, &company, notes, fault);
		*used = company.demand_count;
	} else if (strncmp(source.name, "rates", 5) == 0) {
		ok = import_rates(source, arena, &company, notes, fault);
		*used = company.option_count;
	} else if (strncmp(source.name, "feeds", 5) == 0) {
		ok = import_feeds(source, arena, &company, notes, fault);
		*used = company.feed_entry_count;
	} else if (strncmp(source.name, "engagements", 11) == 0) {
		read_option(arena, &company);
		ok = import_engagements(source, arena, &company, notes, fault);
	} else {
		ok = import_bookings(source, arena, &company, notes, fault);
	}
	if (ok)
		company_link(&company, arena, notes);
	if (strncmp(source.name, "bookings", 8) == 0)
		*used = company.booking_count;
	if (strncmp(source.name, "engagements", 11) == 0)
		*used = company.contract_count;
	return ok;
}

static bool read_any(struct source source, struct arena *arena, struct notes *notes, size_t *used,
		     struct fault *fault)
{
	struct settings settings = settings_default();

	*used = 0;
	if (strncmp(source.name, "calendar", 8) == 0)
		return read_calendar(source, arena, notes, used, fault);
	if (strncmp(source.name, "holidays", 8) == 0)
		return read_holidays(source, arena, notes, used, fault);
	if (strncmp(source.name, "settings", 8) == 0)
		return import_settings(source, arena, &settings, notes, fault);
	return read_table(source, arena, notes, used, fault);
}

static const char *describe(const char *name, struct arena *arena)
{
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;
	const char *text;
	size_t used;
	bool ok = read_any(read_source(name, arena), arena, &notes, &used, &fault);

	text = arena_format(arena, "== %s: %s, %zu used\n", name, ok ? "read" : "refused", used);
	if (!ok)
		text = arena_format(arena, "%s%s\n", text, fault.message);
	if (ok && notes.count == 0 && strstr(name, "time-bomb") == NULL)
		fail_msg("nothing is said about %s", name);
	notes_sort(&notes);
	for (size_t i = 0; i < notes.count; i++)
		text = arena_format(arena, "%s%d:%d: %s: %s [%s]\n", text,
				    (int)notes.list[i].place.line, (int)notes.list[i].place.column,
				    note_level_name(notes.list[i].level), notes.list[i].text,
				    notes.list[i].id);
	return text;
}

static void every_bad_file_is_remarked_upon(void **state)
{
	struct arena arena = ARENA_INIT;
	const char *names[FILES_MAX], *all = "";
	size_t count = list_files(&arena, names);

	(void)state;
	assert_true(count >= LEAST_FILES);
	for (size_t i = 0; i < count; i++)
		all = arena_format(&arena, "%s%s", all, describe(names[i], &arena));
	assert_golden("bad_input.txt", all, strlen(all));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_bad_file_is_remarked_upon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
