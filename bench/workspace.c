/*
 * A generated company as a workspace, so that the whole program can be timed on it:
 *
 *   bench_workspace DIR [PEOPLE [WEEKS [BUSY [OPTIONS]]]]
 *                                  1000 people, 52 weeks, no calendars, no rate card
 *   time staffgap -C DIR plan --today 2026-11-23 --weeks 52
 *
 * BUSY is the number of calendar entries per person and week, OPTIONS that of rows of the rate
 * card per role (at most 8; then some engagements run already). The same numbers give the same
 * files. Half as many demand lines as people, a booking for every twentieth.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/day.h"
#include "base/number.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"

static void die(const char *path)
{
	fprintf(stderr, "bench_workspace: %s: %s\n", path, strerror(errno));
	exit(1);
}

static const char *root;
static struct arena arena = ARENA_INIT;

static FILE *create(const char *name)
{
	const char *path = arena_format(&arena, "%s/%s", root, name);
	FILE *file = fopen(path, "w");

	if (!file)
		die(path);
	return file;
}

static void finish(FILE *file)
{
	if (ferror(file) | fclose(file))
		die(root);
}

static void make_folder(const char *path)
{
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		die(path);
}

/* "" for the open ends. */
static const char *day_text(struct day day)
{
	char text[DAY_TEXT_SIZE] = "";

	if (day.since_1970 != DAY_FIRST.since_1970 && day.since_1970 != DAY_LAST.since_1970)
		day_format(day, text);
	return arena_format(&arena, "%s", text);
}

static const char *decimal(int64_t value, int64_t scale)
{
	char text[NUMBER_TEXT_SIZE];

	number_format(text, value, scale, 6, '.');
	return arena_format(&arena, "%s", text);
}

static const char *list(const char *const *items, size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_format(&arena, "%s%s%s", text, i ? ";" : "", items[i]);
	return text;
}

static const char *pattern_of(const struct person *person)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	const char *text = "";

	for (int i = 0; i < 7; i++)
		if (person->pattern_minutes[i])
			text = arena_format(&arena, "%s%s%s %s", text, text[0] ? ";" : "", days[i],
					    decimal(person->pattern_minutes[i], 60));
	return text;
}

static void write_people(const struct company *company)
{
	FILE *out = create("people.csv");

	fputs("person,roles,skills,location,time_zone,pattern,start,end,overhead_percent\n", out);
	for (size_t i = 0; i < company->person_count; i++) {
		const struct person *p = &company->people[i];
		/* Some generated people leave before they come; a table may not say so. */
		struct day end = day_distance(p->start, p->end) < 0 ? DAY_LAST : p->end;
		const char *roles = "";

		for (size_t r = 0; r < p->role_count; r++)
			roles = arena_format(&arena, "%s%s%s:%d", roles, r ? ";" : "",
					     p->roles[r].role, (int)p->roles[r].level);
		fprintf(out, "%s,%s,%s,%s,%s,%s,%s,%s,%s\n", p->id, roles,
			list(p->skills, p->skill_count), p->location, p->time_zone, pattern_of(p),
			day_text(p->start), day_text(end),
			decimal(p->overhead_micro_percent, MICRO));
	}
	finish(out);
}

static const char *amount_of(enum amount_unit unit, enum amount_unit column, int64_t micro)
{
	return unit == column ? decimal(micro, MICRO) : "";
}

static void write_demand(const struct company *company)
{
	FILE *out = create("demand.csv");

	fputs("demand,project,role,level,skills,location,start,end,fte,hours_per_week,hours,"
	      "priority,status,probability\n",
	      out);
	for (size_t i = 0; i < company->demand_count; i++) {
		const struct demand *d = &company->demands[i];
		bool tentative = d->status == DEMAND_TENTATIVE;

		fprintf(out, "%s,%s,%s,%d,%s,%s,%s,%s,%s,%s,%s,%d,%s,%s\n", d->id, d->project,
			d->role, (int)d->level, list(d->skills, d->skill_count), d->location,
			day_text(d->start), day_text(d->end),
			amount_of(d->unit, AMOUNT_FTE, d->amount_micro),
			amount_of(d->unit, AMOUNT_HOURS_PER_WEEK, d->amount_micro),
			amount_of(d->unit, AMOUNT_HOURS_TOTAL, d->amount_micro), (int)d->priority,
			tentative ? "tentative" : "committed",
			tentative ? arena_format(&arena, "%d", (int)d->probability_percent) : "");
	}
	finish(out);
}

static void write_bookings(const struct company *company)
{
	FILE *out = create("bookings.csv");

	fputs("person,project,role,start,end,percent,hours_per_week,hours,status\n", out);
	for (size_t i = 0; i < company->booking_count; i++) {
		const struct booking *b = &company->bookings[i];

		fprintf(out, "%s,%s,%s,%s,%s,%s,%s,%s,%s\n", b->person, b->project, b->role,
			day_text(b->start), day_text(b->end),
			amount_of(b->unit, AMOUNT_PERCENT, b->amount_micro),
			amount_of(b->unit, AMOUNT_HOURS_PER_WEEK, b->amount_micro),
			amount_of(b->unit, AMOUNT_HOURS_TOTAL, b->amount_micro),
			b->status == BOOKING_HARD ? "hard" : "soft");
	}
	finish(out);
}

static const char *ramp_of(const struct rate_option *option)
{
	const char *text = "";

	for (size_t i = 0; i < option->ramp_count; i++)
		text = arena_format(&arena, "%s%s%d", text, i ? ";" : "",
				    (int)option->ramp_percent[i]);
	return text;
}

/* "" for what is open. */
static const char *limit(int32_t number, int32_t open)
{
	return number == open ? "" : arena_format(&arena, "%d", (int)number);
}

static void write_rates(const struct company *company)
{
	FILE *out = create("rates.csv");

	fputs("option,vendor,model,role,level,skills,location,time_zone,rate,unit,fixed_fee,"
	      "hours_per_week,lead_days,min_weeks,max_weeks,notice_days,max_heads,ramp,"
	      "productivity_percent,management_percent\n",
	      out);
	for (size_t i = 0; i < company->option_count; i++) {
		const struct rate_option *o = &company->options[i];

		fprintf(out, "%s,%s,%s,%s,%d,%s,%s,%s,%s,%s,%s,%s,%d,%d,%s,%d,%s,%s,%d,%d\n", o->id,
			o->vendor, model_name(o->model), o->roles[0].role, (int)o->roles[0].level,
			list(o->skills, o->skill_count), o->location, o->time_zone,
			decimal(o->rate_cents, 100), rate_unit_name(o->unit),
			decimal(o->fixed_fee_cents, 100), decimal(o->week_minutes, 60),
			(int)o->lead_days, (int)o->min_weeks, limit(o->max_weeks, WEEKS_OPEN),
			(int)o->notice_days, limit(o->max_heads, HEADS_OPEN), ramp_of(o),
			(int)o->productivity_percent, (int)o->management_percent);
	}
	finish(out);
}

static void write_engagements(const struct company *company)
{
	FILE *out = create("engagements.csv");

	fputs("engagement,option,heads,start,end,notice_days\n", out);
	for (size_t i = 0; i < company->contract_count; i++) {
		const struct contract *r = &company->contracts[i];

		fprintf(out, "%s,%s,%d,%s,%s,%d\n", r->id, r->option, (int)r->heads,
			day_text(r->start), day_text(r->end), (int)r->notice_days);
	}
	finish(out);
}

static void write_time(FILE *out, const char *name, int32_t minute)
{
	int year, month, mday;

	day_date((struct day){ minute / DAY_MINUTES }, &year, &month, &mday);
	fprintf(out, "%s:%04d%02d%02dT%02d%02d00Z\r\n", name, year, month, mday,
		(int)(minute % DAY_MINUTES) / 60, (int)minute % 60);
}

static void write_calendar(const struct person *person)
{
	static const char *const status[] = { "OOF", "BUSY", "TENTATIVE" };
	FILE *out = create(arena_format(&arena, "calendars/%s.ics", person->id));

	fputs("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n", out);
	for (size_t i = 0; i < person->calendar.busy_count; i++) {
		const struct busy *busy = &person->calendar.busy[i];

		fprintf(out, "BEGIN:VEVENT\r\nUID:%s-%zu@bench\r\n", person->id, i);
		write_time(out, "DTSTART", busy->start_minute);
		write_time(out, "DTEND", busy->end_minute);
		fprintf(out, "X-MICROSOFT-CDO-BUSYSTATUS:%s\r\nEND:VEVENT\r\n",
			status[busy->class]);
	}
	fputs("END:VCALENDAR\r\n", out);
	finish(out);
}

int main(int argc, char **argv)
{
	struct generate how = { .seed = 42, .people = 1000, .skills = 8, .weeks = 52 };
	struct generate_rates rates = { .seed = 42, .contracts = 10 };
	struct company company;

	if (argc < 2 || argc > 6) {
		fputs("usage: bench_workspace DIR [PEOPLE [WEEKS [BUSY [OPTIONS]]]]\n", stderr);
		return 2;
	}
	root = argv[1];
	if (argc > 2)
		how.people = (size_t)strtoul(argv[2], NULL, 10);
	if (argc > 3)
		how.weeks = (size_t)strtoul(argv[3], NULL, 10);
	if (argc > 4)
		how.busy_per_person_week = (size_t)strtoul(argv[4], NULL, 10);
	if (argc > 5)
		rates.per_role = (size_t)strtoul(argv[5], NULL, 10);
	if (rates.per_role) /* no more than vendors have */
		how.skills = 3;
	how.demands = how.people / 2;
	how.bookings = how.people / 20;
	how.roles = how.people < 1000 ? 10 : 40;
	generate_company(&how, &arena, &company);
	make_folder(root);
	make_folder(arena_format(&arena, "%s/calendars", root));
	write_people(&company);
	write_demand(&company);
	write_bookings(&company);
	for (size_t i = 0; how.busy_per_person_week && i < company.person_count; i++)
		write_calendar(&company.people[i]);
	rates.roles = how.roles;
	if (rates.per_role) {
		generate_rates(&rates, &arena, &company);
		write_rates(&company);
		write_engagements(&company);
	}
	arena_release(&arena);
	return 0;
}
