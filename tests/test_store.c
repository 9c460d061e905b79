/* The database: its statements, its tables, what it gives back, what it says when it cannot. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/column.h"
#include "store/schema.h"
#include "tests/store_fixture.h"
#include "tests/test.h"

static struct store *opened(void)
{
	struct store *store = NULL;
	struct fault fault = FAULT_INIT;

	assert_ok(store_open(":memory:", &store, &fault), &fault);
	return store;
}

static void every_statement_fits_the_tables(void **state)
{
	struct store *store = opened();
	struct fault fault = FAULT_INIT;

	(void)state;
	for (int i = 0; i < SQL_COUNT; i++)
		if (!store_statement(store, (enum statement)i, &fault))
			fail_msg("statement %d: %s", i, fault.message);
	store_close(store);
}

static bool is_ruled(const char *table, const char *column)
{
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		if (strcmp(column_rules[i].table, table) == 0 &&
		    strcmp(column_rules[i].name, column) == 0)
			return true;
	return false;
}

static void every_column_has_one_rule(void **state)
{
	struct store *store = opened();
	char table[64], column[64];
	int count = 0;

	(void)state;
	for (; fixture_column(store->db, count, table, column); count++)
		if (!is_ruled(table, column))
			fail_msg("%s.%s: nothing says what it may hold (store/column.h)", table,
				 column);
	assert_number("rules", COLUMN_COUNT, count);
	store_close(store);
}

/* And each has other tables than the one before: a version that lies is known by that. */
static void each_older_version_is_ours(void **state)
{
	(void)state;
	for (int version = 0; version <= store_migration_count; version++) {
		struct store old = { .path = (char *)(uintptr_t) "old" };
		struct fault fault = FAULT_INIT;

		assert_int_equal(sqlite3_open(":memory:", &old.db), SQLITE_OK);
		for (int i = 0; i < version; i++)
			assert_int_equal(
				sqlite3_exec(old.db, store_migrations[i], NULL, NULL, NULL),
				SQLITE_OK);
		assert_ok(schema_check(&old, version, &fault), &fault);
		if (version > 0)
			assert_false(schema_check(&old, version - 1, &fault));
		sqlite3_close(old.db);
	}
}

struct schema_case {
	const char *name, *sql, *says;
};

static const struct schema_case schema_cases[] = {
	{ "a trigger", "CREATE TRIGGER t AFTER INSERT ON plan BEGIN DELETE FROM feed; END",
	  "its trigger 't' is not one" },
	{ "a view", "CREATE VIEW v AS SELECT 1", "its view 'v' is not one" },
	{ "one more table", "CREATE TABLE zzz(x)", "its table 'zzz' is not one" },
	{ "one more index", "CREATE INDEX zzz ON plan(today)", "its index 'zzz' is not one" },
	{ "a table is missing", "DROP TABLE solved", "its table 'solved' is missing" },
	{ "an index is missing", "DROP INDEX feed_blob", "its index 'feed_blob' is missing" },
	{ "one more column", "ALTER TABLE plan ADD COLUMN x INTEGER",
	  "its table 'plan' is not as staffgap makes it" },
	{ "another version", "PRAGMA user_version = -2", "its version is -2" },
	{ "a version of far away", "PRAGMA user_version = 100000", "its version is 100000" },
};

static void other_tables_are_damage(void **state)
{
	const struct schema_case *c = *state;
	struct store *store = opened();
	struct fault fault = FAULT_INIT;
	bool newer = false;

	assert_ok(store_check(store, &newer, &fault), &fault);
	assert_int_equal(sqlite3_exec(store->db, c->sql, NULL, NULL, NULL), SQLITE_OK);
	assert_false(store_check(store, &newer, &fault));
	assert_int_equal(fault.kind, FAULT_STORE);
	if (!strstr(fault.message, c->says) || !strstr(fault.message, "staffgap check --store"))
		fail_msg("%s: it says '%s'", c->name, fault.message);
	store_close(store);
}

static void what_was_kept_comes_back(void **state)
{
	struct store *store = opened();
	struct fault fault = FAULT_INIT;
	struct arena arena = ARENA_INIT;
	struct plan_record *records = NULL;
	struct feed_check *checks = NULL;
	struct plan_input *inputs = NULL;
	struct event_list events;
	size_t count = 0;

	(void)state;
	fixture_fill(store);
	assert_ok(store_plans(store, &arena, &records, &count, &fault), &fault);
	assert_number("plans", count, 2);
	assert_number("weeks", records[1].week_count, 4);
	assert_number("draws", records[1].goal_draws, 100);
	assert_string_equal(records[1].sourced_by, "search 9");
	assert_ok(store_plan_inputs(store, 1, &arena, &inputs, &count, &fault), &fault);
	assert_number("inputs", count, 3);
	assert_string_equal(inputs[0].name, "demand.csv");
	assert_true(span_equal(inputs[0].bytes, SPAN("demand\none\n")));
	assert_string_equal(inputs[1].trouble, "it is older");
	assert_non_null(inputs[1].store);
	assert_ok(store_feed_checks(store, &arena, &checks, &count, &fault), &fault);
	assert_number("feeds", count, 2);
	assert_true(checks[0].has_copy);
	assert_number("size", checks[0].size, strlen("BEGIN:VCALENDAR ana"));
	assert_number("skipped", checks[0].skipped_count, 1);
	assert_ok(store_events(store, 2, &arena, &events, &fault), &fault);
	assert_number("events", events.count, 2);
	assert_string_equal(events.list[1].uid, "2@deadline.staffgap");
	assert_true(events.list[1].cancelled);
	assert_ok(fixture_read(store, &fault) && fixture_write(store, &fault), &fault);
	assert_ok(store_plans(store, &arena, &records, &count, &fault), &fault);
	assert_number("plans after the rest was dropped", count, 1);
	assert_number("the number goes on", records[0].number, 3);
	arena_release(&arena);
	store_close(store);
}

struct unpack_case {
	const char *name;
	size_t size, cut;
	bool ok;
};

static const struct unpack_case unpack_cases[] = {
	{ "what was packed", 19, 0, true },
	{ "a size that is too small", 18, 0, false },
	{ "a size that is too large", 20, 0, false },
	{ "more than zlib can reach", 1000000, 0, false },
	{ "more than any input has", (size_t)INPUT_BYTES_MAX + 1, 0, false },
	{ "the largest size", SIZE_MAX, 0, false },
	{ "its end is missing", 19, 3, false },
	{ "nothing at all", 0, 1000, false },
};

static void sizes_are_not_believed(void **state)
{
	const struct unpack_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct packed packed = bytes_pack(SPAN("BEGIN:VCALENDAR ana"), &arena);
	struct span bytes = SPAN("before");

	packed.size = c->size;
	packed.deflated.len -= c->cut < packed.deflated.len ? c->cut : packed.deflated.len;
	assert_number(c->name, bytes_unpack(&packed, &arena, &bytes), c->ok);
	if (!c->ok)
		assert_true(span_equal(bytes, SPAN("before")));
	arena_release(&arena);
}

static void a_statement_ends_when_its_steps_are_used(void **state)
{
	struct store *store = opened();

	(void)state;
	store->guard.steps_left = 100000;
	assert_int_equal(
		sqlite3_exec(store->db,
			     "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM "
			     "r) SELECT count(*) FROM r",
			     NULL, NULL, NULL),
		SQLITE_INTERRUPT);
	store_close(store);
}

static void what_is_no_file_is_refused(void **state)
{
	struct store *store = NULL;
	struct fault fault = FAULT_INIT;
	char name[64];

	(void)state;
	snprintf(name, sizeof(name), "store-%ld.link", (long)getpid());
	assert_int_equal(symlink("nowhere", name), 0);
	assert_false(store_open(name, &store, &fault));
	assert_non_null(strstr(fault.message, "is a link"));
	assert_false(store_open_copy(name, NULL, &store, &fault));
	assert_int_equal(unlink(name), 0);
	assert_int_not_equal(access("nowhere", F_OK), 0);
	assert_false(store_open(".", &store, &fault));
	assert_non_null(strstr(fault.message, "is a folder"));
}

int main(void)
{
	struct CMUnitTest tests[32];
	size_t n = 0;

	tests[n++] = (struct CMUnitTest)cmocka_unit_test(every_statement_fits_the_tables);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(every_column_has_one_rule);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(each_older_version_is_ours);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(what_was_kept_comes_back);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(a_statement_ends_when_its_steps_are_used);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(what_is_no_file_is_refused);
	for (size_t i = 0; i < ARRAY_LEN(schema_cases); i++)
		tests[n++] = ROW_TEST(other_tables_are_damage, &schema_cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(unpack_cases); i++)
		tests[n++] = ROW_TEST(sizes_are_not_believed, &unpack_cases[i]);
	return _cmocka_run_group_tests("store", tests, n, NULL, NULL);
}
