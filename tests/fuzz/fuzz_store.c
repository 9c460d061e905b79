/*
 * libFuzzer target: values in columns of a database. Bytes are records of a column, a kind and a
 * value; each is put into the rows of a database that was filled honestly, then the door's checks
 * run, all is read and written. What is refused says so; nothing else may happen. The database is
 * made once and then put back: to make it took three quarters of the time.
 */
#include <stdlib.h>
#include <string.h>

#include "store/column.h"
#include "store/image.h"
#include "tests/store_fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { RECORDS_MAX = 8, CHECKS = 16 };

struct bytes {
	const uint8_t *at;
	size_t left;
};

static uint8_t take(struct bytes *b)
{
	if (b->left == 0)
		return 0;
	b->left--;
	return *b->at++;
}

static void bind_value(sqlite3_stmt *value, uint8_t kind, struct bytes *b)
{
	size_t length = take(b);
	int64_t number = 0;

	length = length < b->left ? length : b->left;
	if (kind % 5 == 0)
		sqlite3_bind_null(value, 1);
	else if (kind % 5 == 1)
		sqlite3_bind_text(value, 1, (const char *)b->at, (int)length, SQLITE_TRANSIENT);
	else if (kind % 5 == 2)
		sqlite3_bind_blob(value, 1, b->at, (int)length, SQLITE_TRANSIENT);
	else
		memcpy(&number, b->at, length < sizeof(number) ? length : sizeof(number));
	if (kind % 5 == 3)
		sqlite3_bind_int64(value, 1, number);
	else if (kind % 5 == 4)
		sqlite3_bind_double(value, 1, (double)number / 3);
	b->at += length;
	b->left -= length;
}

static void poison(sqlite3 *db, struct bytes *b)
{
	const struct column_rule *rule = &column_rules[take(b) % COLUMN_COUNT];
	sqlite3_stmt *value = NULL;

	if (sqlite3_prepare_v2(db, "SELECT ?1", -1, &value, NULL) != SQLITE_OK)
		abort();
	bind_value(value, take(b), b);
	if (sqlite3_step(value) == SQLITE_ROW)
		fixture_set(db, rule->table, rule->name, sqlite3_column_value(value, 0));
	sqlite3_finalize(value);
}

static void is_refused_in_words(bool ok, struct fault *fault)
{
	if (!ok && (fault->kind != FAULT_STORE || !fault->message[0]))
		abort();
	*fault = (struct fault)FAULT_INIT;
}

static struct store *filled(struct image *image)
{
	struct fault fault = FAULT_INIT;
	struct store *store = NULL;

	if (!store_open(":memory:", &store, &fault))
		abort();
	fixture_fill(store);
	if (!store_commit(store, &fault) || image_of(store->db, image) != SQLITE_OK)
		abort();
	return store;
}

static void put_back(struct store *store, const struct image *image)
{
	struct image copy = { sqlite3_malloc64((uint64_t)image->size), image->size };

	for (sqlite3_stmt *s = NULL; (s = sqlite3_next_stmt(store->db, s)) != NULL;)
		sqlite3_reset(s);
	if (!copy.bytes || !sqlite3_get_autocommit(store->db))
		abort();
	memcpy(copy.bytes, image->bytes, (size_t)image->size);
	if (image_load(&copy, store->db) != SQLITE_OK)
		abort();
	store->unpacked = 0;
}

/* The tables are as they were: to compare them, which takes as long as all the rest, is left to
 * some inputs in a campaign. */
static bool is_checked(size_t size)
{
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
	return size % CHECKS == 0;
#else
	return size <= SIZE_MAX;
#endif
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct store *store;
	static struct image image;
	struct bytes bytes = { data, size };
	struct fault fault = FAULT_INIT;
	bool newer;

	if (!store)
		store = filled(&image);
	put_back(store, &image);
	fixture_loosen(store->db);
	for (int i = 0; i < RECORDS_MAX && bytes.left > 0; i++)
		poison(store->db, &bytes);
	fixture_tighten(store->db);
	if (is_checked(size))
		is_refused_in_words(store_check(store, &newer, &fault), &fault);
	is_refused_in_words(fixture_read(store, &fault), &fault);
	is_refused_in_words(fixture_write(store, &fault), &fault);
	return 0;
}
