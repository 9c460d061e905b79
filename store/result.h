/** What results of reading and of solving have in common: both are kept with a mac and for a while.
 */
#ifndef STORE_RESULT_H
#define STORE_RESULT_H

#include "store/mac.h"
#include "store/store_internal.h"

/** Whether such a result may be kept: there is a key, and it is not too large. */
bool result_is_kept(const struct store *store, struct span bytes);

/** The mac of a row: what `mac` has seen so far, its size and bytes. */
struct digest result_mac(struct mac *mac, const struct packed *packed);

/** Bind size, bytes and mac, which are parameters 3 to 5 of the statement. */
void result_bind(sqlite3_stmt *keep, const struct packed *packed, const struct digest *mac);

/** Drop the rows that are too old by the only parameter of `purge`. */
bool result_purge(struct store *store, enum statement purge, int32_t limit,
		  struct fault *fault) MUST_CHECK;

#endif
