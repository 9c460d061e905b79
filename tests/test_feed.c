#include "model/feed.h"

#include "model/company.h"
#include "tests/test.h"

/* --- what a source is ------------------------------------------------------------ */

struct source_case {
	const char *name, *source;
	bool ok;
	enum source_kind kind;
	const char *url, *shown; /* url: NULL when it is none */
};

static const struct source_case source_cases[] = {
	{ "a file", "ana.ics", true, SOURCE_PATH, NULL, "ana.ics" },
	{ "a file with a colon", "team: all.ics", true, SOURCE_PATH, NULL, "team: all.ics" },
	{ "standard input", "-", true, SOURCE_STDIN, NULL, "-" },
	{ "a secret", "secret:ana", true, SOURCE_SECRET, NULL, "secret:ana" },
	{ "a secret without a name", "secret:", false, SOURCE_PATH, NULL, "secret:" },
	{ "Google's secret address",
	  "https://calendar.google.com/calendar/ical/a/private-77/basic.ics", true, SOURCE_URL,
	  "https://calendar.google.com/calendar/ical/a/private-77/basic.ics",
	  "https://calendar.google.com/....ics" },
	{ "a token at the end", "https://hr.example.org/feed?token=0123456789abcdef", true,
	  SOURCE_URL, "https://hr.example.org/feed?token=0123456789abcdef",
	  "https://hr.example.org/...cdef" },
	{ "a short path shows nothing", "https://x.org/abcdefg", true, SOURCE_URL,
	  "https://x.org/abcdefg", "https://x.org/..." },
	{ "no path", "https://x.org", true, SOURCE_URL, "https://x.org", "https://x.org/" },
	{ "webcal is https", "webcal://x.org/a/b/calendar.ics", true, SOURCE_URL,
	  "https://x.org/a/b/calendar.ics", "webcal://x.org/....ics" },
	{ "webcal to this machine is http", "webcal://localhost:8080/calendar.ics", true,
	  SOURCE_URL, "http://localhost:8080/calendar.ics", "webcal://localhost:8080/....ics" },
	{ "http to this machine", "http://[::1]:5232/team.ics/", true, SOURCE_URL,
	  "http://[::1]:5232/team.ics/", "http://[::1]:5232/...ics/" },
	{ "http to another", "http://example.org/team.ics", false, SOURCE_PATH, NULL,
	  "http://example.org/....ics" },
	{ "a name that looks like this machine", "http://127.0.0.1.evil.example/team.ics", false,
	  SOURCE_PATH, NULL, "http://127.0.0.1.evil.example/....ics" },
	{ "this machine as a user's name", "http://localhost@evil.example/team.ics", false,
	  SOURCE_PATH, NULL, "http://...@evil.example/....ics" },
	{ "a password", "https://me:word@example.org/team.ics", false, SOURCE_PATH, NULL,
	  "https://...@example.org/....ics" },
	{ "another scheme", "ftp://example.org/team.ics", false, SOURCE_PATH, NULL,
	  "ftp://example.org/....ics" },
	{ "no host", "https:///team.ics", false, SOURCE_PATH, NULL, "https:///....ics" },
};

static void source(void **state)
{
	const struct source_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	enum source_kind kind = SOURCE_PATH;
	const char *shown = feed_source_shown(c->source, &arena);

	assert_number(c->name, feed_source_parse(c->source, &kind, &fault), c->ok);
	assert_number(c->name, kind, c->kind);
	assert_string_equal(shown, c->shown);
	assert_string_equal(feed_source_shown(shown, &arena), shown);
	if (c->url)
		assert_string_equal(feed_url(c->source, &arena), c->url);
	arena_release(&arena);
}

/* --- addresses in text ------------------------------------------------------------- */

static void no_address_in_a_text_is_shown(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_string_equal(
		feed_text_shown(SPAN("feed,kind,who,source\n"
				     "a,personal,ana,https://x.org/private-0123456789/basic.ics\n"
				     "b;personal;ben;webcal://me:word@y.org/0123456789abcdef;7\n"
				     "c,personal,c,\"https://z.org/a,b/private-0123\"\n"),
				&arena),
		"feed,kind,who,source\n"
		"a,personal,ana,https://x.org/....ics\n"
		"b;personal;ben;webcal://...@y.org/...cdef;7\n"
		"c,personal,c,\"https://z.org/...0123\"\n");
	assert_string_equal(feed_text_shown(SPAN("no address: // at all"), &arena),
			    "no address: // at all");
	arena_release(&arena);
}

/* --- a doubt for headers ------------------------------------------------------------- */

static void feeds_that_are_stale_are_named(void **state)
{
	struct arena arena = ARENA_INIT;
	struct feed feeds[] = {
		{ .name = "feed:a", .state = FEED_STALE, .read_on = { 20779 } },
		{ .name = "feed:b", .state = FEED_READ },
		{ .name = "feed:c", .state = FEED_MISSING },
		{ .name = "feed:d", .state = FEED_STALE, .read_on = { 20780 } },
		{ .name = "feed:e", .state = FEED_MISSING },
	};
	struct company company = { .feeds = feeds, .feed_count = 0 };

	(void)state;
	assert_string_equal(feeds_doubt(&company, &arena), "");
	company.feed_count = 1;
	assert_string_equal(feeds_doubt(&company, &arena),
			    "1 feed is not up to date: feed:a (copy of 2026-11-22)");
	company.feed_count = 5;
	assert_string_equal(
		feeds_doubt(&company, &arena),
		"4 feeds are not up to date: feed:a (copy of 2026-11-22), feed:c (never "
		"read), feed:d (copy of 2026-11-23) and 1 more");
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(source_cases) + 2];
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(source_cases); i++)
		tests[count++] = ROW_TEST(source, &source_cases[i]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(no_address_in_a_text_is_shown);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(feeds_that_are_stale_are_named);
	return cmocka_run_group_tests_name("feed", tests, NULL, NULL);
}
