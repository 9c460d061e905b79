/* Tables of text: which bytes are a cell, where it stands, and what is said of those that are none.
 */
#include <string.h>

#include "import/csv.h"
#include "tests/test.h"

struct csv_case {
	const char *name;
	struct span bytes;
	/* The separator, then rows: "LINE:cell|cell@LINE|..", a cell's line where it is another
	 * than its row's; then notes: "id LINE FIELD". Or a part of the fault. */
	const char *want;
};

static const struct csv_case cases[] = {
	{ "commas", SPAN("a,b\n1,2\n"), ", 1:a|b 2:1|2" },
	{ "semicolons", SPAN("a;b\n1;2,5\n"), "; 1:a|b 2:1|2,5 separator-found 1 0" },
	{ "tabs", SPAN("a\tb\n1\t2\n"), "\t 1:a|b 2:1|2 separator-found 1 0" },
	{ "as many semicolons as commas: commas", SPAN("a,b;c\n1,2\n"), ", 1:a|b;c 2:1|2" },
	{ "as many tabs as semicolons: semicolons", SPAN("a;b\tc\n1;2\n"),
	  "; 1:a|b\tc 2:1|2 separator-found 1 0" },
	{ "more semicolons than commas", SPAN("a;b;c,d\n1;2;3\n"),
	  "; 1:a|b|c,d 2:1|2|3 separator-found 1 0" },
	{ "separators in quotes do not count", SPAN("a,\"b;c;d\"\n1,2\n"), ", 1:a|b;c;d 2:1|2" },
	{ "one column", SPAN("a\n1\n"), ", 1:a 2:1" },
	{ "told by the first line", SPAN("sep=;\na,b\n1,2;\n"),
	  "; 2:a,b separator-found 2 0 row-too-wide 3 2" },
	{ "told with a comma although there are semicolons", SPAN("sep=,\na;b;c\n"), ", 2:a;b;c" },
	{ "not told by so much", SPAN("sep=;;\n1;2\n"), "; 1:sep=|| 2:1|2 separator-found 1 0" },
	{ "a byte order mark",
	  SPAN("\xef\xbb\xbf"
	       "a,b\n"),
	  ", 1:a|b" },
	{ "UTF-16, the one way",
	  SPAN("\xff\xfe"
	       "a"),
	  "UTF-16" },
	{ "and the other", SPAN("\xfe\xff"), "UTF-16" },
	{ "lines end in all ways", SPAN("a\r\n1\r2\n3"), ", 1:a 2:1 3:2 4:3" },
	{ "blanks around a cell", SPAN("a , b\n 1 ,\t2 \n"), ", 1:a|b 2:1|2" },
	{ "blanks in quotes", SPAN("a,b\n\" 1 \",2\n"), ", 1:a|b 2: 1 |2" },
	{ "quotes in quotes", SPAN("a,b\n\"1\"\"2\",\"\"\n"), ", 1:a|b 2:1\"2|" },
	{ "a cell of two lines", SPAN("a,b\n\"1\n2\",3\n4,5\n"), ", 1:a|b 2:1\n2|3@3 4:4|5" },
	{ "lines without a cell", SPAN("\n\na,b\n\n,\n1,2\n"), ", 3:a|b 6:1|2" },
	{ "comments", SPAN("# first\na,b\n# more, and \"more\n1,2\n1,#2\n"),
	  ", 2:a|b 4:1|2 5:1|#2" },
	{ "fewer cells than the header", SPAN("a,b,c\n1\n"), ", 1:a|b|c 2:1" },
	{ "as many", SPAN("a,b\n1,2\n"), ", 1:a|b 2:1|2" },
	{ "more, even if empty", SPAN("a,b\n1,2,\n3,4\n"), ", 1:a|b 3:3|4 row-too-wide 2 3" },
	{ "a quote in a value", SPAN("a,b\n1,x\"y\"\n3,4\n"), ", 1:a|b 3:3|4 quote-misplaced 2 2" },
	{ "text behind a quote", SPAN("a,b\n1,\"x\"y\n3,4\n"),
	  ", 1:a|b 3:3|4 quote-misplaced 2 2" },
	{ "a quote too many, lines later", SPAN("a,b\n1,\"x\n2,\"y\n3,4\n"),
	  ", 1:a|b 4:3|4 quote-misplaced 3 2" },
	{ "a quote at the end of all", SPAN("a,b\n1,2\"\n"), ", 1:a|b quote-misplaced 2 2" },
	{ "a quote that never closes", SPAN("a,b\n\"1,2\n3,4\n"), "2: the double quote" },
	{ "a control character", SPAN("a,b\n1,x\x01y\n3,4\n"),
	  ", 1:a|b 3:3|4 cell-unreadable 2 2" },
	{ "the greatest of them", SPAN("a,b\n1,x\x1fy\n3,4\n"),
	  ", 1:a|b 3:3|4 cell-unreadable 2 2" },
	{ "a NUL byte", SPAN("a,b\n1,x\0y\n3,4\n"), ", 1:a|b 3:3|4 cell-unreadable 2 2" },
	{ "not UTF-8", SPAN("a,b\n\xe4,2\n3,4\n"), ", 1:a|b 3:3|4 cell-unreadable 2 1" },
	{ "a tab in a cell", SPAN("a,b\nx\ty,2\n"), ", 1:a|b 2:x\ty|2" },
	{ "nothing", SPAN(""), "no header row" },
	{ "only comments", SPAN("# a\n\n"), "no header row" },
	{ "only separators", SPAN(",,\n,\n"), "no header row" },
};

static const char *row_text(const struct csv_row *row, struct arena *arena)
{
	const char *text = arena_format(arena, " %d:", (int)row->line);

	for (size_t i = 0; i < row->count; i++) {
		text = arena_format(arena, "%s%s%s", text, i ? "|" : "", row->cells[i].text);
		if (row->cells[i].line != row->line)
			text = arena_format(arena, "%s@%d", text, (int)row->cells[i].line);
	}
	return text;
}

static void cells(void **state)
{
	const struct csv_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct csv_table table;
	const char *got;

	if (!csv_read((struct source){ "x.csv", c->bytes }, &arena, &table, &notes, &fault)) {
		if (fault.kind != FAULT_INPUT || !strstr(fault.message, c->want))
			fail_msg("%s: %s", c->name, fault.message);
		arena_release(&arena);
		return;
	}
	got = arena_format(&arena, "%c%s", table.separator, row_text(&table.header, &arena));
	for (size_t i = 0; i < table.row_count; i++)
		got = arena_format(&arena, "%s%s", got, row_text(&table.rows[i], &arena));
	for (size_t i = 0; i < notes.count; i++)
		got = arena_format(&arena, "%s %s %d %d", got, notes.list[i].id,
				   (int)notes.list[i].place.line, (int)notes.list[i].place.column);
	assert_string_equal(got, c->want);
	arena_release(&arena);
}

/* A header of so many columns, a cell of so many bytes. */
static bool reads_sizes(size_t columns, size_t bytes, size_t *rows)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	char *text = ARENA_ARRAY(&arena, char, 2 * columns + bytes + 2);
	struct csv_table table = { 0 };
	bool ok;

	for (size_t i = 0; i < columns; i++)
		memcpy(text + 2 * i, i + 1 < columns ? "a," : "a\n", 2);
	memset(text + 2 * columns, 'x', bytes);
	ok = csv_read((struct source){ "x.csv", { text, 2 * columns + bytes } }, &arena, &table,
		      &notes, &fault);
	*rows = table.row_count;
	arena_release(&arena);
	return ok;
}

static void limits_are_kept_and_no_less(void **state)
{
	size_t rows;

	(void)state;
	assert_true(reads_sizes(CSV_COLUMNS_MAX, 1, &rows));
	assert_false(reads_sizes(CSV_COLUMNS_MAX + 1, 1, &rows));
	assert_true(reads_sizes(1, CSV_CELL_MAX, &rows));
	assert_number("rows", rows, 1);
	assert_true(reads_sizes(1, CSV_CELL_MAX + 1, &rows));
	assert_number("rows", rows, 0);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(cases) + 1];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		tests[i] = ROW_TEST(cells, &cases[i]);
	tests[ARRAY_LEN(cases)] = (struct CMUnitTest)cmocka_unit_test(limits_are_kept_and_no_less);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
