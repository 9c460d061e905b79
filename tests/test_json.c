#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reports/json.h"
#include "tests/test.h"

struct text_case {
	const char *name, *text, *json;
};

static const struct text_case text_cases[] = {
	{ "plain text is itself", "Apollo", "\"Apollo\"" },
	{ "quotes and backslashes are escaped", "a\"b\\c", "\"a\\\"b\\\\c\"" },
	{ "line feeds and tabs have short names", "a\nb\tc", "\"a\\nb\\tc\"" },
	/* NOLINTNEXTLINE(misc-misleading-bidirectional) */
	{ "so are C1 controls and marks of direction", "\xc2\x9b\xe2\x80\xae\xf3\xa0\x81\xa1",
	  "\"\\u009b\\u202e\\udb40\\udc61\"" },
	{ "control characters are spelled out", "a\x01\x1b\x7f", "\"a\\u0001\\u001b\\u007f\"" },
	{ "emoji and umlauts stay", "\xf0\x9f\x9a\x80\xc3\xbc", "\"\xf0\x9f\x9a\x80\xc3\xbc\"" },
	{ "a bad byte is replaced",
	  "a\xff"
	  "b",
	  "\"a\xef\xbf\xbd"
	  "b\"" },
	{ "a character cut off at the end is replaced", "a\xc3", "\"a\xef\xbf\xbd\"" },
	{ "a character written too long is replaced byte by byte", "\xc0\xaf",
	  "\"\xef\xbf\xbd\xef\xbf\xbd\"" },
	{ "half of a surrogate pair is replaced", "\xed\xa0\x80",
	  "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },
	{ "a script is text", "</script><script>", "\"</script><script>\"" },
	{ "nothing is an empty text", "", "\"\"" },
};

static void text(void **state)
{
	const struct text_case *c = *state;
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);
	struct json json = json_start(out);

	json_text(&json, c->text);
	fclose(out);
	assert_string_equal(bytes, c->json);
	free(bytes);
}

static void lists_stand_on_lines_and_rows_on_one(void **state)
{
	static const char *const skills[] = { "german", "kafka" };
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);
	struct json json = json_start(out);

	(void)state;
	json_open(&json, '{');
	json_key(&json, "plan");
	json_null(&json);
	json_key(&json, "rows");
	json_open(&json, '[');
	for (int i = 0; i < 2; i++) {
		json_open_row(&json, '{');
		json_key(&json, "hours");
		json_decimal(&json, 1905 - 4000 * i, 60);
		json_key(&json, "skills");
		json_texts(&json, skills, i ? 0 : 2);
		json_key(&json, "late");
		json_bool(&json, i);
		json_close(&json);
	}
	json_close(&json);
	json_key(&json, "none");
	json_open(&json, '[');
	json_close(&json);
	json_close(&json);
	fclose(out);
	assert_string_equal(
		bytes,
		"{\n \"plan\": null,\n \"rows\": [\n"
		"  {\"hours\": 31.75, \"skills\": [\"german\", \"kafka\"], \"late\": false},\n"
		"  {\"hours\": -34.92, \"skills\": [], \"late\": true}\n"
		" ],\n \"none\": []\n}\n");
	free(bytes);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(text_cases) + 1];
	size_t count = 0;

	for (; count < ARRAY_LEN(text_cases); count++)
		tests[count] = ROW_TEST(text, &text_cases[count]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(lists_stand_on_lines_and_rows_on_one);
	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
