#include "reports/page/page_head.h"

#include <stdio.h>

#include "reports/html.h"
#include "reports/page/page_orders.h"
#include "reports/page_parts.h"
#include "reports/shortage.h"

static void put_identity(const struct page *page)
{
	const struct plan *plan = page->plan;
	const char *company = plan->company->settings.company;

	fputs("<header>\n<p class=\"eyebrow\">", page->out);
	if (company && *company) {
		html_name(page->out, company);
		fputs(" \xc2\xb7 ", page->out);
	}
	if (plan->options.number)
		fprintf(page->out, "plan %d", (int)plan->options.number);
	else
		fputs("a plan that is not stored", page->out);
	fputs(", made for ", page->out);
	html_day(page->out, plan->options.today);
	fputs("</p>\n", page->out);
}

/* The page's finding is its title. */
static void put_finding(const struct page *page)
{
	fputs("<h1>", page->out);
	if (!page->role_count)
		fputs("There is no demand in these weeks", page->out);
	else if (!page->gap_minutes)
		fputs("Nothing is short: our people cover all demand", page->out);
	else {
		fputs("We are ", page->out);
		page_fte(page, page->gap_minutes);
		fprintf(page->out, " FTE-weeks short, in %zu of %zu role%s", page->short_count,
			page->role_count, page->role_count == 1 ? "" : "s");
	}
	fputs("</h1>\n", page->out);
}

static void put_most_urgent(const struct page *page)
{
	const struct plan *plan = page->plan;
	const struct demand *line;
	struct shortage run;
	struct requirement_range role;

	if (!shortage_worst(plan, page->view, &role, &run))
		return;
	line = &plan->company->demands[run.line];
	fputs("<p class=\"lede\">Most urgent: <strong>", page->out);
	html_name(page->out, plan->requirements[role.first].role);
	fputs("</strong>, up to <strong>", page->out);
	page_fte(page, run.peak_minutes);
	fprintf(page->out, " FTE</strong> short %s ",
		run.first_week == run.last_week ? "in" : "from");
	page_weeks(page, run.first_week, run.last_week);
	fprintf(page->out, "; P%d ", (int)line->priority);
	html_name(page->out, line->project);
	fputs(" is affected first.</p>\n", page->out);
}

static void put_scope(const struct page *page)
{
	static const char *const views[] = {
		[VIEW_COMMITTED] = "committed demand only",
		[VIEW_WEIGHTED] = "committed demand, and tentative demand times its probability",
		[VIEW_ALL] = "committed demand, and all tentative demand in full",
	};
	const struct plan *plan = page->plan;
	size_t last = plan->options.week_count - 1;

	fputs("<p class=\"scope\">", page->out);
	page_weeks(page, 0, last);
	fputs(", ", page->out);
	html_day(page->out, plan_week(plan, 0));
	fputs(" to ", page->out);
	html_day(page->out, day_add(plan_week(plan, last), 6));
	fprintf(page->out, ". Counted: %s (view <em>%s</em>). Served first: %s.", views[page->view],
		view_name(page->view),
		plan->options.objective == OBJECTIVE_COST
			? "what is expensive to replace, whatever its priority"
			: "the urgent projects");
	fputs("</p>\n", page->out);
}

/* --- key figures --------------------------------------------------------------- */

static int64_t gap_in_view(const struct page *page, enum view view)
{
	const struct requirement_range all = { 0, page->plan->requirement_count };
	int64_t sum = 0;

	for (size_t w = 0; w < page->plan->options.week_count; w++)
		sum += range_gap(page->plan, view, all, w);
	return sum;
}

static void put_peak(const struct page *page)
{
	const struct requirement_range all = { 0, page->plan->requirement_count };
	int64_t peak = 0;
	size_t week = 0;

	for (size_t w = 0; w < page->plan->options.week_count; w++) {
		int64_t gap = range_gap(page->plan, page->view, all, w);

		if (gap > peak) {
			peak = gap;
			week = w;
		}
	}
	fputs("<div><dt>Worst week</dt><dd>", page->out);
	page_fte(page, peak);
	fputs(" <small>FTE", page->out);
	if (peak) {
		fputs(" in ", page->out);
		page_week(page, week);
	}
	fputs("</small></dd></div>\n", page->out);
}

static void put_covered(const struct page *page)
{
	fputs("<div><dt>Demand covered</dt><dd>", page->out);
	if (page->demand_minutes) {
		html_decimal(page->out, (page->demand_minutes - page->gap_minutes) * 100,
			     page->demand_minutes,
			     page->gap_minutes && page->gap_minutes * 200 < page->demand_minutes
				     ? 1
				     : 0);
		fputs(" <small>% of ", page->out);
	} else {
		fputs("\xe2\x80\x93 <small>of ", page->out);
	}
	page_fte(page, page->demand_minutes);
	fputs(" FTE-weeks</small></dd></div>\n", page->out);
}

static void put_figures(const struct page *page)
{
	static const char *const names[] = { "committed", "weighted", "all" };

	fputs("<dl class=\"figures\">\n<div class=\"bad\"><dt>Short</dt><dd>", page->out);
	page_fte(page, page->gap_minutes);
	fputs(" <small>FTE-weeks</small></dd></div>\n", page->out);
	put_peak(page);
	put_covered(page);
	page_cost_figure(page);
	fputs("<div><dt>Unused time</dt><dd>", page->out);
	page_fte(page, page->unused_minutes);
	fputs(" <small>FTE-weeks</small></dd></div>\n"
	      "<div class=\"views\"><dt>Short by view of demand</dt><dd>",
	      page->out);
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		fprintf(page->out, "<span%s>", v == page->view ? " class=\"this\"" : "");
		page_fte(page, gap_in_view(page, v));
		fprintf(page->out, " <small>%s</small></span>%s", names[v],
			v + 1 < VIEW_COUNT ? " " : "");
	}
	fputs("</dd></div>\n</dl>\n", page->out);
}

/* --- feeds that cannot be trusted ----------------------------------------------- */

enum { STALE_NAMED = 8 };

static bool is_doubtful(const struct feed *feed)
{
	return feed->state == FEED_STALE || feed->state == FEED_MISSING;
}

static void put_doubtful(const struct page *page, const struct feed *feed)
{
	fputs("<li>", page->out);
	html_name(page->out, feed->name);
	if (feed->state == FEED_STALE) {
		fputs(": the copy of ", page->out);
		html_day(page->out, feed->read_on);
		fputs(" is used", page->out);
	} else {
		fputs(": never read, so it makes nobody absent", page->out);
	}
	if (feed->trouble && feed->trouble[0]) {
		fputs("; ", page->out);
		html_text(page->out, feed->trouble);
	}
	fputs("</li>\n", page->out);
}

static void put_stale(const struct page *page)
{
	const struct company *company = page->plan->company;
	size_t count = 0, named = 0;

	for (size_t f = 0; f < company->feed_count; f++)
		count += is_doubtful(&company->feeds[f]);
	if (!count)
		return;
	fprintf(page->out,
		"<div class=\"warning\">\n<p><strong>%zu calendar%s could not be read.</strong> "
		"Absences since then are not in this plan.</p>\n<ul>\n",
		count, count == 1 ? "" : "s");
	for (size_t f = 0; f < company->feed_count && named < STALE_NAMED; f++)
		if (is_doubtful(&company->feeds[f])) {
			put_doubtful(page, &company->feeds[f]);
			named++;
		}
	if (count > named)
		fprintf(page->out,
			"<li>and %zu more, see <a href=\"#calendars\">calendars</a></li>\n",
			count - named);
	fputs("</ul>\n</div>\n", page->out);
}

void page_head(const struct page *page)
{
	put_identity(page);
	put_finding(page);
	put_most_urgent(page);
	page_next_order(page);
	put_scope(page);
	put_stale(page);
	put_figures(page);
	fputs("</header>\n", page->out);
}
