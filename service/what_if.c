#include "service/what_if.h"

#include "import/change.h"
#include "planner/plan.h"
#include "service/parts.h"
#include "service/redact.h"
#include "service/stored.h"

/* The option was given once or several times: one change in each line. */
static bool apply(struct session *session, enum change_kind kind, const char *changes,
		  struct company *company, size_t *count, struct fault *fault)
{
	struct span rest = span_of(changes ? changes : ""), line;

	while (span_next(&rest, '\n', &line)) {
		if (!change_apply(kind, arena_copy(session->arena, line), session->arena, company,
				  fault))
			return false;
		(*count)++;
	}
	return true;
}

static bool apply_all(struct session *session, const struct what_if_request *given,
		      struct company *company, struct fault *fault)
{
	size_t count = 0;

	if (!apply(session, CHANGE_DEMAND, given->demand, company, &count, fault) ||
	    !apply(session, CHANGE_PROBABILITY, given->probability, company, &count, fault) ||
	    !apply(session, CHANGE_PEOPLE, given->people, company, &count, fault))
		return false;
	return count > 0 || fault_set(fault, FAULT_USAGE,
				      "say what should change: --demand P7.start=+2w, --people "
				      "+1:sre:3@DE-BE, --probability P9=100");
}

/* Both sides in turn: the plan as it stands leaves answers for what the change leaves alone. */
static bool source_both(struct session *session, const struct what_if_request *request,
			struct what_if *what_if, struct fault *fault)
{
	struct computed *before = &what_if->before, *after = &what_if->after;

	before->view = after->view = request->view;
	before->unbounded = after->unbounded = request->unbounded;
	return request->unsourced || before->company.option_count == 0 ||
	       (compute_parts(before, PLAN_SOURCING, session->arena, fault) &&
		compute_parts(after, PLAN_SOURCING, session->arena, fault));
}

bool what_if_make(struct session *session, const struct what_if_request *request,
		  struct what_if *what_if, struct fault *fault)
{
	struct computed *before = &what_if->before, *after = &what_if->after;
	struct notes findings = NOTES_INIT(session->arena);

	*what_if = (struct what_if){ .orders = NULL };
	if (!stored_plan(session, request->number, before, fault))
		return false;
	after->answers = before->answers;
	company_copy(&before->company, session->arena, &after->company);
	if (!apply_all(session, request, &after->company, fault) ||
	    !plan_replan(&before->plan, &after->company, &before->plan.options, session->arena,
			 &after->plan, &findings, fault) ||
	    !source_both(session, request, what_if, fault))
		return false;
	redact_plans(session, (struct computed *[]){ before, after }, 2);
	if (before->plan.sourcing)
		diff_orders(&before->plan, &after->plan, session->arena, &what_if->orders,
			    &what_if->order_count);
	return true;
}
