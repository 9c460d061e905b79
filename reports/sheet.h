/**
 * A table of rows that is written as CSV (long layout) or as JSON from one list of columns.
 *
 * A report names its columns once, in a `struct sheet`, and gives a function that writes the
 * rows field by field in that order. The header of the CSV, the keys of the JSON and the schema in
 * datapackage.json come from the same list, so they cannot drift apart. A field of another type
 * than its column's, and a row with too few or too many fields, is an assert.
 */
#ifndef REPORTS_SHEET_H
#define REPORTS_SHEET_H

#include "reports/csv.h"
#include "reports/json.h"

enum column_type {
	COLUMN_PLAN, /* the plan's number; only CSV has it in each row */
	COLUMN_INTEGER,
	COLUMN_DECIMAL, /* two decimals */
	COLUMN_TEXT,    /* from outside: guarded in CSV */
	COLUMN_LIST,    /* texts from outside: with ; between in CSV, a list in JSON */
	COLUMN_WORD,    /* one of our words */
	COLUMN_WEEK,    /* ISO week, 2026-W49 */
	COLUMN_DAY,
	COLUMN_BOOL, /* true or false */
};

struct sheet_column {
	const char *name;
	enum column_type type;
	bool key;            /* part of what makes a row unique */
	const char *meaning; /* a few words for datapackage.json */
};

struct sheet_out;

/** Columns and rows of the long layout. */
struct sheet {
	const char *name; /* of the report: "gaps" */
	const struct sheet_column *columns;
	size_t column_count;
	void (*rows)(const struct plan *plan, const struct report_options *options,
		     struct sheet_out *out);
	/* The wide layout, where there is one: its rows and totals, its columns before the weeks,
	 * and the one after them. */
	void (*wide_rows)(const struct plan *plan, const struct report_options *options,
			  struct csv *csv);
	const struct sheet_column *wide;
	size_t wide_count;
	const struct sheet_column *wide_week,
		*wide_total; /* wide_week: type and meaning of each week */
};

/** What a wide row has in a week. */
typedef int64_t sheet_wide_value(const struct plan *plan, enum view view, size_t row, size_t week);

/** What a wide layout is made of. */
struct sheet_wide {
	size_t row_count;
	sheet_wide_value *value; /* also of the row behind the last: the total */
	int64_t scale;           /* minutes, divided by it */
	/** The cells of a row between the plan's number and the view. */
	void (*labels)(struct csv *csv, const struct plan *plan, size_t row, struct arena *arena);
	int label_count; /* cells; in the total's row "total" and blanks */
};

/** All rows, each with its weeks and their sum, and the total. */
void sheet_wide_rows(const struct sheet_wide *wide, const struct plan *plan, enum view view,
		     struct csv *csv);

/** A week of the plan as it is written. */
struct sheet_week {
	char week[WEEK_TEXT_SIZE], day[DAY_TEXT_SIZE];
};

/** Where rows go. Made by the writers below. */
struct sheet_out {
	const struct sheet *sheet;
	const struct plan *plan;
	struct csv *csv; /* one of these two */
	struct json *json;
	size_t next; /* the column that comes next */
	/* What is the same in all rows is made once. */
	const struct span *keys; /* of the columns, as json_row_key takes them */
	const struct sheet_week *weeks;
};

void sheet_plan(struct sheet_out *out);
void sheet_integer(struct sheet_out *out, int64_t value);
void sheet_decimal(struct sheet_out *out, int64_t value, int64_t scale);
void sheet_text(struct sheet_out *out, const char *text);
void sheet_list(struct sheet_out *out, const char *const *texts, size_t count);
void sheet_word(struct sheet_out *out, const char *word);
void sheet_week(struct sheet_out *out, struct day day);
void sheet_day(struct sheet_out *out, struct day day);
void sheet_bool(struct sheet_out *out, bool value);

/** Nothing is known: an empty field, null in JSON. Fits columns of every type. */
void sheet_empty(struct sheet_out *out);

/** The fields plan, week, week_start of week `week`. */
void sheet_plan_week(struct sheet_out *out, size_t week);

/** The fields of a demand line: SHEET_LINE_COLUMNS. */
void sheet_line(struct sheet_out *out, const struct demand *line);

/** demand_hours, covered_hours, gap_hours, gap_fte. */
void sheet_demand_coverage(struct sheet_out *out, const struct demand_coverage *cover);

/** End the row. */
void sheet_end(struct sheet_out *out);

/** All rows as CSV with a header, in the layout of the options; long where there is no other. */
bool sheet_write_csv(const struct sheet *sheet, const struct plan *plan,
		     const struct report_options *options, FILE *out,
		     struct fault *fault) MUST_CHECK;

/** {"schema": "staffgap/NAME/1", ..., "rows": [...]}. */
bool sheet_write_json(const struct sheet *sheet, const struct plan *plan,
		      const struct report_options *options, FILE *out,
		      struct fault *fault) MUST_CHECK;

/** The list of rows alone, as the next value of a document. */
void sheet_json_rows(const struct sheet *sheet, const struct plan *plan,
		     const struct report_options *options, struct json *json);

/** What engagements are sourced to: source_to, draws and seed; the last two are null for a view. */
void sheet_json_goal(struct json *json, const struct source_goal *goal);

/** The members that every document begins with: plan, company, today, weeks, ... */
void sheet_json_head(const struct plan *plan, struct json *json);

/** Columns that many sheets share, for their lists. */
#define SHEET_WEEK_COLUMNS                                                                         \
	{ "plan", COLUMN_PLAN, true, "Number of the plan" },                                       \
		{ "week", COLUMN_WEEK, true, "ISO week" },                                         \
	{                                                                                          \
		"week_start", COLUMN_DAY, false, "Monday of the week"                              \
	}
#define SHEET_LINE_COLUMNS                                                                         \
	{ "demand", COLUMN_TEXT, true, "Id of the demand line" },                                  \
		{ "project", COLUMN_TEXT, false, "Project" },                                      \
		{ "role", COLUMN_TEXT, false, "Role" },                                            \
		{ "level", COLUMN_INTEGER, false, "Level that is asked for" },                     \
		{ "skills", COLUMN_LIST, false, "Skills that are asked for" },                     \
	{                                                                                          \
		"location", COLUMN_TEXT, false, "Where it is to be done"                           \
	}
#define SHEET_COVERAGE_COLUMNS                                                                     \
	{ "demand_hours", COLUMN_DECIMAL, false, "Hours asked for" },                              \
		{ "covered_hours", COLUMN_DECIMAL, false, "Hours that our people cover" },         \
		{ "gap_hours", COLUMN_DECIMAL, false, "Hours that stay uncovered" },               \
	{                                                                                          \
		"gap_fte", COLUMN_DECIMAL, false, "The gap in full-time weeks"                     \
	}

#endif
