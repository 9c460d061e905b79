/** What 'staffgap check --store' leaves beside the database that it makes anew. */
#ifndef SERVICE_DAMAGED_H
#define SERVICE_DAMAGED_H

#include "service/session.h"

/**
 * Remove damaged databases that were moved aside, and one that was not finished: nobody can take
 * anybody out of them. Each is told on stderr. Files are removed, links are not followed.
 *
 * @return false with FAULT_STORE and its name when one cannot be removed
 */
bool damaged_remove(struct session *session, const char *root, struct fault *fault) MUST_CHECK;

#endif
