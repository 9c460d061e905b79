#include "reports/page/page_bookings.h"

#include <stdlib.h>

#include "reports/html.h"
#include "reports/page_parts.h"

enum { ROWS = 20 };

/* Findings about the same person and booking, all weeks together. */
struct trouble {
	const struct finding *first;
	uint32_t last_week;
	size_t weeks;
	int64_t minutes;
};

static int by_subject(const void *a, const void *b)
{
	const struct finding *left = a, *right = b;

	if (left->kind != right->kind)
		return left->kind < right->kind ? -1 : 1;
	if (left->person != right->person)
		return left->person < right->person ? -1 : 1;
	if (left->booking != right->booking)
		return left->booking < right->booking ? -1 : 1;
	return left->week < right->week ? -1 : left->week > right->week;
}

static int by_minutes(const void *a, const void *b)
{
	const struct trouble *left = a, *right = b;

	if (left->minutes != right->minutes)
		return left->minutes > right->minutes ? -1 : 1;
	return by_subject(left->first, right->first);
}

static size_t find_troubles(const struct page *page, struct trouble *troubles)
{
	const struct plan *plan = page->plan;
	struct finding *sorted = ARENA_ARRAY(page->arena, struct finding, plan->finding_count);
	size_t count = 0;

	for (size_t i = 0; i < plan->finding_count; i++)
		sorted[i] = plan->findings[i];
	qsort(sorted, plan->finding_count, sizeof(*sorted), by_subject);
	for (size_t i = 0; i < plan->finding_count; i++) {
		const struct finding *f = &sorted[i];
		struct trouble *last = count ? &troubles[count - 1] : NULL;

		if (!last || last->first->kind != f->kind || last->first->person != f->person ||
		    last->first->booking != f->booking)
			troubles[count++] = (struct trouble){ .first = f };
		last = &troubles[count - 1];
		last->last_week = f->week;
		last->minutes += f->minutes;
		last->weeks++;
	}
	qsort(troubles, count, sizeof(*troubles), by_minutes);
	return count;
}

static void put_trouble(const struct page *page, const struct trouble *trouble)
{
	static const char *const words[] = { "booked beyond what they can work",
					     "booked beyond the project's demand",
					     "booked while not employed",
					     "booked for a role they do not have" };
	const struct company *company = page->plan->company;
	const struct finding *first = trouble->first;

	static_assert(ARRAY_LEN(words) == FINDING_KIND_COUNT, "every finding has words");
	fputs("<tr><th scope=\"row\">", page->out);
	html_name(page->out, company->people[first->person].name);
	fprintf(page->out, "</th><td>%s</td><td>", words[first->kind]);
	if (first->booking != NO_BOOKING)
		html_name(page->out, company->bookings[first->booking].project);
	fputs("</td><td class=\"weeks\">", page->out);
	page_weeks(page, first->week, trouble->last_week);
	fprintf(page->out, "</td><td class=\"n\">%zu</td><td class=\"n\">", trouble->weeks);
	html_decimal(page->out, trouble->minutes, 60, 1);
	fputs("</td></tr>\n", page->out);
}

void page_bookings(const struct page *page)
{
	struct trouble *troubles;
	size_t count;

	if (!page->plan->finding_count)
		return;
	troubles = ARENA_ARRAY(page->arena, struct trouble, page->plan->finding_count);
	count = find_troubles(page, troubles);
	fputs("<section id=\"bookings\">\n<h2>Booking conflicts</h2>\n", page->out);
	page_table_begin(page, "list", "Booking conflicts");
	fputs("<caption>Booked hours that cannot be worked as booked, most "
	      "first</caption>\n"
	      "<thead><tr><th scope=\"col\">Who</th><th scope=\"col\">What</th>"
	      "<th scope=\"col\">Project</th><th scope=\"col\">Weeks</th>"
	      "<th scope=\"col\" class=\"n\">In weeks</th>"
	      "<th scope=\"col\" class=\"n\">Hours</th></tr></thead>\n<tbody>\n",
	      page->out);
	for (size_t i = 0; i < count && i < ROWS; i++)
		put_trouble(page, &troubles[i]);
	fputs("</tbody>\n", page->out);
	page_table_end(page);
	if (count > ROWS)
		fprintf(page->out,
			"<p class=\"rest\">%zu smaller ones are not listed: "
			"<code>staffgap report findings</code> has all.</p>\n",
			count - ROWS);
	fputs("</section>\n", page->out);
}
