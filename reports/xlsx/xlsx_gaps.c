#include "reports/xlsx/xlsx_gaps.h"

#include "reports/shape.h"
#include "reports/shortage.h"
#include "reports/xlsx/xlsx_book.h"

enum { HEADS = 4, TABLE = 3 }; /* columns before the weeks; the row of headings */

static lxw_col_t week_col(size_t week)
{
	return (lxw_col_t)(HEADS + week);
}

static void put_heads(struct book *book, lxw_worksheet *sheet)
{
	static const char *const names[HEADS] = { "Role", "Level", "Location", "Skills" };
	size_t weeks = book->plan->options.week_count;
	char week[WEEK_TEXT_SIZE];

	book_heads(book, sheet, TABLE, names, "lcll");
	for (size_t w = 0; w < weeks; w++) {
		week_format(plan_week(book->plan, w), week);
		book_word(book, sheet, TABLE - 1, week_col(w), week, book->soft);
		book_day(book, sheet, TABLE, week_col(w), plan_week(book->plan, w),
			 book->head_date);
	}
	book_word(book, sheet, TABLE, week_col(weeks), "FTE-weeks", book->head_right);
}

static void put_row(struct book *book, lxw_worksheet *sheet, lxw_row_t row, size_t r)
{
	const struct plan *plan = book->plan;
	const struct requirement *requirement = &plan->requirements[r];
	int64_t full = plan->company->settings.full_week_minutes, total = 0;

	book_text(book, sheet, row, 0, requirement->role, book->text);
	book_whole(book, sheet, row, 1, requirement->level, book->whole);
	book_text(book, sheet, row, 2, requirement->location, book->text);
	book_text(book, sheet, row, 3,
		  skills_text(requirement->skills, requirement->skill_count, book->arena),
		  book->text);
	for (size_t w = 0; w < plan->options.week_count; w++) {
		const struct demand_coverage *cover =
			plan_requirement_coverage(plan, book->view, r, w);

		if (cover->demand_minutes)
			book_number(book, sheet, row, week_col(w), coverage_gap(cover), full,
				    book->number);
		total += coverage_gap(cover);
	}
	book_number(book, sheet, row, week_col(plan->options.week_count), total, full,
		    book->number);
}

static void put_sums(struct book *book, lxw_worksheet *sheet, lxw_row_t row)
{
	const struct plan *plan = book->plan;
	const struct requirement_range all = { 0, plan->requirement_count };
	int64_t full = plan->company->settings.full_week_minutes;
	size_t weeks = plan->options.week_count;

	book_word(book, sheet, row, 0, "All", book->sum_text);
	for (int c = 1; c < HEADS; c++)
		book_blank(book, sheet, row, (lxw_col_t)c, book->sum_text);
	for (size_t w = 0; w < weeks; w++)
		book_sum(book, sheet, row, week_col(w), TABLE + 1, row - 1,
			 range_gap(plan, book->view, all, w), full, book->sum);
	book_sum(book, sheet, row, week_col(weeks), TABLE + 1, row - 1,
		 range_total_gap(plan, book->view, all), full, book->sum);
}

static void set_widths(struct book *book, lxw_worksheet *sheet)
{
	const struct plan *plan = book->plan;
	struct book_width role = { .least = 16 }, location = { .least = 11 },
			  skills = { .least = 11 };
	lxw_col_t total = week_col(plan->options.week_count);

	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct requirement *requirement = &plan->requirements[r];

		book_width_add(&role, requirement->role);
		book_width_add(&location, requirement->location);
		book_width_add(&skills, skills_text(requirement->skills, requirement->skill_count,
						    book->arena));
	}
	book_width_set(sheet, 0, &role);
	worksheet_set_column(sheet, 1, 1, 7, NULL);
	book_width_set(sheet, 2, &location);
	book_width_set(sheet, 3, &skills);
	worksheet_set_column(sheet, week_col(0), total - 1, 9, NULL);
	worksheet_set_column(sheet, total, total, 11, NULL);
}

void xlsx_gaps(struct book *book)
{
	const struct plan *plan = book->plan;
	size_t weeks = plan->options.week_count;
	lxw_row_t end = (lxw_row_t)(TABLE + 1 + plan->requirement_count);
	lxw_worksheet *sheet = book_sheet(
		book, "Gaps", "Where we are short",
		arena_format(book->arena,
			     "FTE missing per week, %s demand; a dot: covered; blank: no demand",
			     view_name(book->view)));

	put_heads(book, sheet);
	for (size_t r = 0; r < plan->requirement_count; r++)
		put_row(book, sheet, (lxw_row_t)(TABLE + 1 + r), r);
	set_widths(book, sheet);
	worksheet_freeze_panes(sheet, TABLE + 1, HEADS);
	worksheet_repeat_rows(sheet, TABLE, TABLE);
	if (!plan->requirement_count)
		return;
	put_sums(book, sheet, end);
	book_heat(book, sheet, TABLE + 1, week_col(0), end - 1, week_col(weeks - 1));
	worksheet_autofilter(sheet, TABLE, 0, end - 1, HEADS - 1);
}
