#include "tests/oracles/print_covering.h"

#include <inttypes.h>
#include <stdio.h>

static void print_numbers(const char *name, const int64_t *list, size_t count)
{
	printf(",\"%s\":[", name);
	for (size_t i = 0; i < count; i++)
		printf("%s%" PRId64, i ? "," : "", list[i]);
	printf("]");
}

static void print_option(const struct covering_problem *p, const struct covering_option *o)
{
	printf("{\"ramp\":%zu,\"cap\":%d,\"minutes\":[", o->ramp_count, (int)o->max_heads);
	for (size_t i = 0; i < (o->ramp_count + 1) * p->week_count; i++)
		printf("%s%d", i ? "," : "", (int)o->minutes[i]);
	printf("]");
	print_numbers("start_cost", o->start_cost, p->week_count);
	print_numbers("week_cost", o->week_cost, p->week_count);
	printf(",\"last\":[");
	for (size_t t = 0; t < p->week_count; t++)
		printf("%s[%u,%u]", t ? "," : "", o->min_last[t], o->max_last[t]);
	printf("]}");
}

static bool counts(const struct covering_problem *p, const struct covering_row *row, size_t option)
{
	return class_set_has(&p->sets[row->set], p->options[option].resource);
}

/* Nothing where all options count for all needs. */
static void print_may(const struct covering_problem *p)
{
	bool all = true;

	for (size_t i = 0; i < p->row_count; i++)
		for (size_t k = 0; k < p->option_count; k++)
			all = all && counts(p, &p->rows[i], k);
	if (all)
		return;
	printf(",\"may\":[");
	for (size_t i = 0; i < p->row_count; i++) {
		const char *comma = "";

		printf("%s[", i ? "," : "");
		for (size_t k = 0; k < p->option_count; k++)
			if (counts(p, &p->rows[i], k)) {
				printf("%s%zu", comma, k);
				comma = ",";
			}
		printf("]");
	}
	printf("]");
}

static void print_tiers(const struct covering_problem *p)
{
	bool any = false;

	for (size_t i = 0; i < p->row_count; i++)
		any = any || p->rows[i].same_tier;
	if (!any)
		return;
	printf(",\"tied\":[");
	for (size_t i = 0; i < p->row_count; i++)
		printf("%s%d", i ? "," : "", p->rows[i].same_tier);
	printf("]");
}

static void print_pools(const struct covering_problem *p)
{
	if (p->shared_cap_count == 0)
		return;
	printf(",\"pools\":[");
	for (size_t i = 0; i < p->shared_cap_count; i++) {
		const char *comma = "";

		printf("%s[[", i ? "," : "");
		for (size_t k = 0; k < p->option_count; k++)
			if (p->options[k].shared_cap == i) {
				printf("%s%zu", comma, k);
				comma = ",";
			}
		printf("],[");
		for (size_t t = 0; t < p->week_count; t++)
			printf("%s%d", t ? "," : "", (int)p->shared_caps[i].max_heads[t]);
		printf("]]");
	}
	printf("]");
}

void print_covering(const struct covering_problem *p, const struct covering_solution *a,
		    uint64_t seed, double ms)
{
	printf("{\"seed\":%" PRIu64 ",\"weeks\":%zu,\"ms\":%.3f,\"method\":%d,\"spend\":%" PRId64
	       ",\"penalty\":%" PRId64 ",\"bound\":%" PRId64 ",\"needs\":[",
	       seed, p->week_count, ms, (int)a->method, a->spend, a->penalty, a->bound);
	for (size_t i = 0; i < p->row_count; i++)
		printf("%s[%u,%d,%" PRId64 "]", i ? "," : "", p->rows[i].week, (int)p->rows[i].rhs,
		       p->rows[i].penalty);
	printf("]");
	print_may(p);
	print_tiers(p);
	print_pools(p);
	printf(",\"options\":[");
	for (size_t k = 0; k < p->option_count; k++) {
		printf("%s", k ? "," : "");
		print_option(p, &p->options[k]);
	}
	printf("],\"buys\":[");
	for (size_t i = 0; i < a->buy_count; i++)
		printf("%s[%u,%u,%u,%d]", i ? "," : "", a->buys[i].option, a->buys[i].first,
		       a->buys[i].last, (int)a->buys[i].heads);
	printf("]}\n");
}
