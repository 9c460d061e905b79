#include "tests/test.h"

#include <stdint.h>

#include "cli/output.h"
#include "service/workspace/descriptor.h"
#include "service/workspace/draft.h"
#include "service/workspace/own.h"
#include "service/workspace/rights.h"

/* --- names of drafts ------------------------------------------------------------- */

struct name_case {
	const char *name, *text;
	pid_t pid; /* 0: no draft's name */
};

static const struct name_case name_cases[] = {
	{ "a draft of process 4711", ".staffgap-4711-0123456789abcdef.tmp", 4711 },
	{ "the largest number of a process", ".staffgap-999999999-0123456789abcdef.tmp",
	  999999999 },
	{ "a number that is none", ".staffgap--0123456789abcdef.tmp", 0 },
	{ "process 0, which is a group", ".staffgap-0-0123456789abcdef.tmp", 0 },
	{ "a number with zeros before it", ".staffgap-007-0123456789abcdef.tmp", 0 },
	{ "a number below 0, which is a group", ".staffgap--12-0123456789abcdef.tmp", 0 },
	{ "a number too long for a process", ".staffgap-4294967297-0123456789abcdef.tmp", 0 },
	{ "fifteen digits", ".staffgap-4711-123456789abcdef.tmp", 0 },
	{ "seventeen digits", ".staffgap-4711-00123456789abcdef.tmp", 0 },
	{ "capital digits", ".staffgap-4711-0123456789ABCDEF.tmp", 0 },
	{ "something behind it", ".staffgap-4711-0123456789abcdef.tmp~", 0 },
	{ "something before it", "a.staffgap-4711-0123456789abcdef.tmp", 0 },
	{ "the workspace's own folder", ".staffgap", 0 },
	{ "nothing", "", 0 },
};

static void read_name(void **state)
{
	const struct name_case *c = *state;
	pid_t pid = 12345;
	bool ok = draft_name_read(c->text, &pid);

	assert_number(c->name, ok, c->pid != 0);
	assert_number(c->name, pid, c->pid ? c->pid : 12345);
}

static void names_are_read_back(void **state)
{
	static const uint64_t randoms[] = { 0, 1, UINT64_MAX, 0x8000000000000000 };
	char name[DRAFT_NAME_SIZE];
	pid_t pid;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(randoms); i++) {
		draft_name(999999999, randoms[i], name);
		assert_true(draft_name_read(name, &pid));
		assert_number("the process", pid, 999999999);
	}
}

/* --- what is the workspace's own --------------------------------------------------- */

struct own_case {
	const char *name, *first;
	bool more, own;
};

static const struct own_case own_cases[] = {
	{ "a table", "bookings.csv", false, true },
	{ "the settings", "staffgap.conf", false, true },
	{ "a table where letters have no case", "People.CSV", false, true },
	{ "a folder named as a table", "people.csv", true, false },
	{ "calendars", "calendars", false, true },
	{ "a calendar", "Calendars", true, true },
	{ "the state", ".staffgap", true, true },
	{ "a scenario", "scenarios", true, true },
	{ "a report", "gaps.csv", false, false },
	{ "a name that goes on", "people.csv.bak", false, false },
	{ "a name that begins otherwise", "mypeople.csv", false, false },
	{ "a folder of reports", "out", true, false },
};

static void own(void **state)
{
	const struct own_case *c = *state;

	assert_number(c->name, own_name(span_of(c->first), c->more), c->own);
}

/* --- descriptors ------------------------------------------------------------------- */

struct descriptor_case {
	const char *path;
	int descriptor;
};

static const struct descriptor_case descriptor_cases[] = {
	{ "/dev/stdout", 1 },  { "/dev/stderr", 2 },       { "/dev/fd/3", 3 },
	{ "/dev/fd/63", 63 },  { "/proc/self/fd/12", 12 }, { "/dev/fd/", -1 },
	{ "/dev/fd/3/x", -1 }, { "/dev/fd/-1", -1 },       { "/dev/fd/99999999999", -1 },
	{ "dev/fd/3", -1 },    { "/dev/stdout.csv", -1 },  { "/proc/1/fd/3", -1 },
};

static void descriptor(void **state)
{
	const struct descriptor_case *c = *state;

	assert_number(c->path, descriptor_named(c->path), c->descriptor);
}

/* --- rights ------------------------------------------------------------------------ */

struct rights_case {
	const char *name;
	mode_t mode, without;
};

static const struct rights_case rights_cases[] = {
	{ "what the group alone may do goes", 0660, 0600 },
	{ "what all may do stays the group's", 0664, 0644 },
	{ "what the group may not do, it may not now", 0604, 0604 },
	{ "all of it", 0777, 0777 },
};

static void without_group(void **state)
{
	const struct rights_case *c = *state;

	assert_number(c->name, rights_without_group(c->mode), c->without);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(name_cases) + ARRAY_LEN(own_cases) +
				ARRAY_LEN(descriptor_cases) + ARRAY_LEN(rights_cases) + 1];
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(name_cases); i++)
		tests[count++] = ROW_TEST(read_name, &name_cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(own_cases); i++)
		tests[count++] = ROW_TEST(own, &own_cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(descriptor_cases); i++)
		tests[count++] =
			(struct CMUnitTest){ descriptor_cases[i].path, descriptor, NULL, NULL,
					     (void *)(uintptr_t)&descriptor_cases[i] };
	for (size_t i = 0; i < ARRAY_LEN(rights_cases); i++)
		tests[count++] = ROW_TEST(without_group, &rights_cases[i]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(names_are_read_back);
	return cmocka_run_group_tests_name("written", tests, NULL, NULL);
}
