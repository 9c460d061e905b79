#include "service/agenda.h"

#include "service/changes.h"
#include "service/parts.h"
#include "service/redact.h"
#include "service/stored.h"

/* The last two plans where none are named; the first plan has none before it. */
static bool find_plans(struct session *session, const char **before, const char **number,
		       struct fault *fault)
{
	struct plan_record *records;
	size_t count;

	if (*before)
		return true;
	if (!stored_number(session, 0, number, fault) ||
	    !stored_records(session, &records, &count, fault))
		return false;
	if (count > 1)
		*before = arena_format(session->arena, "%d", (int)records[count - 2].number);
	return true;
}

bool agenda_prepare(struct session *session, const char *before, const char *number, enum view view,
		    struct computed *now, struct agenda *agenda, struct fault *fault)
{
	struct computed *earlier = ARENA_ARRAY(session->arena, struct computed, 1);
	struct diff *diff = ARENA_ARRAY(session->arena, struct diff, 1);
	struct notes unused = NOTES_INIT(session->arena);
	struct session past = *session; /* doubts are those of the plan that the meeting is about */

	past.notes = &unused;
	if (!find_plans(session, &before, &number, fault) ||
	    (before && !stored_plan(&past, before, earlier, fault)) ||
	    !stored_plan(session, number, now, fault))
		return false;
	earlier->view = now->view = view;
	earlier->unbounded = now->unbounded = true; /* the agenda names none */
	if ((before && !changes_between(session, earlier, now, NULL, view, diff, fault)) ||
	    !compute_parts(now, PLAN_ROSTER | PLAN_SOURCING, session->arena, fault))
		return false;
	redact_plans(session, &now, 1);
	agenda_make(&now->plan, before ? diff : NULL, view, session->arena, agenda);
	return true;
}
