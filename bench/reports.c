/*
 * How long all reports of a plan take to write: bench_reports [LINES [WEEKS]].
 *
 * A generated company; the plan, its certificates and its names are made first and not counted.
 * Each report is written in each of its formats, into a file; processor
 * time, the best of three.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "planner/names.h"
#include "planner/planner.h"
#include "planner/prove.h"
#include "reports/reports.h"
#include "reports/sheet.h"
#include "tests/generate.h"

enum { REPEATS = 3 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
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
	struct fault fault = FAULT_INIT;

	prove_plan(plan, VIEW_WEIGHTED, true, arena, proof);
	if (!names_assign(plan, VIEW_WEIGHTED, NAMES_CHUNK_MIN, arena, roster, &fault))
		die(&fault);
	names_bench(plan, roster, NAMES_CHUNK_MIN, arena, bench);
	plan->proof = proof;
	plan->roster = roster;
	plan->bench = bench;
}

/* Seconds for one report in one format, and how long it is. */
static double time_of(const struct report *report, enum report_format format,
		      enum report_layout layout, const struct plan *plan, double *megabytes)
{
	struct report_options options = report_options_default();
	double best = 1e9;

	options.format = format;
	options.layout = layout;
	for (int i = 0; i < REPEATS; i++) {
		struct fault fault = FAULT_INIT;
		FILE *out = tmpfile();
		double start = now();

		if (!out || !report_write(report, plan, &options, out, &fault))
			die(&fault);
		if (now() - start < best)
			best = now() - start;
		*megabytes = (double)ftell(out) / 1e6;
		fclose(out);
	}
	return best;
}

static double row(const struct report *report, enum report_format format, enum report_layout layout,
		  const struct plan *plan)
{
	double megabytes = 0, seconds = time_of(report, format, layout, plan, &megabytes);

	printf("%-14s %-6s %-5s %9.3f %9.2f\n", report->name, report_format_name(format),
	       layout == LAYOUT_WIDE ? "wide" : "", seconds, megabytes);
	return seconds;
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
	struct plan_options options = { .number = 1,
					.today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = weeks };
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct company company;
	struct plan plan;
	double sum = 0;

	generate_company(&how, &arena, &company);
	if (!plan_make(&company, &options, &arena, &plan, &notes, &fault))
		die(&fault);
	make_parts(&plan, &arena);
	printf("%zu requirements, %zu demand lines, %zu people, %zu weeks\n",
	       plan.requirement_count, company.demand_count, company.person_count, weeks);
	printf("%-14s %-6s %-5s %9s %9s\n", "report", "format", "", "seconds", "MB");
	for (size_t r = 0; r < report_count; r++)
		for (enum report_format f = 0; f < FORMAT_COUNT; f++) {
			if (!report_has(report_list[r], f) ||
			    (report_list[r]->needs & PLAN_SOURCING && f != FORMAT_HTML))
				continue;
			sum += row(report_list[r], f, LAYOUT_LONG, &plan);
			if (f == FORMAT_CSV && report_list[r]->sheet && report_list[r]->sheet->wide)
				sum += row(report_list[r], f, LAYOUT_WIDE, &plan);
		}
	printf("%-27s %9.3f\n", "together", sum);
	arena_release(&arena);
	return 0;
}
