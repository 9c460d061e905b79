/** feeds.csv: where the calendars come from. */
#ifndef IMPORT_FEEDS_H
#define IMPORT_FEEDS_H

#include "base/source.h"
#include "model/company.h"

extern const struct table_columns feeds_columns; /* import/table.h */

/**
 * Read feeds.csv into company->feed_entries. Whether their people exist is not checked here.
 *
 * The entries hold addresses as they are written (feed_entries_shown); notes and faults quote none,
 * wherever in the table it stands.
 */
bool import_feeds(struct source source, struct arena *arena, struct company *company,
		  struct notes *notes, struct fault *fault) MUST_CHECK;

#endif
