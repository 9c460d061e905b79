/** What reading a feed gave, as bytes: to come out of a process, to be kept in the database. */
#ifndef SERVICE_FEED_RESULT_BYTES_H
#define SERVICE_FEED_RESULT_BYTES_H

#include "service/feeds/feed_result.h"

/** A result as bytes, in the arena. */
struct span feed_result_write(const struct feed_result *result, struct arena *arena);

/**
 * A result from its bytes; everything is copied into the arena.
 *
 * @param name  of the feed, in its times, holidays and notes
 * @return false when the bytes are not what feed_result_write wrote
 */
bool feed_result_read(struct span bytes, const char *name, struct arena *arena,
		      struct feed_result *result) MUST_CHECK;

#endif
