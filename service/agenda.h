/** The weekly meeting: a stored plan, and what changed since the one before. */
#ifndef SERVICE_AGENDA_H
#define SERVICE_AGENDA_H

#include "reports/compare/agenda.h"
#include "service/compute.h"
#include "service/session.h"

/**
 * Make the agenda, redacted as the session is.
 *
 * @param before, number  as stored_plan takes them; NULL: the last plan and the one before it, of
 * which there may be none
 * @param[out] now  the plan, which must stay where it is as long as the agenda is used
 * @return false as stored_plan and changes_between
 */
bool agenda_prepare(struct session *session, const char *before, const char *number, enum view view,
		    struct computed *now, struct agenda *agenda, struct fault *fault) MUST_CHECK;

#endif
