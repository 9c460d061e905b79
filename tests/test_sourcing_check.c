/* The check of engagements: a plan that is right passes, each single lie is found, and called by
 * its name. */
#include <stdlib.h>
#include <string.h>

#include "planner/verify/verify_sourcing.h"
#include "tests/sourcing_world.h"
#include "tests/test.h"

static struct role_level backend_or_qa[] = { { "backend", 3 }, { "qa", 2 } };

/* Minutes of ana's for another line or week, and all that follows from it but her time. */
static void shift_own(struct sourcing_world *w, size_t from, size_t from_week, size_t to,
		      size_t to_week, int32_t minutes)
{
	struct sourcing *s = &w->sourcing;

	s->lines[from * WEEKS + from_week].own_minutes -= minutes;
	s->lines[to * WEEKS + to_week].own_minutes += minutes;
	for (size_t i = 0; i < s->gap_count; i++) {
		struct sourced_gap *gap = &s->gaps[i];
		int32_t more = 0;
		int64_t open[PRIORITY_MAX + 1] = { 0 };

		if (gap->requirement == w->plan.demand_requirement[from] && gap->week == from_week)
			more += minutes;
		if (gap->requirement == w->plan.demand_requirement[to] && gap->week == to_week)
			more -= minutes;
		gap->gap_minutes += more;
		gap->open_minutes += more;
		open[2] = gap->open_minutes;
		gap->penalty_cents = penalty_cents(&w->company.settings, open);
	}
}

static void set_limit(struct sourcing_world *w, size_t limit, int64_t *setting, int64_t cents)
{
	*setting = cents;
	w->sourcing.limits[limit].limit_cents = cents;
}

/* "fast" sits elsewhere, "run" does not. */
static void set_share(struct sourcing_world *w, int32_t percent)
{
	struct sourcing *s = &w->sourcing;

	w->options[FAST].model = MODEL_NEARSHORE;
	w->company.settings.min_onshore_percent = percent;
	s->limits[2].limit_cents = (cost_spend(&s->cost) * percent + 99) / 100;
	s->limits[2].used_cents = cost_spend(&s->engagements[0].cost);
}

/* --- lies -------------------------------------------------------------- */

#define LIE(name, ...)                                                                             \
	static void name(struct sourcing_world *w)                                                 \
	{                                                                                          \
		struct sourcing *s = &w->sourcing;                                                 \
		struct engagement *e = &s->engagements[1];                                         \
                                                                                                   \
		(void)s;                                                                           \
		(void)e;                                                                           \
		__VA_ARGS__;                                                                       \
	}

LIE(truth, (void)0)
LIE(cent_of_rate, e->parts[1].cost.rate_cents++; e->cost.rate_cents++; s->cost.rate_cents++;
    s->total_cents++)
LIE(cent_of_management, e->parts[0].cost.management_cents--; e->cost.management_cents--;
    s->cost.management_cents--; s->total_cents--)
LIE(cent_of_fee, e->parts[0].cost.fee_cents = 0; e->cost.fee_cents = 0; s->cost.fee_cents = 0;
    s->total_cents -= 50000)
LIE(cent_of_sum, s->cost.rate_cents++; s->total_cents++)
LIE(cent_of_total, s->total_cents--)
LIE(cent_of_penalty, s->penalty_cents--; s->total_cents--)
LIE(cent_of_gap, s->gaps[0].penalty_cents++)
LIE(paid_time, e->parts[0].paid_days++)
LIE(paid_of, e->parts[0].of_days--)
LIE(part_days, e->parts[0].last = day_add(e->parts[0].last, -1))
LIE(part_missing, e->part_count--)
LIE(presence, e->weeks[0].present_minutes++)
LIE(delivery, e->weeks[0].delivered_minutes++; e->delivered_minutes++)
LIE(delivery_sum, e->delivered_minutes++)
LIE(order_date, e->order_by = day_add(e->order_by, 1))
LIE(lead_time, w->options[FAST].lead_days = 15; e->order_by = day_add(e->order_by, -1);
    e->late_days = 15)
LIE(ended_validity, w->options[FAST].valid_to = day_of(2026, 12, 6))
LIE(later_validity, w->options[FAST].valid_from = day_of(2026, 12, 8))
LIE(short_term, w->options[FAST].min_weeks = 5)
LIE(long_term, w->options[FAST].max_weeks = 3)
LIE(first_day, e->first_day = day_add(e->first_day, 7))
LIE(late, e->late_days = 13)
LIE(wanted_later, e->wanted = day_add(e->first_day, 7); e->late_days = 0)
LIE(model_is_hire, w->options[FAST].model = MODEL_HIRE)
LIE(too_many_heads, w->options[FAST].max_heads = 0)
LIE(agreed_end, s->engagements[0].last_day = day_of(2027, 1, 7))
LIE(notice_date, s->engagements[0].order_by = day_of(2026, 12, 24))
LIE(contract_left_out, w->contract.heads = 2)
LIE(no_contract, s->engagements[0].contract = NO_CONTRACT)
LIE(swapped, struct engagement other = s->engagements[0]; s->engagements[0] = *e; *e = other)
LIE(coverage_more, s->coverage[s->coverage_count - 1].minutes++)
LIE(coverage_of_nobody, s->coverage[0].week = WEEKS - 1)
LIE(not_qualified, w->lines[BUILD].level = 4; w->plan.requirements[0].level = 4)
LIE(missing_skill, static const char *skills[] = { "kafka" }; w->lines[BUILD].skills = skills;
    w->lines[BUILD].skill_count = 1)
LIE(own_more, s->lines[BUILD * WEEKS + WEEKS - 1].own_minutes++)
LIE(asked_more, s->lines[BUILD * WEEKS + WEEKS - 1].asked_minutes++)
LIE(external_more, s->lines[BUILD * WEEKS].external_minutes++)
LIE(gap_left_out, s->gap_count--)
LIE(gap_smaller, s->gaps[0].gap_minutes--)
LIE(gap_covered, s->gaps[s->gap_count - 1].outcome = GAP_COVERED)
LIE(too_late_but_not, s->gaps[WEEKS - 1].outcome = GAP_TOO_LATE)
LIE(too_late_but_dearer,
    for (size_t i = 0; i < s->gap_count; i++) if (s->gaps[i].outcome == GAP_TOO_LATE) s->gaps[i]
	    .outcome = GAP_DEARER)
LIE(no_option_but_one, s->gaps[0].outcome = GAP_NO_OPTION)
LIE(heads_used_up, w->options[FAST].max_heads = 1)
LIE(cap_of_nothing, for (size_t i = 0; i < s->limit_count; i++) s->limits[i].kind = LIMIT_BUDGET;
    s->gaps[WEEKS - 1].outcome = GAP_CAP)
LIE(budget_of_nothing, for (size_t i = 0; i < s->limit_count; i++) s->limits[i].kind = LIMIT_VENDOR;
    s->gaps[WEEKS - 1].outcome = GAP_BUDGET)
LIE(limit_left_out, s->limit_count--)
LIE(limit_used, s->limits[1].used_cents--)
LIE(limit_broken, w->company.settings.budget_cents = 1000; s->limits[0].limit_cents = 1000)
LIE(limit_other, s->limits[3].limit_cents--)
LIE(open_time, s->open_minutes[2]--)
LIE(bound_negative, s->bound_cents = -1)
LIE(bound_too_high, s->bound_cents = s->use_bound_cents = s->total_cents + 1)
LIE(bound_of_use_below, s->use_bound_cents = s->bound_cents - 1)
LIE(bound_of_use_too_high, s->use_bound_cents = s->total_cents + 1)
LIE(bound_above_that_of_use, s->bound_cents = s->total_cents; s->use_bound_cents--)
LIE(moved_to_another_line, w->ana.roles = backend_or_qa; w->ana.role_count = 2;
    shift_own(w, BUILD, WEEKS - 1, TEST, WEEKS - 1, 60))
LIE(moved_to_another_role, shift_own(w, BUILD, WEEKS - 1, TEST, WEEKS - 1, 60))
LIE(moved_to_another_place, shift_own(w, BUILD, WEEKS - 1, PARIS, WEEKS - 1, 60))
LIE(moved_to_another_week, shift_own(w, BUILD, WEEKS - 1, BUILD, 0, 60))
LIE(moved_twice, w->ana.roles = backend_or_qa; w->ana.role_count = 2;
    shift_own(w, BUILD, WEEKS - 1, TEST, WEEKS - 1, 60);
    shift_own(w, BUILD, WEEKS - 2, TEST, WEEKS - 1, 2400))
LIE(moved_below_nothing, w->ana.roles = backend_or_qa; w->ana.role_count = 2;
    shift_own(w, TEST, WEEKS - 1, BUILD, WEEKS - 1, 60))
LIE(moved_but_gap_as_before, w->ana.roles = backend_or_qa; w->ana.role_count = 2;
    shift_own(w, BUILD, WEEKS - 1, TEST, WEEKS - 1, 60); s->gaps[WEEKS - 1].gap_minutes -= 60)
LIE(budget_to_the_cent, set_limit(w, 0, &w->company.settings.budget_cents, s->limits[0].used_cents))
LIE(budget_by_a_cent,
    set_limit(w, 0, &w->company.settings.budget_cents, s->limits[0].used_cents - 1))
LIE(quarter_to_the_cent, set_limit(w, 1, &w->quarters[0].cents, s->limits[1].used_cents))
LIE(quarter_by_a_cent, set_limit(w, 1, &w->quarters[0].cents, s->limits[1].used_cents - 1))
LIE(vendor_to_the_cent, set_limit(w, 3, &w->vendors[0].cents, s->limits[3].used_cents))
LIE(vendor_by_a_cent, set_limit(w, 3, &w->vendors[0].cents, s->limits[3].used_cents - 1))
LIE(share_kept, set_share(w, 1))
LIE(share_broken, set_share(w, 99))
LIE(multiplier_negative, s->limits[1].saves_micro = -1)
LIE(multiplier, s->limits[1].saves_micro = 1420000)
LIE(worse_than_nothing, s->idle_cents = s->total_cents - 1)
LIE(term_past_the_plan, e->last_week = WEEKS; e->last_day = day_add(e->first_day, 48))
LIE(no_heads, e->heads = 0)
LIE(ends_before_it_begins, e->last_week = e->first_week - 1)
LIE(another_kind, e->decision = DECISION_COUNT)
LIE(rate_of_a_day, s->engagements[0].parts[0].paid_half_days++)
LIE(rate_of_an_hour, s->engagements[0].parts[0].paid_minutes = 60)
LIE(cent_of_commitment, e->parts[0].cost.commitment_cents++)
LIE(cent_of_an_engagement, e->cost.rate_cents++)
LIE(covered_beyond, e->weeks[0].covered_minutes = e->weeks[0].delivered_minutes + 1)
LIE(covered_below, e->weeks[0].covered_minutes = -1)
LIE(another_week, e->weeks[1].week++)
LIE(week_missing, e->week_count--)
LIE(covered_in_sum, e->covered_minutes++)
LIE(record_of_nothing, s->coverage[0].minutes = 0)
LIE(record_of_no_line, s->coverage[0].line = LINES)
LIE(record_of_no_engagement, s->coverage[s->coverage_count - 1].engagement = 2)
LIE(records_swapped, struct coverage other = s->coverage[0]; s->coverage[0] = s->coverage[1];
    s->coverage[1] = other)
LIE(record_twice, s->coverage[1] = s->coverage[0])
LIE(gap_penalty_only, s->gaps[0].penalty_cents--)
LIE(a_day_later, s->engagements[0].order_by = day_add(s->engagements[0].order_by, 1))
LIE(begun_later, s->engagements[0].first_week = 1)
LIE(begun_another_day, s->engagements[0].first_day = day_of(2026, 10, 13))
LIE(another_option, w->contract.option_index = LATE)
LIE(late_to_let_end, s->engagements[0].late_days = 1)
LIE(ends_another_week, s->engagements[0].last_week = 5)
/* From the Monday of the week in which it began to 10 January: 13 weeks; to 27 December: 11. */
LIE(extended_to_the_longest, w->options[RUN].max_weeks = 13)
LIE(extended_too_long, w->options[RUN].max_weeks = 12)
LIE(extended_by_no_day, w->contract.end = day_of(2027, 1, 10);
    s->engagements[0].order_by = day_of(2026, 12, 27))
LIE(extended_to_a_saturday, s->engagements[0].last_day = day_of(2027, 1, 9))
LIE(extended_past_the_plan, s->engagements[0].last_week = WEEKS;
    s->engagements[0].last_day = day_of(2027, 1, 24))
LIE(ended_at_the_shortest, w->options[RUN].min_weeks = 11)
LIE(ended_too_early, w->options[RUN].min_weeks = 12)
LIE(ended_when_it_ends, w->contract.end = day_of(2026, 12, 27))
LIE(noticed_too_late, w->contract.notice_days = 35;
    s->engagements[0].order_by = day_of(2026, 11, 22))
LIE(noticed_today, w->contract.notice_days = 34; s->engagements[0].order_by = day_of(2026, 11, 23))

static const struct lie {
	const char *name;
	void (*tell)(struct sourcing_world *world);
	enum decision decision; /* of the running engagement */
	const char *sentence;   /* what is wrong; NULL: nothing */
} lies[] = {
	{ "a plan that is right passes", truth, DECISION_LET_END, NULL },
	{ "a cent of a rate", cent_of_rate, DECISION_LET_END, "the rate's amount" },
	{ "a cent of management", cent_of_management, DECISION_LET_END, "the management's amount" },
	{ "a fee left out", cent_of_fee, DECISION_LET_END, "the fee" },
	{ "a cent of the sum", cent_of_sum, DECISION_LET_END, "the cost" },
	{ "a cent of the total", cent_of_total, DECISION_LET_END, "the total" },
	{ "a cent of the penalty", cent_of_penalty, DECISION_LET_END, "the total" },
	{ "a cent of one gap's penalty", cent_of_gap, DECISION_LET_END, "the penalty" },
	{ "a working day more", paid_time, DECISION_LET_END, "the paid days" },
	{ "a shorter month", paid_of, DECISION_LET_END, "the days of the week or month" },
	{ "a part cut off", part_days, DECISION_LET_END, "the days of a part" },
	{ "a part left out", part_missing, DECISION_LET_END, "the number of parts" },
	{ "a minute more of presence", presence, DECISION_LET_END, "the time present" },
	{ "a minute more delivered", delivery, DECISION_LET_END, "the time delivered" },
	{ "a minute more in sum", delivery_sum, DECISION_LET_END, "the sum of hours" },
	{ "an order a day later", order_date, DECISION_LET_END, "the order-by date" },
	{ "a lead time that is too long", lead_time, DECISION_LET_END, "the lead time" },
	{ "a rate that is no longer valid", ended_validity, DECISION_LET_END, "the validity" },
	{ "a rate that is not yet valid", later_validity, DECISION_LET_END, "the validity" },
	{ "a term below the shortest", short_term, DECISION_LET_END, "the term" },
	{ "a term beyond the longest", long_term, DECISION_LET_END, "the term" },
	{ "another first day", first_day, DECISION_LET_END, "the days" },
	{ "a day less late", late, DECISION_LET_END, "the delay" },
	{ "wanted after it begins", wanted_later, DECISION_LET_END, "the delay" },
	{ "a hire that leaves before the end", model_is_hire, DECISION_LET_END, "the term" },
	{ "more heads than there are", too_many_heads, DECISION_LET_END, "the heads at a time" },
	{ "another agreed end", agreed_end, DECISION_LET_END, "the agreed end" },
	{ "another notice date", notice_date, DECISION_LET_END, "the notice date" },
	{ "a running head forgotten", contract_left_out, DECISION_LET_END, "the heads" },
	{ "let end what does not run", no_contract, DECISION_LET_END, "the kind" },
	{ "another order", swapped, DECISION_LET_END, "the order" },
	{ "more covered than delivered", coverage_more, DECISION_LET_END, "the covered time" },
	{ "covered after the end", coverage_of_nobody, DECISION_LET_END, "the coverage" },
	{ "a senior for a principal", not_qualified, DECISION_LET_END, "the eligibility" },
	{ "a skill that nobody has", missing_skill, DECISION_LET_END, "the eligibility" },
	{ "more work from own people", own_more, DECISION_LET_END, "the time of own people" },
	{ "a line asks for more than in the view", asked_more, DECISION_LET_END,
	  "what is asked for" },
	{ "more work from others", external_more, DECISION_LET_END, "the external time" },
	{ "a gap left out", gap_left_out, DECISION_LET_END, "the gap" },
	{ "a smaller gap", gap_smaller, DECISION_LET_END, "the gap" },
	{ "covered although it is open", gap_covered, DECISION_LET_END, "the reason of the gap" },
	{ "too late although there is time", too_late_but_not, DECISION_LET_END,
	  "the reason of the gap" },
	{ "too late, called dearer", too_late_but_dearer, DECISION_LET_END,
	  "the reason of the gap" },
	{ "no option although there is one", no_option_but_one, DECISION_LET_END,
	  "the reason of the gap" },
	{ "too expensive although all heads are engaged", heads_used_up, DECISION_LET_END,
	  "the reason of the gap" },
	{ "a cap where there is none", cap_of_nothing, DECISION_LET_END, "the reason of the gap" },
	{ "a budget where there is none", budget_of_nothing, DECISION_LET_END,
	  "the reason of the gap" },
	{ "a limit left out", limit_left_out, DECISION_LET_END, "the number" },
	{ "less used of a limit", limit_used, DECISION_LET_END, "what is used" },
	{ "a limit that is broken", limit_broken, DECISION_LET_END, "the limit is broken: that" },
	{ "another limit", limit_other, DECISION_LET_END, "a limit" },
	{ "less open time", open_time, DECISION_LET_END, "the open time" },
	{ "a bound below nothing", bound_negative, DECISION_LET_END, "the bound" },
	{ "a bound above the total", bound_too_high, DECISION_LET_END, "the bound" },
	{ "a bound for our people below that for all", bound_of_use_below, DECISION_LET_END,
	  "the bound" },
	{ "a bound for our people above the total", bound_of_use_too_high, DECISION_LET_END,
	  "the bound" },
	{ "a bound for all above that for our people", bound_above_that_of_use, DECISION_LET_END,
	  "the bound" },
	{ "an hour of ana's for a line that she may do passes", moved_to_another_line,
	  DECISION_LET_END, NULL },
	{ "an hour of ana's in a role that she has not", moved_to_another_role, DECISION_LET_END,
	  "the time of own people" },
	{ "an hour of ana's in another role and place", moved_to_another_place, DECISION_LET_END,
	  "the time of own people" },
	{ "an hour of ana's in a week in which she has none", moved_to_another_week,
	  DECISION_LET_END, "the time of own people" },
	{ "an hour of ana's for two lines", moved_twice, DECISION_LET_END, "the covered time" },
	{ "less than no hours of ana's", moved_below_nothing, DECISION_LET_END,
	  "the covered time" },
	{ "an hour moved and the gap as it was", moved_but_gap_as_before, DECISION_LET_END,
	  "the gap" },
	{ "a budget kept to the cent passes", budget_to_the_cent, DECISION_LET_END, NULL },
	{ "a budget broken by a cent", budget_by_a_cent, DECISION_LET_END,
	  "the limit is broken: that" },
	{ "a quarter's budget kept to the cent passes", quarter_to_the_cent, DECISION_LET_END,
	  NULL },
	{ "a quarter's budget broken by a cent", quarter_by_a_cent, DECISION_LET_END,
	  "the limit is broken: that" },
	{ "a vendor's limit kept to the cent passes", vendor_to_the_cent, DECISION_LET_END, NULL },
	{ "a vendor's limit broken by a cent", vendor_by_a_cent, DECISION_LET_END,
	  "the limit is broken: that" },
	{ "a share onshore that is kept passes", share_kept, DECISION_LET_END, NULL },
	{ "a share onshore that is broken", share_broken, DECISION_LET_END,
	  "the limit is broken: that" },
	{ "a multiplier below nothing", multiplier_negative, DECISION_LET_END, "the multiplier" },
	{ "any other multiplier passes", multiplier, DECISION_LET_END, NULL },
	{ "dearer than doing nothing", worse_than_nothing, DECISION_LET_END,
	  "the total, more than doing nothing costs," },
	{ "ordered beyond the plan for longer than need be", term_past_the_plan, DECISION_LET_END,
	  "the term past the plan" },
	{ "no heads", no_heads, DECISION_LET_END, "the heads or weeks" },
	{ "over before it begins", ends_before_it_begins, DECISION_LET_END, "the heads or weeks" },
	{ "a decision that there is not", another_kind, DECISION_LET_END, "the kind" },
	{ "half a day more", rate_of_a_day, DECISION_LET_END, "the paid time" },
	{ "an hour where days are paid", rate_of_an_hour, DECISION_LET_END, "the paid time" },
	{ "a cent of the commitment", cent_of_commitment, DECISION_LET_END,
	  "the commitment's amount" },
	{ "a cent of an engagement but of no part", cent_of_an_engagement, DECISION_LET_END,
	  "the cost of 'fast'" },
	{ "a minute more covered than delivered", covered_beyond, DECISION_LET_END,
	  "the time covered, more than is delivered," },
	{ "less than nothing covered", covered_below, DECISION_LET_END,
	  "the time covered, more than is delivered," },
	{ "a week skipped", another_week, DECISION_LET_END, "the weeks of" },
	{ "a week left out", week_missing, DECISION_LET_END, "the number of weeks" },
	{ "a minute more covered in sum", covered_in_sum, DECISION_LET_END, "the sum of hours" },
	{ "a record of no minutes", record_of_nothing, DECISION_LET_END, "a record" },
	{ "a record of no line", record_of_no_line, DECISION_LET_END, "a record" },
	{ "a record of no engagement", record_of_no_engagement, DECISION_LET_END, "a record" },
	{ "records in another order", records_swapped, DECISION_LET_END,
	  "the order of 'the coverage'" },
	{ "a record twice", record_twice, DECISION_LET_END, "the order of 'the coverage'" },
	{ "a cent less of one gap's penalty", gap_penalty_only, DECISION_LET_END,
	  "the penalty of" },
	{ "begun a week later", begun_later, DECISION_LET_END, "the start" },
	{ "begun another day", begun_another_day, DECISION_LET_END, "the start" },
	{ "of another option", another_option, DECISION_LET_END, "the start" },
	{ "late although nothing is to be done", late_to_let_end, DECISION_LET_END, "the delay" },
	{ "the agreed end in another week", ends_another_week, DECISION_LET_END, "the agreed end" },
	{ "an extension passes", truth, DECISION_EXTEND, NULL },
	{ "an extension to the longest term passes", extended_to_the_longest, DECISION_EXTEND,
	  NULL },
	{ "an extension a week too long", extended_too_long, DECISION_EXTEND, "the term" },
	{ "an extension by no day", extended_by_no_day, DECISION_EXTEND, "the extension" },
	{ "an extension to be signed a day later", a_day_later, DECISION_EXTEND, "the extension" },
	{ "an extension to a Saturday", extended_to_a_saturday, DECISION_EXTEND, "the last day" },
	{ "an extension past the plan", extended_past_the_plan, DECISION_EXTEND, "the last day" },
	{ "an extension that is late", late_to_let_end, DECISION_EXTEND, "the delay" },
	{ "an end before the agreed one passes", truth, DECISION_END_EARLY, NULL },
	{ "an end at the shortest term passes", ended_at_the_shortest, DECISION_END_EARLY, NULL },
	{ "an end before the shortest term", ended_too_early, DECISION_END_EARLY, "the term" },
	{ "an end as agreed, called early", ended_when_it_ends, DECISION_END_EARLY, "the notice" },
	{ "a notice a day later", a_day_later, DECISION_END_EARLY, "the notice" },
	{ "a notice that had to be given yesterday", noticed_too_late, DECISION_END_EARLY,
	  "the notice" },
	{ "a notice that is to be given today passes", noticed_today, DECISION_END_EARLY, NULL },
	{ "an early end that is late", late_to_let_end, DECISION_END_EARLY, "the term" },
};

static void lie(void **state)
{
	const struct lie *row = *state;
	struct fault fault = FAULT_INIT;
	struct sourcing_world *world = calloc(1, sizeof(*world));
	bool ok;

	assert_non_null(world);
	make_world(world, row->decision);
	row->tell(world);
	ok = verify_sourcing(&world->plan, &world->sourcing, &fault);
	if (ok != !row->sentence)
		fail_msg("%s: %s", row->name, ok ? "was not found" : fault.message);
	if (!ok && !strstr(fault.message, row->sentence))
		fail_msg("%s: %s is not what was said: %s", row->name, row->sentence,
			 fault.message);
	if (!ok && fault.kind != FAULT_BROKEN)
		fail_msg("%s: not called a bug", row->name);
	arena_release(&world->arena);
	free(world);
}

/* Own people: ana's minutes may go to either of two lines, but not to both. */
static void own_people_may_be_placed_otherwise(void **state)
{
	struct sourcing_world *w = calloc(1, sizeof(*w));
	struct fault fault = FAULT_INIT;

	(void)state;
	assert_non_null(w);
	make_world(w, DECISION_LET_END);
	/* An hour less of ana in the last week: the gap and its penalty grow, nothing else. */
	w->sourcing.lines[BUILD * WEEKS + WEEKS - 1].own_minutes -= 60;
	w->sourcing.gaps[WEEKS - 1].gap_minutes += 60;
	w->sourcing.gaps[WEEKS - 1].open_minutes += 60;
	w->sourcing.gaps[WEEKS - 1].penalty_cents += 40000;
	w->sourcing.open_minutes[2] += 60;
	w->sourcing.penalty_cents += 40000;
	w->sourcing.total_cents += 40000;
	w->sourcing.idle_cents += 40000;
	assert_ok(verify_sourcing(&w->plan, &w->sourcing, &fault), &fault);
	arena_release(&w->arena);
	free(w);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(lies) + 1];

	for (size_t i = 0; i < ARRAY_LEN(lies); i++)
		tests[i] = ROW_TEST(lie, &lies[i]);
	tests[ARRAY_LEN(lies)] =
		(struct CMUnitTest)cmocka_unit_test(own_people_may_be_placed_otherwise);
	return cmocka_run_group_tests_name("sourcing_check", tests, NULL, NULL);
}
