#include <stdlib.h>
#include <string.h>

#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/shown.h"
#include "reports/words.h"
#include "store/number.h"
#include "store/roster.h"

enum { NAME_COLUMNS = 16, PROJECT_COLUMNS = 14, ROLE_COLUMNS = 10, CELL_COLUMNS = 6 };
enum { LABEL_COLUMNS = NAME_COLUMNS + PROJECT_COLUMNS + ROLE_COLUMNS + 2 };

/* --- rows ----------------------------------------------------------------- */

static const struct column columns[] = {
	SHEET_WEEK_COLUMNS,
	{ "view", COLUMN_WORD, true, "Which demand counts: committed, weighted or all" },
	{ "person", COLUMN_TEXT, true, "Id of the person" },
	{ "name", COLUMN_TEXT, false, "Name" },
	{ "project", COLUMN_TEXT, false, "Project" },
	{ "demand", COLUMN_TEXT, true, "Id of the demand line" },
	{ "role", COLUMN_TEXT, false, "Role that the person works in" },
	{ "hours", COLUMN_DECIMAL, false, "Hours of the week" },
	{ "booked_hours", COLUMN_DECIMAL, false, "Of these: from hard bookings" },
	{ "kept", COLUMN_BOOL, false, "On the project the week before, too" },
};

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	const struct company *company = plan->company;

	(void)options;
	for (size_t i = 0; i < plan->roster->count; i++) {
		const struct assignment *a = &plan->roster->list[i];

		sheet_plan_week(out, a->week);
		sheet_word(out, view_name(plan->roster->view));
		sheet_text(out, company->people[a->person].id);
		sheet_text(out, company->people[a->person].name);
		sheet_text(out, company->demands[a->line].project);
		sheet_text(out, company->demands[a->line].id);
		sheet_text(out, company->demands[a->line].role);
		sheet_decimal(out, a->minutes, 60);
		sheet_decimal(out, a->booked_min, 60);
		sheet_bool(out, a->kept);
		sheet_end(out);
	}
}

static const struct sheet sheet_assignments = {
	.name = "assignments",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
};

/* --- table: who, for what, hours by week ---------------------------------- */

/* A cell: what a person works for a project in a role in a week. */
struct piece {
	const char *project, *role;
	uint32_t person, week;
	int32_t minutes;
};

static int same_row(const struct piece *a, const struct piece *b)
{
	int order = (a->person > b->person) - (a->person < b->person);

	if (!order)
		order = strcmp(a->project, b->project);
	return order ? order : strcmp(a->role, b->role);
}

static int by_row(const void *left, const void *right)
{
	const struct piece *a = left, *b = right;
	int order = same_row(a, b);

	return order ? order : (a->week > b->week) - (a->week < b->week);
}

static struct piece *pieces_of(const struct plan *plan, struct arena *arena)
{
	const struct roster *roster = plan->roster;
	struct piece *pieces = ARENA_ARRAY(arena, struct piece, roster->count + 1);

	for (size_t i = 0; i < roster->count; i++) {
		const struct assignment *a = &roster->list[i];
		const struct demand *demand = &plan->company->demands[a->line];

		pieces[i] = (struct piece){ demand->project, demand->role, a->person, a->week,
					    a->minutes };
	}
	if (roster->count)
		qsort(pieces, roster->count, sizeof(*pieces), by_row);
	return pieces;
}

struct block {
	const struct plan *plan;
	FILE *out;
	size_t from, to; /* weeks, to is not in it */
};

static void put_head(const struct block *block)
{
	fprintf(block->out, "%-*s %-*s %-*s", NAME_COLUMNS, "Person", PROJECT_COLUMNS, "Project",
		ROLE_COLUMNS, "Role");
	for (size_t w = block->from; w < block->to; w++) {
		char name[WEEK_TEXT_SIZE];

		week_format(plan_week(block->plan, w), name);
		fprintf(block->out, "%*s", CELL_COLUMNS, name + strlen("2026-"));
	}
	fputc('\n', block->out);
}

/* The pieces of one row; those of the same week are of several demand lines. */
static void put_row(const struct block *block, const struct piece *pieces, size_t count)
{
	size_t i = 0;

	shown_put(block->out, block->plan->company->people[pieces->person].name, NAME_COLUMNS);
	fputc(' ', block->out);
	shown_put(block->out, pieces->project, PROJECT_COLUMNS);
	fputc(' ', block->out);
	shown_put(block->out, pieces->role, ROLE_COLUMNS);
	while (i < count && pieces[i].week < block->from)
		i++;
	for (size_t w = block->from; w < block->to; w++) {
		char text[NUMBER_TEXT_SIZE] = "";
		int64_t minutes = 0;

		for (; i < count && pieces[i].week == w; i++)
			minutes += pieces[i].minutes;
		if (minutes)
			number_format(text, minutes, 60, 1, '.');
		fprintf(block->out, "%*s", CELL_COLUMNS, text);
	}
	fputc('\n', block->out);
}

static bool in_block(const struct block *block, const struct piece *pieces, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (pieces[i].week >= block->from && pieces[i].week < block->to)
			return true;
	return false;
}

static void put_block(const struct block *block, const struct piece *pieces, size_t count)
{
	put_head(block);
	for (size_t from = 0, to = 0; from < count; from = to) {
		while (to < count && same_row(&pieces[from], &pieces[to]) == 0)
			to++;
		if (in_block(block, pieces + from, to - from))
			put_row(block, pieces + from, to - from);
	}
	fputc('\n', block->out);
}

static void put_kept(const struct plan *plan, FILE *out, int width, struct arena *arena)
{
	const struct roster *roster = plan->roster;
	char hours[NUMBER_TEXT_SIZE], kept[NUMBER_TEXT_SIZE];

	number_format(hours, roster->assigned_min, 60, 1, '.');
	number_format(kept, 100 * roster->kept_min, roster->later_min ? roster->later_min : 1, 1,
		      '.');
	words_wrapped(
		out,
		roster->later_min
			? arena_format(arena,
				       "%s h assigned. From the second week on %s %% of the hours "
				       "stay with somebody who worked for the project the week "
				       "before.",
				       hours, kept)
			: arena_format(arena, "%s h assigned.", hours),
		0, width);
}

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct piece *pieces = pieces_of(plan, &arena);
	size_t weeks = plan->options.week_count;
	int room = (options->width - LABEL_COLUMNS) / CELL_COLUMNS;
	size_t step = room > 1 ? (size_t)room : 1;

	words_title(out, options->width, plan, view_name(plan->roster->view),
		    "Who works for whom: hours by week");
	for (size_t w = 0; plan->roster->count > 0 && w < weeks; w += step) {
		struct block block = { plan, out, w, w + step < weeks ? w + step : weeks };

		put_block(&block, pieces, plan->roster->count);
	}
	put_kept(plan, out, options->width, &arena);
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_assignments = {
	.name = "assignments",
	.summary = "Who works for which project in which role, hours by week",
	.needs = PLAN_ROSTER,
	.sheet = &sheet_assignments,
	.write = { [FORMAT_TABLE] = write_table },
};
