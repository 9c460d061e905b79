#include "store/column.h"

#include <stdio.h>
#include <string.h>

#include "model/plan.h"
#include "model/settings.h"
#include "store/store_internal.h"

/* No clock goes beyond the last day. */
#define MINUTES_MAX ((int64_t)LAST_DAY * 24 * 60)
#define SECONDS_MAX ((int64_t)LAST_DAY * 24 * 60 * 60)

#define COLUMN_RULE(id, table, name, kind, null, low, high)                                        \
	[COLUMN_##id] = { (table), (name), COLUMN_##kind, (null) == MAY_BE_NULL, (low), (high) },
const struct column_rule column_rules[COLUMN_COUNT] = { COLUMNS(COLUMN_RULE) };

static bool number_fits(sqlite3_stmt *row, int at, const struct column_rule *rule, char trouble[64])
{
	int64_t value = sqlite3_column_int64(row, at);

	if (value >= rule->low && value <= rule->high)
		return true;
	snprintf(trouble, 64, "is %lld", (long long)value);
	return false;
}

static bool is_word(const char *text, size_t length)
{
	return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
			    " ./+:_@-") == length;
}

/* The text is asked for before its length, as SQLite wants it. */
static bool bytes_fit(sqlite3_stmt *row, int at, const struct column_rule *rule, char trouble[64])
{
	bool is_text = rule->kind != COLUMN_BYTES;
	const char *bytes =
		is_text ? (const char *)sqlite3_column_text(row, at) : sqlite3_column_blob(row, at);
	int64_t length = sqlite3_column_bytes(row, at);

	if (!bytes && (is_text || length > 0)) {
		snprintf(trouble, 64, "cannot be read: out of memory");
		return false;
	}
	if (length < rule->low || length > rule->high) {
		snprintf(trouble, 64, "has %lld bytes", (long long)length);
		return false;
	}
	if (is_text && memchr(bytes, '\0', (size_t)length)) {
		snprintf(trouble, 64, "has a NUL inside");
		return false;
	}
	if (rule->kind == COLUMN_WORD && !is_word(bytes, (size_t)length)) {
		snprintf(trouble, 64, "has signs that staffgap never writes there");
		return false;
	}
	return true;
}

static const char *type_name(int type)
{
	switch (type) {
	case SQLITE_INTEGER: return "a number";
	case SQLITE_FLOAT: return "a fraction";
	case SQLITE_TEXT: return "a text";
	case SQLITE_BLOB: return "bytes";
	default: return "empty";
	}
}

bool column_fits(sqlite3_stmt *row, int at, const struct column_rule *rule, char trouble[64])
{
	static const int types[] = { [COLUMN_NUMBER] = SQLITE_INTEGER,
				     [COLUMN_BYTES] = SQLITE_BLOB,
				     [COLUMN_TEXT] = SQLITE_TEXT,
				     [COLUMN_WORD] = SQLITE_TEXT };
	int type = sqlite3_column_type(row, at);

	if (type == SQLITE_NULL && rule->may_be_null)
		return true;
	if (type != types[rule->kind]) {
		snprintf(trouble, 64, "is %s", type_name(type));
		return false;
	}
	return rule->kind == COLUMN_NUMBER ? number_fits(row, at, rule, trouble)
					   : bytes_fit(row, at, rule, trouble);
}

struct columns columns_of(sqlite3_stmt *row, struct arena *arena)
{
	return (struct columns){ .row = row, .arena = arena, .bad = COLUMN_COUNT };
}

bool columns_next(const struct store *store, struct columns *columns, bool *found,
		  struct fault *fault)
{
	int code = sqlite3_step(columns->row);

	if (code != SQLITE_ROW && code != SQLITE_DONE) {
		store_fault(store, fault);
		sqlite3_reset(columns->row);
		return false;
	}
	*found = code == SQLITE_ROW;
	if (code == SQLITE_DONE)
		sqlite3_reset(columns->row);
	return true;
}

bool columns_good(const struct store *store, const struct columns *columns, struct fault *fault)
{
	const struct column_rule *rule = &column_rules[columns->bad];

	if (columns->bad == COLUMN_COUNT)
		return true;
	sqlite3_reset(columns->row);
	return fault_set(fault, FAULT_STORE, "'%s' is damaged: %s.%s %s", store->path, rule->table,
			 rule->name, columns->trouble) ||
	       fault_advise(fault, STORE_DAMAGED);
}

void columns_blame(struct columns *columns, enum column_id id, const char *trouble)
{
	if (columns->bad != COLUMN_COUNT)
		return;
	columns->bad = id;
	snprintf(columns->trouble, sizeof(columns->trouble), "%s", trouble);
}

static bool fits(struct columns *columns, int at, enum column_id id)
{
	char trouble[64];

	if (column_fits(columns->row, at, &column_rules[id], trouble))
		return true;
	columns_blame(columns, id, trouble);
	return false;
}

int64_t column_number(struct columns *columns, int at, enum column_id id)
{
	return fits(columns, at, id) ? sqlite3_column_int64(columns->row, at)
				     : column_rules[id].low;
}

int32_t column_int(struct columns *columns, int at, enum column_id id)
{
	return (int32_t)column_number(columns, at, id);
}

struct day column_day(struct columns *columns, int at, enum column_id id)
{
	return (struct day){ column_int(columns, at, id) };
}

const char *column_text(struct columns *columns, int at, enum column_id id)
{
	if (!fits(columns, at, id) || column_is_null(columns, at))
		return "";
	return arena_copy(columns->arena,
			  (struct span){ (const char *)sqlite3_column_text(columns->row, at),
					 (size_t)sqlite3_column_bytes(columns->row, at) });
}

struct span column_bytes(struct columns *columns, int at, enum column_id id)
{
	if (!fits(columns, at, id))
		return SPAN("");
	return (struct span){ sqlite3_column_blob(columns->row, at),
			      (size_t)sqlite3_column_bytes(columns->row, at) };
}

struct digest column_digest(struct columns *columns, int at, enum column_id id)
{
	struct span bytes = column_bytes(columns, at, id);
	struct digest digest = { { 0 } };

	if (bytes.len == sizeof(digest.bytes))
		memcpy(digest.bytes, bytes.ptr, sizeof(digest.bytes));
	return digest;
}

bool column_is_null(const struct columns *columns, int at)
{
	return sqlite3_column_type(columns->row, at) == SQLITE_NULL;
}

struct packed column_packed(struct columns *columns, int size_at, enum column_id size, int at,
			    enum column_id id)
{
	struct packed packed = { .size = (size_t)column_number(columns, size_at, size),
				 .deflated = column_bytes(columns, at, id) };

	if (!packed_fits(&packed))
		columns_blame(columns, size, "is more than its bytes can hold");
	return packed;
}

bool column_only(const struct store *store, sqlite3_stmt *row, enum column_id id, int64_t *number,
		 struct fault *fault)
{
	struct columns columns = columns_of(row, NULL);
	int64_t read = 0;
	bool found;

	if (!columns_next(store, &columns, &found, fault))
		return false;
	if (found)
		read = column_number(&columns, 0, id);
	if (!columns_good(store, &columns, fault))
		return false;
	sqlite3_reset(row);
	*number = read;
	return true;
}
