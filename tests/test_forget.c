/*
 * Somebody is forgotten in every column whose cells may name them. What a column holds is said
 * where the column is: none is without it.
 */
#include <string.h>

#include "import/forget.h"
#include "import/inputs.h"
#include "import/table.h"
#include "tests/test.h"

static void every_column_says_whom_it_may_name(void **state)
{
	size_t tables = 0;

	(void)state;
	for (size_t i = 0; i < input_kind_count; i++) {
		const struct table_columns *columns = input_kinds[i].columns;

		if (strstr(input_kinds[i].name, ".csv") && !columns)
			fail_msg("%s has no columns", input_kinds[i].name);
		tables += columns != NULL;
		for (size_t c = 0; columns && c < columns->count; c++)
			if (columns->list[c].holds < HOLDS_NOBODY ||
			    columns->list[c].holds > HOLDS_TEXT)
				fail_msg("%s: the column '%s' does not say whom it may name",
					 input_kinds[i].name, columns->list[c].name);
	}
	assert_int_equal(tables, 6);
}

/* A table of one row with an id in the column, and "x" in all others but for names. */
static const char *table_with(const struct table_columns *columns, size_t in, const char *id,
			      const char *names, struct arena *arena)
{
	const char *header = "", *row = "";

	for (size_t c = 0; c < columns->count; c++) {
		header = arena_format(arena, "%s%s%s", header, c ? "," : "", columns->list[c].name);
		row = arena_format(arena, "%s%s%s", row, c ? "," : "",
				   c == in                                ? id
				   : columns->list[c].holds == HOLDS_NAME ? names
									  : "x");
	}
	return arena_format(arena, "%s\n%s\n", header, row);
}

/* What becomes of an id that stands there, whatever the table. */
static const char *left_of_id(enum column_holds holds)
{
	switch (holds) {
	case HOLDS_ID:
	case HOLDS_TEXT: return "p-1";
	case HOLDS_OWNER: return NULL; /* the row goes */
	case HOLDS_NOBODY:
	case HOLDS_NAME: return "ana"; /* of another's row: no name of theirs */
	}
	return NULL;
}

static struct forgotten ana(struct arena *arena)
{
	struct mentions *mentioned = mentions_new(arena);

	mentions_add(mentioned, "ana");
	return (struct forgotten){
		.id = "ana", .token = "p-1", .named = mentions_new(arena), .mentioned = mentioned
	};
}

static void an_id_is_forgotten_where_it_may_stand(void **state)
{
	struct arena arena = ARENA_INIT;
	struct forgotten who = ana(&arena);
	size_t kept = 0, replaced = 0, gone = 0;

	(void)state;
	for (size_t i = 0; i < input_kind_count; i++)
		for (size_t c = 0; input_kinds[i].columns && c < input_kinds[i].columns->count;
		     c++) {
			const struct table_columns *columns = input_kinds[i].columns;
			bool theirs = columns->list[c].holds == HOLDS_ID;
			const char *left = left_of_id(columns->list[c].holds);
			const char *text = table_with(columns, c, "ana", "x", &arena);
			struct span made = forget_in_table(
				(struct source){ input_kinds[i].name, span_of(text) }, &who,
				&arena);
			const char *want =
				left ? table_with(columns, c, left, theirs ? "" : "x", &arena)
				     : arena_format(&arena, "%.*s\n\n", (int)strcspn(text, "\n"),
						    text);

			assert_string_equal(arena_copy(&arena, made), want);
			gone += !left;
			kept += left && strcmp(left, "ana") == 0;
			replaced += left && strcmp(left, "ana") != 0;
		}
	assert_int_equal(gone, 1);
	assert_int_equal(replaced, 7);
	assert_int_equal(kept, 74);
	arena_release(&arena);
}

static void names_go_with_the_person_whose_row_it_is(void **state)
{
	struct arena arena = ARENA_INIT;
	struct forgotten who = ana(&arena);
	struct source people = { "scenarios/x/people.csv",
				 SPAN("Person,name,e_mail,email\nANA,Bo,bo@x,bo@x\nben,Bo,b,b\n") };

	(void)state;
	assert_string_equal(arena_copy(&arena, forget_in_table(people, &who, &arena)),
			    "Person,name,e_mail,email\np-1,,bo@x,\nben,Bo,b,b\n");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_column_says_whom_it_may_name),
		cmocka_unit_test(an_id_is_forgotten_where_it_may_stand),
		cmocka_unit_test(names_go_with_the_person_whose_row_it_is),
	};

	return cmocka_run_group_tests_name("forget", tests, NULL, NULL);
}
