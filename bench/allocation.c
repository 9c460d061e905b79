/*
 * The allocation against others on the same weeks: bench_allocation [--clp PEOPLE] [PEOPLE...]
 * How it grows with people and weeks:              bench_allocation --growth [PEOPLE...]
 *
 * Companies of 1,000, 10,000 and 100,000 people (with --growth 100, too), 52 weeks, view "all".
 * Ours is graph and all weeks, on one thread and on two, best of three runs (of one at 100,000).
 * CLP solves companies of up to 10,000 people, or --clp, and must find the same minutes per week
 * and priority. Seconds are CPU time unless it says wall: machines are seldom idle.
 */
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/parallel.h"
#include "bench/allocation_others.h"
#include "bench/company.h"
#include "planner/allocation/allocate.h"
#include "planner/allocation/prove.h"
#include "planner/plan.h"
#include "planner/verify/verify.h"
#include "planner/verify/verify_proof.h"
#include "tests/generate.h"

enum { WEEKS = 52, REPEATS = 3, LARGE = 100000, THREADS = 2, SIZES_MOST = 16 };

struct timing {
	double wall, cpu;
};

static double clock_of(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct timing now(void)
{
	return (struct timing){ clock_of(CLOCK_MONOTONIC), clock_of(CLOCK_PROCESS_CPUTIME_ID) };
}

static struct timing since(struct timing start)
{
	struct timing end = now();

	return (struct timing){ end.wall - start.wall, end.cpu - start.cpu };
}

static double peak_mb(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_maxrss / 1024;
}

static double held_mb(void)
{
	struct mallinfo2 info = mallinfo2();

	return (double)(info.uordblks + info.hblkhd) / 1024 / 1024;
}

static void fail(const char *message)
{
	fprintf(stderr, "bench_allocation: %s\n", message);
	exit(1);
}

/* --- ours ------------------------------------------------------------------ */

struct allocation_run {
	struct plan *plan;
	struct allocator *allocators;
	struct bench_gap gap;
	struct timing best;
	size_t arcs;
	double mb; /* graph and solvers */
};

static void solve_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct allocation_run *run = shared;
	const struct company *company = run->plan->company;

	for (size_t w = from; w < to; w++) {
		struct allocator *a = &run->allocators[worker];

		allocate_flow(a, VIEW_ALL, w);
		for (size_t d = 0; d < company->demand_count; d++)
			run->gap.min[w][company->demands[d].priority] +=
				a->demand_minutes[d] - a->covered_minutes[d];
	}
}

static void solve_once(struct allocation_run *run, int threads)
{
	size_t weeks = run->plan->options.week_count, workers = parallel_workers(threads, weeks);
	struct arena arena = ARENA_INIT;
	double held = held_mb();
	struct timing start = now(), took;
	struct eligibility eligibility;

	memset(&run->gap, 0, sizeof(run->gap));
	eligibility_build(run->plan, BOOKINGS_HOLD, &arena, &eligibility);
	run->allocators = ARENA_ARRAY(&arena, struct allocator, workers);
	for (size_t k = 0; k < workers; k++)
		run->allocators[k] = allocator_make(run->plan, &eligibility, &arena);
	parallel_run(workers, weeks, solve_some, run);
	took = since(start);
	run->best.wall = fmin(run->best.wall, took.wall);
	run->best.cpu = fmin(run->best.cpu, took.cpu);
	run->arcs = eligibility.flow.arc_count;
	run->mb = held_mb() - held;
	arena_release(&arena);
}

static void solve(struct allocation_run *run, struct plan *plan, int threads)
{
	int repeats = plan->company->person_count < LARGE ? REPEATS : 1;

	run->plan = plan;
	run->best = (struct timing){ INFINITY, INFINITY };
	for (int i = 0; i < repeats; i++)
		solve_once(run, threads);
}

static int64_t sum_of(const struct bench_gap *gap)
{
	int64_t sum = 0;

	for (size_t w = 0; w < BENCH_WEEKS_MOST; w++)
		for (int k = 1; k <= PRIORITY_MAX; k++)
			sum += gap->min[w][k];
	return sum;
}

static void make_plan(const struct company *company, size_t weeks, struct arena *arena,
		      struct plan *plan)
{
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = weeks,
					.threads = THREADS };
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;

	if (!plan_make(company, &options, arena, plan, &notes, &fault))
		fail(fault.message);
}

/* --- the table --------------------------------------------------------------- */

static void compare_with_clp(const struct allocation_run *ours)
{
	static struct bench_gap gap;
	struct timing start = now(), took;

	gap = (struct bench_gap){ 0 };
	if (!bench_clp(ours->plan, &gap)) {
		printf("%9s %7s\n", "no CLP", "-");
		return;
	}
	took = since(start);
	if (memcmp(&gap, &ours->gap, sizeof(gap)) != 0)
		fail("CLP finds other minutes");
	printf("%9.1f %6.0fx\n", took.cpu, took.cpu / ours->best.cpu);
}

static void prove_and_verify(struct plan *plan)
{
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct timing start = now(), reasons, cuts, checks, plans;
	struct proof proof;

	prove_plan(plan, VIEW_WEIGHTED, true, &arena, &proof);
	reasons = since(start);
	start = now();
	prove_plan(plan, VIEW_WEIGHTED, false, &arena, &proof);
	cuts = since(start);
	start = now();
	if (!verify_plan(plan, &fault))
		fail(fault.message);
	plans = since(start);
	start = now();
	if (!verify_proof(plan, &proof, &fault))
		fail(fault.message);
	checks = since(start);
	printf("%8s certificates of a view %.2f s (%zu), with reasons %.2f s; verified: plan %.2f "
	       "s, certificates %.2f s\n",
	       "", cuts.cpu, proof.count, reasons.cpu, plans.cpu, checks.cpu);
	arena_release(&arena);
}

static void compare(size_t people, size_t clp_most)
{
	static struct allocation_run one, two;
	struct arena arena = ARENA_INIT;
	struct company company;
	struct timing whole;
	struct plan plan;
	int64_t gap, greedy;

	bench_company(people, WEEKS, 1, &arena, &company);
	whole = now();
	make_plan(&company, WEEKS, &arena, &plan);
	whole = since(whole);
	solve(&one, &plan, 1);
	solve(&two, &plan, THREADS);
	if (memcmp(&one.gap, &two.gap, sizeof(one.gap)) != 0)
		fail("two threads find other minutes");
	gap = sum_of(&one.gap);
	printf("%7zu %7zu %8zu %8.3f %8.3f %8.3f %8.3f %6.1f %8.2f ", people, company.demand_count,
	       one.arcs, one.best.cpu, one.best.wall, two.best.cpu, two.best.wall, two.mb,
	       whole.cpu);
	fflush(stdout);
	greedy = bench_greedy(&plan);
	printf("%10lld %+7.0f%% ", (long long)(gap / 60),
	       100.0 * (double)(greedy - gap) / (double)(gap ? gap : 1));
	fflush(stdout);
	if (people <= clp_most)
		compare_with_clp(&one);
	else
		printf("%9s %7s\n", "not run", "-");
	if (people < LARGE)
		prove_and_verify(&plan);
	printf("%8s peak of the program %.0f MB\n", "", peak_mb());
	arena_release(&arena);
}

static void print_table(const size_t *sizes, size_t count, size_t clp_most)
{
	printf("%d weeks; t1, t2: on one thread and on two\n", WEEKS);
	printf("%7s %7s %8s %8s %8s %8s %8s %6s %8s %10s %8s %9s %7s\n", "people", "lines", "arcs",
	       "t1 CPU", "t1 wall", "t2 CPU", "t2 wall", "MB", "plan CPU", "gap h", "greedy",
	       "CLP CPU", "by ours");
	for (size_t i = 0; i < count; i++)
		compare(sizes[i], clp_most);
}

/* --- growth -------------------------------------------------------------------- */

/* On one thread. Signed demand only: all views are the same, so the plan is made sooner. */
static double grow(size_t people, size_t weeks)
{
	static struct allocation_run run;
	struct arena arena = ARENA_INIT;
	struct company company;
	struct plan plan;

	bench_company(people, weeks, 1, &arena, &company);
	for (size_t d = 0; d < company.demand_count; d++)
		company.demands[d].status = DEMAND_COMMITTED;
	make_plan(&company, weeks, &arena, &plan);
	solve(&run, &plan, 1);
	arena_release(&arena);
	return run.best.cpu;
}

static void print_growth(const size_t *sizes, size_t count)
{
	static const size_t weeks[] = { 26, 52, 104 };
	double last[ARRAY_LEN(weeks)] = { 0 };

	printf("CPU seconds on one thread\n%7s %9s %9s %9s\n", "people", "26 weeks", "52 weeks",
	       "104 weeks");
	for (size_t i = 0; i < count; i++) {
		double took[ARRAY_LEN(weeks)];

		printf("%7zu", sizes[i]);
		for (size_t k = 0; k < ARRAY_LEN(weeks); k++) {
			took[k] = grow(sizes[i], weeks[k]);
			printf(" %9.3f", took[k]);
			fflush(stdout);
		}
		printf("   weeks^%.2f", log(took[2] / took[0]) / log(4));
		for (size_t k = 0; i > 0 && k < ARRAY_LEN(weeks); k++)
			printf("%s%.2f", k > 0 ? ", " : "   people^",
			       log(took[k] / last[k]) /
				       log((double)sizes[i] / (double)sizes[i - 1]));
		puts("");
		memcpy(last, took, sizeof(last));
	}
}

static void print_load(void)
{
	FILE *file = fopen("/proc/loadavg", "r");
	char load[16];

	if (file && fscanf(file, "%15s", load) == 1)
		printf("load average %s; ", load);
	if (file)
		fclose(file);
}

int main(int argc, char **argv)
{
	size_t sizes[SIZES_MOST] = { 100, 1000, 10000, LARGE }, first = 1, count = 4;
	size_t clp_most = 10000, given = 0;
	bool growth = false;

	for (int i = 1; i < argc && given < SIZES_MOST; i++) {
		if (strcmp(argv[i], "--growth") == 0)
			growth = true;
		else if (strcmp(argv[i], "--clp") == 0 && i + 1 < argc)
			clp_most = (size_t)strtoul(argv[++i], NULL, 10);
		else
			sizes[given++] = (size_t)strtoul(argv[i], NULL, 10);
	}
	if (given > 0 || growth)
		first = 0;
	if (given > 0)
		count = given;
	print_load();
	if (growth)
		print_growth(sizes, count);
	else
		print_table(sizes + first, count - first, clp_most);
	return 0;
}
