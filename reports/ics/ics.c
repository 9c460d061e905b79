#include "reports/ics/ics.h"

#include <string.h>

#include "base/day.h"
#include "base/text.h"

enum { FOLD_OCTETS = 75 };

/** A content line on its way out. */
struct ics_line {
	FILE *out;
	size_t octets; /* on the physical line so far */
};

/* One character, never cut by a fold. */
static void put_character(struct ics_line *line, const char *bytes, size_t len)
{
	if (line->octets + len > FOLD_OCTETS) {
		fputs("\r\n ", line->out);
		line->octets = 1;
	}
	fwrite(bytes, 1, len, line->out);
	line->octets += len;
}

/* How many bytes the character at the start of valid UTF-8 has. */
static size_t character_len(unsigned char first)
{
	return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* As it stands; the bytes are valid UTF-8. */
static void put_plain(struct ics_line *line, const char *text)
{
	size_t len = strlen(text);

	if (line->octets + len <= FOLD_OCTETS) {
		fwrite(text, 1, len, line->out);
		line->octets += len;
		return;
	}
	while (*text) {
		len = character_len((unsigned char)*text);
		put_character(line, text, len);
		text += len;
	}
}

/* Escaped. The two octets of an escape are two characters to a fold. */
static void put_escaped(struct ics_line *line, struct span text)
{
	for (size_t i = 0; i < text.len;) {
		const char *at = text.ptr + i;
		size_t len = character_len((unsigned char)*at);

		if (*at == '\\' || *at == ';' || *at == ',' || *at == '\n')
			put_character(line, "\\", 1);
		if (*at == '\n')
			put_character(line, "n", 1);
		else
			put_character(line, at, len);
		i += len;
	}
}

/* The same for any bytes: only what may be shown is left. */
static void put_text(struct ics_line *line, const char *text)
{
	struct arena arena = ARENA_INIT;

	put_escaped(line, span_of(text_clean_lines(span_of(text), NULL, 0, &arena)));
	arena_release(&arena);
}

void ics_line(FILE *out, const char *name, const char *value)
{
	struct ics_line line = { out, 0 };

	put_plain(&line, name);
	put_plain(&line, ":");
	put_plain(&line, value);
	fputs("\r\n", out);
}

void ics_texts(FILE *out, const char *name, const char *const *texts, size_t count)
{
	struct ics_line line = { out, 0 };

	put_plain(&line, name);
	put_plain(&line, ":");
	for (size_t i = 0; i < count; i++) {
		if (i)
			put_plain(&line, ",");
		put_text(&line, texts[i]);
	}
	fputs("\r\n", out);
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
	int in_day = (int)(minutes % DAY_MINUTES);

	assert(minutes >= 0);
	compact_date((struct day){ (int32_t)(minutes / DAY_MINUTES) }, date);
	fprintf(out, "%s:%sT%02d%02d00Z\r\n", name, date, in_day / 60, in_day % 60);
}
