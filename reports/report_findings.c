#include "reports/certificate.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/shown.h"
#include "reports/words.h"

enum { KIND_COLUMNS = 20, PERSON_COLUMNS = 18 };

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

static const struct column columns[] = {
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

static bool write_csv(const struct plan *plan, const struct report_options *options, FILE *out,
		      struct fault *fault)
{
	return sheet_write_csv(&sheet_findings, plan, options, out, fault);
}

static bool write_json(const struct plan *plan, const struct report_options *options, FILE *out,
		       struct fault *fault)
{
	return sheet_write_json(&sheet_findings, plan, options, out, fault);
}

static void put_row(const struct plan *plan, const struct finding *finding, FILE *out,
		    struct arena *arena)
{
	const struct booking *booking = booking_of(plan, finding);
	char week[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, finding->week), week);
	fprintf(out, "%s  ", week);
	shown_put(out, plan->company->people[finding->person].name, PERSON_COLUMNS);
	fputc(' ', out);
	shown_put(out, finding_name(finding->kind), KIND_COLUMNS);
	fprintf(out, "%7s h", hours_text(finding->minutes, arena));
	if (booking)
		fprintf(out, "  %s%s%s (%s)", shown_text(booking->project, PERSON_COLUMNS, arena),
			booking->role[0] ? ", " : "",
			shown_text(booking->role, PERSON_COLUMNS, arena),
			place_text(booking, arena));
	fputc('\n', out);
}

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	struct arena arena = ARENA_INIT;

	(void)options;
	words_title(out, plan, "all", "What is wrong with the bookings");
	for (size_t i = 0; i < plan->finding_count; i++)
		put_row(plan, &plan->findings[i], out, &arena);
	if (plan->finding_count == 0)
		fprintf(out, "Nothing: every booking fits its person and its project.\n");
	else
		fprintf(out, "\n%zu finding%s.\n", plan->finding_count,
			plan->finding_count == 1 ? "" : "s");
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_findings = {
	.name = "findings",
	.summary = "Bookings that can not be right, by person and week, with hours",
	.sheet = &sheet_findings,
	.write = { [FORMAT_TABLE] = write_table,
		   [FORMAT_CSV] = write_csv,
		   [FORMAT_JSON] = write_json },
};
