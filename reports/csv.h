/**
 * Writing CSV: RFC 4180 in four profiles, fixed decimals from integers.
 *
 * Fields are written one by one; csv_end ends the row. Text from outside goes
 * through csv_text, which guards it against spreadsheets that run formulas;
 * what we computed or named ourselves never does. Check ferror at the end.
 */
#ifndef REPORTS_CSV_H
#define REPORTS_CSV_H

#include <stdint.h>
#include <stdio.h>

#include "reports/reports.h"
#include "reports/sink.h"

struct csv {
	struct sink sink; /* empty between rows */
	char separator, point;
	const char *line_end;
	bool guard;
	bool row_started;
};

/** Start a file in the profile of the options; writes the BOM where there is one. */
struct csv csv_start(const struct report_options *options, FILE *out);

/** A word of ours: a column's name, a view, a week. Quoted where needed, never guarded. */
void csv_word(struct csv *csv, const char *word);

/** The same, with nothing in it that would need quotes: a week, a day. */
void csv_plain(struct csv *csv, const char *word);

/**
 * Text from outside. One that a spreadsheet may run (text_is_formula) gets a ' in front unless the
 * guard is off; our importer takes one off again, so that texts stay the same. Controls other than
 * TAB and line ends are left out.
 */
void csv_text(struct csv *csv, const char *text);

/** value / scale with two decimals, the sign of the profile. */
void csv_decimal(struct csv *csv, int64_t value, int64_t scale);

void csv_integer(struct csv *csv, int64_t value);

/** A day as YYYY-MM-DD. */
void csv_day(struct csv *csv, struct day day);

/** End the row. */
void csv_end(struct csv *csv);

#endif
