/**
 * The database is a file that somebody else may have made: what SQLite would do for it is bounded.
 *
 * All statements are ours and constant, so that a file can only act through its schema and its
 * values. The schema is compared (store/schema.h) and values are checked (store/column.h); this
 * switches off what neither needs and bounds the work of what is left.
 */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include <sqlite3.h>
#include <stdint.h>

#include "base/fault.h"

/** The most that a row may hold: SQLite's own limit, above the largest feed (feed_mb = 1000). */
enum { GUARD_ROW_BYTES = 1000000000 };

/** Steps of SQLite's machine that a statement may take: some 20 seconds. Counting a plan's history
 * of ten years takes less than a thousandth. */
#define GUARD_STEPS INT64_C(2000000000)

/** What is left of the steps of the statement that runs. */
struct guard {
	int64_t steps_left;
};

/**
 * From now on SQLite ends the program, as an arena does, when it gets no memory: what it answers
 * then is easily taken for "there is none". To be called before the first connection is opened;
 * more often does no harm.
 */
void guard_memory(void);

/**
 * Refuse what is no regular file: a link, folder, FIFO or device in place of the database or of
 * the files that SQLite keeps beside it.
 *
 * @return true when it is a regular file or not there
 */
bool guard_file(const char *path, struct fault *fault) MUST_CHECK;

/**
 * Switch off triggers, views, extensions, mapped memory and changes of the schema by hand; set
 * limits and the budget of steps. To be called before anything is read.
 *
 * @param guard  must live as long as the connection
 * @return SQLite's code
 */
int guard_connection(sqlite3 *db, struct guard *guard) MUST_CHECK;

/** Give the next statement all its steps. */
void guard_begin(struct guard *guard);

#endif
