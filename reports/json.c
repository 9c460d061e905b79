#include "reports/json.h"

#include <string.h>

#include "base/text.h"

struct json json_start(FILE *out)
{
	return (struct json){ .sink = { .out = out } };
}

/* --- structure */

static bool on_one_line(const struct json *json)
{
	return json->row_depth && json->depth >= json->row_depth;
}

static void new_line(struct json *json)
{
	sink_char(&json->sink, '\n');
	for (int i = 0; i < json->depth; i++)
		sink_char(&json->sink, ' ');
}

/* Before an item of a list or the key of a member. */
static void separate(struct json *json)
{
	if (json->filled)
		sink_char(&json->sink, ',');
	if (json->depth && !on_one_line(json))
		new_line(json);
	else if (json->filled)
		sink_char(&json->sink, ' ');
	json->filled = true;
}

static void before_value(struct json *json)
{
	assert(json->keyed || !json->depth || json->closing[json->depth - 1] == ']');
	if (json->keyed)
		json->keyed = false;
	else
		separate(json);
}

void json_open(struct json *json, char bracket)
{
	assert(json->depth < JSON_DEPTH_MAX && (bracket == '{' || bracket == '['));
	before_value(json);
	sink_char(&json->sink, bracket);
	json->closing[json->depth++] = bracket == '{' ? '}' : ']';
	json->filled = false;
}

void json_open_row(struct json *json, char bracket)
{
	json_open(json, bracket);
	if (!json->row_depth)
		json->row_depth = json->depth;
}

void json_close(struct json *json)
{
	bool row = on_one_line(json);

	assert(json->depth > 0 && !json->keyed);
	if (json->depth == json->row_depth)
		json->row_depth = 0;
	json->depth--;
	if (json->filled && !row)
		new_line(json);
	sink_char(&json->sink, json->closing[json->depth]);
	json->filled = true;
	if (!json->depth) {
		sink_char(&json->sink, '\n');
		sink_flush(&json->sink);
	}
}

/* A value that stands alone is all there is. */
static void after_value(struct json *json)
{
	if (!json->depth)
		sink_flush(&json->sink);
}

static void put_unit(struct json *json, uint32_t unit)
{
	static const char hex[] = "0123456789abcdef";

	sink_bytes(&json->sink,
		   (const char[]){ '\\', 'u', hex[unit >> 12], hex[unit >> 8 & 15],
				   hex[unit >> 4 & 15], hex[unit & 15] },
		   6);
}

/* What somebody who looks at the file must not meet raw: it is spelled out. */
static void put_hidden(struct json *json, uint32_t character)
{
	if (character == '\n' || character == '\t') {
		sink_text(&json->sink, character == '\n' ? "\\n" : "\\t");
	} else if (character < 0x10000) {
		put_unit(json, character);
	} else {
		put_unit(json, 0xd800 + ((character - 0x10000) >> 10));
		put_unit(json, 0xdc00 + ((character - 0x10000) & 0x3ff));
	}
}

/* The bytes are valid UTF-8. */
static void put_valid(struct json *json, const char *text, size_t len)
{
	size_t plain = 0;

	for (size_t i = 0; i < len; i++) {
		uint32_t character;
		size_t hidden = text_hidden((struct span){ text + i, len - i }, &character);
		bool quoted = text[i] == '"' || text[i] == '\\';

		if (!hidden && !quoted)
			continue;
		sink_bytes(&json->sink, text + plain, i - plain);
		if (quoted)
			sink_bytes(&json->sink, (const char[]){ '\\', text[i] }, 2);
		else
			put_hidden(json, character);
		i += quoted ? 0 : hidden - 1;
		plain = i + 1;
	}
	sink_bytes(&json->sink, text + plain, len - plain);
}

/* Most are ASCII with nothing to escape. */
static bool is_plain(struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];

		if (byte < 0x20 || byte >= 0x7f || byte == '"' || byte == '\\')
			return false;
	}
	return true;
}

static void put_string(struct json *json, const char *text)
{
	struct span rest = span_of(text);
	size_t bad;

	sink_char(&json->sink, '"');
	if (is_plain(rest)) {
		sink_bytes(&json->sink, rest.ptr, rest.len);
		sink_char(&json->sink, '"');
		return;
	}
	while (!text_is_utf8(rest, &bad)) {
		put_valid(json, rest.ptr, bad);
		sink_text(&json->sink, "\xef\xbf\xbd"); /* U+FFFD */
		rest.ptr += bad + 1;
		rest.len -= bad + 1;
	}
	put_valid(json, rest.ptr, rest.len);
	sink_char(&json->sink, '"');
}

void json_key(struct json *json, const char *key)
{
	assert(json->depth > 0 && json->closing[json->depth - 1] == '}' && !json->keyed);
	separate(json);
	sink_char(&json->sink, '"'); /* keys are ours: nothing to escape */
	sink_text(&json->sink, key);
	sink_text(&json->sink, "\": ");
	json->keyed = true;
}

void json_row_key(struct json *json, struct span written)
{
	assert(on_one_line(json) && !json->keyed && written.len > 2);
	if (json->filled)
		sink_bytes(&json->sink, written.ptr, written.len);
	else
		sink_bytes(&json->sink, written.ptr + 2, written.len - 2);
	json->filled = json->keyed = true;
}

void json_text(struct json *json, const char *text)
{
	before_value(json);
	put_string(json, text);
	after_value(json);
}

void json_plain(struct json *json, const char *word)
{
	before_value(json);
	sink_char(&json->sink, '"');
	sink_text(&json->sink, word);
	sink_char(&json->sink, '"');
	after_value(json);
}

void json_integer(struct json *json, int64_t value)
{
	before_value(json);
	sink_number(&json->sink, value, 1, 0, '.');
	after_value(json);
}

void json_decimal(struct json *json, int64_t value, int64_t scale)
{
	before_value(json);
	sink_number(&json->sink, value, scale, 2, '.');
	after_value(json);
}

void json_day(struct json *json, struct day day)
{
	char text[DAY_TEXT_SIZE];

	day_format(day, text);
	json_plain(json, text);
}

void json_week(struct json *json, struct day day)
{
	char text[WEEK_TEXT_SIZE];

	week_format(day, text);
	json_plain(json, text);
}

void json_bool(struct json *json, bool value)
{
	before_value(json);
	sink_text(&json->sink, value ? "true" : "false");
	after_value(json);
}

void json_null(struct json *json)
{
	before_value(json);
	sink_text(&json->sink, "null");
	after_value(json);
}

void json_text_at(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

void json_integer_at(struct json *json, const char *key, int64_t value)
{
	json_key(json, key);
	json_integer(json, value);
}

void json_decimal_at(struct json *json, const char *key, int64_t value, int64_t scale)
{
	json_key(json, key);
	json_decimal(json, value, scale);
}

void json_day_at(struct json *json, const char *key, struct day day)
{
	json_key(json, key);
	json_day(json, day);
}

void json_week_at(struct json *json, const char *key, struct day day)
{
	json_key(json, key);
	json_week(json, day);
}

void json_open_at(struct json *json, const char *key, char bracket)
{
	json_key(json, key);
	json_open(json, bracket);
}

void json_open_row_at(struct json *json, const char *key, char bracket)
{
	json_key(json, key);
	json_open_row(json, bracket);
}

void json_texts(struct json *json, const char *const *texts, size_t count)
{
	json_open_row(json, '[');
	for (size_t i = 0; i < count; i++)
		json_text(json, texts[i]);
	json_close(json);
}
