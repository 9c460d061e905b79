#include "service/report_stored.h"

#include "service/changes.h"
#include "service/parts.h"
#include "service/redact.h"
#include "service/stored.h"

bool report_prepare(struct session *session, const char *number, const struct report *report,
		    const struct report_options *options, struct computed *computed,
		    struct fault *fault)
{
	if (!stored_plan(session, number, computed, fault))
		return false;
	computed->view = options->view;
	computed->teller = session->teller;
	if (!compute_parts(computed, report->needs | report->more_needs[options->format],
			   session->arena, fault) ||
	    (report->needs & PLAN_CHANGES &&
	     !changes_since_last(session, computed, options->view, fault)))
		return false;
	parts_note_unchecked(computed, session->notes);
	redact_plans(session, &computed, 1);
	return true;
}
