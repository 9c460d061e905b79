#include "reports/certificate.h"
#include "reports/columns.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/words.h"

static const struct booking *booking_of(const struct plan *plan, const struct finding *finding)
{
	return finding->booking == NO_BOOKING ? NULL : &plan->company->bookings[finding->booking];
}

static const char *status_name(const struct booking *booking)
{
	if (!booking)
		return "";
	return booking->status == BOOKING_HARD ? "hard" : "soft";
}

/* "bookings.csv:7"; "" when the finding is about all of the week's bookings. */
static const char *place_text(const struct booking *booking, struct arena *arena)
{
	if (!booking)
		return "";
	return arena_format(arena, "%s:%d", booking->place.file, (int)booking->place.line);
}

static const struct sheet_column columns[] = {
	SHEET_WEEK_COLUMNS,
	{ "finding", COLUMN_WORD, true, "What is wrong" },
	{ "person", COLUMN_TEXT, true, "Id of the person" },
	{ "name", COLUMN_TEXT, false, "Name" },
	{ "project", COLUMN_TEXT, false, "What the person is booked for" },
	{ "role", COLUMN_TEXT, false, "As what; empty: any role of the project" },
	{ "status", COLUMN_WORD, false, "hard or soft" },
	{ "hours", COLUMN_DECIMAL, false, "Hours that are wrong" },
	{ "place", COLUMN_WORD, true, "File and line of the booking" },
};

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	struct arena arena = ARENA_INIT;

	(void)options;
	for (size_t i = 0; i < plan->finding_count; i++) {
		const struct finding *finding = &plan->findings[i];
		const struct person *person = &plan->company->people[finding->person];
		const struct booking *booking = booking_of(plan, finding);

		sheet_plan_week(out, finding->week);
		sheet_word(out, finding_name(finding->kind));
		sheet_text(out, person->id);
		sheet_text(out, person->name);
		sheet_text(out, booking ? booking->project : "");
		sheet_text(out, booking ? booking->role : "");
		sheet_word(out, status_name(booking));
		sheet_decimal(out, finding->minutes, 60);
		sheet_word(out, place_text(booking, &arena));
		sheet_end(out);
	}
	arena_release(&arena);
}

static const struct sheet sheet_findings = {
	.name = "findings",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
};

/* Where there is room, what is wrong and where is never cut. */
enum { WIDE_ENOUGH = 80 };

static const struct column_head heads[] = {
	{ "Week", false, 8 },     { "Person", false, 8 },  { "Finding", false, 18 },
	{ "Hours", true, 0 },     { "Project", false, 6 }, { "Role", false, 4 },
	{ "Booking", false, 14 },
};

static const struct column_head narrow_heads[] = {
	{ "Week", false, 8 },    { "Person", false, 6 },  { "Finding", false, 10 },
	{ "Hours", true, 0 },    { "Project", false, 6 }, { "Role", false, 4 },
	{ "Booking", false, 8 },
};

static void finding_cells(const struct plan *plan, const struct finding *finding, bool wide,
			  const char **cells, struct arena *arena)
{
	const struct booking *booking = booking_of(plan, finding);
	char week[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, finding->week), week);
	cells[0] = arena_format(arena, "%s", week);
	cells[1] = plan->company->people[finding->person].name;
	cells[2] = finding_name(finding->kind);
	cells[3] = hours_text(finding->minutes, arena);
	cells[4] = booking ? booking->project : "";
	cells[5] = booking ? booking->role : "";
	if (wide || !booking)
		cells[6] = place_text(booking, arena);
	else
		cells[6] = arena_format(arena, "line %d", (int)booking->place.line);
}

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	bool wide = options->width >= WIDE_ENOUGH;
	const char **cells =
		ARENA_ARRAY(&arena, const char *, ARRAY_LEN(heads) * (plan->finding_count + 1));

	words_title(out, options->width, plan, "all", "Booking conflicts");
	for (size_t i = 0; i < plan->finding_count; i++)
		finding_cells(plan, &plan->findings[i], wide, cells + i * ARRAY_LEN(heads), &arena);
	if (plan->finding_count == 0)
		fprintf(out, "None: every booking fits its person and its project.\n");
	else
		columns_write(out, options->width, wide ? heads : narrow_heads, ARRAY_LEN(heads),
			      cells, plan->finding_count);
	if (plan->finding_count)
		fprintf(out, "\n%zu finding%s.\n", plan->finding_count,
			plan->finding_count == 1 ? "" : "s");
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_findings = {
	.name = "findings",
	.summary = "Booking conflicts by person and week, in hours",
	.sheet = &sheet_findings,
	.write = { [FORMAT_TABLE] = write_table },
	.viewless = 1U << FORMAT_TABLE | 1U << FORMAT_CSV | 1U << FORMAT_JSON,
};
