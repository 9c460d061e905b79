/** A damaged database as a copy in memory. */
#ifndef STORE_RESCUE_SOURCE_H
#define STORE_RESCUE_SOURCE_H

#include <sqlite3.h>

#include "store/guard.h"

struct rescue_source {
	sqlite3 *file; /* NULL: only looked at */
	sqlite3 *copy;
	struct guard file_guard, copy_guard;
	bool readable; /* as a database: the copy has its pages, whatever they are good for */
};

/** Nothing is written, and nobody waits. What cannot be read as a database is no failure. */
bool source_look(struct rescue_source *source, const char *path, struct fault *fault) MUST_CHECK;

/**
 * Others are kept away for as long as it is open. The log is not written back at the end, so that
 * the file stays as it is.
 *
 * @return false with FAULT_STORE when another staffgap is at work
 */
bool source_lock(struct rescue_source *source, const char *path, struct fault *fault) MUST_CHECK;

enum source_schema { SCHEMA_KEPT, SCHEMA_EMPTY };

/**
 * Put right what the copy's header says about itself, and let definitions that are not SQL be no
 * failure; with SCHEMA_EMPTY also leave all of them out, so that the pages of rows are there, but
 * no table. Statements of before are to be finalized.
 *
 * @return false when there are no pages; the copy may be NULL then
 */
bool source_mend(struct rescue_source *source, enum source_schema schema) MUST_CHECK;

void source_close(struct rescue_source *source);

#endif
