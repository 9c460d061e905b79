/*
 * Words for causes: days, periods, amounts, roles, and lists of changes. One place, so that all
 * causes speak alike.
 */
#include "planner/compare/diff_words.h"

#include <string.h>

#include "base/number.h"

const char *day_words(struct day day, struct arena *arena)
{
	char text[DAY_TEXT_SIZE];

	if (day.since_1970 == DAY_FIRST.since_1970 || day.since_1970 == DAY_LAST.since_1970)
		return "open";
	day_format(day, text);
	return arena_copy(arena, span_of(text));
}

const char *period_words(struct day start, struct day end, struct arena *arena)
{
	if (start.since_1970 == end.since_1970)
		return day_words(start, arena);
	return arena_format(arena, "%s to %s", day_words(start, arena), day_words(end, arena));
}

const char *decimal_words(int64_t value, int64_t scale, struct arena *arena)
{
	char text[NUMBER_TEXT_SIZE];
	size_t length;

	number_format(text, value, scale, 2, '.');
	length = strlen(text);
	while (text[length - 1] == '0')
		text[--length] = '\0';
	if (text[length - 1] == '.')
		text[length - 1] = '\0';
	return arena_copy(arena, span_of(text));
}

const char *amount_words(enum amount_unit unit, int64_t amount_micro, struct arena *arena)
{
	static const char *const units[] = {
		[AMOUNT_FTE] = "FTE",
		[AMOUNT_HOURS_PER_WEEK] = "h a week",
		[AMOUNT_HOURS_TOTAL] = "h in all",
		[AMOUNT_PERCENT] = "%",
	};

	return arena_format(arena, "%s %s", decimal_words(amount_micro, MICRO, arena), units[unit]);
}

const char *shift_words(int32_t days, struct arena *arena)
{
	int32_t size = days < 0 ? -days : days;
	bool weeks = size % 7 == 0;
	int32_t count = weeks ? size / 7 : size;

	return arena_format(arena, "%d %s%s %s", (int)count, weeks ? "week" : "day",
			    count == 1 ? "" : "s", days < 0 ? "earlier" : "later");
}

const char *also(const char *list, const char *more, struct arena *arena)
{
	return list[0] ? arena_format(arena, "%s; %s", list, more) : more;
}

const char *roles_words(const struct person *person, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < person->role_count; i++)
		text = also(text,
			    arena_format(arena, "%s:%d", person->roles[i].role,
					 (int)person->roles[i].level),
			    arena);
	return text;
}

const char *skills_words(const char *const *skills, size_t count, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = also(text, skills[i], arena);
	return count ? text : "none";
}

const char *also_changed(const char *list, const char *name, const char *now, const char *was,
			 struct arena *arena)
{
	if (strcmp(now, was) == 0)
		return list;
	return also(list, arena_format(arena, "%s %s (was %s)", name, now, was), arena);
}
