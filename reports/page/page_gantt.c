#include "reports/page/page_gantt.h"

#include <stdio.h>

#include "base/text.h"
#include "reports/html.h"
#include "reports/page/page_order_rows.h"

/* The picture in units of its viewBox. Weeks begin behind the labels; the axis is on top. */
enum { WIDTH = 1200, LABELS = 250, AXIS = 26, ROW = 24, BAR = 12, LABEL_COLUMNS = 30 };

struct gantt {
	const struct page *page;
	const struct order_rows *orders;
	struct day first, end; /* drawn: from first to before end */
	int height;
};

/* Where a day begins; days outside are drawn at the edge. */
static int x_of(const struct gantt *gantt, struct day day)
{
	int64_t days = day_distance(gantt->first, gantt->end);
	int64_t at = day_distance(gantt->first, day);

	at = at < 0 ? 0 : at > days ? days : at;
	return LABELS + (int)(at * (WIDTH - LABELS) / days);
}

/* The plan, and before it as much as the earliest order needs, eight weeks at most. */
static void find_days(struct gantt *gantt)
{
	const struct plan *plan = gantt->page->plan;
	struct day least = day_add(plan_week(plan, 0), -8 * 7);

	gantt->first = day_earlier(plan_week(plan, 0), plan->options.today);
	gantt->end = plan_week(plan, plan->options.week_count);
	for (size_t i = 0; i < gantt->orders->shown; i++)
		if (gantt->orders->list[i]->decision != DECISION_LET_END)
			gantt->first = day_earlier(gantt->first, gantt->orders->list[i]->order_by);
	gantt->first = day_week_start(day_later(gantt->first, least));
}

static void put_axis(const struct gantt *gantt)
{
	FILE *out = gantt->page->out;
	int before = 0, drawn = 0;

	for (struct day day = gantt->first; day.since_1970 < gantt->end.since_1970;
	     day = day_add(day, 7)) {
		int year, month, mday, x = x_of(gantt, day);

		day_date(day, &year, &month, &mday);
		if (month != before && x - drawn >= 44) {
			fprintf(out, "<path class=\"grid\" d=\"M%d 0V%d\"/>", x, gantt->height);
			if (x < WIDTH - 40)
				fprintf(out, "<text x=\"%d\" y=\"14\">%s</text>", x + 4,
					html_month(month));
			drawn = x;
		}
		before = month;
	}
	fprintf(out, "<path class=\"today\" d=\"M%d %dV%d\"/>",
		x_of(gantt, gantt->page->plan->options.today), AXIS - 6, gantt->height);
}

/* "2 x sre, offshore" in the room that there is. */
static void put_label(const struct gantt *gantt, const struct engagement *engagement, int y)
{
	const struct page *page = gantt->page;
	const struct rate_option *option = order_option(page, engagement);
	const char *text = arena_format(
		page->arena, "%d \xc3\x97 %s%s, %s", (int)engagement->heads, option->roles[0].role,
		option->role_count > 1 ? " \xe2\x80\xa6" : "", model_name(option->model));
	size_t fit = text_fit(span_of(text), LABEL_COLUMNS);

	fprintf(page->out, "<text x=\"0\" y=\"%d\">", y + BAR - 1);
	html_text(page->out, arena_copy(page->arena, (struct span){ text, fit }));
	fputs(text[fit] ? "\xe2\x80\xa6</text>" : "</text>", page->out);
}

static int y_of(size_t row)
{
	return AXIS + ROW * (int)row + 4;
}

static bool is_ordered(const struct engagement *engagement)
{
	return engagement->decision != DECISION_LET_END;
}

/* What the strips are made of: a path each, for all engagements that have it. */

static void put_bar(const struct gantt *gantt, const struct engagement *engagement, int y,
		    bool fresh)
{
	int from = x_of(gantt, engagement->first_day);
	int to = x_of(gantt, day_add(engagement->last_day, 1));

	if (fresh == (engagement->decision == DECISION_NEW))
		fprintf(gantt->page->out, "M%d %dH%dv%dH%dz", from, y, to > from ? to : from + 1,
			BAR, from);
}

static void put_lead(const struct gantt *gantt, const struct engagement *engagement, int y)
{
	int from = x_of(gantt, engagement->first_day);
	int order = x_of(gantt, engagement->order_by);

	if (is_ordered(engagement) && order < from)
		fprintf(gantt->page->out, "M%d %dH%d", order, y + BAR / 2, from);
}

static void put_diamond(const struct gantt *gantt, const struct engagement *engagement, int y,
			bool late)
{
	if (is_ordered(engagement) && late == (engagement->late_days > 0))
		fprintf(gantt->page->out, "M%d %dl5 6l-5 6l-5-6z",
			x_of(gantt, engagement->order_by), y);
}

static void put_missed(const struct gantt *gantt, const struct engagement *engagement, int y)
{
	if (engagement->late_days > 0 && engagement->decision == DECISION_NEW)
		fprintf(gantt->page->out, "M%d %dH%d", x_of(gantt, engagement->wanted), y + BAR + 3,
			x_of(gantt, engagement->first_day));
}

enum part { PART_NEW, PART_RUNNING, PART_LEAD, PART_ORDER, PART_LATE, PART_MISSED, PART_COUNT };

static void put_part(const struct gantt *gantt, enum part part)
{
	static const char *const classes[] = { "new",   "running",    "lead",
					       "order", "order late", "missed" };

	static_assert(ARRAY_LEN(classes) == PART_COUNT, "every part has a class");
	fprintf(gantt->page->out, "<path class=\"%s\" d=\"", classes[part]);
	for (size_t i = 0; i < gantt->orders->shown; i++) {
		const struct engagement *engagement = gantt->orders->list[i];

		switch (part) {
		case PART_NEW:
		case PART_RUNNING: put_bar(gantt, engagement, y_of(i), part == PART_NEW); break;
		case PART_LEAD: put_lead(gantt, engagement, y_of(i)); break;
		case PART_ORDER:
		case PART_LATE: put_diamond(gantt, engagement, y_of(i), part == PART_LATE); break;
		case PART_MISSED: put_missed(gantt, engagement, y_of(i)); break;
		case PART_COUNT: break;
		}
	}
	fputs("\"/>", gantt->page->out);
}

static void put_key(const struct page *page)
{
	fputs("<p class=\"key\"><span>"
	      "<svg class=\"swatch\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">"
	      "<path class=\"order\" d=\"M8 2l5 6l-5 6l-5-6z\"/></svg>order by</span> <span>"
	      "<svg class=\"swatch\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">"
	      "<path class=\"lead\" d=\"M0 8h16\"/></svg>lead time</span> <span>"
	      "<svg class=\"swatch\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">"
	      "<path class=\"new\" d=\"M0 3h16v10h-16z\"/></svg>at work</span> <span>"
	      "<svg class=\"swatch\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">"
	      "<path class=\"running\" d=\"M0 3h16v10h-16z\"/></svg>runs already</span> <span>"
	      "<svg class=\"swatch\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">"
	      "<path class=\"missed\" d=\"M0 8h16\"/></svg>needed before it can "
	      "arrive</span></p>\n",
	      page->out);
}

void page_gantt(const struct page *page, const struct order_rows *orders)
{
	struct gantt gantt = { .page = page, .orders = orders };
	FILE *out = page->out;

	find_days(&gantt);
	gantt.height = AXIS + ROW * (int)orders->shown;
	put_key(page);
	fputs("<section class=\"scroll\" tabindex=\"0\" aria-label=\"Engagements over time\">\n",
	      out);
	fprintf(out,
		"<svg class=\"gantt\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"gt gd\">"
		"<title id=\"gt\">Engagements over time</title><desc id=\"gd\">%zu strips, one for "
		"each "
		"line of the table below: order-by day, lead time, first to last day</desc>",
		WIDTH, gantt.height, orders->shown);
	put_axis(&gantt);
	for (size_t i = 0; i < orders->shown; i++)
		put_label(&gantt, orders->list[i], y_of(i));
	for (int part = 0; part < PART_COUNT; part++)
		put_part(&gantt, (enum part)part);
	fputs("</svg>\n</section>\n", out);
}
