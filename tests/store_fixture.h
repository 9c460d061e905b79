/** A database with rows in all its tables, values that nobody stores, and reading all of it. */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "store/store_internal.h"

/** Plans 1 and 2 with tables, feeds, events and answers, feeds that were tried, kept results. */
void fixture_fill(struct store *store);

/** A database in memory that has them, and what was written is lasting. */
struct store *fixture_filled(void);

/** Let any value into any column, as a program without our rules can; then have the schema of
 * before again. */
void fixture_loosen(sqlite3 *db);
void fixture_tighten(sqlite3 *db);

/** Tables and columns of the schema. @return false where there is no such place */
bool fixture_column(sqlite3 *db, int place, char table[64], char column[64]);

/** Set the column in all rows (or, where that cannot be, in one) by binding `value`, a statement
 * with one column of one row. */
void fixture_set(sqlite3 *db, const char *table, const char *column, sqlite3_value *value);

/** Everything that commands read, then what they write. @return false with the fault of what was
 * refused */
bool fixture_read(struct store *store, struct fault *fault);
bool fixture_write(struct store *store, struct fault *fault);

#endif
