/* Rows that only the holder of a key can have made. */
#include <string.h>

#include "store/mac.h"
#include "tests/store_fixture.h"
#include "tests/test.h"

static const struct store_key ours = { "a key" }, others = { "another" }, none;

/* RFC 4231; keys that are shorter than a block are the same with zeros behind them. */
struct vector {
	const char *name;
	const char *key;
	size_t repeat; /* the key's first byte, so often; 0: it is a text */
	const char *data, *mac;
};

static const struct vector vectors[] = {
	{ "test case 1", "\x0b", 20, "Hi There",
	  "\xb0\x34\x4c\x61\xd8\xdb\x38\x53\x5c\xa8\xaf\xce\xaf\x0b\xf1\x2b"
	  "\x88\x1d\xc2\x00\xc9\x83\x3d\xa7\x26\xe9\x37\x6c\x2e\x32\xcf\xf7" },
	{ "test case 2", "Jefe", 0, "what do ya want for nothing?",
	  "\x5b\xdc\xc1\x46\xbf\x60\x75\x4e\x6a\x04\x24\x26\x08\x95\x75\xc7"
	  "\x5a\x00\x3f\x08\x9d\x27\x39\x83\x9d\xec\x58\xb9\x64\xec\x38\x43" },
};

static void the_function_is_that_of_the_rfc(void **state)
{
	const struct vector *v = *state;
	struct store_key key = { { 0 } };
	struct digest mac;

	if (v->repeat)
		memset(key.bytes, v->key[0], v->repeat);
	else
		memcpy(key.bytes, v->key, strlen(v->key));
	mac = mac_of(&key, span_of(v->data));
	assert_memory_equal(mac.bytes, v->mac, DIGEST_SIZE);
}

static void every_byte_and_the_length_count(void **state)
{
	struct digest mac = mac_of(&ours, SPAN("x")), other = mac;
	struct span kept = { (const char *)other.bytes, DIGEST_SIZE };

	(void)state;
	assert_true(mac_is(&mac, kept));
	for (size_t bit = 0; bit < (size_t)DIGEST_SIZE * 8; bit++) {
		other.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
		assert_false(mac_is(&mac, kept));
		other.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	for (kept.len = 0; kept.len < DIGEST_SIZE; kept.len++)
		assert_false(mac_is(&mac, kept));
}

static void parts_do_not_run_into_each_other(void **state)
{
	struct mac a, b, c;
	struct digest left, right, kind;

	(void)state;
	mac_begin(&a, &ours, "kind");
	mac_text(&a, "ab");
	mac_text(&a, "c");
	mac_begin(&b, &ours, "kind");
	mac_text(&b, "a");
	mac_text(&b, "bc");
	mac_begin(&c, &ours, "kin");
	mac_text(&c, "ab");
	mac_text(&c, "c");
	left = mac_end(&a);
	right = mac_end(&b);
	kind = mac_end(&c);
	assert_memory_not_equal(left.bytes, right.bytes, DIGEST_SIZE);
	assert_memory_not_equal(left.bytes, kind.bytes, DIGEST_SIZE);
}

/* --- rows ------------------------------------------------------------------ */

enum { TODAY = 20780 };

static bool finds_parsed(struct store *store, const struct digest *key)
{
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct packed packed;
	struct span bytes;
	bool found = false;

	assert_ok(store_parsed_find(store, key, (struct day){ TODAY }, &arena, &found, &packed,
				    &fault),
		  &fault);
	if (found)
		assert_true(bytes_unpack(&packed, &arena, &bytes) &&
			    span_equal(bytes, SPAN("a result")));
	arena_release(&arena);
	return found;
}

static bool finds_solved(struct store *store, int32_t number, const char *version)
{
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct span bytes;
	bool found;

	assert_ok(store_solved_find(store, number, version, &arena, &bytes, &fault), &fault);
	found = span_equal(bytes, SPAN("an answer"));
	assert_true(found || bytes.len == 0);
	arena_release(&arena);
	return found;
}

static bool owns_copy(struct store *store)
{
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct feed_check *checks = NULL;
	size_t count = 0;
	bool owns;

	assert_ok(store_feed_checks(store, &arena, &checks, &count, &fault), &fault);
	assert_number("feeds", (int64_t)count, 2);
	owns = checks[0].ours;
	assert_true(checks[0].has_copy);
	assert_number("what proves it", strcmp(checks[0].etag, "\"1\"") == 0, owns);
	assert_number("what it is compared by", checks[0].size != FEED_SIZE_UNKNOWN, owns);
	arena_release(&arena);
	return owns;
}

static struct store *filled(void)
{
	struct store *store = NULL;
	struct fault fault = FAULT_INIT;

	assert_ok(store_open(":memory:", &store, &fault), &fault);
	fixture_fill(store); /* with the key of the tests */
	return store;
}

static void believes_all(struct store *store, bool all)
{
	struct digest key = digest_of(SPAN("key"));

	assert_number("results of reading", finds_parsed(store, &key), all);
	assert_number("answers", finds_solved(store, 2, "v1"), all);
	assert_number("copies", owns_copy(store), all);
}

static void only_the_holder_of_the_key_believes(void **state)
{
	struct store *store = filled();

	(void)state;
	believes_all(store, true);
	store_use_key(store, &others);
	believes_all(store, false);
	store_use_key(store, &none);
	believes_all(store, false);
	store->has_key = false; /* as it was opened */
	believes_all(store, false);
	store_close(store);
}

struct forgery {
	const char *name, *sql;
};

static const struct forgery forgeries[] = {
	{ "a result of other bytes", "UPDATE parsed SET key = zeroblob(32)" },
	{ "another result", "UPDATE parsed SET deflated = zeroblob(length(deflated))" },
	{ "another size", "UPDATE parsed SET size_bytes = size_bytes + 1" },
	{ "answers of another plan", "DELETE FROM solved WHERE number = 2;"
				     "UPDATE solved SET number = 2" },
	{ "answers of another version", "UPDATE solved SET version = 'v2'" },
	{ "an answer in place of a result",
	  "UPDATE parsed SET (size_bytes, deflated, mac) ="
	  " (SELECT size_bytes, deflated, mac FROM solved WHERE number = 2)" },
	{ "a copy that was read on another day", "UPDATE feed SET read_on = read_on + 1" },
	{ "a copy of another feed", "UPDATE feed SET blob_id = (SELECT blob_id FROM feed"
				    " WHERE name = 'feed:ben')" },
	{ "another ETag", "UPDATE feed_check SET etag = '2'" },
	{ "another day of the server", "UPDATE feed_check SET last_modified = 'Tue'" },
	{ "another source", "UPDATE feed_check SET source_sha256 = zeroblob(32)" },
	{ "another quick hash", "UPDATE feed_check SET fast_hash = zeroblob(16)" },
	{ "other bytes counted", "UPDATE feed_check SET size_bytes = 7" },
	{ "other events counted", "UPDATE feed_check SET event_count = 7" },
	{ "a trouble that is gone", "UPDATE feed_check SET trouble = 'late'" },
	{ "the row of another feed", "UPDATE feed_check SET mac = (SELECT mac FROM feed_check"
				     " WHERE name = 'feed:ben')" },
};

/* How many of the three are believed: 3 before, 2 after each of them. */
static void what_is_changed_is_not_believed(void **state)
{
	const struct forgery *f = *state;
	struct store *store = filled();
	struct digest key = digest_of(SPAN("key")), zeros = { { 0 } };
	struct arena arena = ARENA_INIT;
	struct feed_check *checks = NULL;
	struct fault fault = FAULT_INIT;
	size_t count = 0;
	int believed;

	assert_int_equal(sqlite3_exec(store->db, f->sql, NULL, NULL, NULL), SQLITE_OK);
	assert_ok(store_feed_checks(store, &arena, &checks, &count, &fault), &fault);
	believed = (finds_parsed(store, &key) || finds_parsed(store, &zeros)) +
		   (finds_solved(store, 2, "v1") || finds_solved(store, 2, "v2")) + checks[0].ours;
	assert_number(f->name, believed, 2);
	arena_release(&arena);
	store_close(store);
}

static void without_a_key_nothing_is_kept(void **state)
{
	struct store *store = NULL;
	struct fault fault = FAULT_INIT;
	struct digest key = digest_of(SPAN("key"));
	struct plan_record record = { .today = { TODAY },
				      .first_week = { TODAY },
				      .week_count = 1 };

	(void)state;
	assert_ok(store_open(":memory:", &store, &fault), &fault);
	assert_ok(store_plan_add(store, NULL, 0, &record, &fault), &fault);
	assert_ok(store_parsed_keep(store, &key, SPAN("a result"), (struct day){ TODAY }, &fault),
		  &fault);
	assert_ok(store_solved_keep(store, 1, "v1", SPAN("an answer"), &fault), &fault);
	store_use_key(store, &none);
	assert_false(finds_parsed(store, &key));
	assert_false(finds_solved(store, 1, "v1"));
	store_close(store);
}

static void a_copy_of_others_stays_theirs(void **state)
{
	struct store *store = filled();
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct feed_check *checks = NULL;
	size_t count = 0;

	(void)state;
	store_use_key(store, &others);
	assert_ok(store_feed_checks(store, &arena, &checks, &count, &fault), &fault);
	checks[0].failures++;
	assert_ok(store_feed_check(store, &checks[0], &fault), &fault);
	assert_false(owns_copy(store));
	checks[0].ours = true; /* as who has just taken it says */
	checks[0].etag = "\"1\"";
	checks[0].size = 3;
	assert_ok(store_feed_check(store, &checks[0], &fault), &fault);
	assert_true(owns_copy(store));
	arena_release(&arena);
	store_close(store);
}

int main(void)
{
	struct CMUnitTest tests[32];
	size_t n = 0;

	static_assert(ARRAY_LEN(vectors) + ARRAY_LEN(forgeries) + 5 <= 32, "all have room");
	for (size_t i = 0; i < ARRAY_LEN(vectors); i++)
		tests[n++] = ROW_TEST(the_function_is_that_of_the_rfc, &vectors[i]);
	for (size_t i = 0; i < ARRAY_LEN(forgeries); i++)
		tests[n++] = ROW_TEST(what_is_changed_is_not_believed, &forgeries[i]);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(every_byte_and_the_length_count);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(parts_do_not_run_into_each_other);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(only_the_holder_of_the_key_believes);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(without_a_key_nothing_is_kept);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(a_copy_of_others_stays_theirs);
	return _cmocka_run_group_tests("store_mac", tests, n, NULL, NULL);
}
