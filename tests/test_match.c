/*
 * Patterns of titles: what they match, what is refused, how long it takes, and random ones beside
 * the C library's.
 */
#include <locale.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "import/ical/ical_match.h"
#include "import/ical/ical_titles.h"
#include "tests/test.h"

/* --- what matches ------------------------------------------------------------------------- */

struct match_case {
	const char *name, *pattern, *title;
	bool found;
	const char *groups; /* what they caught, separated by | */
};

static const struct match_case match_cases[] = {
	{ "anywhere", "leave", "on LEAVE today", true, "" },
	{ "not there", "leave", "on holiday", false, "" },
	{ "ends", "^leave$", "leave", true, "" },
	{ "no end", "^leave$", "leaves", false, "" },
	{ "letters with marks, composed or not", "büro", "im BU\xCC\x88RO", true, "" },
	{ "capital of Greek", "σ", "Σ", true, "" },
	{ "a class of letters", "^[[:alpha:]]+$", "Überstunden", true, "" },
	{ "none of letters", "[^[:alpha:]]", "Überstunden", false, "" },
	{ "lower is upper", "^[[:lower:]]+$", "ABC", true, "" },
	{ "ranges without case", "^[a-c]+$", "AbC", true, "" },
	{ "a range beyond ASCII, by code points", "^[à-ö]$", "É", true, "" },
	{ "a bracket of its own signs", "^[]^-]+$", "]-^", true, "" },
	{ "words", "\\<pto\\>", "my PTO.", true, "" },
	{ "no word", "\\bpto\\b", "laptop", false, "" },
	{ "\\w and \\s", "^\\w+\\s\\w+$", "two words", true, "" },
	{ "counts", "^(ab){2,3}$", "ababab", true, "ab" },
	{ "too many", "^(ab){2,3}$", "abababab", false, "" },
	{ "at most", "^a{,2}$", "aa", true, "" },
	{ "none of it", "^a{0}b$", "b", true, "" },
	{ "a parenthesis that closes nothing", "a)", "a)", true, "" },
	{ "groups", "^(.+) - (.+)$", "Ada - Vacation", true, "Ada|Vacation" },
	{ "a group takes as much as it can", "^(.+) - (.+)$", "a - b - c", true, "a - b|c" },
	{ "the longest match", "(a|ab)(c|bcd)?", "abcd", true, "a|bcd" },
	{ "the leftmost match", "(b+|a)", "xabb", true, "a" },
	{ "an alternative", "^urlaub (.+)$|^(.+) abwesend$", "Ben Abwesend", true, "Ben" },
	{ "groups keep their case", "\\[([a-z]+)\\]", "[Ana] x", true, "Ana" },
	{ "the last of a repeat", "^(a|b)*c", "abac", true, "a" },
	{ "nothing inside of nothing", "^(a*)*(b*)*$", "aabb", true, "aa|bb" },
	{ "an empty alternative", "^(a|)b$", "b", true, "" },
	{ "the tenth group", "(a)(a)(a)(a)(a)(a)(a)(a)(a)(b)", "aaaaaaaaab", true,
	  "a|a|a|a|a|a|a|a|a" },
};

static void matches(void **state)
{
	const struct match_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct settings settings = { .out_of_office = c->pattern, .absence_person = c->pattern };
	const char *texts[TITLE_GROUPS_MAX], *all = "";
	struct titles titles;
	size_t count;

	assert_ok(titles_read(&settings, &arena, &titles, &fault), &fault);
	for (int again = 0; again < 2; again++) /* with states that are kept */
		assert_number(c->name, title_matches(titles.away, c->title), c->found);
	count = title_groups(&titles, c->title, &arena, texts);
	for (size_t i = 0; i < count; i++)
		all = arena_format(&arena, "%s%s%s", all, i ? "|" : "", texts[i]);
	if (strcmp(all, c->groups) != 0)
		fail_msg("%s: groups are '%s'", c->name, all);
	arena_release(&arena);
}

/* --- what is refused ----------------------------------------------------------------------- */

struct refused_case {
	const char *name, *pattern, *fault;
};

static const struct refused_case refused_cases[] = {
	{ "nested repeats", "((a{1,255}){1,255}){1,255}", "too complex" },
	{ "one repeat too long", "(abcdefgh){1000}", "too complex" },
	{ "a repeat beyond all", "a{1001}", "more than 1000 times" },
	{ "a number beyond all numbers", "a{99999999999999999999}", "more than 1000 times" },
	{ "back references", "(a*)*\\1", "refers back to a group" },
	{ "an open parenthesis", "(a", "a parenthesis is not closed" },
	{ "an open bracket", "[a-", "a bracket is not closed" },
	{ "an open class", "[[:alpha:", "a bracket is not closed" },
	{ "an unknown class", "[[:alfa:]]", "no such class" },
	{ "two characters for one", "[[.ab.]]", "only a single character" },
	{ "a range backwards", "[z-a]", "a range ends before it begins" },
	{ "a range of a class", "[[:alpha:]-z]", "a range ends before it begins" },
	{ "a repeat of nothing", "*a", "nothing to repeat" },
	{ "a repeat of a place", "^*", "nothing to repeat" },
	{ "a repeat of an empty alternative", "a|+", "nothing to repeat" },
	{ "a count without an end", "a{2", "a count of repeats" },
	{ "a count backwards", "a{3,2}", "a count of repeats" },
	{ "a brace alone", "a{x}", "a count of repeats" },
	{ "a backslash at the end", "a\\", "ends in a backslash" },
	{ "bytes that are no text", "\xFF", "is not UTF-8" },
};

static void refused(void **state)
{
	const struct refused_case *c = *state;
	struct fault fault = FAULT_INIT;

	if (title_pattern_check(c->pattern, &fault) || !strstr(fault.message, c->fault))
		fail_msg("%s: '%s'", c->name, fault.message);
}

/* --- how long it takes ---------------------------------------------------------------------- */

/* Any of them brings down one matcher or another; all of them together take no second here. */
static void explosive(void **state)
{
	static const char *const patterns[] = {
		"(a*)*b",
		"(a|a)*b",
		"(a|aa)+$",
		"((a*)*)*((a*)*)*b",
		"(x+x+)+y",
		"(.*)*(.*)*(.*)*(.*)*b",
		"a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaab",
		"(a|b)*a(a|b){60}c",
		"(a{0,30}){0,30}b",
		"^(([a-z])+.)+[A-Z]([a-z])+$",
		"((((((((((((((((((((a*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*)*b",
		".{1,900}b",
	};
	struct arena arena = ARENA_INIT;
	char title[1200];
	clock_t before = clock();

	(void)state;
	memset(title, 'a', sizeof(title));
	title[sizeof(title) - 1] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(patterns); i++) {
		struct settings settings = { .out_of_office = patterns[i],
					     .absence_person = patterns[i] };
		const char *texts[TITLE_GROUPS_MAX];
		struct fault fault = FAULT_INIT;
		struct titles titles;

		assert_ok(titles_read(&settings, &arena, &titles, &fault), &fault);
		assert_number(patterns[i], title_matches(titles.away, title), i == 2 || i == 9);
		(void)title_groups(&titles, title, &arena, texts);
	}
	assert_true(clock() - before < 20 * CLOCKS_PER_SEC); /* 0.2 s without a sanitizer */
	arena_release(&arena);
}

static void long_patterns(void **state)
{
	static const char *const parts[] = { "a",  "(",  "(a", "a|", "a*", "[",
					     "[a", "\\", "{",  ")",  "^" };
	struct arena arena = ARENA_INIT;
	clock_t before = clock();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		for (size_t size = 100; size <= 100000; size *= 10) {
			char *text = ARENA_ARRAY(&arena, char, size + 3);
			struct fault fault = FAULT_INIT;

			for (size_t at = 0; at < size; at++)
				text[at] = parts[i][at % strlen(parts[i])];
			if (title_pattern_check(text, &fault))
				assert_true(size <= MATCH_BYTES_MAX);
			else if (size > MATCH_BYTES_MAX)
				assert_non_null(strstr(fault.message, "more than 4000 bytes"));
		}
	assert_true(clock() - before < 5 * CLOCKS_PER_SEC);
	arena_release(&arena);
}

/* --- beside the C library -------------------------------------------------------------------- */

static uint32_t seed = 1;

static uint32_t below(uint32_t limit)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % limit;
}

static const char *random_text(struct arena *arena, const char *const *words, uint32_t count,
			       uint32_t most)
{
	const char *text = "";

	for (uint32_t i = below(most) + 1; i > 0; i--)
		text = arena_format(arena, "%s%s", text, words[below(count)]);
	return text;
}

/* Whether the C library matches, and from where to where. @return false when it refuses */
static bool their_answer(const char *pattern, const char *title, bool *found, regmatch_t *where)
{
	regex_t regex;

	if (regcomp(&regex, pattern, REG_EXTENDED | REG_ICASE) != 0)
		return false;
	*found = regexec(&regex, title, 1, where, 0) == 0;
	regfree(&regex);
	return true;
}

static void compare(const char *pattern, const char *title, struct arena *arena, size_t *compared)
{
	struct settings settings = { .out_of_office = pattern };
	const char *whole = arena_format(arena, "(%s)", pattern), *texts[TITLE_GROUPS_MAX];
	struct settings grouped = { .absence_person = whole };
	struct fault fault = FAULT_INIT;
	struct titles titles, groups;
	regmatch_t where;
	bool theirs;

	if (!their_answer(pattern, title, &theirs, &where)) {
		if (titles_read(&settings, arena, &titles, &fault))
			fail_msg("'%s' is refused by the C library", pattern);
		return;
	}
	if (!titles_read(&settings, arena, &titles, &fault))
		fail_msg("'%s' is read by the C library: %s", pattern, fault.message);
	if (title_matches(titles.away, title) != theirs)
		fail_msg("'%s' in '%s': %d", pattern, title, theirs);
	++*compared;
	if (!theirs || strchr(pattern, ')') || where.rm_so == where.rm_eo ||
	    !titles_read(&grouped, arena, &groups, &fault))
		return;
	if (title_groups(&groups, title, arena, texts) != 1)
		return; /* only blanks */
	if (strncmp(texts[0], title + where.rm_so, strlen(texts[0])) != 0 &&
	    title[where.rm_so] != ' ')
		fail_msg("'%s' in '%s': '%s'", pattern, title, texts[0]);
}

static void beside_the_c_library(void **state)
{
	static const char *const pieces[] = {
		"a",
		"b",
		"A",
		"ä",
		"Ä",
		"ss",
		"\xC3\x9F",
		".",
		"[ab]",
		"[^a]",
		"[[:alpha:]]",
		"[^[:alpha:]]",
		"[[:space:]]",
		"[b-z]",
		"a*",
		"b+",
		"b?",
		"(ab)*",
		"(a|b)+",
		"(ab|a)",
		"a|",
		"|b",
		"^",
		"$",
		"a{2}",
		"b{1,2}",
		"(b|ä){0,2}",
		"\\<",
		"\\>",
		"\\b",
		"\\w",
		"\\W",
		" ",
		"(^|[^[:alpha:]])",
		"([^[:alpha:]]|$)",
		"-",
		"(a*)*",
		"(a*b*)+",
		"1",
		"[0-9]",
		"é",
	};
	static const char *const letters[] = { "a", "b", "A", "B", "ä", "Ä",  " ",   "-",  "1",
					       "é", "É", "s", "_", ".", "漢", "aab", "ba " };
	struct arena arena = ARENA_INIT;
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before;
	size_t compared = 0;

	(void)state;
	if (!utf8)
		skip();
	before = uselocale(utf8);
	for (int i = 0; i < 6000; i++) {
		const char *pattern = random_text(&arena, pieces, ARRAY_LEN(pieces), 6);

		for (int k = 0; k < 4; k++)
			compare(pattern, random_text(&arena, letters, ARRAY_LEN(letters), 9),
				&arena, &compared);
		arena_release(&arena);
	}
	uselocale(before);
	freelocale(utf8);
	assert_true(compared > 10000);
}

enum { MATCHES = ARRAY_LEN(match_cases), REFUSED = ARRAY_LEN(refused_cases), OTHERS = 3 };

int main(void)
{
	struct CMUnitTest tests[OTHERS + MATCHES + REFUSED] = {
		cmocka_unit_test(explosive),
		cmocka_unit_test(long_patterns),
		cmocka_unit_test(beside_the_c_library),
	};

	for (size_t i = 0; i < MATCHES; i++)
		tests[OTHERS + i] = ROW_TEST(matches, &match_cases[i]);
	for (size_t i = 0; i < REFUSED; i++)
		tests[OTHERS + MATCHES + i] = ROW_TEST(refused, &refused_cases[i]);
	return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
