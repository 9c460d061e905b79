#include "tests/sourcing_world.h"

#include <string.h>

#include "planner/allocation/costing.h"
#include "planner/plan.h"
#include "tests/test.h"

static struct role_level backend[] = { { "backend", 3 } }, sre[] = { { "sre", 2 } };
static int32_t ramp[] = { 50, 75 };
static struct zone_change utc[] = { { { 0 }, 0 } };
static struct zone zones[] = { { "UTC", utc, 1 } };

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

static void fill_company(struct sourcing_world *w)
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
	w->vendors[0] = (struct vendor_limit){ "v", 90000000 };
	w->quarters[0] = (struct quarter_budget){ day_of(2027, 1, 1), 90000000 };
	w->company.settings.budget_cents = 90000000;
	w->company.settings.quarters = w->quarters;
	w->company.settings.quarter_count = 1;
	w->company.settings.vendors = w->vendors;
	w->company.settings.vendor_count = 1;
	w->company.settings.min_onshore_percent = 30;
}

static void cover_line(struct sourcing_world *w, uint32_t engagement)
{
	struct sourcing *s = &w->sourcing;
	struct engagement *e = &s->engagements[engagement];

	for (size_t i = 0; i < e->week_count; i++) {
		struct line_coverage *line = &s->lines[BUILD * WEEKS + e->weeks[i].week];
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

static void fill_gaps(struct sourcing_world *w)
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
			gap = plan_demand_coverage(&w->plan, s->view, d, week)->demand_minutes -
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

static void fill_limits(struct sourcing_world *w)
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

void make_world(struct sourcing_world *w, enum decision decision)
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
	s->lines = ARENA_ARRAY(&w->arena, struct line_coverage, LINES * WEEKS);
	s->gaps = ARENA_ARRAY(&w->arena, struct sourced_gap, LINES * WEEKS);
	s->limits = ARENA_ARRAY(&w->arena, struct source_limit, 4);
	s->engagements[0] =
		(struct engagement){ .option = RUN,
				     .contract = 0,
				     .decision = decision,
				     .heads = 1,
				     .last_week = decision == DECISION_END_EARLY ? 4 : 6,
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
			const struct demand_coverage *cover =
				plan_demand_coverage(&w->plan, s->view, d, week);

			s->lines[d * WEEKS + week] =
				(struct line_coverage){ .own_minutes = cover->covered_minutes,
							.asked_minutes = cover->demand_minutes };
		}
	for (uint32_t i = 0; i < 2; i++) {
		costing_engagement(&w->company, &options, &w->arena, &s->engagements[i]);
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
