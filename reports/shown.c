#include "reports/shown.h"

#include <string.h>

#include "store/text.h"

/* Bytes at `at` that a terminal would obey instead of show: controls, C1, direction marks. */
static size_t unprintable(const unsigned char *at)
{
	if (*at < 0x20 || *at == 0x7f)
		return 1;
	if (at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0)
		return 2;
	if (at[0] == 0xe2 && at[1] == 0x80 &&
	    (at[2] == 0x8e || at[2] == 0x8f || (at[2] >= 0xaa && at[2] <= 0xae)))
		return 3;
	if (at[0] == 0xe2 && at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9)
		return 3;
	return 0;
}

const char *shown_text(const char *text, size_t columns, struct arena *arena)
{
	char *clean = arena_copy(arena, span_of(text));
	const unsigned char *from = (const unsigned char *)text;
	char *to = clean;

	while (*from) {
		size_t skip = unprintable(from);

		if (!skip)
			*to++ = (char)*from++;
		from += skip;
	}
	*to = '\0';
	if (text_width(span_of(clean)) <= columns)
		return clean;
	clean[text_fit(span_of(clean), columns - 1)] = '\0';
	return arena_format(arena, "%s~", clean);
}

void shown_put(FILE *out, const char *text, int columns)
{
	struct arena arena = ARENA_INIT;
	const char *label = shown_text(text, (size_t)columns, &arena);
	int width = (int)text_width(span_of(label));

	fprintf(out, "%s%*s", label, columns - width, "");
	arena_release(&arena);
}
