/* staffgap.conf: settings are only settings, whatever bytes they are. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "import/import.h"
#include "import/settings_scan.h"
#include "tests/test.h"

struct settings_case {
	const char *name, *text;
	const char *company; /* what it is then; NULL: the file is refused */
	const char *fault;   /* a part of why */
};

static const struct settings_case cases[] = {
	{ "a dollar is a plain character", "company = \"a$HOME $\"", "a$HOME $", "" },
	{ "in single quotes all is as it stands", "company = '${HOME}'", "${HOME}", "" },
	{ "a backslash makes a variable plain", "company = \"\\${HOME}\"", "${HOME}", "" },
	{ "a backslash is two", "company = \"a\\\\${b\"", NULL,
	  "x:1:15: settings do not read the env" },
	{ "a variable is refused", "weeks = 4\n  company = \"${HOME}\"", NULL,
	  "x:2:14: settings do not read the environment: ${ is not replaced" },
	{ "also without its end", "company = \"${HOME\"", NULL,
	  "x:1:12: settings do not read the env" },
	{ "also over lines", "company = \"a\n ${HO\nME}\"", NULL,
	  "x:2:2: settings do not read the env" },
	{ "also without quotes", "company = a${HOME}", NULL,
	  "x:1:12: settings do not read the env" },
	{ "also of a setting that nobody knows", "x = ${HOME}", NULL,
	  "x:1:5: settings do not read" },
	{ "not in a comment", "# ${HOME}\n// ${A}\ncompany = a /* ${B}\n */ # ${C}", "a", "" },
	{ "no file is included", "include(\"/etc/passwd\")", NULL, "x:1:8: settings have no func" },
	{ "nothing is called", "company = exec(x)", NULL, "x:1:15: a setting has one value" },
	{ "nothing is added", "company += x", NULL, "x:1:9: settings cannot be extended" },
	{ "there are no lists", "company = {a}", NULL, "x:1:11: a setting has one value" },
	{ "there are no sections", "company {\n}", NULL, "x:1:9: a setting has one value" },
	{ "deep sections are refused at the first", "a {a {a {a {a {a {", NULL, "x:1:3: a sett" },
	{ "a value needs its name", "= a", NULL, "x:1:1: a setting should begin here" },
	{ "a name needs its value", "company =\nweeks = 4", NULL, "x:1:10: the value is missing" },
	{ "text with blanks needs quotes", "company = a b", NULL, "x:1:13: the setting ends bef" },
	{ "a quote ends", "weeks = 4\ncompany = \"a", NULL, "x:2:11: this quote never ends" },
	{ "a single quote ends", "company = 'a\n\n", NULL, "x:1:11: this quote never ends" },
	{ "a backslash is no end", "company = \"a\\", NULL, "x:1:11: this quote never ends" },
	{ "a comment ends", "/*/ a *", NULL, "x:1:1: this comment never ends" },
	{ "no text ends early", "company = \"a\\0b\"", NULL, "x:1:13: this makes a control" },
	{ "also not in hexadecimal", "company = \"a\\x00b\"", NULL, "x:1:13: this makes a con" },
	{ "no escape of terminals", "company = \"\\e[2J\"", NULL, "x:1:12: this makes a control" },
	{ "the mark of UTF-8 is skipped",
	  "\xEF\xBB\xBF"
	  "company = a\r\n",
	  "a", "" },
	{ "no other bytes than UTF-8", "company = \"\xFF\"", NULL, "x: the file is not UTF-8" },
	{ "the later of two counts", "company = a\ncompany = b", "b", "" },
	{ "a part of a text is no setting", "company = 'a\nweeks = no'", "a\nweeks = no", "" },
};

static bool read(const char *text, size_t len, struct arena *arena, struct settings *settings,
		 struct fault *fault)
{
	struct notes notes = NOTES_INIT(arena);

	*settings = settings_default();
	return import_settings((struct source){ "x", { text, len } }, arena, settings, &notes,
			       fault);
}

static void row(void **state)
{
	const struct settings_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct settings settings;
	struct fault fault = FAULT_INIT;
	bool ok = read(c->text, strlen(c->text), &arena, &settings, &fault);

	if (ok != (c->company != NULL))
		fail_msg("%s: %s", c->name, ok ? settings.company : fault.message);
	if (ok && strcmp(settings.company, c->company) != 0)
		fail_msg("%s: '%s', not '%s'", c->name, settings.company, c->company);
	if (!ok && !strstr(fault.message, c->fault))
		fail_msg("%s: '%s'", c->name, fault.message);
	if (!ok)
		assert_string_equal(settings.company, "");
	arena_release(&arena);
}

/* A name, a value, a comment or nothing at all, as long as the file may be, or one byte more. */
static void long_files(void **state)
{
	static const char *const starts[] = { "",   "company = \"", "company = ", "#",
					      "/*", "a = '",        "company",    "\n" };
	struct arena arena = ARENA_INIT;
	char *text = ARENA_ARRAY(&arena, char, SETTINGS_BYTES_MAX + 2);
	clock_t before = clock();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(starts); i++)
		for (size_t more = 0; more < 2; more++) {
			struct settings settings;
			struct fault fault = FAULT_INIT;
			size_t len = SETTINGS_BYTES_MAX + more;

			memset(text, i == 7 ? '\n' : 'a', len);
			memcpy(text, starts[i], strlen(starts[i]));
			if (read(text, len, &arena, &settings, &fault))
				assert_true(more == 0);
			else if (more)
				assert_string_equal(fault.message,
						    "x: the file has more than 262144 bytes");
		}
	assert_true(clock() - before < 5 * CLOCKS_PER_SEC);
	arena_release(&arena);
}

/* Each is a note; a file full of them takes no longer than their number. */
static void many_unknown(void **state)
{
	struct arena arena = ARENA_INIT;
	char *text = ARENA_ARRAY(&arena, char, SETTINGS_BYTES_MAX + 1);
	clock_t before = clock();
	struct settings settings;
	struct fault fault = FAULT_INIT;

	(void)state;
	for (size_t i = 0; i < SETTINGS_BYTES_MAX; i++)
		text[i] = "q=1\n"[i % 4];
	assert_ok(read(text, SETTINGS_BYTES_MAX, &arena, &settings, &fault), &fault);
	assert_true(clock() - before < 20 * CLOCKS_PER_SEC);
	arena_release(&arena);
}

/* Two environments, the same settings. */
static void environments(void **state)
{
	static const char text[] = "company = '${STAFFGAP_TEST} $STAFFGAP_TEST'\n";
	struct arena arena = ARENA_INIT;
	struct settings a, b;
	struct fault fault = FAULT_INIT;

	(void)state;
	assert_int_equal(setenv("STAFFGAP_TEST", "one", 1), 0);
	assert_ok(read(text, strlen(text), &arena, &a, &fault), &fault);
	assert_int_equal(setenv("STAFFGAP_TEST", "two", 1), 0);
	assert_ok(read(text, strlen(text), &arena, &b, &fault), &fault);
	assert_string_equal(a.company, b.company);
	assert_string_equal(a.company, "${STAFFGAP_TEST} $STAFFGAP_TEST");
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(cases) + 3] = {
		cmocka_unit_test(long_files),
		cmocka_unit_test(many_unknown),
		cmocka_unit_test(environments),
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		tests[i + 3] = ROW_TEST(row, &cases[i]);
	return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
