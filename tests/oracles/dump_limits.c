/*
 * dump_limits FROM TO: random plans under limits, all that could be ordered with what it costs and
 * counts, and our answer, for tests/oracles/oracle_limits.py. One JSON object per seed on each
 * line.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "planner/sourcing/source.h"
#include "planner/verify/verify_sourcing.h"
#include "tests/oracles/dump_candidates.h"
#include "tests/oracles/dump_plan.h"

/* --- drawing ----------------------------------------------------------- */

static void make(struct dump *d, uint64_t seed)
{
	struct generate how = { .seed = seed,
				.people = 2 + seed % 4,
				.demands = 3 + seed % 5,
				.bookings = 0,
				.roles = 1 + seed % 4,
				.skills = 2,
				.weeks = 8 + seed % 7 };
	struct generate_rates rates = { seed, how.roles, 2 + seed % 4, seed % 3 };

	dump_make(d, &how, &rates, OBJECTIVE_PRIORITY);
}

static bool chance(struct dump *d, uint64_t percent)
{
	return generate_below(&d->random, 100) < percent;
}

/* A part of what was spent without limits. */
static int64_t share(struct dump *d, int64_t cents)
{
	return cents / 100 * (20 + (int64_t)generate_below(&d->random, 80)) + 1;
}

static int64_t vendor_spend(const struct dump *d, const char *vendor)
{
	int64_t sum = 0;

	for (size_t i = 0; i < d->sourcing.engagement_count; i++) {
		const struct engagement *e = &d->sourcing.engagements[i];

		if (d->company.options[e->option].vendor[7] == vendor[7])
			sum += cost_spend(&e->cost);
	}
	return sum;
}

static void draw_limits(struct dump *d)
{
	static struct tenure tenure = { "DE", 5, DAY_FIRST };
	static struct vendor_limit vendors[] = { { "vendor a", 0 }, { "vendor b", 0 } };
	static struct quarter_budget quarters[2];
	struct settings *settings = &d->company.settings;
	int64_t spend = cost_spend(&d->sourcing.cost);
	size_t kind = (size_t)generate_below(&d->random, 5);

	quarters[0] = (struct quarter_budget){ day_of(2026, 10, 1), share(d, spend) };
	quarters[1] = (struct quarter_budget){ day_of(2027, 1, 1), share(d, spend / 2) };
	vendors[0].cents = share(d, vendor_spend(d, "vendor a"));
	vendors[1].cents = share(d, vendor_spend(d, "vendor b"));
	if (kind == 0 || chance(d, 25))
		settings->budget_cents = share(d, spend);
	if (kind == 1 || chance(d, 15)) {
		settings->quarters = quarters;
		settings->quarter_count = 1 + (size_t)generate_below(&d->random, 2);
	}
	if (kind == 2 || chance(d, 20))
		settings->min_onshore_percent = 20 + (int32_t)generate_below(&d->random, 70);
	if (kind == 3 || chance(d, 15)) {
		settings->vendors = vendors;
		settings->vendor_count = 1 + (size_t)generate_below(&d->random, 2);
	}
	if (kind == 4 || chance(d, 15)) {
		settings->tenures = &tenure;
		settings->tenure_count = 1;
	}
}

/* --- printing ---------------------------------------------------------- */

static void print_limits(const struct settings *settings)
{
	printf(",\"budget\":%" PRId64 ",\"onshore\":%d,\"quarters\":[", settings->budget_cents,
	       (int)settings->min_onshore_percent);
	for (size_t q = 0; q < settings->quarter_count; q++)
		printf("%s%" PRId64, q ? "," : "", settings->quarters[q].cents);
	printf("],\"vendors\":{");
	for (size_t v = 0; v < settings->vendor_count; v++)
		printf("%s\"%s\":%" PRId64, v ? "," : "", settings->vendors[v].vendor,
		       settings->vendors[v].cents);
	printf("}");
}

/* What our people do of each line, week by week. */
static void print_placed(const struct dump *d, const struct sourcing *s)
{
	printf(",\"placed\":[");
	for (size_t l = 0; l < d->company.demand_count; l++) {
		printf("%s[", l ? "," : "");
		for (size_t w = 0; w < s->week_count; w++)
			printf("%s%d", w ? "," : "",
			       (int)s->lines[l * s->week_count + w].own_minutes);
		printf("]");
	}
	printf("]");
}

static void print_answer(const struct dump *d, const char *name, double seconds)
{
	const struct sourcing *s = &d->sourcing;

	printf(",\"%s\":{\"total\":%" PRId64 ",\"bound\":%" PRId64 ",\"use_bound\":%" PRId64
	       ",\"idle\":%" PRId64 ",\"seconds\":%.4f,\"engagements\":%zu",
	       name, s->total_cents, s->bound_cents, s->use_bound_cents, s->idle_cents, seconds,
	       s->engagement_count);
	print_placed(d, s);
	printf(",\"limits\":[");
	for (size_t i = 0; i < s->limit_count; i++)
		printf("%s[\"%s\",%" PRId64 ",%" PRId64 ",%" PRId64 "]", i ? "," : "",
		       limit_name(s->limits[i].kind), s->limits[i].limit_cents,
		       s->limits[i].used_cents, s->limits[i].saves_micro);
	printf("]}");
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void solve(struct dump *d, uint64_t seed, const char *name)
{
	const struct source_effort effort = { .explain = name != NULL };
	struct fault fault = FAULT_INIT;
	double start = now();

	source_plan(&d->plan, VIEW_WEIGHTED, &effort, &d->arena, &d->sourcing);
	if (name)
		print_answer(d, name, now() - start);
	if (!verify_sourcing(&d->plan, &d->sourcing, &fault))
		dump_stop(seed, &fault);
}

static void print_case(uint64_t seed)
{
	struct dump d = { .arena = ARENA_INIT };
	struct settings *settings = &d.company.settings;

	make(&d, seed);
	solve(&d, seed, NULL);
	draw_limits(&d);
	printf("{\"seed\":%" PRIu64 ",\"weeks\":%zu,\"unlimited\":%" PRId64, seed,
	       d.plan.options.week_count, d.sourcing.total_cents);
	print_limits(settings);
	dump_lines(&d.plan);
	dump_own(&d.plan);
	dump_candidates(&d.plan);
	solve(&d, seed, "ours");
	if (settings->budget_cents != NO_BUDGET) {
		settings->budget_cents += settings->budget_cents / 10;
		solve(&d, seed, "richer");
	}
	printf("}\n");
	arena_release(&d.arena);
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: dump_limits FROM TO\n");
		return EXIT_FAILURE;
	}
	for (uint64_t seed = strtoull(argv[1], NULL, 10); seed <= strtoull(argv[2], NULL, 10);
	     seed++)
		print_case(seed);
	return EXIT_SUCCESS;
}
