/*
 * Values that nobody stores in every column of every table, alone and in pairs: whatever reads them
 * gives what is there or FAULT_STORE, and what is left is made into a database that is whole.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/rescue.h"
#include "tests/store_fixture.h"
#include "tests/test.h"

/* In the suite; with an argument all of it: 300 pairs, 500 files, each made whole again. */
static int pairs = 12, flips = 20, rescued_each = 7, value_each = 7;

/* Each a value of one row. zeroblob(60000000) packed is what `bomb` binds. */
static const char *const values[] = {
	"SELECT NULL",
	"SELECT -1",
	"SELECT 0",
	"SELECT 1",
	"SELECT 2",
	"SELECT 7",
	"SELECT 99",
	"SELECT 104",
	"SELECT 105",
	"SELECT 100001",
	"SELECT 1000000007",
	"SELECT -9223372036854775807 - 1",
	"SELECT 9223372036854775807",
	"SELECT 2147483647",
	"SELECT 2147483648",
	"SELECT 4294967295",
	"SELECT 4294967296",
	"SELECT 4294967297",
	"SELECT 1.5",
	"SELECT 9e999",
	"SELECT ''",
	"SELECT 'x'",
	"SELECT 'a' || char(0) || 'b'",
	"SELECT char(27) || '[2J' || char(13, 10, 8238)",
	"SELECT CAST(x'fffe' AS TEXT)",
	"SELECT CAST(zeroblob(2000000) AS TEXT)",
	"SELECT printf('%.*c', 2000000, 'y')",
	"SELECT x''",
	"SELECT x'00'",
	"SELECT zeroblob(31)",
	"SELECT zeroblob(32)",
	"SELECT zeroblob(33)",
	"SELECT x'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'",
};

static void bind(sqlite3 *db, const char *sql, const char *table, const char *column)
{
	sqlite3_stmt *value = NULL;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &value, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(value), SQLITE_ROW);
	fixture_set(db, table, column, sqlite3_column_value(value, 0));
	sqlite3_finalize(value);
}

static void write_image(sqlite3 *db, const char *path)
{
	sqlite3_int64 size = 0;
	unsigned char *bytes = sqlite3_serialize(db, "main", &size, 0);
	FILE *file = fopen(path, "wb");

	assert_non_null(bytes);
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, (size_t)size, file), (size_t)size);
	fclose(file);
	sqlite3_free(bytes);
}

static void is_refused(const char *what, bool ok, const struct fault *fault)
{
	if (!ok && (fault->kind != FAULT_STORE || !fault->message[0]))
		fail_msg("%s: fault %d, '%s'", what, (int)fault->kind, fault->message);
}

static const char *file_of_test(char path[64])
{
	snprintf(path, 64, "store_hostile-%ld.db", (long)getpid());
	return path;
}

static void forget(const char *path, const char *aside)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
	char name[256];

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		snprintf(name, sizeof(name), "%s%s", path, suffixes[i]);
		(void)unlink(name);
		snprintf(name, sizeof(name), "%s%s", aside[0] ? aside : path, suffixes[i]);
		(void)unlink(name);
	}
}

/* What the file is made into is whole, and all of it can be read and written. */
static void is_rescued(const char *what, const char *path)
{
	struct arena arena = ARENA_INIT;
	struct rescue first, second;
	struct store *store = NULL;
	struct fault fault = FAULT_INIT;

	if (!store_rescue(path, true, NULL, &arena, &first, &fault)) {
		/* The number of its version is larger by chance: nothing says that it is damaged.
		 */
		if (strstr(fault.message, "newer staffgap")) {
			forget(path, "");
			arena_release(&arena);
			return;
		}
		fail_msg("%s: not rescued: %s", what, fault.message);
	}
	if (!store_rescue(path, true, NULL, &arena, &second, &fault) || !second.whole)
		fail_msg("%s: not whole afterwards: %s", what, second.trouble);
	if (!store_open(path, &store, &fault) || !fixture_read(store, &fault) ||
	    !fixture_write(store, &fault))
		fail_msg("%s: not usable afterwards: %s", what, fault.message);
	store_close(store);
	forget(path, first.aside);
	arena_release(&arena);
}

static void try_store(const char *what, struct store *store, bool rescue)
{
	struct fault fault = FAULT_INIT;
	char path[64];

	if (rescue)
		write_image(store->db, file_of_test(path));
	is_refused(what, fixture_read(store, &fault), &fault);
	fault = (struct fault)FAULT_INIT;
	is_refused(what, fixture_write(store, &fault), &fault);
	if (rescue)
		is_rescued(what, path);
}

static void every_value_in_every_column(void **state)
{
	char table[64], column[64], what[256];
	struct store *store = fixture_filled();
	int count = 0, tried = 0;

	(void)state;
	while (fixture_column(store->db, count, table, column))
		count++;
	store_close(store);
	assert_true(count > 50);
	for (int place = 0; place < count; place++)
		for (size_t v = 0; v < ARRAY_LEN(values); v++, tried++) {
			if ((place + (int)v) % value_each)
				continue;
			store = fixture_filled();
			assert_true(fixture_column(store->db, place, table, column));
			fixture_loosen(store->db);
			bind(store->db, values[v], table, column);
			fixture_tighten(store->db);
			snprintf(what, sizeof(what), "%s.%s = %s", table, column, values[v] + 7);
			try_store(what, store, tried % rescued_each == 0);
			store_close(store);
		}
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % below;
}

static void pairs_of_values(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < pairs; i++) {
		struct store *store = fixture_filled();
		char table[64], column[64], what[512] = "";

		fixture_loosen(store->db);
		for (int k = 0; k < 3; k++) {
			const char *value = values[draw(&seed, ARRAY_LEN(values))];

			if (!fixture_column(store->db, (int)draw(&seed, 64), table, column))
				continue;
			bind(store->db, value, table, column);
			snprintf(what + strlen(what), sizeof(what) - strlen(what), "%s.%s = %s; ",
				 table, column, value + 7);
		}
		fixture_tighten(store->db);
		try_store(what, store, true);
		store_close(store);
	}
}

/* Flips in the bytes of the file, each opened as commands do. */
static void flipped_bytes(void **state)
{
	struct store *store = fixture_filled();
	sqlite3_int64 size = 0;
	unsigned char *bytes = sqlite3_serialize(store->db, "main", &size, 0);
	uint32_t seed = 7;
	char path[64], what[64];

	(void)state;
	store_close(store);
	file_of_test(path);
	for (int i = 0; i < flips; i++) {
		unsigned char *copy = malloc((size_t)size);
		struct fault fault = FAULT_INIT;
		FILE *file = fopen(path, "wb");

		assert_non_null(copy);
		assert_non_null(file);
		memcpy(copy, bytes, (size_t)size);
		for (uint32_t k = 0; k <= draw(&seed, 12); k++) {
			uint32_t page = draw(&seed, (uint32_t)(size / 4096)) * 4096;
			uint32_t at = draw(&seed, 3) ? draw(&seed, (uint32_t)size)
						     : page + draw(&seed, 120);

			copy[at] = (unsigned char)draw(&seed, 256);
		}
		assert_int_equal(fwrite(copy, 1, (size_t)size, file), (size_t)size);
		fclose(file);
		free(copy);
		snprintf(what, sizeof(what), "flip %d", i);
		store = NULL;
		if (store_open_copy(path, NULL, &store, &fault)) {
			is_refused(what, fixture_read(store, &fault), &fault);
			store_close(store);
		} else {
			is_refused(what, false, &fault);
		}
		is_rescued(what, path);
	}
	sqlite3_free(bytes);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_value_in_every_column),
		cmocka_unit_test(pairs_of_values),
		cmocka_unit_test(flipped_bytes),
	};

	(void)argv;
	if (argc > 1) {
		pairs = 300;
		flips = 500;
		rescued_each = 3;
		value_each = 1;
	}
	return cmocka_run_group_tests_name("store_hostile", tests, NULL, NULL);
}
