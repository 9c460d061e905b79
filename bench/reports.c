/*
 * How long all reports of a plan take to write: bench_reports [LINES [WEEKS [REPORT]]].
 *
 * A generated company with a rate card; the plan, its certificates, names and engagements are
 * made first and not counted. Each report is written in each of its formats, into a file;
 * processor time, the best of five, and what of it the kernel took to store the bytes. Then all of
 * them once more, as many at a time as there are processors, as publish writes them: wall clock.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/parallel.h"
#include "bench/clock.h"
#include "planner/allocation/prove.h"
#include "planner/plan.h"
#include "planner/roster/roster_assign.h"
#include "planner/roster/roster_bench.h"
#include "planner/sourcing/source.h"
#include "reports/reports.h"
#include "reports/sheet.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"

enum { REPEATS = 5 };

struct time_spent {
	double seconds, kernel, megabytes;
};

static double kernel_now(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec / 1e6;
}

static void die(const struct fault *fault)
{
	fprintf(stderr, "bench_reports: %s\n", fault->message);
	exit(1);
}

static void make_parts(struct plan *plan, struct arena *arena)
{
	struct proof *proof = ARENA_ARRAY(arena, struct proof, 1);
	struct roster *roster = ARENA_ARRAY(arena, struct roster, 1);
	struct bench *bench = ARENA_ARRAY(arena, struct bench, 1);
	struct sourcing *sourcing = ARENA_ARRAY(arena, struct sourcing, 1);
	struct source_effort effort = { .explain = true };
	struct fault fault = FAULT_INIT;

	prove_plan(plan, VIEW_WEIGHTED, true, arena, proof);
	source_plan(plan, VIEW_WEIGHTED, &effort, arena, sourcing);
	if (!roster_assign_beside(plan, sourcing, ROSTER_MIN_CHUNK_MINUTES, arena, roster, &fault))
		die(&fault);
	roster_bench(plan, roster, ROSTER_MIN_CHUNK_MINUTES, arena, bench);
	plan->proof = proof;
	plan->roster = roster;
	plan->bench = bench;
	plan->sourcing = sourcing;
}

/* One report in one format, and how long it is. */
static struct time_spent cost_of(const struct report *report, const struct report_options *options,
				 const struct plan *plan)
{
	struct time_spent best = { .seconds = 1e9 };

	for (int i = 0; i < REPEATS; i++) {
		struct fault fault = FAULT_INIT;
		FILE *out = tmpfile();
		double start = cpu_seconds(), kernel = kernel_now(), seconds;

		if (!out || !report_write(report, plan, options, out, &fault))
			die(&fault);
		seconds = cpu_seconds() - start;
		if (seconds < best.seconds)
			best = (struct time_spent){ seconds, kernel_now() - kernel,
						    (double)ftell(out) / 1e6 };
		fclose(out);
	}
	return best;
}

/* One report in one of its formats. */
struct report_task {
	const struct report *report;
	enum report_format format;
	enum report_layout layout;
	double seconds; /* alone */
};

enum { TASKS_MAX = 200 };

struct tasks {
	const struct plan *plan;
	struct report_task list[TASKS_MAX];
	size_t count;
};

static struct report_options options_of(const struct report_task *task)
{
	struct report_options options = report_options_default();

	options.format = task->format;
	options.layout = task->layout;
	return options;
}

static void add(struct tasks *tasks, struct report_task task)
{
	if (tasks->count == TASKS_MAX)
		abort();
	tasks->list[tasks->count++] = task;
}

static void add_report(struct tasks *tasks, const struct report *report)
{
	for (enum report_format f = 0; f < FORMAT_COUNT; f++) {
		if (!report_has(report, f))
			continue;
		add(tasks, (struct report_task){ report, f, LAYOUT_LONG, 0 });
		if (f == FORMAT_CSV && report->sheet && report->sheet->wide_rows)
			add(tasks, (struct report_task){ report, f, LAYOUT_WIDE, 0 });
	}
}

static void print_alone(struct tasks *tasks)
{
	struct time_spent sum = { 0 };

	printf("%-14s %-6s %-5s %9s %9s %9s\n", "report", "format", "", "seconds", "kernel", "MB");
	for (size_t i = 0; i < tasks->count; i++) {
		struct report_task *task = &tasks->list[i];
		struct report_options options = options_of(task);
		struct time_spent cost = cost_of(task->report, &options, tasks->plan);

		printf("%-14s %-6s %-5s %9.3f %9.3f %9.2f\n", task->report->name,
		       report_format_name(task->format), task->layout == LAYOUT_WIDE ? "wide" : "",
		       cost.seconds, cost.kernel, cost.megabytes);
		task->seconds = cost.seconds;
		sum.seconds += cost.seconds;
		sum.kernel += cost.kernel;
		sum.megabytes += cost.megabytes;
	}
	printf("%-27s %9.3f %9.3f %9.2f\n", "one after another", sum.seconds, sum.kernel,
	       sum.megabytes);
}

static void write_some(void *shared, size_t worker, size_t from, size_t to)
{
	const struct tasks *tasks = shared;

	(void)worker;
	for (size_t i = from; i < to; i++) {
		struct report_options options = options_of(&tasks->list[i]);
		struct fault fault = FAULT_INIT;
		FILE *out = tmpfile();

		if (!out ||
		    !report_write(tasks->list[i].report, tasks->plan, &options, out, &fault))
			die(&fault);
		fclose(out);
	}
}

static int longest_first(const void *left, const void *right)
{
	const struct report_task *a = left, *b = right;

	return (a->seconds < b->seconds) - (a->seconds > b->seconds);
}

static void print_together(struct tasks *tasks)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t workers = parallel_workers((int)processors, tasks->count);
	double best = 1e9;

	qsort(tasks->list, tasks->count, sizeof(*tasks->list), longest_first);
	for (int i = 0; i < REPEATS; i++) {
		double start = wall_seconds();

		parallel_run_singly(workers, tasks->count, write_some, tasks);
		if (wall_seconds() - start < best)
			best = wall_seconds() - start;
	}
	printf("%-27s %9.3f s of wall clock, %zu at a time\n", "together", best, workers);
}

int main(int argc, char **argv)
{
	size_t lines = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 1200;
	size_t weeks = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 104;
	struct generate how = { .seed = 7,
				.people = lines,
				.demands = lines,
				.bookings = lines / 20,
				.roles = 60,
				.skills = 3,
				.weeks = weeks };
	struct generate_rates rates = { 7, how.roles, 3, 10 };
	struct plan_options options = { .number = 1,
					.today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = weeks };
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct company company;
	struct plan plan;
	struct tasks tasks = { .plan = &plan };

	generate_company(&how, &arena, &company);
	generate_rates(&rates, &arena, &company);
	if (!plan_make(&company, &options, &arena, &plan, &notes, &fault))
		die(&fault);
	make_parts(&plan, &arena);
	printf("%zu requirements, %zu demand lines, %zu people, %zu weeks\n",
	       plan.requirement_count, company.demand_count, company.person_count, weeks);
	for (size_t r = 0; r < report_plan_count; r++)
		if (argc < 4 || strcmp(argv[3], report_list[r]->name) == 0)
			add_report(&tasks, report_list[r]);
	print_alone(&tasks);
	print_together(&tasks);
	arena_release(&arena);
	return 0;
}
