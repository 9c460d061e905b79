/**
 * What pages of HTML are made of: their frame, tables, and words that several sections say.
 *
 * No script, no outside file, a Content-Security-Policy that allows nothing but the style
 * sheet inside. Each section (reports/page/) writes itself, or nothing when the plan lacks its
 * part. What several sections need is worked out once, in struct page.
 */
#ifndef REPORTS_PAGE_PARTS_H
#define REPORTS_PAGE_PARTS_H

#include "model/proof.h"
#include "reports/reports.h"
#include "reports/shortage.h"

/** One role of the plan and its weeks, in the page's view. */
struct page_role {
	struct requirement_range range;
	const char *name;
	int64_t *demand_minutes, *gap_minutes; /* [week] */
	int64_t *committed_minutes;            /* [week]: demand that is signed */
	int64_t total_gap_minutes, total_demand_minutes;
	size_t peak_week; /* the first of the largest gap */
};

struct page {
	const struct plan *plan;
	const struct report_options *options;
	enum view view;
	struct arena *arena;
	FILE *out;
	struct page_role *roles; /* the shortest first: by total gap, then as the plan has them */
	size_t role_count, short_count;
	int64_t *line_gap_minutes; /* [demand line]: gap of all weeks */
	int64_t demand_minutes, gap_minutes, unused_minutes;
};

/** The document up to its body: policy, style, the stripes of charts. The title is ours. */
void page_top(const struct page *page, const char *title);

/** FTE with a decimal, "<0.1" for less. */
void page_fte(const struct page *page, int64_t minutes);

/** The same with its sign: "+2.0", "<0.1". */
void page_gap(const struct page *page, int64_t minutes);

/** "2026-W49 to W53", "2026-W53 to 2027-W02", "2026-W49". */
void page_weeks(const struct page *page, size_t first, size_t last);

/** "W49". */
void page_week(const struct page *page, size_t week);

/** "regular" for 2. */
const char *page_level(int32_t level);

/** "people are below the level": why a gap stays, in a few words. */
const char *page_reason(enum reason reason);

/** "senior, DE, german + kafka": what is asked for beyond the role. */
void page_requirement(const struct page *page, const struct requirement *requirement);

/** A table's frame that scrolls on its own, so that the page never does. The label is ours. */
void page_table_begin(const struct page *page, const char *class, const char *label);
void page_table_end(const struct page *page);

#endif
