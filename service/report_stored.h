/** A report of a stored plan. */
#ifndef SERVICE_REPORT_STORED_H
#define SERVICE_REPORT_STORED_H

#include "reports/reports.h"
#include "service/compute.h"
#include "service/session.h"

/**
 * Compute a stored plan again with all that the report shows, redacted as the session is; then
 * report_write can write it.
 *
 * @param number  as stored_plan takes it
 * @param options  of which view and format count
 * @param[out] computed  must stay where it is as long as the plan is used
 * @return false as stored_plan and compute_parts
 */
bool report_prepare(struct session *session, const char *number, const struct report *report,
		    const struct report_options *options, struct computed *computed,
		    struct fault *fault) MUST_CHECK;

#endif
