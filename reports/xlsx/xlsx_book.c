#include "reports/xlsx/xlsx_book.h"

#include "base/number.h"
#include "base/text.h"

enum { CELL_MAX = 32000 }; /* a cell holds 32,767 characters */

/* The library goes on when it has no memory for a cell. */
static void put(struct book *book, lxw_error error)
{
	book->cell_count++;
	if (error != LXW_NO_ERROR)
		book->error = error;
}

void book_word(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	       const char *word, lxw_format *format)
{
	put(book, worksheet_write_string(sheet, row, col, word, format));
}

void book_whole(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
		int32_t number, lxw_format *format)
{
	put(book, worksheet_write_number(sheet, row, col, number, format));
}

void book_blank(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
		lxw_format *format)
{
	put(book, worksheet_write_blank(sheet, row, col, format));
}

void book_text(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	       const char *text, lxw_format *format)
{
	const char *clean = text_clean(text, book->arena);
	size_t fit = text_fit(span_of(clean), CELL_MAX);

	book_word(book, sheet, row, col, arena_copy(book->arena, (struct span){ clean, fit }),
		  format);
}

/* The only place where a number becomes floating: exact hundredths, as the file has them. */
static double hundredths(int64_t value, int64_t scale)
{
	return (double)scale_half_even(value, 100, scale) / 100;
}

void book_number(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
		 int64_t value, int64_t scale, lxw_format *format)
{
	put(book, worksheet_write_number(sheet, row, col, hundredths(value, scale), format));
}

void book_day(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, struct day day,
	      lxw_format *format)
{
	lxw_datetime date = { 0 };

	day_date(day, &date.year, &date.month, &date.day);
	put(book, worksheet_write_datetime(sheet, row, col, &date, format ? format : book->day));
}

void book_sum(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	      lxw_row_t first, lxw_row_t last, int64_t value, int64_t scale, lxw_format *format)
{
	char formula[64], from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH];

	lxw_rowcol_to_cell(from, first, col);
	lxw_rowcol_to_cell(to, last, col);
	snprintf(formula, sizeof(formula), "=SUM(%s:%s)", from, to);
	put(book, worksheet_write_formula_num(sheet, row, col, formula, format,
					      hundredths(value, scale)));
}

void book_heads(struct book *book, lxw_worksheet *sheet, lxw_row_t row, const char *const *names,
		const char *sides)
{
	for (size_t i = 0; sides[i]; i++)
		book_word(book, sheet, row, (lxw_col_t)i, names[i],
			  sides[i] == 'r'   ? book->head_right
			  : sides[i] == 'c' ? book->head_centre
			  : sides[i] == 'i' ? book->head_inset
					    : book->head);
}

void book_width_add(struct book_width *width, const char *text)
{
	int columns = (int)text_width((struct span){ text, text_fit(span_of(text), CELL_MAX) });

	if (columns > width->longest)
		width->longest = columns;
}

void book_width_set(lxw_worksheet *sheet, lxw_col_t col, const struct book_width *width)
{
	enum { MOST = 40 };
	double wanted = width->longest < MOST ? width->longest + 2 : MOST; /* and some air */

	worksheet_set_column(sheet, col, col, wanted > width->least ? wanted : width->least, NULL);
}

void book_heat(struct book *book, lxw_worksheet *sheet, lxw_row_t first_row, lxw_col_t first_col,
	       lxw_row_t last_row, lxw_col_t last_col)
{
	static const double from[] = { 4, 2, 1, 0.5, 0 };

	for (int i = 0; i < 5; i++) {
		lxw_conditional_format rule = {
			.type = LXW_CONDITIONAL_TYPE_CELL,
			.criteria = i < 4 ? LXW_CONDITIONAL_CRITERIA_GREATER_THAN_OR_EQUAL_TO
					  : LXW_CONDITIONAL_CRITERIA_GREATER_THAN,
			.value = from[i],
			.format = book->steps[4 - i],
			.stop_if_true = LXW_TRUE,
		};

		worksheet_conditional_format_range(sheet, first_row, first_col, last_row, last_col,
						   &rule);
	}
}

lxw_worksheet *book_sheet(struct book *book, const char *name, const char *title, const char *line)
{
	lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);

	worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.5);
	worksheet_set_footer(sheet, "&L&A&R&P / &N");
	worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
	worksheet_set_row(sheet, 0, 24, NULL);
	book_text(book, sheet, 0, 0, title, book->title);
	book_text(book, sheet, 1, 0, line, book->soft);
	return sheet;
}
