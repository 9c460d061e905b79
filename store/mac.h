/**
 * HMAC-SHA-256 (RFC 2104) of what the database keeps, so that only this user's own rows are used.
 *
 * Everything that is added is preceded by its length, and all of it by a word that says what kind
 * of row it is, so that no row passes for another one.
 */
#ifndef STORE_MAC_H
#define STORE_MAC_H

#include <sha256.h>

#include "store/store.h"

struct mac {
	SHA256_CTX inner, outer;
};

/** @param kind  "parsed 1": what the row is, and the version of what is added */
void mac_begin(struct mac *mac, const struct store_key *key, const char *kind);

void mac_number(struct mac *mac, int64_t number);
void mac_bytes(struct mac *mac, struct span bytes);
void mac_text(struct mac *mac, const char *text);

struct digest mac_end(struct mac *mac);

/** Whether they are equal, in a time that does not tell where they differ. */
bool mac_is(const struct digest *mac, struct span kept);

/** The bare function of the RFC. */
struct digest mac_of(const struct store_key *key, struct span bytes);

#endif
