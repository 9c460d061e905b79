#include "reports/orders.h"
#include "reports/shape.h"
#include "reports/xlsx_book.h"
#include "store/sourcing.h"

enum { TABLE = 3 };

static const char *const names[] = {
	"Order by",
	"Late by days",
	"Decision",
	"Heads",
	"Role",
	"Level",
	"Model",
	"Vendor",
	"Option",
	"Location",
	"First day",
	"Last day",
	"Covers FTE-weeks",
	"Spend",
	"Own time",
	"Cost",
	"Runner-up",
	"Runner-up costs more",
};

static void put_terms(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
		      const struct engagement *engagement)
{
	const struct option *option = &book->plan->company->options[engagement->option];
	const char *roles = "";

	for (size_t r = 0; r < option->role_count; r++)
		roles = arena_format(book->arena, "%s%s%s", roles, r ? "; " : "",
				     option->roles[r].role);
	worksheet_write_string(sheet, row, 2, decision_name(engagement->decision), book->text);
	worksheet_write_number(sheet, row, 3, engagement->heads, book->whole);
	book_text(book, sheet, row, 4, roles, book->text);
	worksheet_write_number(sheet, row, 5, option->roles[0].level, book->whole);
	worksheet_write_string(sheet, row, 6, model_name(option->model), book->text);
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
		worksheet_write_number(sheet, row, 1, engagement->late_days, book->late);
	put_terms(book, sheet, row, engagement);
	book_day(book, sheet, row, 10, engagement->first_day, NULL);
	book_day(book, sheet, row, 11, engagement->last_day, NULL);
	book_number(sheet, row, 12, engagement->covered_min, company->settings.full_week_min,
		    book->number);
	book_number(sheet, row, 13, cost_spend(&engagement->cost), 100, book->money);
	book_number(sheet, row, 14, engagement->cost.management_cents, 100, book->money);
	book_number(sheet, row, 15, cost_total(&engagement->cost), 100, book->money);
	if (engagement->runner_up == NO_OPTION)
		return;
	book_text(book, sheet, row, 16, company->options[engagement->runner_up].id, book->text);
	book_number(sheet, row, 17, engagement->runner_up_cents, 100, book->money);
}

static void put_sums(struct book *book, lxw_worksheet *sheet, lxw_row_t row)
{
	const struct cost *cost = &book->plan->sourcing->cost;

	for (lxw_col_t c = 0; c < 13; c++)
		worksheet_write_blank(sheet, row, c, book->sum_text);
	worksheet_write_string(sheet, row, 0, "All", book->sum_text);
	book_sum(sheet, row, 13, TABLE + 1, row - 1, cost_spend(cost), 100, book->sum);
	book_sum(sheet, row, 14, TABLE + 1, row - 1, cost->management_cents, 100, book->sum);
	book_sum(sheet, row, 15, TABLE + 1, row - 1, cost_total(cost), 100, book->sum);
}

void xlsx_engagements(struct book *book)
{
	const struct sourcing *sourcing = book->plan->sourcing;
	const struct engagement **orders = orders_sorted(sourcing, book->arena);
	lxw_row_t end = (lxw_row_t)(TABLE + 1 + sourcing->engagement_count);
	lxw_worksheet *sheet = book_sheet(book, "Engagements", "What to order, by when",
					  arena_format(book->arena, "Amounts in %s, %s demand",
						       book->plan->company->settings.currency,
						       view_name(sourcing->view)));

	book_heads(book, sheet, TABLE, names, ARRAY_LEN(names));
	for (size_t i = 0; i < sourcing->engagement_count; i++)
		put_row(book, sheet, (lxw_row_t)(TABLE + 1 + i), orders[i]);
	worksheet_set_column(sheet, 0, ARRAY_LEN(names) - 1, 11, NULL);
	worksheet_set_row(sheet, TABLE, 30, NULL);
	worksheet_set_column(sheet, 4, 4, 18, NULL);
	worksheet_set_column(sheet, 7, 7, 18, NULL);
	worksheet_set_column(sheet, 13, 15, 14, NULL);
	worksheet_freeze_panes(sheet, TABLE + 1, 1);
	worksheet_repeat_rows(sheet, TABLE, TABLE);
	if (!sourcing->engagement_count)
		return;
	put_sums(book, sheet, end);
	worksheet_autofilter(sheet, TABLE, 0, end - 1, ARRAY_LEN(names) - 1);
}
