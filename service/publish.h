/** A plan as a folder of files for a web server. */
#ifndef SERVICE_PUBLISH_H
#define SERVICE_PUBLISH_H

#include "reports/reports.h"
#include "service/session.h"

struct publication {
	int32_t number; /* of the plan */
	size_t file_count, changed_count;
};

/**
 * Write the page, tables, calendars, their description and sums of a stored plan into a folder, as
 * service/workspace/folder.h replaces one; redacted as the session is.
 *
 * @param number  as stored_plan takes it
 * @param options  of tables and calendars; format and layout are each file's own
 * @return false with FAULT_USAGE when the folder is one of the workspace, as stored_plan and
 * folder_replace
 */
bool plan_publish(struct session *session, const char *number, const char *folder,
		  const struct report_options *options, struct publication *publication,
		  struct fault *fault) MUST_CHECK;

#endif
