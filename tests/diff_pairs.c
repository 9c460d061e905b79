#include "tests/diff_pairs.h"

#include <string.h>

#include "planner/plan.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"
#include "tests/mutate.h"
#include "tests/test.h"

void diff_plan_make(const struct company *company, int32_t shift_weeks, size_t weeks,
		    struct arena *arena, struct plan *plan)
{
	struct plan_options options = { .today = day_add(GENERATE_MONDAY, 7 * shift_weeks),
					.first_week = day_add(GENERATE_MONDAY, 7 * shift_weeks),
					.week_count = weeks };
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;

	assert_true(plan_make(company, &options, arena, plan, &notes, &fault));
}

static struct generate shape(uint64_t seed)
{
	return (struct generate){ .seed = seed,
				  .people = 4 + seed % 12,
				  .demands = 4 + seed % 17,
				  .bookings = seed % 7,
				  .roles = 2 + seed % 4,
				  .skills = 2,
				  .weeks = DIFF_WEEKS + 2,
				  .busy_per_person_week = seed % 3 };
}

/* Other rates and lead times, and soon enough to matter within the few weeks. */
static void change_rates(uint64_t seed, struct arena *arena, struct company *company)
{
	struct rate_option *options =
		ARENA_ARRAY(arena, struct rate_option, company->option_count + 1);
	uint64_t random = seed;

	memcpy(options, company->options, company->option_count * sizeof(*options));
	for (size_t o = 0; o < company->option_count; o++) {
		options[o].rate_cents =
			options[o].rate_cents * (50 + (int64_t)generate_below(&random, 100)) / 100;
		options[o].lead_days = (int32_t)generate_below(&random, 30);
	}
	company->options = options;
}

void diff_pair_make(uint64_t seed, size_t changes, int32_t shift, struct diff_pair *pair)
{
	struct generate how = shape(seed);
	struct generate_rates rates = { seed, how.roles, 1 + seed % 8, 0 };

	*pair = (struct diff_pair){ .arena = ARENA_INIT };
	generate_company(&how, &pair->arena, &pair->raw);
	if (seed % 2)
		generate_rates(&rates, &pair->arena, &pair->raw);
	mutate_company(&pair->raw, 0, seed, &pair->arena, &pair->before);
	mutate_company(&pair->before, changes, seed + 1000, &pair->arena, &pair->after);
	if (seed % 4 == 1)
		change_rates(seed, &pair->arena, &pair->after);
	diff_plan_make(&pair->before, 0, DIFF_WEEKS, &pair->arena, &pair->old);
	diff_plan_make(&pair->after, shift, DIFF_WEEKS, &pair->arena, &pair->new);
}

int64_t diff_role_gap(const struct plan *plan, enum view view, const char *role, struct day monday)
{
	int32_t week = day_distance(plan->options.first_week, monday) / 7;
	int64_t sum = 0;

	for (size_t r = 0; r < plan->requirement_count; r++)
		if (strcmp(plan->requirements[r].role, role) == 0) {
			const struct demand_coverage *c =
				plan_requirement_coverage(plan, view, r, (size_t)week);

			sum += c->demand_minutes - c->covered_minutes;
		}
	return sum;
}
