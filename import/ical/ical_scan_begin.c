#include "import/ical/ical_scan_begin.h"

#include <string.h>
#include <strings.h>

static bool find_text(struct span bytes, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= bytes.len; i++)
		if (strncasecmp(bytes.ptr + i, word, len) == 0)
			return true;
	return false;
}

bool scan_no_calendar(struct source source, struct fault *fault)
{
	struct span head = span_trim(source.bytes);
	struct place feed = { source.name, 0, 0 };

	if (head.len > 4096)
		head.len = 4096;
	if (head.len == 0)
		return fault_set_at(fault, FAULT_INPUT, feed, "the feed is empty");
	if (find_text(head, "<html") || find_text(head, "<!doctype"))
		return fault_set_at(fault, FAULT_INPUT, feed,
				    "this is a web page, not a calendar (a login page, perhaps: "
				    "use the private address that the calendar's settings show)");
	return fault_set_at(fault, FAULT_INPUT, feed,
			    "this is not a calendar (it has no BEGIN:VCALENDAR)");
}

bool scan_find_begin(struct ical_lines *in)
{
	while (in->at < in->end) {
		const char *start = in->at;
		int32_t line = in->line;
		struct span text = lines_physical(in);

		if (line == 1 && text.len >= 3 && memcmp(text.ptr, "\xef\xbb\xbf", 3) == 0) {
			start += 3;
			text = (struct span){ text.ptr + 3, text.len - 3 };
		}
		text = span_trim(text);
		if (span_is(text, "BEGIN:VCALENDAR") || span_is(text, "BEGIN:VEVENT") ||
		    span_is(text, "BEGIN:VFREEBUSY")) {
			in->at = start + (text.ptr - start);
			in->line = line;
			return true;
		}
	}
	return false;
}
