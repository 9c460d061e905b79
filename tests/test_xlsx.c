#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "reports/xlsx/xlsx.h"
#include "reports/xlsx/xlsx_whole.h"
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

static bool write_book(const struct plan *plan, struct span *book, struct fault *fault)
{
	struct report_options options = report_options_default();
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);
	bool ok;

	options.format = FORMAT_XLSX;
	ok = xlsx_write(plan, &options, out, fault);
	fclose(out);
	*book = (struct span){ arena_copy(&arena, (struct span){ bytes, len }), len };
	free(bytes);
	return ok;
}

#ifdef WITH_XLSX

static void equal_plans_give_equal_bytes(void **state)
{
	struct fault fault = FAULT_INIT;
	struct span one, other;

	(void)state;
	assert_ok(write_book(page_fixture(&arena), &one, &fault), &fault);
	assert_ok(write_book(page_fixture(&arena), &other, &fault), &fault);
	assert_true(one.len > 8000 && memcmp(one.ptr, "PK\3\4", 4) == 0);
	assert_true(span_equal(one, other));
}

static void a_plan_without_people_and_demand_is_a_workbook(void **state)
{
	struct plan *plan = report_fixture_large(1, 2, &arena);
	struct fault fault = FAULT_INIT;
	struct span book;

	(void)state;
	plan->requirement_count = 0;
	assert_ok(write_book(plan, &book, &fault), &fault);
	assert_true(book.len > 4000);
}

static void a_full_disk_is_a_fault(void **state)
{
	struct report_options options = report_options_default();
	struct fault fault = FAULT_INIT;
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	if (!full)
		skip();
	assert_false(xlsx_write(page_fixture(&arena), &options, full, &fault));
	assert_number("kind", fault.kind, FAULT_SYSTEM);
	fclose(full);
}

/* Whether what has arrived of the book after so many bytes is taken for all of it. */
static bool is_whole(struct span book, size_t len, size_t sheets, size_t cells, size_t texts)
{
	char path[] = "test_xlsx_XXXXXX";
	int file = mkstemp(path);
	bool whole;

	assert_true(file >= 0);
	assert_number("written", write(file, book.ptr, len), (long long)len);
	close(file);
	whole = xlsx_whole(path, sheets, cells, texts);
	unlink(path);
	return whole;
}

static void what_does_not_arrive_is_noticed(void **state)
{
	enum { SHEETS = 5, CELLS = 266, TEXTS = 112 }; /* of the worked page */
	struct fault fault = FAULT_INIT;
	struct span book;

	(void)state;
	assert_ok(write_book(page_fixture(&arena), &book, &fault), &fault);
	assert_true(is_whole(book, book.len, SHEETS, CELLS, TEXTS));
	assert_false(is_whole(book, book.len, SHEETS, CELLS - 1, TEXTS));
	assert_false(is_whole(book, book.len, SHEETS, CELLS + 1, TEXTS));
	assert_false(is_whole(book, book.len, SHEETS, CELLS, TEXTS + 1));
	assert_false(is_whole(book, book.len, SHEETS - 1, CELLS, TEXTS));
	for (size_t len = 0; len < book.len; len += 97)
		assert_false(is_whole(book, len, SHEETS, CELLS, TEXTS));
}

#else

static void without_the_library_the_next_step_is_said(void **state)
{
	struct fault fault = FAULT_INIT;
	struct span book;

	(void)state;
	assert_false(write_book(page_fixture(&arena), &book, &fault));
	assert_number("kind", fault.kind, FAULT_USAGE);
	assert_non_null(strstr(fault.message, "libxlsxwriter-dev"));
	assert_number("bytes", (long long)book.len, 0);
}

#endif

/* test_xlsx FILE: leave the workbook there, for another program to read. */
static int leave(const char *path)
{
	struct fault fault = FAULT_INIT;
	struct span book;
	FILE *file = fopen(path, "wb");
	bool ok = file && write_book(page_fixture(&arena), &book, &fault) &&
		  fwrite(book.ptr, 1, book.len, file) == book.len;

	arena_release(&arena);
	if (file && fclose(file) != 0)
		ok = false;
	if (!ok)
		printf("%s\n", fault.message);
	return ok ? 0 : 77;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
#ifdef WITH_XLSX
		cmocka_unit_test(equal_plans_give_equal_bytes),
		cmocka_unit_test(a_plan_without_people_and_demand_is_a_workbook),
		cmocka_unit_test(a_full_disk_is_a_fault),
		cmocka_unit_test(what_does_not_arrive_is_noticed),
#else
		cmocka_unit_test(without_the_library_the_next_step_is_said),
#endif
	};

	return argc > 1 ? leave(argv[1])
			: cmocka_run_group_tests_name("xlsx", tests, NULL, release);
}
