#include "reports/xlsx/xlsx.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/number.h"
#include "base/text.h"
#include "reports/shape.h"
#include "reports/xlsx/xlsx_apart.h"
#include "reports/xlsx/xlsx_book.h"
#include "reports/xlsx/xlsx_engagements.h"
#include "reports/xlsx/xlsx_gaps.h"
#include "reports/xlsx/xlsx_notes.h"
#include "reports/xlsx/xlsx_people.h"
#include "reports/xlsx/xlsx_weeks.h"
#include "reports/xlsx/xlsx_whole.h"

/* --- cells ------------------------------------------------------------------------- */

enum { SCRATCH_PATH_SIZE = 40 };

/* --- the book ------------------------------------------------------------------------ */

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
		       "cannot write the workbook: it is incomplete (is the disk with /tmp full?)");
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
