/**
 * The workbook while it is written: its formats, and cells of our kinds. For reports/xlsx*.c only.
 */
#ifndef REPORTS_XLSX_BOOK_H
#define REPORTS_XLSX_BOOK_H

#include <xlsxwriter.h>

#include "reports/reports.h"

struct book {
	const struct plan *plan;
	enum view view;
	struct arena *arena;
	const char *path; /* of the file that is written */
	lxw_workbook *workbook;
	size_t cell_count;        /* written so far, each place once */
	lxw_error error;          /* of a cell that could not be put */
	size_t text_count;        /* different texts, once all is written */
	size_t sheet_count;       /* likewise */
	lxw_format *title, *soft; /* words above a table */
	lxw_format *head, *head_date, *head_right, *head_centre, *head_inset;
	lxw_format *text, *number, *whole, *plain, *day, *money; /* plain: a number among texts */
	lxw_format *sum, *sum_text;                              /* the row of totals */
	lxw_format *late, *late_days;
	lxw_format *inset;    /* a text behind a number */
	lxw_format *steps[5]; /* heat: below 0.5, 1, 2, 4 FTE, and 4 or more */
};

/** A sheet with its title in A1 and a soft line in A2, landscape, one page wide. */
lxw_worksheet *book_sheet(struct book *book, const char *name, const char *title, const char *line);

/** Text from outside: what no file may hold is left out, nothing is ever a formula. */
void book_text(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	       const char *text, lxw_format *format);

/** A word of ours. Each place of a sheet is written once: cells are counted. */
void book_word(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	       const char *word, lxw_format *format);

/** A whole number. */
void book_whole(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
		int32_t number, lxw_format *format);

/** Nothing, with a format. */
void book_blank(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
		lxw_format *format);

/** value / scale with two decimals, as a number. */
void book_number(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
		 int64_t value, int64_t scale, lxw_format *format);

/** A real date. */
void book_day(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, struct day day,
	      lxw_format *format);

/** The sum of the cells from one row to another in that column, with its value. */
void book_sum(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	      lxw_row_t first, lxw_row_t last, int64_t value, int64_t scale, lxw_format *format);

/** The heat colours for a range of FTE. */
void book_heat(struct book *book, lxw_worksheet *sheet, lxw_row_t first_row, lxw_col_t first_col,
	       lxw_row_t last_row, lxw_col_t last_col);

/**
 * Headings in a row, from column 0, aligned as what stands below them.
 *
 * @param sides  a letter for each: l text, c whole numbers, r numbers, i an inset text
 */
void book_heads(struct book *book, lxw_worksheet *sheet, lxw_row_t row, const char *const *names,
		const char *sides);

/** As wide as the longest of so many texts, from `least` to 40 characters. */
struct book_width {
	double least;
	int longest; /* characters so far */
};
void book_width_add(struct book_width *width, const char *text);
void book_width_set(lxw_worksheet *sheet, lxw_col_t col, const struct book_width *width);

#endif
