/* What check --store brings back from databases of which one thing is wrong, counted in plans; and
 * that it changes nothing when it cannot end. */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/rescue.h"
#include "store/rescue_usable.h"
#include "tests/store_fixture.h"
#include "tests/test.h"

enum { PLANS = 2, HEADER = 100 };

/* --- a file --------------------------------------------------------------------- */

struct rescue_folder {
	char folder[64], path[96];
};

static struct rescue_folder place_made(void)
{
	struct rescue_folder place = { "rescue-XXXXXX", "" };

	assert_non_null(mkdtemp(place.folder));
	snprintf(place.path, sizeof(place.path), "%s/state.db", place.folder);
	return place;
}

static void place_removed(const struct rescue_folder *place)
{
	DIR *folder = opendir(place->folder);
	char name[400];

	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder));) {
		snprintf(name, sizeof(name), "%s/%s", place->folder, entry->d_name);
		if (unlink(name) != 0 && entry->d_name[0] != '.')
			(void)rmdir(name);
	}
	closedir(folder);
	assert_int_equal(rmdir(place->folder), 0);
}

static bool is_there(const struct rescue_folder *place, const char *suffix)
{
	char name[128];
	struct stat found;

	snprintf(name, sizeof(name), "%s%s", place->path, suffix);
	return lstat(name, &found) == 0;
}

static void write_bytes(const struct rescue_folder *place, const char *suffix, const void *bytes,
			size_t size)
{
	char name[128];
	FILE *file;

	snprintf(name, sizeof(name), "%s%s", place->path, suffix);
	file = fopen(name, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void write_database(sqlite3 *db, const struct rescue_folder *place)
{
	sqlite3_int64 size = 0;
	unsigned char *bytes = sqlite3_serialize(db, "main", &size, 0);

	assert_non_null(bytes);
	write_bytes(place, "", bytes, (size_t)size);
	sqlite3_free(bytes);
}

static void run(sqlite3 *db, const char *what, const char *sql)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", what, sqlite3_errmsg(db));
}

/* @return whether anything changed */
static bool change(sqlite3 *db, const char *what, const char *sql)
{
	int before = sqlite3_total_changes(db);

	run(db, what, sql);
	return sqlite3_total_changes(db) > before;
}

/* It is damaged, and so many plans can come back. */
static void is_usable(const char *what, const struct rescue_folder *place, bool rebuild, int plans)
{
	struct arena arena = ARENA_INIT;
	struct rescue rescue;
	struct fault fault = FAULT_INIT;

	if (!store_rescue(place->path, rebuild, NULL, &arena, &rescue, &fault))
		fail_msg("%s: %s", what, fault.message);
	if (rescue.whole || !rescue.trouble[0])
		fail_msg("%s: nobody sees it", what);
	assert_number(what, rescue.usable[RESCUE_PLANS], plans);
	arena_release(&arena);
}

/* So many plans come back, and then it is whole. */
static void comes_back(const char *what, const struct rescue_folder *place, int plans)
{
	struct arena arena = ARENA_INIT;
	struct rescue rescue;
	struct fault fault = FAULT_INIT;

	is_usable(what, place, true, plans);
	if (!store_rescue(place->path, true, NULL, &arena, &rescue, &fault) || !rescue.whole)
		fail_msg("%s: not whole afterwards: %s", what, rescue.trouble);
	assert_number(what, rescue.usable[RESCUE_PLANS], plans);
	arena_release(&arena);
}

static void damage_comes_back(const char *what, const char *sql)
{
	struct rescue_folder place = place_made();
	struct store *store = fixture_filled();

	run(store->db, what, sql);
	write_database(store->db, &place);
	store_close(store);
	comes_back(what, &place, PLANS);
	place_removed(&place);
}

/* --- definitions ------------------------------------------------------------------ */

struct damage_case {
	const char *name, *set;
};

static const struct damage_case definition_cases[] = {
	{ "a text that is not SQL", "sql = 'CREATE NONSENSE'" },
	{ "the text of another table", "sql = 'CREATE TABLE plan(x)'" },
	{ "no text", "sql = NULL" },
	{ "a text of bytes", "sql = x'ff00ff'" },
	{ "a kind that there is not", "type = 'tible'" },
	{ "another kind", "type = 'view'" },
	{ "another table's name", "tbl_name = 'solved '" },
};

static void each_definition(void **state)
{
	enum { ROWS = 40 };
	const struct damage_case *c = *state;
	int tried = 0;

	for (int row = 1; row < ROWS; row++) {
		struct rescue_folder place = place_made();
		struct store *store = fixture_filled();
		char sql[200], what[100];

		sqlite3_snprintf(sizeof(sql), sql,
				 "UPDATE sqlite_schema SET %s WHERE rowid = %d"
				 " AND sql IS NOT NULL",
				 c->set, row);
		snprintf(what, sizeof(what), "%s, row %d", c->name, row);
		if (change(store->db, what, sql)) {
			write_database(store->db, &place);
			is_usable(what, &place, false, PLANS);
			tried++;
		}
		store_close(store);
		place_removed(&place);
	}
	assert_true(tried > 12);
}

static void a_name_that_is_lost_is_known_by_its_text(void **state)
{
	(void)state;
	damage_comes_back("the name of plan",
			  "UPDATE sqlite_schema SET name = 'plum' WHERE name = 'plan'");
	damage_comes_back(
		"the name of blob",
		"UPDATE sqlite_schema SET name = x'00', tbl_name = '' WHERE name = 'blob'");
}

/* --- versions -------------------------------------------------------------------- */

static void a_version_that_lies(void **state)
{
	(void)state;
	for (int version = -1; version <= store_migration_count + 2; version++) {
		char sql[64];

		if (version == store_migration_count)
			continue;
		snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", version);
		damage_comes_back(sql, sql);
	}
	damage_comes_back("a version of far away", "PRAGMA user_version = 1000000");
	damage_comes_back("of another program", "PRAGMA application_id = 0");
}

static void a_newer_one_is_left_alone(void **state)
{
	struct rescue_folder place = place_made();
	struct store *store = fixture_filled();
	struct arena arena = ARENA_INIT;
	struct rescue rescue;
	struct fault fault = FAULT_INIT;

	(void)state;
	run(store->db, "newer", "PRAGMA user_version = 100; CREATE TABLE of_tomorrow(x)");
	write_database(store->db, &place);
	store_close(store);
	assert_false(store_rescue(place.path, true, NULL, &arena, &rescue, &fault));
	assert_non_null(strstr(fault.message, "newer staffgap"));
	assert_false(is_there(&place, ".damaged-1"));
	arena_release(&arena);
	place_removed(&place);
}

/* A plan of one file, as each version has it. */
static void fill_version(sqlite3 *db, int version)
{
	struct arena arena = ARENA_INIT;
	struct span bytes = SPAN("person\nana\n");
	struct packed packed = bytes_pack(bytes, &arena);
	struct plan_record record = { .today = { 20780 },
				      .first_week = { 20780 },
				      .week_count = 4 };
	struct plan_input input = {
		.name = "people.csv", .bytes = bytes, .read_on = record.today, .trouble = ""
	};
	struct digest digest = store_inputs_digest(&record, &input, 1);
	sqlite3_stmt *add = NULL;

	assert_int_equal(
		sqlite3_prepare_v2(db, "INSERT INTO blob VALUES(1, ?1, ?2, ?3)", -1, &add, NULL),
		SQLITE_OK);
	sqlite3_bind_blob(add, 1, packed.digest.bytes, DIGEST_SIZE, SQLITE_STATIC);
	sqlite3_bind_int64(add, 2, (sqlite3_int64)packed.size);
	sqlite3_bind_blob(add, 3, packed.deflated.ptr, (int)packed.deflated.len, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(add), SQLITE_DONE);
	sqlite3_finalize(add);
	assert_int_equal(
		sqlite3_prepare_v2(db,
				   "INSERT INTO plan(number, today, first_week, week_count,"
				   " inputs_sha256, outcome_sha256)"
				   " VALUES(1, 20780, 20780, 4, ?1, ?1)",
				   -1, &add, NULL),
		SQLITE_OK);
	sqlite3_bind_blob(add, 1, digest.bytes, DIGEST_SIZE, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(add), SQLITE_DONE);
	sqlite3_finalize(add);
	run(db, "its file",
	    version < 7 ? "INSERT INTO plan_input VALUES(1, 'people.csv', 1, 20780, '')"
			: "INSERT INTO input_span VALUES('people.csv', 1, NULL, 1, NULL, '')");
	arena_release(&arena);
}

static sqlite3 *of_version(int version)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	for (int i = 0; i < version; i++)
		assert_int_equal(sqlite3_exec(db, store_migrations[i], NULL, NULL, NULL),
				 SQLITE_OK);
	fill_version(db, version);
	run(db, "ours", "PRAGMA application_id = 1397178704");
	return db;
}

/* What it says of itself is a lie, and the text of its plans is not SQL as well. */
static void tables_of_each_version_are_known(void **state)
{
	(void)state;
	for (int version = 1; version <= store_migration_count; version++)
		for (int lie = 0; lie < 4; lie++) {
			static const int lies[] = { -1, 0, 1, 9 };
			struct rescue_folder place = place_made();
			sqlite3 *db = of_version(version);
			char sql[160], what[64];

			snprintf(sql, sizeof(sql),
				 "PRAGMA user_version = %d;"
				 "UPDATE sqlite_schema SET sql = 'CREATE NONSENSE'"
				 " WHERE name = 'plan' AND %d",
				 lies[lie], lie % 2);
			snprintf(what, sizeof(what), "version %d says %d", version, lies[lie]);
			run(db, what, sql);
			write_database(db, &place);
			sqlite3_close(db);
			if (lies[lie] != version)
				is_usable(what, &place, false, 1);
			place_removed(&place);
		}
}

/* --- the header -------------------------------------------------------------------- */

/* SQLite looks at none of them: counters, its cache, the upper bytes of small numbers, what is
 * free. */
static bool is_of_no_account(int at)
{
	return (at >= 24 && at < 28) || (at >= 40 && at < 47) || (at >= 48 && at < 52) ||
	       (at >= 56 && at < 59) || at >= 72;
}

/* Each byte of it is another one. Where pages begin is known by the size of one, which is believed.
 */
static void each_byte_of_the_header(void **state)
{
	struct store *store = fixture_filled();
	sqlite3_int64 size = 0;
	unsigned char *bytes = sqlite3_serialize(store->db, "main", &size, 0);

	(void)state;
	for (int at = 0; at < HEADER; at++) {
		struct rescue_folder place = place_made();
		struct arena arena = ARENA_INIT;
		struct rescue rescue;
		struct fault fault = FAULT_INIT;
		unsigned char was = bytes[at];
		char what[32];

		bytes[at] = 0xff;
		write_bytes(&place, "", bytes, (size_t)size);
		bytes[at] = was;
		snprintf(what, sizeof(what), "byte %d", at);
		if (!store_rescue(place.path, false, NULL, &arena, &rescue, &fault))
			fail_msg("%s: %s", what, fault.message);
		assert_number(what, rescue.usable[RESCUE_PLANS], PLANS);
		if (rescue.whole && !is_of_no_account(at))
			fail_msg("%s: nobody sees it", what);
		arena_release(&arena);
		place_removed(&place);
	}
	sqlite3_free(bytes);
	store_close(store);
}

/* --- when it cannot end --------------------------------------------------------------- */

static void write_damaged(const struct rescue_folder *place)
{
	struct store *store = fixture_filled();

	run(store->db, "damaged", "PRAGMA user_version = -1");
	write_database(store->db, place);
	write_bytes(place, "-wal", "a log", 5);
	store_close(store);
}

/* It fails with these words, nothing is changed or left over, and it goes well the next time. */
static void fails(const struct rescue_folder *place, const char *says)
{
	static const char *const never[] = { ".new", ".new-journal", ".damaged-1" };
	struct arena arena = ARENA_INIT;
	struct rescue rescue;
	struct fault fault = FAULT_INIT;
	struct stat before, after;

	assert_int_equal(stat(place->path, &before), 0);
	if (store_rescue(place->path, true, NULL, &arena, &rescue, &fault))
		fail_msg("nothing failed, but '%s' should", says);
	assert_int_equal(fault.kind, FAULT_STORE);
	if (!strstr(fault.message, says))
		fail_msg("it says '%s', not '%s'", fault.message, says);
	assert_int_equal(stat(place->path, &after), 0);
	assert_number("its inode", (int64_t)after.st_ino, (int64_t)before.st_ino);
	assert_number("its size", (int64_t)after.st_size, (int64_t)before.st_size);
	assert_true(is_there(place, "-wal"));
	for (size_t i = 0; i < ARRAY_LEN(never); i++)
		if (is_there(place, never[i]))
			fail_msg("'%s': '%s' is left over", says, never[i]);
	arena_release(&arena);
}

static void make_folder(const struct rescue_folder *place, const char *suffix)
{
	char name[128];

	snprintf(name, sizeof(name), "%s%s", place->path, suffix);
	assert_int_equal(mkdir(name, 0700), 0);
}

static void remove_folder(const struct rescue_folder *place, const char *suffix)
{
	char name[128];

	snprintf(name, sizeof(name), "%s%s", place->path, suffix);
	assert_int_equal(rmdir(name), 0);
}

static void another_is_at_work(void **state)
{
	struct rescue_folder place = place_made();
	sqlite3 *other = NULL;

	(void)state;
	write_damaged(&place);
	assert_int_equal(sqlite3_open(place.path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	write_bytes(&place, "-wal", "a log", 5);
	fails(&place, "another staffgap is at work");
	sqlite3_close(other);
	comes_back("afterwards", &place, PLANS);
	place_removed(&place);
}

/* One after another of the files that move aside finds something in its way. */
static void a_file_cannot_move(void **state)
{
	static const char *const in_the_way[] = { ".damaged-1-wal", ".damaged-1-shm" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(in_the_way); i++) {
		struct rescue_folder place = place_made();

		write_damaged(&place);
		write_bytes(&place, "-shm", "an index", 8);
		make_folder(&place, in_the_way[i]);
		fails(&place, "cannot rename");
		assert_true(is_there(&place, "-shm"));
		remove_folder(&place, in_the_way[i]);
		comes_back("afterwards", &place, PLANS);
		place_removed(&place);
	}
}

static void the_disk_is_full(void **state)
{
	struct rescue_folder place = place_made();
	struct rlimit limit, small, now;

	(void)state;
	write_damaged(&place);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	small = (struct rlimit){ 12288, limit.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &now), 0);
	if (now.rlim_cur !=
	    small.rlim_cur) { /* in the build that counts lines nothing is limited */
		place_removed(&place);
		skip();
	}
	fails(&place, "state.db.new");
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	signal(SIGXFSZ, SIG_DFL);
	comes_back("afterwards", &place, PLANS);
	place_removed(&place);
}

static void something_lies_where_the_new_one_is_made(void **state)
{
	struct rescue_folder place = place_made();
	struct arena arena = ARENA_INIT;
	struct rescue rescue;
	struct fault fault = FAULT_INIT;

	(void)state;
	write_damaged(&place);
	make_folder(&place, ".new");
	assert_false(store_rescue(place.path, true, NULL, &arena, &rescue, &fault));
	assert_non_null(strstr(fault.message, "state.db.new"));
	remove_folder(&place, ".new");
	comes_back("afterwards", &place, PLANS);
	arena_release(&arena);
	place_removed(&place);
}

/* What was moved aside is all of it: the file with its log. */
static void the_damaged_one_is_kept(void **state)
{
	struct rescue_folder place = place_made();

	(void)state;
	write_damaged(&place);
	comes_back("with a log", &place, PLANS);
	assert_true(is_there(&place, ".damaged-1"));
	assert_true(is_there(&place, ".damaged-1-wal"));
	assert_false(is_there(&place, "-wal"));
	write_damaged(&place);
	comes_back("once more", &place, PLANS);
	assert_true(is_there(&place, ".damaged-2"));
	place_removed(&place);
}

/* What all plans were made from, as the workspace may still have it. */
static struct rescue_spares contents_of(struct store *store, struct arena *arena)
{
	struct rescue_spare *list = NULL;
	size_t count = 0, room = 0;
	struct fault fault = FAULT_INIT;

	for (int32_t number = 1; number <= PLANS; number++) {
		struct plan_input *inputs;
		size_t inputs_count;

		assert_ok(store_plan_inputs(store, number, arena, &inputs, &inputs_count, &fault),
			  &fault);
		for (size_t i = 0; i < inputs_count; i++) {
			list = ARENA_PUSH(arena, list, count, room);
			assert_ok(input_read(&inputs[i], arena, &list[count].bytes, &fault),
				  &fault);
			list[count].digest = digest_of(list[count].bytes);
			count++;
		}
	}
	qsort(list, count, sizeof(*list), rescue_spare_order);
	return (struct rescue_spares){ .list = list, .count = count };
}

static void contents_are_mended_by_files_that_are_the_same(void **state)
{
	struct rescue_folder place = place_made();
	struct arena arena = ARENA_INIT;
	struct store *store = fixture_filled();
	struct rescue_spares spares = contents_of(store, &arena);
	struct rescue rescue;
	struct fault fault = FAULT_INIT;

	(void)state;
	assert_true(spares.count > 1);
	run(store->db, "contents", "UPDATE blob SET deflated = zeroblob(length(deflated))");
	write_database(store->db, &place);
	store_close(store);
	is_usable("without spares", &place, false, 0);
	assert_ok(store_rescue(place.path, true, &spares, &arena, &rescue, &fault), &fault);
	assert_false(rescue.whole);
	assert_true(rescue.mended > 0);
	assert_number("with spares", rescue.usable[RESCUE_PLANS], PLANS);
	assert_ok(store_rescue(place.path, true, NULL, &arena, &rescue, &fault), &fault);
	assert_true(rescue.whole);
	place_removed(&place);
	arena_release(&arena);
}

/* Rows of a megabyte can say that each of them unpacks to a gigabyte. */
static void no_more_is_unpacked_than_is_stated(void **state)
{
	struct rescue_spares none = { .list = NULL };
	struct store *store = fixture_filled();
	struct arena arena = ARENA_INIT;
	struct plan_record *records = NULL;
	size_t count = 0, mended;
	struct fault fault = FAULT_INIT;

	(void)state;
	run(store->db, "as a rescue has it", "PRAGMA foreign_keys = OFF");
	assert_ok(usable_keep(store, &none, &mended, &fault), &fault);
	assert_ok(store_plans(store, &arena, &records, &count, &fault), &fault);
	assert_number("within the limit", count, PLANS);
	store->unpacked = UNPACKED_BYTES_MAX;
	assert_ok(usable_keep(store, &none, &mended, &fault), &fault);
	assert_ok(store_plans(store, &arena, &records, &count, &fault), &fault);
	assert_number("beyond it", count, 0);
	store_close(store);
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[32];
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(definition_cases); i++)
		tests[n++] = ROW_TEST(each_definition, &definition_cases[i]);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(a_name_that_is_lost_is_known_by_its_text);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(a_version_that_lies);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(a_newer_one_is_left_alone);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(tables_of_each_version_are_known);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(each_byte_of_the_header);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(another_is_at_work);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(a_file_cannot_move);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(the_disk_is_full);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(something_lies_where_the_new_one_is_made);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(the_damaged_one_is_kept);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(no_more_is_unpacked_than_is_stated);
	tests[n++] =
		(struct CMUnitTest)cmocka_unit_test(contents_are_mended_by_files_that_are_the_same);
	return _cmocka_run_group_tests("store_rescue", tests, n, NULL, NULL);
}
