#include "base/text.h"

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

/* --- what may be shown ----------------------------------------------------- */

enum { LARGEST = 3 }; /* bytes that one byte may become: U+FFFD */

/* In Unicode's list of what is not drawn by itself ("default ignorable"), beside formats. */
static bool is_filler(utf8proc_int32_t c)
{
	return c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 ||
	       c == 0x2065 || c == 0x3164 || c == 0xffa0 || (c >= 0xfff0 && c <= 0xfff8) ||
	       (c >= 0xe0000 && c <= 0xe0fff && !(c >= 0xe0100 && c <= 0xe01ef));
}

/* Formats that are needed: the joiners, and signs that are drawn over a number. */
static bool is_needed(utf8proc_int32_t c)
{
	return c == 0x200c || c == 0x200d || (c >= 0x0600 && c <= 0x0605) || c == 0x06dd ||
	       c == 0x070f || c == 0x0890 || c == 0x0891 || c == 0x08e2 || c == 0x110bd ||
	       c == 0x110cd;
}

static bool is_blank(utf8proc_int32_t c)
{
	return (c >= '\t' && c <= '\r') || c == 0x2028 || c == 0x2029;
}

static bool is_hidden(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category == UTF8PROC_CATEGORY_CC ||
	       (category == UTF8PROC_CATEGORY_CF && !is_needed(c)) || is_filler(c);
}

/* A character on its way to people. */
struct shown {
	size_t taken; /* bytes of the text */
	struct span as;
};

static struct shown show_character(struct span text)
{
	unsigned char byte = (unsigned char)*text.ptr;
	utf8proc_int32_t c = byte;
	utf8proc_ssize_t len = 1;

	if (byte >= 0x20 && byte < 0x7f)
		return (struct shown){ 1, { text.ptr, 1 } };
	if (byte >= 0x80)
		len = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr,
				       (utf8proc_ssize_t)text.len, &c);
	if (len <= 0)
		return (struct shown){ 1, SPAN("\xef\xbf\xbd") };
	if (is_blank(c))
		return (struct shown){ (size_t)len, SPAN(" ") };
	if (is_hidden(c))
		return (struct shown){ (size_t)len, SPAN("") };
	return (struct shown){ (size_t)len, { text.ptr, (size_t)len } };
}

/* The escape of ours that the text starts with; 0 when it starts with none. */
static size_t colour_len(struct span text, const char *const *colours, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(colours[i]);

		if (text.len >= len && memcmp(text.ptr, colours[i], len) == 0)
			return len;
	}
	return 0;
}

char *text_clean_lines(struct span text, const char *const *colours, size_t colour_count,
		       struct arena *arena)
{
	char *clean = ARENA_ARRAY(arena, char, text.len *LARGEST + 1), *to = clean;

	while (text.len) {
		size_t ours = *text.ptr == '\n' ? 1 : 0;
		struct shown shown;

		if (*text.ptr == '\r' && text.len > 1 && text.ptr[1] == '\n')
			ours = 2;
		else if (*text.ptr == '\033')
			ours = colour_len(text, colours, colour_count);
		shown = ours ? (struct shown){ ours, { text.ptr, ours } } : show_character(text);
		if (ours == 2)
			shown.as = SPAN("\n");
		memcpy(to, shown.as.ptr, shown.as.len);
		to += shown.as.len;
		text.ptr += shown.taken;
		text.len -= shown.taken;
	}
	*to = '\0';
	return clean;
}

bool text_is_clean(const char *text)
{
	struct span rest = span_of(text);

	while (rest.len) {
		struct shown shown = show_character(rest);

		if (shown.as.ptr != rest.ptr)
			return false;
		rest.ptr += shown.taken;
		rest.len -= shown.taken;
	}
	return true;
}

char *text_clean(const char *text, struct arena *arena)
{
	struct span rest = span_of(text);
	char *clean, *to;

	if (text_is_clean(text))
		return arena_copy(arena, rest);
	clean = to = text_clean_lines(rest, NULL, 0, arena);
	for (; *to; to++)
		if (*to == '\n')
			*to = ' ';
	return clean;
}

char *text_uncontrolled(const char *text, struct arena *arena)
{
	struct span rest = span_of(text);
	char *clean = ARENA_ARRAY(arena, char, rest.len *LARGEST + 1), *to = clean;

	while (rest.len) {
		struct span as = show_character(rest).as;
		utf8proc_int32_t c;
		size_t len = next_character(rest, &c);
		bool control = utf8proc_category(c) == UTF8PROC_CATEGORY_CC;

		if (control && c != '\t' && c != '\r' && c != '\n')
			as.len = 0;
		else if (control || as.len == 0 || *as.ptr == ' ')
			as = (struct span){ rest.ptr, len };
		memcpy(to, as.ptr, as.len);
		to += as.len;
		rest.ptr += len;
		rest.len -= len;
	}
	*to = '\0';
	return clean;
}

size_t text_hidden(struct span text, uint32_t *character)
{
	utf8proc_int32_t c;
	size_t len;

	if (!text.len || ((unsigned char)*text.ptr >= ' ' && (unsigned char)*text.ptr < 0x7f))
		return 0;
	len = next_character(text, &c);
	if (c == '?' || !(is_blank(c) || is_hidden(c)))
		return 0;
	*character = (uint32_t)c;
	return len;
}

/* Behind this a spreadsheet still finds a formula, or a reader of CSV cuts it off. */
static bool is_before_formula(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return c == ' ' || c == '\'' || c == '"' || c == 0x200c || c == 0x200d || is_hidden(c) ||
	       category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP;
}

static bool is_sign(utf8proc_int32_t c)
{
	static const utf8proc_int32_t signs[] = { '=',    '+',    '-',    '@',    '\t',
						  '\r',   0xff1d, 0xff0b, 0xff0d, 0xff20,
						  0x2212, 0xfe62, 0xfe63, 0xfe66, 0xfe6b };

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (c == signs[i])
			return true;
	return false;
}

/* Most texts begin like this. */
static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool text_is_formula(const char *text)
{
	struct span rest = span_of(text);

	while (rest.len && !is_plain(*rest.ptr)) {
		utf8proc_int32_t c;
		size_t len = next_character(rest, &c);

		if (is_sign(c))
			return true;
		if (!is_before_formula(c))
			return false;
		rest.ptr += len;
		rest.len -= len;
	}
	return false;
}

/* --- what was meant -------------------------------------------------------- */

/* Who has mistyped a name of that length does not look for it among others. */
enum { NEAREST_MAX = 100 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment distance on bytes, rows kept for three lines of the table. */
static size_t distance(struct span a, struct span b)
{
	size_t rows[3][NEAREST_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t j = 0; j <= b.len; j++)
		last[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *spare = before;

		now[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t change = last[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);

			now[j] = least(change, least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
			    a.ptr[i - 2] == b.ptr[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[b.len];
}

/* Names whose lengths differ by more than the limit are further apart than that. */
static bool may_be_near(struct span a, struct span b, size_t limit)
{
	return b.len <= NEAREST_MAX && a.len <= b.len + limit && b.len <= a.len + limit;
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count,
			 struct arena *arena)
{
	struct span key = span_of(text_key(span_of(word), arena));
	size_t limit = least(3, (key.len + 2) / 3);
	const char *nearest = NULL;

	for (size_t i = 0; i < count && key.len <= NEAREST_MAX; i++) {
		struct arena scratch = ARENA_INIT;
		struct span other = span_of(text_key(span_of(candidates[i]), &scratch));
		size_t far = may_be_near(key, other, limit) ? distance(key, other) : limit + 1;

		if (far < limit || (far == limit && !nearest) ||
		    (far == limit && strcmp(candidates[i], nearest) < 0)) {
			nearest = candidates[i];
			limit = far;
		}
		arena_release(&scratch);
	}
	return nearest;
}

int text_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}
