#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "reports/html.h"
#include "reports/registry.h"
#include "tests/page_fixture.h"
#include "tests/report_fixture.h"
#include "tests/test.h"

static struct arena arena = ARENA_INIT;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char *taken(char *bytes, size_t len)
{
	const char *copy = arena_copy(&arena, (struct span){ bytes, len });

	free(bytes);
	return copy;
}

static const char *page_of(const struct plan *plan)
{
	struct report_options options = report_options_default();
	struct fault fault = FAULT_INIT;
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	options.format = FORMAT_HTML;
	assert_ok(report_page.write[FORMAT_HTML](plan, &options, out, &fault), &fault);
	fclose(out);
	return taken(bytes, len);
}

static size_t count_of(const char *text, const char *word)
{
	size_t count = 0;

	while ((text = strstr(text, word))) {
		count++;
		text += strlen(word);
	}
	return count;
}

/* --- escaping --------------------------------------------------------------- */

struct escape_case {
	const char *name, *text, *html;
};

static const struct escape_case escape_cases[] = {
	{ "markup is text", "<b>&amp;\"'", "&lt;b&gt;&amp;amp;&quot;&#39;" },
	{ "what a terminal obeys is left out",
	  "a\x1b[31mb\x7f\xc2\x9b"
	  "c\n",
	  "a[31mbc " },
	{ "direction marks are left out",
	  "\xe2\x80\xae"
	  "abc\xe2\x81\xa6",
	  "abc" },
	{ "other alphabets stay", "\xd7\xa9 \xf0\x9f\x9a\x80 \xe6\xbc\xa2",
	  "\xd7\xa9 \xf0\x9f\x9a\x80 \xe6\xbc\xa2" },
	{ "a lone byte is no character",
	  "a\xff"
	  "b",
	  "a\xef\xbf\xbd"
	  "b" },
	{ "a cut character is none", "a\xe6\xbc", "a\xef\xbf\xbd\xef\xbf\xbd" },
	{ "an overlong < is none", "\xc0\xbc", "\xef\xbf\xbd\xef\xbf\xbd" },
};

static void escape(void **state)
{
	const struct escape_case *c = *state;
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	html_text(out, c->text);
	fclose(out);
	assert_string_equal(taken(bytes, len), c->html);
}

struct number_case {
	const char *name;
	int64_t value, scale;
	int decimals;
	const char *html;
};

static const struct number_case number_cases[] = {
	{ "thousands are apart", 123456789, 100, 0,
	  "1\xe2\x80\xaf"
	  "234\xe2\x80\xaf"
	  "568" },
	{ "decimals are not", 12345678, 10000, 3,
	  "1\xe2\x80\xaf"
	  "234.568" },
	{ "three digits stay together", -99999, 100, 1,
	  "-1\xe2\x80\xaf"
	  "000.0" },
	{ "small ones, too", 999, 1, 0, "999" },
};

static void number(void **state)
{
	const struct number_case *c = *state;
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	html_decimal(out, c->value, c->scale, c->decimals);
	fclose(out);
	assert_string_equal(taken(bytes, len), c->html);
}

/* --- the page ----------------------------------------------------------------- */

static void all_sections_of_a_plan_with_all_parts(void **state)
{
	const char *page = page_of(page_fixture(&arena));

	(void)state;
	assert_golden("reports/page-full.html", page, strlen(page));
	assert_string_equal(page, page_of(page_fixture(&arena)));
}

/* A name that looks like markup makes no element; nothing but style and pictures stands inside. */
static void no_name_becomes_markup(void **state)
{
	const char *page = page_of(page_fixture(&arena));

	(void)state;
	assert_number("scripts", count_of(page, "<script"), 0);
	assert_number("images", count_of(page, "<img"), 0);
	assert_true(count_of(page, "&lt;script&gt;") > 3);
	assert_number("style attributes", count_of(page, " style="), 0);
	assert_true(text_is_utf8(span_of(page), NULL));
}

static void twenty_roles_by_half_a_year_are_below_100_kB(void **state)
{
	const char *page = page_of(page_fixture_large(20, 26, &arena));

	(void)state;
	assert_true(strlen(page) < 100000);
	assert_number("charts", count_of(page, "<figure>"), 20);
	assert_true(count_of(page, "l5 6l-5 6l-5-6z") >= 24); /* orders in the picture */
	assert_true(count_of(page, "<summary>") >= 20);       /* certificates */
	assert_non_null(strstr(page, "id=\"free\""));
	assert_non_null(strstr(page, "id=\"changes\""));
}

/* Two years are four tables of half a year: every week has one column. */
static void long_plans_are_cut_into_tables(void **state)
{
	const char *page = page_of(report_fixture_large(2, 104, &arena));

	(void)state;
	assert_number("tables", count_of(page, "<table class=\"heat\">"), 4);
	assert_number("cells", count_of(page, "<th scope=\"row\">role-00</th>"), 4);
	assert_number("weeks",
		      count_of(page, "<th scope=\"col\">W") -
			      count_of(page, "<th scope=\"col\">Weeks"),
		      104);
}

static void what_is_not_listed_is_said(void **state)
{
	const char *page = page_of(report_fixture_large(60, 8, &arena));

	(void)state;
	assert_number("charts", count_of(page, "<figure>"), 48);
	assert_non_null(strstr(page, "the other 12 are in the table above"));
	assert_non_null(strstr(page, "less urgent shortages are not listed"));
}

static void a_plan_without_demand_says_so(void **state)
{
	struct plan *plan = report_fixture_large(1, 2, &arena);
	const char *page;

	(void)state;
	plan->requirement_count = 0;
	((struct company *)(uintptr_t)plan->company)->demand_count = 0;
	page = page_of(plan);
	assert_non_null(strstr(page, "There is no demand in these weeks"));
	assert_null(strstr(page, "<table"));
}

enum { OTHERS = 6 };

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(escape_cases) + ARRAY_LEN(number_cases) + OTHERS];
	static const struct CMUnitTest others[OTHERS] = {
		cmocka_unit_test(all_sections_of_a_plan_with_all_parts),
		cmocka_unit_test(no_name_becomes_markup),
		cmocka_unit_test(twenty_roles_by_half_a_year_are_below_100_kB),
		cmocka_unit_test(long_plans_are_cut_into_tables),
		cmocka_unit_test(what_is_not_listed_is_said),
		cmocka_unit_test(a_plan_without_demand_says_so),
	};
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(escape_cases); i++)
		tests[count++] = ROW_TEST(escape, &escape_cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(number_cases); i++)
		tests[count++] = ROW_TEST(number, &number_cases[i]);
	memcpy(tests + count, others, sizeof(others));
	count += OTHERS;
	return cmocka_run_group_tests_name("page", tests, NULL, release);
}
