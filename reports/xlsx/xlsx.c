#include "reports/xlsx/xlsx.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "reports/shape.h"
#include "reports/xlsx/xlsx_apart.h"
#include "reports/xlsx/xlsx_book.h"
#include "reports/xlsx/xlsx_whole.h"
#include "store/number.h"
#include "store/text.h"

/* --- cells ------------------------------------------------------------------------- */

enum { CELL_MAX = 32000, SCRATCH_PATH_SIZE = 40 }; /* a cell holds 32,767 characters */

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

/* --- the book ------------------------------------------------------------------------ */

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

static lxw_format *format_of(struct book *book, const char *number, bool bold, bool line)
{
	lxw_format *format = workbook_add_format(book->workbook);

	if (number)
		format_set_num_format(format, number);
	if (bold)
		format_set_bold(format);
	if (line)
		format_set_top(format, LXW_BORDER_THIN);
	format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
	return format;
}

/* Headings stand on their line, whether they have one or two. */
static lxw_format *head_of(struct book *book, const char *number, uint8_t side)
{
	lxw_format *format = format_of(book, number, true, false);

	format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
	format_set_bottom(format, LXW_BORDER_THIN);
	format_set_align(format, side);
	if (!number)
		format_set_text_wrap(format);
	return format;
}

static void make_heads(struct book *book)
{
	book->head = head_of(book, NULL, LXW_ALIGN_LEFT);
	book->head_date = head_of(book, "d\\ mmm", LXW_ALIGN_RIGHT);
	book->head_right = head_of(book, NULL, LXW_ALIGN_RIGHT);
	book->head_centre = head_of(book, NULL, LXW_ALIGN_CENTER);
	book->head_inset = head_of(book, NULL, LXW_ALIGN_LEFT);
	format_set_indent(book->head_inset, 1);
}

static void make_formats(struct book *book)
{
	static const uint32_t back[] = { 0xfdf0e6, 0xfbd5b5, 0xf5a97c, 0xe0694a, 0xa3162a };
	static const uint32_t ink[] = { 0x5a2a0c, 0x5a2a0c, 0x2b0b04, 0x2b0b04, 0xffffff };

	make_heads(book);
	book->title = format_of(book, NULL, true, false);
	format_set_font_size(book->title, 16);
	book->soft = format_of(book, NULL, false, false);
	format_set_font_color(book->soft, 0x5b6472);
	book->text = format_of(book, NULL, false, false);
	book->number = format_of(book, "0.00;-0.00;\xc2\xb7", false, false);
	format_set_align(book->number, LXW_ALIGN_RIGHT);
	book->whole = format_of(book, "0", false, false);
	format_set_align(book->whole, LXW_ALIGN_CENTER);
	book->plain = format_of(book, NULL, false, false);
	format_set_align(book->plain, LXW_ALIGN_LEFT);
	book->day = format_of(book, "yyyy\\-mm\\-dd", false, false);
	format_set_align(book->day, LXW_ALIGN_LEFT);
	book->money = format_of(book, "#,##0.00", false, false);
	book->sum = format_of(book, "#,##0.00", true, true);
	book->sum_text = format_of(book, NULL, true, true);
	book->late = format_of(book, "0", true, false);
	format_set_font_color(book->late, 0xa3162a);
	book->late_days = format_of(book, "0", true, false);
	format_set_font_color(book->late_days, 0xa3162a);
	format_set_align(book->late_days, LXW_ALIGN_CENTER);
	book->inset = format_of(book, NULL, false, false);
	format_set_indent(book->inset, 1);
	for (int i = 0; i < 5; i++) {
		book->steps[i] = workbook_add_format(book->workbook);
		format_set_bg_color(book->steps[i], back[i]);
		format_set_font_color(book->steps[i], ink[i]);
	}
}

static void set_properties(struct book *book)
{
	const char *company = text_clean(book->plan->company->settings.company, book->arena);
	char *title = arena_format(book->arena, "Plan %d: where we are short of people",
				   (int)book->plan->options.number);
	lxw_doc_properties properties = {
		.title = title,
		.company = arena_copy(book->arena, span_of(company)),
		.comments = arena_format(book->arena, "Written by staffgap"),
		.created = (time_t)book->plan->options.today.since_1970 * 86400,
	};

	workbook_set_properties(book->workbook, &properties);
}

/*
 * The library writes files by name only: it gets the name of a file in memory, of which nothing can
 * stay behind, or where there is none that of one in /tmp; what it wrote is copied into the stream.
 */
struct scratch {
	int file;
	bool named; /* to be removed */
	char path[SCRATCH_PATH_SIZE];
};

static bool scratch_open(struct scratch *scratch)
{
#ifdef MFD_CLOEXEC
	*scratch = (struct scratch){ .file = memfd_create("staffgap", MFD_CLOEXEC) };
	snprintf(scratch->path, sizeof(scratch->path), "/proc/self/fd/%d", scratch->file);
	if (scratch->file >= 0 && access(scratch->path, W_OK) == 0)
		return true;
	if (scratch->file >= 0)
		close(scratch->file);
#endif
	*scratch = (struct scratch){ .named = true, .path = "/tmp/staffgap-XXXXXX" };
	scratch->file = mkstemp(scratch->path);
	return scratch->file >= 0;
}

static bool scratch_copy(const struct scratch *scratch, FILE *out)
{
	char bytes[65536];
	ssize_t count;

	if (lseek(scratch->file, 0, SEEK_SET) != 0)
		return false;
	while ((count = read(scratch->file, bytes, sizeof(bytes))) > 0)
		fwrite(bytes, 1, (size_t)count, out);
	return count == 0;
}

static void scratch_close(const struct scratch *scratch)
{
	close(scratch->file);
	if (scratch->named)
		unlink(scratch->path);
}

/* The whole work of the library. */
static bool write_sheets(void *shared, struct fault *fault)
{
	struct book *book = shared;
	lxw_error error;

	book->workbook = workbook_new(book->path);
	if (!book->workbook)
		return fault_set(fault, FAULT_SYSTEM, "cannot write '%s'", book->path);
	make_formats(book);
	set_properties(book);
	xlsx_gaps(book);
	xlsx_weeks(book);
	if (book->plan->sourcing)
		xlsx_engagements(book);
	xlsx_people(book);
	xlsx_notes(book);
	/* Closing takes the workbook away. */
	book->text_count = book->workbook->sst->unique_count;
	book->sheet_count = book->workbook->num_worksheets;
	error = workbook_close(book->workbook);
	if (error == LXW_NO_ERROR)
		error = book->error;
	if (error != LXW_NO_ERROR)
		return fault_set(fault, FAULT_SYSTEM, "cannot write the workbook: %s",
				 lxw_strerror(error));
	return xlsx_whole(book->path, book->sheet_count, book->cell_count, book->text_count) ||
	       fault_set(
		       fault, FAULT_SYSTEM,
		       "cannot write the workbook: it is not whole (is the disk with /tmp full?)");
}

bool xlsx_write(const struct plan *plan, const struct report_options *options, FILE *out,
		struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct book book = { .plan = plan, .view = options->view, .arena = &arena };
	struct scratch scratch;
	bool ok;

	if (!scratch_open(&scratch))
		return fault_set(fault, FAULT_SYSTEM, "cannot make a file in /tmp");
	book.path = scratch.path;
	ok = xlsx_apart(write_sheets, &book, fault);
	if (ok && !scratch_copy(&scratch, out))
		ok = fault_set(fault, FAULT_SYSTEM, "cannot read '%s'", scratch.path);
	scratch_close(&scratch);
	arena_release(&arena);
	return ok && shape_finish(out, fault);
}
