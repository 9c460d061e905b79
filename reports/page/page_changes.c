#include "reports/page/page_changes.h"

#include <assert.h>
#include <string.h>

#include "model/sourcing.h"
#include "reports/compare/agenda_changes.h"
#include "reports/compare/agenda_items.h"
#include "reports/compare/agenda_text.h"
#include "reports/html.h"
#include "reports/page_parts.h"

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
	page_table_begin(page, "list", "What changed the shortage");
	fputs("<caption>FTE-weeks that are short, and what each change of the input did to them, "
	      "largest first: they add up exactly</caption>\n<thead><tr>"
	      "<th scope=\"col\" class=\"n\">FTE-weeks</th><th scope=\"col\">What</th>"
	      "<th scope=\"col\">Where</th></tr></thead>\n<tbody>\n",
	      page->out);
	for (size_t i = 0; i < agenda.count; i++)
		if (agenda.items[i].has_minutes)
			put_item(page, &agenda.items[i]);
	fputs("</tbody>\n", page->out);
	page_table_end(page);
}

/* " (was 14 Dec 2026)" when the field differs. */
static void put_was(const struct page *page, const struct order_change *change, unsigned field,
		    struct day before)
{
	if (change->kind != ORDER_CHANGED || !(change->fields & field))
		return;
	fputs(" (was ", page->out);
	html_day(page->out, before);
	fputs(")", page->out);
}

static void put_cost(const struct page *page, const struct order_change *change)
{
	bool changed = change->kind == ORDER_CHANGED;

	if (changed && !(change->fields & ORDER_COST))
		return;
	fprintf(page->out, changed ? ", in the weeks of both %s\xc2\xa0" : ", %s\xc2\xa0",
		page->plan->company->settings.currency);
	html_decimal(page->out,
		     changed         ? change->common_after_cents
		     : change->after ? change->cost_after_cents
				     : change->cost_before_cents,
		     100, 0);
	if (!changed)
		return;
	fputs(" (was ", page->out);
	html_decimal(page->out, change->common_before_cents, 100, 0);
	fputs(")", page->out);
}

/* "new 1 x near-sre, 18 Jan 2027 to 14 Mar 2027, order by 28 Dec 2026, EUR 16 896" */
static void put_order(const struct page *page, const struct order_change *change)
{
	const struct engagement *e = change->after ? change->after : change->before;
	const struct engagement *was = change->before ? change->before : change->after;
	bool changed = change->kind == ORDER_CHANGED;

	assert(e);
	fprintf(page->out, "<li><b>%s</b> %d", order_change_name(change->kind), (int)e->heads);
	if (changed && change->fields & ORDER_HEADS)
		fprintf(page->out, " (was %d)", (int)was->heads);
	fputs("\xc2\xa0\xc3\x97\xc2\xa0", page->out);
	html_name(page->out, change->option->id);
	fputs(", ", page->out);
	html_day(page->out, e->first_day);
	put_was(page, change, ORDER_FROM, was->first_day);
	fputs(" to ", page->out);
	html_day(page->out, e->last_day);
	put_was(page, change, ORDER_TO, was->last_day);
	if (changed && change->fields & ORDER_DECISION)
		fprintf(page->out, ", %s (was %s)", decision_name(e->decision),
			decision_name(was->decision));
	if (e->decision != DECISION_LET_END && (!changed || change->fields & ORDER_BY)) {
		fprintf(page->out, ", %s by ",
			e->decision == DECISION_NEW ? "order" : decision_name(e->decision));
		html_day(page->out, e->order_by);
		put_was(page, change, ORDER_BY, was->order_by);
	} else if (!changed && e->decision == DECISION_LET_END) {
		fputs(", let end", page->out);
	}
	put_cost(page, change);
	fputs("</li>\n", page->out);
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
	for (size_t i = 0; i < diff->order_count && i < ORDERS; i++)
		put_order(page, &diff->orders[i]);
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
