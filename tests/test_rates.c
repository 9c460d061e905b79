/* rates.csv and engagements.csv as nouns: money after exchange, defaults, names, zones. */
#include <string.h>

#include "import/import.h"
#include "tests/test.h"

#define CONF                                                                                       \
	"currency = \"EUR\"\ntime_zone = \"Europe/Berlin\"\nhours_per_week = 38.5\n"               \
	"exchange = \"USD=0.915; GBP = 1.17\"\nmin_overlap_hours = 3.5\n"                          \
	"penalty_per_hour = \"300; 220.50; 160; 110; 80\"\nbudget = 1000000.25\n"                  \
	"budget_by_quarter = \"2027-Q1=200; 2026-Q4=100\"\nvendor_max_spend = \"kranich=7\"\n"     \
	"max_tenure_weeks = \"DE=78 from 2017-04-01; FR=60\"\nhome = \"DE\"\n"

static void read_company(struct arena *arena, const char *rates, const char *engagements,
			 struct company *company, struct notes *notes)
{
	struct source conf = { "staffgap.conf", SPAN(CONF) };
	struct source people = { "people.csv",
				 SPAN("person,roles,location\nana,Backend:3,DE-BE\n") };
	struct source demand = { "demand.csv",
				 SPAN("demand,project,role,start,end,fte,overlap_hours,time_zone\n"
				      "A,P,backend,2026-11-23,2027-01-15,1,,\n"
				      "B,P,backend,2026-11-23,2027-01-15,1,0,America/New_York\n") };
	struct fault fault = FAULT_INIT;

	*company = (struct company){ .settings = settings_default() };
	assert_ok(import_settings(conf, arena, &company->settings, notes, &fault), &fault);
	assert_ok(import_people(people, arena, company, notes, &fault), &fault);
	assert_ok(import_demand(demand, arena, company, notes, &fault), &fault);
	assert_ok(import_rates((struct source){ "rates.csv", span_of(rates) }, arena, company,
			       notes, &fault),
		  &fault);
	assert_ok(import_engagements((struct source){ "engagements.csv", span_of(engagements) },
				     arena, company, notes, &fault),
		  &fault);
	company_link(company, arena, notes);
	assert_ok(company_zones(company, day_of(2026, 1, 1), day_of(2027, 12, 31), arena, NULL,
				&fault),
		  &fault);
	for (size_t i = 0; i < notes->count; i++)
		print_message("%s:%d: %s\n", notes->list[i].place.file,
			      (int)notes->list[i].place.line, notes->list[i].text);
}

static const char rates[] =
	"option,vendor,model,role,level,skills,location,time_zone,rate,unit,currency,fixed_fee,"
	"hours_per_week,lead_days,min_weeks,max_weeks,notice_days,max_heads,ramp,"
	"productivity_percent,management_percent,valid_from,valid_to,sla,note\n"
	"z-full,KRANICH,onshore,BACKEND,4,kafka; german,DE-BE,Europe/Berlin,99.995,hour,EUR,12.34,"
	"32,7,4,52,14,3,50;75,90,5,2026-01-01,2026-12-31,best effort,hello\n"
	"bare,Kranich,offshore,backend,,,,,,day,,,,,,,,,,,,,,,\n"
	"usd,K,offshore,backend,,,IN-KA,Asia/Kolkata,29.50,hour,USD,1000,,,,,,,,,,,,,\n"
	"man,F,managed,sre; backend:3,1,,NO-03,Europe/Oslo,14500,month,,,,,,,,,,,,,,,\n";

static void options(void **state)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	const struct rate_option *full, *usd, *man;
	struct company company;

	(void)state;
	read_company(&arena, rates,
		     "engagement,option,heads,start,end,notice_days\n"
		     "b,Z-FULL,2,2026-09-01,2026-12-24,\na,man,1,2026-09-01,2027-12-24,5\n",
		     &company, &notes);
	/* A rate is missing in one row; 'sre' of man is asked for by nobody. */
	assert_number("errors", notes.by_level[NOTE_ERROR], 1);
	assert_number("options", company.option_count, 3);
	man = &company.options[0];
	usd = &company.options[1];
	full = &company.options[2];
	assert_string_equal(full->id, "z-full");
	assert_string_equal(full->vendor, "KRANICH");
	assert_string_equal(full->roles[0].role, company.people[0].roles[0].role);
	assert_number("level", full->roles[0].level, 4);
	assert_number("skills", full->skill_count, 2);
	/* 9999.5 cents are a tie: to the even 10000. */
	assert_number("a tie goes to the even cent", full->rate_cents, 10000);
	assert_number("as written", full->given_micro, 99995000);
	assert_number("fee", full->fixed_fee_cents, 1234);
	assert_number("hours", full->week_minutes, 32 * 60);
	/* 1920 minutes over five days: 384 each */
	assert_number("Monday", full->pattern_minutes[0], 384);
	assert_number("Saturday", full->pattern_minutes[5], 0);
	assert_number("ramp", full->ramp_count, 2);
	assert_number("second week", option_ramp_percent(full, 1), 75);
	assert_number("third week", option_ramp_percent(full, 2), 100);
	assert_number("valid to", full->valid_to.since_1970, day_of(2026, 12, 31).since_1970);
	/* 29.50 x 0.915 = 26.9925: 26.99; 1000 x 0.915 = 915 */
	assert_number("dollars", usd->rate_cents, 2699);
	assert_number("fee in dollars", usd->fixed_fee_cents, 91500);
	assert_string_equal(usd->currency, "USD");
	assert_number("full time", usd->week_minutes, 2310);
	assert_number("offshore lead", usd->lead_days, 28);
	assert_number("notice", usd->notice_days, 30);
	assert_number("heads", usd->max_heads, HEADS_OPEN);
	assert_number("longest", usd->max_weeks, WEEKS_OPEN);
	assert_number("no loss unless said", usd->productivity_percent, 100);
	assert_number("managed lead", man->lead_days, 42);
	assert_number("roles", man->role_count, 2);
	assert_number("own level", option_level(man, company.people[0].roles[0].role), 3);
	assert_number("the row's level", option_level(man, "sre"), 1);
	assert_number("engagements", company.contract_count, 2);
	assert_number("its own notice", company.contracts[0].notice_days, 5);
	assert_number("the option's notice", company.contracts[1].notice_days, 14);
	assert_number("of z-full", company.contracts[1].option_index, 2);
	assert_number("spent at home", option_is_onshore(&company.settings, full), true);
	assert_number("spent abroad", option_is_onshore(&company.settings, man), false);
	arena_release(&arena);
}

static void settings(void **state)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct company company;
	const struct settings *s = &company.settings;

	(void)state;
	read_company(&arena, rates, "engagement,option,heads,start,end\n", &company, &notes);
	assert_number("currencies", s->exchange_count, 2);
	assert_string_equal(s->exchange[0].currency, "GBP");
	assert_number("pound", s->exchange[0].worth_micro, 1170000);
	assert_number("overlap", s->min_overlap_minutes, 210);
	assert_number("priority 2", s->penalty_hour_cents[2], 22050);
	assert_number("priority 5", s->penalty_hour_cents[5], 8000);
	assert_number("budget", s->budget_cents, 100000025);
	assert_number("quarters are sorted", s->quarters[0].first.since_1970,
		      day_of(2026, 10, 1).since_1970);
	assert_number("first quarter", s->quarters[1].cents, 20000);
	assert_string_equal(s->vendors[0].vendor, company.options[2].vendor);
	assert_number("tenures", s->tenure_count, 2);
	assert_number("from", s->tenures[0].from.since_1970, day_of(2017, 4, 1).since_1970);
	assert_number("always", s->tenures[1].from.since_1970, DAY_FIRST.since_1970);
	assert_number("the workspace's overlap", company.demands[0].overlap_minutes, 210);
	assert_number("its own overlap, none", company.demands[1].overlap_minutes, 0);
	arena_release(&arena);
}

static void zones(void **state)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	const struct zone *berlin, *kolkata;
	struct company company;

	(void)state;
	read_company(&arena, rates, "engagement,option,heads,start,end\n", &company, &notes);
	berlin = company_zone(&company, NULL);
	kolkata = company_zone(&company, "Asia/Kolkata");
	assert_non_null(berlin);
	assert_non_null(kolkata);
	assert_non_null(company_zone(&company, "America/New_York"));
	assert_null(company_zone(&company, "Asia/Tokyo"));
	assert_string_equal(berlin->name, "Europe/Berlin");
	/* Clocks change on Sunday 29 March and Sunday 25 October 2026. */
	assert_number("winter", zone_offset_minutes(berlin, day_of(2026, 3, 28)), 60);
	assert_number("summer", zone_offset_minutes(berlin, day_of(2026, 3, 29)), 120);
	assert_number("still", zone_offset_minutes(berlin, day_of(2026, 10, 24)), 120);
	assert_number("winter again", zone_offset_minutes(berlin, day_of(2026, 10, 25)), 60);
	assert_number("two years", berlin->change_count, 5);
	assert_number("half an hour", zone_offset_minutes(kolkata, day_of(2026, 7, 1)), 330);
	assert_number("no summer time", kolkata->change_count, 1);
	arena_release(&arena);
}

/* Heads of one option at a time, looked at on the first day of each engagement; z-full has three.
 */
static void heads_at_a_time_are_counted(void **state)
{
	static const struct {
		const char *name, *first, *second;
		int warnings;
	} rows[] = {
		{ "as many as there are", "2,2026-10-01,2026-12-31", "1,2026-10-01,2026-12-31", 0 },
		{ "one more, from the same day on", "2,2026-10-01,2026-12-31",
		  "2,2026-10-01,2026-12-31", 2 },
		{ "from the last day of the first on", "2,2026-10-01,2026-12-31",
		  "2,2026-12-31,2027-02-28", 1 },
		{ "one after the other", "2,2026-10-01,2026-12-30", "2,2026-12-31,2027-02-28", 0 },
		{ "the second within the first", "2,2026-10-01,2026-12-31",
		  "2,2026-11-01,2026-11-30", 1 },
		{ "too many at once", "4,2026-10-01,2026-12-31", "1,2027-01-01,2027-02-28", 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena arena = ARENA_INIT;
		struct notes notes = NOTES_INIT(&arena);
		struct company company;
		int warnings = 0;

		read_company(
			&arena, rates,
			arena_format(&arena,
				     "engagement,option,heads,start,end\nA,z-full,%s\nB,z-full,%s\n"
				     "C,usd,9,2026-10-01,2027-02-28\n",
				     rows[i].first, rows[i].second),
			&company, &notes);
		assert_number(rows[i].name, company.contract_count, 3);
		for (size_t n = 0; n < notes.count; n++)
			warnings += strcmp(notes.list[n].id, "heads-beyond-option") == 0;
		assert_number(rows[i].name, warnings, rows[i].warnings);
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options),
		cmocka_unit_test(heads_at_a_time_are_counted),
		cmocka_unit_test(settings),
		cmocka_unit_test(zones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
