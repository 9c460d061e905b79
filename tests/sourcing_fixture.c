#include "tests/sourcing_fixture.h"

#include "model/sourcing.h"
#include "tests/report_fixture.h"

enum { WEEKS = 4, MONDAY = 20801 /* 2026-12-14 */ };

static struct role_level sre[] = { { "sre", 3 } };
static const char *skills[] = { "german", "kafka" };
static int32_t ramp[] = { 50, 75 };

/* Sorted by id, as company_link leaves them. */
static struct rate_option options[] = {
	{ .id = "+near-sre",
	  .vendor = "=Vltava, \"Works\"",
	  .model = MODEL_NEARSHORE,
	  .roles = sre,
	  .role_count = 1,
	  .skills = skills,
	  .skill_count = 2,
	  .location = "CZ-PR",
	  .currency = "EUR",
	  .rate_cents = 6200,
	  .fixed_fee_cents = 25000,
	  .unit = UNIT_HOUR,
	  .week_minutes = 2400,
	  .lead_days = 7,
	  .min_weeks = 4,
	  .max_weeks = 52,
	  .max_heads = 3,
	  .ramp_percent = ramp,
	  .ramp_count = 2,
	  .productivity_percent = 100,
	  .management_percent = 10 },
	{ .id = "on-sre",
	  .vendor = "Kranich",
	  .model = MODEL_ONSHORE,
	  .roles = sre,
	  .role_count = 1,
	  .location = "DE-BE",
	  .currency = "EUR",
	  .rate_cents = 92000,
	  .unit = UNIT_DAY,
	  .week_minutes = 2310,
	  .min_weeks = 4,
	  .max_weeks = 52,
	  .max_heads = 3,
	  .productivity_percent = 100,
	  .management_percent = 5 },
};

static struct contract contracts[] = {
	{ .id = "@R-7",
	  .option = "on-sre",
	  .option_index = 1,
	  .heads = 1,
	  .start = { MONDAY - 70 },
	  .end = { MONDAY + 4 },
	  .notice_days = 14 },
};

/* One head, five days at 920.00 = 4600.00; 5 % = 230.00. */
static struct engagement_part let_end_parts[] = {
	{ .first = { MONDAY },
	  .last = { MONDAY + 4 },
	  .paid_half_days = 10,
	  .cost = { .rate_cents = 460000, .management_cents = 23000 } },
};
static struct engagement_week let_end_weeks[] = { { 0, 2310, 2310, 1200 } };

/* Two heads at 62.00. Week of 21 December: three days. 28 to 31 December: four. 1 to 3 January:
 * none. 4 to 10 January: five. 11 to 17 January, past the plan, because of four weeks: five. */
static struct engagement_part new_parts[] = {
	{ .first = { MONDAY + 7 },
	  .last = { MONDAY + 13 },
	  .paid_minutes = 2880,
	  .cost = { .rate_cents = 297600, .fee_cents = 50000, .management_cents = 29760 } },
	{ .first = { MONDAY + 14 },
	  .last = { MONDAY + 17 },
	  .paid_minutes = 3840,
	  .cost = { .rate_cents = 396800, .management_cents = 39680 } },
	{ .first = { MONDAY + 18 }, .last = { MONDAY + 20 } },
	{ .first = { MONDAY + 21 },
	  .last = { MONDAY + 27 },
	  .paid_minutes = 4800,
	  .cost = { .rate_cents = 496000, .management_cents = 49600 } },
	{ .first = { MONDAY + 28 },
	  .last = { MONDAY + 34 },
	  .paid_minutes = 4800,
	  .cost = { .commitment_cents = 496000 } },
};
static struct engagement_week new_weeks[] = {
	{ 1, 2880, 1440, 1440 },
	{ 2, 3840, 2880, 0 },
	{ 3, 4800, 4800, 41 },
};

static struct engagement engagements[] = {
	{ .option = 1,
	  .contract = 0,
	  .decision = DECISION_LET_END,
	  .heads = 1,
	  .first_day = { MONDAY - 70 },
	  .last_day = { MONDAY + 4 },
	  .order_by = { MONDAY - 10 },
	  .parts = let_end_parts,
	  .part_count = 1,
	  .weeks = let_end_weeks,
	  .week_count = 1,
	  .cost = { .rate_cents = 460000, .management_cents = 23000 },
	  .delivered_minutes = 2310,
	  .covered_minutes = 1200,
	  .runner_up = NO_OPTION,
	  .break_even = { -1, -1, -1 } },
	{ .option = 0,
	  .contract = NO_CONTRACT,
	  .decision = DECISION_NEW,
	  .heads = 2,
	  .first_week = 1,
	  .last_week = 4,
	  .first_day = { MONDAY + 7 },
	  .last_day = { MONDAY + 34 },
	  .order_by = { MONDAY },
	  .parts = new_parts,
	  .part_count = 5,
	  .weeks = new_weeks,
	  .week_count = 3,
	  .cost = { 1190400, 50000, 496000, 119040 },
	  .delivered_minutes = 9120,
	  .wanted = { MONDAY },
	  .late_days = 7,
	  .covered_minutes = 1481,
	  .drop_cents = 123450,
	  .runner_up = 1,
	  .runner_up_cents = 77777,
	  .break_even = { 7133, 3, 35 } },
};

static struct coverage coverage[] = {
	{ 0, 0, 0, 1200 }, { 1, 0, 1, 1405 }, { 1, 1, 1, 35 }, { 1, 1, 3, 41 }
};

/* Own minutes are those of report_fixture; D1, D2, D3 by week. What is asked for comes from it,
 * too. */
static struct line_coverage lines[] = {
	{ 0, 1200, 0 }, { 300, 1405, 0 }, { 1905, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 }, { 0, 35, 0 },
	{ 1501, 0, 0 }, { 1459, 41, 0 },  { 600, 0, 0 },  { 0, 0, 0 }, { 0, 0, 0 }, { 599, 0, 0 },
};

/* 705 and 200 minutes of priority 1 at 500, 1465 of priority 2 at 400, 1 of priority 3 at 300:
 * 7541.67 + 9766.67 + 5.00, together 17313.33. */
static struct sourced_gap gaps[] = {
	{ 0, 3, 1, 1, GAP_NO_OPTION, 500 },
	{ 1, 0, 1905, 705, GAP_TOO_LATE, 587500 },
	{ 1, 1, 3105, 1665, GAP_DEARER, 1143333 },
	{ 1, 3, 41, 0, GAP_COVERED, 0 },
};

static struct source_limit limits[] = {
	{ LIMIT_BUDGET, "", 3000000, 2196400, 0 },
	{ LIMIT_ONSHORE, "", 439280, 460000, 0 },
	{ LIMIT_VENDOR, "=Vltava, \"Works\"", 1736400, 1736400, 1416000 },
};

static const struct sourcing sourcing = {
	.view = VIEW_WEIGHTED,
	.week_count = 4,
	.engagements = engagements,
	.engagement_count = ARRAY_LEN(engagements),
	.coverage = coverage,
	.coverage_count = ARRAY_LEN(coverage),
	.lines = lines,
	.gaps = gaps,
	.gap_count = ARRAY_LEN(gaps),
	.limits = limits,
	.limit_count = ARRAY_LEN(limits),
	.open_minutes = { 0, 905, 1465, 1, 0, 0 },
	.cost = { 1650400, 50000, 496000, 142040 },
	.penalty_cents = 1731333,
	.total_cents = 4069773,
	.bound_cents = 3995000,
	.use_bound_cents = 4040000,
	.idle_cents = 5555555,
	.explained = true,
	.engine = "search",
	.version = "1",
};

const struct plan *sourcing_fixture(void)
{
	static struct company company;
	static struct plan plan;

	plan = *report_fixture();
	company = *plan.company;
	company.options = options;
	company.option_count = ARRAY_LEN(options);
	company.contracts = contracts;
	company.contract_count = ARRAY_LEN(contracts);
	company.settings.home = "DE";
	plan.company = &company;
	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		lines[i].asked_minutes =
			plan_demand_coverage(&plan, sourcing.view, i / plan.options.week_count,
					     i % plan.options.week_count)
				->demand_minutes;
	plan.sourcing = &sourcing;
	return &plan;
}
