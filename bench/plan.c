/*
 * How long a whole plan takes: capacity, demand and the exact allocation of all views.
 *
 * bench_plan [WEEKS]: generated companies of growing size, one line each, and the growth
 * from line to line as an exponent of the number of people.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/clock.h"
#include "planner/plan.h"
#include "tests/generate.h"

enum { REPEATS = 3 };

static double run(size_t people, size_t weeks, size_t busy, double *gap_share)
{
	struct generate how = { .seed = 42,
				.people = people,
				.demands = people / 2,
				.bookings = people / 20,
				.roles = people < 1000 ? 10 : 40,
				.skills = 8,
				.weeks = weeks,
				.busy_per_person_week = busy };
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = weeks };
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct company company;
	struct plan plan;
	double best = 1e9;
	long long demand = 0, covered = 0;

	generate_company(&how, &arena, &company);
	for (int i = 0; i < REPEATS; i++) {
		struct arena each = ARENA_INIT;
		double start = wall_seconds();

		if (!plan_make(&company, &options, &each, &plan, &notes, &fault)) {
			fprintf(stderr, "bench_plan: %s\n", fault.message);
			exit(1);
		}
		if (wall_seconds() - start < best)
			best = wall_seconds() - start;
		for (size_t d = 0; i == 0 && d < company.demand_count; d++)
			for (size_t w = 0; w < weeks; w++) {
				demand +=
					plan_demand_coverage(&plan, VIEW_ALL, d, w)->demand_minutes;
				covered += plan_demand_coverage(&plan, VIEW_ALL, d, w)
						   ->covered_minutes;
			}
		arena_release(&each);
	}
	*gap_share = demand ? 100.0 * (double)(demand - covered) / (double)demand : 0;
	arena_release(&arena);
	return best;
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = { 100, 1000, 10000 };
	size_t weeks = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 52;
	double before = 0;

	printf("%8s %6s %6s %9s %8s %7s %9s\n", "people", "weeks", "busy", "seconds", "growth",
	       "gap %", "peak MB");
	for (size_t busy = 0; busy <= 4; busy += 4)
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			double gap, seconds = run(sizes[i], weeks, busy, &gap);

			printf("%8zu %6zu %6zu %9.3f ", sizes[i], weeks, busy, seconds);
			if (i > 0)
				printf("%8.2f ", log10(seconds / before));
			else
				printf("%8s ", "-");
			printf("%7.1f %9ld\n", gap, peak_mb());
			before = seconds;
		}
	return 0;
}
