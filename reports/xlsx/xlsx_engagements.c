#include "reports/xlsx/xlsx_engagements.h"

#include "model/sourcing.h"
#include "reports/orders.h"
#include "reports/words.h"
#include "reports/xlsx/xlsx_book.h"

enum { TABLE = 3 };

static const struct {
	const char *name;
	double width;
	char side; /* as book_heads takes it */
} columns[] = {
	{ "Order by", 11, 'l' },
	{ "Late by days", 9, 'c' },
	{ "Decision", 10, 'l' },
	{ "Heads", 8, 'c' },
	{ "Role", 18, 'l' },
	{ "Level", 8, 'c' },
	{ "Model", 11, 'l' },
	{ "Vendor", 22, 'l' },
	{ "Option", 16, 'l' },
	{ "Location", 10, 'l' },
	{ "First day", 11, 'l' },
	{ "Last day", 11, 'l' },
	{ "Covers FTE-weeks", 11, 'r' },
	{ "Spend", 14, 'r' },
	{ "Own time", 13, 'r' },
	{ "Cost", 14, 'r' },
	{ "Next best", 18, 'i' },
	{ "Next best costs more", 12, 'r' },
};

/* Each column has one width: a file in which two overlap is taken for broken. */
static void put_columns(struct book *book, lxw_worksheet *sheet)
{
	const char *names[ARRAY_LEN(columns)];
	char sides[ARRAY_LEN(columns) + 1] = "";

	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		names[i] = columns[i].name;
		sides[i] = columns[i].side;
		worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
	}
	book_heads(book, sheet, TABLE, names, sides);
	worksheet_set_row(sheet, TABLE, 30, NULL);
}

static void put_terms(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
		      const struct engagement *engagement)
{
	const struct rate_option *option = &book->plan->company->options[engagement->option];
	const char *roles = "";

	for (size_t r = 0; r < option->role_count; r++)
		roles = arena_format(book->arena, "%s%s%s", roles, r ? "; " : "",
				     option->roles[r].role);
	book_word(book, sheet, row, 2, decision_name(engagement->decision), book->text);
	book_whole(book, sheet, row, 3, engagement->heads, book->whole);
	book_text(book, sheet, row, 4, roles, book->text);
	book_whole(book, sheet, row, 5, option->roles[0].level, book->whole);
	book_word(book, sheet, row, 6, model_name(option->model), book->text);
	book_text(book, sheet, row, 7, option->vendor, book->text);
	book_text(book, sheet, row, 8, option->id, book->text);
	book_text(book, sheet, row, 9, option->location, book->text);
}

static void put_row(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
		    const struct engagement *engagement)
{
	const struct company *company = book->plan->company;

	book_day(book, sheet, row, 0, engagement->order_by, NULL);
	if (engagement->late_days > 0)
		book_whole(book, sheet, row, 1, engagement->late_days, book->late_days);
	put_terms(book, sheet, row, engagement);
	book_day(book, sheet, row, 10, engagement->first_day, NULL);
	book_day(book, sheet, row, 11, engagement->last_day, NULL);
	book_number(book, sheet, row, 12, engagement->covered_minutes,
		    company->settings.full_week_minutes, book->number);
	book_number(book, sheet, row, 13, cost_spend(&engagement->cost), 100, book->money);
	book_number(book, sheet, row, 14, engagement->cost.management_cents, 100, book->money);
	book_number(book, sheet, row, 15, cost_total(&engagement->cost), 100, book->money);
	if (engagement->runner_up == NO_OPTION)
		return;
	book_text(book, sheet, row, 16, company->options[engagement->runner_up].id, book->inset);
	book_number(book, sheet, row, 17, engagement->runner_up_cents, 100, book->money);
}

static void put_sums(struct book *book, lxw_worksheet *sheet, lxw_row_t row)
{
	const struct cost *cost = &book->plan->sourcing->cost;

	for (lxw_col_t c = 1; c < (lxw_col_t)ARRAY_LEN(columns); c++)
		if (c < 13 || c > 15)
			book_blank(book, sheet, row, c, book->sum_text);
	book_word(book, sheet, row, 0, "All", book->sum_text);
	book_sum(book, sheet, row, 13, TABLE + 1, row - 1, cost_spend(cost), 100, book->sum);
	book_sum(book, sheet, row, 14, TABLE + 1, row - 1, cost->management_cents, 100, book->sum);
	book_sum(book, sheet, row, 15, TABLE + 1, row - 1, cost_total(cost), 100, book->sum);
}

void xlsx_engagements(struct book *book)
{
	const struct sourcing *sourcing = book->plan->sourcing;
	const struct engagement **orders = orders_sorted(sourcing, book->arena);
	lxw_row_t end = (lxw_row_t)(TABLE + 1 + sourcing->engagement_count);
	lxw_worksheet *sheet = book_sheet(
		book, "Engagements", "What to order, by when",
		arena_format(
			book->arena, "Amounts in %s, %s", book->plan->company->settings.currency,
			sourced_to_text(&book->plan->options.goal, sourcing->view, book->arena)));

	put_columns(book, sheet);
	for (size_t i = 0; i < sourcing->engagement_count; i++)
		put_row(book, sheet, (lxw_row_t)(TABLE + 1 + i), orders[i]);
	worksheet_freeze_panes(sheet, TABLE + 1, 1);
	worksheet_repeat_rows(sheet, TABLE, TABLE);
	if (!sourcing->engagement_count)
		return;
	put_sums(book, sheet, end);
	worksheet_autofilter(sheet, TABLE, 0, end - 1, ARRAY_LEN(columns) - 1);
}
