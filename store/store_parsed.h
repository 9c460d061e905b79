/** What reading feeds gave, kept so that they need not be read again. All failures are FAULT_STORE.
 */
#ifndef STORE_PARSED_H
#define STORE_PARSED_H

#include <stdint.h>

#include "base/day.h"
#include "store/packed.h"

struct store;

/**
 * Keep in a store what was read from feeds with a copy of it (store_copy), and that it was used.
 *
 * @param today  when the copy was at work
 */
bool store_parsed_carry(struct store *store, struct store *copy, struct day today,
			struct fault *fault) MUST_CHECK;

/**
 * What reading some bytes gave, kept so that they need not be read again. Never the only
 * place of anything.
 *
 * @param key  of the bytes and of everything else that decides
 * @param today  entries that nothing used for long are dropped
 */
bool store_parsed_keep(struct store *store, const struct digest *key, struct span result,
		       struct day today, struct fault *fault) MUST_CHECK;

/**
 * @param[out] found  false when there is none, and when this user did not keep it
 * @param[out] result  in the arena, as the database keeps it, without a digest: to be unpacked
 *         where there is time
 */
bool store_parsed_find(struct store *store, const struct digest *key, struct day today,
		       struct arena *arena, bool *found, struct packed *result,
		       struct fault *fault) MUST_CHECK;

#endif
