/**
 * The columns of the database: what each may hold, and reading them.
 *
 * The file may come from anybody, so no value is believed. One table says for every column of the
 * schema its type and range, the same that import/ and the options of the commands enforce; all
 * values of rows are read through it. The first that does not fit is kept and makes the whole
 * read fail (columns_good), so that a reader may fill its record first and look then.
 */
#ifndef STORE_COLUMN_H
#define STORE_COLUMN_H

#include <sqlite3.h>

#include "store/store.h"

/** Long enough for what tables and calendars hold, too short to fill the memory. */
enum {
	TEXT_BYTES_MAX = 1 << 20,
	DESCRIPTION_BYTES_MAX = 1 << 24,
	WORD_BYTES_MAX = 200,
	EVENTS_COUNTED_MAX = 1000000000,
	PLAN_NUMBER_MAX = 1000000000,
	FIRST_DAY = -719162, /* DAY_FIRST, and below DAY_LAST: a day after it is a day */
	LAST_DAY = 2932895,
};

enum column_kind {
	COLUMN_NUMBER, /* from low to high */
	COLUMN_BYTES,  /* a blob of low to high bytes */
	COLUMN_TEXT,   /* a text of low to high bytes without NUL */
	COLUMN_WORD,   /* the same, of letters, digits and a few signs: is printed as it is */
};

enum { NOT_NULL, MAY_BE_NULL };

/* Name, table, column, kind, whether it may be NULL, low, high. Days are those of base/day.h,
 * seconds and minutes end with its last day. */
#define COLUMNS(X)                                                                                 \
	X(BLOB_ID, "blob", "blob_id", NUMBER, NOT_NULL, 1, INT64_MAX)                              \
	X(BLOB_SHA256, "blob", "sha256", BYTES, NOT_NULL, DIGEST_SIZE, DIGEST_SIZE)                \
	X(BLOB_SIZE, "blob", "size_bytes", NUMBER, NOT_NULL, 0, INPUT_BYTES_MAX)                   \
	X(BLOB_DEFLATED, "blob", "deflated", BYTES, NOT_NULL, 1, INT32_MAX)                        \
	X(FEED_NAME, "feed", "name", TEXT, NOT_NULL, 0, TEXT_BYTES_MAX)                            \
	X(FEED_BLOB, "feed", "blob_id", NUMBER, NOT_NULL, 1, INT64_MAX)                            \
	X(FEED_READ_ON, "feed", "read_on", NUMBER, NOT_NULL, FIRST_DAY, LAST_DAY)                  \
	X(CHECK_NAME, "feed_check", "name", TEXT, NOT_NULL, 0, TEXT_BYTES_MAX)                     \
	X(CHECK_SOURCE, "feed_check", "source_sha256", BYTES, NOT_NULL, DIGEST_SIZE, DIGEST_SIZE)  \
	X(CHECK_CHECKED, "feed_check", "checked_s", NUMBER, NOT_NULL, 0, SECONDS_MAX)              \
	X(CHECK_GOOD, "feed_check", "good_s", NUMBER, NOT_NULL, 0, SECONDS_MAX)                    \
	X(CHECK_FAILURES, "feed_check", "failures", NUMBER, NOT_NULL, 0, INT32_MAX - 1)            \
	X(CHECK_TROUBLE, "feed_check", "trouble", TEXT, NOT_NULL, 0, TEXT_BYTES_MAX)               \
	X(CHECK_FAST_HASH, "feed_check", "fast_hash", BYTES, NOT_NULL, 0, FAST_HASH_SIZE)          \
	X(CHECK_SIZE, "feed_check", "size_bytes", NUMBER, NOT_NULL, 0, INT64_MAX)                  \
	X(CHECK_ETAG, "feed_check", "etag", TEXT, NOT_NULL, 0, TEXT_BYTES_MAX)                     \
	X(CHECK_MODIFIED, "feed_check", "last_modified", TEXT, NOT_NULL, 0, TEXT_BYTES_MAX)        \
	X(CHECK_EVENTS, "feed_check", "event_count", NUMBER, NOT_NULL, 0, EVENTS_COUNTED_MAX)      \
	X(CHECK_ABSENCES, "feed_check", "absence_count", NUMBER, NOT_NULL, 0, EVENTS_COUNTED_MAX)  \
	X(CHECK_SKIPPED, "feed_check", "skipped_count", NUMBER, NOT_NULL, 0, EVENTS_COUNTED_MAX)   \
	X(CHECK_MAC, "feed_check", "mac", BYTES, NOT_NULL, 0, DIGEST_SIZE)                         \
	X(PARSED_KEY, "parsed", "key", BYTES, NOT_NULL, DIGEST_SIZE, DIGEST_SIZE)                  \
	X(PARSED_USED, "parsed", "used_on", NUMBER, NOT_NULL, FIRST_DAY, LAST_DAY)                 \
	X(PARSED_SIZE, "parsed", "size_bytes", NUMBER, NOT_NULL, 0, RESULT_BYTES_MAX)              \
	X(PARSED_DEFLATED, "parsed", "deflated", BYTES, NOT_NULL, 1, INT32_MAX)                    \
	X(PARSED_MAC, "parsed", "mac", BYTES, NOT_NULL, DIGEST_SIZE, DIGEST_SIZE)                  \
	X(PLAN_NUMBER, "plan", "number", NUMBER, NOT_NULL, 1, PLAN_NUMBER_MAX)                     \
	X(PLAN_TODAY, "plan", "today", NUMBER, NOT_NULL, FIRST_DAY, PLAN_DAY_LAST)                 \
	X(PLAN_FIRST_WEEK, "plan", "first_week", NUMBER, NOT_NULL, FIRST_DAY, PLAN_DAY_LAST)       \
	X(PLAN_WEEK_COUNT, "plan", "week_count", NUMBER, NOT_NULL, 1, PLAN_WEEKS_MAX)              \
	X(PLAN_INPUTS, "plan", "inputs_sha256", BYTES, NOT_NULL, DIGEST_SIZE, DIGEST_SIZE)         \
	X(PLAN_OUTCOME, "plan", "outcome_sha256", BYTES, NOT_NULL, DIGEST_SIZE, DIGEST_SIZE)       \
	X(PLAN_OBJECTIVE, "plan", "objective", NUMBER, NOT_NULL, 0, OBJECTIVE_COUNT - 1)           \
	X(PLAN_PERCENT, "plan", "goal_percent", NUMBER, NOT_NULL, 0, 99)                           \
	X(PLAN_DRAWS, "plan", "goal_draws", NUMBER, NOT_NULL, 0, DRAWS_MAX)                        \
	X(PLAN_SEED, "plan", "goal_seed", NUMBER, NOT_NULL, 0, INT32_MAX)                          \
	X(PLAN_ENGINE, "plan", "engine", NUMBER, NOT_NULL, 0, ENGINE_COUNT - 1)                    \
	X(PLAN_BY, "plan", "sourced_by", WORD, NOT_NULL, 0, WORD_BYTES_MAX)                        \
	X(EVENT_ID, "event", "event_id", NUMBER, NOT_NULL, 1, INT64_MAX)                           \
	X(EVENT_UID, "event", "uid", WORD, NOT_NULL, 1, WORD_BYTES_MAX)                            \
	X(EVENT_SEQUENCE, "event", "sequence", NUMBER, NOT_NULL, 0, INT32_MAX - 1)                 \
	X(EVENT_REVISED, "event", "revised_min", NUMBER, NOT_NULL, 0, MINUTES_MAX)                 \
	X(EVENT_KIND, "event", "kind", NUMBER, NOT_NULL, 0, EVENT_KIND_COUNT - 1)                  \
	X(EVENT_KEY, "event", "key", TEXT, NOT_NULL, 0, TEXT_BYTES_MAX)                            \
	X(EVENT_FIRST, "event", "first_day", NUMBER, NOT_NULL, FIRST_DAY, LAST_DAY)                \
	X(EVENT_LAST, "event", "last_day", NUMBER, NOT_NULL, FIRST_DAY, LAST_DAY)                  \
	X(EVENT_CONFIRMED, "event", "confirmed", NUMBER, NOT_NULL, 0, 1)                           \
	X(EVENT_SUMMARY, "event", "summary", TEXT, NOT_NULL, 0, TEXT_BYTES_MAX)                    \
	X(EVENT_DESCRIPTION, "event", "description", TEXT, NOT_NULL, 0, DESCRIPTION_BYTES_MAX)     \
	X(EVENT_CATEGORIES, "event", "categories", TEXT, NOT_NULL, 0, TEXT_BYTES_MAX)              \
	X(EVENT_CANCELLED, "event", "cancelled_on", NUMBER, MAY_BE_NULL, FIRST_DAY, LAST_DAY)      \
	X(CALENDAR_NUMBER, "plan_calendar", "number", NUMBER, NOT_NULL, 1, PLAN_NUMBER_MAX)        \
	X(PLAN_EVENT_NUMBER, "plan_event", "number", NUMBER, NOT_NULL, 1, PLAN_NUMBER_MAX)         \
	X(PLAN_EVENT_EVENT, "plan_event", "event_id", NUMBER, NOT_NULL, 1, INT64_MAX)              \
	X(SOLVED_NUMBER, "solved", "number", NUMBER, NOT_NULL, 1, PLAN_NUMBER_MAX)                 \
	X(SOLVED_VERSION, "solved", "version", WORD, NOT_NULL, 0, WORD_BYTES_MAX)                  \
	X(SOLVED_SIZE, "solved", "size_bytes", NUMBER, NOT_NULL, 0, RESULT_BYTES_MAX)              \
	X(SOLVED_DEFLATED, "solved", "deflated", BYTES, NOT_NULL, 1, INT32_MAX)                    \
	X(SOLVED_MAC, "solved", "mac", BYTES, NOT_NULL, DIGEST_SIZE, DIGEST_SIZE)                  \
	X(SPAN_NAME, "input_span", "name", TEXT, NOT_NULL, 0, TEXT_BYTES_MAX)                      \
	X(SPAN_FIRST, "input_span", "first_plan", NUMBER, NOT_NULL, 1, PLAN_NUMBER_MAX)            \
	X(SPAN_LAST, "input_span", "last_plan", NUMBER, MAY_BE_NULL, 1, PLAN_NUMBER_MAX)           \
	X(SPAN_BLOB, "input_span", "blob_id", NUMBER, NOT_NULL, 1, INT64_MAX)                      \
	X(SPAN_READ_ON, "input_span", "read_on", NUMBER, MAY_BE_NULL, FIRST_DAY, LAST_DAY)         \
	X(SPAN_TROUBLE, "input_span", "trouble", TEXT, NOT_NULL, 0, TEXT_BYTES_MAX)

#define COLUMN_ENUM(id, table, name, kind, null, low, high) COLUMN_##id,
enum column_id { COLUMNS(COLUMN_ENUM) COLUMN_COUNT };

struct column_rule {
	const char *table, *name;
	enum column_kind kind;
	bool may_be_null;
	int64_t low, high;
};

extern const struct column_rule column_rules[COLUMN_COUNT];

/** Rows of a statement that are read, and the first value that did not fit. */
struct columns {
	sqlite3_stmt *row;
	struct arena *arena; /* of texts */
	enum column_id bad;  /* COLUMN_COUNT: none */
	char trouble[64];    /* what it is instead */
};

/** Begin to read the rows of a statement. */
struct columns columns_of(sqlite3_stmt *row, struct arena *arena);

/**
 * Go to the next row.
 *
 * @param[out] found  whether there is one
 */
bool columns_next(const struct store *store, struct columns *columns, bool *found,
		  struct fault *fault) MUST_CHECK;

/** @return false with FAULT_STORE that names table and column when a value did not fit */
bool columns_good(const struct store *store, const struct columns *columns,
		  struct fault *fault) MUST_CHECK;

/** Keep a value that no single column shows to be wrong; `trouble` goes on after the name. */
void columns_blame(struct columns *columns, enum column_id id, const char *trouble);

/**
 * The value of a column of the row, by its place in the statement. What does not fit gives the
 * lowest value that does, an empty text, zeros; NULL gives 0 or "" where it may be.
 */
int64_t column_number(struct columns *columns, int at, enum column_id id);
int32_t column_int(struct columns *columns, int at, enum column_id id);
struct day column_day(struct columns *columns, int at, enum column_id id);
const char *column_text(struct columns *columns, int at, enum column_id id);
struct digest column_digest(struct columns *columns, int at, enum column_id id);

/** Bytes as SQLite has them: until the statement goes on. */
struct span column_bytes(struct columns *columns, int at, enum column_id id);

bool column_is_null(const struct columns *columns, int at);

/** What zlib packed, without a digest, until the statement goes on. The size fits to the bytes. */
struct packed column_packed(struct columns *columns, int size_at, enum column_id size, int at,
			    enum column_id id);

/** The number in the only column of the only row of a statement; 0 when there is no row. */
bool column_only(const struct store *store, sqlite3_stmt *row, enum column_id id, int64_t *number,
		 struct fault *fault) MUST_CHECK;

/** Whether the value at that place fits, whatever it is; says what it is instead. */
bool column_fits(sqlite3_stmt *row, int at, const struct column_rule *rule, char trouble[64]);

#endif
