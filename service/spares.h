/** What of a database is in the workspace's own files, too. */
#ifndef SERVICE_SPARES_H
#define SERVICE_SPARES_H

#include "service/session.h"
#include "store/rescue.h"

/** The tables and calendars as they are now, in the session's arena; what cannot be read is none.
 */
struct rescue_spares spares_of(const struct session *session, const char *root);

#endif
