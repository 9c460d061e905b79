/*
 * A sourcing checked from the inputs, by code that shares nothing with the optimiser.
 *
 * The optimiser is not believed in anything that a reader could act upon. In this order: terms,
 * days and money of each engagement (verify_terms.c, verify_money.c); that all running heads are
 * decided upon; heads at a time; that coverage is of who may fill what and no more than is
 * delivered; that our own people can do what is left to them, by a flow of the verifier's own
 * (verify_own.c); gaps, limits and totals (verify_sums.c, verify_limits.c); what is said of each
 * engagement beyond its price (verify_reasons.c).
 *
 * Not checked: that nothing is cheaper. How good a plan can be at most is the bound, which is
 * proven by its own arithmetic (source_bound.c); here it must only lie between 0 and the total.
 *
 * Cost: days of all engagements one by one, and a flow for each week in which somebody moved.
 * Implements docs/sourcing.md, "How it is known to be right".
 */
#include "planner/verify/verify_sourcing.h"

#include "planner/verify/verify_check.h"
#include "planner/verify/verify_own.h"
#include "planner/verify/verify_reasons.h"
#include "planner/verify/verify_sums.h"
#include "planner/verify/verify_terms.h"

/* The order that engagements must come in. */
static int64_t compare(const struct engagement *a, const struct engagement *b)
{
	int64_t order = (int64_t)a->first_day.since_1970 - b->first_day.since_1970;

	if (!order)
		order = (int64_t)a->option - b->option;
	if (!order)
		order = (int64_t)a->contract - b->contract;
	if (!order)
		order = (int64_t)a->decision - (int64_t)b->decision;
	return order ? order : (int64_t)a->last_day.since_1970 - b->last_day.since_1970;
}

/* Every running engagement is decided upon, all of its heads. */
static bool check_contracts(const struct sourcing_check *check)
{
	int32_t end = verify_monday(check, check->weeks);

	for (size_t r = 0; r < check->company->contract_count; r++) {
		const struct contract *contract = &check->company->contracts[r];
		bool within = contract->end.since_1970 >= check->first_day &&
			      contract->start.since_1970 < end;
		int64_t heads = 0;

		for (size_t i = 0; i < check->sourcing->engagement_count; i++)
			if (check->sourcing->engagements[i].contract == r)
				heads += check->sourcing->engagements[i].heads;
		if (heads != (within ? contract->heads : 0))
			return verify_broken(check, "the heads", contract->id);
	}
	return true;
}

/* --- heads at a time --------------------------------------------------- */

static int64_t heads_in(const struct sourcing_check *check, size_t option, int32_t week)
{
	int64_t heads = 0;

	for (size_t i = 0; i < check->sourcing->engagement_count; i++) {
		const struct engagement *e = &check->sourcing->engagements[i];

		if (e->option == option && e->first_week <= week && week <= e->last_week)
			heads += e->heads;
	}
	return heads;
}

/* More than max_heads only where as many run already. */
static bool check_heads(const struct sourcing_check *check)
{
	for (size_t k = 0; k < check->company->option_count; k++)
		for (int32_t w = 0; w < check->weeks; w++) {
			int64_t heads = heads_in(check, k, w),
				most = check->company->options[k].max_heads;

			if (heads > most && heads > verify_agreed_heads(check, k, w))
				return verify_broken_week(check, "the heads at a time",
							  check->company->options[k].id, (size_t)w);
		}
	return true;
}

/* --- coverage ---------------------------------------------------------- */

static struct engagement_week *week_in(const struct engagement *e, uint32_t week)
{
	for (size_t i = 0; i < e->week_count; i++)
		if (e->weeks[i].week == week)
			return &e->weeks[i];
	return NULL;
}

static int64_t key(const struct coverage *c, int part)
{
	return part == 0 ? c->engagement : part == 1 ? c->line : c->week;
}

static bool ascending(const struct coverage *a, const struct coverage *b)
{
	for (int part = 0; part < 3; part++)
		if (key(a, part) != key(b, part))
			return key(a, part) < key(b, part);
	return false;
}

/* A record of coverage names what there is; its minutes are summed by line and by week of the
 * engagement. */
static bool check_record(const struct sourcing_check *check, const struct coverage *c,
			 int64_t *by_line, int64_t *by_week)
{
	const struct sourcing *sourcing = check->sourcing;
	const struct engagement *e;

	if (c->engagement >= sourcing->engagement_count ||
	    c->line >= check->company->demand_count || c->week >= (uint32_t)check->weeks ||
	    c->minutes <= 0)
		return verify_broken(check, "a record", "the coverage");
	e = &sourcing->engagements[c->engagement];
	if (!week_in(e, c->week))
		return verify_broken_week(check, "the coverage",
					  check->company->options[e->option].id, c->week);
	by_line[c->line * (size_t)check->weeks + c->week] += c->minutes;
	by_week[c->engagement * (size_t)check->weeks + c->week] += c->minutes;
	return true;
}

/* Who may do the work is looked at once per engagement and line: the list is sorted. */
static bool check_qualified(const struct sourcing_check *check, size_t i)
{
	const struct coverage *c = &check->sourcing->coverage[i];
	const struct rate_option *option =
		&check->company->options[check->sourcing->engagements[c->engagement].option];

	if (i > 0 && c[-1].engagement == c->engagement && c[-1].line == c->line)
		return true;
	return verify_may_fill(check->plan, option, c->line) ||
	       verify_broken(check, "the eligibility", option->id);
}

/* All records, and that their sums are what lines and engagements say. */
static bool check_coverage(const struct sourcing_check *check, struct arena *arena)
{
	const struct sourcing *sourcing = check->sourcing;
	size_t weeks = (size_t)check->weeks, lines = check->company->demand_count;
	int64_t *by_line = ARENA_ARRAY(arena, int64_t, lines * weeks + 1);
	int64_t *by_week = ARENA_ARRAY(arena, int64_t, sourcing->engagement_count * weeks + 1);

	for (size_t i = 0; i < sourcing->coverage_count; i++) {
		if (i > 0 && !ascending(&sourcing->coverage[i - 1], &sourcing->coverage[i]))
			return verify_broken(check, "the order", "the coverage");
		if (!check_record(check, &sourcing->coverage[i], by_line, by_week) ||
		    !check_qualified(check, i))
			return false;
	}
	for (size_t e = 0; e < sourcing->engagement_count; e++)
		for (size_t i = 0; i < sourcing->engagements[e].week_count; i++) {
			const struct engagement_week *week = &sourcing->engagements[e].weeks[i];

			if (week->covered_minutes != by_week[e * weeks + week->week])
				return verify_broken_week(
					check, "the covered time",
					check->company->options[sourcing->engagements[e].option].id,
					week->week);
		}
	for (size_t i = 0; i < lines * weeks; i++)
		if (sourcing->lines[i].external_minutes != by_line[i])
			return verify_broken_week(check, "the external time",
						  check->company->demands[i / weeks].id, i % weeks);
	return true;
}

/* Own people cover what the plan says they do, or what a flow of our own finds possible. */
static bool check_lines(const struct sourcing_check *check, struct arena *arena)
{
	const struct sourcing *sourcing = check->sourcing;
	struct own_check *own = NULL;
	size_t weeks = (size_t)check->weeks;
	/* Then what is asked for and own people's time are those of draws: verify_samples. */
	bool percentile = plan_is_drawn(check->plan);

	for (size_t w = 0; w < weeks; w++) {
		bool same = true;

		for (size_t d = 0; d < check->company->demand_count; d++) {
			const struct line_coverage *line = &sourcing->lines[d * weeks + w];
			const struct demand_coverage *cover =
				plan_demand_coverage(check->plan, sourcing->view, d, w);

			if (!percentile && line->asked_minutes != cover->demand_minutes)
				return verify_broken_week(check, "what is asked for",
							  check->company->demands[d].id, w);
			if (line->own_minutes < 0 || line->external_minutes < 0 ||
			    (int64_t)line->own_minutes + line->external_minutes >
				    line->asked_minutes)
				return verify_broken_week(check, "the covered time",
							  check->company->demands[d].id, w);
			same &= percentile || line->own_minutes == cover->covered_minutes;
		}
		if (!same && !own)
			own = verify_own_make(check->plan, arena);
		if (!same && !verify_own(own, sourcing, w))
			return verify_broken_week(check, "the time of own people", "the plan", w);
	}
	return true;
}

bool verify_sourcing_within(const struct plan *plan, const struct sourcing *sourcing, int64_t looks,
			    size_t *unchecked, struct fault *fault)
{
	struct sourcing_check check = { .plan = plan,
					.sourcing = sourcing,
					.company = plan->company,
					.first_day = plan->options.first_week.since_1970,
					.weeks = (int32_t)plan->options.week_count,
					.today = plan->options.today.since_1970,
					.fault = fault };
	struct arena arena = ARENA_INIT;
	bool ok = true;

	*unchecked = 0;
	for (size_t i = 0; ok && i < sourcing->engagement_count; i++) {
		ok = verify_engagement(&check, &sourcing->engagements[i]);
		if (ok && i > 0 &&
		    compare(&sourcing->engagements[i - 1], &sourcing->engagements[i]) > 0)
			ok = verify_broken(&check, "the order", "the engagements");
	}
	ok = ok && check_contracts(&check) && check_heads(&check) &&
	     check_coverage(&check, &arena) && check_lines(&check, &arena) && verify_sums(&check) &&
	     verify_reasons(&check, looks, unchecked);
	arena_release(&arena);
	return ok;
}

bool verify_sourcing(const struct plan *plan, const struct sourcing *sourcing, struct fault *fault)
{
	size_t unchecked;

	return verify_sourcing_within(plan, sourcing, VERIFY_LOOKS, &unchecked, fault);
}
