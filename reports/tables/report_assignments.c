#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "model/roster.h"
#include "reports/grid.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/words.h"

/* --- rows ----------------------------------------------------------------- */

static const struct sheet_column columns[] = {
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
		sheet_decimal(out, a->booked_minutes, 60);
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

/* What a person works for a project in a role in a week; with the row of the table that it is in.
 */
struct piece {
	const char *project, *role;
	uint32_t person, week;
	int32_t minutes;
	size_t row;
};

struct hours {
	struct piece *pieces; /* by row, week */
	size_t *first;        /* per row */
	int32_t *minutes;     /* [row][week] */
	size_t row_count;
};

static int by_row(const void *left, const void *right)
{
	const struct piece *a = left, *b = right;
	int order = (a->person > b->person) - (a->person < b->person);

	if (!order)
		order = strcmp(a->project, b->project);
	return order ? order : strcmp(a->role, b->role);
}

static struct hours hours_of(const struct plan *plan, struct arena *arena)
{
	const struct roster *roster = plan->roster;
	size_t weeks = plan->options.week_count, count = roster->count;
	struct hours hours = { .pieces = ARENA_ARRAY(arena, struct piece, count + 1),
			       .first = ARENA_ARRAY(arena, size_t, count + 1) };

	for (size_t i = 0; i < count; i++) {
		const struct assignment *a = &roster->list[i];
		const struct demand *demand = &plan->company->demands[a->line];

		hours.pieces[i] = (struct piece){ demand->project, demand->role, a->person,
						  a->week,         a->minutes,   0 };
	}
	if (count)
		qsort(hours.pieces, count, sizeof(*hours.pieces), by_row);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || by_row(&hours.pieces[i - 1], &hours.pieces[i]) != 0)
			hours.first[hours.row_count++] = i;
		hours.pieces[i].row = hours.row_count - 1;
	}
	hours.minutes = ARENA_ARRAY(arena, int32_t, hours.row_count * weeks + 1);
	for (size_t i = 0; i < count; i++)
		hours.minutes[hours.pieces[i].row * weeks + hours.pieces[i].week] +=
			hours.pieces[i].minutes;
	return hours;
}

static const char *grid_label(const struct grid *grid, const struct plan *plan, size_t row,
			      size_t column)
{
	const struct hours *hours = grid->data;
	const struct piece *piece = &hours->pieces[hours->first[row]];
	const char *const labels[GRID_LABELS] = { plan->company->people[piece->person].name,
						  piece->project, piece->role };

	return labels[column];
}

static void grid_cell(const struct grid *grid, const struct plan *plan,
		      const struct report_options *options, size_t row, size_t week,
		      char text[NUMBER_TEXT_SIZE])
{
	const struct hours *hours = grid->data;
	int32_t minutes = hours->minutes[row * plan->options.week_count + week];

	(void)options;
	if (minutes)
		number_format(text, minutes, 60, 1, '.');
}

static void put_sums(const struct plan *plan, FILE *out, int width, struct arena *arena)
{
	const struct roster *roster = plan->roster;
	char text[NUMBER_TEXT_SIZE];
	const char *kept = "", *each = "";

	if (roster->later_minutes) {
		number_format(text, 100 * roster->kept_minutes, roster->later_minutes, 1, '.');
		kept = arena_format(
			arena,
			" From the second week on %s %% of the hours stay with somebody "
			"who worked for the project the week before.",
			text);
	}
	if (roster->worker_weeks) {
		number_format(text, roster->project_weeks, roster->worker_weeks, 2, '.');
		each = arena_format(arena, " A person at work has %s projects a week on average.",
				    text);
	}
	number_format(text, roster->assigned_minutes, 60, 1, '.');
	words_wrapped(out, arena_format(arena, "%s h assigned.%s%s", text, kept, each), 0, width);
}

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct hours hours = hours_of(plan, &arena);
	const struct grid grid = {
		.heads = { { "Person", false, 0 }, { "Project", false, 0 }, { "Role", false, 0 } },
		.label_count = GRID_LABELS,
		.row_count = hours.row_count,
		.data = &hours,
		.label = grid_label,
		.cell = grid_cell,
	};

	words_title(out, options->width, plan, view_name(plan->roster->view),
		    words_beside(plan, &arena, "Who works for whom: hours by week"));
	if (hours.row_count)
		grid_write(&grid, plan, options, out);
	put_sums(plan, out, options->width, &arena);
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
