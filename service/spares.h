/** What of a database is in the workspace's own files, too. */
#ifndef SERVICE_SPARES_H
#define SERVICE_SPARES_H

#include "service/session.h"
#include "store/rescue.h"

struct spares_source {
	const struct session *session;
	const char *root;
};

/**
 * The tables and calendars, read when one is looked for, into the session's arena; what cannot be
 * read is none.
 *
 * @param source  as long as they are used
 */
struct rescue_spares spares_of(struct spares_source *source);

#endif
