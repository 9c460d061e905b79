#include "tests/report_fixture.h"

#include "model/proof.h"
#include "model/roster.h"

enum { WEEKS = 4, LINES = 3, REQUIREMENTS = 2 };

static const char *const skills[] = { "german", "kafka" };

static struct requirement requirements[REQUIREMENTS] = {
	{ .role = "\xe6\xbc\xa2-designer", .level = 2, .location = "" },
	{ .role = "sre", .level = 3, .skills = skills, .skill_count = 2, .location = "DE" },
};

static struct demand demands[LINES] = {
	{ .id = "D1",
	  .project = "=HYPERLINK(\"http://x\")",
	  .role = "sre",
	  .level = 3,
	  .location = "DE",
	  .priority = 1,
	  .status = DEMAND_COMMITTED,
	  .probability_percent = 100 },
	{ .id = "D2",
	  .project = "<script>alert(1)</script>, \"Apollo\"; two",
	  .role = "sre",
	  .level = 3,
	  .location = "DE",
	  .priority = 2,
	  .status = DEMAND_TENTATIVE,
	  .probability_percent = 50 },
	{ .id = "D3",
	  .project = "\xf0\x9f\x9a\x80 \xe2\x80\xae\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d\x1b[31m",
	  .role = "\xe6\xbc\xa2-designer",
	  .level = 2,
	  .location = "",
	  .priority = 3,
	  .status = DEMAND_TENTATIVE,
	  .probability_percent = 50 },
};

static struct role_level ana_roles[] = { { "sre", 3 } },
			 ben_roles[] = { { "@role", 4 }, { "sre", 1 } };

static const char *ana_skills[] = { "german", "kafka" };

static struct person people[] = {
	{ .id = "ana",
	  .name = "+Ana, \"A\"",
	  .location = "DE-BE",
	  .roles = ana_roles,
	  .role_count = 1,
	  .skills = ana_skills,
	  .skill_count = 2,
	  .cost_rate_cents = 7850 },
	{ .id = "ben",
	  .name = "M\xc3\xbcller; Ben",
	  .location = "-",
	  .roles = ben_roles,
	  .role_count = 2 },
};

static struct booking bookings[] = {
	{ .place = { "bookings.csv", 7, 1 },
	  .person = "ana",
	  .person_index = 0,
	  .project = "=HYPERLINK(\"http://x\")",
	  .role = "sre",
	  .status = BOOKING_HARD },
	{ .place = { "bookings.csv", 8, 1 },
	  .person = "ben",
	  .person_index = 1,
	  .project = "Apollo",
	  .role = "",
	  .status = BOOKING_SOFT },
};

static int32_t booking_minutes[2 * WEEKS] = { 0, 300, 700, 0, 0, 0, 0, 0 };

static struct finding findings[] = {
	{ FINDING_OVERBOOKED, 0, NO_BOOKING, 1, 11 },
	{ FINDING_BEYOND_DEMAND, 0, 0, 2, 95 },
	{ FINDING_WITHOUT_ROLE, 1, 1, 2, 1905 },
};

static uint32_t first_lines[] = { 0 }, later_lines[] = { 0, 1, 2 }, all_people[] = { 0, 1 },
		ana_booking[] = { 0 };

static struct certificate certificates[] = {
	{ .view = VIEW_WEIGHTED,
	  .week = 0,
	  .lines = first_lines,
	  .line_count = 1,
	  .demand_minutes = 1905,
	  .missing_minutes = 1905,
	  .reason = REASON_LEVEL,
	  .effect_minutes = { [REASON_LEVEL] = 1200, [REASON_SKILL] = 95 } },
	{ .view = VIEW_WEIGHTED,
	  .week = 1,
	  .lines = first_lines,
	  .line_count = 1,
	  .bookings = ana_booking,
	  .booking_count = 1,
	  .demand_minutes = 1905,
	  .supply_minutes = 300,
	  .missing_minutes = 1605,
	  .reason = REASON_NOBODY },
	{ .view = VIEW_WEIGHTED,
	  .week = 1,
	  .lines = later_lines,
	  .line_count = 3,
	  .people = all_people,
	  .people_count = 2,
	  .bookings = ana_booking,
	  .booking_count = 1,
	  .demand_minutes = 3405,
	  .supply_minutes = 1328,
	  .missing_minutes = 2077,
	  .reason = REASON_TOO_FEW,
	  .effect_minutes = { [REASON_AWAY] = 555 } },
};

static const struct proof proof = { VIEW_WEIGHTED, certificates, ARRAY_LEN(certificates) };

static struct assignment assignments[] = {
	{ 1, 0, 0, 300, 300, false }, { 2, 0, 0, 1214, 700, true }, { 2, 0, 1, 95, 0, true },
	{ 2, 1, 0, 691, 0, false },   { 3, 1, 2, 599, 0, false },
};

static const struct roster roster = {
	VIEW_WEIGHTED, NULL, assignments, ARRAY_LEN(assignments), 2899, 2599, 1309, 4, 5
};

static struct bench_run bench_runs[] = { { 0, 0, 2, 1999, 261536 }, { 1, 1, 1, 514, 0 } };

static const struct bench bench = { bench_runs, ARRAY_LEN(bench_runs), 2513, 261536, 1 };

static size_t demand_requirement[LINES] = { 1, 1, 0 };

/* Line D1 asks 1905 minutes in three weeks and gets 0, 300, 1905; D2 3001 in two; D3 1200. */
static struct demand_coverage demand_coverage[VIEW_COUNT * LINES * WEEKS] = {
	{ 1905, 0 },    { 1905, 300 },  { 1905, 1905 }, { 0, 0 }, { 0, 0 }, { 0, 0 },
	{ 0, 0 },       { 0, 0 },       { 0, 0 },       { 0, 0 }, { 0, 0 }, { 0, 0 },

	{ 1905, 0 },    { 1905, 300 },  { 1905, 1905 }, { 0, 0 }, { 0, 0 }, { 1500, 0 },
	{ 1501, 1501 }, { 1500, 1459 }, { 600, 600 },   { 0, 0 }, { 0, 0 }, { 600, 599 },

	{ 1905, 0 },    { 1905, 300 },  { 1905, 1905 }, { 0, 0 }, { 0, 0 }, { 3001, 0 },
	{ 3001, 3001 }, { 3001, 2000 }, { 1200, 1200 }, { 0, 0 }, { 0, 0 }, { 1200, 599 },
};

static struct demand_coverage requirement_coverage[VIEW_COUNT * REQUIREMENTS * WEEKS];

static struct capacity capacity[2 * WEEKS];

static struct company company = {
	.people = people,
	.person_count = 2,
	.demands = demands,
	.demand_count = LINES,
	.bookings = bookings,
	.booking_count = 2,
};

static struct plan plan = {
	.options = { .number = 14, .week_count = WEEKS, .engine = ENGINE_SEARCH },
	.company = &company,
	.requirements = requirements,
	.requirement_count = REQUIREMENTS,
	.demand_requirement = demand_requirement,
	.requirement_coverage = requirement_coverage,
	.demand_coverage = demand_coverage,
	.people = capacity,
	.booking_minutes = booking_minutes,
	.findings = findings,
	.finding_count = ARRAY_LEN(findings),
	.proof = &proof,
	.roster = &roster,
	.bench = &bench,
};

static void sum_requirements(struct plan *p)
{
	for (size_t i = 0; i < VIEW_COUNT * p->requirement_count * p->options.week_count; i++)
		p->requirement_coverage[i] = (struct demand_coverage){ 0, 0 };
	for (size_t v = 0; v < VIEW_COUNT; v++)
		for (size_t d = 0; d < p->company->demand_count; d++)
			for (size_t w = 0; w < p->options.week_count; w++) {
				struct demand_coverage *line =
					plan_demand_coverage(p, (enum view)v, d, w);
				struct demand_coverage *sum = plan_requirement_coverage(
					p, (enum view)v, p->demand_requirement[d], w);

				sum->demand_minutes += line->demand_minutes;
				sum->covered_minutes += line->covered_minutes;
			}
}

const struct plan *report_fixture(void)
{
	company.settings = settings_default();
	company.settings.company = "Caf\xc3\xa9, Inc; \\o/";
	plan.options.first_week = (struct day){ 20801 }; /* 2026-12-14 */
	plan.options.today = day_add(plan.options.first_week, -20);
	for (size_t i = 0; i < ARRAY_LEN(capacity); i++)
		capacity[i] = (struct capacity){
			.nominal_minutes = 2400,
			.contracted_minutes = 1905,
			.holiday_minutes = 381,
			.absent_minutes = 60,
			.busy_minutes = 95,
			.tentative_minutes = 20,
			.available_minutes = 1349,
			.overhead_minutes = 135,
			.deployable_minutes = 1214,
			.booked_minutes = 700,
			.overbooked_minutes = 11,
			.free_minutes = 514,
			.used_minutes = { (int32_t)(100 + i), (int32_t)(200 + i), 1214 },
		};
	sum_requirements(&plan);
	return &plan;
}

struct plan *report_fixture_large(size_t roles, size_t weeks, struct arena *arena)
{
	struct plan *p = ARENA_ARRAY(arena, struct plan, 1);
	struct company *c = ARENA_ARRAY(arena, struct company, 1);

	*c = (struct company){ .settings = settings_default(), .demand_count = roles };
	c->demands = ARENA_ARRAY(arena, struct demand, roles);
	*p = (struct plan){ .company = c, .requirement_count = roles };
	p->options =
		(struct plan_options){ .number = 15, .week_count = weeks, .engine = ENGINE_SEARCH };
	p->options.first_week = day_add((struct day){ 20801 }, -21);
	p->options.today = p->options.first_week;
	p->requirements = ARENA_ARRAY(arena, struct requirement, roles);
	p->demand_requirement = ARENA_ARRAY(arena, size_t, roles);
	p->demand_coverage = ARENA_ARRAY(arena, struct demand_coverage, VIEW_COUNT * roles * weeks);
	p->requirement_coverage =
		ARENA_ARRAY(arena, struct demand_coverage, VIEW_COUNT * roles * weeks);
	for (size_t r = 0; r < roles; r++) {
		p->requirements[r] = (struct requirement){
			.role = arena_format(arena, "role-%02zu", r), .level = 2, .location = ""
		};
		p->demand_requirement[r] = r;
		c->demands[r] = (struct demand){ .id = arena_format(arena, "D%02zu", r),
						 .project = arena_format(arena, "Project %zu", r),
						 .role = p->requirements[r].role,
						 .level = 2,
						 .location = "",
						 .priority = 1 + (int32_t)r % 5 };
		for (size_t i = 0; i < VIEW_COUNT * weeks; i++) {
			size_t v = i / weeks, w = i % weeks;
			int32_t gap = (r + w) % 3 ? 0 : (int32_t)((r * 7 + w) % 5) * 777;

			*plan_demand_coverage(p, (enum view)v, r, w) =
				(struct demand_coverage){ (int32_t)(v + 1) * 2400 + gap,
							  (int32_t)(v + 1) * 2400 };
		}
	}
	sum_requirements(p);
	return p;
}
