#include "reports/shown.h"

#include <string.h>

#include "base/text.h"

const char *shown_text(const char *text, size_t columns, struct arena *arena)
{
	char *clean = text_clean(text, arena);

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

static void put_blanks(struct shown_line *line)
{
	fprintf(line->out, "%*s", line->blanks, "");
	line->blanks = 0;
}

void line_label(struct shown_line *line, const char *text, int columns)
{
	struct arena arena = ARENA_INIT;
	const char *label = shown_text(text, (size_t)columns, &arena);

	if (label[0]) {
		put_blanks(line);
		fputs(label, line->out);
	}
	line->blanks += columns - (int)text_width(span_of(label));
	arena_release(&arena);
}

void line_cell(struct shown_line *line, const char *text, int columns, const char *colour)
{
	int len = (int)strlen(text), end = len;

	while (end > 0 && text[end - 1] == ' ')
		end--;
	line->blanks += columns - len;
	if (end) {
		put_blanks(line);
		fprintf(line->out, *colour ? "\033[%s%s%.*s\033[0m" : "%s%s%.*s", colour,
			*colour ? "m" : "", end, text);
	}
	line->blanks += len - end;
}

void line_end(struct shown_line *line)
{
	line->blanks = 0;
	fputc('\n', line->out);
}
