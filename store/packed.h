/** Bytes by their hash, and as the database keeps them: needs no database, so that others can
 * prepare it. */
#ifndef STORE_PACKED_H
#define STORE_PACKED_H

#include "base/arena.h"
#include "base/span.h"

enum { DIGEST_SIZE = 32 };

/**
 * The most bytes of an input (feed_mb = 1000 allows as many; tables have 256 MB), and of what
 * reading one or solving a plan gave: a larger result is not kept.
 */
enum { INPUT_BYTES_MAX = 1000000000, RESULT_BYTES_MAX = 128 * 1024 * 1024 };

/** The SHA-256 of some bytes. */
struct digest {
	unsigned char bytes[DIGEST_SIZE];
};

struct digest digest_of(struct span bytes);

enum { FAST_HASH_SIZE = 16 };

/** XXH3-128: tells quickly whether bytes have changed. Not against forgery: digest_of is. */
struct fast_hash {
	unsigned char bytes[FAST_HASH_SIZE];
};

struct fast_hash fast_hash_of(struct span bytes);

/** Bytes as the database keeps them. */
struct packed {
	struct digest digest;
	size_t size;
	struct span deflated;
};

/** Hash and compress. */
struct packed bytes_pack(struct span bytes, struct arena *arena);

/** Whether zlib can have packed so many bytes into these, and they are not too many. */
bool packed_fits(const struct packed *packed);

/** @return false when they are damaged; the digest is not looked at */
bool bytes_unpack(const struct packed *packed, struct arena *arena, struct span *bytes) MUST_CHECK;

#endif
