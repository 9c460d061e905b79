/* Parts of services that need no workspace: whether a new copy of a feed is taken, what is said of
 * a plan that is too large. */
#include <string.h>

#include "model/sourcing.h"
#include "service/feeds/feed_judge.h"
#include "service/parts.h"
#include "tests/test.h"

struct judge_case {
	const char *name;
	int32_t was; /* events of the copy that is there; -1: there is none */
	int32_t is;
	const char *trouble;
	bool same, cut_off, accept_shrink;
	bool keep;
	const char *want; /* a part of why it is doubted; "" when it is not */
};

static const struct judge_case judge_cases[] = {
	{ "the first copy", -1, 3, "", false, false, false, true, "" },
	{ "an empty first copy", -1, 0, "", false, false, false, true, "" },
	{ "more events", 10, 11, "", false, false, false, true, "" },
	{ "a fifth is left", 10, 2, "", false, false, false, true, "" },
	{ "less than a fifth is left", 10, 1, "", false, false, false, false, "only 1 of 10" },
	{ "a fifth of many", 1000, 200, "", false, false, false, true, "" },
	{ "one less", 1000, 199, "", false, false, false, false, "only 199 of 1000" },
	{ "none is left", 1, 0, "", false, false, false, false,
	  "it has no events any more, and had 1" },
	{ "none, as before", 0, 0, "", false, false, false, true, "" },
	{ "none is left, and that is right", 9, 0, "", false, false, true, true, "" },
	{ "the same bytes, read otherwise", 10, 1, "", true, false, false, true, "" },
	{ "cut off", 10, 10, "", false, true, false, false, "cut off" },
	{ "cut off, as before", 10, 10, "", true, true, false, true, "cut off" },
	{ "cut off, but better than nothing", -1, 3, "", false, true, false, true, "cut off" },
	{ "cut off, whatever is accepted", 10, 1, "", false, true, true, false, "cut off" },
	{ "no calendar", -1, 0, "no calendar", false, false, false, false, "no calendar" },
	{ "no calendar before it is cut off", -1, 0, "no calendar", false, true, false, false,
	  "no calendar" },
	{ "no calendar, the same as before", 3, 0, "no calendar", true, false, true, false,
	  "no calendar" },
};

static void judge(void **state)
{
	const struct judge_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct feed_check before = { .has_copy = c->was >= 0,
				     .event_count = c->was >= 0 ? c->was : 0 };
	struct feed_result result = { .trouble = c->trouble, .cut_off = c->cut_off };
	struct packed copy = { 0 };
	bool keep = !c->keep;
	const char *why;

	result.counts.event_count = c->is;
	memset(&before.digest, 1, sizeof(before.digest));
	memset(&copy.digest, c->same ? 1 : 2, sizeof(copy.digest));
	why = feed_judge(&before, &result, &copy, c->accept_shrink, &arena, &keep);
	if (!strstr(why, c->want) || !c->want[0] != !why[0])
		fail_msg("%s: '%s'", c->name, why);
	assert_number(c->name, keep, c->keep);
	arena_release(&arena);
}

static struct span span_at(const char *bytes, size_t len)
{
	return (struct span){ bytes, len };
}

/* What a process of its own writes is read, but nothing that is a byte shorter or longer. */
static void a_copy_is_read_as_it_was_written(void **state)
{
	static const char calendar[] = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n";
	struct arena arena = ARENA_INIT;
	struct calendar_request request = { .source = { "a.ics",
							{ calendar, sizeof(calendar) - 1 } },
					    .time_zone = "Europe/Berlin",
					    .first = day_of(2026, 11, 23),
					    .last = day_of(2026, 12, 31) };
	struct span written = feed_copy_write(&request, &arena);
	struct packed packed = bytes_pack(request.source.bytes, &arena);
	struct feed_reading_of_copy copy = { 0 };
	char *longer = ARENA_ARRAY(&arena, char, written.len + 1);

	(void)state;
	memcpy(longer, written.ptr, written.len);
	assert_true(feed_copy_read(written, &copy));
	assert_memory_equal(&copy.copy.digest, &packed.digest, sizeof(packed.digest));
	assert_number("size", copy.copy.size, sizeof(calendar) - 1);
	assert_number("deflated", copy.copy.deflated.len, packed.deflated.len);
	assert_memory_equal(copy.copy.deflated.ptr, packed.deflated.ptr, packed.deflated.len);
	for (size_t len = 0; len < written.len; len++)
		assert_false(feed_copy_read(span_at(longer, len), &copy));
	assert_false(feed_copy_read(span_at(longer, written.len + 1), &copy));
	arena_release(&arena);
}

static void what_was_not_checked_is_said(void **state)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct sourcing sourcing = { .engagement_count = 5 };
	struct computed computed = { .plan = { .sourcing = &sourcing } };

	(void)state;
	parts_note_unchecked(&computed, &notes);
	assert_number("all was checked", notes.count, 0);
	computed.unchecked = 2;
	parts_note_unchecked(&computed, &notes);
	assert_number("one note", notes.count, 1);
	assert_string_equal(notes.list[0].id, "reasons-unchecked");
	assert_non_null(strstr(notes.list[0].text, "2 of 5"));
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(judge_cases) + 2];
	size_t count = 0;

	for (; count < ARRAY_LEN(judge_cases); count++)
		tests[count] = ROW_TEST(judge, &judge_cases[count]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_copy_is_read_as_it_was_written);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(what_was_not_checked_is_said);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
