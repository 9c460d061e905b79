#include "reports/json.h"

#include <string.h>

#include "store/number.h"
#include "store/text.h"

struct json json_start(FILE *out)
{
	return (struct json){ .out = out };
}

/* --- bytes: plans are tens of megabytes, and a call of stdio for each would take most of the time
 */

static void flush(struct json *json)
{
	fwrite(json->buffer, 1, json->used, json->out);
	json->used = 0;
}

static void put_char(struct json *json, char c)
{
	if (json->used == sizeof(json->buffer))
		flush(json);
	json->buffer[json->used++] = c;
}

static void put_bytes(struct json *json, const char *bytes, size_t len)
{
	if (len > sizeof(json->buffer) - json->used)
		flush(json);
	if (len > sizeof(json->buffer)) {
		fwrite(bytes, 1, len, json->out);
		return;
	}
	memcpy(json->buffer + json->used, bytes, len);
	json->used += len;
}

static void put_plain(struct json *json, const char *text)
{
	put_bytes(json, text, strlen(text));
}

/* --- structure */

static bool on_one_line(const struct json *json)
{
	return json->row_depth && json->depth >= json->row_depth;
}

static void new_line(struct json *json)
{
	put_char(json, '\n');
	for (int i = 0; i < json->depth; i++)
		put_char(json, ' ');
}

/* Before an item of a list or the key of a member. */
static void separate(struct json *json)
{
	if (json->filled)
		put_char(json, ',');
	if (json->depth && !on_one_line(json))
		new_line(json);
	else if (json->filled)
		put_char(json, ' ');
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
	put_char(json, bracket);
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
	put_char(json, json->closing[json->depth]);
	json->filled = true;
	if (!json->depth) {
		put_char(json, '\n');
		flush(json);
	}
}

/* A value that stands alone is all there is. */
static void after_value(struct json *json)
{
	if (!json->depth)
		flush(json);
}

/* The bytes are valid UTF-8. */
static void put_valid(struct json *json, const char *text, size_t len)
{
	static const char hex[] = "0123456789abcdef";
	size_t plain = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];

		if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f)
			continue;
		put_bytes(json, text + plain, i - plain);
		plain = i + 1;
		if (byte == '"' || byte == '\\')
			put_bytes(json, (const char[]){ '\\', (char)byte }, 2);
		else if (byte == '\n')
			put_plain(json, "\\n");
		else if (byte == '\t')
			put_plain(json, "\\t");
		else
			put_bytes(json,
				  (const char[]){ '\\', 'u', '0', '0', hex[byte >> 4],
						  hex[byte & 15] },
				  6);
	}
	put_bytes(json, text + plain, len - plain);
}

static void put_string(struct json *json, const char *text)
{
	struct span rest = span_of(text);
	size_t bad;

	put_char(json, '"');
	while (!text_is_utf8(rest, &bad)) {
		put_valid(json, rest.ptr, bad);
		put_plain(json, "\xef\xbf\xbd"); /* U+FFFD */
		rest.ptr += bad + 1;
		rest.len -= bad + 1;
	}
	put_valid(json, rest.ptr, rest.len);
	put_char(json, '"');
}

void json_key(struct json *json, const char *key)
{
	assert(json->depth > 0 && json->closing[json->depth - 1] == '}' && !json->keyed);
	separate(json);
	put_char(json, '"'); /* keys are ours: nothing to escape */
	put_plain(json, key);
	put_plain(json, "\": ");
	json->keyed = true;
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
	put_char(json, '"');
	put_plain(json, word);
	put_char(json, '"');
	after_value(json);
}

void json_integer(struct json *json, int64_t value)
{
	char text[NUMBER_TEXT_SIZE];

	before_value(json);
	number_format(text, value, 1, 0, '.');
	put_plain(json, text);
	after_value(json);
}

void json_decimal(struct json *json, int64_t value, int64_t scale)
{
	char text[NUMBER_TEXT_SIZE];

	number_format(text, value, scale, 2, '.');
	before_value(json);
	put_plain(json, text);
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
	put_plain(json, value ? "true" : "false");
	after_value(json);
}

void json_null(struct json *json)
{
	before_value(json);
	put_plain(json, "null");
	after_value(json);
}

void json_texts(struct json *json, const char *const *texts, size_t count)
{
	json_open_row(json, '[');
	for (size_t i = 0; i < count; i++)
		json_text(json, texts[i]);
	json_close(json);
}
