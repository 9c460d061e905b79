/*
 * Print random sourcing problems and our answer, for an oracle in a process of its own.
 *
 * dump_cover equal|general FROM TO WEEKS [STEPS [ROUNDS [cbc]]]: one JSON object per seed on each
 * line.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/generate_cover.h"

static void print_numbers(const char *name, const int64_t *list, size_t count)
{
	printf(",\"%s\":[", name);
	for (size_t i = 0; i < count; i++)
		printf("%s%" PRId64, i ? "," : "", list[i]);
	printf("]");
}

static void print_option(const struct cover_problem *p, const struct cover_option *o)
{
	printf("{\"ramp\":%zu,\"cap\":%d,\"minutes\":[", o->ramp_count, (int)o->heads_max);
	for (size_t i = 0; i < (o->ramp_count + 1) * p->week_count; i++)
		printf("%s%d", i ? "," : "", (int)o->minutes[i]);
	printf("]");
	print_numbers("start_cost", o->start_cost, p->week_count);
	print_numbers("week_cost", o->week_cost, p->week_count);
	printf(",\"last\":[");
	for (size_t t = 0; t < p->week_count; t++)
		printf("%s[%u,%u]", t ? "," : "", o->last_min[t], o->last_max[t]);
	printf("]}");
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void print_case(const struct generate_cover *how, const struct cover_effort *effort)
{
	struct arena arena = ARENA_INIT;
	struct cover_problem p;
	struct cover_answer a;
	double start;

	generate_cover(how, &arena, &p);
	start = now();
	cover_solve(&p, effort, &arena, &a);
	printf("{\"seed\":%" PRIu64 ",\"weeks\":%zu,\"ms\":%.3f,\"method\":%d,\"spend\":%" PRId64
	       ",\"penalty\":%" PRId64 ",\"bound\":%" PRId64 ",\"needs\":[",
	       how->seed, p.week_count, 1000 * (now() - start), (int)a.method, a.spend, a.penalty,
	       a.bound);
	for (size_t i = 0; i < p.need_count; i++)
		printf("%s[%u,%d,%" PRId64 "]", i ? "," : "", p.needs[i].week,
		       (int)p.needs[i].minutes, p.needs[i].price);
	printf("],\"options\":[");
	for (size_t k = 0; k < p.option_count; k++) {
		printf("%s", k ? "," : "");
		print_option(&p, &p.options[k]);
	}
	printf("],\"buys\":[");
	for (size_t i = 0; i < a.buy_count; i++)
		printf("%s[%u,%u,%u,%d]", i ? "," : "", a.buys[i].option, a.buys[i].first,
		       a.buys[i].last, (int)a.buys[i].heads);
	printf("]}\n");
	arena_release(&arena);
}

int main(int argc, char **argv)
{
	bool equal = argc > 1 && strcmp(argv[1], "equal") == 0;
	unsigned long from = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	unsigned long to = argc > 3 ? strtoul(argv[3], NULL, 10) : 10;
	unsigned long weeks = argc > 4 ? strtoul(argv[4], NULL, 10) : 52;
	struct cover_effort effort = {
		.search_steps = argc > 5 ? strtol(argv[5], NULL, 10) : 0,
		.bound_rounds = argc > 6 ? (int32_t)strtol(argv[6], NULL, 10) : 0,
		.engine = argc > 7 ? COVER_ENGINE_CBC : COVER_ENGINE_SEARCH,
	};

	for (uint64_t seed = from; seed <= to; seed++) {
		struct generate_cover how = { .seed = seed,
					      .weeks = weeks,
					      .options = equal ? 1 + seed % 8 : 3 + seed % 6,
					      .equal = equal };

		print_case(&how, &effort);
	}
	return 0;
}
