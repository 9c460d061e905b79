#include "store/statement.h"

#include <string.h>

#include "store/store_internal.h"

#define STATEMENT_TEXT(name, text) [SQL_##name] = (text),
static const char *const statement_text[] = { STATEMENTS(STATEMENT_TEXT)
						      RESCUE_STATEMENTS(STATEMENT_TEXT) };
static_assert(ARRAY_LEN(statement_text) == SQL_COUNT, "every statement has a text");

static bool is_damage(int code)
{
	return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

static const char *cause(int code)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return " (another staffgap is at work in this folder: wait for it to end)";
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM: return " (staffgap must be able to write to the folder .staffgap)";
	case SQLITE_FULL: return " (the disk is full)";
	case SQLITE_INTERRUPT: return " (it asks for more work than any plan's history does)";
	default: return "";
	}
}

bool store_fault(const struct store *store, struct fault *fault)
{
	int code = sqlite3_extended_errcode(store->db);
	int reason = (code & 0xff) == SQLITE_IOERR ? sqlite3_system_errno(store->db) : 0;

	fault_set(fault, FAULT_STORE, "'%s': %s%s%s%s", store->path, sqlite3_errmsg(store->db),
		  cause(code), reason ? ": " : "", reason ? strerror(reason) : "");
	return is_damage(code) && fault_advise(fault, STORE_DAMAGED);
}

sqlite3_stmt *store_statement(struct store *store, enum statement which, struct fault *fault)
{
	sqlite3_stmt **statement = &store->statements[which];

	if (!*statement &&
	    sqlite3_prepare_v3(store->db, statement_text[which], -1, SQLITE_PREPARE_PERSISTENT,
			       statement, NULL) != SQLITE_OK) {
		store_fault(store, fault);
		return NULL;
	}
	guard_begin(&store->guard);
	sqlite3_reset(*statement);
	sqlite3_clear_bindings(*statement);
	return *statement;
}

bool store_run(struct store *store, sqlite3_stmt *statement, struct fault *fault)
{
	if (sqlite3_step(statement) != SQLITE_DONE)
		return store_fault(store, fault);
	sqlite3_reset(statement);
	return true;
}
