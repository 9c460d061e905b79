#include "model/mention.h"

#include <string.h>

#include <utf8proc.h>

enum {
	CHARACTER_MAX = 32, /* code points that one is taken apart into */
	FOLD = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD
};

/* A name taken apart: small letters and their accents, one after the other. */
struct name_points {
	utf8proc_int32_t *points;
	size_t count;
};

struct mentions {
	struct arena *arena;
	struct name_points *list;
	size_t count, room;
};

/* One character, taken apart. @return the bytes that it takes */
static size_t take_apart(struct span text, utf8proc_int32_t points[CHARACTER_MAX], size_t *count)
{
	utf8proc_int32_t character;
	utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr,
						(utf8proc_ssize_t)text.len, &character);
	utf8proc_ssize_t made = 0;
	int boundary = 0;

	if (len > 0)
		made = utf8proc_decompose_char(character, points, CHARACTER_MAX,
					       (utf8proc_option_t)FOLD, &boundary);
	if (len <= 0 || made < 0 || made > CHARACTER_MAX) {
		points[0] = (unsigned char)*text.ptr;
		*count = 1;
		return 1;
	}
	*count = (size_t)made;
	return (size_t)len;
}

struct mentions *mentions_new(struct arena *arena)
{
	struct mentions *mentions = ARENA_ARRAY(arena, struct mentions, 1);

	*mentions = (struct mentions){ .arena = arena };
	return mentions;
}

void mentions_add(struct mentions *m, const char *name)
{
	struct span rest = span_trim(span_of(name));
	struct name_points made = {
		ARENA_ARRAY(m->arena, utf8proc_int32_t, rest.len * CHARACTER_MAX + 1), 0
	};

	while (rest.len > 0) {
		size_t count, len = take_apart(rest, made.points + made.count, &count);

		made.count += count;
		rest = (struct span){ rest.ptr + len, rest.len - len };
	}
	if (made.count == 0)
		return;
	m->list = ARENA_PUSH(m->arena, m->list, m->count, m->room);
	m->list[m->count++] = made;
}

/* Letters, the marks on them, digits: they stand in a row. */
static bool in_word(utf8proc_int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ND;
}

/* How many bytes of the text the name takes; 0 when it does not begin with it, or goes on. */
static size_t name_length(const struct name_points *name, struct span text)
{
	utf8proc_int32_t points[CHARACTER_MAX];
	size_t at = 0, matched = 0, count;

	while (matched < name->count && at < text.len) {
		size_t len =
			take_apart((struct span){ text.ptr + at, text.len - at }, points, &count);

		if (count > name->count - matched ||
		    memcmp(points, name->points + matched, count * sizeof(*points)) != 0)
			return 0;
		matched += count;
		at += len;
	}
	if (matched < name->count)
		return 0;
	if (at < text.len && in_word(name->points[name->count - 1])) {
		take_apart((struct span){ text.ptr + at, text.len - at }, points, &count);
		if (count > 0 && in_word(points[0]))
			return 0;
	}
	return at;
}

/* The longest that the text begins with. */
static size_t longest(const struct mentions *m, struct span text)
{
	size_t most = 0;

	for (size_t i = 0; i < m->count; i++) {
		size_t len = name_length(&m->list[i], text);

		most = len > most ? len : most;
	}
	return most;
}

/* The first mention from `from` on. @return its length, 0 for none */
static size_t find(const struct mentions *m, struct span text, size_t from, size_t *at)
{
	utf8proc_int32_t points[CHARACTER_MAX];
	bool inside = false; /* of a word, which a name does not begin in */
	size_t count;

	for (size_t i = from; i < text.len;) {
		struct span rest = { text.ptr + i, text.len - i };
		size_t len = inside ? 0 : longest(m, rest);

		if (len > 0) {
			*at = i;
			return len;
		}
		i += take_apart(rest, points, &count);
		inside = count > 0 && in_word(points[count - 1]);
	}
	return 0;
}

bool mentions_in(const struct mentions *mentions, struct span text)
{
	size_t at;

	return find(mentions, text, 0, &at) > 0;
}

struct span mentions_replace(const struct mentions *mentions, struct span text, const char *with,
			     struct arena *arena)
{
	size_t done = 0, at, len, size = 0, room = 0, put = strlen(with);
	char *made = NULL;

	while ((len = find(mentions, text, done, &at)) > 0) {
		made = arena_grow(arena, made, size, &room, size + (at - done) + put + 1, 1);
		memcpy(made + size, text.ptr + done, at - done);
		/* NOLINTNEXTLINE(bugprone-not-null-terminated-result): bytes with a length */
		memcpy(made + size + (at - done), with, put);
		size += at - done + put;
		done = at + len;
	}
	if (!made)
		return text;
	made = arena_grow(arena, made, size, &room, size + (text.len - done) + 1, 1);
	memcpy(made + size, text.ptr + done, text.len - done);
	return (struct span){ made, size + text.len - done };
}
