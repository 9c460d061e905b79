#include "reports/xlsx/xlsx_weeks.h"

#include "reports/shape.h"
#include "reports/shortage.h"
#include "reports/xlsx/xlsx_book.h"

enum { TABLE = 3 };

static void put_week(struct book *book, lxw_worksheet *sheet, size_t week)
{
	const struct plan *plan = book->plan;
	const struct requirement_range all = { 0, plan->requirement_count };
	int64_t full = plan->company->settings.full_week_minutes;
	int64_t demand = range_demand(plan, book->view, all, week);
	int64_t gap = range_gap(plan, book->view, all, week);
	lxw_row_t row = (lxw_row_t)(TABLE + 1 + week);
	char name[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, week), name);
	book_word(book, sheet, row, 0, name, book->text);
	book_day(book, sheet, row, 1, plan_week(plan, week), NULL);
	book_number(book, sheet, row, 2, demand, full, book->number);
	book_number(book, sheet, row, 3, demand - gap, full, book->number);
	book_number(book, sheet, row, 4, gap, full, book->number);
	for (enum view v = 0; v < VIEW_COUNT; v++)
		book_number(book, sheet, row, (lxw_col_t)(5 + v), range_gap(plan, v, all, week),
			    full, book->number);
	book_number(book, sheet, row, 8, shape_all_unused_minutes(plan, book->view, week), full,
		    book->number);
}

static void add_series(struct book *book, lxw_chart *chart, const char *name, lxw_col_t col,
		       uint32_t colour)
{
	lxw_row_t last = (lxw_row_t)(TABLE + book->plan->options.week_count);
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	lxw_chart_fill fill = { .color = colour };

	chart_series_set_categories(series, "Weeks", TABLE + 1, 0, last, 0);
	chart_series_set_values(series, "Weeks", TABLE + 1, col, last, col);
	chart_series_set_name(series, name);
	chart_series_set_fill(series, &fill);
}

static void put_chart(struct book *book, lxw_worksheet *sheet)
{
	lxw_chart *chart = workbook_add_chart(book->workbook, LXW_CHART_COLUMN_STACKED);
	lxw_chart_font upright = { .rotation = -90 };
	lxw_chart_options place = { .x_scale = 1.9, .y_scale = 1.5 };

	add_series(book, chart, "covered", 3, 0x9db4cf);
	add_series(book, chart, "short", 4, 0xc8402f);
	chart_title_set_name(chart, "Demand by week, covered and short");
	chart_axis_set_name(chart->y_axis, "FTE");
	chart_axis_set_num_format(chart->y_axis, "0");
	chart_axis_set_num_font(chart->x_axis, &upright);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	chart_set_series_gap(chart, 30);
	worksheet_insert_chart_opt(sheet, TABLE, 10, chart, &place);
}

void xlsx_weeks(struct book *book)
{
	static const char *const names[] = {
		"Week",        "Monday",           "Demand",          "Covered",
		"Short",       "Short, committed", "Short, weighted", "Short, all",
		"Unused time",
	};
	lxw_worksheet *sheet =
		book_sheet(book, "Weeks", "Demand and coverage by week",
			   arena_format(book->arena, "FTE, %s demand", view_name(book->view)));

	book_heads(book, sheet, TABLE, names, "llrrrrrrr");
	for (size_t w = 0; w < book->plan->options.week_count; w++)
		put_week(book, sheet, w);
	worksheet_set_column(sheet, 0, 8, 12, NULL);
	worksheet_set_row(sheet, TABLE, 30, NULL);
	worksheet_freeze_panes(sheet, TABLE + 1, 2);
	put_chart(book, sheet);
}
