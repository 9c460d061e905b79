#include "import/change_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

enum { DAYS_MAX = 3650 };

bool change_same(const struct changing *c, const char *a, const char *b)
{
	return strcmp(text_key(span_of(a), c->arena), text_key(span_of(b), c->arena)) == 0;
}

const char *change_guess(const struct changing *c, const char *word, const char **names,
			 size_t count)
{
	const char *near = text_nearest(word, names, count, c->arena);

	return near ? arena_format(c->arena, " (did you mean '%s'?)", near) : "";
}

void *change_copy_list(struct arena *arena, const void *list, size_t count, size_t more,
		       size_t size)
{
	void *made = arena_alloc(arena, count + more + 1, size);

	if (count)
		memcpy(made, list, count * size);
	return made;
}

bool change_wrong(const struct changing *c, const char *what, const char *word, const char *hint)
{
	return fault_set(c->fault, FAULT_USAGE, "'%s': '%s' is not %s (%s)", c->text, word, what,
			 hint);
}

bool change_read_number(const struct changing *c, const char *word, int64_t high, int64_t *micro)
{
	struct fault unused = FAULT_INIT;

	if (number_parse(span_of(word), '.', micro, &unused) && *micro >= 0 &&
	    *micro <= high * MICRO)
		return true;
	return change_wrong(c, arena_format(c->arena, "a number from 0 to %lld", (long long)high),
			    word, "write it like 0.5");
}

static bool begins_with_digit(const char *word)
{
	return word[0] >= '0' && word[0] <= '9';
}

bool change_read_whole(const struct changing *c, const char *word, int32_t low, int32_t high,
		       int32_t *value)
{
	char *end;
	long number = strtol(word, &end, 10);

	/* strtol would take blanks and a sign, too. */
	if (!begins_with_digit(word) || *end || number < low || number > high)
		return change_wrong(
			c,
			arena_format(c->arena, "a whole number from %d to %d", (int)low, (int)high),
			word, "write digits only");
	*value = (int32_t)number;
	return true;
}

bool change_read_shift(const char *word, int32_t *days)
{
	char *end;
	long number;

	if ((word[0] != '+' && word[0] != '-') || !begins_with_digit(word + 1))
		return false;
	number = strtol(word + 1, &end, 10);
	if ((*end != 'w' && *end != 'd') || end[1] || number > DAYS_MAX)
		return false;
	*days = (int32_t)number * (*end == 'w' ? 7 : 1) * (word[0] == '-' ? -1 : 1);
	return true;
}

bool change_read_day(const struct changing *c, const char *word, struct day *day)
{
	struct fault unused = FAULT_INIT;
	int32_t days;

	if (change_read_shift(word, &days)) {
		*day = day_add(*day, days);
		return true;
	}
	if (day_parse(span_of(word), day, &unused))
		return true;
	return change_wrong(c, "a day or a shift", word, "write 2026-11-30, +2w or -3d");
}
