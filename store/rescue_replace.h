/** A new database in the place of a damaged one, which is kept beside it. */
#ifndef STORE_RESCUE_REPLACE_H
#define STORE_RESCUE_REPLACE_H

#include "store/store_internal.h"

/**
 * The first name that is free for what is damaged, its log and the rest.
 *
 * @return NULL when there are 999 already
 */
const char *replace_free_name(const char *path, struct arena *arena);

/** Move a file if there is one. */
bool replace_move(const char *from, const char *to, struct fault *fault) MUST_CHECK;

/**
 * Write the database of `made` and put it in place; whatever lies there is moved aside.
 *
 * @param[out] aside  where it is now
 * @return false when something cannot be written or moved: then all of it is where it was
 */
bool replace_database(const struct store *made, const char *path, struct arena *arena,
		      const char **aside, struct fault *fault) MUST_CHECK;

#endif
