/* The page: one HTML file that tells where people are missing and what to order by when. */
#include <stdlib.h>

#include "reports/html.h"
#include "reports/page/page_bookings.h"
#include "reports/page/page_changes.h"
#include "reports/page/page_charts.h"
#include "reports/page/page_free.h"
#include "reports/page/page_head.h"
#include "reports/page/page_heat.h"
#include "reports/page/page_orders.h"
#include "reports/page/page_proof.h"
#include "reports/page/page_shortages.h"
#include "reports/page/page_sources.h"
#include "reports/page_parts.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/shortage.h"

/* --- what is worked out once ------------------------------------------------- */

static void sum_role(struct page *page, struct page_role *role)
{
	size_t weeks = page->plan->options.week_count;

	role->demand_minutes = ARENA_ARRAY(page->arena, int64_t, weeks);
	role->committed_minutes = ARENA_ARRAY(page->arena, int64_t, weeks);
	role->gap_minutes = ARENA_ARRAY(page->arena, int64_t, weeks);
	for (size_t w = 0; w < weeks; w++) {
		role->demand_minutes[w] = range_demand(page->plan, page->view, role->range, w);
		role->committed_minutes[w] =
			range_demand(page->plan, VIEW_COMMITTED, role->range, w);
		role->gap_minutes[w] = range_gap(page->plan, page->view, role->range, w);
		role->total_demand_minutes += role->demand_minutes[w];
		role->total_gap_minutes += role->gap_minutes[w];
		if (role->gap_minutes[w] > role->gap_minutes[role->peak_week])
			role->peak_week = w;
	}
}

static int by_gap(const void *a, const void *b)
{
	const struct page_role *left = a, *right = b;

	if (left->total_gap_minutes != right->total_gap_minutes)
		return left->total_gap_minutes > right->total_gap_minutes ? -1 : 1;
	return left->range.first < right->range.first ? -1 : left->range.first > right->range.first;
}

static void find_roles(struct page *page)
{
	const struct plan *plan = page->plan;

	page->roles = ARENA_ARRAY(page->arena, struct page_role, plan->requirement_count + 1);
	for (size_t r = 0; r < plan->requirement_count;) {
		struct page_role *role = &page->roles[page->role_count++];

		role->range = range_of_role(plan, r);
		role->name = plan->requirements[r].role;
		sum_role(page, role);
		page->demand_minutes += role->total_demand_minutes;
		page->gap_minutes += role->total_gap_minutes;
		page->short_count += role->total_gap_minutes > 0;
		r = role->range.end;
	}
	qsort(page->roles, page->role_count, sizeof(*page->roles), by_gap);
}

static void find_unused(struct page *page)
{
	const struct plan *plan = page->plan;

	for (size_t w = 0; w < plan->options.week_count; w++)
		page->unused_minutes += shape_all_unused_minutes(plan, page->view, w);
}

/* --- the frame ---------------------------------------------------------------- */

static void put_foot(const struct page *page)
{
	fputs("<footer>\n<h2>How to read this page</h2>\n<dl class=\"words\">\n"
	      "<div><dt>FTE</dt><dd>one full-time week of the company, ",
	      page->out);
	html_decimal(page->out, page->plan->company->settings.full_week_minutes, 60, 1);
	fputs(" hours; an FTE-week is one FTE for one week</dd></div>\n"
	      "<div><dt>short</dt><dd>demand that stays uncovered when everybody is used as well "
	      "as "
	      "possible, urgent projects first; it cannot be closed by moving people around"
	      "</dd></div>\n"
	      "<div><dt>committed, weighted, all</dt><dd>signed demand only; signed plus tentative "
	      "demand times its probability; signed plus all tentative demand</dd></div>\n"
	      "<div><dt>P1 to P5</dt><dd>priority of a demand line, 1 is served first</dd></div>\n"
	      "<div><dt>unused</dt><dd>time that people can work and no demand uses; a person with "
	      "three roles counts once</dd></div>\n"
	      "</dl>\n<p>Written by staffgap. The same plan always gives this same page.</p>\n"
	      "</footer>\n</body>\n</html>\n",
	      page->out);
}

static bool write_html(const struct plan *plan, const struct report_options *options, FILE *out,
		       struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct page page = {
		.plan = plan, .options = options, .view = options->view, .arena = &arena, .out = out
	};

	find_roles(&page);
	find_unused(&page);
	page_top(&page, "where we are short of people");
	page_head(&page);
	fputs("<main>\n", out);
	page_heat(&page);
	page_orders(&page);
	page_changes(&page);
	page_shortages(&page);
	page_charts(&page);
	page_proof(&page);
	page_free(&page);
	page_bookings(&page);
	page_sources(&page);
	fputs("</main>\n", out);
	put_foot(&page);
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_page = {
	.name = "page",
	.summary = "Web page: where people are missing, why, what to order",
	.needs = PLAN_PROOF | PLAN_REASONS | PLAN_ROSTER | PLAN_CHANGES,
	.write = { [FORMAT_HTML] = write_html },
};
