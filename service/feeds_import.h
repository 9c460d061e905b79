/** Reading the feeds of a workspace, without a plan. */
#ifndef SERVICE_FEEDS_IMPORT_H
#define SERVICE_FEEDS_IMPORT_H

#include "service/feeds/feed_refresh.h"
#include "service/session.h"

struct import_request {
	const char *const *only; /* names of feeds, as written; all when there are none */
	size_t only_count;
	bool offline, accept_shrink; /* as feeds_refresh takes them */
};

/**
 * Read them, keep the copies that are good, and drop what is kept longer than the settings say.
 *
 * @param[out] outcomes  how each of them fared, in the session's arena
 * @return false as feeds_refresh and workspace_read
 */
bool feeds_import(struct session *session, const struct import_request *request,
		  struct feed_outcome **outcomes, size_t *count, struct fault *fault) MUST_CHECK;

#endif
