#include "store/text.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

char *text_key(struct span name, struct arena *arena)
{
	struct span trimmed = span_trim(name);
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t len =
		utf8proc_map((const utf8proc_uint8_t *)trimmed.ptr, (utf8proc_ssize_t)trimmed.len,
			     &folded, UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
	char *key;

	if (len < 0)
		return arena_copy(arena, trimmed);
	key = arena_copy(arena, (struct span){ (const char *)folded, (size_t)len });
	free(folded);
	return key;
}

/* The next character; a byte that is no UTF-8 counts as itself. Returns the bytes taken. */
static size_t next_character(struct span text, utf8proc_int32_t *character)
{
	utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr,
						(utf8proc_ssize_t)text.len, character);

	if (len > 0)
		return (size_t)len;
	*character = '?';
	return 1;
}

/* The same with the columns that it takes on a terminal. */
static size_t next_width(struct span text, size_t *width)
{
	unsigned char byte = (unsigned char)*text.ptr;
	utf8proc_int32_t character;
	size_t len;

	if (byte >= 0x20 && byte < 0x7f) {
		*width = 1;
		return 1;
	}
	len = next_character(text, &character);
	*width = (size_t)utf8proc_charwidth(character);
	return len;
}

size_t text_fit(struct span text, size_t columns)
{
	size_t at = 0, used = 0;

	while (at < text.len) {
		size_t width;
		size_t len = next_width((struct span){ text.ptr + at, text.len - at }, &width);

		if (used + width > columns)
			break;
		used += width;
		at += len;
	}
	return at;
}

size_t text_width(struct span text)
{
	size_t width = 0;

	while (text.len) {
		size_t columns, len = next_width(text, &columns);

		width += columns;
		text.ptr += len;
		text.len -= len;
	}
	return width;
}

bool text_is_utf8(struct span text, size_t *bad)
{
	size_t at = 0;

	while (at < text.len) {
		utf8proc_int32_t character;
		utf8proc_ssize_t len;

		if ((unsigned char)text.ptr[at] < 0x80) {
			at++;
			continue;
		}
		len = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
				       (utf8proc_ssize_t)(text.len - at), &character);
		if (len <= 0) {
			if (bad)
				*bad = at;
			return false;
		}
		at += (size_t)len;
	}
	return true;
}

size_t text_unprintable(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;

	if (!*at)
		return 0;
	if (*at < 0x20 || *at == 0x7f)
		return 1;
	if (at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0)
		return 2;
	if (at[0] == 0xe2 && at[1] == 0x80 &&
	    (at[2] == 0x8e || at[2] == 0x8f || (at[2] >= 0xa8 && at[2] <= 0xae)))
		return 3;
	if (at[0] == 0xe2 && at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9)
		return 3;
	return 0;
}

char *text_clean(const char *text, struct arena *arena)
{
	static const char replacement[] = "\xef\xbf\xbd";
	struct span rest = span_of(text);
	char *clean = ARENA_ARRAY(arena, char, rest.len *(sizeof(replacement) - 1) + 1);
	char *to = clean;

	while (rest.len) {
		utf8proc_int32_t character;
		size_t skip = text_unprintable(rest.ptr);
		bool good = utf8proc_iterate((const utf8proc_uint8_t *)rest.ptr,
					     (utf8proc_ssize_t)rest.len, &character) > 0;
		size_t len = skip ? skip : next_character(rest, &character);

		if (!skip && good)
			memcpy(to, rest.ptr, len);
		else if (!skip)
			memcpy(to, replacement, sizeof(replacement) - 1);
		to += skip ? 0 : good ? len : sizeof(replacement) - 1;
		rest.ptr += len;
		rest.len -= len;
	}
	*to = '\0';
	return clean;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment distance on bytes, rows kept for three lines of the table. */
static size_t distance(const char *a, const char *b, struct arena *arena)
{
	size_t a_len = strlen(a), b_len = strlen(b);
	size_t *rows = ARENA_ARRAY(arena, size_t, 3 * (b_len + 1));
	size_t *before = rows, *last = rows + b_len + 1, *now = rows + 2 * (b_len + 1);

	for (size_t j = 0; j <= b_len; j++)
		last[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *spare = before;

		now[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t change = last[j - 1] + (a[i - 1] != b[j - 1]);

			now[j] = least(change, least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[b_len];
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count,
			 struct arena *arena)
{
	const char *key = text_key(span_of(word), arena);
	size_t limit = least(3, (strlen(key) + 2) / 3);
	const char *nearest = NULL;

	for (size_t i = 0; i < count; i++) {
		const char *other = text_key(span_of(candidates[i]), arena);
		size_t far = distance(key, other, arena);

		if (far < limit || (far == limit && !nearest) ||
		    (far == limit && strcmp(candidates[i], nearest) < 0)) {
			nearest = candidates[i];
			limit = far;
		}
	}
	return nearest;
}
