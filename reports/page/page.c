#include "reports/page/page.h"

#include <sha2.h>
#include <stdlib.h>
#include <string.h>

#include "reports/html.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "store/number.h"

/* reports/page/page.css; a policy names it by its hash. */
extern const char page_css[];

/* --- words that several sections say --------------------------------------- */

void page_fte(const struct page *page, int64_t minutes)
{
	int64_t full = page->plan->company->settings.full_week_min;
	char text[NUMBER_TEXT_SIZE];

	number_format(text, minutes, full, 1, '.');
	if (minutes > 0 && strcmp(text, "0.0") == 0)
		fputs("&lt;0.1", page->out);
	else
		html_decimal(page->out, minutes, full, 1);
}

void page_gap(const struct page *page, int64_t minutes)
{
	if (minutes * 20 >= page->plan->company->settings.full_week_min)
		fputs("+", page->out);
	page_fte(page, minutes);
}

const char *page_reason(enum reason reason)
{
	static const char *const words[] = {
		"nobody has the role",
		"people are below the level",
		"people are elsewhere",
		"people lack the skills",
		"people are booked for other work",
		"people are away",
		"too few people",
	};

	static_assert(ARRAY_LEN(words) == REASON_COUNT, "every reason has words");
	return words[reason];
}

void page_week(const struct page *page, size_t week)
{
	char name[WEEK_TEXT_SIZE];

	week_format(plan_week(page->plan, week), name);
	fputs(strchr(name, 'W'), page->out);
}

void page_weeks(const struct page *page, size_t first, size_t last)
{
	char from[WEEK_TEXT_SIZE], to[WEEK_TEXT_SIZE];

	week_format(plan_week(page->plan, first), from);
	week_format(plan_week(page->plan, last), to);
	if (first == last)
		fputs(from, page->out);
	else
		fprintf(page->out, "%s to %s", from,
			memcmp(from, to, 4) == 0 ? strchr(to, 'W') : to);
}

const char *page_level(int32_t level)
{
	static const char *const names[] = { "", "junior", "regular", "senior", "principal" };

	return level >= LEVEL_JUNIOR && level <= LEVEL_MAX ? names[level] : "";
}

void page_requirement(const struct page *page, const struct requirement *requirement)
{
	fprintf(page->out, "<small class=\"req\">%s", page_level(requirement->level));
	if (requirement->location[0]) {
		fputs(", ", page->out);
		html_name(page->out, requirement->location);
	}
	for (size_t s = 0; s < requirement->skill_count; s++) {
		fputs(s ? " + " : ", ", page->out);
		html_name(page->out, requirement->skills[s]);
	}
	fputs("</small>", page->out);
}

void page_table_begin(const struct page *page, const char *class, const char *label)
{
	fprintf(page->out,
		"<section class=\"scroll\" tabindex=\"0\" aria-label=\"%s\">\n"
		"<table class=\"%s\">\n",
		label, class);
}

void page_table_end(const struct page *page)
{
	fputs("</table>\n</section>\n", page->out);
}

/* --- what is worked out once ------------------------------------------------- */

static void sum_role(struct page *page, struct page_role *role)
{
	size_t weeks = page->plan->options.week_count;

	role->demand_min = ARENA_ARRAY(page->arena, int64_t, weeks);
	role->committed_min = ARENA_ARRAY(page->arena, int64_t, weeks);
	role->gap_min = ARENA_ARRAY(page->arena, int64_t, weeks);
	for (size_t w = 0; w < weeks; w++) {
		role->demand_min[w] = range_demand(page->plan, page->view, role->range, w);
		role->committed_min[w] = range_demand(page->plan, VIEW_COMMITTED, role->range, w);
		role->gap_min[w] = range_gap(page->plan, page->view, role->range, w);
		role->total_demand_min += role->demand_min[w];
		role->total_gap_min += role->gap_min[w];
		if (role->gap_min[w] > role->gap_min[role->peak_week])
			role->peak_week = w;
	}
}

static int by_gap(const void *a, const void *b)
{
	const struct page_role *left = a, *right = b;

	if (left->total_gap_min != right->total_gap_min)
		return left->total_gap_min > right->total_gap_min ? -1 : 1;
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
		page->demand_min += role->total_demand_min;
		page->gap_min += role->total_gap_min;
		page->short_count += role->total_gap_min > 0;
		r = role->range.end;
	}
	qsort(page->roles, page->role_count, sizeof(*page->roles), by_gap);
}

static void find_unused(struct page *page)
{
	const struct plan *plan = page->plan;

	for (size_t p = 0; p < plan->company->person_count; p++)
		for (size_t w = 0; w < plan->options.week_count; w++) {
			const struct capacity *c = plan_capacity(plan, p, w);

			page->unused_min += c->deployable_min - c->used_min[page->view];
		}
}

/* --- the frame ---------------------------------------------------------------- */

static void put_policy(FILE *out)
{
	unsigned char digest[SHA256_DIGEST_LENGTH];
	SHA2_CTX context;

	SHA256Init(&context);
	SHA256Update(&context, (const unsigned char *)page_css, strlen(page_css));
	SHA256Final(digest, &context);
	fputs("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	      "style-src 'sha256-",
	      out);
	html_base64(out, digest, sizeof(digest));
	fputs("'; base-uri 'none'; form-action 'none'\">\n", out);
}

void page_top(const struct page *page, const char *title)
{
	FILE *out = page->out;

	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n", out);
	put_policy(out);
	fputs("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	      "<meta name=\"color-scheme\" content=\"light dark\">\n"
	      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>",
	      out);
	if (page->plan->options.number)
		fprintf(out, "Plan %d: ", (int)page->plan->options.number);
	fprintf(out, "%s</title>\n<style>", title);
	fputs(page_css, out);
	fputs("</style>\n</head>\n<body>\n", out);
	/* Stripes mark what is tentative in every chart. */
	fputs("<svg class=\"defs\" aria-hidden=\"true\" width=\"0\" height=\"0\"><defs>"
	      "<pattern id=\"stripes\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
	      "patternTransform=\"rotate(45)\"><path class=\"stripe\" d=\"M0 "
	      "0h3v7h-3z\"/></pattern>"
	      "</defs></svg>\n",
	      out);
}

static void put_foot(const struct page *page)
{
	fputs("<footer>\n<h2>How to read this page</h2>\n<dl class=\"words\">\n"
	      "<div><dt>FTE</dt><dd>one full-time week of the company, ",
	      page->out);
	html_decimal(page->out, page->plan->company->settings.full_week_min, 60, 1);
	fputs(" hours; an FTE-week is one FTE for one week</dd></div>\n"
	      "<div><dt>short</dt><dd>demand that stays uncovered when everybody is used as well "
	      "as "
	      "possible, urgent projects first; it can not be closed by moving people around"
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
	.summary = "One page to look at: where people are missing, why, and what to order",
	.needs = PLAN_PROOF | PLAN_REASONS | PLAN_ROSTER | PLAN_CHANGES,
	.write = { [FORMAT_HTML] = write_html },
};
