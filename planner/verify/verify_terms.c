/*
 * One engagement checked against its row of the rate card and its contract: kind, days, terms,
 * dates to order by.
 *
 * New ones: whole weeks, lead time, validity, shortest and longest term, tenure, and a minimum
 * term past the plan. What runs: its start, its agreed end, notice, extension. The days are
 * compared as numbers; money follows in verify_money.c. docs/sourcing.md, "The model".
 */
#include "planner/verify/verify_terms.h"

#include "planner/verify/verify_check.h"
#include "planner/verify/verify_money.h"

int32_t verify_longest(const struct sourcing_check *check, const struct rate_option *option,
		       struct day first)
{
	const struct settings *settings = &check->company->settings;
	int32_t longest = option->max_weeks;

	for (size_t i = 0; i < settings->tenure_count; i++)
		if (option->model != MODEL_MANAGED && option->model != MODEL_HIRE &&
		    settings->tenures[i].from.since_1970 <= first.since_1970 &&
		    verify_within(option->location, settings->tenures[i].scope) &&
		    settings->tenures[i].weeks < longest)
			longest = settings->tenures[i].weeks;
	return longest;
}

/* The week of the plan that a day lies in; below 0 before the plan. */
static int32_t week_holding(const struct sourcing_check *check, struct day day)
{
	int32_t days = day.since_1970 - check->first_day;

	return days >= 0 ? days / 7 : -((6 - days) / 7);
}

/* What is wrong with a new engagement; NULL: nothing. */
static const char *check_new(const struct sourcing_check *check, const struct engagement *e)
{
	const struct rate_option *option = &check->company->options[e->option];
	int32_t monday = verify_monday(check, e->first_week),
		term = e->last_week - e->first_week + 1;
	int32_t shortest =
		option->model == MODEL_HIRE ? check->weeks - e->first_week : option->min_weeks;
	int64_t late = (int64_t)check->today + option->lead_days - e->wanted.since_1970;

	if (e->first_day.since_1970 != monday ||
	    e->last_day.since_1970 != verify_monday(check, e->last_week) + 6)
		return "the days";
	if (e->order_by.since_1970 != monday - option->lead_days)
		return "the order-by date";
	if (e->order_by.since_1970 < check->today)
		return "the lead time";
	if (monday < option->valid_from.since_1970 || monday > option->valid_to.since_1970)
		return "the validity";
	if (term < shortest || term > verify_longest(check, option, e->first_day))
		return "the term";
	if (e->last_week >= check->weeks && term != shortest)
		return "the term past the plan";
	if (e->wanted.since_1970 > monday || e->late_days != (late > 0 ? late : 0))
		return "the delay";
	return NULL;
}

/* The same for heads that run already: let end, ended early or extended. */
static const char *check_continued(const struct sourcing_check *check, const struct engagement *e)
{
	const struct contract *contract = &check->company->contracts[e->contract];
	const struct rate_option *option = &check->company->options[e->option];
	int32_t term, late = check->today - e->order_by.since_1970;
	int32_t begun = week_holding(check, contract->start);

	if (contract->option_index != e->option ||
	    e->first_day.since_1970 != contract->start.since_1970 ||
	    e->first_week != (begun > 0 ? begun : 0))
		return "the start";
	if (e->decision == DECISION_LET_END) {
		if (e->last_day.since_1970 != contract->end.since_1970 ||
		    e->last_week != week_holding(check, contract->end))
			return "the agreed end";
		if (e->order_by.since_1970 != contract->end.since_1970 - contract->notice_days)
			return "the notice date";
		return e->late_days == 0 ? NULL : "the delay";
	}
	if (e->last_week >= check->weeks ||
	    e->last_day.since_1970 != verify_monday(check, e->last_week) + 6)
		return "the last day";
	term = (e->last_day.since_1970 + 1 -
		(contract->start.since_1970 - day_weekday(contract->start))) /
	       7;
	if (e->decision == DECISION_END_EARLY) {
		if (e->last_day.since_1970 >= contract->end.since_1970 ||
		    e->order_by.since_1970 != e->last_day.since_1970 - contract->notice_days ||
		    e->order_by.since_1970 < check->today)
			return "the notice";
		return term >= option->min_weeks && e->late_days == 0 ? NULL : "the term";
	}
	if (e->last_day.since_1970 <= contract->end.since_1970 ||
	    e->order_by.since_1970 != contract->end.since_1970 - contract->notice_days)
		return "the extension";
	if (e->late_days != (late > 0 ? late : 0))
		return "the delay";
	return term <= verify_longest(check, option, contract->start) ? NULL : "the term";
}

bool verify_engagement(const struct sourcing_check *check, const struct engagement *e)
{
	const struct company *company = check->company;
	const char *wrong = NULL;

	if (e->option >= company->option_count || e->decision >= DECISION_COUNT ||
	    (e->contract == NO_CONTRACT) != (e->decision == DECISION_NEW) ||
	    (e->contract != NO_CONTRACT && e->contract >= company->contract_count) ||
	    (e->runner_up != NO_OPTION && e->runner_up >= company->option_count))
		return verify_broken(check, "the kind", "an engagement");
	if (e->heads < 1 || e->heads > HEADS_OPEN || e->first_week < 0 ||
	    e->first_week >= check->weeks || e->last_week < e->first_week)
		wrong = "the heads or weeks";
	if (!wrong)
		wrong = e->decision == DECISION_NEW ? check_new(check, e)
						    : check_continued(check, e);
	if (!wrong)
		wrong = verify_money(check->plan, e);
	return !wrong || verify_broken(check, wrong, company->options[e->option].id);
}

int64_t verify_agreed_heads(const struct sourcing_check *check, size_t option, int32_t week)
{
	int64_t heads = 0;

	for (size_t r = 0; r < check->company->contract_count; r++) {
		const struct contract *contract = &check->company->contracts[r];

		if (contract->option_index == option &&
		    week_holding(check, contract->start) <= week &&
		    week <= week_holding(check, contract->end))
			heads += contract->heads;
	}
	return heads;
}
