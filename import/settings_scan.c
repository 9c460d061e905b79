#include "import/settings_scan.h"

#include <string.h>

#include "base/text.h"

struct settings_cursor {
	struct source source;
	const char *at, *end, *line_start;
	int32_t line;
};

/* --- places and refusals ------------------------------------------------------------ */

static struct place place_of(const struct settings_cursor *c, const char *at)
{
	return (struct place){ c->source.name, c->line, (int32_t)(at - c->line_start) + 1 };
}

static bool refuse(const struct settings_cursor *c, const char *at, struct fault *fault,
		   const char *why)
{
	return fault_set_at(fault, FAULT_INPUT, place_of(c, at), "%s", why);
}

static const char *const needs_list =
	"a setting has one value, no list and no section (write name = value; lists go in double "
	"quotes, their items separated by ;)";

static const char *const needs_environment = "settings do not read the environment: ${ is not "
					     "replaced (write the value itself; for the two "
					     "characters write \\${ in double quotes)";

/* --- characters ---------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-' || c == '.';
}

static bool starts(const struct settings_cursor *c, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(c->end - c->at) >= len && memcmp(c->at, text, len) == 0;
}

static void step(struct settings_cursor *c)
{
	if (*c->at++ != '\n')
		return;
	c->line++;
	c->line_start = c->at;
}

static bool skip_comment(struct settings_cursor *c, struct fault *fault)
{
	struct settings_cursor open = *c;

	for (c->at += 2; !starts(c, "*/");) {
		if (c->at == c->end)
			return refuse(&open, open.at, fault, "this comment never ends (write */)");
		step(c);
	}
	c->at += 2;
	return true;
}

/* Blanks and comments; lines too when `lines`. */
static bool skip(struct settings_cursor *c, bool lines, struct fault *fault)
{
	while (c->at < c->end) {
		if (*c->at == '#' || starts(c, "//"))
			while (c->at < c->end && *c->at != '\n')
				c->at++;
		else if (starts(c, "/*")) {
			if (!skip_comment(c, fault))
				return false;
		} else if (is_blank(*c->at) || (lines && *c->at == '\n'))
			step(c);
		else
			return true;
	}
	return true;
}

/* --- values --------------------------------------------------------------------------- */

/* What libconfuse makes of a backslash and one of these ends the text, or no terminal should see.
 */
static bool makes_control(const char *at, const char *end)
{
	return at < end && *at && strchr("0123456789xabefv", *at);
}

static bool skip_quoted(struct settings_cursor *c, struct fault *fault)
{
	struct settings_cursor open = *c;
	char quote = *c->at;

	for (c->at++; c->at < c->end && *c->at != quote; step(c)) {
		if (quote == '"' && starts(c, "${"))
			return refuse(c, c->at, fault, needs_environment);
		if (*c->at != '\\')
			continue;
		if (quote == '"' && makes_control(c->at + 1, c->end))
			return refuse(c, c->at, fault,
				      "this makes a control character (a backslash is written "
				      "\\\\)");
		if (c->at + 1 < c->end)
			c->at++;
	}
	if (c->at == c->end)
		return refuse(&open, open.at, fault, "this quote never ends");
	c->at++;
	return true;
}

static bool skip_word(struct settings_cursor *c, struct fault *fault)
{
	for (; c->at < c->end && !is_blank(*c->at) && !strchr("\n#", *c->at); c->at++) {
		if (starts(c, "${"))
			return refuse(c, c->at, fault, needs_environment);
		if (strchr("{}(),", *c->at))
			return refuse(c, c->at, fault, needs_list);
		if (strchr("=+\"'\\", *c->at) || starts(c, "/*"))
			return refuse(c, c->at, fault,
				      "a value with this character has to be in double quotes");
	}
	return true;
}

/* What stands behind the name must be "=". */
static bool skip_equals(struct settings_cursor *c, struct fault *fault)
{
	if (!skip(c, false, fault))
		return false;
	if (starts(c, "+="))
		return refuse(c, c->at, fault,
			      "settings cannot be extended (write the whole value after =)");
	if (starts(c, "("))
		return refuse(c, c->at, fault,
			      "settings have no functions and cannot include files (write name = "
			      "value)");
	if (starts(c, "{"))
		return refuse(c, c->at, fault, needs_list);
	if (!starts(c, "="))
		return refuse(c, c->at, fault, "'=' is missing here (write name = value)");
	c->at++;
	return skip(c, false, fault);
}

static bool skip_value(struct settings_cursor *c, struct fault *fault)
{
	if (c->at == c->end || *c->at == '\n')
		return refuse(c, c->at, fault, "the value is missing (write name = value)");
	if (*c->at == '"' || *c->at == '\'')
		return skip_quoted(c, fault);
	return skip_word(c, fault);
}

/* --- settings -------------------------------------------------------------------------- */

static bool read_line(struct settings_cursor *c, struct arena *arena, struct setting_line *line,
		      struct fault *fault)
{
	const char *from = c->at;
	size_t len;

	line->place = place_of(c, from);
	while (c->at < c->end && is_name(*c->at))
		c->at++;
	len = (size_t)(c->at - from);
	if (len == 0 || len > SETTING_NAME_MAX)
		return refuse(c, from, fault, "a setting should begin here (write name = value)");
	line->name = arena_copy(arena, (struct span){ from, len });
	if (!skip_equals(c, fault) || !skip_value(c, fault))
		return false;
	line->text = (struct span){ from, (size_t)(c->at - from) };
	if (!skip(c, false, fault))
		return false;
	return c->at == c->end || *c->at == '\n' ||
	       refuse(c, c->at, fault,
		      "the setting ends before this (text with spaces goes in double quotes; one "
		      "setting a line)");
}

static bool is_text(struct source source, struct fault *fault)
{
	if (source.bytes.len > SETTINGS_BYTES_MAX)
		return fault_set_at(fault, FAULT_INPUT, (struct place){ source.name, 0, 0 },
				    "the file has more than %d bytes", (int)SETTINGS_BYTES_MAX);
	if (memchr(source.bytes.ptr, '\0', source.bytes.len) || !text_is_utf8(source.bytes, NULL))
		return fault_set_at(fault, FAULT_INPUT, (struct place){ source.name, 0, 0 },
				    "the file is not UTF-8 text");
	return true;
}

bool settings_scan(struct source source, struct arena *arena, struct setting_line **lines,
		   size_t *count, struct fault *fault)
{
	struct settings_cursor c = { source, source.bytes.ptr, source.bytes.ptr + source.bytes.len,
				     source.bytes.ptr, 1 };
	struct setting_line *list = NULL;
	size_t n = 0, room = 0;

	if (source.bytes.len > 0 && !is_text(source, fault))
		return false;
	if (starts(&c, "\xEF\xBB\xBF"))
		c.line_start = c.at += 3;
	if (!skip(&c, true, fault))
		return false;
	while (c.at < c.end) {
		list = ARENA_PUSH(arena, list, n, room);
		if (!read_line(&c, arena, &list[n], fault) || !skip(&c, true, fault))
			return false;
		n++;
	}
	*lines = list;
	*count = n;
	return true;
}
