#include "tests/page_fixture.h"

#include <string.h>

#include "model/diff.h"
#include "model/proof.h"
#include "model/roster.h"
#include "model/sourcing.h"
#include "tests/report_fixture.h"

#define HOSTILE "<script>alert(1)</script>\"'&amp;<img src=x onerror=alert(2)>"
#define FORMULA "=HYPERLINK(\"http://x\",\"click\")"
#define HEBREW "\xe2\x80\xae\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d"

static struct role_level sre_role[] = { { "sre", 3 } };
static struct role_level both_roles[] = { { "\xe6\xbc\xa2-designer", 2 }, { "sre", 3 } };
static const char *german[] = { "german", FORMULA };

static struct rate_option options[] = {
	{ .id = "O1",
	  .vendor = HOSTILE,
	  .model = MODEL_OFFSHORE,
	  .roles = sre_role,
	  .role_count = 1,
	  .location = "IN-KA",
	  .currency = "EUR" },
	{ .id = "O2",
	  .vendor = FORMULA,
	  .model = MODEL_MANAGED,
	  .roles = both_roles,
	  .role_count = 2,
	  .skills = german,
	  .skill_count = 2,
	  .location = "" },
	{ .id = "O3",
	  .vendor = "",
	  .model = MODEL_HIRE,
	  .roles = sre_role,
	  .role_count = 1,
	  .location = HEBREW },
};

static uint32_t lines_one[] = { 0, 1 }, lines_two[] = { 2 }, both[] = { 0, 1 };

static struct certificate certificates[] = {
	{ .view = VIEW_WEIGHTED,
	  .week = 0,
	  .lines = lines_one,
	  .line_count = 2,
	  .people = both,
	  .people_count = 1,
	  .demand_minutes = 1905,
	  .supply_minutes = 0,
	  .missing_minutes = 1905,
	  .reason = REASON_LEVEL,
	  .effect_minutes = { [REASON_LEVEL] = 1200, [REASON_SKILL] = 61 } },
	{ .view = VIEW_WEIGHTED,
	  .week = 1,
	  .lines = lines_one,
	  .line_count = 2,
	  .people = both,
	  .people_count = 2,
	  .demand_minutes = 3405,
	  .supply_minutes = 300,
	  .missing_minutes = 3105,
	  .reason = REASON_LEVEL,
	  .effect_minutes = { [REASON_LEVEL] = 900 } },
	{ .view = VIEW_WEIGHTED,
	  .week = 3,
	  .lines = lines_two,
	  .line_count = 1,
	  .demand_minutes = 600,
	  .supply_minutes = 599,
	  .missing_minutes = 1,
	  .reason = REASON_NOBODY },
};

static struct feed feeds[] = {
	{ .name = "calendars/" HOSTILE ".ics",
	  .kind = FEED_PERSONAL,
	  .who = "ana",
	  .source = "",
	  .state = FEED_STALE,
	  .event_count = 42,
	  .busy_count = 17,
	  .skipped_count = 1,
	  .trouble = "HTTP 429 <b>slow down</b>" },
	{ .name = "calendars/ben.ics",
	  .kind = FEED_FREEBUSY,
	  .who = "ben",
	  .source = "",
	  .state = FEED_READ,
	  .event_count = 3,
	  .busy_count = 3,
	  .trouble = "" },
	{ .name = "holidays/DE.ics",
	  .kind = FEED_HOLIDAYS,
	  .who = "DE",
	  .source = "",
	  .state = FEED_MISSING,
	  .trouble = "the file is gone" },
};

static struct booking bookings[] = {
	{ .person = "ana", .project = HOSTILE, .role = "" },
	{ .person = "ben", .person_index = 1, .project = FORMULA, .role = "sre" },
};

static struct finding findings[] = {
	{ FINDING_OVERBOOKED, 0, NO_BOOKING, 0, 150 },
	{ FINDING_OVERBOOKED, 0, NO_BOOKING, 1, 90 },
	{ FINDING_WITHOUT_ROLE, 1, 1, 2, 480 },
};

static struct engagement engagements[] = {
	{ .option = 2,
	  .contract = 0,
	  .decision = DECISION_LET_END,
	  .heads = 1,
	  .first_week = 0,
	  .last_week = 0,
	  .runner_up = NO_OPTION },
	{ .option = 0,
	  .contract = NO_CONTRACT,
	  .decision = DECISION_NEW,
	  .heads = 2,
	  .first_week = 1,
	  .last_week = 3,
	  .late_days = 9,
	  .covered_minutes = 4321,
	  .runner_up = 1,
	  .runner_up_cents = 123456 },
	{ .option = 1,
	  .contract = 1,
	  .decision = DECISION_EXTEND,
	  .heads = 1,
	  .first_week = 2,
	  .last_week = 4,
	  .late_days = 0,
	  .covered_minutes = 41,
	  .runner_up = NO_OPTION },
};

static struct sourced_gap gaps[] = {
	{ 0, 3, 1, 1, GAP_DEARER, 100 },
	{ 1, 0, 1905, 1905, GAP_TOO_LATE, 200 },
	{ 1, 1, 3105, 0, GAP_COVERED, 0 },
};

static struct note notes[] = {
	{ NOTE_INFO,
	  "person-without-calendar",
	  { "people.csv", 3, 1 },
	  "'ben' has no calendar",
	  NULL },
	{ NOTE_WARNING,
	  "feed-stale",
	  { "calendars/" HOSTILE ".ics", 0, 0 },
	  "is not '" HOSTILE "'",
	  NULL },
};

static struct cause causes[] = {
	{ .kind = CAUSE_LEFT,
	  .subject = HEBREW,
	  .what = "is no longer in people.csv",
	  .before = { "people.csv", 4, 1 },
	  .after = { "", 0, 0 },
	  .uid = "",
	  .change_minutes = { 0, 4800, 4800 } },
	{ .kind = CAUSE_MOVED,
	  .subject = HOSTILE,
	  .what = "moved 2 weeks later",
	  .before = { "", 0, 0 },
	  .after = { "demand.csv", 7, 1 },
	  .uid = "",
	  .change_minutes = { -5000, -5017, -7000 } },
};
static struct order_change order_changes[] = {
	{ .kind = ORDER_NEW,
	  .option = &options[0],
	  .after = &engagements[1],
	  .heads_after = 2,
	  .fields = ORDER_FIELDS },
	{ .kind = ORDER_GONE,
	  .option = &options[1],
	  .before = &engagements[2],
	  .heads_before = 1,
	  .fields = ORDER_FIELDS },
};

/* One week has gone and one has come; of three that both have, one became better. */
static struct diff *make_changes(struct plan *plan, struct arena *arena)
{
	static const char *roles[] = { "sre" };
	static int64_t before[VIEW_COUNT * 3], after[VIEW_COUNT * 3];
	static int64_t gone[VIEW_COUNT], come[VIEW_COUNT];
	struct diff *diff = ARENA_ARRAY(arena, struct diff, 1);

	before[3] = 5000;
	before[5] = 217;
	after[3] = 5000;
	gone[VIEW_WEIGHTED] = 1200;
	come[VIEW_WEIGHTED] = 11;
	*diff = (struct diff){ .before = { .number = 14,
					   .today = day_add(plan->options.today, -7) },
			       .after = plan->options,
			       .full_week_minutes = 2400,
			       .roles = roles,
			       .role_count = 1,
			       .first_week = plan->options.first_week,
			       .week_count = 3,
			       .gap_before = before,
			       .gap_after = after,
			       .gone_minutes = gone,
			       .come_minutes = come,
			       .gone_weeks = 1,
			       .come_weeks = 1,
			       .causes = causes,
			       .cause_count = ARRAY_LEN(causes),
			       .orders = order_changes,
			       .order_count = ARRAY_LEN(order_changes),
			       .sourced = true };
	return diff;
}

static void set_days(struct plan *plan, struct engagement *e, struct day order_by)
{
	e->first_day = plan_week(plan, (size_t)e->first_week);
	e->last_day = day_add(plan_week(plan, (size_t)e->last_week), 6);
	e->wanted = e->first_day;
	e->order_by = order_by;
	e->cost = (struct cost){ 1234567, 50000, 0, 98765 };
}

static struct sourcing *make_sourcing(struct plan *plan, struct arena *arena)
{
	struct sourcing *sourcing = ARENA_ARRAY(arena, struct sourcing, 1);
	struct day today = plan->options.today;

	set_days(plan, &engagements[0], day_add(today, 5));
	set_days(plan, &engagements[1], day_add(today, -2));
	set_days(plan, &engagements[2], day_add(today, 21));
	engagements[1].wanted = day_add(engagements[1].first_day, -9);
	*sourcing = (struct sourcing){ .view = VIEW_WEIGHTED,
				       .engagements = engagements,
				       .engagement_count = ARRAY_LEN(engagements),
				       .gaps = gaps,
				       .gap_count = ARRAY_LEN(gaps),
				       .cost = { 3703701, 150000, 0, 296295 },
				       .penalty_cents = 300,
				       .total_cents = 4150296,
				       .bound_cents = 4120000,
				       .use_bound_cents = 4120000,
				       .idle_cents = 9150000,
				       .engine = "search",
				       .version = "1" };
	return sourcing;
}

struct plan *page_fixture(struct arena *arena)
{
	struct plan *plan = ARENA_ARRAY(arena, struct plan, 1);
	struct company *company = ARENA_ARRAY(arena, struct company, 1);
	struct proof *proof = ARENA_ARRAY(arena, struct proof, 1);
	struct notes *said = ARENA_ARRAY(arena, struct notes, 1);
	struct demand *demands;
	char *lengthy;

	*plan = *report_fixture();
	*company = *plan->company;
	demands = ARENA_ARRAY(arena, struct demand, company->demand_count);
	memcpy(demands, company->demands, company->demand_count * sizeof(*demands));
	lengthy = ARENA_ARRAY(arena, char, 301);
	memset(lengthy, 'W', 300);
	demands[1].project = lengthy;
	company->demands = demands;
	company->options = options;
	company->option_count = ARRAY_LEN(options);
	company->bookings = bookings;
	company->booking_count = ARRAY_LEN(bookings);
	company->feeds = feeds;
	company->feed_count = ARRAY_LEN(feeds);
	for (size_t f = 0; f < ARRAY_LEN(feeds); f++)
		if (feeds[f].state != FEED_MISSING)
			feeds[f].read_on = day_add(plan->options.today, -3);
	plan->changes = make_changes(plan, arena);
	*proof = (struct proof){ VIEW_WEIGHTED, certificates, ARRAY_LEN(certificates) };
	*said = (struct notes){ .list = notes, .count = ARRAY_LEN(notes) };
	plan->company = company;
	plan->findings = findings;
	plan->finding_count = ARRAY_LEN(findings);
	plan->proof = proof;
	plan->notes = said;
	plan->sourcing = make_sourcing(plan, arena);
	return plan;
}

/* --- as large as a page that has to stay small ------------------------------------ */

enum { LARGE_PEOPLE = 40, SHOWN_PEOPLE = 6, LARGE_ORDERS = 40 };

static void add_people(struct plan *plan, struct company *company, struct arena *arena)
{
	struct bench_run *runs = ARENA_ARRAY(arena, struct bench_run, LARGE_PEOPLE);
	struct bench *bench = ARENA_ARRAY(arena, struct bench, 1);
	struct role_level *roles = ARENA_ARRAY(arena, struct role_level, 2);

	roles[0] = (struct role_level){ plan->requirements[0].role, 2 };
	roles[1] = (struct role_level){ plan->requirements[1].role, 3 };
	company->person_count = LARGE_PEOPLE;
	company->people = ARENA_ARRAY(arena, struct person, LARGE_PEOPLE);
	plan->people = ARENA_ARRAY(arena, struct capacity, LARGE_PEOPLE * plan->options.week_count);
	for (size_t p = 0; p < LARGE_PEOPLE; p++) {
		company->people[p] =
			(struct person){ .id = arena_format(arena, "p%02zu", p),
					 .name = arena_format(arena, "Given Family-%02zu", p),
					 .roles = roles,
					 .role_count = 2,
					 .location = "DE-BE" };
		runs[p] = (struct bench_run){ .person = (uint32_t)p,
					      .week_count = 3,
					      .free_minutes = 4000 - 17 * (int64_t)p };
	}
	*bench = (struct bench){ .list = runs, .count = LARGE_PEOPLE };
	plan->bench = bench;
}

/* One for each gap: no two can be told together. */
static void add_proof(struct plan *plan, struct arena *arena)
{
	size_t weeks = plan->options.week_count, room = plan->requirement_count * weeks;
	struct proof *large = ARENA_ARRAY(arena, struct proof, 1);
	uint32_t *people = ARENA_ARRAY(arena, uint32_t, LARGE_PEOPLE);

	*large = (struct proof){ VIEW_WEIGHTED, ARENA_ARRAY(arena, struct certificate, room), 0 };
	for (uint32_t p = 0; p < LARGE_PEOPLE; p++)
		people[p] = p;
	for (size_t w = 0; w < weeks; w++)
		for (size_t r = 0; r < plan->requirement_count; r++) {
			const struct demand_coverage *cover =
				plan_requirement_coverage(plan, VIEW_WEIGHTED, r, w);
			uint32_t *line = ARENA_ARRAY(arena, uint32_t, 1);

			if (cover->demand_minutes == cover->covered_minutes)
				continue;
			*line = (uint32_t)r;
			large->list[large->count++] = (struct certificate){
				.view = VIEW_WEIGHTED,
				.week = (uint32_t)w,
				.lines = line,
				.line_count = 1,
				.people = people + r % 7 * 4,
				.people_count = SHOWN_PEOPLE + w % 9,
				.demand_minutes = cover->demand_minutes,
				.supply_minutes = cover->covered_minutes,
				.missing_minutes = cover->demand_minutes - cover->covered_minutes,
				.reason = (enum reason)((r + w) % REASON_COUNT),
				.effect_minutes = { 0, 5 * (int64_t)w, 7 * (int64_t)r, 11 }
			};
		}
	plan->proof = large;
}

static void add_orders(struct plan *plan, struct company *company, struct arena *arena)
{
	struct sourcing *sourcing = ARENA_ARRAY(arena, struct sourcing, 1);
	struct engagement *list = ARENA_ARRAY(arena, struct engagement, LARGE_ORDERS);

	company->option_count = ARRAY_LEN(options);
	company->options = ARENA_ARRAY(arena, struct rate_option, ARRAY_LEN(options));
	for (size_t i = 0; i < ARRAY_LEN(options); i++) {
		company->options[i] = options[i];
		company->options[i].vendor = arena_format(arena, "Vendor %zu Consulting", i);
		company->options[i].location = "DE-BE";
	}
	for (size_t i = 0; i < LARGE_ORDERS; i++) {
		list[i] = engagements[1];
		list[i].option = (uint32_t)(i % ARRAY_LEN(options));
		list[i].first_week = (int32_t)(i % plan->options.week_count);
		list[i].last_week = (int32_t)(i % plan->options.week_count) + 12;
		list[i].runner_up = (uint32_t)((i + 1) % ARRAY_LEN(options));
		set_days(plan, &list[i], day_add(plan->options.today, (int32_t)i - 2));
	}
	*sourcing = (struct sourcing){ .view = VIEW_WEIGHTED,
				       .engagements = list,
				       .engagement_count = LARGE_ORDERS,
				       .cost = { 3703701, 150000, 0, 296295 },
				       .total_cents = 4150296,
				       .bound_cents = 4120000,
				       .engine = "search",
				       .version = "1" };
	plan->sourcing = sourcing;
}

struct plan *page_fixture_large(size_t roles, size_t weeks, struct arena *arena)
{
	struct plan *plan = report_fixture_large(roles, weeks, arena);
	struct company *company = ARENA_ARRAY(arena, struct company, 1);

	*company = *plan->company;
	plan->company = company;
	add_people(plan, company, arena);
	add_proof(plan, arena);
	add_orders(plan, company, arena);
	plan->changes = make_changes(plan, arena);
	return plan;
}
