#include "reports/page/page_shortages.h"

#include <stdlib.h>

#include "model/proof.h"
#include "reports/html.h"
#include "reports/page_parts.h"
#include "reports/shortage.h"

enum { ROWS = 25 };

/* A run of weeks in which one requirement goes short. */
struct shortage_row {
	size_t requirement;
	struct shortage run;
	int32_t priority; /* of the line that feels it first */
};

struct rows {
	struct shortage_row *list;
	size_t count, room;
};

static int by_urgency(const void *a, const void *b)
{
	const struct shortage_row *left = a, *right = b;

	if (left->priority != right->priority)
		return left->priority < right->priority ? -1 : 1;
	if (left->run.total_minutes != right->run.total_minutes)
		return left->run.total_minutes > right->run.total_minutes ? -1 : 1;
	if (left->requirement != right->requirement)
		return left->requirement < right->requirement ? -1 : 1;
	return left->run.first_week < right->run.first_week ? -1 : 1;
}

static struct rows find_rows(const struct page *page)
{
	const struct plan *plan = page->plan;
	struct rows rows = { 0 };

	for (size_t r = 0; r < plan->requirement_count; r++) {
		struct shortage_row row = { .requirement = r };

		for (size_t w = 0; shortage_find(
			     plan, page->view, (struct requirement_range){ r, r + 1 }, w, &row.run);
		     w = row.run.last_week + 1) {
			row.priority = plan->company->demands[row.run.line].priority;
			rows.list = ARENA_PUSH(page->arena, rows.list, rows.count, rows.room);
			rows.list[rows.count++] = row;
		}
	}
	if (rows.count)
		qsort(rows.list, rows.count, sizeof(*rows.list), by_urgency);
	return rows;
}

static bool has_line(const struct certificate *certificate, size_t line)
{
	for (size_t i = 0; i < certificate->line_count; i++)
		if (certificate->lines[i] == line)
			return true;
	return false;
}

/* Why: of the certificates that speak of the line in these weeks, the reason with most minutes. */
static void put_reason(const struct page *page, const struct shortage *run)
{
	const struct proof *proof = page->plan->proof;
	int64_t minutes[REASON_COUNT] = { 0 };
	enum reason best = REASON_COUNT;

	if (proof && proof->view == page->view)
		for (size_t i = 0; i < proof->count; i++) {
			const struct certificate *c = &proof->list[i];

			if (c->week >= run->first_week && c->week <= run->last_week &&
			    has_line(c, run->line))
				minutes[c->reason] += c->missing_minutes;
		}
	for (enum reason r = 0; r < REASON_COUNT; r++)
		if (minutes[r] > (best < REASON_COUNT ? minutes[best] : 0))
			best = r;
	fprintf(page->out, "<td>%s</td>", best < REASON_COUNT ? page_reason(best) : "");
}

static void put_row(const struct page *page, const struct shortage_row *row)
{
	const struct requirement *requirement = &page->plan->requirements[row->requirement];
	const struct demand *line = &page->plan->company->demands[row->run.line];

	fputs("<tr><th scope=\"row\">", page->out);
	html_name(page->out, requirement->role);
	fputs(" ", page->out);
	page_requirement(page, requirement);
	fputs("</th><td class=\"n\">", page->out);
	page_gap(page, row->run.peak_minutes);
	fputs("</td><td class=\"weeks\">", page->out);
	page_weeks(page, row->run.first_week, row->run.last_week);
	fputs("</td><td class=\"n\">", page->out);
	page_fte(page, row->run.total_minutes);
	fprintf(page->out, "</td><td><span class=\"p\">P%d</span> ", (int)row->priority);
	html_name(page->out, line->project);
	if (line->status == DEMAND_TENTATIVE)
		fprintf(page->out, " <small>tentative, %d\xc2\xa0%%</small>",
			(int)line->probability_percent);
	fputs("</td>", page->out);
	put_reason(page, &row->run);
	fputs("</tr>\n", page->out);
}

static void put_rest(const struct page *page, const struct rows *rows)
{
	int64_t rest = 0;

	for (size_t i = ROWS; i < rows->count; i++)
		rest += rows->list[i].run.total_minutes;
	if (rows->count <= ROWS)
		return;
	fprintf(page->out, "<p class=\"rest\">%zu less urgent shortages are not listed, ",
		rows->count - ROWS);
	page_fte(page, rest);
	fputs(" FTE-weeks together: <code>staffgap report gaps</code> has all.</p>\n", page->out);
}

void page_shortages(const struct page *page)
{
	struct rows rows = find_rows(page);

	if (!rows.count)
		return;
	fputs("<section id=\"shortages\">\n<h2>Shortages, most urgent first</h2>\n", page->out);
	page_table_begin(page, "list", "Shortages, most urgent first");
	fputs("<caption>One line for each run of weeks in which a role at a level, with its place "
	      "and skills, goes short</caption>\n<thead><tr><th scope=\"col\">Missing</th>"
	      "<th scope=\"col\" class=\"n\">Up to FTE</th><th scope=\"col\">Weeks</th>"
	      "<th scope=\"col\" class=\"n\">FTE-weeks</th>"
	      "<th scope=\"col\">Affected first</th><th scope=\"col\">Because</th></tr></thead>\n"
	      "<tbody>\n",
	      page->out);
	for (size_t i = 0; i < rows.count && i < ROWS; i++)
		put_row(page, &rows.list[i]);
	fputs("</tbody>\n", page->out);
	page_table_end(page);
	put_rest(page, &rows);
	fputs("</section>\n", page->out);
}
