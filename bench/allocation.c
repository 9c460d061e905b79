/*
 * The allocation against others on the same weeks: bench_allocation [PEOPLE...]
 *
 * For each company (1,000 and 10,000 people by default) x 52 weeks, view "all": our allocation,
 * graph included, on one and on two threads; CLP on a linear program of the same graph, built once
 * and solved again from the last week's basis; greedy by priority, for the hours that it leaves
 * uncovered. Then what proof, verifier and the whole plan cost. Best of three runs for ours.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#ifdef HAVE_CLP
#include <Clp_C_Interface.h>
#endif

#include "bench/company.h"
#include "planner/allocate.h"
#include "planner/parallel.h"
#include "planner/planner.h"
#include "planner/prove.h"
#include "planner/verify.h"
#include "tests/generate.h"

enum { WEEKS = 52, REPEATS = 3, THREADS = 2 };

static double clock_of(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double now(void)
{
	return clock_of(CLOCK_MONOTONIC);
}

static long peak_mb(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss / 1024;
}

/* --- ours ------------------------------------------------------------------ */

struct run {
	struct plan *plan;
	struct allocator *allocators;
	int64_t gap[WEEKS][PRIORITY_MAX + 1];
};

static void solve_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct run *run = shared;

	for (size_t w = from; w < to; w++) {
		struct allocator *a = &run->allocators[worker];

		allocate_flow(a, VIEW_ALL, w);
		for (size_t d = 0; d < run->plan->company->demand_count; d++)
			run->gap[w][run->plan->company->demands[d].priority] +=
				a->demand_min[d] - a->covered_min[d];
	}
}

struct timing {
	double wall, cpu;
};

static struct timing solve(struct plan *plan, int threads, struct run *run, size_t *arcs)
{
	struct timing best = { 1e9, 1e9 };

	for (int i = 0; i < REPEATS; i++) {
		struct arena arena = ARENA_INIT;
		double wall = now(), cpu = clock_of(CLOCK_PROCESS_CPUTIME_ID);
		size_t workers = parallel_workers(threads, WEEKS);
		struct lattice lattice;

		*run = (struct run){ plan,
				     ARENA_ARRAY(&arena, struct allocator, workers),
				     { { 0 } } };
		lattice_build(plan, BOOKINGS_HOLD, &arena, &lattice);
		for (size_t k = 0; k < workers; k++)
			run->allocators[k] = allocator_new(plan, &lattice, &arena);
		parallel_run(workers, WEEKS, solve_some, run);
		wall = now() - wall;
		cpu = clock_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
		best.wall = wall < best.wall ? wall : best.wall;
		best.cpu = cpu < best.cpu ? cpu : best.cpu;
		*arcs = lattice.flow.arc_count;
		arena_release(&arena);
	}
	return best;
}

static int64_t sum_of(const struct run *run)
{
	int64_t sum = 0;

	for (size_t w = 0; w < WEEKS; w++)
		for (int k = 1; k <= PRIORITY_MAX; k++)
			sum += run->gap[w][k];
	return sum;
}

/* --- greedy by priority ------------------------------------------------------- */

/* People one by one, each line takes from those who qualify, fewest choices first. */
struct greedy {
	const struct plan *plan;
	const struct lattice *lattice;
	int32_t **crews; /* per bucket: crews' nodes */
	size_t *count;
	int32_t *left; /* per node */
};

static void find_crews(struct greedy *g, const int32_t *choices, size_t bucket, struct arena *arena,
		       char *seen, int32_t *stack)
{
	const struct flow *f = &g->lattice->flow;
	size_t depth = 0, count = 0, room = 0;
	int32_t *list = NULL;

	memset(seen, 0, (size_t)f->node_count);
	stack[depth++] = g->lattice->buckets[bucket].node;
	while (depth > 0) {
		int32_t v = stack[--depth];

		if (f->in_first[v] == f->in_first[v + 1]) {
			list = ARENA_PUSH(arena, list, count, room);
			list[count++] = v;
		}
		for (int32_t i = f->in_first[v]; i < f->in_first[v + 1]; i++)
			if (!seen[f->in_node[i]]) {
				seen[f->in_node[i]] = 1;
				stack[depth++] = f->in_node[i];
			}
	}
	/* Counting sort by choices, at most 64 kinds. */
	g->crews[bucket] = ARENA_ARRAY(arena, int32_t, count + 1);
	for (int32_t c = 0; c <= 64; c++)
		for (size_t i = 0; i < count; i++)
			if (choices[list[i]] == c || (c == 64 && choices[list[i]] > c))
				g->crews[bucket][g->count[bucket]++] = list[i];
}

static int64_t greedy_week(struct greedy *g, size_t week)
{
	const struct lattice *l = g->lattice;
	int64_t gap = 0;

	for (size_t c = 0; c < l->crew_count; c++)
		g->left[l->crews[c].node] = crew_min(g->plan, &l->crews[c], week);
	for (size_t b = 0; b < g->plan->company->booking_count; b++)
		if (l->booking_node[b] >= 0)
			g->left[l->booking_node[b]] = plan_booking_min(g->plan, b, week);
	for (int32_t priority = 1; priority <= PRIORITY_MAX; priority++)
		for (size_t i = 0; i < l->bucket_count; i++) {
			int64_t need = 0;

			if (l->buckets[i].priority != priority)
				continue;
			for (size_t k = 0; k < l->buckets[i].count; k++)
				need += plan_demand_cover(g->plan, VIEW_ALL, l->buckets[i].lines[k],
							  week)
						->demand_min;
			for (size_t k = 0; need > 0 && k < g->count[i]; k++) {
				int32_t *left = &g->left[g->crews[i][k]];
				int32_t take = need < *left ? (int32_t)need : *left;

				*left -= take;
				need -= take;
			}
			gap += need;
		}
	return gap;
}

static int64_t greedy(const struct plan *plan, double *seconds)
{
	struct arena arena = ARENA_INIT;
	struct lattice lattice;
	struct greedy g = { .plan = plan, .lattice = &lattice };
	double start = now();
	int64_t gap = 0;
	int32_t *choices, *stack;
	char *seen;

	lattice_build(plan, BOOKINGS_HOLD, &arena, &lattice);
	choices = ARENA_ARRAY(&arena, int32_t, (size_t)lattice.flow.node_count + 1);
	stack = ARENA_ARRAY(&arena, int32_t, (size_t)lattice.flow.node_count + 1);
	seen = ARENA_ARRAY(&arena, char, (size_t)lattice.flow.node_count + 1);
	g.left = ARENA_ARRAY(&arena, int32_t, (size_t)lattice.flow.node_count + 1);
	g.crews = ARENA_ARRAY(&arena, int32_t *, lattice.bucket_count + 1);
	g.count = ARENA_ARRAY(&arena, size_t, lattice.bucket_count + 1);
	for (size_t i = 0; i < lattice.flow.arc_count; i++)
		choices[lattice.flow.from[i]]++;
	for (size_t i = 0; i < lattice.bucket_count; i++) {
		if (i > 0 && lattice.buckets[i].node == lattice.buckets[i - 1].node) {
			g.crews[i] = g.crews[i - 1];
			g.count[i] = g.count[i - 1];
			continue;
		}
		find_crews(&g, choices, i, &arena, seen, stack);
	}
	for (size_t w = 0; w < WEEKS; w++)
		gap += greedy_week(&g, w);
	*seconds = now() - start;
	arena_release(&arena);
	return gap;
}

/* --- CLP ------------------------------------------------------------------------ */

#ifdef HAVE_CLP
/* Columns: arcs, then supplies, then needs. Rows: nodes, in = out. */
struct program {
	size_t columns;
	CoinBigIndex *start;
	int *row;
	double *value, *upper, *objective;
};

static void add_entry(struct program *p, size_t column, int row, double value)
{
	p->row[p->start[column + 1]] = row;
	p->value[p->start[column + 1]++] = value;
}

static struct program program_of(const struct lattice *l, const struct plan *plan,
				 struct arena *arena)
{
	size_t most =
		l->flow.arc_count + l->crew_count + plan->company->booking_count + l->bucket_count;
	struct program p = { .start = ARENA_ARRAY(arena, CoinBigIndex, most + 2),
			     .row = ARENA_ARRAY(arena, int, 2 * most + 2),
			     .value = ARENA_ARRAY(arena, double, 2 * most + 2),
			     .upper = ARENA_ARRAY(arena, double, most + 1),
			     .objective = ARENA_ARRAY(arena, double, most + 1) };

	for (size_t i = 0; i < l->flow.arc_count; i++, p.columns++) {
		p.start[p.columns + 1] = p.start[p.columns];
		add_entry(&p, p.columns, l->flow.from[i], -1);
		add_entry(&p, p.columns, l->flow.to[i], 1);
		p.upper[p.columns] = 1e30;
	}
	for (size_t c = 0; c < l->crew_count; c++, p.columns++) {
		p.start[p.columns + 1] = p.start[p.columns];
		add_entry(&p, p.columns, l->crews[c].node, 1);
	}
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (l->booking_node[b] >= 0) {
			p.start[p.columns + 1] = p.start[p.columns];
			add_entry(&p, p.columns++, l->booking_node[b], 1);
		}
	for (size_t i = 0; i < l->bucket_count; i++, p.columns++) {
		p.start[p.columns + 1] = p.start[p.columns];
		add_entry(&p, p.columns, l->buckets[i].node, -1);
		p.objective[p.columns] = -(6.0 - l->buckets[i].priority);
	}
	return p;
}

static void set_week(struct program *p, const struct lattice *l, const struct plan *plan, size_t w)
{
	size_t column = l->flow.arc_count;

	for (size_t c = 0; c < l->crew_count; c++)
		p->upper[column++] = crew_min(plan, &l->crews[c], w);
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (l->booking_node[b] >= 0)
			p->upper[column++] = plan_booking_min(plan, b, w);
	for (size_t i = 0; i < l->bucket_count; i++) {
		double sum = 0;

		for (size_t k = 0; k < l->buckets[i].count; k++)
			sum += plan_demand_cover(plan, VIEW_ALL, l->buckets[i].lines[k], w)
				       ->demand_min;
		p->upper[column++] = sum;
	}
}

static double clp(const struct plan *plan, struct run *run)
{
	struct arena arena = ARENA_INIT;
	double start = now();
	struct lattice l;
	struct program p;
	double *zero;
	Clp_Simplex *model = Clp_newModel();

	memset(run->gap, 0, sizeof(run->gap));
	lattice_build(plan, BOOKINGS_HOLD, &arena, &l);
	p = program_of(&l, plan, &arena);
	zero = ARENA_ARRAY(&arena, double, p.columns + (size_t)l.flow.node_count + 1);
	Clp_setLogLevel(model, 0);
	set_week(&p, &l, plan, 0);
	Clp_loadProblem(model, (int)p.columns, l.flow.node_count, p.start, p.row, p.value, zero,
			p.upper, p.objective, zero, zero);
	for (size_t w = 0; w < WEEKS; w++) {
		const double *x;

		set_week(&p, &l, plan, w);
		Clp_chgColumnUpper(model, p.upper);
		if (Clp_primal(model, 0) != 0) {
			fprintf(stderr, "bench_allocation: CLP did not solve week %zu\n", w);
			exit(1);
		}
		x = Clp_getColSolution(model);
		for (size_t i = 0; i < l.bucket_count; i++) {
			size_t column = p.columns - l.bucket_count + i;

			run->gap[w][l.buckets[i].priority] += llround(p.upper[column] - x[column]);
		}
	}
	Clp_deleteModel(model);
	arena_release(&arena);
	return now() - start;
}
#endif

/* --- the table ------------------------------------------------------------------- */

static void check_equal(const struct run *ours, const struct run *theirs)
{
	for (size_t w = 0; w < WEEKS; w++)
		for (int k = 1; k <= PRIORITY_MAX; k++)
			if (ours->gap[w][k] != theirs->gap[w][k]) {
				fprintf(stderr,
					"bench_allocation: week %zu priority %d: ours %lld, "
					"CLP %lld minutes\n",
					w, k, (long long)ours->gap[w][k],
					(long long)theirs->gap[w][k]);
				exit(1);
			}
}

static void prove_and_verify(struct plan *plan)
{
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct proof proof;
	double start = now(), reasons, cuts, checks, plans;

	prove_plan(plan, VIEW_WEIGHTED, true, &arena, &proof);
	reasons = now() - start;
	start = now();
	prove_plan(plan, VIEW_WEIGHTED, false, &arena, &proof);
	cuts = now() - start;
	start = now();
	if (!verify_plan(plan, &fault)) {
		fprintf(stderr, "bench_allocation: %s\n", fault.message);
		exit(1);
	}
	plans = now() - start;
	start = now();
	if (!verify_proof(plan, &proof, &fault)) {
		fprintf(stderr, "bench_allocation: %s\n", fault.message);
		exit(1);
	}
	checks = now() - start;
	printf("%9s certificates %zu: made %.2f s, with reasons %.2f s; verified: plan %.2f s, "
	       "certificates %.2f s\n",
	       "", proof.count, cuts, reasons, plans, checks);
	arena_release(&arena);
}

static double bench(size_t people)
{
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = WEEKS,
					.threads = THREADS };
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	static struct run ours, other;
	struct company company;
	struct timing one, two;
	struct plan plan;
	double whole, greedy_s;
	int64_t gap, greedy_gap;
	size_t arcs;

	bench_company(people, WEEKS, 1, &arena, &company);
	whole = now();
	if (!plan_make(&company, &options, &arena, &plan, &notes, &fault)) {
		fprintf(stderr, "bench_allocation: %s\n", fault.message);
		exit(1);
	}
	whole = now() - whole;
	one = solve(&plan, 1, &ours, &arcs);
	two = solve(&plan, THREADS, &ours, &arcs);
	gap = sum_of(&ours);
	printf("%7zu %7zu %8zu %9.3f %9.3f %9.3f %9.2f %7ld ", people, company.demand_count, arcs,
	       one.wall, two.wall, two.cpu, whole, peak_mb());
	fflush(stdout);
	greedy_gap = greedy(&plan, &greedy_s);
	printf("%10lld %+8.0f%% ", (long long)(gap / 60),
	       100.0 * (double)(greedy_gap - gap) / (double)(gap ? gap : 1));
	fflush(stdout);
#ifdef HAVE_CLP
	{
		double seconds = clp(&plan, &other);

		check_equal(&ours, &other);
		printf("%9.2f %7.0fx\n", seconds, seconds / two.wall);
	}
#else
	(void)other;
	(void)check_equal;
	printf("%9s %8s\n", "no CLP", "-");
#endif
	prove_and_verify(&plan);
	arena_release(&arena);
	return two.cpu;
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = { 1000, 10000 };
	size_t count = argc > 1 ? (size_t)argc - 1 : ARRAY_LEN(sizes), before_people = 0;
	double before = 0;

	printf("%d weeks, best of %d\n", WEEKS, REPEATS);
	printf("%7s %7s %8s %9s %9s %9s %9s %7s %10s %9s %9s %8s\n", "people", "lines", "arcs",
	       "1 thread", "2 threads", "CPU s", "plan s", "MB", "gap h", "greedy", "CLP s",
	       "ratio");
	for (size_t i = 0; i < count; i++) {
		size_t people = argc > 1 ? (size_t)strtoul(argv[i + 1], NULL, 10) : sizes[i];
		double cpu = bench(people);

		if (i > 0)
			printf("%9s growth from %zu: people^%.2f\n", "", before_people,
			       log(cpu / before) / log((double)people / (double)before_people));
		before = cpu;
		before_people = people;
	}
	return 0;
}
