/** Plans without names, before anything of them is written. */
#ifndef SERVICE_REDACT_H
#define SERVICE_REDACT_H

#include "service/compute.h"
#include "service/session.h"

/**
 * Do what the session asks for with all plans that are shown together, so that a name has the same
 * number in all of them. Does nothing where nothing is asked for, and to plans that it was done to.
 * Parts and differences may be worked out before or after: the numbers are the same.
 */
void redact_plans(const struct session *session, struct computed *const *plans, size_t count);

#endif
