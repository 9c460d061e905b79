#include "reports/ics.h"

#include <string.h>

#include "store/arena.h"
#include "store/text.h"

enum { FOLD_OCTETS = 75 };

static bool continues_character(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* How much of the text goes on a line with that room. */
static size_t fold_at(const char *text, size_t len, size_t room)
{
	size_t cut = room;

	if (len <= room)
		return len;
	while (cut > 0 && continues_character(text[cut]))
		cut--;
	return cut ? cut : room; /* no UTF-8: any place is as good */
}

static void put_folded(FILE *out, const char *text)
{
	size_t left = strlen(text), room = FOLD_OCTETS;

	for (;;) {
		size_t take = fold_at(text, left, room);

		fwrite(text, 1, take, out);
		fputs("\r\n", out);
		text += take;
		left -= take;
		if (!left)
			return;
		fputc(' ', out);
		room = FOLD_OCTETS - 1;
	}
}

/* Bytes that are no UTF-8 become U+FFFD. */
static const char *valid(const char *text, struct arena *arena)
{
	struct span rest = span_of(text);
	const char *clean = "";
	size_t bad;

	while (!text_is_utf8(rest, &bad)) {
		clean = arena_format(arena, "%s%.*s\xef\xbf\xbd", clean, (int)bad, rest.ptr);
		rest.ptr += bad + 1;
		rest.len -= bad + 1;
	}
	return *clean ? arena_format(arena, "%s%s", clean, rest.ptr) : text;
}

static const char *escaped(const char *given, struct arena *arena)
{
	const char *text = valid(given, arena);
	char *bytes = ARENA_ARRAY(arena, char, 2 * strlen(text) + 1), *to = bytes;

	for (; *text; text++) {
		if (strchr("\\;,", *text)) {
			*to++ = '\\';
			*to++ = *text;
		} else if (*text == '\n') {
			*to++ = '\\';
			*to++ = 'n';
		} else if (*text == '\t' || ((unsigned char)*text >= 0x20 && *text != 0x7f)) {
			*to++ = *text;
		}
	}
	return bytes;
}

void ics_line(FILE *out, const char *name, const char *value)
{
	struct arena arena = ARENA_INIT;

	put_folded(out, arena_format(&arena, "%s:%s", name, value));
	arena_release(&arena);
}

void ics_texts(FILE *out, const char *name, const char *const *texts, size_t count)
{
	struct arena arena = ARENA_INIT;
	const char *value = "";

	for (size_t i = 0; i < count; i++)
		value = arena_format(&arena, "%s%s%s", value, i ? "," : "",
				     escaped(texts[i], &arena));
	ics_line(out, name, value);
	arena_release(&arena);
}

void ics_text(FILE *out, const char *name, const char *text)
{
	ics_texts(out, name, &text, 1);
}

/* "20261130" of "2026-11-30". */
static void compact_date(struct day day, char out[DAY_TEXT_SIZE])
{
	char text[DAY_TEXT_SIZE];

	day_format(day, text);
	snprintf(out, DAY_TEXT_SIZE, "%.4s%.2s%.2s", text, text + 5, text + 8);
}

void ics_date(FILE *out, const char *name, struct day day)
{
	char date[DAY_TEXT_SIZE];

	compact_date(day, date);
	fprintf(out, "%s;VALUE=DATE:%s\r\n", name, date);
}

void ics_stamp(FILE *out, const char *name, int64_t minutes)
{
	char date[DAY_TEXT_SIZE];
	int in_day = (int)(minutes % 1440);

	assert(minutes >= 0);
	compact_date((struct day){ (int32_t)(minutes / 1440) }, date);
	fprintf(out, "%s:%sT%02d%02d00Z\r\n", name, date, in_day / 60, in_day % 60);
}
