/*
 * Print random weeks and our answer, for an oracle in a process of its own.
 *
 * dump_allocation COUNT PEOPLE WEEKS: one JSON object per company, week and view on each line;
 * of each week one view, another one each week. Who may do what is taken from person_qualifies,
 * not from the planner's graph.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "planner/allocation/projects.h"
#include "planner/plan.h"
#include "tests/generate.h"

static void print_lines_of(const struct plan *plan, size_t week, enum view view)
{
	printf("\"lines\":[");
	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct demand_coverage *c = plan_demand_coverage(plan, view, d, week);

		printf("%s[%d,%d,%d]", d ? "," : "", (int)plan->company->demands[d].priority,
		       (int)c->demand_minutes, (int)c->covered_minutes);
	}
	printf("]");
}

static void print_person(const struct plan *plan, size_t week, size_t person, bool *first)
{
	bool comma = false;

	printf("%s[%d,[", *first ? "" : ",", (int)plan_capacity(plan, person, week)->free_minutes);
	*first = false;
	for (size_t d = 0; d < plan->company->demand_count; d++)
		if (person_qualifies(&plan->company->settings, &plan->company->people[person],
				     &plan->company->demands[d])) {
			printf("%s%zu", comma ? "," : "", d);
			comma = true;
		}
	printf("]]");
}

static void print_booking(const struct plan *plan, size_t booking, int32_t minutes)
{
	const struct booking *b = &plan->company->bookings[booking];
	bool comma = false;

	printf(",[%d,[", (int)minutes);
	for (size_t d = 0; d < plan->company->demand_count; d++)
		if (booking_names(b, &plan->company->people[b->person_index],
				  &plan->company->demands[d])) {
			printf("%s%zu", comma ? "," : "", d);
			comma = true;
		}
	printf("]]");
}

static void print_company(uint64_t seed, size_t people, size_t weeks)
{
	struct generate how = { .seed = seed,
				.people = 2 + seed * 7 % (people - 1),
				.demands = 5 + seed % 40,
				.bookings = seed % 8,
				.roles = 3 + seed % 8,
				.skills = seed % 5,
				.weeks = weeks,
				.busy_per_person_week = 2 };
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = weeks };
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct company company;
	struct plan plan;

	generate_company(&how, &arena, &company);
	company.settings.max_levels_down = (int32_t)(seed % 4);
	if (!plan_make(&company, &options, &arena, &plan, &notes, &fault)) {
		fprintf(stderr, "%s\n", fault.message);
		exit(1);
	}
	for (size_t w = 0; w < weeks; w++) {
		int v = (int)((seed + w) % VIEW_COUNT);
		bool first = true;

		printf("{\"seed\":%" PRIu64 ",\"week\":%zu,\"view\":%d,", seed, w, v);
		print_lines_of(&plan, w, (enum view)v);
		printf(",\"sources\":[");
		for (size_t p = 0; p < company.person_count; p++)
			print_person(&plan, w, p, &first);
		for (size_t b = 0; b < company.booking_count; b++)
			print_booking(&plan, b, plan_booking_minutes(&plan, b, w));
		printf("]}\n");
	}
	arena_release(&arena);
}

int main(int argc, char **argv)
{
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 10;
	unsigned long people = argc > 2 ? strtoul(argv[2], NULL, 10) : 60;
	unsigned long weeks = argc > 3 ? strtoul(argv[3], NULL, 10) : 1;

	for (uint64_t seed = 1; seed <= count; seed++)
		print_company(seed, people, weeks);
	return 0;
}
