/* Two connections to one database: who waits, who looks at a copy, and what comes of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.h"
#include "tests/test.h"
#include "tests/writer_lock.h"

enum { TODAY = 20780, PATIENCE_MS = 250 };

static char folder[] = "/tmp/staffgap-wait-XXXXXX";
static const char *path;

static void remove_files(void)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
	char name[64];

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		snprintf(name, sizeof(name), "%s%s", path, suffixes[i]);
		unlink(name);
	}
}

static struct store *open_good(void)
{
	struct store *store = NULL;
	struct fault fault = FAULT_INIT;

	if (!store_open(path, &store, &fault))
		fail_msg("%s", fault.message);
	return store;
}

static void keep(struct store *store, const char *text)
{
	struct arena arena = ARENA_INIT;
	struct packed packed = bytes_pack(span_of(text), &arena);
	struct fault fault = FAULT_INIT;

	assert_true(store_feed_keep(store, "feed:a", &packed, (struct day){ TODAY }, &fault));
	arena_release(&arena);
}

/* --- patience ------------------------------------------------------------------------ */

struct told {
	int times, ends;
	long process;
};

static void tell(void *shared, int32_t waited_ms, long process)
{
	struct told *told = shared;

	if (waited_ms == STORE_WAIT_OVER) {
		told->ends++;
		return;
	}
	told->times++;
	told->process = process;
}

static void waits_no_longer_than_said(void **state)
{
	struct told told = { 0, 0, 0 };
	struct store_patience patience = { PATIENCE_MS, tell, &told };
	struct store *first = open_good(), *second = NULL;
	struct fault fault = FAULT_INIT;

	(void)state;
	assert_false(store_open_to_write(path, &patience, &second, &fault));
	assert_number("is a fault of the database", fault.kind, FAULT_STORE);
	assert_non_null(strstr(fault.message, "nothing was changed"));
	assert_true(told.times > 3);
	assert_number("the end is told once", told.ends, 1);
	assert_null(second);
	store_close(first);
	told = (struct told){ 0, 0, 0 };
	assert_true(store_open_to_write(path, &patience, &second, &fault));
	assert_number("without others nothing is told", told.times + told.ends, 0);
	store_close(second);
	remove_files();
}

/*
 * Two sessions of one process: closing any handle of the file would drop all locks of the process
 * (POSIX, fcntl), and others would write in between.
 */
static void who_waits_leaves_the_lock_of_the_same_process(void **state)
{
	struct told told = { 0, 0, 0 };
	struct store_patience patience = { PATIENCE_MS, tell, &told };
	struct store *first = open_good(), *second = NULL;
	struct fault fault = FAULT_INIT;

	(void)state;
	assert_true(writer_lock_is_ours(path));
	assert_false(store_open_to_write(path, &patience, &second, &fault));
	assert_true(writer_lock_is_ours(path));
	assert_number("who is waited for", told.process, getpid());
	store_close(first);
	assert_false(writer_lock_is_ours(path));
	remove_files();
}

/* --- copies ---------------------------------------------------------------------------- */

static void a_copy_is_what_was_committed(void **state)
{
	struct store *writer = open_good(), *copy = NULL;
	struct arena arena = ARENA_INIT;
	struct feed_check *checks;
	struct fault fault = FAULT_INIT;
	size_t count = 7;

	(void)state;
	keep(writer, "first");
	assert_true(store_open_copy(path, NULL, &copy, &fault));
	assert_true(store_feed_checks(copy, &arena, &checks, &count, &fault));
	assert_number("what is not committed is not seen", (int64_t)count, 0);
	store_close(copy);
	assert_true(store_commit(writer, &fault));
	assert_true(store_open_copy(path, NULL, &copy, &fault));
	assert_true(store_feed_checks(copy, &arena, &checks, &count, &fault));
	assert_number("what is committed is", (int64_t)count, 1);
	keep(copy, "other");
	assert_true(store_commit(copy, &fault));
	store_close(copy);
	store_close(writer);
	writer = open_good();
	assert_true(store_feed_checks(writer, &arena, &checks, &count, &fault));
	assert_memory_equal(checks[0].digest.bytes, digest_of(SPAN("first")).bytes, DIGEST_SIZE);
	store_close(writer);
	arena_release(&arena);
	remove_files();
}

static void a_copy_of_nothing_makes_nothing(void **state)
{
	struct store *copy = NULL;
	struct arena arena = ARENA_INIT;
	struct plan_record *records;
	struct fault fault = FAULT_INIT;
	size_t count = 7;

	(void)state;
	assert_true(store_open_copy(path, NULL, &copy, &fault));
	assert_true(store_plans(copy, &arena, &records, &count, &fault));
	assert_number("no plans", (int64_t)count, 0);
	assert_number("no file", access(path, F_OK), -1);
	store_close(copy);
	arena_release(&arena);
}

static bool find_parsed(struct store *store, const struct digest *key, struct arena *arena)
{
	struct fault fault = FAULT_INIT;
	struct packed packed;
	bool found = false;

	assert_true(store_parsed_find(store, key, (struct day){ TODAY }, arena, &found, &packed,
				      &fault));
	return found;
}

static const struct store_key user = { "a user" };

/* While a plan is computed from a copy, somebody else replaces the feed's copy. */
static void what_others_replaced_is_kept_with_the_plan(void **state)
{
	struct digest digest = digest_of(SPAN("mine")), key = digest_of(SPAN("key"));
	struct store *mine = open_good(), *other, *copy = NULL;
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct plan_record record = { .today = { TODAY },
				      .first_week = { TODAY },
				      .week_count = 1 };
	struct plan_input input = { .name = "feed:a", .trouble = "", .digest = digest }, *inputs;
	struct span bytes;
	size_t count = 0;

	(void)state;
	input.read_on = (struct day){ TODAY };
	keep(mine, "mine");
	store_use_key(mine, &user);
	assert_true(store_copy(mine, &copy, &fault)); /* before it is committed */
	assert_true(store_pause(mine, &fault));
	other = open_good();
	keep(other, "other");
	assert_true(store_commit(other, &fault));
	store_close(other);
	input.store = copy;
	assert_true(store_parsed_keep(copy, &key, SPAN("read"), (struct day){ TODAY }, &fault));
	assert_true(store_resume(mine, &fault));
	assert_false(find_parsed(mine, &key, &arena));
	assert_true(store_parsed_carry(mine, copy, (struct day){ TODAY }, &fault));
	assert_true(find_parsed(mine, &key, &arena));
	assert_true(store_plan_add(mine, &input, 1, &record, &fault));
	assert_true(store_commit(mine, &fault));
	store_close(copy);
	store_close(mine);
	mine = open_good();
	assert_true(store_plan_inputs(mine, record.number, &arena, &inputs, &count, &fault));
	assert_number("the plan has its input", (int64_t)count, 1);
	assert_true(input_read(&inputs[0], &arena, &bytes, &fault));
	assert_true(span_equal(bytes, SPAN("mine")));
	store_close(mine);
	arena_release(&arena);
	remove_files();
}

static void the_file_is_its_owners_only(void **state)
{
	mode_t before = umask(0);
	struct store *store = open_good();
	struct fault fault = FAULT_INIT;
	struct stat found;
	char name[64];

	(void)state;
	keep(store, "first");
	assert_true(store_pause(store, &fault));
	for (int i = 0; i < 3; i++) {
		static const char *const suffixes[] = { "", "-wal", "-shm" };

		snprintf(name, sizeof(name), "%s%s", path, suffixes[i]);
		assert_number("is there", stat(name, &found), 0);
		assert_number("for its owner", found.st_mode & 07777, 0600);
	}
	store_close(store);
	umask(before);
	remove_files();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(waits_no_longer_than_said),
		cmocka_unit_test(who_waits_leaves_the_lock_of_the_same_process),
		cmocka_unit_test(a_copy_is_what_was_committed),
		cmocka_unit_test(a_copy_of_nothing_makes_nothing),
		cmocka_unit_test(what_others_replaced_is_kept_with_the_plan),
		cmocka_unit_test(the_file_is_its_owners_only),
	};
	char name[64];
	int failed;

	if (!mkdtemp(folder))
		return 1;
	snprintf(name, sizeof(name), "%s/state.db", folder);
	path = name;
	failed = cmocka_run_group_tests_name("store_wait", tests, NULL, NULL);
	rmdir(folder);
	return failed;
}
