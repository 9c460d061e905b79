/* What reading a feed gives: which remarks are listed and how, and that bytes which nobody wrote
 * are refused. */
#include <string.h>

#include "service/feeds/feed_local.h"
#include "service/feeds/feed_result.h"
#include "service/feeds/feed_result_bytes.h"
#include "tests/test.h"

#define START_LESS "BEGIN:VEVENT\nUID:w\nSUMMARY:Secret talk\nEND:VEVENT\n"
#define GOOD(uid)                                                                                  \
	"BEGIN:VEVENT\nUID:" uid "\nDTSTART;VALUE=DATE:20261201\nSUMMARY:Vacation\nEND:VEVENT\n"
#define CALENDAR(events) "BEGIN:VCALENDAR\n" events "END:VCALENDAR\n"

static struct calendar_request request_of(const char *text)
{
	return (struct calendar_request){ .source = { "feed:team", span_of(text) },
					  .time_zone = "Europe/Berlin",
					  .first = { 20780 },
					  .last = { 20780 + 100 } };
}

static const struct note *find_note(const struct feed_result *result, const char *part)
{
	for (size_t i = 0; i < result->note_count; i++)
		if (strstr(result->notes[i].text, part))
			return &result->notes[i];
	return NULL;
}

static void items_are_named(void **state)
{
	static const char text[] = FEED_ITEM_LINE " good.ics\n" CALENDAR(GOOD("a")) FEED_ITEM_LINE
		" bad one.ics\r\n" CALENDAR("X-FILL:1\n" START_LESS) CALENDAR(GOOD("b"));
	struct calendar_request request = request_of(text);
	struct arena arena = ARENA_INIT;
	struct feed_result result;
	const struct note *note;

	(void)state;
	feed_result_make(&request, &arena, &result);
	note = find_note(&result, "bad one.ics:3: ");
	assert_non_null(note);
	assert_string_equal(note->id, "event-without-start");
	assert_number("the line is that of the item", note->place.line, 0);
	assert_number("both events of the good ones are read", result.times[0].calendar.busy_count,
		      2);
	arena_release(&arena);
}

/* Events without a start: the first few are listed, one remark counts the others. */
static void many_remarks_are_counted(void **state)
{
	enum { EVENTS = 30 };
	struct arena arena = ARENA_INIT;
	const char *text = "BEGIN:VCALENDAR\n";
	struct calendar_request request;
	struct feed_result result;
	size_t listed = 0;

	(void)state;
	for (int i = 0; i < EVENTS; i++)
		text = arena_format(&arena, "%s%s", text, START_LESS);
	text = arena_format(&arena, "%sEND:VCALENDAR\n", text);
	request = request_of(text);
	feed_result_make(&request, &arena, &result);
	for (size_t i = 0; i < result.note_count; i++)
		listed += strcmp(result.notes[i].id, "event-without-start") == 0;
	assert_in_range(listed, 2, EVENTS - 1);
	assert_non_null(find_note(&result, "more remarks like this: "));
	assert_number("all are counted as skipped", result.counts.skipped_count, EVENTS);
	arena_release(&arena);
}

/* Each byte of a result changed, and each shorter one: refused, or a result that is written as it
 * is read. */
static void changed_bytes(void **state)
{
	static const char text[] = CALENDAR(GOOD("a") START_LESS);
	struct calendar_request request = request_of(text);
	struct arena arena = ARENA_INIT;
	struct feed_result result, again;
	struct span bytes, copy;
	size_t refused = 0;
	char *changed;

	(void)state;
	feed_result_make(&request, &arena, &result);
	bytes = feed_result_write(&result, &arena);
	assert_true(feed_result_read(bytes, "feed:team", &arena, &again));
	for (size_t i = 0; i < bytes.len; i++) {
		assert_false(feed_result_read((struct span){ bytes.ptr, i }, "feed:team", &arena,
					      &again));
		changed = ARENA_ARRAY(&arena, char, bytes.len + 1);
		memcpy(changed, bytes.ptr, bytes.len);
		changed[i] = (char)~changed[i];
		copy = (struct span){ changed, bytes.len };
		if (!feed_result_read(copy, "feed:team", &arena, &again))
			refused++;
		else
			assert_true(span_equal(feed_result_write(&again, &arena), copy));
	}
	assert_true(refused > bytes.len / 3);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_are_named),
		cmocka_unit_test(many_remarks_are_counted),
		cmocka_unit_test(changed_bytes),
	};

	return cmocka_run_group_tests_name("feed_result", tests, NULL, NULL);
}
