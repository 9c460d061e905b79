#include "tests/oracles/dump_candidates.h"

#include <inttypes.h>
#include <stdio.h>

#include "planner/allocation/costing.h"
#include "planner/allocation/projects.h"
#include "planner/eligible.h"

struct dumping {
	const struct plan *plan;
	size_t printed;
};

static const char *comma(struct dumping *d)
{
	return d->printed++ ? "," : "";
}

static bool at_home(const struct dumping *d, uint32_t option)
{
	enum model model = d->plan->company->options[option].model;

	return model == MODEL_ONSHORE || model == MODEL_HIRE;
}

static int64_t spend_within(const struct engagement *e, struct day first, struct day last)
{
	int64_t sum = 0;

	for (size_t i = 0; i < e->part_count; i++)
		if (day_distance(first, e->parts[i].first) >= 0 &&
		    day_distance(e->parts[i].first, last) >= 0)
			sum += cost_spend(&e->parts[i].cost);
	return sum;
}

/* One head of what could be decided. */
static void print_candidate(struct dumping *d, struct engagement e)
{
	const struct settings *settings = &d->plan->company->settings;
	struct arena scratch = ARENA_INIT;
	size_t quarters = settings->quarter_count;
	int64_t spend;

	e.heads = 1;
	costing_engagement(d->plan->company, &d->plan->options, &scratch, &e);
	spend = cost_spend(&e.cost);
	printf("%s{\"option\":%u,\"running\":%d,\"decision\":\"%s\",\"first\":%d,\"last\":%d,"
	       "\"cost\":%" PRId64 ",\"spend\":%" PRId64 ",\"vendor\":\"%s\",\"onshore\":%s,"
	       "\"quarters\":[",
	       comma(d), e.option, e.contract == NO_CONTRACT ? -1 : (int)e.contract,
	       decision_name(e.decision), (int)e.first_week, (int)e.last_week, cost_total(&e.cost),
	       spend, d->plan->company->options[e.option].vendor,
	       at_home(d, e.option) ? "true" : "false");
	for (size_t q = 0; q < quarters; q++) {
		struct day first = settings->quarters[q].first;

		printf("%s%" PRId64, q ? "," : "",
		       spend_within(&e, first, day_add(first, q == 0 ? 91 : 89)));
	}
	printf("],\"delivered\":[");
	for (size_t i = 0; i < e.week_count; i++)
		printf("%s[%u,%" PRId64 "]", i ? "," : "", e.weeks[i].week,
		       e.weeks[i].delivered_minutes);
	printf("]}");
	arena_release(&scratch);
}

static void print_new(struct dumping *d, uint32_t k)
{
	const struct rate_option *o = &d->plan->company->options[k];
	const struct plan_options *options = &d->plan->options;
	int32_t weeks = (int32_t)options->week_count;

	for (int32_t first = 0; first < weeks; first++) {
		struct day monday = plan_week(d->plan, (size_t)first);
		int32_t least = costing_least_last_week(options, o, first);
		int32_t longest = costing_longest_weeks(&d->plan->company->settings, o, monday);

		if (!costing_may_begin(&d->plan->company->settings, options, o, monday))
			continue;
		for (int32_t last = least; last == least || last < weeks; last++)
			if (last - first < longest)
				print_candidate(d, (struct engagement){ .option = k,
									.contract = NO_CONTRACT,
									.first_week = first,
									.last_week = last });
	}
}

static void print_continued(struct dumping *d, uint32_t r)
{
	const struct contract *contract = &d->plan->company->contracts[r];
	const struct rate_option *o = &d->plan->company->options[contract->option_index];
	const struct plan_options *options = &d->plan->options;
	int32_t weeks = (int32_t)options->week_count;
	int32_t begun = day_distance(options->first_week, day_week_start(contract->start)) / 7;
	int32_t longest = costing_longest_weeks(&d->plan->company->settings, o, contract->start);
	struct engagement e = { .option = (uint32_t)contract->option_index,
				.contract = r,
				.first_week = begun > 0 ? begun : 0 };

	for (int32_t last = e.first_week; last < weeks; last++) {
		struct day sunday = day_add(plan_week(d->plan, (size_t)last), 6);
		int32_t term = last - begun + 1;

		e.last_week = last;
		if (day_distance(sunday, contract->end) > 0) {
			e.decision = DECISION_END_EARLY;
			/* Of the plan's last week nothing more can be decided. */
			if (last < weeks - 1 && term >= o->min_weeks &&
			    day_distance(options->today, sunday) >= contract->notice_days)
				print_candidate(d, e);
		} else if (day_distance(contract->end, sunday) >= 7) {
			e.decision = DECISION_EXTEND;
			if (term <= longest)
				print_candidate(d, e);
		}
	}
	e.decision = DECISION_LET_END;
	e.last_week = costing_agreed_last_week(options, contract);
	print_candidate(d, e);
}

static bool within(const struct dumping *d, const struct contract *contract)
{
	struct day end = plan_week(d->plan, d->plan->options.week_count);

	return day_distance(d->plan->options.first_week, contract->end) >= 0 &&
	       day_distance(contract->start, end) > 0;
}

void dump_candidates(const struct plan *plan)
{
	const struct company *company = plan->company;
	struct dumping d = { plan, 0 };

	printf(",\"heads\":[");
	for (size_t k = 0; k < company->option_count; k++)
		printf("%s%d", k ? "," : "", (int)company->options[k].max_heads);
	printf("],\"candidates\":[");
	for (uint32_t k = 0; k < company->option_count; k++)
		print_new(&d, k);
	for (uint32_t r = 0; r < company->contract_count; r++)
		if (within(&d, &company->contracts[r]))
			print_continued(&d, r);
	printf("],\"running\":[");
	for (size_t r = 0; r < company->contract_count; r++)
		printf("%s%d", r ? "," : "",
		       within(&d, &company->contracts[r]) ? (int)company->contracts[r].heads : 0);
	printf("]");
}

void dump_lines(const struct plan *plan)
{
	const struct company *company = plan->company;

	printf(",\"lines\":[");
	for (size_t l = 0; l < company->demand_count; l++) {
		const struct demand *line = &company->demands[l];

		printf("%s{\"price\":%" PRId64 ",\"asked\":[", l ? "," : "",
		       company->settings.penalty_hour_cents[line->priority]);
		for (size_t w = 0; w < plan->options.week_count; w++)
			printf("%s%d", w ? "," : "",
			       (int)plan_demand_coverage(plan, VIEW_WEIGHTED, l, w)
				       ->demand_minutes);
		printf("],\"may\":[");
		for (size_t k = 0; k < company->option_count; k++)
			printf("%s%d", k ? "," : "",
			       costing_may_fill(company, &plan->options, &company->options[k],
						line));
		printf("]}");
	}
	printf("]");
}

void dump_own(const struct plan *plan)
{
	const struct company *company = plan->company;
	size_t weeks = plan->options.week_count;

	printf(",\"own\":[");
	for (size_t p = 0; p < company->person_count + company->booking_count; p++) {
		size_t b = p - company->person_count;
		bool is_person = p < company->person_count, comma = false;

		printf("%s[[", p ? "," : "");
		for (size_t w = 0; w < weeks; w++)
			printf("%s%d", w ? "," : "",
			       (int)(is_person ? plan_capacity(plan, p, w)->free_minutes
					       : plan_booking_minutes(plan, b, w)));
		printf("],[");
		for (size_t l = 0; l < company->demand_count; l++) {
			const struct demand *line = &company->demands[l];
			const struct booking *booking = &company->bookings[is_person ? 0 : b];

			if (is_person ? person_qualifies(&company->settings, &company->people[p],
							 line)
				      : booking_names(booking,
						      &company->people[booking->person_index],
						      line)) {
				printf("%s%zu", comma ? "," : "", l);
				comma = true;
			}
		}
		printf("]]");
	}
	printf("]");
}
