#include "tests/page_fixture.h"

#include <string.h>

#include "store/proof.h"
#include "store/sourcing.h"
#include "tests/report_fixture.h"

#define HOSTILE "<script>alert(1)</script>\"'&amp;<img src=x onerror=alert(2)>"
#define FORMULA "=HYPERLINK(\"http://x\",\"click\")"
#define HEBREW "\xe2\x80\xae\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d"

static struct role_level sre_role[] = { { "sre", 3 } };
static struct role_level both_roles[] = { { "\xe6\xbc\xa2-designer", 2 }, { "sre", 3 } };
static const char *german[] = { "german", FORMULA };

static struct option options[] = {
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
	  .demand_min = 1905,
	  .supply_min = 0,
	  .missing_min = 1905,
	  .reason = REASON_LEVEL,
	  .helps_min = { [REASON_LEVEL] = 1200, [REASON_SKILL] = 61 } },
	{ .view = VIEW_WEIGHTED,
	  .week = 1,
	  .lines = lines_one,
	  .line_count = 2,
	  .people = both,
	  .people_count = 2,
	  .demand_min = 3405,
	  .supply_min = 300,
	  .missing_min = 3105,
	  .reason = REASON_LEVEL,
	  .helps_min = { [REASON_LEVEL] = 900 } },
	{ .view = VIEW_WEIGHTED,
	  .week = 3,
	  .lines = lines_two,
	  .line_count = 1,
	  .demand_min = 600,
	  .supply_min = 599,
	  .missing_min = 1,
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
	  .running = 0,
	  .decision = DECISION_LET_END,
	  .heads = 1,
	  .first_week = 0,
	  .last_week = 0,
	  .runner_up = NO_OPTION },
	{ .option = 0,
	  .running = NO_RUNNING,
	  .decision = DECISION_NEW,
	  .heads = 2,
	  .first_week = 1,
	  .last_week = 3,
	  .late_days = 9,
	  .covered_min = 4321,
	  .runner_up = 1,
	  .runner_up_cents = 123456 },
	{ .option = 1,
	  .running = 1,
	  .decision = DECISION_EXTEND,
	  .heads = 1,
	  .first_week = 2,
	  .last_week = 4,
	  .late_days = 0,
	  .covered_min = 41,
	  .runner_up = NO_OPTION },
};

static struct sourced_gap gaps[] = {
	{ 0, 3, 1, 1, GAP_DEARER, 100 },
	{ 1, 0, 1905, 1905, GAP_TOO_LATE, 200 },
	{ 1, 1, 3105, 0, GAP_COVERED, 0 },
};

static struct note notes[] = {
	{ NOTE_INFO, "person-without-calendar", { "people.csv", 3, 1 }, "'ben' has no calendar" },
	{ NOTE_WARNING,
	  "feed-stale",
	  { "calendars/" HOSTILE ".ics", 0, 0 },
	  "is not '" HOSTILE "'" },
};

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
