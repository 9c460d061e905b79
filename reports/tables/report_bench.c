#include "base/number.h"
#include "model/roster.h"
#include "reports/certificate.h"
#include "reports/columns.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/words.h"

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

static const struct sheet_column columns[] = {
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
	sheet_decimal(out, run->free_minutes, 60);
	sheet_decimal(out, run->free_minutes,
		      (int64_t)plan->company->settings.full_week_minutes * run->week_count);
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

/* --- table ---------------------------------------------------------------- */

static const struct column_head heads[] = {
	{ "Person", false, 8 }, { "From", false, 8 }, { "To", false, 8 },    { "Hours", true, 0 },
	{ "FTE", true, 0 },     { "Cost", true, 0 },  { "Roles", false, 5 },
};

static void run_cells(const struct plan *plan, const struct bench_run *run, const char **cells,
		      struct arena *arena)
{
	const struct person *person = &plan->company->people[run->person];
	char first[WEEK_TEXT_SIZE], last[WEEK_TEXT_SIZE], fte[NUMBER_TEXT_SIZE];
	char cost[NUMBER_TEXT_SIZE] = "-";

	week_name(plan, run->first_week, first);
	week_name(plan, last_week(run), last);
	number_format(fte, run->free_minutes,
		      (int64_t)plan->company->settings.full_week_minutes * run->week_count, 2, '.');
	if (person->cost_rate_cents)
		number_format(cost, run->cost_cents, 100, 0, '.');
	cells[0] = person->name;
	cells[1] = arena_format(arena, "%s", first);
	cells[2] = arena_format(arena, "%s", last);
	cells[3] = hours_text(run->free_minutes, arena);
	cells[4] = arena_format(arena, "%s", fte);
	cells[5] = arena_format(arena, "%s", cost);
	cells[6] = words_joined(role_texts(person, arena), person->role_count, "; ", arena);
}

static void put_sum(const struct plan *plan, int width, FILE *out, struct arena *arena)
{
	const struct bench *bench = plan->bench;
	char cost[NUMBER_TEXT_SIZE];
	const char *text;

	number_format(cost, bench->cost_cents, 100, 2, '.');
	text = arena_format(arena, "%s h free, which cost %s %s",
			    hours_text(bench->free_minutes, arena), cost,
			    plan->company->settings.currency);
	if (bench->without_rate)
		text = arena_format(arena, "%s (%zu of %zu without a cost rate)", text,
				    bench->without_rate, bench->count);
	fputc('\n', out);
	words_wrapped(out, arena_format(arena, "%s.", text), 0, width);
}

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	const struct bench *bench = plan->bench;
	struct arena arena = ARENA_INIT;
	const char **cells =
		ARENA_ARRAY(&arena, const char *, ARRAY_LEN(heads) * (bench->count + 1));

	words_title(out, options->width, plan, view_name(plan->roster->view),
		    words_beside(plan, &arena, "Free capacity by person"));
	for (size_t i = 0; i < bench->count; i++)
		run_cells(plan, &bench->list[i], cells + i * ARRAY_LEN(heads), &arena);
	if (bench->count) {
		columns_write(out, options->width, heads, ARRAY_LEN(heads), cells, bench->count);
		put_sum(plan, options->width, out, &arena);
	} else {
		fprintf(out, "Nobody is free for long.\n");
	}
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_bench = {
	.name = "bench",
	.summary = "Free capacity by person: from when, how much, roles, cost",
	.needs = PLAN_ROSTER,
	.sheet = &sheet_bench,
	.write = { [FORMAT_TABLE] = write_table },
};
