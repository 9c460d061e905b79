#include "import/ical/ical_lines.h"

#include <string.h>
#include <strings.h>

bool span_is(struct span value, const char *word)
{
	return strlen(word) == value.len && strncasecmp(word, value.ptr, value.len) == 0;
}

struct span lines_physical(struct ical_lines *in)
{
	const char *start = in->at;
	const char *stop = memchr(start, in->newline, (size_t)(in->end - start));
	struct span line;

	in->at = stop ? stop + 1 : in->end;
	if (!stop)
		stop = in->end;
	if (stop > start && stop[-1] == '\r')
		stop--;
	line = (struct span){ start, (size_t)(stop - start) };
	in->line++;
	return line;
}

static bool folded(const struct ical_lines *in)
{
	return in->at < in->end && (*in->at == ' ' || *in->at == '\t');
}

/* The bytes of a line and of the lines folded onto it; copied only when there are some. */
struct span lines_unfold(struct ical_lines *in, struct span first, bool keep)
{
	const char *from = in->at;
	int32_t line = in->line;
	size_t len = first.len;
	char *text;

	if (!folded(in))
		return first;
	while (folded(in))
		len += lines_physical(in).len - 1;
	if (!keep)
		return first;
	text = ARENA_ARRAY(in->arena, char, len + 1);
	memcpy(text, first.ptr, first.len);
	len = first.len;
	in->at = from;
	in->line = line;
	while (folded(in)) {
		struct span next = lines_physical(in);

		memcpy(text + len, next.ptr + 1, next.len - 1);
		len += next.len - 1;
	}
	return (struct span){ text, len };
}

size_t line_name_length(struct span line)
{
	size_t len = 0;

	while (len < line.len && line.ptr[len] != ':' && line.ptr[len] != ';')
		len++;
	return len;
}

bool line_split(struct span text, const char *name, int32_t number, struct ical_line *line)
{
	size_t from = line_name_length(text), to = from;
	bool quoted = false;

	while (to < text.len && (quoted || text.ptr[to] != ':')) {
		if (text.ptr[to] == '"')
			quoted = !quoted;
		to++;
	}
	if (to == text.len)
		return false;
	*line = (struct ical_line){
		.name = name,
		.parameters = { text.ptr + from, to - from },
		.value = span_trim((struct span){ text.ptr + to + 1, text.len - to - 1 }),
		.line = number,
	};
	return true;
}

/* --- components -------------------------------------------------------- */

struct ical_lines ical_lines_of(struct span bytes, struct arena *arena)
{
	bool has_newline = bytes.len > 0 && memchr(bytes.ptr, '\n', bytes.len);

	return (struct ical_lines){ .at = bytes.ptr,
				    .end = bytes.ptr + bytes.len,
				    .newline = has_newline ? '\n' : '\r',
				    .line = 1,
				    .arena = arena };
}

bool ical_lines_next(struct ical_lines *in, const char *const *names, struct ical_line *line)
{
	while (in->at < in->end) {
		int32_t number = in->line;
		struct span text = lines_unfold(in, lines_physical(in), true);
		struct span name = { text.ptr, line_name_length(text) };

		for (size_t i = 0; names[i]; i++)
			if (span_is(name, names[i]) && line_split(text, names[i], number, line))
				return true;
	}
	return false;
}

/* --- parts of a line --------------------------------------------------- */

struct span line_parameter_span(const struct ical_line *line, const char *name)
{
	const char *at = line->parameters.ptr, *stop = at + line->parameters.len;
	size_t len = strlen(name);

	while (at < stop) {
		const char *from = ++at; /* after the ';' */
		bool quoted = false;

		while (at < stop && (quoted || *at != ';')) {
			if (*at == '"')
				quoted = !quoted;
			at++;
		}
		if ((size_t)(at - from) > len && from[len] == '=' &&
		    strncasecmp(from, name, len) == 0) {
			struct span value = { from + len + 1, (size_t)(at - from) - len - 1 };

			if (value.len >= 2 && value.ptr[0] == '"' &&
			    value.ptr[value.len - 1] == '"')
				value = (struct span){ value.ptr + 1, value.len - 2 };
			return span_trim(value);
		}
	}
	return (struct span){ "", 0 };
}

const char *line_parameter(const struct ical_line *line, const char *name, struct arena *arena)
{
	return arena_copy(arena, line_parameter_span(line, name));
}

bool line_is(const struct ical_line *line, const char *word)
{
	return span_is(line->value, word);
}

const char *line_text(const struct ical_line *line, struct arena *arena)
{
	char *text = ARENA_ARRAY(arena, char, line->value.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < line->value.len; i++) {
		char c = line->value.ptr[i];

		if (c == '\\' && i + 1 < line->value.len) {
			c = line->value.ptr[++i];
			if (c == 'n' || c == 'N')
				c = '\n';
		}
		text[len++] = c;
	}
	return text;
}

const struct ical_line *lines_find(const struct ical_line *lines, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(lines[i].name, name) == 0)
			return &lines[i];
	return NULL;
}
