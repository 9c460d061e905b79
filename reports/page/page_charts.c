#include "reports/page/page_charts.h"

#include <stdio.h>

#include "reports/html.h"
#include "reports/page_parts.h"

/* The picture in units of its viewBox: room for a line of words above and below. */
enum { CHARTS = 48, WIDTH = 640, TOP = 34, HEIGHT = 150, BOTTOM = 30 };

struct chart {
	const struct page *page;
	const struct page_role *role;
	size_t weeks;
	int64_t *supply_minutes; /* [week] */
	int64_t top_minutes;     /* the value at the top: a round number of FTE */
	int64_t top_tenths;      /* the same in tenths of an FTE */
};

/* --- numbers --------------------------------------------------------------------- */

static bool qualifies_for_role(const struct page *page, const struct page_role *role,
			       const struct person *person)
{
	for (size_t r = role->range.first; r < role->range.end; r++) {
		const struct requirement *requirement = &page->plan->requirements[r];
		struct demand asked = { .role = requirement->role,
					.level = requirement->level,
					.location = requirement->location,
					.skill_count = requirement->skill_count };
		const char **skills =
			ARENA_ARRAY(page->arena, const char *, requirement->skill_count + 1);

		for (size_t s = 0; s < requirement->skill_count; s++)
			skills[s] = requirement->skills[s];
		asked.skills = skills;
		if (person_qualifies(&page->plan->company->settings, person, &asked))
			return true;
	}
	return false;
}

/* What a person can still work in a week: neither booked nor used. */
static int32_t spare_minutes(const struct capacity *c, enum view view)
{
	int32_t unused = c->deployable_minutes - c->used_minutes[view];

	return unused < c->free_minutes ? unused : c->free_minutes;
}

/* What our people cover, plus what those who qualify for the role have left. */
static void find_supply(struct chart *chart)
{
	const struct page *page = chart->page;
	const struct plan *plan = page->plan;

	chart->supply_minutes = ARENA_ARRAY(page->arena, int64_t, chart->weeks);
	for (size_t w = 0; w < chart->weeks; w++)
		chart->supply_minutes[w] =
			chart->role->demand_minutes[w] - chart->role->gap_minutes[w];
	for (size_t p = 0; p < plan->company->person_count; p++) {
		if (!qualifies_for_role(page, chart->role, &plan->company->people[p]))
			continue;
		for (size_t w = 0; w < chart->weeks; w++)
			chart->supply_minutes[w] +=
				spare_minutes(plan_capacity(plan, p, w), page->view);
	}
}

/* 0.5, 1, 2, 4, 6, 8 or 10 FTE, and ten times these: halves read well. */
static void find_top(struct chart *chart)
{
	static const int64_t steps[] = { 5, 10, 20, 40, 60, 80 };
	int64_t full = chart->page->plan->company->settings.full_week_minutes, most = 0, ten = 1;

	for (size_t w = 0; w < chart->weeks; w++) {
		if (chart->role->demand_minutes[w] > most)
			most = chart->role->demand_minutes[w];
		if (chart->supply_minutes[w] > most)
			most = chart->supply_minutes[w];
	}
	for (;; ten *= 10)
		for (size_t i = ten > 1; i < ARRAY_LEN(steps); i++) {
			chart->top_tenths = steps[i] * ten;
			chart->top_minutes = chart->top_tenths * full / 10;
			if (chart->top_minutes >= most)
				return;
		}
}

/* --- geometry -------------------------------------------------------------------- */

static int x_of(const struct chart *chart, size_t week)
{
	return (int)((size_t)WIDTH * week / chart->weeks);
}

static int y_of(const struct chart *chart, int64_t minutes)
{
	return TOP + HEIGHT -
	       (int)((minutes * HEIGHT + chart->top_minutes / 2) / chart->top_minutes);
}

/* The bars of each week from one value to another, as one path of thick strokes. */
static void put_bars(const struct chart *chart, const char *class, const int64_t *from,
		     const int64_t *to)
{
	bool any = false;

	for (size_t w = 0; w < chart->weeks; w++) {
		int low = y_of(chart, from[w]), high = y_of(chart, to[w]);

		if (low <= high)
			continue;
		if (!any) {
			int wide = x_of(chart, 1), pad = wide > 8 ? 2 : wide > 3;

			fprintf(chart->page->out, "<path class=\"%s\" stroke-width=\"%d\" d=\"",
				class, wide - pad);
		}
		any = true;
		fprintf(chart->page->out, "M%d %dV%d", (x_of(chart, w) + x_of(chart, w + 1)) / 2,
			low, high);
	}
	if (any)
		fputs("\"/>", chart->page->out);
}

static void put_supply(const struct chart *chart)
{
	int y = y_of(chart, chart->supply_minutes[0]), x = 0;

	fprintf(chart->page->out, "<path class=\"supply\" d=\"M0 %d", y);
	for (size_t w = 1; w < chart->weeks; w++) {
		int next = y_of(chart, chart->supply_minutes[w]);

		if (next == y)
			continue;
		fprintf(chart->page->out, "h%dv%d", x_of(chart, w) - x, next - y);
		x = x_of(chart, w);
		y = next;
	}
	fprintf(chart->page->out, "H%d\"/>", WIDTH);
}

static void put_grid(const struct chart *chart)
{
	FILE *out = chart->page->out;

	fprintf(out, "<path class=\"grid\" d=\"M0 %dH%dM0 %dH%d\"/>", TOP, WIDTH, TOP + HEIGHT / 2,
		WIDTH);
	fprintf(out, "<path class=\"base\" d=\"M0 %dH%d\"/>", TOP + HEIGHT, WIDTH);
}

/* The month that is named at the beginning of a week, from 1; 0: none. */
static int month_at(const struct chart *chart, size_t week, int *before, int *drawn)
{
	int year, month, mday, x = x_of(chart, week), last = *before;

	day_date(plan_week(chart->page->plan, week), &year, &month, &mday);
	*before = month;
	if (month == last || x - *drawn < 60 || x > WIDTH - 40)
		return 0;
	*drawn = x;
	return month;
}

static void put_months(const struct chart *chart)
{
	FILE *out = chart->page->out;
	int before = 0, drawn = -WIDTH;

	for (size_t w = 0; w < chart->weeks; w++) {
		int month = month_at(chart, w, &before, &drawn);

		if (month)
			fprintf(out, "<text x=\"%d\" y=\"%d\">%s</text>", x_of(chart, w) + 4,
				TOP + HEIGHT + BOTTOM - 6, html_month(month));
	}
	fputs("<path class=\"tick\" d=\"", out);
	before = 0;
	drawn = -WIDTH;
	for (size_t w = 0; w < chart->weeks; w++)
		if (month_at(chart, w, &before, &drawn))
			fprintf(out, "M%d %dv8", x_of(chart, w), TOP + HEIGHT);
	fputs("\"/>", out);
}

/* --- one chart -------------------------------------------------------------------- */

static void put_words(const struct chart *chart)
{
	const struct page *page = chart->page;
	const struct page_role *role = chart->role;

	fputs("Supply and demand: ", page->out);
	html_text(page->out, role->name);
	fputs(". Demand of ", page->out);
	page_fte(page, role->total_demand_minutes);
	fputs(" FTE-weeks, ", page->out);
	if (role->total_gap_minutes) {
		page_fte(page, role->total_gap_minutes);
		fputs(" of them short, at most ", page->out);
		page_fte(page, role->gap_minutes[role->peak_week]);
		fputs(" FTE in ", page->out);
		page_weeks(page, role->peak_week, role->peak_week);
	} else {
		fputs("all covered", page->out);
	}
}

static void put_caption(const struct chart *chart)
{
	const struct page *page = chart->page;
	const struct page_role *role = chart->role;

	fputs("<figcaption>", page->out);
	html_name(page->out, role->name);
	if (role->total_gap_minutes) {
		fputs(" <small>up to <b>", page->out);
		page_gap(page, role->gap_minutes[role->peak_week]);
		fputs("</b> in ", page->out);
		page_week(page, role->peak_week);
		fputs("</small>", page->out);
	} else {
		fputs(" <small>covered</small>", page->out);
	}
	fputs("</figcaption>\n", page->out);
}

static void put_chart(const struct page *page, const struct page_role *role)
{
	struct chart chart = { page, role, page->plan->options.week_count, NULL, 0, 0 };
	int64_t *zero = ARENA_ARRAY(page->arena, int64_t, chart.weeks);
	int64_t *covered = ARENA_ARRAY(page->arena, int64_t, chart.weeks);
	FILE *out = page->out;

	for (size_t w = 0; w < chart.weeks; w++)
		covered[w] = role->demand_minutes[w] - role->gap_minutes[w];
	find_supply(&chart);
	find_top(&chart);
	fputs("<figure>\n", out);
	put_caption(&chart);
	fprintf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDTH,
		TOP + HEIGHT + BOTTOM);
	put_words(&chart);
	fputs("\">", out);
	put_grid(&chart);
	put_bars(&chart, "bars covered", zero, covered);
	put_bars(&chart, "bars short", covered, role->demand_minutes);
	put_bars(&chart, "bars tentative", role->committed_minutes, role->demand_minutes);
	put_supply(&chart);
	fprintf(out, "<text x=\"0\" y=\"%d\">", TOP - 8);
	html_decimal(out, chart.top_tenths, 10, chart.top_tenths % 10 ? 1 : 0);
	fputs(" FTE</text>", out);
	put_months(&chart);
	fputs("</svg>\n</figure>\n", out);
}

static void put_key(const struct page *page)
{
	fputs("<p class=\"key\">"
	      "<span><svg class=\"swatch\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">"
	      "<path class=\"covered\" d=\"M0 0h16v16h-16z\"/></svg>demand that is covered</span> "
	      "<span><svg class=\"swatch\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">"
	      "<path class=\"short\" d=\"M0 0h16v16h-16z\"/></svg>demand that goes short</span> "
	      "<span><svg class=\"swatch\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">"
	      "<path class=\"covered\" d=\"M0 0h16v16h-16z\"/><path fill=\"url(#stripes)\" "
	      "d=\"M0 0h16v16h-16z\"/></svg>striped: tentative</span> "
	      "<span><svg class=\"swatch\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">"
	      "<path class=\"supply\" d=\"M0 11h8v-6h8\"/></svg>supply: what our people cover, "
	      "plus "
	      "what those who could do it have left</span></p>\n",
	      page->out);
}

void page_charts(const struct page *page)
{
	size_t shown = page->role_count < CHARTS ? page->role_count : CHARTS;

	if (!shown)
		return;
	fputs("<section id=\"roles\">\n<h2>Supply and demand by role</h2>\n", page->out);
	put_key(page);
	fputs("<div class=\"charts\">\n", page->out);
	for (size_t r = 0; r < shown; r++)
		put_chart(page, &page->roles[r]);
	fputs("</div>\n", page->out);
	if (shown < page->role_count)
		fprintf(page->out,
			"<p class=\"rest\">Drawn are the %zu roles with the largest gaps; the "
			"other "
			"%zu are in the table above.</p>\n",
			shown, page->role_count - shown);
	fputs("</section>\n", page->out);
}
