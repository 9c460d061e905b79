#include "reports/shown.h"

#include <string.h>

#include "store/text.h"

const char *shown_text(const char *text, size_t columns, struct arena *arena)
{
	char *clean = arena_copy(arena, span_of(text));
	char *to = clean;

	while (*text) {
		size_t skip = text_unprintable(text);

		if (!skip)
			*to++ = *text++;
		text += skip;
	}
	*to = '\0';
	if (text_width(span_of(clean)) <= columns)
		return clean;
	clean[text_fit(span_of(clean), columns - 1)] = '\0';
	return arena_format(arena, "%s\xe2\x80\xa6", clean);
}

void shown_put(FILE *out, const char *text, int columns)
{
	struct arena arena = ARENA_INIT;
	const char *label = shown_text(text, (size_t)columns, &arena);
	int width = (int)text_width(span_of(label));

	fprintf(out, "%s%*s", label, columns - width, "");
	arena_release(&arena);
}
