#include "import/ical/ical_outside.h"

#include "base/day.h"

uint64_t outside_hash(struct span text)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.ptr[i]) * UINT64_C(1099511628211);
	return hash;
}

static int digits(const char *text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

/* The midnight before a well-formed time, as if it were UTC; false when it is none. */
static bool day_seconds(struct span text, int64_t *seconds)
{
	int year, month, mday;

	if (text.len != 8 && text.len != 15 && text.len != 16)
		return false;
	if (text.len > 8 && (text.ptr[8] != 'T' || digits(text.ptr + 9, 6) < 0))
		return false;
	year = digits(text.ptr, 4);
	month = digits(text.ptr + 4, 2);
	mday = digits(text.ptr + 6, 2);
	if (year < 1 || month < 1 || month > 12 || mday < 1 || mday > day_month_length(year, month))
		return false;
	*seconds = (int64_t)day_of(year, month, mday).since_1970 * 86400;
	return true;
}

bool outside_is(const struct ical_line *lines, size_t count, int64_t window_from, int64_t window_to)
{
	static const char *const recurring[] = { "RRULE", "RDATE", "RECURRENCE-ID", "DURATION" };
	const int64_t margin = INT64_C(3) * 86400;
	const struct ical_line *from = lines_find(lines, count, "DTSTART");
	const struct ical_line *to = lines_find(lines, count, "DTEND");
	int64_t start, end;

	if (!from || !day_seconds(from->value, &start))
		return false;
	end = start + 86400;
	if (to && !day_seconds(to->value, &end))
		return false;
	for (size_t i = 0; i < sizeof(recurring) / sizeof(recurring[0]); i++)
		if (lines_find(lines, count, recurring[i]))
			return false;
	return (start < window_from - margin && end < window_from - margin) ||
	       (start > window_to + margin && end > window_to + margin);
}
