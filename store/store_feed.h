/** Copies of feeds, and how the attempts to read them went. All failures are FAULT_STORE. */
#ifndef STORE_FEED_H
#define STORE_FEED_H

#include <stdint.h>

#include "base/day.h"
#include "store/packed.h"

struct store;

/** Remember a copy of a feed that could be read; replaces the one before. */
bool store_feed_keep(struct store *store, const char *name, const struct packed *copy,
		     struct day read_on, struct fault *fault) MUST_CHECK;

/** How the last attempt to read a feed went, and its last good copy. */
struct feed_check {
	const char *name;
	struct digest source; /* of where it is read from; a copy from elsewhere proves nothing */
	int64_t checked_s, good_s;        /* seconds since 1970; 0: never */
	int32_t failures;                 /* in a row */
	const char *trouble;              /* why the last attempt failed; "" when it did not */
	const char *etag, *last_modified; /* what the server said with the copy; "" when nothing */
	int32_t event_count, absence_count, skipped_count; /* of the copy */
	bool has_copy;                                     /* the rest is set */
	struct fast_hash hash;
	size_t size; /* FEED_SIZE_UNKNOWN: the copy must be compared anew */
	struct digest digest;
	struct day read_on;
	/**
	 * Whether the holder of the key took the copy, or there was none: else the size is unknown,
	 * and etag and last_modified are "".
	 */
	bool ours;
};

#define FEED_SIZE_UNKNOWN ((size_t)INT64_MAX)

/** All feeds that were ever tried, by name, in the arena. */
bool store_feed_checks(struct store *store, struct arena *arena, struct feed_check **checks,
		       size_t *count, struct fault *fault) MUST_CHECK;

/**
 * Remember an attempt; its copy, digest and read_on are those of store_feed_keep.
 *
 * `ours` is as store_feed_checks gave it until a copy is kept: only who kept it says that it is.
 */
bool store_feed_check(struct store *store, const struct feed_check *check,
		      struct fault *fault) MUST_CHECK;

/** Forget a feed and its copy. Plans that used the copy keep it. */
bool store_feed_forget(struct store *store, const char *name, struct fault *fault) MUST_CHECK;

#endif
