/** The rows of a damaged database, read by our own schema, into an empty one. */
#ifndef STORE_RESCUE_ROWS_H
#define STORE_RESCUE_ROWS_H

#include "store/rescue.h"
#include "store/store_internal.h"

/**
 * Copy all rows whose values fit and which the new tables take.
 *
 * @param from     in memory, with our schema (store/rescue_places.h)
 * @param to       has the tables of that version and nothing in them
 * @param[in,out] rescue  counts what is found; what cannot be read at all is no failure
 */
bool rescue_rows(sqlite3 *from, const struct store *to, struct rescue *rescue,
		 struct fault *fault) MUST_CHECK;

#endif
