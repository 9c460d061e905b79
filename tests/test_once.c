/*
 * What a plan reads it reads once: readers of tables are counted (by --wrap of the linker) while a
 * workspace is planned, whose feeds.csv holds addresses where they belong and where they do not.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import/csv.h"
#include "import/settings.h"
#include "service/feed_source.h"
#include "service/plan_keep.h"
#include "tests/test.h"

enum { MONDAY = 20780 /* 2026-11-23 */, READ_MAX = 32 };

#define SECRET "private-0123456789abcdef"

/* --- counting --------------------------------------------------------------------- */

static const char *read_names[READ_MAX];
static size_t read_count;

static void count_read(const char *name)
{
	assert_true(read_count < READ_MAX);
	read_names[read_count++] = name;
}

static size_t times_read(const char *name)
{
	size_t times = 0;

	for (size_t i = 0; i < read_count; i++)
		times += strcmp(read_names[i], name) == 0;
	return times;
}

/* NOLINTBEGIN(bugprone-reserved-identifier): the names that --wrap takes */
bool __real_csv_read(struct source source, struct arena *arena, struct csv_table *table,
		     struct notes *notes, struct fault *fault);
bool __wrap_csv_read(struct source source, struct arena *arena, struct csv_table *table,
		     struct notes *notes, struct fault *fault);

bool __wrap_csv_read(struct source source, struct arena *arena, struct csv_table *table,
		     struct notes *notes, struct fault *fault)
{
	count_read(source.name);
	return __real_csv_read(source, arena, table, notes, fault);
}

bool __real_import_settings(struct source source, struct arena *arena, struct settings *settings,
			    struct notes *notes, struct fault *fault);
bool __wrap_import_settings(struct source source, struct arena *arena, struct settings *settings,
			    struct notes *notes, struct fault *fault);

bool __wrap_import_settings(struct source source, struct arena *arena, struct settings *settings,
			    struct notes *notes, struct fault *fault)
{
	count_read(source.name);
	return __real_import_settings(source, arena, settings, notes, fault);
}

/* NOLINTEND(bugprone-reserved-identifier) */

/* --- a workspace ------------------------------------------------------------------ */

static const char *const table_names[] = { "staffgap.conf", "people.csv", "demand.csv",
					   "bookings.csv", "feeds.csv" };

static void write_file(const char *folder, const char *name, const char *text, struct arena *arena)
{
	FILE *file = fopen(arena_format(arena, "%s/%s", folder, name), "wb");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static const char *workspace_new(const char *feeds, struct arena *arena)
{
	char *folder = arena_format(arena, "/tmp/staffgap-once-XXXXXX");

	assert_non_null(mkdtemp(folder));
	write_file(folder, "staffgap.conf", "plan_weeks = 2\n", arena);
	write_file(folder, "people.csv", "person,roles\nana,sre\nben,sre\n", arena);
	write_file(folder, "demand.csv",
		   "demand,project,role,start,end,fte\nd1,p,sre,2026-11-23,2026-12-04,1\n", arena);
	write_file(folder, "bookings.csv", "person,project,role,start,end,percent\n", arena);
	write_file(folder, "feeds.csv", feeds, arena);
	return folder;
}

static void workspace_remove(const char *folder, struct arena *arena)
{
	for (size_t i = 0; i < ARRAY_LEN(table_names); i++)
		(void)unlink(arena_format(arena, "%s/%s", folder, table_names[i]));
	(void)rmdir(folder);
}

static bool says(const struct notes *notes, const char *id, const char *text)
{
	for (size_t i = 0; i < notes->count; i++)
		if (strcmp(notes->list[i].id, id) == 0 && strstr(notes->list[i].text, text))
			return true;
	return false;
}

static void assert_no_address(const struct session *session)
{
	for (size_t i = 0; i < session->notes->count; i++)
		assert_null(strstr(session->notes->list[i].text, "private"));
}

/* --- tests ------------------------------------------------------------------------ */

static void a_plan_reads_each_table_once(void **state)
{
	struct arena arena = ARENA_INIT;
	const char *folder =
		workspace_new("feed,kind,who,source\n"
			      "ana,personal,ana,https://cal.example.org/" SECRET "\n"
			      "ben,https://cal.example.org/" SECRET ",ben,ben.ics\n"
			      "\"https://cal.example.org/a b, " SECRET "\",kinds,ben,ben.ics\n",
			      &arena);
	struct session *session = session_open(folder, (struct day){ MONDAY });
	struct plan_request request = plan_request_default(session);
	struct computed *computed = ARENA_ARRAY(session->arena, struct computed, 1);
	struct fault fault = FAULT_INIT;
	size_t files;

	(void)state;
	request.offline = true;
	read_count = 0;
	assert_ok(plan_look(session, &request, computed, &files, &fault), &fault);
	for (size_t i = 0; i < ARRAY_LEN(table_names); i++)
		assert_number(table_names[i], times_read(table_names[i]), 1);
	assert_int_equal(read_count, ARRAY_LEN(table_names));

	assert_int_equal(computed->company.feed_entry_count, 1);
	assert_string_equal(computed->company.feed_entries[0].source,
			    "https://cal.example.org/...cdef");
	assert_true(says(session->notes, "word-unknown",
			 "'https://cal.example.org/...cdef' is not a valid kind"));
	assert_true(says(session->notes, "feed-missing", ""));
	assert_no_address(session);
	session_close(session);
	workspace_remove(folder, &arena);
	arena_release(&arena);
}

/* Then feeds are not read, and nobody takes the addresses out of the bytes. */
static void no_address_is_said_beside_a_table_of_no_use(void **state)
{
	struct arena arena = ARENA_INIT;
	const char *folder = workspace_new("feed,kind,who,source,https://x.org/" SECRET "\n"
					   "ana,https://cal.example.org/" SECRET ",ana,ana.ics,\n",
					   &arena);
	struct session *session = session_open(folder, (struct day){ MONDAY });
	struct plan_request request = plan_request_default(session);
	struct computed *computed = ARENA_ARRAY(session->arena, struct computed, 1);
	struct fault fault = FAULT_INIT;
	size_t files;

	(void)state;
	write_file(folder, "people.csv", "nobody\n", &arena);
	assert_false(plan_look(session, &request, computed, &files, &fault));
	assert_string_equal(fault.message, "cannot plan without a usable people.csv (see above)");
	assert_true(says(session->notes, "word-unknown", "...cdef"));
	assert_no_address(session);
	session_close(session);
	workspace_remove(folder, &arena);
	arena_release(&arena);
}

/* What is known of feeds is asked without a plan. */
static void a_list_of_feeds_reads_its_tables_once(void **state)
{
	struct arena arena = ARENA_INIT;
	const char *folder = workspace_new("feed,kind,who,source\n"
					   "ana,personal,ana,https://cal.example.org/" SECRET "\n"
					   "ben,https://cal.example.org/" SECRET ",ben,ben.ics\n",
					   &arena);
	struct session *session = session_open(folder, (struct day){ MONDAY });
	struct feed_outcome *list;
	struct fault fault = FAULT_INIT;
	size_t count;

	(void)state;
	read_count = 0;
	assert_ok(feeds_known(session, &list, &count, &fault), &fault);
	assert_int_equal(count, 1);
	assert_string_equal(list[0].source, "https://cal.example.org/...cdef");
	assert_number("feeds.csv", times_read("feeds.csv"), 1);
	assert_number("people.csv", times_read("people.csv"), 1);
	assert_number("staffgap.conf", times_read("staffgap.conf"), 1);
	assert_int_equal(read_count, 3);
	assert_true(says(session->notes, "word-unknown", "...cdef"));
	assert_no_address(session);
	session_close(session);
	workspace_remove(folder, &arena);
	arena_release(&arena);
}

/* What the sessions keep for the user is not the user's who runs this. */
static char kept[] = "/tmp/staffgap-once-XXXXXX";

static int own_state(void **unused)
{
	(void)unused;
	return mkdtemp(kept) && setenv("XDG_STATE_HOME", kept, 1) == 0 ? 0 : -1;
}

static int remove_state(void **unused)
{
	(void)unused;
	(void)rmdir(kept);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plan_reads_each_table_once),
		cmocka_unit_test(no_address_is_said_beside_a_table_of_no_use),
		cmocka_unit_test(a_list_of_feeds_reads_its_tables_once),
	};

	return cmocka_run_group_tests_name("once", tests, own_state, remove_state);
}
