/**
 * Writing JSON (RFC 8259) to a stream: the same values give the same bytes.
 *
 * Keys stay in the order in which they are written. Numbers are made of integers, so that
 * 31.75 hours are the text 31.75 and no nearest double. Each item of a list stands on a line of
 * its own unless it was opened with json_open_row: then all of it stays on one line. Text that is
 * no UTF-8 gets U+FFFD for each bad byte; the file is always valid. Wrong nesting is an assert.
 * What is written stands in the sink until the outermost value is closed. Check ferror at the end.
 */
#ifndef REPORTS_JSON_H
#define REPORTS_JSON_H

#include <stdint.h>
#include <stdio.h>

#include "base/day.h"
#include "reports/sink.h"

enum { JSON_DEPTH_MAX = 16 };

struct json {
	char closing[JSON_DEPTH_MAX]; /* what ends each open object or list */
	int depth;
	int row_depth; /* from this depth on all stays on one line; 0: none is open */
	bool filled;   /* the innermost one has an item already */
	bool keyed;    /* a key was written and its value not yet */
	struct sink sink;
};

struct json json_start(FILE *out);

/** Begin an object ('{') or a list ('['). */
void json_open(struct json *json, char bracket);

/** The same; all of it stays on one line. */
void json_open_row(struct json *json, char bracket);

/** End the innermost object or list; a line feed follows the outermost one. */
void json_close(struct json *json);

/** The key of the value that comes next, inside an object: a word of ours, nothing to escape. */
void json_key(struct json *json, const char *key);

/**
 * The same within a row, for keys that come again in each of many rows.
 *
 * @param written  as it stands in a row after another member: `, "week": `
 */
void json_row_key(struct json *json, struct span written);

void json_text(struct json *json, const char *text);

/** A text of ours that needs no escaping: a view, a week, a day. */
void json_plain(struct json *json, const char *word);

void json_integer(struct json *json, int64_t value);

/** value / scale with two decimals, rounded half to even: 31.75. */
void json_decimal(struct json *json, int64_t value, int64_t scale);

/** "2026-11-30". */
void json_day(struct json *json, struct day day);

/** "2026-W49": the ISO week of the day. */
void json_week(struct json *json, struct day day);

void json_bool(struct json *json, bool value);
void json_null(struct json *json);

/** A key and its value. */
void json_text_at(struct json *json, const char *key, const char *text);
void json_integer_at(struct json *json, const char *key, int64_t value);
void json_decimal_at(struct json *json, const char *key, int64_t value, int64_t scale);
void json_day_at(struct json *json, const char *key, struct day day);
void json_week_at(struct json *json, const char *key, struct day day);

/** A key and an object or a list that is open from then on. */
void json_open_at(struct json *json, const char *key, char bracket);
void json_open_row_at(struct json *json, const char *key, char bracket);

/** A list of texts on one line. */
void json_texts(struct json *json, const char *const *texts, size_t count);

#endif
