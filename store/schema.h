/** Whether the tables of a database are those that staffgap makes. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/store_internal.h"

/**
 * Compare all that the database defines (tables, indices, triggers, views, each with its text)
 * with what the migrations up to a version make. To be called before anything else asks for
 * values, since checks, defaults and columns that somebody else defined would run.
 *
 * @return false with FAULT_STORE, naming the first thing that is missing, added or other
 */
bool schema_check(const struct store *store, int version, struct fault *fault) MUST_CHECK;

#endif
