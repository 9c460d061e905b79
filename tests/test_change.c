/* One-line changes: what each makes of the company, and what is refused in which words. */
#include <string.h>

#include "import/change.h"
#include "import/import.h"
#include "tests/test.h"

static void read_company(struct arena *arena, struct notes *notes, struct company *company)
{
	struct source conf = { "staffgap.conf", SPAN("time_zone = \"Europe/Berlin\"\n") };
	struct source people = { "people.csv", SPAN("person,roles,location,skills\n"
						    "ana,SRE:3,DE-BE,kafka\n"
						    "bo,backend,FR-IDF,\n"
						    "new-SRE-1,qa,,\n") };
	struct source demand = {
		"demand.csv", SPAN("demand,project,role,skills,location,start,end,fte,priority,"
				   "status,probability\n"
				   "A,Pole,SRE,Kafka,DE,2026-11-23,2027-01-15,1,2,committed,\n"
				   "A.1,Quay,backend,,,2026-11-30,2026-12-06,0.5,1,tentative,60\n"
				   "B,Pole,backend,,FR,2026-12-07,2027-03-31,2,3,tentative,40\n")
	};
	struct source wide = { "demand.csv",
			       SPAN("demand,project,role,priority,status,2026-W49,2026-W50\n"
				    "W,Wide,qa,1,committed,1,0.5\n") };
	struct source bookings = { "bookings.csv", SPAN("person,project,start,end,hours_per_week\n"
							"ana,Pole,2026-11-23,2026-12-31,10\n"
							"bo,Quay,2026-11-23,2026-12-31,10\n") };
	struct company apart = { .settings = settings_default() };
	struct fault fault = FAULT_INIT;
	struct demand *more;

	*company = apart;
	assert_ok(import_settings(conf, arena, &company->settings, notes, &fault), &fault);
	assert_ok(import_people(people, arena, company, notes, &fault), &fault);
	assert_ok(import_demand(demand, arena, company, notes, &fault), &fault);
	assert_ok(import_demand(wide, arena, &apart, notes, &fault), &fault);
	assert_ok(import_bookings(bookings, arena, company, notes, &fault), &fault);
	more = ARENA_ARRAY(arena, struct demand, company->demand_count + 1);
	memcpy(more, company->demands, company->demand_count * sizeof(*more));
	more[company->demand_count++] = apart.demands[0];
	company->demands = more;
	company_link(company, arena, notes);
	assert_number("company", notes->count, 0);
}

static const char *demand_text(const struct demand *d, struct arena *arena)
{
	char first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
	const char *weeks = "";

	day_format(d->start, first);
	day_format(d->end, last);
	for (size_t i = 0; i < d->week_count; i++) {
		char monday[DAY_TEXT_SIZE];

		day_format(d->weeks[i].monday, monday);
		weeks = arena_format(arena, "%s %s=%lld", weeks, monday,
				     (long long)d->weeks[i].amount_micro);
	}
	return arena_format(arena, "%s %s %s %lld of %d P%d %s %d%s\n", d->id, first, last,
			    (long long)d->amount_micro, (int)d->unit, (int)d->priority,
			    d->status == DEMAND_COMMITTED ? "sure" : "maybe",
			    (int)d->probability_percent, weeks);
}

static const char *person_text(const struct person *p, struct arena *arena)
{
	const char *text = arena_format(arena, "%s %s:%d @%s", p->id, p->roles[0].role,
					(int)p->roles[0].level, p->location);

	for (size_t i = 0; i < p->skill_count; i++)
		text = arena_format(arena, "%s /%s", text, p->skills[i]);
	return arena_format(arena, "%s\n", text);
}

/* All of it, a line each. */
static const char *company_text(const struct company *company, struct arena *arena)
{
	const char *text = "";

	for (size_t d = 0; d < company->demand_count; d++)
		text = arena_format(arena, "%s%s", text, demand_text(&company->demands[d], arena));
	for (size_t p = 0; p < company->person_count; p++)
		text = arena_format(arena, "%s%s", text, person_text(&company->people[p], arena));
	for (size_t b = 0; b < company->booking_count; b++)
		text = arena_format(arena, "%sbooked %s is %d\n", text, company->bookings[b].person,
				    (int)company->bookings[b].person_index);
	return text;
}

/* The lines of the one that the other has not, "-" and "+" before them. */
static const char *lines_apart(const char *text, const char *other, char sign, struct arena *arena)
{
	struct span rest = span_of(text), line;
	const char *apart = "";

	while (span_next(&rest, '\n', &line)) {
		const char *whole = arena_format(arena, "\n%.*s\n", (int)line.len, line.ptr);

		if (line.len && !strstr(arena_format(arena, "\n%s", other), whole))
			apart = arena_format(arena, "%s%c%.*s\n", apart, sign, (int)line.len,
					     line.ptr);
	}
	return apart;
}

struct change_case {
	const char *name;
	enum change_kind kind;
	const char *text;
	bool ok;
	const char *want; /* lines that go and come; or a part of what is said */
};

static void change(void **state)
{
	const struct change_case *row = *state;
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct company company, changed;
	const char *before, *after, *got;
	bool ok;

	read_company(&arena, &notes, &company);
	company_copy(&company, &arena, &changed);
	before = company_text(&company, &arena);
	ok = change_apply(row->kind, row->text, &arena, &changed, &fault);
	after = company_text(&changed, &arena);
	got = ok ? arena_format(&arena, "%s%s", lines_apart(before, after, '-', &arena),
				lines_apart(after, before, '+', &arena))
		 : fault.message;
	if (ok || !strstr(got, row->want))
		assert_string_equal(got, row->want);
	assert_number(row->name, ok, row->ok);
	assert_true(ok || (fault.kind == FAULT_USAGE && strstr(fault.message, row->text)));
	/* The one that it was made from is left alone. */
	assert_string_equal(company_text(&company, &arena), before);
	arena_release(&arena);
}

#define A "A 2026-11-23 2027-01-15 1000000 of 0 P2 sure 100\n"
#define A1 "A.1 2026-11-30 2026-12-06 500000 of 0 P1 maybe 60\n"
#define B "B 2026-12-07 2027-03-31 2000000 of 0 P3 maybe 40\n"
#define W "W 2026-11-30 2026-12-13 0 of 0 P1 sure 100 2026-11-30=1000000 2026-12-07=500000\n"

static const struct change_case cases[] = {
	{ "a later start", CHANGE_DEMAND, "A.start=+2w", true,
	  "-" A "+A 2026-12-07 2027-01-15 1000000 of 0 P2 sure 100\n" },
	{ "an earlier end", CHANGE_DEMAND, "A.end=-3d", true,
	  "-" A "+A 2026-11-23 2027-01-12 1000000 of 0 P2 sure 100\n" },
	{ "a day as it is", CHANGE_DEMAND, "A.start=2026-11-30", true,
	  "-" A "+A 2026-11-30 2027-01-15 1000000 of 0 P2 sure 100\n" },
	{ "an end on its first day", CHANGE_DEMAND, "A.end=2026-11-23", true,
	  "-" A "+A 2026-11-23 2026-11-23 1000000 of 0 P2 sure 100\n" },
	{ "an end before its start", CHANGE_DEMAND, "A.end=2026-11-22", false, "would end before" },
	{ "a start after its end", CHANGE_DEMAND, "A.start=2027-01-16", false, "would end before" },
	{ "neither day nor shift", CHANGE_DEMAND, "A.start=soon", false, "2026-11-30, +2w or -3d" },
	{ "both at once", CHANGE_DEMAND, "A.move=-1d", true,
	  "-" A "+A 2026-11-22 2027-01-14 1000000 of 0 P2 sure 100\n" },
	{ "the farthest shift", CHANGE_DEMAND, "A.move=+3650d", true,
	  "-" A "+A 2036-11-20 2037-01-12 1000000 of 0 P2 sure 100\n" },
	{ "beyond it", CHANGE_DEMAND, "A.move=+3651d", false, "+2w or -3d" },
	{ "far beyond it", CHANGE_DEMAND, "A.move=-99999999999d", false, "+2w or -3d" },
	{ "a second sign", CHANGE_DEMAND, "A.move=+-5d", false, "+2w or -3d" },
	{ "two minuses", CHANGE_DEMAND, "A.move=--5d", false, "+2w or -3d" },
	{ "a sign and a blank", CHANGE_DEMAND, "A.move=+ 5d", false, "+2w or -3d" },
	{ "no sign", CHANGE_DEMAND, "A.move=5d", false, "+2w or -3d" },
	{ "no unit", CHANGE_DEMAND, "A.move=+5", false, "+2w or -3d" },
	{ "no number", CHANGE_DEMAND, "A.move=+w", false, "+2w or -3d" },
	{ "more after the unit", CHANGE_DEMAND, "A.move=+5dd", false, "+2w or -3d" },
	{ "another unit", CHANGE_DEMAND, "A.move=+5m", false, "+2w or -3d" },
	{ "an id that has a dot", CHANGE_DEMAND, "A.1.fte=0.25", true,
	  "-" A1 "+A.1 2026-11-30 2026-12-06 250000 of 0 P1 maybe 60\n" },
	{ "hours a week", CHANGE_DEMAND, "A.1.hours_per_week=16", true,
	  "-" A1 "+A.1 2026-11-30 2026-12-06 16000000 of 1 P1 maybe 60\n" },
	{ "hours in all", CHANGE_DEMAND, "A.1.hours=400000", true,
	  "-" A1 "+A.1 2026-11-30 2026-12-06 400000000000 of 2 P1 maybe 60\n" },
	{ "more hours than there are", CHANGE_DEMAND, "A.1.hours=400000.1", false,
	  "from 0 to 400000" },
	{ "the most FTE", CHANGE_DEMAND, "A.1.fte=10000", true,
	  "-" A1 "+A.1 2026-11-30 2026-12-06 10000000000 of 0 P1 maybe 60\n" },
	{ "more FTE", CHANGE_DEMAND, "A.1.fte=10000.000001", false, "from 0 to 10000" },
	{ "less than none", CHANGE_DEMAND, "A.1.fte=-1", false, "from 0 to 10000" },
	{ "no amount", CHANGE_DEMAND, "A.1.fte=0", true,
	  "-" A1 "+A.1 2026-11-30 2026-12-06 0 of 0 P1 maybe 60\n" },
	{ "the highest priority", CHANGE_DEMAND, "A.priority=1", true,
	  "-" A "+A 2026-11-23 2027-01-15 1000000 of 0 P1 sure 100\n" },
	{ "the lowest", CHANGE_DEMAND, "A.priority=5", true,
	  "-" A "+A 2026-11-23 2027-01-15 1000000 of 0 P5 sure 100\n" },
	{ "none is so high", CHANGE_DEMAND, "A.priority=0", false, "from 1 to 5" },
	{ "none is so low", CHANGE_DEMAND, "A.priority=6", false, "from 1 to 5" },
	{ "a number with a sign", CHANGE_DEMAND, "A.priority=+3", false, "from 1 to 5" },
	{ "a number behind a blank", CHANGE_DEMAND, "A.priority= 3", false, "from 1 to 5" },
	{ "a number and more", CHANGE_DEMAND, "A.priority=3.0", false, "from 1 to 5" },
	{ "it is committed", CHANGE_DEMAND, "A.1.status=committed", true,
	  "-" A1 "+A.1 2026-11-30 2026-12-06 500000 of 0 P1 sure 100\n" },
	{ "it may come", CHANGE_DEMAND, "A.status=tentative", true,
	  "-" A "+A 2026-11-23 2027-01-15 1000000 of 0 P2 maybe 100\n" },
	{ "another status", CHANGE_DEMAND, "A.status=Committed", false, "committed or tentative" },
	{ "half sure", CHANGE_DEMAND, "A.1.probability=50", true,
	  "-" A1 "+A.1 2026-11-30 2026-12-06 500000 of 0 P1 maybe 50\n" },
	{ "it will not come", CHANGE_DEMAND, "A.1.probability=0", true,
	  "-" A1 "+A.1 2026-11-30 2026-12-06 500000 of 0 P1 maybe 0\n" },
	{ "more than sure", CHANGE_DEMAND, "A.1.probability=101", false, "from 0 to 100" },
	{ "what is committed is sure", CHANGE_DEMAND, "A.probability=50", false, "tentative" },
	{ "of a project only what is tentative", CHANGE_DEMAND, "Pole.probability=50", true,
	  "-" B "+B 2026-12-07 2027-03-31 2000000 of 0 P3 maybe 50\n" },
	{ "all lines of a project", CHANGE_DEMAND, "pole.priority=4", true,
	  "-" A "-" B "+A 2026-11-23 2027-01-15 1000000 of 0 P4 sure 100\n"
	  "+B 2026-12-07 2027-03-31 2000000 of 0 P4 maybe 40\n" },
	{ "a name in other letters", CHANGE_DEMAND, "a.PRIORITY=1", false, "'priority'?" },
	{ "a field that is nearly one", CHANGE_DEMAND, "A.prioriti=1", false, "'priority'?" },
	{ "a field that is none", CHANGE_DEMAND, "A.x=1", false,
	  "start, end, move, fte, hours, hours_per_week, priority, probability, status" },
	{ "weeks move by weeks", CHANGE_DEMAND, "W.move=+1w", true,
	  "-" W
	  "+W 2026-12-07 2026-12-20 0 of 0 P1 sure 100 2026-12-07=1000000 2026-12-14=500000\n" },
	{ "not by days", CHANGE_DEMAND, "W.move=+6d", false, "'move' by weeks" },
	{ "seven days are a week", CHANGE_DEMAND, "W.move=-7d", true,
	  "-" W
	  "+W 2026-11-23 2026-12-06 0 of 0 P1 sure 100 2026-11-23=1000000 2026-11-30=500000\n" },
	{ "an amount for each week has no start", CHANGE_DEMAND, "W.start=+1w", false,
	  "'move' by weeks" },
	{ "nor an end", CHANGE_DEMAND, "W.end=+1w", false, "'move' by weeks" },
	{ "nor one amount", CHANGE_DEMAND, "W.fte=1", false, "'move' by weeks" },
	{ "but a priority", CHANGE_DEMAND, "W.priority=5", true,
	  "-" W
	  "+W 2026-11-30 2026-12-13 0 of 0 P5 sure 100 2026-11-30=1000000 2026-12-07=500000\n" },
	{ "a line goes", CHANGE_DEMAND, "-A", true, "-" A },
	{ "a project goes", CHANGE_DEMAND, "-Pole", true, "-" A "-" B },
	{ "a name that is nearly one", CHANGE_DEMAND, "-Pol", false, "'Pole'?" },
	{ "a name that is none", CHANGE_DEMAND, "-zzzzz", false, "'zzzzz'" },
	{ "no dot", CHANGE_DEMAND, "A=1", false, "--demand 'A=1'" },
	{ "no name", CHANGE_DEMAND, ".fte=1", false, "--demand '.fte=1'" },
	{ "no field", CHANGE_DEMAND, "A.=1", false, "--demand 'A.=1'" },
	{ "no value", CHANGE_DEMAND, "A.fte=", false, "--demand 'A.fte='" },
	{ "no equals sign", CHANGE_DEMAND, "A.fte", false, "--demand 'A.fte'" },
	{ "one more", CHANGE_PEOPLE, "+1:sre", true, "+new-SRE-2 SRE:2 @\n" },
	{ "with all that can be said", CHANGE_PEOPLE, "+2:SRE:4@de-be/KAFKA;German;", true,
	  "+new-SRE-2 SRE:4 @DE-BE /German /Kafka\n"
	  "+new-SRE-3 SRE:4 @DE-BE /German /Kafka\n" },
	{ "level 1", CHANGE_PEOPLE, "+1:qa:1", true, "+new-qa-1 qa:1 @\n" },
	{ "level 0", CHANGE_PEOPLE, "+1:qa:0", false, "from 1 to 4" },
	{ "level 5", CHANGE_PEOPLE, "+1:qa:5", false, "from 1 to 4" },
	{ "an id that is taken", CHANGE_PEOPLE, "+2:SRE", true,
	  "+new-SRE-2 SRE:2 @\n"
	  "+new-SRE-3 SRE:2 @\n" },
	{ "nobody", CHANGE_PEOPLE, "+0:SRE", false, "from 1 to 100" },
	{ "a hundred and one", CHANGE_PEOPLE, "+101:SRE", false, "from 1 to 100" },
	{ "no number", CHANGE_PEOPLE, "+:SRE", false, "from 1 to 100" },
	{ "a sign", CHANGE_PEOPLE, "++1:SRE", false, "from 1 to 100" },
	{ "a role that is nearly one", CHANGE_PEOPLE, "+1:SR", false, "'SRE'?" },
	{ "no role", CHANGE_PEOPLE, "+1", false, "--people '+1'" },
	{ "a place within one of work", CHANGE_PEOPLE, "+1:qa@DE-HH", true,
	  "+new-qa-1 qa:2 @DE-HH\n" },
	{ "a place of nobody", CHANGE_PEOPLE, "+1:qa@XX", false, "DE-BE, FR-IDF, DE, FR;" },
	{ "a place that is nearly one", CHANGE_PEOPLE, "+1:qa@DE-BX", true,
	  "+new-qa-1 qa:2 @DE-BX\n" },
	{ "somebody goes, and what was booked", CHANGE_PEOPLE, "-ANA", true,
	  "-ana SRE:3 @DE-BE /Kafka\n"
	  "-booked ana is 0\n"
	  "-booked bo is 1\n"
	  "+booked bo is 0\n" },
	{ "nobody of that name", CHANGE_PEOPLE, "-an", false, "'ana'?" },
	{ "no name", CHANGE_PEOPLE, "-", false, "--people '-'" },
	{ "no sign", CHANGE_PEOPLE, "ana", false, "--people 'ana'" },
	{ "a project", CHANGE_PROBABILITY, "Pole=50", true,
	  "-" B "+B 2026-12-07 2027-03-31 2000000 of 0 P3 maybe 50\n" },
	{ "a line", CHANGE_PROBABILITY, "A.1=100", true,
	  "-" A1 "+A.1 2026-11-30 2026-12-06 500000 of 0 P1 maybe 100\n" },
	{ "nothing is tentative", CHANGE_PROBABILITY, "A=40", false, "tentative" },
	{ "too much", CHANGE_PROBABILITY, "Quay=101", false, "from 0 to 100" },
	{ "no value", CHANGE_PROBABILITY, "Quay=", false, "--probability 'Quay='" },
	{ "no name", CHANGE_PROBABILITY, "=5", false, "--probability '=5'" },
	{ "no equals sign", CHANGE_PROBABILITY, "Quay", false, "--probability 'Quay'" },
	{ "a project that is nearly one", CHANGE_PROBABILITY, "Quai=5", false, "'Quay'?" },
	{ "an equals sign in the name", CHANGE_PROBABILITY, "a=b=5", false, "'a=b'" },
};

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(cases)];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		tests[i] = ROW_TEST(change, &cases[i]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
