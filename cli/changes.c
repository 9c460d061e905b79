#include "cli/changes.h"

#include "cli/stored.h"
#include "import/import.h"
#include "planner/meeting/diff.h"
#include "planner/planner.h"

/* The plan of a company whose names were brought in line with another one's. */
static bool plan_again(struct run *run, struct computed *computed, struct fault *fault)
{
	struct notes unused = NOTES_INIT(run->arena);
	struct plan_options options = computed->plan.options;

	return plan_make(&computed->company, &options, run->arena, &computed->plan, &unused, fault);
}

/* Engagements are compared as soon as one of the plans has a rate card. */
static bool source_both(struct run *run, struct computed computed[2], enum view view,
			struct fault *fault)
{
	computed[0].view = computed[1].view = view;
	computed[0].unbounded = computed[1].unbounded = true;
	return computed[0].company.option_count + computed[1].company.option_count == 0 ||
	       (compute_parts(&computed[0], PLAN_SOURCING, run->arena, fault) &&
		compute_parts(&computed[1], PLAN_SOURCING, run->arena, fault));
}

bool changes_make(struct run *run, const char *const number[2], enum view view, struct diff *diff,
		  struct fault *fault)
{
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 2);

	if (!stored_plan(run, number[0], &computed[0], fault) ||
	    !stored_plan(run, number[1], &computed[1], fault))
		return false;
	company_link_both(&computed[0].company, &computed[1].company, run->arena);
	return plan_again(run, &computed[0], fault) && plan_again(run, &computed[1], fault) &&
	       source_both(run, computed, view, fault) &&
	       diff_make(&computed[0].plan, &computed[1].plan, run->arena, diff, fault);
}

/* The number of the plan before; 0 when there is none. */
static bool number_before(struct run *run, int32_t number, int32_t *before, struct fault *fault)
{
	struct plan_record *records = NULL;
	size_t count = 0;

	if (!stored_records(run, &records, &count, fault))
		return false;
	*before = 0;
	for (size_t i = 0; i < count && records[i].number < number; i++)
		*before = records[i].number;
	return true;
}

bool changes_since_last(struct run *run, struct computed *computed, enum view view,
			struct fault *fault)
{
	struct notes unused = NOTES_INIT(run->arena);
	struct diff *diff = ARENA_ARRAY(run->arena, struct diff, 1);
	struct run quiet = *run; /* what is odd in this plan has been said */
	int32_t before, now = computed->plan.options.number;
	const char *number[2];

	quiet.notes = &unused;
	if (!number_before(run, now, &before, fault))
		return false;
	if (!before)
		return true;
	number[0] = arena_format(run->arena, "%d", (int)before);
	number[1] = arena_format(run->arena, "%d", (int)now);
	if (!changes_make(&quiet, number, view, diff, fault))
		return false;
	computed->plan.changes = diff;
	return true;
}
