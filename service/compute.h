/**
 * From the bytes of a plan's inputs to the plan: the same way for a new plan and for a stored one.
 */
#ifndef SERVICE_COMPUTE_H
#define SERVICE_COMPUTE_H

#include "base/teller.h"
#include "import/import.h"
#include "model/plan.h"
#include "service/solution_cache.h"
#include "service/tables.h"
#include "store/store.h"

struct computed {
	struct company company;
	struct plan plan;
	struct digest outcome;
	enum view view; /* of the parts; VIEW_WEIGHTED unless it is set before they are made */
	const struct teller *teller; /* told of long work; NULL: nobody is */
	bool redacted;               /* names were replaced: service/redact.h */
	bool unbounded; /* sourcing is made without its bounds, for who does not show them */
	struct zone_marks asked; /* the system's time zones that it comes from */
	const char *zones;       /* the same as text, with their digests */
	size_t unchecked;   /* engagements of which the costs beyond their price were too many to
			       check */
	size_t stale_count; /* feeds whose last good copy is used, or that never had one */
	struct sample_cache
		*kept; /* given: of the draws that sourcing makes, keeps those of the plan */
	struct solution_cache *answers; /* that sourcing need not find again: none yet */
};

/**
 * Import the inputs and compute the plan.
 *
 * @param options  week_count 0, what is GOAL_AS_SET of the goal, ENGINE_AS_SET: as the settings say
 * @param[out] computed  must stay where it is as long as the plan is used
 */
bool compute_plan(const struct plan_input *inputs, size_t count, struct plan_options options,
		  struct arena *arena, struct computed *computed, struct notes *notes,
		  struct fault *fault) MUST_CHECK;

/** The same of tables that were read already. */
bool compute_of_tables(const struct plan_input *inputs, size_t count, const struct tables *tables,
		       struct plan_options options, struct arena *arena, struct computed *computed,
		       struct notes *notes, struct fault *fault) MUST_CHECK;

/**
 * Import the tables and feeds alone: company, and feeds that were stale.
 *
 * @param options  of which the weeks' first, today and threads count
 */
bool compute_company(const struct plan_input *inputs, size_t count, struct plan_options options,
		     struct arena *arena, struct computed *computed, struct notes *notes,
		     struct fault *fault) MUST_CHECK;

#endif
