#include "tests/oracles/dump_plan.h"

#include <stdio.h>
#include <stdlib.h>

#include "planner/plan.h"

void dump_stop(uint64_t seed, const struct fault *fault)
{
	fprintf(stderr, "seed %d: %s\n", (int)seed, fault->message);
	exit(EXIT_FAILURE);
}

void dump_make(struct dump *d, const struct generate *how, const struct generate_rates *rates,
	       enum objective objective)
{
	struct plan_options options = { .first_week = GENERATE_MONDAY,
					.week_count = how->weeks,
					.objective = objective };
	struct notes notes = NOTES_INIT(&d->arena);
	struct fault fault = FAULT_INIT;

	d->random = how->seed * 977 + 5;
	generate_company(how, &d->arena, &d->company);
	generate_rates(rates, &d->arena, &d->company);
	for (size_t k = 0; k < d->company.option_count; k++) {
		struct rate_option *o = &d->company.options[k];

		o->min_weeks = 1 + o->min_weeks / (int32_t)(1 + generate_below(&d->random, 8));
	}
	options.today = day_add(GENERATE_MONDAY, -(int32_t)generate_below(&d->random, 60));
	if (!plan_make(&d->company, &options, &d->arena, &d->plan, &notes, &fault))
		dump_stop(how->seed, &fault);
}
