#include "import/pattern.h"

#include <string.h>
#include <strings.h>

#include "base/number.h"

static int weekday_of(struct span name)
{
	static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

	for (int i = 0; i < 7; i++)
		if (name.len == 3 && strncasecmp(name.ptr, names[i], 3) == 0)
			return i;
	return -1;
}

static bool wrong(struct span item, const char *why, struct fault *fault)
{
	return fault_set(fault, FAULT_INPUT,
			 "'%.*s' is not understood in a pattern: %s (write it like "
			 "'Mon-Thu 8; Fri 6')",
			 (int)(item.len < 60 ? item.len : 60), item.ptr, why);
}

/* "Mon", "Mon-Thu" */
static bool read_range(struct span days, bool on[7], struct fault *fault)
{
	const char *dash = memchr(days.ptr, '-', days.len);
	struct span from = { days.ptr, dash ? (size_t)(dash - days.ptr) : days.len };
	struct span to = from;
	int first, last;

	if (dash)
		to = (struct span){ dash + 1, days.len - from.len - 1 };
	first = weekday_of(span_trim(from));
	last = weekday_of(span_trim(to));
	if (first < 0 || last < 0)
		return wrong(days, "weekdays are Mon Tue Wed Thu Fri Sat Sun", fault);
	if (first > last)
		return wrong(days, "the first day comes after the last", fault);
	for (int i = first; i <= last; i++) {
		if (on[i])
			return wrong(days, "a day appears twice", fault);
		on[i] = true;
	}
	return true;
}

bool pattern_days(struct span text, bool on[7], struct fault *fault)
{
	bool made[7] = { false };
	struct span range;

	if (span_trim(text).len == 0)
		return fault_set(fault, FAULT_INPUT, "no weekday is named (write it like Mon-Fri)");
	while (span_next(&text, ',', &range))
		if (!read_range(range, made, fault))
			return false;
	memcpy(on, made, sizeof(made));
	return true;
}

static bool read_item(struct span item, int32_t minutes[7], bool named[7], struct fault *fault)
{
	size_t blank = item.len;
	struct span days, hours;
	bool on[7] = { false };
	struct fault detail = FAULT_INIT;
	int64_t micro;

	while (blank > 0 && item.ptr[blank - 1] != ' ' && item.ptr[blank - 1] != '\t')
		blank--;
	days = span_trim((struct span){ item.ptr, blank });
	hours = (struct span){ item.ptr + blank, item.len - blank };
	if (days.len == 0)
		return wrong(item, "it needs days and hours", fault);
	if (!pattern_days(days, on, fault))
		return false;
	if (!number_parse(hours, memchr(hours.ptr, ',', hours.len) ? ',' : '.', &micro, &detail))
		return wrong(item, "the hours are not a number", fault);
	if (micro < 0 || micro > 24 * MICRO)
		return wrong(item, "a day has 0 to 24 hours", fault);
	for (int i = 0; i < 7; i++) {
		if (on[i] && named[i])
			return wrong(item, "a day appears twice", fault);
		if (on[i])
			minutes[i] = (int32_t)scale_half_even(micro, 60, MICRO);
		named[i] |= on[i];
	}
	return true;
}

bool pattern_parse(struct span text, int32_t minutes[7], struct fault *fault)
{
	int32_t made[7] = { 0 };
	bool named[7] = { false };
	struct span item;

	while (span_next(&text, ';', &item))
		if (item.len > 0 && !read_item(item, made, named, fault))
			return false;
	memcpy(minutes, made, sizeof(made));
	return true;
}

bool pattern_fits(const struct settings *settings, int64_t week_minutes)
{
	return week_minutes <= (int64_t)settings_workdays(settings) * 24 * 60;
}

void pattern_spread(const struct settings *settings, int64_t week_minutes, int32_t minutes[7])
{
	int64_t days = settings_workdays(settings), done = 0;

	for (int i = 0; i < 7; i++) {
		minutes[i] = 0;
		if (!settings->workday[i])
			continue;
		minutes[i] =
			(int32_t)(week_minutes * (done + 1) / days - week_minutes * done / days);
		done++;
	}
}
