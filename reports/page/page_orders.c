#include "reports/page/page_orders.h"

#include "base/text.h"
#include "reports/html.h"
#include "reports/orders.h"
#include "reports/page/page_gantt.h"
#include "reports/page/page_order_rows.h"
#include "reports/page_parts.h"
#include "reports/source_words.h"
#include "reports/words.h"

enum { SHORT_PLACE = 16 };

/* --- one order ------------------------------------------------------------------- */

static void put_roles(const struct page *page, const struct rate_option *option)
{
	for (size_t r = 0; r < option->role_count; r++) {
		fputs(r ? " + " : "", page->out);
		html_name(page->out, option->roles[r].role);
	}
}

static void put_what(const struct page *page, const struct engagement *engagement)
{
	static const char *const words[] = { "", "extend ", "let end ", "give notice to " };
	const struct rate_option *option = order_option(page, engagement);

	static_assert(ARRAY_LEN(words) == DECISION_COUNT, "every decision has words");
	fprintf(page->out, "%s<b>%d\xc2\xa0\xc3\x97\xc2\xa0", words[engagement->decision],
		(int)engagement->heads);
	put_roles(page, option);
	fprintf(page->out, "</b> <small>%s", page_level(option->roles[0].level));
	for (size_t s = 0; s < option->skill_count; s++) {
		fputs(s ? " + " : ", ", page->out);
		html_name(page->out, option->skills[s]);
	}
	fputs("</small>", page->out);
}

static void put_from_whom(const struct page *page, const struct rate_option *option)
{
	fprintf(page->out, "%s", model_name(option->model));
	if (option->vendor[0]) {
		fputs(", ", page->out);
		html_name(page->out, option->vendor);
	}
	if (option->location[0]) {
		bool is_short = text_width(span_of(option->location)) <= SHORT_PLACE;

		/* "DE-BE" is one word. */
		fprintf(page->out, " <small%s>", is_short ? " class=\"at\"" : "");
		html_name(page->out, option->location);
		fputs("</small>", page->out);
	}
}

static void put_money(const struct page *page, int64_t cents)
{
	html_decimal(page->out, cents, 100, 0);
}

static void put_due(const struct page *page, const struct engagement *engagement)
{
	if (engagement->decision == DECISION_LET_END) {
		fputs("<small>no order</small>", page->out);
		return;
	}
	html_day(page->out, engagement->order_by);
	if (engagement->late_days > 0)
		fprintf(page->out,
			"<br><strong class=\"bad\">late by %d\xc2\xa0"
			"day%s</strong>",
			(int)engagement->late_days, engagement->late_days == 1 ? "" : "s");
}

static void put_runner_up(const struct page *page, const struct engagement *engagement)
{
	const struct rate_option *option;

	if (engagement->runner_up == NO_OPTION)
		return;
	option = &page->plan->company->options[engagement->runner_up];
	put_from_whom(page, option);
	fputs(" <small>+", page->out);
	put_money(page, engagement->runner_up_cents);
	fputs("</small>", page->out);
}

static void put_order(const struct page *page, const struct engagement *engagement)
{
	int64_t full = page->plan->company->settings.full_week_minutes;

	fputs("<tr><td>", page->out);
	put_due(page, engagement);
	fputs("</td><th scope=\"row\">", page->out);
	put_what(page, engagement);
	fputs("</th><td>", page->out);
	put_from_whom(page, order_option(page, engagement));
	fputs("</td><td>", page->out);
	html_day(page->out, engagement->first_day);
	fputs(" to ", page->out);
	html_day(page->out, engagement->last_day);
	fputs("</td><td class=\"n\">", page->out);
	html_decimal(page->out, engagement->covered_minutes, full, 1);
	fputs("</td><td class=\"n\">", page->out);
	put_money(page, cost_total(&engagement->cost));
	fputs("</td><td>", page->out);
	put_runner_up(page, engagement);
	fputs("</td></tr>\n", page->out);
}

static void put_table(const struct page *page, const struct order_rows *orders)
{
	page_table_begin(page, "list", "Engagements, by the day on which they have to be decided");
	fprintf(page->out,
		"<caption>Engagements, by the day on which they have to be decided; amounts in %s"
		"</caption>\n<thead><tr><th scope=\"col\">Order by</th><th scope=\"col\">What</th>"
		"<th scope=\"col\">From whom</th><th scope=\"col\">When</th>"
		"<th scope=\"col\" class=\"n\">Covers FTE-weeks</th>"
		"<th scope=\"col\" class=\"n\">Cost</th><th "
		"scope=\"col\">Next best</th></tr></thead>\n"
		"<tbody>\n",
		page->plan->company->settings.currency);
	for (size_t i = 0; i < orders->shown; i++)
		put_order(page, orders->list[i]);
	fputs("</tbody>\n", page->out);
	page_table_end(page);
	if (orders->count > orders->shown)
		fprintf(page->out,
			"<p class=\"rest\">%zu later engagements are not listed: "
			"<code>staffgap report engagements</code> has all.</p>\n",
			orders->count - orders->shown);
}

/* --- what it comes to --------------------------------------------------------------- */

/* "This plan is proven within 3.1 % of optimal". */
static void put_bound(const struct page *page)
{
	struct arena arena = ARENA_INIT;

	if (page->plan->sourcing->bound_cents <= 0)
		return;
	fputs(" This plan is ", page->out);
	fputs(bound_text(page->plan->sourcing, &arena), page->out);
	fputs(".", page->out);
	arena_release(&arena);
}

static void put_totals(const struct page *page)
{
	const struct sourcing *s = page->plan->sourcing;
	const char *currency = page->plan->company->settings.currency;

	fprintf(page->out, "<p>Total cost %s\xc2\xa0", currency);
	put_money(page, cost_total(&s->cost));
	if (s->cost.management_cents) {
		fprintf(page->out, ", of which %s\xc2\xa0", currency);
		put_money(page, s->cost.management_cents);
		fputs(" is our own time for managing them", page->out);
	}
	fprintf(page->out, "; with the penalty for unmet work %s\xc2\xa0", currency);
	put_money(page, s->total_cents);
	fprintf(page->out, ", without any orders %s\xc2\xa0", currency);
	put_money(page, s->idle_cents);
	fputs(".", page->out);
	put_bound(page);
	fputs("</p>\n", page->out);
}

static void put_open(const struct page *page)
{
	static const char *const words[] = {
		"",
		"nobody external can be there in time",
		"external staff cost more than leaving it open",
		"a cap on heads, vendor, tenure or share is reached",
		"the rate card has nothing that fits",
		"the budget is used up",
	};
	const struct sourcing *s = page->plan->sourcing;
	int64_t minutes[GAP_OUTCOME_COUNT] = { 0 }, sum = 0;
	bool any = false;

	static_assert(ARRAY_LEN(words) == GAP_OUTCOME_COUNT, "every outcome has words");
	for (size_t i = 0; i < s->gap_count; i++) {
		minutes[s->gaps[i].outcome] += s->gaps[i].open_minutes;
		sum += s->gaps[i].open_minutes;
	}
	if (!sum) {
		fputs("<p>They close every gap.</p>\n", page->out);
		return;
	}
	fputs("<p>Still open after them: <strong>", page->out);
	page_fte(page, sum);
	fputs(" FTE-weeks</strong>", page->out);
	for (int i = GAP_TOO_LATE; i < GAP_OUTCOME_COUNT; i++) {
		if (!minutes[i])
			continue;
		fputs(any ? ", " : ": ", page->out);
		page_fte(page, minutes[i]);
		fprintf(page->out, " because %s", words[i]);
		any = true;
	}
	fputs(".</p>\n", page->out);
}

void page_orders(const struct page *page)
{
	struct order_rows orders;

	if (!page->plan->sourcing || !page->gap_minutes)
		return;
	orders = page_find_orders(page);
	fputs("<section id=\"orders\">\n<h2>What to order, by when</h2>\n", page->out);
	if (plan_is_drawn(page->plan))
		fprintf(page->out,
			"<p>Sized for %s: each role and week by itself, in that share of "
			"simulations.</p>\n",
			sourced_to_text(&page->plan->options.goal, page->view, page->arena));
	if (orders.count) {
		put_totals(page);
		put_open(page);
		page_gantt(page, &orders);
		put_table(page, &orders);
	} else {
		fputs("<p>Nothing: no option of the rate card fits.</p>\n", page->out);
		put_open(page);
	}
	fputs("</section>\n", page->out);
}

/* --- for the head of the page --------------------------------------------------------- */

void page_next_order(const struct page *page)
{
	const struct engagement *first;

	first = page->plan->sourcing ? orders_first(page->plan->sourcing, false) : NULL;
	if (!first)
		return;
	fputs("<p class=\"lede\">Next: ", page->out);
	put_what(page, first);
	fputs(", ", page->out);
	put_from_whom(page, order_option(page, first));
	fputs(", by <strong>", page->out);
	html_day(page->out, first->order_by);
	fputs("</strong>", page->out);
	if (first->late_days > 0)
		fprintf(page->out, ", <strong class=\"bad\">late by %d day%s</strong>",
			(int)first->late_days, first->late_days == 1 ? "" : "s");
	fputs(".</p>\n", page->out);
}

void page_cost_figure(const struct page *page)
{
	const struct sourcing *s = page->plan->sourcing;

	if (!s)
		return;
	fputs("<div><dt>Cost of external staff</dt><dd>", page->out);
	put_money(page, cost_total(&s->cost));
	fprintf(page->out, " <small>%s in %zu engagement%s</small></dd></div>\n",
		page->plan->company->settings.currency, s->engagement_count,
		s->engagement_count == 1 ? "" : "s");
}
