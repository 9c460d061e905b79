/*
 * libFuzzer target: any bytes in a note, in an argument that is echoed and in a text of many lines
 * come out of the one cleaning function without a byte that a terminal would obey.
 *
 * What is hostile is said here once more, by the numbers of Unicode, not by the code that is tried.
 */
#include <stdlib.h>
#include <string.h>

#include "base/note.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition)
{
	if (!condition)
		abort();
}

/* One character of valid UTF-8, strictly: no overlong form, no surrogate, nothing beyond 10FFFF. */
static uint32_t next_character(const unsigned char **at)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = *at;
	size_t len = p[0] < 0x80 ? 1 : (p[0] & 0xe0) == 0xc0 ? 2 : (p[0] & 0xf0) == 0xe0 ? 3 : 4;
	uint32_t c = len == 1 ? p[0] : p[0] & (0x7fU >> len);

	must(p[0] < 0x80 || (p[0] >= 0xc2 && p[0] <= 0xf4));
	for (size_t i = 1; i < len; i++) {
		must((p[i] & 0xc0) == 0x80);
		c = c << 6 | (p[i] & 0x3fU);
	}
	must(c >= least[len] && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff));
	*at = p + len;
	return c;
}

static bool is_hostile(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) ||     /* C0, DEL, C1 */
	       c == 0x61c || c == 0x200e || c == 0x200f || /* marks of direction */
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || /* embeddings */
	       c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0x200b ||
	       (c >= 0xe0000 && c <= 0xe007f); /* tags */
}

static void must_be_clean(const char *text, bool lines)
{
	const unsigned char *at = (const unsigned char *)text;

	while (*at) {
		uint32_t c = next_character(&at);

		must(!is_hostile(c) || (lines && c == '\n'));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct span bytes = { (const char *)data, size };
	const char *text = arena_copy(&arena, bytes), *clean;

	notes_add(&notes, NOTE_WARNING, "some-note", (struct place){ text, 1, 1 }, "'%s' is odd",
		  text);
	must_be_clean(text_clean(notes.list[0].text, &arena), false);
	must_be_clean(text_clean(notes.list[0].place.file, &arena), false);
	clean = text_clean(text, &arena);
	must(text_is_clean(clean) && strcmp(text_clean(clean, &arena), clean) == 0);
	must(text_is_clean(text) == (strcmp(text, clean) == 0));
	must(text_fit(span_of(clean), 40) <= strlen(clean));
	must_be_clean(text_clean_lines(bytes, NULL, 0, &arena), true);
	clean = text_uncontrolled(text, &arena);
	must(text_is_utf8(span_of(clean), NULL));
	arena_release(&arena);
	return 0;
}
