/*
 * The services without cli/: the worked company planned through service/session.h alone, twice in
 * one process, in two threads at a time, and apart from it.
 */
#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reports/reports.h"
#include "service/apart.h"
#include "service/changes.h"
#include "service/plan_keep.h"
#include "service/state.h"
#include "service/stored.h"
#include "service/tables.h"
#include "tests/test.h"
#include "tests/writer_lock.h"

#ifndef DEMO_DATA
#error "the folder of the worked company"
#endif

enum { MONDAY = 20780 }; /* 2026-11-23 */

static void copy_file(const char *from, const char *to)
{
	char bytes[4096];
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	size_t got;

	assert_non_null(in);
	assert_non_null(out);
	while ((got = fread(bytes, 1, sizeof(bytes), in)) > 0)
		assert_int_equal(fwrite(bytes, 1, got, out), got);
	assert_int_equal(ferror(in), 0);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

static void copy_folder(const char *from, const char *to, struct arena *arena)
{
	DIR *dir = opendir(from);
	const struct dirent *entry;

	assert_non_null(dir);
	(void)mkdir(to, 0700);
	while ((entry = readdir(dir))) {
		const char *source = arena_format(arena, "%s/%s", from, entry->d_name);
		const char *target = arena_format(arena, "%s/%s", to, entry->d_name);
		struct stat is;

		if (entry->d_name[0] == '.')
			continue;
		assert_int_equal(stat(source, &is), 0);
		if (S_ISDIR(is.st_mode))
			copy_folder(source, target, arena);
		else
			copy_file(source, target);
	}
	closedir(dir);
}

static const char *workspace_new(struct arena *arena)
{
	char *folder = arena_format(arena, "/tmp/staffgap-session-XXXXXX");

	assert_non_null(mkdtemp(folder));
	copy_folder(DEMO_DATA, folder, arena);
	return folder;
}

static void workspace_remove(const char *folder, struct arena *arena)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		const char *path = arena_format(arena, "%s/%s", folder, entry->d_name);

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (unlink(path) != 0)
			workspace_remove(path, arena);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);
}

/** What a session of a new workspace came to. */
struct planned {
	bool ok;
	struct fault fault;
	int32_t number;
	struct digest outcome;
	size_t note_count, stale_feeds;
	char *gaps; /* the report as CSV, of the heap */
	size_t gaps_len;
};

static const struct report *report_named(const char *name)
{
	for (size_t i = 0; i < report_count; i++)
		if (strcmp(report_list[i]->name, name) == 0)
			return report_list[i];
	return NULL;
}

static bool write_gaps(const struct plan *plan, FILE *out, struct fault *fault)
{
	struct report_options options = report_options_default();

	options.format = FORMAT_CSV;
	return report_write(report_named("gaps"), plan, &options, out, fault);
}

/* A plan is made and stored; what is written is the stored one, computed again by another. */
static void plan_once(const char *folder, struct planned *planned)
{
	struct session *session = session_open(folder, (struct day){ MONDAY });
	struct plan_request request = plan_request_default(session);
	struct computed *computed = ARENA_ARRAY(session->arena, struct computed, 1);
	struct computed *again = ARENA_ARRAY(session->arena, struct computed, 1);
	FILE *out;

	*planned = (struct planned){ .fault = FAULT_INIT };
	request.stores = true;
	planned->ok = plan_keep(session, &request, computed, &planned->fault) &&
		      stored_plan(session, NULL, again, &planned->fault);
	if (planned->ok) {
		planned->number = again->plan.options.number;
		planned->outcome = again->outcome;
		planned->note_count = session->notes->count;
		planned->stale_feeds = session->outcome.stale_feeds;
		out = open_memstream(&planned->gaps, &planned->gaps_len);
		planned->ok = out && write_gaps(&again->plan, out, &planned->fault);
		planned->ok = out && fclose(out) == 0 && planned->ok;
	}
	session_close(session);
}

static void assert_same(const struct planned *a, const struct planned *b)
{
	assert_memory_equal(&a->outcome, &b->outcome, sizeof(a->outcome));
	assert_int_equal(a->note_count, b->note_count);
	assert_int_equal(a->gaps_len, b->gaps_len);
	assert_memory_equal(a->gaps, b->gaps, a->gaps_len);
}

static void the_same_files_are_the_same_plan_twice_in_one_process(void **state)
{
	struct arena arena = ARENA_INIT;
	const char *folder = workspace_new(&arena);
	struct planned first, second;

	(void)state;
	plan_once(folder, &first);
	assert_true(first.ok);
	plan_once(folder, &second);
	assert_true(second.ok);
	assert_int_equal(first.number, 1);
	assert_int_equal(second.number, 1);
	assert_true(first.gaps_len > 1000);
	assert_same(&first, &second);
	free(first.gaps);
	free(second.gaps);
	workspace_remove(folder, &arena);
	arena_release(&arena);
}

enum { THREADS = 2, ROUNDS = 2 };

/*
 * The allocator of AddressSanitizer (gcc 12) has locks that a fork leaves taken, as glibc's has
 * not: with it feeds are read before the threads begin, which then find what reading gave.
 */
#ifdef __SANITIZE_ADDRESS__
enum { FORKS_BESIDE_THREADS = false };
#else
enum { FORKS_BESIDE_THREADS = true };
#endif

struct session_side {
	const char *folder;
	struct planned planned[ROUNDS];
};

static void *plan_some(void *shared)
{
	struct session_side *side = shared;

	for (size_t i = 0; i < ROUNDS; i++)
		plan_once(side->folder, &side->planned[i]);
	return NULL;
}

static void two_threads_plan_two_workspaces_at_a_time(void **state)
{
	struct arena arena = ARENA_INIT;
	struct session_side sides[THREADS];
	pthread_t threads[THREADS];

	(void)state;
	for (size_t i = 0; i < THREADS; i++)
		sides[i].folder = workspace_new(&arena);
	for (size_t i = 0; i < THREADS && !FORKS_BESIDE_THREADS; i++) {
		plan_once(sides[i].folder, &sides[i].planned[0]);
		free(sides[i].planned[0].gaps);
	}
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, plan_some, &sides[i]), 0);
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	for (size_t i = 0; i < THREADS; i++)
		for (size_t k = 0; k < ROUNDS; k++) {
			const struct planned *planned = &sides[i].planned[k];

			assert_ok(planned->ok, &planned->fault);
			assert_int_equal(planned->number, 1);
			assert_same(&sides[0].planned[0], planned);
		}
	for (size_t i = 0; i < THREADS; i++) {
		for (size_t k = 0; k < ROUNDS; k++)
			free(sides[i].planned[k].gaps);
		workspace_remove(sides[i].folder, &arena);
	}
	arena_release(&arena);
}

static void a_failure_is_the_callers(void **state)
{
	struct session *session =
		session_open("/tmp/staffgap-session-none", (struct day){ MONDAY });
	struct plan_request request = plan_request_default(session);
	struct computed computed;
	struct fault fault = FAULT_INIT;

	(void)state;
	assert_false(plan_keep(session, &request, &computed, &fault));
	assert_int_equal(fault.kind, FAULT_INPUT);
	assert_string_equal(fault.message, "'/tmp/staffgap-session-none' is not a workspace: it "
					   "has neither people.csv nor staffgap.conf");
	session_close(session);
}

/* What the session that writes has, while another of the same process waits for it. */
struct writing {
	struct store *store;
	const char *path;
	bool locked;
};

static void end_writing(void *shared, int32_t waited_ms, int32_t most_ms, long process)
{
	struct writing *writing = shared;

	(void)waited_ms;
	(void)most_ms;
	(void)process;
	if (writing->store)
		writing->locked = writer_lock_is_ours(writing->path);
	store_close(writing->store);
	writing->store = NULL;
}

/* Its files are open to others: that is mended without a handle of them. */
static void who_waits_takes_no_lock_of_another_session(void **state)
{
	struct arena arena = ARENA_INIT;
	const char *folder = workspace_new(&arena);
	struct session *first = session_open(folder, (struct day){ MONDAY });
	struct session *second = session_open(folder, (struct day){ MONDAY });
	struct writing writing = { .path = arena_format(&arena, "%s/.staffgap/state.db", folder) };
	struct teller teller = { .waiting = end_writing, .shared = &writing };
	const char *log = arena_format(&arena, "%s-shm", writing.path);
	struct fault fault = FAULT_INIT;
	struct store *store;
	struct stat is;

	(void)state;
	second->teller = &teller;
	assert_ok(state_open(first, folder, &writing.store, &fault), &fault);
	assert_int_equal(chmod(log, 0644), 0);
	assert_ok(state_open(second, folder, &store, &fault), &fault);
	assert_true(writing.locked);
	assert_int_equal(stat(log, &is), 0);
	assert_int_equal(is.st_mode & 07777, 0600);
	store_close(store);
	session_close(first);
	session_close(second);
	workspace_remove(folder, &arena);
	arena_release(&arena);
}

/* Nobody stores such a plan; a foreign database may say that somebody did. */
static void a_table_that_a_scenario_can_not_have_is_named(void **state)
{
	const struct plan_input inputs[] = {
		{ .name = "scenarios/x/feeds.csv", .bytes = SPAN("feed,kind,who,source\n") },
		{ .name = "people.csv", .bytes = SPAN("person,roles\nana,sre\n") },
	};
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct tables tables;

	(void)state;
	assert_ok(tables_read(inputs, 2, &arena, &tables, &notes, &fault), &fault);
	assert_int_equal(tables.company.person_count, 1);
	assert_false(tables_usable(&tables, &fault));
	assert_string_equal(fault.message,
			    "cannot plan without a usable scenarios/x/feeds.csv (see above)");
	assert_int_equal(notes.count, 1);
	assert_string_equal(notes.list[0].id, "file-unusable");
	assert_string_equal(notes.list[0].text, "a scenario cannot have this file");
	arena_release(&arena);
}

/* --- apart ------------------------------------------------------------------------ */

static bool gaps_of_new_plan(struct session *session, void *shared, FILE *out, struct fault *fault)
{
	struct plan_request request = plan_request_default(session);
	struct computed *computed = ARENA_ARRAY(session->arena, struct computed, 1);

	(void)shared;
	request.stores = true;
	return plan_keep(session, &request, computed, fault) &&
	       write_gaps(&computed->plan, out, fault);
}

static void what_runs_apart_answers_the_same(void **state)
{
	struct arena arena = ARENA_INIT;
	const char *folder = workspace_new(&arena);
	struct session *session = session_open(folder, (struct day){ MONDAY });
	struct fault fault = FAULT_INIT;
	struct planned planned;
	struct span answer;

	(void)state;
	assert_ok(session_apart(session, gaps_of_new_plan, NULL, &answer, &fault), &fault);
	plan_once(folder, &planned);
	assert_true(planned.ok);
	assert_int_equal(planned.number, 1); /* the child stored it */
	assert_int_equal(answer.len, planned.gaps_len);
	assert_memory_equal(answer.ptr, planned.gaps, answer.len);
	free(planned.gaps);
	session_close(session);
	workspace_remove(folder, &arena);
	arena_release(&arena);
}

static bool refuse(struct session *session, void *shared, FILE *out, struct fault *fault)
{
	(void)session;
	(void)shared;
	fputs("half an answer", out);
	return fault_set(fault, FAULT_USAGE, "this is not wanted");
}

static bool eat_memory(struct session *session, void *shared, FILE *out, struct fault *fault)
{
	(void)shared;
	(void)fault;
	fputs(arena_alloc(session->arena, SIZE_MAX / 4, 1) ? "" : "none", out);
	return false;
}

static bool crash(struct session *session, void *shared, FILE *out, struct fault *fault)
{
	struct rlimit none = { 0, 0 };

	(void)session;
	(void)shared;
	(void)out;
	(void)fault;
	(void)setrlimit(RLIMIT_CORE, &none);
	_exit(77);
}

static void what_ends_there_does_not_end_here(void **state)
{
	struct session *session = session_open("/tmp", (struct day){ MONDAY });
	struct fault fault = FAULT_INIT;
	struct span answer;

	(void)state;
	assert_false(session_apart(session, refuse, NULL, &answer, &fault));
	assert_int_equal(fault.kind, FAULT_USAGE);
	assert_string_equal(fault.message, "this is not wanted");
	fault = (struct fault)FAULT_INIT;
	assert_false(session_apart(session, crash, NULL, &answer, &fault));
	assert_int_equal(fault.kind, FAULT_SYSTEM);
	fault = (struct fault)FAULT_INIT;
	assert_false(session_apart(session, eat_memory, NULL, &answer, &fault));
	assert_int_equal(fault.kind, FAULT_SYSTEM);
	session_close(session);
}

/* What the sessions keep for the user is not the user's who runs this. */
static char state[] = "/tmp/staffgap-session-XXXXXX";

static int own_state(void **unused)
{
	(void)unused;
	return mkdtemp(state) && setenv("XDG_STATE_HOME", state, 1) == 0 ? 0 : -1;
}

static int remove_state(void **unused)
{
	struct arena arena = ARENA_INIT;

	(void)unused;
	workspace_remove(state, &arena);
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_files_are_the_same_plan_twice_in_one_process),
		cmocka_unit_test(two_threads_plan_two_workspaces_at_a_time),
		cmocka_unit_test(who_waits_takes_no_lock_of_another_session),
		cmocka_unit_test(a_failure_is_the_callers),
		cmocka_unit_test(a_table_that_a_scenario_can_not_have_is_named),
		cmocka_unit_test(what_runs_apart_answers_the_same),
		cmocka_unit_test(what_ends_there_does_not_end_here),
	};

	return cmocka_run_group_tests(tests, own_state, remove_state);
}
