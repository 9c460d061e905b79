#include "service/changes.h"

#include "import/import.h"
#include "planner/compare/diff.h"
#include "planner/plan.h"
#include "service/parts.h"
#include "service/redact.h"
#include "service/stored.h"

/* The plan of a company whose names were brought in line with another one's. */
static bool plan_again(struct session *session, struct computed *computed, struct fault *fault)
{
	struct notes unused = NOTES_INIT(session->arena);
	struct plan_options options = computed->plan.options;
	const struct event_list *events = computed->plan.events;
	const struct notes *notes = computed->plan.notes;

	if (!plan_make(&computed->company, &options, session->arena, &computed->plan, &unused,
		       fault))
		return false;
	computed->plan.events = events;
	computed->plan.notes = notes;
	return true;
}

/* Engagements are compared as soon as one of the plans has a rate card. */
static bool source_both(struct session *session, struct computed *before, struct computed *after,
			enum view view, struct fault *fault)
{
	before->view = after->view = view;
	return before->company.option_count + after->company.option_count == 0 ||
	       (compute_parts(before, PLAN_SOURCING, session->arena, fault) &&
		compute_parts(after, PLAN_SOURCING, session->arena, fault));
}

bool changes_between(struct session *session, struct computed *before, struct computed *after,
		     struct computed *shown, enum view view, struct diff *diff, struct fault *fault)
{
	if (!company_spelled_alike(&before->company, &after->company)) {
		company_link_both(&before->company, &after->company, session->arena);
		if (!plan_again(session, before, fault) || !plan_again(session, after, fault))
			return false;
	}
	redact_plans(session, (struct computed *[]){ before, after, shown }, shown ? 3 : 2);
	return source_both(session, before, after, view, fault) &&
	       diff_make(&before->plan, &after->plan, session->arena, diff, fault);
}

bool changes_make(struct session *session, const char *const number[2], enum view view,
		  struct diff *diff, struct fault *fault)
{
	struct computed *computed = ARENA_ARRAY(session->arena, struct computed, 2);

	for (int i = 0; i < 2; i++) {
		if (!stored_plan(session, number[i], &computed[i], fault))
			return false;
		computed[i].unbounded = true;
	}
	return changes_between(session, &computed[0], &computed[1], NULL, view, diff, fault);
}

/* The number of the plan before; 0 when there is none. */
static bool number_before(struct session *session, int32_t number, int32_t *before,
			  struct fault *fault)
{
	struct plan_record *records = NULL;
	size_t count = 0;

	if (!stored_records(session, &records, &count, fault))
		return false;
	*before = 0;
	for (size_t i = 0; i < count && records[i].number < number; i++)
		*before = records[i].number;
	return true;
}

bool changes_since_last(struct session *session, struct computed *computed, enum view view,
			struct fault *fault)
{
	struct notes unused = NOTES_INIT(session->arena);
	struct diff *diff = ARENA_ARRAY(session->arena, struct diff, 1);
	struct session quiet = *session; /* what is odd in this plan has been said */
	struct computed *before = ARENA_ARRAY(session->arena, struct computed, 1);
	struct computed *after = computed;
	int32_t number;

	quiet.notes = &unused;
	if (!number_before(session, computed->plan.options.number, &number, fault))
		return false;
	if (!number)
		return true;
	if (!stored_plan(&quiet, arena_format(session->arena, "%d", (int)number), before, fault))
		return false;
	/* The plan itself keeps its names: where they are spelled otherwise than before, a second
	 * one is compared. */
	if (!company_spelled_alike(&before->company, &computed->company)) {
		after = ARENA_ARRAY(session->arena, struct computed, 1);
		number = computed->plan.options.number;
		if (!stored_plan(&quiet, arena_format(session->arena, "%d", (int)number), after,
				 fault))
			return false;
		after->unbounded = true;
	}
	before->unbounded = true;
	if (!changes_between(&quiet, before, after, computed, view, diff, fault))
		return false;
	computed->plan.changes = diff;
	return true;
}
