/*
 * Print random companies with the certificates of their gaps, for a check by another program;
 * what our verifier does not pass is not printed, and the exit status is 1.
 *
 * dump_certificates COUNT PEOPLE WEEKS: one JSON object for each company and line.
 */
#include <stdio.h>
#include <stdlib.h>

#include "planner/allocation/prove.h"
#include "planner/plan.h"
#include "planner/verify/verify.h"
#include "planner/verify/verify_proof.h"
#include "tests/generate.h"

static const char *comma(size_t i)
{
	return i ? "," : "";
}

static void print_texts(const char *const *texts, size_t count)
{
	printf("[");
	for (size_t i = 0; i < count; i++)
		printf("%s\"%s\"", comma(i), texts[i]);
	printf("]");
}

static void print_indexes(const char *name, const uint32_t *list, size_t count)
{
	printf("\"%s\":[", name);
	for (size_t i = 0; i < count; i++)
		printf("%s%u", comma(i), list[i]);
	printf("],");
}

static void print_people(const struct plan *plan)
{
	printf("\"people\":[");
	for (size_t p = 0; p < plan->company->person_count; p++) {
		const struct person *person = &plan->company->people[p];

		printf("%s{\"location\":\"%s\",\"roles\":{", comma(p), person->location);
		for (size_t r = 0; r < person->role_count; r++)
			printf("%s\"%s\":%d", comma(r), person->roles[r].role,
			       (int)person->roles[r].level);
		printf("},\"skills\":");
		print_texts(person->skills, person->skill_count);
		printf(",\"minutes\":[");
		for (size_t w = 0; w < plan->options.week_count; w++)
			printf("%s%d", comma(w), (int)plan_capacity(plan, p, w)->free_minutes);
		printf("]}");
	}
	printf("],");
}

static void print_demand(const struct plan *plan, enum view view)
{
	printf("\"lines\":[");
	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct demand *demand = &plan->company->demands[d];

		printf("%s{\"project\":\"%s\",\"role\":\"%s\",\"level\":%d,", comma(d),
		       demand->project, demand->role, (int)demand->level);
		printf("\"location\":\"%s\",\"skills\":", demand->location);
		print_texts(demand->skills, demand->skill_count);
		printf(",\"minutes\":[");
		for (size_t w = 0; w < plan->options.week_count; w++)
			printf("%s%d", comma(w),
			       (int)plan_demand_coverage(plan, view, d, w)->demand_minutes);
		printf("]}");
	}
	printf("],\"bookings\":[");
	for (size_t b = 0; b < plan->company->booking_count; b++) {
		const struct booking *booking = &plan->company->bookings[b];

		printf("%s{\"person\":%zu,\"project\":\"%s\",\"role\":\"%s\",\"hard\":%s,",
		       comma(b), booking->person_index, booking->project, booking->role,
		       booking->status == BOOKING_HARD ? "true" : "false");
		printf("\"minutes\":[");
		for (size_t w = 0; w < plan->options.week_count; w++)
			printf("%s%d", comma(w), (int)plan_booking_minutes(plan, b, w));
		printf("]}");
	}
	printf("],\"gap\":[");
	for (size_t w = 0; w < plan->options.week_count; w++) {
		long long gap = 0;

		for (size_t d = 0; d < plan->company->demand_count; d++)
			gap += plan_demand_coverage(plan, view, d, w)->demand_minutes -
			       plan_demand_coverage(plan, view, d, w)->covered_minutes;
		printf("%s%lld", comma(w), gap);
	}
	printf("],");
}

static void print_proof(const struct proof *proof)
{
	printf("\"certificates\":[");
	for (size_t i = 0; i < proof->count; i++) {
		const struct certificate *c = &proof->list[i];

		printf("%s{\"week\":%u,", comma(i), c->week);
		print_indexes("lines", c->lines, c->line_count);
		print_indexes("people", c->people, c->people_count);
		print_indexes("bookings", c->bookings, c->booking_count);
		printf("\"demand\":%lld,\"supply\":%lld,\"missing\":%lld}",
		       (long long)c->demand_minutes, (long long)c->supply_minutes,
		       (long long)c->missing_minutes);
	}
	printf("]}\n");
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
	enum view view = (enum view)(seed % VIEW_COUNT);
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct company company;
	struct proof proof;
	struct plan plan;

	generate_company(&how, &arena, &company);
	company.settings.max_levels_down = (int32_t)(seed / 2 % 4);
	if (!plan_make(&company, &options, &arena, &plan, &notes, &fault)) {
		fprintf(stderr, "%s\n", fault.message);
		exit(1);
	}
	prove_plan(&plan, view, false, &arena, &proof);
	/* Our own verifier first: the same companies pass both. */
	if (!verify_plan(&plan, &fault) || !verify_proof(&plan, &proof, &fault)) {
		fprintf(stderr, "seed %llu: %s\n", (unsigned long long)seed, fault.message);
		exit(1);
	}
	printf("{\"seed\":%llu,\"weeks\":%zu,\"levels_down\":%d,", (unsigned long long)seed, weeks,
	       (int)company.settings.max_levels_down);
	print_people(&plan);
	print_demand(&plan, view);
	print_proof(&proof);
	arena_release(&arena);
}

int main(int argc, char **argv)
{
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 10;
	unsigned long people = argc > 2 ? strtoul(argv[2], NULL, 10) : 60;
	unsigned long weeks = argc > 3 ? strtoul(argv[3], NULL, 10) : 3;

	for (uint64_t seed = 1; seed <= count; seed++)
		print_company(seed, people, weeks);
	return 0;
}
