#include <string.h>

#include <utf8proc.h>

#include "base/attributes.h"
#include "base/fault.h"
#include "base/note.h"
#include "base/text.h"
#include "tests/test.h"

static struct arena arena = ARENA_INIT;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void spellings_of_one_name_share_a_key(void **state)
{
	(void)state;
	assert_string_equal(text_key(SPAN("M\xc3\xbcller"), &arena), "m\xc3\xbcller");
	assert_string_equal(text_key(SPAN(" MU\xcc\x88LLER\t"), &arena), "m\xc3\xbcller");
	assert_string_equal(text_key(SPAN("Stra\xc3\x9f"
					  "e"),
				     &arena),
			    "strasse");
	assert_string_equal(text_key(SPAN("bad\xff"), &arena), "bad\xff");
}

static void width_counts_columns(void **state)
{
	(void)state;
	assert_number("latin", text_width(SPAN("M\xc3\xbcller")), 6);
	assert_number("combining", text_width(SPAN("Mu\xcc\x88ller")), 6);
	assert_number("wide", text_width(SPAN("\xe6\xbc\xa2")), 2);
	assert_number("fit", text_fit(SPAN("a\xe6\xbc\xa2z"), 2), 1);
	assert_number("fit whole", text_fit(SPAN("a\xe6\xbc\xa2z"), 9), 5);
}

static void the_nearest_name_is_offered(void **state)
{
	const char *const roles[] = { "backend", "devops", "sre", "qa" };

	(void)state;
	assert_string_equal(text_nearest("Dev-Ops", roles, 4, &arena), "devops");
	assert_string_equal(text_nearest("bakcend", roles, 4, &arena), "backend");
	assert_string_equal(text_nearest("sr", roles, 4, &arena), "sre");
	assert_null(text_nearest("designer", roles, 4, &arena));
	assert_null(text_nearest("x", roles, 4, &arena));
}

static void lists_are_cut_into_items(void **state)
{
	struct span rest = SPAN("backend:3;  sre ;;"), item;

	(void)state;
	assert_true(span_next(&rest, ';', &item) && span_equal(item, SPAN("backend:3")));
	assert_true(span_next(&rest, ';', &item) && span_equal(item, SPAN("sre")));
	assert_true(span_next(&rest, ';', &item) && item.len == 0);
	assert_false(span_next(&rest, ';', &item));
}

static void a_long_fault_is_cut_at_a_character(void **state)
{
	char path[1200];
	struct fault fault = FAULT_INIT;
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i + 2 < sizeof(path); i += 2)
		memcpy(path + i, "\xc3\xa9", 3);
	fault_set(&fault, FAULT_INPUT, "x%s", path);
	assert_true(text_is_utf8(span_of(fault.message), &bad));
	assert_string_equal(fault.message + strlen(fault.message) - 3, "...");
	fault_within(&fault, "%s", path);
	assert_true(text_is_utf8(span_of(fault.message), &bad));
	assert_number("length", strlen(fault.message) < sizeof(fault.message), 1);
}

/* A file may be called like what is said of it: nothing is read out of the message. */
static void a_fault_of_a_file_knows_its_place(void **state)
{
	struct fault fault = FAULT_INIT;

	(void)state;
	assert_false(fault_set_at(&fault, FAULT_INPUT, (struct place){ "a:7:9.csv", 3, 2 },
				  "%d: two", 5));
	assert_string_equal(fault.message, "a:7:9.csv:3:2: 5: two");
	assert_string_equal(fault_said(&fault), "5: two");
	assert_number("line", fault.line, 3);
	assert_number("column", fault.column, 2);
	assert_false(fault_within(&fault, "%s", "reading"));
	assert_string_equal(fault.message, "reading: a:7:9.csv:3:2: 5: two");
	assert_string_equal(fault_said(&fault), "5: two");

	fault_set(&fault, FAULT_INPUT, "not a number");
	assert_string_equal(fault_said(&fault), "not a number");
	assert_number("no line", fault.line, 0);
	assert_false(fault_within(&fault, "hours") ||
		     fault_place(&fault, (struct place){ "x.conf", 8, 0 }));
	assert_string_equal(fault.message, "x.conf:8: hours: not a number");
	assert_string_equal(fault_said(&fault), "hours: not a number");
	assert_number("line", fault.line, 8);
	fault_set_at(&fault, FAULT_INPUT, (struct place){ "x.conf", 0, 0 }, "empty");
	assert_string_equal(fault.message, "x.conf: empty");
	assert_string_equal(fault_said(&fault), "empty");
}

static void advice_is_told_from_what_is_wrong(void **state)
{
	char name[1200];
	struct fault fault = FAULT_INIT;

	(void)state;
	assert_false(fault_set(&fault, FAULT_STORE, "'a (type b).db' is damaged") ||
		     fault_advise(&fault, "move it away"));
	assert_string_equal(fault.message, "'a (type b).db' is damaged (move it away)");
	assert_number("said", fault_unadvised(&fault), strlen("'a (type b).db' is damaged"));
	assert_false(fault_within(&fault, "x"));
	assert_number("said", fault_unadvised(&fault), strlen("x: 'a (type b).db' is damaged"));
	fault_set(&fault, FAULT_STORE, "no advice (at all)");
	assert_number("said", fault_unadvised(&fault), strlen("no advice (at all)"));

	memset(name, 'x', sizeof(name) - 1);
	for (size_t len = 480; len < 600; len++) {
		name[len] = '\0';
		assert_false(fault_set(&fault, FAULT_STORE, "%s", name) ||
			     fault_advise(&fault, "move it away, and all is well again, we hope"));
		assert_number("all of it", strlen(fault.message), sizeof(fault.message) - 1);
		assert_string_equal(fault.message + strlen(fault.message) - 3, "...");
		assert_true(fault_unadvised(&fault) <= len);
		name[len] = 'x';
	}
}

static void a_place_that_fills_a_message_leaves_nothing_said(void **state)
{
	char name[1200];
	struct fault fault = FAULT_INIT;

	(void)state;
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	fault_set_at(&fault, FAULT_INPUT, (struct place){ name, 1, 1 }, "wrong");
	assert_number("all of it", strlen(fault.message), sizeof(fault.message) - 1);
	assert_string_equal(fault.message + strlen(fault.message) - 3, "...");
	assert_true(strlen(fault_said(&fault)) <= 3);
	fault_set_at(&fault, FAULT_INPUT, (struct place){ "x", 1, 1 }, "wrong");
	fault_within(&fault, "%s", name);
	assert_true(strlen(fault_said(&fault)) <= 3);
}

static void notes_sort_by_place(void **state)
{
	struct notes notes = NOTES_INIT(&arena);

	(void)state;
	notes_add(&notes, NOTE_ERROR, "b", (struct place){ "z.csv", 1, 1 }, "%d", 3);
	notes_add(&notes, NOTE_WARNING, "b", (struct place){ "a.csv", 9, 2 }, "%d", 2);
	notes_add(&notes, NOTE_ERROR, "a", (struct place){ "a.csv", 9, 1 }, "%d", 1);
	notes_sort(&notes);
	assert_string_equal(notes.list[0].text, "1");
	assert_string_equal(notes.list[1].text, "2");
	assert_string_equal(notes.list[2].text, "3");
	assert_number("errors", notes.by_level[NOTE_ERROR], 2);
}

/* --- what may be shown, and what a spreadsheet would run ------------------------- */

struct clean_case {
	const char *name, *text, *clean;
};

/* NOLINTBEGIN(misc-misleading-bidirectional): such texts are what is tested */
static const struct clean_case clean_cases[] = {
	{ "letters of all kinds stay", "M\xc3\xbcller \xe6\xbc\xa2 \xd7\xa9",
	  "M\xc3\xbcller \xe6\xbc\xa2 \xd7\xa9" },
	{ "an escape is left out", "a\033]0;b\ac\033[2J", "a]0;bc[2J" },
	{ "a backspace and a delete are left out",
	  "a\b\x7f"
	  "b",
	  "ab" },
	{ "TAB and line ends are a blank each",
	  "a\tb\nc\rd\xe2\x80\xa8"
	  "e",
	  "a b c d e" },
	{ "a C1 control in UTF-8 is left out",
	  "a\xc2\x9b"
	  "2J\xc2\x85",
	  "a2J" },
	{ "a C1 control as a raw byte is no character",
	  "a\x9b"
	  "2J",
	  "a\xef\xbf\xbd"
	  "2J" },
	{ "what is left out never joins its neighbours",
	  "\xc2\033\x9b"
	  "2J",
	  "\xef\xbf\xbd\xef\xbf\xbd"
	  "2J" },
	{ "bytes that are no UTF-8 become U+FFFD", "\xc3(\xc0\x9b\xe0\x82\x9b",
	  "\xef\xbf\xbd(\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
	{ "half a surrogate is no character", "\xed\xa0\x80",
	  "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
	{ "marks of direction are left out",
	  "a\xd8\x9c\xe2\x80\x8e\xe2\x80\x8f\xe2\x80\xaa\xe2\x80\xae\xe2\x81\xa6\xe2\x81\xa9z",
	  "az" },
	{ "what is invisible is left out",
	  "a\xe2\x80\x8b\xe2\x81\xa0\xef\xbb\xbf\xef\xbf\xb9\xf3\xa0\x81\xa1\xc2\xad\xe3\x85\xa4z",
	  "az" },
	{ "joiners and variants stay",
	  "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb \xe2\x98\x82\xef\xb8\x8f \xe2\x80\x8c",
	  "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb \xe2\x98\x82\xef\xb8\x8f \xe2\x80\x8c" },
	{ "private characters stay", "\xef\xa3\xbf", "\xef\xa3\xbf" },
};

static void clean(void **state)
{
	const struct clean_case *c = *state;

	assert_string_equal(text_clean(c->text, &arena), c->clean);
	assert_true(text_is_clean(c->clean));
	assert_number(c->name, text_is_clean(c->text), strcmp(c->text, c->clean) == 0);
	assert_string_equal(text_clean(c->clean, &arena), c->clean);
}

/* What a character becomes: itself, a blank, or 0 for nothing. */
static uint32_t shown_as(uint32_t character)
{
	char text[5] = { 0 }, *clean;
	uint32_t found = character;
	size_t hidden;

	assert_true(utf8proc_encode_char((utf8proc_int32_t)character, (utf8proc_uint8_t *)text) >
		    0);
	clean = text_clean(text, &arena);
	hidden = text_hidden(span_of(text), &found);
	assert_number("hidden or as it is", hidden, strcmp(clean, text) ? strlen(text) : 0);
	assert_number("its number", found, character);
	return !clean[0] ? 0 : strcmp(clean, text) == 0 ? character : (uint32_t)clean[0];
}

/* The ends of each range that is treated in its own way, and those beside it. */
static void the_ends_of_all_ranges(void **state)
{
	static const uint32_t shown[] = { 0x7e,   0xa0,    0x34e,   0x350,   0x600,   0x605,
					  0x606,  0x6dd,   0x70f,   0x890,   0x891,   0x8e2,
					  0x115e, 0x1161,  0x17b3,  0x17b6,  0x200c,  0x200d,
					  0x2027, 0x3163,  0x3165,  0xff9f,  0xffa1,  0xffef,
					  0xfffc, 0x110bd, 0x110cd, 0xdffff, 0xe0100, 0xe01ef,
					  0xe1000 };
	static const uint32_t left_out[] = { 0x1,     0x8,     0xe,    0x1f,   0x7f,    0x80,
					     0x9f,    0xad,    0x34f,  0x61c,  0x115f,  0x1160,
					     0x17b4,  0x17b5,  0x200b, 0x200e, 0x202a,  0x202e,
					     0x2060,  0x2065,  0x206f, 0x3164, 0xfeff,  0xffa0,
					     0xfff0,  0xfff8,  0xfff9, 0xfffb, 0xe0000, 0xe0001,
					     0xe00ff, 0xe01f0, 0xe0fff };
	static const uint32_t blanks[] = { 0x9, 0xa, 0xb, 0xc, 0xd, 0x20, 0x2028, 0x2029 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(shown); i++)
		assert_number("shown", shown_as(shown[i]), shown[i]);
	for (size_t i = 0; i < ARRAY_LEN(left_out); i++)
		assert_number(arena_format(&arena, "%x is left out", left_out[i]),
			      shown_as(left_out[i]), 0);
	for (size_t i = 0; i < ARRAY_LEN(blanks); i++)
		assert_number("a blank", shown_as(blanks[i]), ' ');
}

static void lines_of_ours_keep_their_ends_and_colours(void **state)
{
	const char *const colours[] = { "\033[31m", "\033[0m" };
	const struct span text = { "a\n\033[31mb\0\033[0mc\033[32m\n", 20 };

	(void)state;
	assert_string_equal(text_clean_lines(text, colours, 2, &arena),
			    "a\n\033[31mb\033[0mc[32m\n");
	assert_string_equal(text_clean_lines(text, NULL, 0, &arena), "a\n[31mb[0mc[32m\n");
}

static void data_lose_controls_only(void **state)
{
	(void)state;
	assert_string_equal(
		text_uncontrolled("a\tb\r\n\033[m\x7f\xc2\x9b\xe2\x80\xaez\xff\xe2\x80\xa8",
				  &arena),
		"a\tb\r\n[m\xe2\x80\xaez\xef\xbf\xbd\xe2\x80\xa8");
}

/* NOLINTEND(misc-misleading-bidirectional) */

struct formula_case {
	const char *name, *text;
	bool formula;
};

static const struct formula_case formula_cases[] = {
	{ "a word", "ana", false },
	{ "nothing", "", false },
	{ "an apostrophe alone", "'", false },
	{ "a sign inside", "a=1", false },
	{ "a number in words", "3+4", false },
	{ "equals", "=1", true },
	{ "plus", "+1", true },
	{ "minus", "-1", true },
	{ "at", "@SUM(A1)", true },
	{ "TAB", "\tx", true },
	{ "CR", "\rx", true },
	{ "behind an apostrophe", "'=1", true },
	{ "behind blanks", " \xc2\xa0\xe3\x80\x80=1", true },
	{ "behind a separator of lines", "\xe2\x80\xa8=1", true },
	{ "behind a separator of paragraphs", "\xe2\x80\xa9=1", true },
	{ "behind quotes", "\"=1", true },
	{ "behind a byte order mark", "\xef\xbb\xbf=1", true },
	{ "behind what is invisible", "\xe2\x80\x8b\xe2\x80\x8d=1", true },
	{ "full width equals",
	  "\xef\xbc\x9d"
	  "1",
	  true },
	{ "full width plus",
	  "\xef\xbc\x8b"
	  "1",
	  true },
	{ "full width minus",
	  "\xef\xbc\x8d"
	  "1",
	  true },
	{ "full width at",
	  "\xef\xbc\xa0"
	  "1",
	  true },
	{ "the minus of mathematics",
	  "\xe2\x88\x92"
	  "1",
	  true },
	{ "a small equals",
	  "\xef\xb9\xa6"
	  "1",
	  true },
	{ "a byte that is no UTF-8", "\xff=1", false },
};

static void formula(void **state)
{
	const struct formula_case *c = *state;
	const char *guarded = arena_format(&arena, "'%s", c->text);

	assert_number(c->name, text_is_formula(c->text), c->formula);
	assert_number(c->name, text_is_formula(guarded), c->formula);
}

int main(void)
{
	const struct CMUnitTest plain[] = {
		cmocka_unit_test(spellings_of_one_name_share_a_key),
		cmocka_unit_test(width_counts_columns),
		cmocka_unit_test(the_nearest_name_is_offered),
		cmocka_unit_test(lists_are_cut_into_items),
		cmocka_unit_test(a_long_fault_is_cut_at_a_character),
		cmocka_unit_test(a_fault_of_a_file_knows_its_place),
		cmocka_unit_test(advice_is_told_from_what_is_wrong),
		cmocka_unit_test(a_place_that_fills_a_message_leaves_nothing_said),
		cmocka_unit_test(notes_sort_by_place),
		cmocka_unit_test(lines_of_ours_keep_their_ends_and_colours),
		cmocka_unit_test(data_lose_controls_only),
		cmocka_unit_test(the_ends_of_all_ranges),
	};
	struct CMUnitTest
		tests[ARRAY_LEN(plain) + ARRAY_LEN(clean_cases) + ARRAY_LEN(formula_cases)];
	size_t count = ARRAY_LEN(plain);

	memcpy(tests, plain, sizeof(plain));
	for (size_t i = 0; i < ARRAY_LEN(clean_cases); i++)
		tests[count++] = ROW_TEST(clean, &clean_cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(formula_cases); i++)
		tests[count++] = ROW_TEST(formula, &formula_cases[i]);

	return cmocka_run_group_tests_name("text", tests, NULL, release);
}
