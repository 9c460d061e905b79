#include <string.h>

#include "reports/html.h"
#include "reports/meeting/agenda.h"
#include "reports/meeting/report_diff_orders.h"
#include "reports/page/page.h"

enum { ORDERS = 10 };

static bool is_sum(const struct agenda_item *item)
{
	return strcmp(item->kind, "before") == 0 || strcmp(item->kind, "now") == 0;
}

/* What the agenda says of the change, in its words; its engagements stand in the list below. */
static void put_item(const struct page *page, const struct agenda_item *item)
{
	fputs(is_sum(item) ? "<tr class=\"this\"><td class=\"n\">" : "<tr><td class=\"n\">",
	      page->out);
	html_text(page->out, agenda_text(item, AGENDA_FTE, page->arena));
	fputs("</td><th scope=\"row\">", page->out);
	if (item->subject[0]) {
		html_name(page->out, item->subject);
		fputs(": ", page->out);
	}
	html_name(page->out, item->what);
	fputs("</th><td>", page->out);
	if (item->note[0]) {
		fputs("<small>", page->out);
		html_name(page->out, item->note);
		fputs("</small>", page->out);
	}
	fputs("</td></tr>\n", page->out);
}

static void put_causes(const struct page *page)
{
	struct agenda agenda = { .plan = page->plan,
				 .diff = page->plan->changes,
				 .arena = page->arena };

	agenda_add_changes(&agenda, page->view);
	page_table_begin(page, "list", "What made more or less short");
	fputs("<caption>FTE-weeks that are short, and what each change of the input did to them, "
	      "largest first: they sum exactly</caption>\n<thead><tr>"
	      "<th scope=\"col\" class=\"n\">FTE-weeks</th><th scope=\"col\">What</th>"
	      "<th scope=\"col\">Where</th></tr></thead>\n<tbody>\n",
	      page->out);
	for (size_t i = 0; i < agenda.count; i++)
		if (agenda.items[i].has_minutes)
			put_item(page, &agenda.items[i]);
	fputs("</tbody>\n", page->out);
	page_table_end(page);
}

static void put_orders(const struct page *page)
{
	const struct diff *diff = page->plan->changes;

	if (!diff->sourced)
		return;
	if (!diff->order_count) {
		fputs("<p>All engagements are the same.</p>\n", page->out);
		return;
	}
	fputs("<h3>Engagements</h3>\n<ul class=\"plain\">\n", page->out);
	for (size_t i = 0; i < diff->order_count && i < ORDERS; i++) {
		fprintf(page->out, "<li><b>%s</b> ", order_change_name(diff->orders[i].kind));
		html_name(page->out, order_change_text(&diff->orders[i], page->arena));
		fputs("</li>\n", page->out);
	}
	fputs("</ul>\n", page->out);
	if (diff->order_count > ORDERS)
		fprintf(page->out,
			"<p class=\"rest\">%zu more are not listed: <code>staffgap diff</code> has "
			"all.</p>\n",
			diff->order_count - ORDERS);
}

void page_changes(const struct page *page)
{
	const struct diff *diff = page->plan->changes;

	if (!diff)
		return;
	fprintf(page->out,
		"<section id=\"changes\">\n<h2>What changed since plan %d</h2>\n<p>That plan was "
		"made for ",
		(int)diff->before.number);
	html_day(page->out, diff->before.today);
	fputs(".</p>\n", page->out);
	put_causes(page);
	put_orders(page);
	fputs("</section>\n", page->out);
}
