#include "reports/certificate.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/shown.h"
#include "reports/words.h"
#include "store/number.h"
#include "store/roster.h"

enum { PERSON_COLUMNS = 18 };

/* "backend:3", "sre:2": as people.csv has them. */
static const char **role_texts(const struct person *person, struct arena *arena)
{
	const char **roles = ARENA_ARRAY(arena, const char *, person->role_count + 1);

	for (size_t i = 0; i < person->role_count; i++)
		roles[i] = arena_format(arena, "%s:%d", person->roles[i].role,
					(int)person->roles[i].level);
	return roles;
}

static void week_name(const struct plan *plan, size_t week, char name[WEEK_TEXT_SIZE])
{
	week_format(plan_week(plan, week), name);
}

static size_t last_week(const struct bench_run *run)
{
	return run->first_week + run->week_count - 1;
}

/* --- rows ----------------------------------------------------------------- */

static const struct column columns[] = {
	SHEET_WEEK_COLUMNS,
	{ "last_week", COLUMN_WEEK, false, "Last week of the run" },
	{ "weeks", COLUMN_INTEGER, false, "How many weeks in a row" },
	{ "view", COLUMN_WORD, true, "Which demand counts: committed, weighted or all" },
	{ "person", COLUMN_TEXT, true, "Id of the person" },
	{ "name", COLUMN_TEXT, false, "Name" },
	{ "roles", COLUMN_LIST, false, "Roles with their levels" },
	{ "skills", COLUMN_LIST, false, "Skills" },
	{ "location", COLUMN_TEXT, false, "Place of work" },
	{ "free_hours", COLUMN_DECIMAL, false, "Hours without work or booking" },
	{ "free_fte", COLUMN_DECIMAL, false, "The same on average per week, in FTE" },
	{ "cost", COLUMN_DECIMAL, false, "Free hours times the cost rate; empty without one" },
	{ "currency", COLUMN_WORD, false, "Of the cost" },
};

static void row(struct sheet_out *out, const struct bench_run *run, struct arena *arena)
{
	const struct plan *plan = out->plan;
	const struct person *person = &plan->company->people[run->person];

	sheet_plan_week(out, run->first_week);
	sheet_week(out, plan_week(plan, last_week(run)));
	sheet_integer(out, run->week_count);
	sheet_word(out, view_name(plan->roster->view));
	sheet_text(out, person->id);
	sheet_text(out, person->name);
	sheet_list(out, role_texts(person, arena), person->role_count);
	sheet_list(out, person->skills, person->skill_count);
	sheet_text(out, person->location);
	sheet_decimal(out, run->free_min, 60);
	sheet_decimal(out, run->free_min,
		      (int64_t)plan->company->settings.full_week_min * run->week_count);
	if (person->cost_rate_cents)
		sheet_decimal(out, run->cost_cents, 100);
	else
		sheet_empty(out);
	sheet_word(out, plan->company->settings.currency);
	sheet_end(out);
}

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	struct arena arena = ARENA_INIT;

	(void)options;
	for (size_t i = 0; i < plan->bench->count; i++)
		row(out, &plan->bench->list[i], &arena);
	arena_release(&arena);
}

static const struct sheet sheet_bench = {
	.name = "bench",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
};

static bool write_csv(const struct plan *plan, const struct report_options *options, FILE *out,
		      struct fault *fault)
{
	return sheet_write_csv(&sheet_bench, plan, options, out, fault);
}

static bool write_json(const struct plan *plan, const struct report_options *options, FILE *out,
		       struct fault *fault)
{
	return sheet_write_json(&sheet_bench, plan, options, out, fault);
}

/* --- table ---------------------------------------------------------------- */

static void put_run(const struct plan *plan, const struct bench_run *run, int roles_columns,
		    FILE *out, struct arena *arena)
{
	const struct person *person = &plan->company->people[run->person];
	char first[WEEK_TEXT_SIZE], last[WEEK_TEXT_SIZE], fte[NUMBER_TEXT_SIZE];
	char cost[NUMBER_TEXT_SIZE] = "-";

	week_name(plan, run->first_week, first);
	week_name(plan, last_week(run), last);
	number_format(fte, run->free_min,
		      (int64_t)plan->company->settings.full_week_min * run->week_count, 2, '.');
	if (person->cost_rate_cents)
		number_format(cost, run->cost_cents, 100, 0, '.');
	shown_put(out, person->name, PERSON_COLUMNS);
	fprintf(out, " %s  %s %8s %5s %8s  %s\n", first, last, hours_text(run->free_min, arena),
		fte, cost,
		shown_text(words_joined(role_texts(person, arena), person->role_count, "; ", arena),
			   (size_t)roles_columns, arena));
}

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	const struct bench *bench = plan->bench;
	struct arena arena = ARENA_INIT;
	char cost[NUMBER_TEXT_SIZE];
	int room = options->width - PERSON_COLUMNS - 46;

	words_title(out, plan, view_name(plan->roster->view), "Who is free, from when, how much");
	if (bench->count)
		fprintf(out, "%-*s %-8s  %-8s %8s %5s %8s  %s\n", PERSON_COLUMNS, "Person", "From",
			"To", "Hours", "FTE", plan->company->settings.currency, "Roles");
	for (size_t i = 0; i < bench->count; i++)
		put_run(plan, &bench->list[i], room > 12 ? room : 12, out, &arena);
	number_format(cost, bench->cost_cents, 100, 2, '.');
	if (bench->count == 0)
		fprintf(out, "Nobody is free for long enough to be worth naming.\n");
	else
		fprintf(out, "\n%s h free, which cost %s %s", hours_text(bench->free_min, &arena),
			cost, plan->company->settings.currency);
	if (bench->count && bench->without_rate)
		fprintf(out, " (%zu of %zu without a cost rate)", bench->without_rate,
			bench->count);
	if (bench->count)
		fprintf(out, ".\n");
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_bench = {
	.name = "bench",
	.summary = "Who is free, from when, how much, which roles, what it costs",
	.needs = PLAN_ROSTER,
	.sheet = &sheet_bench,
	.write = { [FORMAT_TABLE] = write_table,
		   [FORMAT_CSV] = write_csv,
		   [FORMAT_JSON] = write_json },
};
