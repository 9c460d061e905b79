#include "reports/json.h"

#include <string.h>

#include "store/number.h"
#include "store/text.h"

struct json json_start(FILE *out)
{
	return (struct json){ .out = out };
}

static bool on_one_line(const struct json *json)
{
	return json->row_depth && json->depth >= json->row_depth;
}

static void new_line(const struct json *json)
{
	fputc('\n', json->out);
	for (int i = 0; i < json->depth; i++)
		fputc(' ', json->out);
}

/* Before an item of a list or the key of a member. */
static void separate(struct json *json)
{
	if (json->filled)
		fputc(',', json->out);
	if (json->depth && !on_one_line(json))
		new_line(json);
	else if (json->filled)
		fputc(' ', json->out);
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
	fputc(bracket, json->out);
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
	fputc(json->closing[json->depth], json->out);
	json->filled = true;
	if (!json->depth)
		fputc('\n', json->out);
}

/* The bytes are valid UTF-8. */
static void put_valid(FILE *out, const char *text, size_t len)
{
	size_t plain = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];

		if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f)
			continue;
		fwrite(text + plain, 1, i - plain, out);
		plain = i + 1;
		if (byte == '"' || byte == '\\')
			fprintf(out, "\\%c", byte);
		else if (byte == '\n')
			fputs("\\n", out);
		else if (byte == '\t')
			fputs("\\t", out);
		else
			fprintf(out, "\\u%04x", (unsigned)byte);
	}
	fwrite(text + plain, 1, len - plain, out);
}

static void put_string(FILE *out, const char *text)
{
	struct span rest = span_of(text);
	size_t bad;

	fputc('"', out);
	while (!text_is_utf8(rest, &bad)) {
		put_valid(out, rest.ptr, bad);
		fputs("\xef\xbf\xbd", out); /* U+FFFD */
		rest.ptr += bad + 1;
		rest.len -= bad + 1;
	}
	put_valid(out, rest.ptr, rest.len);
	fputc('"', out);
}

void json_key(struct json *json, const char *key)
{
	assert(json->depth > 0 && json->closing[json->depth - 1] == '}' && !json->keyed);
	separate(json);
	fputc('"', json->out); /* keys are ours: nothing to escape */
	fputs(key, json->out);
	fputs("\": ", json->out);
	json->keyed = true;
}

void json_text(struct json *json, const char *text)
{
	before_value(json);
	put_string(json->out, text);
}

void json_integer(struct json *json, int64_t value)
{
	before_value(json);
	fprintf(json->out, "%lld", (long long)value);
}

void json_decimal(struct json *json, int64_t value, int64_t scale)
{
	char text[NUMBER_TEXT_SIZE];

	number_format(text, value, scale, 2, '.');
	before_value(json);
	fputs(text, json->out);
}

void json_day(struct json *json, struct day day)
{
	char text[DAY_TEXT_SIZE];

	day_format(day, text);
	json_text(json, text);
}

void json_week(struct json *json, struct day day)
{
	char text[WEEK_TEXT_SIZE];

	week_format(day, text);
	json_text(json, text);
}

void json_bool(struct json *json, bool value)
{
	before_value(json);
	fputs(value ? "true" : "false", json->out);
}

void json_null(struct json *json)
{
	before_value(json);
	fputs("null", json->out);
}

void json_texts(struct json *json, const char *const *texts, size_t count)
{
	json_open_row(json, '[');
	for (size_t i = 0; i < count; i++)
		json_text(json, texts[i]);
	json_close(json);
}
