/*
 * The plan with one rule dropped for everybody: a copy with other requirements, bookings or
 * capacities, made once for all weeks and read by all workers (docs/allocation.md, "The reason").
 *
 * A rule has no copy where it would change nothing (no requirement asks for it, or there are no
 * bookings): its effect is 0 without solving anything. Without absences the graph stays the same
 * and only the time that people have changes.
 */
#include "planner/allocation/prove_rules.h"

static struct relaxed *relax(struct relaxing *p, enum reason rule)
{
	struct relaxed *relaxed = ARENA_ARRAY(p->scratch, struct relaxed, 1);

	relaxed->plan = *p->plan;
	relaxed->company = *p->plan->company;
	relaxed->plan.company = &relaxed->company;
	p->relaxed[rule] = relaxed;
	return relaxed;
}

static struct requirement relaxed_requirement(const struct requirement *asked, enum reason rule)
{
	struct requirement requirement = *asked;

	if (rule == REASON_LEVEL)
		requirement.level = LEVEL_JUNIOR;
	if (rule == REASON_LOCATION)
		requirement.location = "";
	if (rule == REASON_SKILL)
		requirement.skill_count = 0;
	return requirement;
}

static void relax_requirements(struct relaxing *p, enum reason rule)
{
	const struct plan *plan = p->plan;
	struct requirement *list =
		ARENA_ARRAY(p->scratch, struct requirement, plan->requirement_count + 1);
	bool limited = rule == REASON_LEVEL &&
		       plan->company->settings.max_levels_down < LEVEL_MAX - LEVEL_JUNIOR;
	bool changed = limited;
	struct relaxed *relaxed;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		list[r] = relaxed_requirement(&plan->requirements[r], rule);
		changed |= requirement_order(&list[r], &plan->requirements[r]) != 0;
	}
	if (!changed)
		return;
	relaxed = relax(p, rule);
	relaxed->plan.requirements = list;
	if (limited)
		relaxed->company.settings.max_levels_down = LEVEL_MAX - LEVEL_JUNIOR;
	eligibility_build(&relaxed->plan, BOOKINGS_HOLD, p->scratch, &relaxed->eligibility);
}

/* What people would have free without holidays, absences and meetings; overhead and bookings stay
 * as they are. */
static void relax_away(struct relaxing *p)
{
	const struct plan *plan = p->plan;
	size_t cells = plan->company->person_count * plan->options.week_count;
	struct capacity *people = ARENA_ARRAY(p->scratch, struct capacity, cells + 1);

	for (size_t i = 0; i < cells; i++) {
		people[i] = plan->people[i];
		people[i].free_minutes +=
			people[i].contracted_minutes - people[i].available_minutes;
	}
	relax(p, REASON_AWAY)->plan.people = people;
}

void rules_relax(struct relaxing *p)
{
	for (int rule = REASON_LEVEL; rule <= REASON_SKILL; rule++)
		relax_requirements(p, (enum reason)rule);
	if (p->plan->company->booking_count > 0) {
		relax(p, REASON_BOOKED);
		eligibility_build(p->plan, BOOKINGS_RELEASE, p->scratch,
				  &p->relaxed[REASON_BOOKED]->eligibility);
	}
	relax_away(p);
}
