#include "import/link_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void spellings_add(struct spellings *names, const char *spelling, bool had)
{
	if (spelling[0] == '\0')
		return;
	names->list = ARENA_PUSH(names->arena, names->list, names->count, names->room);
	names->list[names->count++] =
		(struct name){ text_key(span_of(spelling), names->arena), spelling, had };
}

static int by_key_then_spelling(const void *left, const void *right)
{
	const struct name *a = left, *b = right;
	int order = strcmp(a->key, b->key);

	return order ? order : strcmp(a->spelling, b->spelling);
}

void spellings_settle(struct spellings *names)
{
	size_t kept = 0;

	if (names->count > 0)
		qsort(names->list, names->count, sizeof(*names->list), by_key_then_spelling);
	for (size_t i = 0; i < names->count; i++) {
		struct name *last = kept > 0 ? &names->list[kept - 1] : NULL;

		if (!last || strcmp(last->key, names->list[i].key) != 0) {
			names->list[kept++] = names->list[i];
			continue;
		}
		last->had |= names->list[i].had;
		names->differ |= strcmp(last->spelling, names->list[i].spelling) != 0;
	}
	names->count = kept;
}

const struct name *spellings_find(const struct spellings *names, const char *spelling)
{
	const char *key = text_key(span_of(spelling), names->arena);
	size_t low = 0, high = names->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(names->list[middle].key, key);

		if (order == 0)
			return &names->list[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const char *spellings_same(const struct spellings *names, const char *spelling)
{
	const struct name *name = spellings_find(names, spelling);

	return name ? name->spelling : spelling;
}

const char *spellings_guess(struct spellings *names, const char *word)
{
	struct arena scratch = ARENA_INIT;
	const char **had, *near;
	size_t count = 0;

	if (names->count > GUESS_LOOKS_MAX - names->looks)
		return "";
	names->looks += names->count;
	had = ARENA_ARRAY(&scratch, const char *, names->count + 1);
	for (size_t i = 0; i < names->count; i++)
		if (names->list[i].had)
			had[count++] = names->list[i].spelling;
	near = text_nearest(word, had, count, &scratch);
	arena_release(&scratch);
	return near ? arena_format(names->arena, " (did you mean '%s'?)", near) : "";
}

size_t spellings_same_list(const struct spellings *names, const char **list, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		list[i] = spellings_same(names, list[i]);
	if (count > 0)
		qsort(list, count, sizeof(*list), text_order);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(list[i], list[kept - 1]) != 0)
			list[kept++] = list[i];
	return kept;
}
