#include <string.h>

#include "store/attributes.h"
#include "store/fault.h"
#include "store/note.h"
#include "store/text.h"
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spellings_of_one_name_share_a_key),
		cmocka_unit_test(width_counts_columns),
		cmocka_unit_test(the_nearest_name_is_offered),
		cmocka_unit_test(lists_are_cut_into_items),
		cmocka_unit_test(a_long_fault_is_cut_at_a_character),
		cmocka_unit_test(notes_sort_by_place),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, release);
}
