/**
 * The database: the one door to SQLite.
 *
 * Only cli/ opens it. Every write is one transaction: after a failure, or a
 * power cut, the file holds all of it or none of it.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "store/arena.h"
#include "store/fault.h"

struct store;

/**
 * Open the file, making it and bringing its schema up to date where needed.
 *
 * @param[out] store  the caller closes it with store_close
 * @return false with FAULT_STORE when the file is no database, is damaged, is
 *         locked for longer than 5 seconds, or was written by a newer staffgap
 */
bool store_open(const char *path, struct store **store, struct fault *fault) MUST_CHECK;

/** Close. Does nothing for NULL. */
void store_close(struct store *store);

#endif
