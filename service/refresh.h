/** What a session asks of the feeds of a workspace. */
#ifndef SERVICE_REFRESH_H
#define SERVICE_REFRESH_H

#include "service/feeds/feed_refresh.h"
#include "service/session.h"

/** A request of the session, from this week on; all else is as zero has it. */
struct refresh_request refresh_of(const struct session *session, const char *root,
				  struct store *store);

#endif
