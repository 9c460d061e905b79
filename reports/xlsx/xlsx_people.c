#include "reports/xlsx/xlsx_people.h"

#include "reports/xlsx/xlsx_book.h"

enum { HEADS = 10, TABLE = 3 };

static const char *const names[HEADS] = {
	"Person",      "Name",         "Roles",    "Location", "Contracted h",
	"Available h", "Deployable h", "Booked h", "Used h",   "Unused h",
};

static void put_weeks(struct book *book, lxw_worksheet *sheet)
{
	char week[WEEK_TEXT_SIZE];

	for (size_t w = 0; w < book->plan->options.week_count; w++) {
		week_format(plan_week(book->plan, w), week);
		book_word(book, sheet, TABLE - 1, (lxw_col_t)(HEADS + w), week, book->soft);
		book_day(book, sheet, TABLE, (lxw_col_t)(HEADS + w), plan_week(book->plan, w),
			 book->head_date);
	}
}

static void put_person(struct book *book, lxw_worksheet *sheet, lxw_row_t row, size_t p)
{
	const struct plan *plan = book->plan;
	const struct person *person = &plan->company->people[p];
	int64_t sums[6] = { 0 };
	const char *roles = "";

	for (size_t r = 0; r < person->role_count; r++)
		roles = arena_format(book->arena, "%s%s%s:%d", roles, r ? "; " : "",
				     person->roles[r].role, (int)person->roles[r].level);
	book_text(book, sheet, row, 0, person->id, book->text);
	book_text(book, sheet, row, 1, person->name, book->text);
	book_text(book, sheet, row, 2, roles, book->text);
	book_text(book, sheet, row, 3, person->location, book->text);
	for (size_t w = 0; w < plan->options.week_count; w++) {
		const struct capacity *c = plan_capacity(plan, p, w);
		const int32_t minutes[] = { c->contracted_minutes,
					    c->available_minutes,
					    c->deployable_minutes,
					    c->booked_minutes,
					    c->used_minutes[book->view],
					    c->deployable_minutes - c->used_minutes[book->view] };

		for (size_t i = 0; i < ARRAY_LEN(minutes); i++)
			sums[i] += minutes[i];
		if (c->nominal_minutes)
			book_number(book, sheet, row, (lxw_col_t)(HEADS + w), minutes[5], 60,
				    book->number);
	}
	for (size_t i = 0; i < ARRAY_LEN(sums); i++)
		book_number(book, sheet, row, (lxw_col_t)(4 + i), sums[i], 60, book->number);
}

void xlsx_people(struct book *book)
{
	const struct plan *plan = book->plan;
	size_t count = plan->company->person_count, weeks = plan->options.week_count;
	lxw_row_t last = (lxw_row_t)(TABLE + count);
	lxw_col_t right = (lxw_col_t)(HEADS + weeks - 1);
	lxw_conditional_format free_time = { .type = LXW_CONDITIONAL_DATA_BAR,
					     .bar_solid = LXW_TRUE,
					     .bar_color = 0x9db4cf };
	lxw_worksheet *sheet = book_sheet(book, "People", "Who has time left",
					  arena_format(book->arena,
						       "Sums over the plan, then hours per week "
						       "that no %s demand uses; a dot: none",
						       view_name(book->view)));

	book_heads(book, sheet, TABLE, names, "llllrrrrrr");
	put_weeks(book, sheet);
	worksheet_set_row(sheet, TABLE, 30, NULL);
	for (size_t p = 0; p < count; p++)
		put_person(book, sheet, (lxw_row_t)(TABLE + 1 + p), p);
	worksheet_set_column(sheet, 0, 1, 16, NULL);
	worksheet_set_column(sheet, 2, 2, 24, NULL);
	worksheet_set_column(sheet, 3, 9, 13, NULL);
	worksheet_set_column(sheet, HEADS, right, 9, NULL);
	worksheet_freeze_panes(sheet, TABLE + 1, 2);
	worksheet_repeat_rows(sheet, TABLE, TABLE);
	if (!count)
		return;
	worksheet_conditional_format_range(sheet, TABLE + 1, HEADS, last, right, &free_time);
	worksheet_autofilter(sheet, TABLE, 0, last, HEADS - 1);
}
