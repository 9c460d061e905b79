#include "service/compare.h"

#include <string.h>

#include "service/compute.h"
#include "service/parts.h"
#include "service/redact.h"
#include "service/scenario.h"
#include "service/stored.h"

/* "base" is the stored plan as it is; everything else a scenario over it. */
static bool find_plan(struct session *session, const char *number, const char *name,
		      struct computed *computed, struct fault *fault)
{
	return strcmp(name, "base") == 0 ? stored_plan(session, number, computed, fault)
					 : scenario_plan(session, number, name, computed, fault);
}

/* The name of a scenario is one of a folder. */
static const char *name_of(const struct session *session, const char *name, size_t i)
{
	return session->redact == REDACT_IDS && strcmp(name, "base") != 0
		       ? arena_format(session->arena, "scenario-%zu", i + 1)
		       : name;
}

bool compare_make(struct session *session, const struct compare_request *request,
		  const struct compared **plans, struct fault *fault)
{
	size_t count = request->count;
	struct computed *computed = ARENA_ARRAY(session->arena, struct computed, count);
	struct computed **shown = ARENA_ARRAY(session->arena, struct computed *, count);
	struct compared *list = ARENA_ARRAY(session->arena, struct compared, count);

	for (size_t i = 0; i < count; i++) {
		const char *name = request->names[i];

		if (!find_plan(session, request->number, name, &computed[i], fault))
			return false;
		computed[i].view = request->view;
		computed[i].unbounded = request->unbounded;
		if (computed[i].company.option_count > 0 && !request->unsourced &&
		    !compute_parts(&computed[i], PLAN_SOURCING, session->arena, fault))
			return false;
		list[i] = (struct compared){ name_of(session, name, i), &computed[i].plan };
		shown[i] = &computed[i];
	}
	redact_plans(session, shown, count);
	*plans = list;
	return true;
}
