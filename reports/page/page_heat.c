#include "reports/page/page_heat.h"

#include <stdio.h>

#include "reports/html.h"
#include "reports/page_parts.h"
#include "reports/shortage.h"

enum { BLOCK_WEEKS = 26 };

/* 1 to 5: below 0.5, 1, 2, 4 FTE, and 4 or more. 0 without a gap. */
static int step_of(const struct page *page, int64_t gap)
{
	int64_t full = page->plan->company->settings.full_week_minutes;

	if (!gap)
		return 0;
	return gap * 2 < full ? 1 : gap < full ? 2 : gap < 2 * full ? 3 : gap < 4 * full ? 4 : 5;
}

static void put_gap(const struct page *page, int64_t gap, int64_t demand)
{
	if (gap) {
		fprintf(page->out, "<td class=\"s%d\">", step_of(page, gap));
		page_gap(page, gap);
		fputs("</td>", page->out);
	} else {
		fputs(demand ? "<td>0</td>" : "<td></td>", page->out);
	}
}

static void put_sum(const struct page *page, int64_t minutes)
{
	fputs("<td class=\"sum\">", page->out);
	page_fte(page, minutes);
	fputs("</td></tr>\n", page->out);
}

/* --- head ---------------------------------------------------------------------- */

static void month_of(const struct page *page, size_t week, int *year, int *month)
{
	int mday;

	day_date(plan_week(page->plan, week), year, month, &mday);
}

/* A heading over the weeks whose Monday lies in the same month. */
static void put_months(const struct page *page, size_t from, size_t to)
{
	fputs("<tr><td class=\"corner\"></td>", page->out);
	for (size_t w = from; w < to;) {
		int year, month, y, m;
		size_t end = w;

		month_of(page, w, &year, &month);
		do
			end++;
		while (end < to && (month_of(page, end, &y, &m), y == year && m == month));
		fprintf(page->out, "<th scope=\"colgroup\" colspan=\"%zu\">%s", end - w,
			html_month(month));
		if (end - w > 1)
			fprintf(page->out, " %d", year);
		fputs("</th>", page->out);
		w = end;
	}
	fputs("<td></td></tr>\n", page->out);
}

static void put_weeks(const struct page *page, size_t from, size_t to)
{
	fputs("<tr><th scope=\"col\">Role</th>", page->out);
	for (size_t w = from; w < to; w++) {
		int year, month, mday;

		day_date(plan_week(page->plan, w), &year, &month, &mday);
		fputs("<th scope=\"col\">", page->out);
		page_week(page, w);
		fprintf(page->out, "<small>%d</small></th>", mday);
	}
	fputs("<th scope=\"col\" class=\"sum\">Sum</th></tr>\n", page->out);
}

/* --- rows ----------------------------------------------------------------------- */

static void put_role(const struct page *page, const struct page_role *role, size_t from, size_t to)
{
	int64_t sum = 0;

	fputs("<tr><th scope=\"row\">", page->out);
	html_name(page->out, role->name);
	fputs("</th>", page->out);
	for (size_t w = from; w < to; w++) {
		put_gap(page, role->gap_minutes[w], role->demand_minutes[w]);
		sum += role->gap_minutes[w];
	}
	put_sum(page, sum);
}

static void put_total(const struct page *page, enum view view, size_t from, size_t to)
{
	static const char *const names[] = { "All, committed", "All, weighted", "All demand" };
	const struct requirement_range all = { 0, page->plan->requirement_count };
	int64_t sum = 0;

	fprintf(page->out, "<tr%s><th scope=\"row\">%s</th>",
		view == page->view ? " class=\"this\"" : "", names[view]);
	for (size_t w = from; w < to; w++) {
		int64_t gap = range_gap(page->plan, view, all, w);

		fputs("<td>", page->out);
		page_fte(page, gap);
		fputs("</td>", page->out);
		sum += gap;
	}
	put_sum(page, sum);
}

static void put_unused(const struct page *page, size_t from, size_t to)
{
	const struct plan *plan = page->plan;
	int64_t sum = 0;

	fputs("<tr class=\"unused\"><th scope=\"row\">Unused time</th>", page->out);
	for (size_t w = from; w < to; w++) {
		int64_t unused = 0;

		for (size_t p = 0; p < plan->company->person_count; p++) {
			const struct capacity *c = plan_capacity(plan, p, w);

			unused += c->deployable_minutes - c->used_minutes[page->view];
		}
		fputs("<td>", page->out);
		page_fte(page, unused);
		fputs("</td>", page->out);
		sum += unused;
	}
	put_sum(page, sum);
}

static void put_block(const struct page *page, size_t from, size_t to)
{
	char label[64];
	char first[WEEK_TEXT_SIZE];

	week_format(plan_week(page->plan, from), first);
	snprintf(label, sizeof(label), "Missing FTE by role and week, from %s", first);
	page_table_begin(page, "heat", label);
	fputs("<caption>FTE missing, ", page->out);
	page_weeks(page, from, to - 1);
	fputs("; below each week, the day of its Monday</caption>\n<thead>\n", page->out);
	put_months(page, from, to);
	put_weeks(page, from, to);
	fputs("</thead>\n<tbody>\n", page->out);
	for (size_t r = 0; r < page->role_count; r++)
		put_role(page, &page->roles[r], from, to);
	fputs("</tbody>\n<tfoot>\n", page->out);
	for (enum view v = 0; v < VIEW_COUNT; v++)
		put_total(page, v, from, to);
	put_unused(page, from, to);
	fputs("</tfoot>\n", page->out);
	page_table_end(page);
}

static void put_key(const struct page *page)
{
	static const char *const steps[] = { "under 0.5", "0.5 to 1", "1 to 2", "2 to 4",
					     "4 and more" };

	fputs("<p class=\"key\"><span>FTE missing:</span> ", page->out);
	for (int i = 0; i < 5; i++)
		fprintf(page->out, "<span class=\"s%d\">%s</span> ", i + 1, steps[i]);
	fputs("<span>0 covered</span> <span>blank: no demand</span></p>\n", page->out);
}

void page_heat(const struct page *page)
{
	size_t weeks = page->plan->options.week_count;
	size_t blocks = (weeks + BLOCK_WEEKS - 1) / BLOCK_WEEKS;
	size_t length = (weeks + blocks - 1) / blocks;

	if (!page->role_count)
		return;
	fputs("<section id=\"gaps\" class=\"wide\">\n<h2>Where we are short</h2>\n", page->out);
	put_key(page);
	for (size_t w = 0; w < weeks; w += length)
		put_block(page, w, w + length < weeks ? w + length : weeks);
	fputs("</section>\n", page->out);
}
