/**
 * Whether a new copy of a feed may replace the one that is there.
 */
#ifndef SERVICE_FEED_JUDGE_H
#define SERVICE_FEED_JUDGE_H

#include "service/feeds/feed_result.h"

/** What a process of its own found out about new bytes. */
struct feed_reading_of_copy {
	struct span result; /* as feed_result_write wrote it */
	struct packed copy;
};

/** Read the bytes of the request, hash and compress them: all that takes time. */
struct span feed_copy_write(const struct calendar_request *request, struct arena *arena);

/** False when the bytes are not what feed_copy_write wrote. They must outlive the result. */
bool feed_copy_read(struct span bytes, struct feed_reading_of_copy *copy) MUST_CHECK;

/**
 * Why the new copy is doubted; "" when it is fine.
 *
 * @param before  the copy that is there, if any
 * @param[out] keep  whether it is to replace it all the same: the first copy of a feed that is
 *             cut off is better than nothing
 */
const char *feed_judge(const struct feed_check *before, const struct feed_result *result,
		       const struct packed *copy, bool accept_shrink, struct arena *arena,
		       bool *keep);

#endif
