/* What `plan` ends with: the orders to place, what they cost, how good they are, which comes first.
 */
#include "reports/tables/plan_orders.h"

#include "reports/columns.h"
#include "reports/orders.h"
#include "reports/shape.h"
#include "reports/shown.h"
#include "reports/source_words.h"
#include "reports/words.h"

enum { ORDERS_SHOWN = 8, OPTION_COLUMNS = 20, ROW_COLUMNS = 79 };

/* What somebody has to do something for. */
static size_t count_orders(const struct sourcing *s)
{
	size_t count = 0;

	for (size_t i = 0; i < s->engagement_count; i++)
		count += s->engagements[i].decision != DECISION_LET_END;
	return count;
}

static void put_order(const struct plan *plan, const struct engagement *e, FILE *out,
		      struct arena *arena)
{
	const struct rate_option *option = &plan->company->options[e->option];
	char first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE], order_by[DAY_TEXT_SIZE];

	day_format(e->first_day, first);
	day_format(e->last_day, last);
	day_format(e->order_by, order_by);
	fprintf(out, "%s  %-9s %2d ", order_by, decision_name(e->decision), (int)e->heads);
	shown_put(out, option->id, OPTION_COLUMNS);
	fprintf(out, " %s %s %11s\n", first, last, money_text(cost_total(&e->cost), arena));
}

static void put_orders(const struct plan *plan, const struct engagement **list, size_t count,
		       FILE *out, struct arena *arena)
{
	fprintf(out, "%-10s  %-9s %2s %-*s %-10s %-10s %11s\n", "Order by", "Decision", "No",
		OPTION_COLUMNS, "Option", "From", "To", plan->company->settings.currency);
	for (size_t i = 0; i < count; i++)
		put_order(plan, list[i], out, arena);
}

/* On a narrow terminal the last day is left out, and long names of options are cut. */
static void put_narrow_orders(const struct plan *plan, const struct engagement **list, size_t count,
			      int width, FILE *out, struct arena *arena)
{
	const struct column_head heads[] = {
		{ "Order by", false, 10 }, { "Decision", false, 9 },
		{ "No", true, 0 },         { "Option", false, 6 },
		{ "From", false, 10 },     { plan->company->settings.currency, true, 0 },
	};
	const char **cells = ARENA_ARRAY(arena, const char *, ARRAY_LEN(heads) * count + 1);

	for (size_t i = 0; i < count; i++) {
		const struct engagement *e = list[i];
		const char **row = cells + i * ARRAY_LEN(heads);
		char first[DAY_TEXT_SIZE], order_by[DAY_TEXT_SIZE];

		day_format(e->first_day, first);
		day_format(e->order_by, order_by);
		row[0] = arena_format(arena, "%s", order_by);
		row[1] = decision_name(e->decision);
		row[2] = arena_format(arena, "%d", (int)e->heads);
		row[3] = plan->company->options[e->option].id;
		row[4] = arena_format(arena, "%s", first);
		row[5] = money_text(cost_total(&e->cost), arena);
	}
	columns_write(out, width, heads, ARRAY_LEN(heads), cells, count);
}

static void put_sums(const struct plan *plan, int width, FILE *out, struct arena *arena)
{
	const struct sourcing *s = plan->sourcing;

	words_wrapped(out,
		      arena_format(arena, "External staff %s + penalty for unmet work %s = %s %s.",
				   money_text(cost_total(&s->cost), arena),
				   money_text(s->penalty_cents, arena),
				   money_text(s->total_cents, arena),
				   plan->company->settings.currency),
		      0, width);
	words_wrapped(out,
		      arena_format(arena, "This %s is %s.",
				   sourcing_is_hybrid(plan->company, s) ? "mix of models" : "plan",
				   bound_text(s, arena)),
		      0, width);
	if (s->idle_cents > s->total_cents)
		fprintf(out, "Without any orders: %s %s.\n", money_text(s->idle_cents, arena),
			plan->company->settings.currency);
}

static void put_due(const struct plan *plan, const struct engagement *e, int width, FILE *out,
		    struct arena *arena)
{
	static const char *const words[DECISION_COUNT] = {
		[DECISION_NEW] = "Order",
		[DECISION_EXTEND] = "Extend",
		[DECISION_END_EARLY] = "Give notice to",
	};
	const char *id = shown_text(plan->company->options[e->option].id, 30, arena);
	const char *late = "";
	char day[DAY_TEXT_SIZE];

	day_format(e->order_by, day);
	if (e->late_days > 0)
		late = arena_format(arena, "; %s %d day%s %s",
				    e->decision == DECISION_NEW ? "even then it starts" : "that is",
				    (int)e->late_days, e->late_days == 1 ? "" : "s",
				    e->decision == DECISION_NEW ? "after it is needed" : "late");
	words_wrapped(out,
		      arena_format(arena, "%s %d %s by %s%s.", words[e->decision], (int)e->heads,
				   id, day, late),
		      0, width);
}

/* What has to be done first comes last; before it the first new order when that is another. */
static void put_first(const struct plan *plan, int width, FILE *out, struct arena *arena)
{
	const struct engagement *first = orders_first(plan->sourcing, false);
	const struct engagement *order = orders_first(plan->sourcing, true);

	if (order && order != first)
		put_due(plan, order, width, out, arena);
	if (first)
		put_due(plan, first, width, out, arena);
}

bool plan_orders(const struct plan *plan, const struct report_options *options, FILE *out,
		 struct fault *fault)
{
	const struct engagement **list;
	struct arena arena = ARENA_INIT;
	size_t count, shown;

	if (!plan->sourcing || !plan->company->option_count)
		return true;
	if (plan_is_drawn(plan))
		fprintf(out, "\nOrders are sized for %s: each role and week by itself.\n",
			sourced_to_text(&plan->options.goal, plan->sourcing->view, &arena));
	count = count_orders(plan->sourcing);
	list = orders_sorted(plan->sourcing, &arena);
	shown = count < ORDERS_SHOWN ? count : ORDERS_SHOWN;
	fputs(count > 0 ? "\n" : "\nNothing is worth ordering.\n", out);
	if (count > 0 && options->width >= ROW_COLUMNS)
		put_orders(plan, list, shown, out, &arena);
	else if (count > 0)
		put_narrow_orders(plan, list, shown, options->width, out, &arena);
	if (count > ORDERS_SHOWN)
		fprintf(out, "and %zu more: staffgap report engagements\n", count - ORDERS_SHOWN);
	put_sums(plan, options->width, out, &arena);
	put_first(plan, options->width, out, &arena);
	arena_release(&arena);
	return shape_finish(out, fault);
}
