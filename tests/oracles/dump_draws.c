/*
 * Print generated companies, their draws and how far their engagements are used, one JSON object
 * per line, for draws_recount.py. Usage: dump_draws FIRST_SEED COUNT DRAWS
 */
#include <stdio.h>
#include <stdlib.h>

#include "planner/allocation/costing.h"
#include "planner/effort.h"
#include "planner/eligible.h"
#include "planner/plan.h"
#include "planner/simulation/sample_lines.h"
#include "planner/simulation/sample_weeks.h"
#include "planner/sourcing/source.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"

enum { WEEKS = 8, LINES = 14 };

struct draws_dump {
	struct company company;
	struct plan plan;
	struct sourcing sourcing;
	struct samples draws;
	struct sample_lines varying;
	struct arena arena;
	int32_t *gap; /* [draw][week][line] */
};

static bool make(struct draws_dump *d, uint64_t seed)
{
	struct generate how = { .seed = seed,
				.people = 3 + seed % 6,
				.demands = LINES,
				.bookings = 2,
				.roles = 1 + seed % 3,
				.skills = 1,
				.weeks = WEEKS };
	struct generate_rates rates = { seed, how.roles, 1 + seed % 3, seed % 3 };
	struct source_effort effort = { .cover = { .search_steps = 300, .bound_rounds = 20 } };
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = WEEKS };
	struct notes notes = NOTES_INIT(&d->arena);
	struct fault fault = FAULT_INIT;

	options.today = day_add(options.today, -60);
	options.threads = 1 + (int)(seed % 3);
	generate_company(&how, &d->arena, &d->company);
	generate_rates(&rates, &d->arena, &d->company);
	for (size_t i = 0; i < LINES; i++) {
		struct demand *demand = &d->company.demands[i];

		if (i % 3 != 0) {
			demand->status = DEMAND_TENTATIVE;
			demand->probability_percent = 20 + (int32_t)(generate_next(&seed) % 60);
		}
		if (i % 4 == 1)
			demand->delay_max_weeks = (int32_t)(generate_next(&seed) % 4);
		if (i % 5 == 2) {
			demand->size_less_percent = (int32_t)(generate_next(&seed) % 100);
			demand->size_more_percent = (int32_t)(generate_next(&seed) % 100);
		}
	}
	if (!plan_make(&d->company, &options, &d->arena, &d->plan, &notes, &fault) ||
	    !samples_possible(&d->plan, &fault))
		return false;
	source_plan(&d->plan, VIEW_WEIGHTED, &effort, &d->arena, &d->sourcing);
	d->plan.sourcing = &d->sourcing;
	return true;
}

static void keep_gap(void *shared, size_t worker, const struct sample_week *week)
{
	struct draws_dump *d = shared;

	(void)worker;
	for (size_t draw = 0; draw < (size_t)d->draws.count; draw++)
		for (size_t line = 0; line < LINES; line++)
			d->gap[(draw * WEEKS + week->week) * LINES + line] =
				week->gap[week->outcome[draw]][line];
}

static void put_spread(const char *name, const struct spread *spread)
{
	printf("\"%s\":[%lld", name, (long long)spread->sum_minutes);
	for (int q = 0; q < SAMPLE_QUANTILE_COUNT; q++)
		printf(",%lld", (long long)spread->quantile_minutes[q]);
	fputc(']', stdout);
}

static void put_lines(const struct draws_dump *d)
{
	fputs("\"lines\":[", stdout);
	for (size_t i = 0; i < d->varying.count; i++) {
		const struct demand *demand = &d->company.demands[d->varying.list[i]];

		printf("%s{\"line\":%u,\"tentative\":%d,\"percent\":%d,\"delay\":%d,\"less\":%d,"
		       "\"more\":%d,\"project\":\"%s\",\"base\":[",
		       i ? "," : "", d->varying.list[i], demand->status == DEMAND_TENTATIVE,
		       (int)demand->probability_percent, (int)demand->delay_max_weeks,
		       (int)demand->size_less_percent, (int)demand->size_more_percent,
		       demand->project);
		for (int w = -demand->delay_max_weeks; w < WEEKS; w++)
			printf("%s%lld", w == -demand->delay_max_weeks ? "" : ",",
			       (long long)demand_week_minutes(&d->company.settings, demand,
							      day_add(GENERATE_MONDAY, 7 * w)));
		fputs("]}", stdout);
	}
	fputs("],\"asked\":[", stdout);
	for (size_t draw = 0; draw < (size_t)d->draws.count; draw++)
		for (size_t w = 0; w < WEEKS; w++)
			for (size_t i = 0; i < d->varying.count; i++)
				printf("%s%d", draw + w + i ? "," : "",
				       (int)sample_line_minutes(&d->varying, draw, i, w));
	fputs("],\"gap\":[", stdout);
	for (size_t i = 0; i < (size_t)d->draws.count * WEEKS * LINES; i++)
		printf("%s%d", i ? "," : "", (int)d->gap[i]);
	fputs("],", stdout);
}

static void put_engagement(const struct draws_dump *d, size_t index)
{
	const struct engagement *e = &d->sourcing.engagements[index];
	const struct sample_use *use = &d->draws.uses[index];
	int64_t delivered[WEEKS] = { 0 };

	for (size_t i = 0; i < e->week_count; i++)
		delivered[e->weeks[i].week] = e->weeks[i].delivered_minutes;
	printf("%s{\"delivered\":[", index ? "," : "");
	for (size_t w = 0; w < WEEKS; w++)
		printf("%s%lld", w ? "," : "", (long long)delivered[w]);
	fputs("],\"may\":[", stdout);
	for (size_t line = 0; line < LINES; line++)
		printf("%s%d", line ? "," : "",
		       costing_may_fill(&d->company, &d->plan.options,
					&d->company.options[e->option], &d->company.demands[line]));
	printf("],\"used_draws\":%d,", (int)use->used_samples);
	put_spread("covered", &use->covered);
	fputc('}', stdout);
}

static void put_sums(const struct draws_dump *d)
{
	put_spread("whole", &d->draws.whole);
	fputc(',', stdout);
	put_spread("open_whole", &d->draws.open_whole);
	printf(",\"closed_whole\":%d,\"weekly\":[", (int)d->draws.closed_whole);
	for (size_t w = 0; w < WEEKS; w++) {
		printf("%s{\"closed\":%d,", w ? "," : "", (int)d->draws.closed_samples[w]);
		put_spread("all", &d->draws.weeks[w]);
		fputc(',', stdout);
		put_spread("open", &d->draws.open[w]);
		fputc('}', stdout);
	}
	fputc(']', stdout);
}

static void dump_company(struct draws_dump *d, uint64_t seed, int32_t count)
{
	struct sample_request request = { .count = count, .seed = seed };

	samples_make(&d->plan, &request, &d->arena, &d->draws);
	d->varying = sample_lines_make(&d->plan, seed, &d->arena);
	d->gap = ARENA_ARRAY(&d->arena, int32_t, (size_t)count * WEEKS * LINES + 1);
	sample_weeks(&d->plan, &request, keep_gap, d);
	printf("{\"seed\":%d,\"draws\":%d,\"weeks\":%d,\"line_count\":%d,", (int)seed, (int)count,
	       WEEKS, LINES);
	put_lines(d);
	fputs("\"engagements\":[", stdout);
	for (size_t e = 0; e < d->sourcing.engagement_count; e++)
		put_engagement(d, e);
	fputs("],", stdout);
	put_sums(d);
	fputs("}\n", stdout);
}

int main(int argc, char **argv)
{
	if (argc != 4) {
		fputs("usage: dump_draws FIRST_SEED COUNT DRAWS\n", stderr);
		return 2;
	}
	for (long i = 0; i < strtol(argv[2], NULL, 10); i++) {
		struct draws_dump d = { .arena = ARENA_INIT };
		uint64_t seed = (uint64_t)(strtol(argv[1], NULL, 10) + i);

		if (!make(&d, seed))
			return 1;
		dump_company(&d, seed, (int32_t)strtol(argv[3], NULL, 10));
		arena_release(&d.arena);
	}
	return 0;
}
