#include "reports/compare/compare_table.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "reports/compare/compare_sums.h"
#include "reports/compare/report_diff_orders.h"
#include "reports/shown.h"
#include "reports/words.h"

enum { LABEL = 18, CELL_LEAST = 18, CELL_MOST = 26, PAIR_SIZE = 2 * NUMBER_TEXT_SIZE + 16 };

/* Plans `from` to `to` (exclusive) stand side by side; others in blocks before and after. */
struct compare_table {
	const struct side_by_side *c;
	FILE *out;
	int cell, width;
	size_t from, to;
};

static void put_cell(const struct compare_table *t, const char *text)
{
	struct arena arena = ARENA_INIT;
	const char *shown = shown_text(text, (size_t)t->cell - 1, &arena);

	fprintf(t->out, "%*s%s", t->cell - (int)text_width(span_of(shown)), "", shown);
	arena_release(&arena);
}

/* "12.34 (+1.20)": the number, and how it differs from the first plan's. */
static void pair_text(int64_t now, int64_t change, int64_t scale, int decimals,
		      char text[PAIR_SIZE])
{
	char number[NUMBER_TEXT_SIZE], differs[NUMBER_TEXT_SIZE];

	number_format(number, now, scale, decimals, '.');
	number_format(differs, change, scale, decimals, '.');
	if (change)
		snprintf(text, PAIR_SIZE, "%s (%s%s)", number, change > 0 ? "+" : "", differs);
	else
		snprintf(text, PAIR_SIZE, "%s", number);
}

/* --- gaps ----------------------------------------------------------------------- */

static bool same_weeks(const struct side_by_side *c, const char *role, size_t index)
{
	const struct plan *plan = c->of->plans[index].plan, *first = c->of->plans[0].plan;

	for (size_t w = 0; w < plan->options.week_count; w++)
		if (compare_gap(plan, c->view, role, w) != compare_gap(first, c->view, role, w))
			return false;
	return true;
}

static void put_gap(const struct compare_table *t, const char *role, size_t index)
{
	const struct side_by_side *c = t->c;
	const struct plan *plan = c->of->plans[index].plan, *first = c->of->plans[0].plan;
	int64_t minutes = compare_gap(plan, c->view, role, SIZE_MAX);
	int64_t change = minutes - compare_gap(first, c->view, role, SIZE_MAX);
	char text[PAIR_SIZE], number[NUMBER_TEXT_SIZE];

	pair_text(minutes, change, plan->company->settings.full_week_minutes, 2, text);
	if (!change && role && !same_weeks(c, role, index)) {
		number_format(number, minutes, plan->company->settings.full_week_minutes, 2, '.');
		snprintf(text, sizeof(text), "%s (not when)", number);
	}
	put_cell(t, text);
}

static void put_gaps(const struct compare_table *t, const char *label, const char *role)
{
	shown_put(t->out, label, LABEL);
	for (size_t i = t->from; i < t->to; i++)
		put_gap(t, role, i);
	fputc('\n', t->out);
}

static void put_roles(const struct compare_table *t)
{
	const struct side_by_side *c = t->c;
	size_t same = 0;

	for (size_t r = 0; r < c->role_count; r++) {
		if (c->of->one_change && same_weeks(c, c->roles[r], 1))
			same++;
		else
			put_gaps(t, c->roles[r], c->roles[r]);
	}
	if (same == c->role_count)
		fprintf(t->out, "No role's gap changes in any week.\n");
	else if (same > 0)
		fprintf(t->out, "%zu other role%s: no change\n", same, same == 1 ? "" : "s");
}

static void put_rule(const struct compare_table *t)
{
	for (size_t i = 0; i < LABEL + (size_t)t->cell * (t->to - t->from); i++)
		fputc('-', t->out);
	fputc('\n', t->out);
}

static void put_worst(const struct compare_table *t)
{
	const struct side_by_side *c = t->c;

	shown_put(t->out, "Worst week", LABEL);
	for (size_t i = t->from; i < t->to; i++) {
		const struct plan *plan = c->of->plans[i].plan;
		size_t worst = compare_worst_week(plan, c->view);
		char week[WEEK_TEXT_SIZE], fte[NUMBER_TEXT_SIZE],
			text[NUMBER_TEXT_SIZE + WEEK_TEXT_SIZE + 2];

		week_format(plan_week(plan, worst), week);
		number_format(fte, compare_gap(plan, c->view, NULL, worst),
			      plan->company->settings.full_week_minutes, 2, '.');
		snprintf(text, sizeof(text), "%s %s", fte, week);
		put_cell(t, text);
	}
	fputc('\n', t->out);
}

/* --- people and orders ------------------------------------------------------------ */

static void put_people(const struct compare_table *t)
{
	int64_t before = (int64_t)t->c->of->plans[0].plan->company->person_count;

	shown_put(t->out, "People", LABEL);
	for (size_t i = t->from; i < t->to; i++) {
		int64_t people = (int64_t)t->c->of->plans[i].plan->company->person_count;
		char text[PAIR_SIZE];

		pair_text(people, people - before, 1, 0, text);
		put_cell(t, text);
	}
	fputc('\n', t->out);
}

static void put_heads(const struct compare_table *t)
{
	int64_t before = compare_orders(t->c->of->plans[0].plan).heads;

	shown_put(t->out, "Heads to order", LABEL);
	for (size_t i = t->from; i < t->to; i++) {
		int64_t heads = compare_orders(t->c->of->plans[i].plan).heads;
		char text[PAIR_SIZE];

		pair_text(heads, heads - before, 1, 0, text);
		put_cell(t, text);
	}
	fputc('\n', t->out);
}

/* Cents where they fit. */
static void put_money(const struct compare_table *t, int64_t cents, int64_t before)
{
	char text[PAIR_SIZE];

	pair_text(cents, cents - before, 100, 2, text);
	if (strlen(text) >= (size_t)t->cell)
		pair_text(cents, cents - before, 100, 0, text);
	put_cell(t, text);
}

static void put_costs(const struct compare_table *t)
{
	static const char *const labels[] = { "External", "Penalty", "Total" };
	const struct side_by_side *c = t->c;
	const char *currency = c->of->plans[0].plan->company->settings.currency;

	for (size_t row = 0; row < ARRAY_LEN(labels); row++) {
		char label[LABEL];

		snprintf(label, sizeof(label), "%s %s", labels[row], currency);
		shown_put(t->out, label, LABEL);
		for (size_t i = t->from; i < t->to; i++) {
			struct compared_orders now = compare_orders(c->of->plans[i].plan);
			struct compared_orders was = compare_orders(c->of->plans[0].plan);

			if (row == 0)
				put_money(t, now.external_cents, was.external_cents);
			else if (row == 1)
				put_money(t, now.penalty_cents, was.penalty_cents);
			else
				put_money(t, now.total_cents, was.total_cents);
		}
		fputc('\n', t->out);
	}
}

static void put_first(const struct compare_table *t)
{
	shown_put(t->out, "First order by", LABEL);
	for (size_t i = t->from; i < t->to; i++) {
		struct compared_orders orders = compare_orders(t->c->of->plans[i].plan);
		char text[DAY_TEXT_SIZE] = "none";

		if (orders.any)
			day_format(orders.first, text);
		put_cell(t, text);
	}
	fputc('\n', t->out);
}

static bool all_sourced(const struct side_by_side *c)
{
	bool sourced = true;

	for (size_t i = 0; i < c->of->count; i++)
		sourced &= c->of->plans[i].plan->sourcing != NULL;
	return sourced;
}

static void put_orders(const struct compare_table *t)
{
	if (!all_sourced(t->c))
		return;
	put_heads(t);
	put_costs(t);
	put_first(t);
}

/* --- what one change does ------------------------------------------------------------ */

static const char *change_words(int64_t change, int64_t scale, const char *unit, const char *more,
				const char *less, const char *same, struct arena *arena)
{
	char number[NUMBER_TEXT_SIZE];

	if (!change)
		return same;
	number_format(number, change < 0 ? -change : change, scale, 2, '.');
	return arena_format(arena, "%s %s %s", number, unit, change > 0 ? more : less);
}

/* The line that people came for stands last. */
static void put_sentence(const struct compare_table *t)
{
	const struct side_by_side *c = t->c;
	const struct plan *before = c->of->plans[0].plan, *after = c->of->plans[1].plan;
	struct compared_orders was = compare_orders(before), now = compare_orders(after);
	struct arena arena = ARENA_INIT;
	const char *text = change_words(compare_gap(after, c->view, NULL, SIZE_MAX) -
						compare_gap(before, c->view, NULL, SIZE_MAX),
					after->company->settings.full_week_minutes, "FTE-weeks",
					"more short", "less short", "as short as planned", &arena);

	if (all_sourced(c))
		text = arena_format(&arena, "%s; external staff and penalty %s", text,
				    change_words(now.total_cents - was.total_cents, 100,
						 after->company->settings.currency,
						 "more expensive", "cheaper", "cost the same",
						 &arena));
	words_wrapped(t->out, arena_format(&arena, "What if: %s.", text), 0, t->width);
	arena_release(&arena);
}

/* As many plans as the width has room for, two at least. */
static size_t cells_that_fit(const struct side_by_side *c, int width)
{
	size_t fit = width < LABEL + 2 * CELL_LEAST ? 2 : (size_t)((width - LABEL) / CELL_LEAST);

	return fit < c->of->count ? fit : c->of->count;
}

static void put_block(const struct compare_table *t)
{
	fputc('\n', t->out);
	shown_put(t->out, "Role", LABEL);
	for (size_t i = t->from; i < t->to; i++)
		put_cell(t, t->c->of->plans[i].name);
	fputc('\n', t->out);
	put_roles(t);
	put_rule(t);
	put_gaps(t, "All roles", NULL);
	put_worst(t);
	put_people(t);
	put_orders(t);
}

void compare_table(const struct side_by_side *c, int width, FILE *out)
{
	const struct plan *plan = c->of->plans[0].plan;
	char first[WEEK_TEXT_SIZE], last[WEEK_TEXT_SIZE];
	size_t fit = cells_that_fit(c, width);
	struct compare_table t = { c, out, (width - LABEL) / (int)fit, width, 0, 0 };
	struct arena arena = ARENA_INIT;

	t.cell = t.cell < CELL_LEAST ? CELL_LEAST : t.cell > CELL_MOST ? CELL_MOST : t.cell;
	week_format(plan_week(plan, 0), first);
	week_format(plan_week(plan, plan->options.week_count - 1), last);
	words_wrapped(out,
		      arena_format(&arena, "%s to %s, %s demand, FTE-weeks short (change)", first,
				   last, view_name(c->view)),
		      0, width);
	arena_release(&arena);
	for (t.from = 0; t.from < c->of->count; t.from = t.to) {
		t.to = t.from + fit < c->of->count ? t.from + fit : c->of->count;
		put_block(&t);
	}
	if (!c->of->one_change)
		return;
	if (c->of->orders)
		orders_put(c->of->orders, c->of->order_count, width, out);
	fputc('\n', out);
	put_sentence(&t);
}
