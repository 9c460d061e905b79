/* Time zones of the system: bytes that are whole, or no clock; names that stay in their folder. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/ical/ical_system.h"
#include "import/ical/ical_tz_rule.h"
#include "import/ical/ical_tzif.h"
#include "import/ical/ical_zone_file.h"
#include "tests/test.h"

#define CORPUS TESTS_DIR "/fuzz/corpus_tzif/"

static struct span file_bytes(const char *path, struct arena *arena)
{
	FILE *file = fopen(path, "rb");
	char *data = ARENA_ARRAY(arena, char, 10000);
	size_t size;

	if (!file)
		fail_msg("cannot open %s", path);
	size = fread(data, 1, 10000, file);
	fclose(file);
	return (struct span){ data, size };
}

/* --- bytes ------------------------------------------------------------------------------ */

struct bytes_case {
	const char *name, *file;
	const char *fault; /* "" when it is read */
	int64_t utc;
	int32_t before, after; /* the second before that instant, and from it on */
};

static const struct bytes_case bytes_cases[] = {
	{ "a change of the table", "two_changes", "", 1711846800, 3600, 7200 },
	{ "the first change", "two_changes", "", -2422054408, 3208, 3600 },
	{ "a change of the rule in 2038", "two_changes", "", 2153350800, 3600, 7200 },
	{ "a change of the rule in 2099", "two_changes", "", 4096573200, 7200, 3600 },
	{ "version 1 has a table only", "version_1", "", 1711846800, 3600, 7200 },
	{ "and stays as it was", "version_1", "", 4000000000, 7200, 7200 },
	{ "an empty rule says nothing", "no_rule", "", 4000000000, 7200, 7200 },
	{ "a rule without summer", "no_table", "", 1711846800, 19800, 19800 },
	{ "a rule without a table", "rule_alone", "", 1710054000, -18000, -14400 },
	{ "summer all year", "summer_all_year", "", 1767243600, -14400, -14400 },
	{ "a winter that is the exception", "winter_is_less", "", 1792890000, 3600, 0 },
	{ "hours below zero", "hours_below_zero", "", 1774746000, -7200, -3600 },
	{ "leap seconds are not ours", "leap_seconds", "it counts leap seconds", 0, 0, 0 },
	{ "indicators are read over", "indicators", "", 1711846800, 3208, 7200 },
	{ "a file that is cut off", "cut_off", "it ends too early", 0, 0, 0 },
	{ "a rule against its table", "disagrees", "the rule at its end does not agree", 0, 0, 0 },
	{ "counts beyond the file", "many", "it ends too early", 0, 0, 0 },
};

static void bytes(void **state)
{
	const struct bytes_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct clock clock = { .count = 77 };
	struct span text = file_bytes(arena_format(&arena, "%s%s", CORPUS, c->file), &arena);
	bool ok = tzif_read(text, &arena, &clock, &fault);

	if (ok != (c->fault[0] == '\0') || (!ok && !strstr(fault.message, c->fault)))
		fail_msg("%s: %s", c->name, ok ? "read" : fault.message);
	assert_number(c->name, clock.count == 77, !ok);
	if (ok) {
		assert_number(c->name, clock_offset(&clock, c->utc - 1), c->before);
		assert_number(c->name, clock_offset(&clock, c->utc), c->after);
	}
	arena_release(&arena);
}

/* Nothing short of the whole is read, and nothing longer. */
static void every_length(void **state)
{
	static const char *const files[] = { "two_changes", "version_1", "no_rule", "indicators" };
	struct arena arena = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		struct span whole =
			file_bytes(arena_format(&arena, "%s%s", CORPUS, files[i]), &arena);

		for (size_t len = 0; len <= whole.len + 1; len++) {
			struct fault fault = FAULT_INIT;
			struct clock clock;
			/* A block of its own, so that a sanitizer sees a byte too many. */
			struct arena one = ARENA_INIT;
			char *copy = ARENA_ARRAY(&one, char, len ? len : 1);

			memcpy(copy, whole.ptr, len < whole.len ? len : whole.len);
			assert_number(files[i],
				      tzif_read((struct span){ copy, len }, &one, &clock, &fault),
				      len == whole.len);
			arena_release(&one);
		}
	}
	arena_release(&arena);
}

/* Each bit of the head turned over: refused, but for bytes that nobody reads. */
static void every_bit_of_the_head(void **state)
{
	struct arena arena = ARENA_INIT;
	struct span whole = file_bytes(CORPUS "two_changes", &arena);
	size_t read = 0;

	(void)state;
	for (size_t bit = 0; bit < (size_t)44 * 8; bit++) {
		char *copy = arena_copy(&arena, whole);
		struct fault fault = FAULT_INIT;
		struct clock clock;

		copy[bit / 8] = (char)(copy[bit / 8] ^ (1 << bit % 8));
		if (bit / 8 < 5 || bit / 8 >= 20)
			read += tzif_read((struct span){ copy, whole.len }, &arena, &clock, &fault);
	}
	assert_number("heads that are read", read, 0);
	arena_release(&arena);
}

/* --- rules ------------------------------------------------------------------------------ */

struct rule_case {
	const char *name, *text;
	bool ok;
};

static const struct rule_case rule_cases[] = {
	{ "Berlin", "CET-1CEST,M3.5.0,M10.5.0/3", true },
	{ "names of signs and digits", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", true },
	{ "seconds", "AAA1:02:03", true },
	{ "a week of hours", "AAA3BBB,M3.4.4/50,M10.4.4/-167", true },
	{ "days of the year", "AAA3BBB,0/0,J365/25", true },
	{ "nothing", "", false },
	{ "no offset", "CET", false },
	{ "a name of two letters", "CE-1", false },
	{ "a name that is not closed", "<+10-10", false },
	{ "summer without its days", "CET-1CEST", false },
	{ "one day only", "CET-1CEST,M3.5.0", false },
	{ "a week too many", "CET-1CEST,M3.6.0,M10.5.0", false },
	{ "a month too many", "CET-1CEST,M13.5.0,M10.5.0", false },
	{ "no month", "CET-1CEST,M0.5.0,M10.5.0", false },
	{ "the eighth day of a week", "CET-1CEST,M3.5.7,M10.5.0", false },
	{ "day 0 of those from 1", "CET-1CEST,J0,J10", false },
	{ "day 366", "CET-1CEST,366,10", false },
	{ "more than a week of hours", "AAA3BBB,M3.4.4/168,M10.4.4", false },
	{ "something behind", "CET-1CEST,M3.5.0,M10.5.0/3 ", false },
	{ "a number of many digits", "CET-1CEST,M3.5.0/0000000002,M10.5.0", false },
};

static void rules(void **state)
{
	const struct rule_case *c = *state;
	struct tz_rule rule;

	assert_number(c->name, tz_rule_read(span_of(c->text), &rule), c->ok);
}

/* --- names and files -------------------------------------------------------------------- */

struct file_case {
	const char *name, *zone;
	bool known;
	const char *fault; /* "" when there is none */
};

static const struct file_case file_cases[] = {
	{ "a zone", "Here/Good", true, "" },
	{ "a link to another zone", "Here/Link", true, "" },
	{ "a name that nobody has", "Here/Nowhere", false, "" },
	{ "a folder", "Here", false, "" },
	{ "a name below a file", "Here/Good/More", false, "" },
	{ "a path upwards", "../secret", false, "" },
	{ "a path upwards inside", "Here/../../secret", false, "" },
	{ "an absolute path", "/etc/passwd", false, "" },
	{ "the empty name", "", false, "" },
	{ "a dot", "Here/Good.", false, "" },
	{ "a slash at the end", "Here/Good/", false, "" },
	{ "two slashes", "Here//Good", false, "" },
	{ "files of the folder that are no zones", "localtime", false, "" },
	{ "zones with leap seconds", "right/Good", false, "" },
	{ "UTC needs no file", "UTC", true, "" },
	{ "a link out of the folder", "Here/Out", false, "Here/Out': it is a link out" },
	{ "a FIFO", "Here/Fifo", false, "Here/Fifo': it is not a file" },
	{ "a file that is cut off", "Here/Cut", false, "Here/Cut' is damaged" },
	{ "an empty file", "Here/Empty", false, "Here/Empty' is damaged" },
	{ "another kind of file", "Here/Text", false, "it is not time zone data" },
	{ "a file without end", "Here/Huge", false, "it is larger than any time zone" },
	{ "a link to itself", "Here/Loop", false, "cannot read the time zone" },
};

static void put(const char *path, struct span bytes)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
	fclose(file);
}

static int make_files(void **state)
{
	struct arena arena = ARENA_INIT;
	struct span good = file_bytes(CORPUS "two_changes", &arena);

	(void)state;
	assert_int_equal(system("rm -rf zones.test"), 0); /* NOLINT(cert-env33-c) */
	assert_int_equal(
		mkdir("zones.test", 0700) | mkdir("zones.test/all", 0700) |
			mkdir("zones.test/all/Here", 0700) | mkdir("zones.test/all/right", 0700) |
			mkdir("zones.test/all/A", 0700) | mkdir("zones.test/all/A/B", 0700) |
			mkdir("zones.test/all/A/B/C", 0700) | mkdir("zones.test/all/A/B/C/D", 0700),
		0);
	put("zones.test/all/A/B/C/Four", good);
	put("zones.test/all/A/B/C/D/Five", good);
	put("zones.test/secret", good);
	put("zones.test/all/localtime", good);
	put("zones.test/all/right/Good", good);
	put("zones.test/all/Here/Good", good);
	put("zones.test/all/Here/Cut", (struct span){ good.ptr, good.len - 1 });
	put("zones.test/all/Here/Empty", SPAN(""));
	put("zones.test/all/Here/Text",
	    SPAN("Europe/Berlin is a zone of which much could be said"));
	put("zones.test/all/Here/Huge", SPAN(""));
	assert_int_equal(truncate("zones.test/all/Here/Huge", 2000000), 0);
	assert_int_equal(symlink("Good", "zones.test/all/Here/Link") |
				 symlink("../../secret", "zones.test/all/Here/Out") |
				 symlink("Loop", "zones.test/all/Here/Loop") |
				 mkfifo("zones.test/all/Here/Fifo", 0600),
			 0);
	arena_release(&arena);
	return setenv("TZDIR", "zones.test/all", 1);
}

static void files(void **state)
{
	const struct file_case *c = *state;
	struct fault fault = FAULT_INIT;
	bool known = false;
	bool ok = import_zone_find(c->zone, NULL, &known, &fault);

	if (ok != (c->fault[0] == '\0') || (!ok && !strstr(fault.message, c->fault)))
		fail_msg("%s: %s", c->name, ok ? "no fault" : fault.message);
	if (!ok)
		assert_number(c->name, fault.kind, FAULT_SYSTEM);
	assert_number(c->name, known, c->known);
}

/* A feed may name any number of zones that nobody has. */
static void nothing_is_kept(void **state)
{
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct span bytes = { "", 1 };

	(void)state;
	assert_ok(zone_file_read("Here/Nowhere", &arena, &bytes, &fault), &fault);
	assert_null(bytes.ptr);
	assert_null(arena.blocks);
}

/* The same answers once all have been read; then no file is opened any more. */
static void all_at_once(void **state)
{
	struct arena arena = ARENA_INIT;
	struct zone_marks marks = ZONE_MARKS_INIT(&arena);
	struct fault fault = FAULT_INIT;
	bool known = false;

	(void)state;
	assert_ok(import_zones_load(&fault), &fault);
	for (size_t i = 0; i < ARRAY_LEN(file_cases); i++)
		files(&(void *){ (void *)(uintptr_t)&file_cases[i] });
	assert_int_equal(setenv("TZDIR", "zones.test/none", 1), 0);
	for (size_t i = 0; i < ARRAY_LEN(file_cases); i++)
		if (strcmp(file_cases[i].fault, "Here/Cut' is damaged") != 0 &&
		    strcmp(file_cases[i].fault, "Here/Empty' is damaged") != 0)
			files(&(void *){ (void *)(uintptr_t)&file_cases[i] });
	assert_ok(import_zone_find("A/B/C/Four", NULL, &known, &fault), &fault);
	assert_true(known);
	assert_ok(import_zone_find("A/B/C/D/Five", NULL, &known, &fault), &fault);
	assert_false(known); /* folders below folders have an end */
	assert_ok(import_zone_find("Here/Good", &marks, &known, &fault), &fault);
	assert_ok(import_zone_find("Here/Good", &marks, &known, &fault), &fault);
	assert_ok(import_zone_find("Here/Nowhere", &marks, &known, &fault), &fault);
	assert_ok(import_zone_find("UTC", &marks, &known, &fault), &fault);
	assert_number("marks", marks.count, 2);
	assert_true(marks.list[0].bytes.ptr && !marks.list[1].bytes.ptr);
	arena_release(&arena);
}

enum {
	BYTES = ARRAY_LEN(bytes_cases),
	RULES = ARRAY_LEN(rule_cases),
	FILES = ARRAY_LEN(file_cases)
};

int main(void)
{
	struct CMUnitTest tests[BYTES + RULES + FILES + 4];
	size_t count = 0;

	for (size_t i = 0; i < BYTES; i++)
		tests[count++] = ROW_TEST(bytes, &bytes_cases[i]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(every_length);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(every_bit_of_the_head);
	for (size_t i = 0; i < RULES; i++)
		tests[count++] = ROW_TEST(rules, &rule_cases[i]);
	for (size_t i = 0; i < FILES; i++)
		tests[count++] = ROW_TEST(files, &file_cases[i]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(nothing_is_kept);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(all_at_once);
	return cmocka_run_group_tests_name("zones", tests, make_files, NULL);
}
