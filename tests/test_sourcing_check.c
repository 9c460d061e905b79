/*
 * The check of engagements: a plan that is right passes, each single lie is found.
 *
 * Eight weeks from 2026-11-23. "build" needs 3 FTE of backend; ana does one, a running engagement
 * another until 6 January, one head of "fast" is ordered for four weeks. "paris" needs an sre in
 * France for whom only "late" would do, "test" a tester whom nobody offers.
 */
#include <stdlib.h>
#include <string.h>

#include "planner/allocation/price.h"
#include "planner/plan.h"
#include "planner/verify/verify_sourcing.h"
#include "tests/test.h"

enum { WEEKS = 8, BUILD = 0, PARIS, TEST, LINES, FAST = 0, LATE, RUN, OPTIONS };

static struct role_level backend[] = { { "backend", 3 } }, sre[] = { { "sre", 2 } };
static struct role_level backend_or_qa[] = { { "backend", 3 }, { "qa", 2 } };
static int32_t ramp[] = { 50, 75 };
static struct zone_change utc[] = { { { 0 }, 0 } };
static struct zone zones[] = { { "UTC", utc, 1 } };
static struct quarter_budget quarters[1];
static struct vendor_limit vendors[] = { { "v", 90000000 } };

struct world {
	struct arena arena;
	struct company company;
	struct person ana;
	struct demand lines[LINES];
	struct rate_option options[OPTIONS];
	struct contract contract;
	struct holiday holidays[1];
	struct plan plan;
	struct sourcing sourcing;
};

static struct rate_option option_of(const char *id, enum rate_unit unit, int64_t cents,
				    int32_t lead)
{
	return (struct rate_option){ .id = id,
				     .vendor = "v",
				     .roles = backend,
				     .role_count = 1,
				     .location = "DE",
				     .time_zone = "UTC",
				     .rate_cents = cents,
				     .unit = unit,
				     .week_minutes = 2400,
				     .pattern_minutes = { 480, 480, 480, 480, 480 },
				     .lead_days = lead,
				     .min_weeks = 2,
				     .max_weeks = 16,
				     .notice_days = 14,
				     .max_heads = 2,
				     .ramp_percent = ramp,
				     .ramp_count = 2,
				     .productivity_percent = 95,
				     .management_percent = 12,
				     .valid_from = DAY_FIRST,
				     .valid_to = DAY_LAST };
}

static struct demand line_of(const char *id, const char *role, const char *location, int64_t fte)
{
	return (struct demand){ .id = id,
				.project = id,
				.role = role,
				.level = 2,
				.location = location,
				.start = day_of(2026, 11, 23),
				.end = day_of(2027, 1, 17),
				.unit = AMOUNT_FTE,
				.amount_micro = fte * 1000000,
				.priority = 2,
				.probability_percent = 100,
				.time_zone = "UTC" };
}

static void fill_company(struct world *w)
{
	w->ana = (struct person){ .id = "ana",
				  .roles = backend,
				  .role_count = 1,
				  .location = "DE",
				  .pattern_minutes = { 480, 480, 480, 480, 480 },
				  .start = DAY_FIRST,
				  .end = DAY_LAST };
	w->lines[BUILD] = line_of("build", "backend", "", 3);
	w->lines[PARIS] = line_of("paris", "sre", "FR", 1);
	w->lines[TEST] = line_of("test", "qa", "", 1);
	w->options[FAST] = option_of("fast", UNIT_MONTH, 1450000, 14);
	w->options[FAST].fixed_fee_cents = 50000;
	w->options[LATE] = option_of("late", UNIT_HOUR, 7000, 300);
	w->options[LATE].roles = sre;
	w->options[LATE].location = "FR";
	w->options[RUN] = option_of("run", UNIT_DAY, 40000, 7);
	w->contract = (struct contract){ .id = "E1",
					 .option = "run",
					 .option_index = RUN,
					 .heads = 1,
					 .start = day_of(2026, 10, 12),
					 .end = day_of(2027, 1, 6),
					 .notice_days = 14 };
	w->holidays[0] = (struct holiday){ .location = "DE",
					   .day = day_of(2026, 12, 24),
					   .part = PART_AFTERNOON };
	w->company = (struct company){ .settings = settings_default(),
				       .people = &w->ana,
				       .person_count = 1,
				       .demands = w->lines,
				       .demand_count = LINES,
				       .holidays = w->holidays,
				       .holiday_count = 1,
				       .options = w->options,
				       .option_count = OPTIONS,
				       .contracts = &w->contract,
				       .contract_count = 1,
				       .zones = zones,
				       .zone_count = 1 };
	quarters[0] = (struct quarter_budget){ day_of(2027, 1, 1), 90000000 };
	w->company.settings.budget_cents = 90000000;
	w->company.settings.quarters = quarters;
	w->company.settings.quarter_count = 1;
	w->company.settings.vendors = vendors;
	w->company.settings.vendor_count = 1;
	w->company.settings.min_onshore_percent = 30;
}

static void cover_line(struct world *w, uint32_t engagement)
{
	struct sourcing *s = &w->sourcing;
	struct engagement *e = &s->engagements[engagement];

	for (size_t i = 0; i < e->week_count; i++) {
		struct line_cover *line = &s->lines[BUILD * WEEKS + e->weeks[i].week];
		int32_t open = sourcing_open_minutes(&w->plan, s, BUILD, e->weeks[i].week);
		int32_t minutes = e->weeks[i].delivered_minutes < open
					  ? (int32_t)e->weeks[i].delivered_minutes
					  : open;

		if (minutes == 0)
			continue;
		line->external_minutes += minutes;
		e->weeks[i].covered_minutes = minutes;
		e->covered_minutes += minutes;
		s->coverage[s->coverage_count++] =
			(struct coverage){ engagement, BUILD, e->weeks[i].week, minutes };
	}
}

static void fill_gaps(struct world *w)
{
	struct sourcing *s = &w->sourcing;

	for (size_t r = 0; r < w->plan.requirement_count; r++)
		for (uint32_t week = 0; week < WEEKS; week++) {
			/* One line each: of a requirement's line. */
			size_t d = 0;
			int64_t open[PRIORITY_MAX + 1] = { 0 };
			int32_t gap;

			while (w->plan.demand_requirement[d] != r)
				d++;
			gap = plan_demand_cover(&w->plan, s->view, d, week)->demand_minutes -
			      s->lines[d * WEEKS + week].own_minutes;
			open[2] = sourcing_open_minutes(&w->plan, s, d, week);
			s->open_minutes[2] += open[2];
			if (gap > 0)
				s->gaps[s->gap_count++] = (struct sourced_gap){
					(uint32_t)r,
					week,
					gap,
					(int32_t)open[2],
					open[2] == 0 ? GAP_COVERED
					: d == TEST  ? GAP_NO_OPTION
					: d == PARIS ? GAP_TOO_LATE
					: week == 0  ? GAP_TOO_LATE
						     : GAP_DEARER,
					penalty_cents(&w->company.settings, open),
				};
		}
}

static void fill_limits(struct world *w)
{
	struct sourcing *s = &w->sourcing;
	int64_t spend = cost_spend(&s->cost), quarter = 0;

	for (size_t i = 0; i < s->engagement_count; i++)
		for (size_t p = 0; p < s->engagements[i].part_count; p++)
			if (day_distance(day_of(2027, 1, 1), s->engagements[i].parts[p].first) >= 0)
				quarter += cost_spend(&s->engagements[i].parts[p].cost);
	s->limits[0] = (struct source_limit){ LIMIT_BUDGET, "", 90000000, spend, 0 };
	s->limits[1] = (struct source_limit){ LIMIT_QUARTER, "2027-Q1", 90000000, quarter, 0 };
	s->limits[2] =
		(struct source_limit){ LIMIT_ONSHORE, "", (spend * 30 + 99) / 100, spend, 0 };
	s->limits[3] = (struct source_limit){ LIMIT_VENDOR, "v", 90000000, spend, 0 };
	s->limit_count = 4;
}

static void make_world(struct world *w)
{
	struct plan_options options = { .today = day_of(2026, 11, 23),
					.first_week = day_of(2026, 11, 23),
					.week_count = WEEKS };
	struct notes notes = NOTES_INIT(&w->arena);
	struct fault fault = FAULT_INIT;
	struct sourcing *s = &w->sourcing;

	memset(w, 0, sizeof(*w));
	fill_company(w);
	assert_ok(plan_make(&w->company, &options, &w->arena, &w->plan, &notes, &fault), &fault);
	*s = (struct sourcing){
		.view = VIEW_WEIGHTED, .week_count = WEEKS, .engine = "hand", .version = "1"
	};
	s->engagements = ARENA_ARRAY(&w->arena, struct engagement, 3);
	s->coverage = ARENA_ARRAY(&w->arena, struct coverage, 100);
	s->lines = ARENA_ARRAY(&w->arena, struct line_cover, LINES * WEEKS);
	s->gaps = ARENA_ARRAY(&w->arena, struct sourced_gap, LINES * WEEKS);
	s->limits = ARENA_ARRAY(&w->arena, struct source_limit, 4);
	s->engagements[0] = (struct engagement){ .option = RUN,
						 .contract = 0,
						 .decision = DECISION_LET_END,
						 .heads = 1,
						 .last_week = 6,
						 .runner_up = NO_OPTION };
	s->engagements[1] = (struct engagement){ .option = FAST,
						 .contract = NO_CONTRACT,
						 .heads = 1,
						 .first_week = 2,
						 .last_week = 5,
						 .wanted = day_of(2026, 11, 23),
						 .late_days = 14,
						 .runner_up = RUN };
	s->engagement_count = 2;
	for (size_t d = 0; d < LINES; d++)
		for (size_t week = 0; week < WEEKS; week++) {
			const struct cover *cover = plan_demand_cover(&w->plan, s->view, d, week);

			s->lines[d * WEEKS + week] =
				(struct line_cover){ .own_minutes = cover->covered_minutes,
						     .asked_minutes = cover->demand_minutes };
		}
	for (uint32_t i = 0; i < 2; i++) {
		price_engagement(&w->company, &options, &w->arena, &s->engagements[i]);
		cost_add(&s->cost, &s->engagements[i].cost);
		cover_line(w, i);
	}
	fill_gaps(w);
	fill_limits(w);
	s->penalty_cents = penalty_cents(&w->company.settings, s->open_minutes);
	s->total_cents = cost_total(&s->cost) + s->penalty_cents;
	s->bound_cents = s->total_cents - 200;
	s->use_bound_cents = s->total_cents - 100;
	s->idle_cents = s->total_cents + 100;
}

/* Minutes of ana's for another line or week, and all that follows from it but her time. */
static void shift_own(struct world *w, size_t from, size_t from_week, size_t to, size_t to_week,
		      int32_t minutes)
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

static void set_limit(struct world *w, size_t limit, int64_t *setting, int64_t cents)
{
	*setting = cents;
	w->sourcing.limits[limit].limit_cents = cents;
}

/* "fast" sits elsewhere, "run" does not. */
static void set_share(struct world *w, int32_t percent)
{
	struct sourcing *s = &w->sourcing;

	w->options[FAST].model = MODEL_NEARSHORE;
	w->company.settings.min_onshore_percent = percent;
	s->limits[2].limit_cents = (cost_spend(&s->cost) * percent + 99) / 100;
	s->limits[2].used_cents = cost_spend(&s->engagements[0].cost);
}

/* --- lies -------------------------------------------------------------- */

#define LIE(name, ...)                                                                             \
	static void name(struct world *w)                                                          \
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
LIE(quarter_to_the_cent, set_limit(w, 1, &quarters[0].cents, s->limits[1].used_cents))
LIE(quarter_by_a_cent, set_limit(w, 1, &quarters[0].cents, s->limits[1].used_cents - 1))
LIE(vendor_to_the_cent, set_limit(w, 3, &vendors[0].cents, s->limits[3].used_cents))
LIE(vendor_by_a_cent, set_limit(w, 3, &vendors[0].cents, s->limits[3].used_cents - 1))
LIE(share_kept, set_share(w, 1))
LIE(share_broken, set_share(w, 99))
LIE(multiplier_negative, s->limits[1].saves_micro = -1)
LIE(multiplier, s->limits[1].saves_micro = 1420000)
LIE(worse_than_nothing, s->idle_cents = s->total_cents - 1)

static const struct lie {
	const char *name;
	void (*tell)(struct world *world);
	bool ok;
} lies[] = {
	{ "a plan that is right passes", truth, true },
	{ "a cent of a rate", cent_of_rate, false },
	{ "a cent of management", cent_of_management, false },
	{ "a fee left out", cent_of_fee, false },
	{ "a cent of the sum", cent_of_sum, false },
	{ "a cent of the total", cent_of_total, false },
	{ "a cent of the penalty", cent_of_penalty, false },
	{ "a cent of one gap's penalty", cent_of_gap, false },
	{ "a working day more", paid_time, false },
	{ "a shorter month", paid_of, false },
	{ "a part cut off", part_days, false },
	{ "a part left out", part_missing, false },
	{ "a minute more of presence", presence, false },
	{ "a minute more delivered", delivery, false },
	{ "a minute more in sum", delivery_sum, false },
	{ "an order a day later", order_date, false },
	{ "a lead time that is too long", lead_time, false },
	{ "a rate that is no longer valid", ended_validity, false },
	{ "a rate that is not yet valid", later_validity, false },
	{ "a term below the shortest", short_term, false },
	{ "a term beyond the longest", long_term, false },
	{ "another first day", first_day, false },
	{ "a day less late", late, false },
	{ "wanted after it begins", wanted_later, false },
	{ "a hire that leaves before the end", model_is_hire, false },
	{ "more heads than there are", too_many_heads, false },
	{ "another agreed end", agreed_end, false },
	{ "another notice date", notice_date, false },
	{ "a running head forgotten", contract_left_out, false },
	{ "let end what does not run", no_contract, false },
	{ "another order", swapped, false },
	{ "more covered than delivered", coverage_more, false },
	{ "covered after the end", coverage_of_nobody, false },
	{ "a senior for a principal", not_qualified, false },
	{ "a skill that nobody has", missing_skill, false },
	{ "more work from own people", own_more, false },
	{ "a line asks for more than in the view", asked_more, false },
	{ "more work from others", external_more, false },
	{ "a gap left out", gap_left_out, false },
	{ "a smaller gap", gap_smaller, false },
	{ "covered although it is open", gap_covered, false },
	{ "too late although there is time", too_late_but_not, false },
	{ "too late, called dearer", too_late_but_dearer, false },
	{ "no option although there is one", no_option_but_one, false },
	{ "a limit left out", limit_left_out, false },
	{ "less used of a limit", limit_used, false },
	{ "a limit that is broken", limit_broken, false },
	{ "another limit", limit_other, false },
	{ "less open time", open_time, false },
	{ "a bound below nothing", bound_negative, false },
	{ "a bound above the total", bound_too_high, false },
	{ "a bound for our people below that for all", bound_of_use_below, false },
	{ "a bound for our people above the total", bound_of_use_too_high, false },
	{ "a bound for all above that for our people", bound_above_that_of_use, false },
	{ "an hour of ana's for a line that she may do passes", moved_to_another_line, true },
	{ "an hour of ana's in a role that she has not", moved_to_another_role, false },
	{ "an hour of ana's in another role and place", moved_to_another_place, false },
	{ "an hour of ana's in a week in which she has none", moved_to_another_week, false },
	{ "an hour of ana's for two lines", moved_twice, false },
	{ "less than no hours of ana's", moved_below_nothing, false },
	{ "an hour moved and the gap as it was", moved_but_gap_as_before, false },
	{ "a budget kept to the cent passes", budget_to_the_cent, true },
	{ "a budget broken by a cent", budget_by_a_cent, false },
	{ "a quarter's budget kept to the cent passes", quarter_to_the_cent, true },
	{ "a quarter's budget broken by a cent", quarter_by_a_cent, false },
	{ "a vendor's limit kept to the cent passes", vendor_to_the_cent, true },
	{ "a vendor's limit broken by a cent", vendor_by_a_cent, false },
	{ "a share onshore that is kept passes", share_kept, true },
	{ "a share onshore that is broken", share_broken, false },
	{ "a multiplier below nothing", multiplier_negative, false },
	{ "any other multiplier passes", multiplier, true },
	{ "dearer than doing nothing", worse_than_nothing, false },
};

static void lie(void **state)
{
	const struct lie *row = *state;
	struct fault fault = FAULT_INIT;
	struct world *world = calloc(1, sizeof(*world));
	bool ok;

	assert_non_null(world);
	vendors[0].cents = 90000000;
	make_world(world);
	row->tell(world);
	ok = verify_sourcing(&world->plan, &world->sourcing, &fault);
	if (ok != row->ok)
		fail_msg("%s: %s", row->name, ok ? "was not found" : fault.message);
	if (!ok && fault.kind != FAULT_BROKEN)
		fail_msg("%s: not called a bug", row->name);
	arena_release(&world->arena);
	free(world);
}

/* Own people: ana's minutes may go to either of two lines, but not to both. */
static void own_people_may_be_placed_otherwise(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct fault fault = FAULT_INIT;

	(void)state;
	assert_non_null(w);
	make_world(w);
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
