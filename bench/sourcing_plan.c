#include "bench/sourcing_plan.h"

#include <stdio.h>
#include <stdlib.h>

#include "planner/plan.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"

void sourcing_plan(const struct sourcing_size *size, struct arena *arena, struct company *company,
		   struct plan *plan)
{
	struct generate how = { .seed = 42,
				.people = size->people,
				.demands = size->people,
				.bookings = size->people / 20,
				.roles = size->roles,
				.skills = 3,
				.weeks = size->weeks,
				.busy_per_person_week = 2 };
	struct generate_rates rates = { 42, size->roles, size->per_role, 10 };
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = size->weeks,
					.threads = 2 };
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;

	generate_company(&how, arena, company);
	generate_rates(&rates, arena, company);
	if (size->budget_cents > 0)
		company->settings.budget_cents = size->budget_cents;
	if (!plan_make(company, &options, arena, plan, &notes, &fault)) {
		fprintf(stderr, "no plan: %s\n", fault.message);
		exit(1);
	}
}
