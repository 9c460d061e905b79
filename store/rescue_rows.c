#include "store/rescue_rows.h"

#include <string.h>

#include "store/column.h"

enum { COLUMNS_MAX = 32 };

/* All by their key, which is their first column, so that no index is needed in either direction. */
#define TABLE(name, kind)                                                                          \
	{                                                                                          \
		name, "SELECT * FROM " name " NOT INDEXED ORDER BY 1",                             \
			"SELECT * FROM " name " NOT INDEXED ORDER BY 1 DESC",                      \
			"INSERT OR IGNORE INTO " name " VALUES(?", kind                            \
	}

struct rescue_table {
	const char *name, *forward, *backward, *insert;
	int kind;
};

/* plan_input is of before version 7. */
static const struct rescue_table tables[] = {
	TABLE("blob", RESCUE_OTHERS),          TABLE("feed", RESCUE_COPIES),
	TABLE("feed_check", RESCUE_OTHERS),    TABLE("parsed", RESCUE_RESULTS),
	TABLE("plan", RESCUE_PLANS),           TABLE("plan_input", RESCUE_OTHERS),
	TABLE("input_span", RESCUE_OTHERS),    TABLE("event", RESCUE_EVENTS),
	TABLE("plan_calendar", RESCUE_OTHERS), TABLE("plan_event", RESCUE_OTHERS),
	TABLE("solved", RESCUE_RESULTS),
};

struct copying {
	const struct rescue_table *table;
	const struct store *to;
	sqlite3_stmt *add;
	int columns;
	const struct column_rule *rules[COLUMNS_MAX]; /* NULL: left to the new table's checks */
	int64_t found, added;
};

static const struct column_rule *rule_of(const char *table, const char *name)
{
	if (strcmp(table, "plan_input") == 0)
		table = "input_span";
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		if (strcmp(column_rules[i].table, table) == 0 &&
		    strcmp(column_rules[i].name, name) == 0)
			return &column_rules[i];
	return NULL;
}

static bool row_fits(const struct copying *c, sqlite3_stmt *row)
{
	char trouble[64];

	for (int i = 0; i < c->columns; i++)
		if (c->rules[i] && !column_fits(row, i, c->rules[i], trouble))
			return false;
	return true;
}

/* @param[out] added  false: the table has it, or does not take it */
static bool add_row(struct copying *c, sqlite3_stmt *row, bool *added, struct fault *fault)
{
	int code;

	for (int i = 0; i < c->columns; i++)
		sqlite3_bind_value(c->add, i + 1, sqlite3_column_value(row, i));
	code = sqlite3_step(c->add);
	sqlite3_reset(c->add);
	if (code != SQLITE_DONE && (code & 0xff) != SQLITE_CONSTRAINT)
		return store_fault(c->to, fault);
	*added = code == SQLITE_DONE && sqlite3_changes(c->to->db) > 0;
	return true;
}

/*
 * One way through the table. What cannot be read ends it; on the way back it also ends at a row
 * that is known.
 */
static bool walk(struct copying *c, sqlite3_stmt *row, bool back, bool *to_the_end,
		 struct fault *fault)
{
	int code;

	while ((code = sqlite3_step(row)) == SQLITE_ROW) {
		bool added = false;

		if (row_fits(c, row) && !add_row(c, row, &added, fault))
			return false;
		if (back && !added)
			break;
		c->found++;
		c->added += added;
	}
	*to_the_end = code == SQLITE_DONE;
	/* Then nothing says that the file is damaged. */
	return (code & 0xff) != SQLITE_NOMEM || fault_set(fault, FAULT_SYSTEM, "out of memory");
}

static bool prepare_add(struct copying *c, sqlite3_stmt *row, struct fault *fault)
{
	sqlite3_str *text = sqlite3_str_new(NULL);
	char *sql;
	int code;

	c->columns = sqlite3_column_count(row);
	sqlite3_str_appendall(text, c->table->insert);
	for (int i = 0; i < c->columns; i++) {
		if (i > 0)
			sqlite3_str_appendall(text, ", ?");
		c->rules[i] = rule_of(c->table->name, sqlite3_column_name(row, i));
	}
	sqlite3_str_appendall(text, ")");
	sql = sqlite3_str_finish(text);
	code = sql ? sqlite3_prepare_v2(c->to->db, sql, -1, &c->add, NULL) : SQLITE_NOMEM;
	sqlite3_free(sql);
	return code == SQLITE_OK || store_fault(c->to, fault);
}

static bool copy_table(sqlite3 *from, const struct rescue_table *table, const struct store *to,
		       struct rescue *rescue, struct fault *fault)
{
	struct copying copying = { .table = table, .to = to };
	sqlite3_stmt *forward = NULL, *backward = NULL;
	bool whole = false, ok = true;
	int code = sqlite3_prepare_v2(from, table->forward, -1, &forward, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_prepare_v2(from, table->backward, -1, &backward, NULL);
	/* SQLITE_ERROR: their version has no such table. */
	rescue->unreadable = rescue->unreadable || (code != SQLITE_OK && code != SQLITE_ERROR);
	if (code != SQLITE_OK || sqlite3_column_count(forward) > COLUMNS_MAX)
		goto done;
	ok = prepare_add(&copying, forward, fault) && walk(&copying, forward, false, &whole, fault);
	if (ok && !whole) {
		bool unused;

		rescue->unreadable = true;
		ok = walk(&copying, backward, true, &unused, fault);
	}
	rescue->found[table->kind] += copying.found;
	if (table->kind == RESCUE_OTHERS) /* the usable ones of the rest are counted in the end */
		rescue->usable[table->kind] += copying.added;
done:
	sqlite3_finalize(copying.add);
	sqlite3_finalize(forward);
	sqlite3_finalize(backward);
	return ok;
}

bool rescue_rows(sqlite3 *from, const struct store *to, struct rescue *rescue, struct fault *fault)
{
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		if (!copy_table(from, &tables[i], to, rescue, fault))
			return false;
	return true;
}
