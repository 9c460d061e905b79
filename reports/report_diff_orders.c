#include "reports/report_diff_orders.h"

#include "reports/shown.h"
#include "reports/source_words.h"
#include "reports/words.h"

enum { INDENT = 9 };

static const struct engagement *order_now(const struct order_change *change)
{
	return change->after ? change->after : change->before;
}

/* --- words ------------------------------------------------------------------ */

/* "; from 2026-12-07 (was 2026-12-14)" when the field differs. */
static const char *day_part(const struct order_change *change, unsigned field, const char *name,
			    struct day before, struct day after, struct arena *arena)
{
	char was[DAY_TEXT_SIZE], is[DAY_TEXT_SIZE];

	if (!(change->fields & field))
		return "";
	day_format(before, was);
	day_format(after, is);
	return arena_format(arena, "; %s %s (was %s)", name, is, was);
}

static const char *changed_text(const struct order_change *change, struct arena *arena)
{
	const struct engagement *a = change->before, *b = change->after;
	const char *heads = "", *decision = "", *cost = "";

	if (change->fields & ORDER_HEADS)
		heads = arena_format(arena, "; heads %d (was %d)", (int)b->heads, (int)a->heads);
	if (change->fields & ORDER_DECISION)
		decision = arena_format(arena, "; %s (was %s)", decision_name(b->decision),
					decision_name(a->decision));
	if (change->fields & ORDER_COST)
		cost = arena_format(arena, "; cost in the weeks of both %s (was %s)",
				    money_text(change->common_after_cents, arena),
				    money_text(change->common_before_cents, arena));
	return arena_format(arena, "%s%s%s%s%s%s", heads, decision,
			    day_part(change, ORDER_FROM, "from", a->first_day, b->first_day, arena),
			    day_part(change, ORDER_TO, "to", a->last_day, b->last_day, arena),
			    day_part(change, ORDER_BY, "order by", a->order_by, b->order_by, arena),
			    cost);
}

const char *order_change_text(const struct order_change *change, struct arena *arena)
{
	const struct engagement *e = order_now(change);
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE], by[DAY_TEXT_SIZE];
	int64_t cents = change->after ? change->cost_after_cents : change->cost_before_cents;

	day_format(e->first_day, from);
	day_format(e->last_day, to);
	day_format(e->order_by, by);
	if (change->kind == ORDER_CHANGED)
		return arena_format(arena, "%d %s, %s to %s%s", (int)e->heads, change->option->id,
				    from, to, changed_text(change, arena));
	return arena_format(
		arena, "%d %s, %s to %s, %s%s %s, cost %s", (int)e->heads, change->option->id, from,
		to, e->decision == DECISION_NEW ? "" : decision_name(e->decision),
		e->decision == DECISION_NEW ? "order by" : ", by", by, money_text(cents, arena));
}

/* --- table ------------------------------------------------------------------ */

void orders_put(const struct diff *diff, const struct report_options *options, FILE *out)
{
	struct arena arena = ARENA_INIT;

	if (!diff->sourced)
		return;
	if (!diff->order_count)
		fputs("\nThe engagements are the same.\n", out);
	else
		fputs("\nEngagements that are new, changed or gone\n", out);
	for (size_t i = 0; i < diff->order_count; i++) {
		const struct order_change *change = &diff->orders[i];

		words_hanging(out, arena_format(&arena, "%7s  ", order_change_name(change->kind)),
			      shown_text(order_change_text(change, &arena), SIZE_MAX / 2, &arena),
			      INDENT, options->width);
	}
	arena_release(&arena);
}

/* --- CSV -------------------------------------------------------------------- */

static const char *const names[] = {
	"decision_before", "decision_after", "heads_before", "heads_after",
	"from_before",     "from_after",     "to_before",    "to_after",
	"order_by_before", "order_by_after", "cost_before",  "cost_after",
};

void orders_csv_head(struct csv *csv)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		csv_word(csv, names[i]);
}

void orders_csv_none(struct csv *csv)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		csv_word(csv, "");
}

void orders_csv(struct csv *csv, const struct order_change *change)
{
	const struct engagement *both[] = { change->before, change->after };
	const int64_t costs[] = { change->cost_before_cents, change->cost_after_cents };

	for (size_t i = 0; i < ARRAY_LEN(both); i++)
		csv_word(csv, both[i] ? decision_name(both[i]->decision) : "");
	for (size_t i = 0; i < ARRAY_LEN(both); i++)
		csv_integer(csv, both[i] ? both[i]->heads : 0);
	for (size_t field = 0; field < 3; field++)
		for (size_t i = 0; i < ARRAY_LEN(both); i++)
			if (!both[i])
				csv_word(csv, "");
			else
				csv_day(csv, field == 0   ? both[i]->first_day
					     : field == 1 ? both[i]->last_day
							  : both[i]->order_by);
	for (size_t i = 0; i < ARRAY_LEN(both); i++)
		if (both[i])
			csv_decimal(csv, costs[i], 100);
		else
			csv_word(csv, "");
}

/* --- JSON ------------------------------------------------------------------- */

static void json_side(struct json *json, const char *key, const struct engagement *engagement,
		      int64_t cents, int64_t common_cents)
{
	json_key(json, key);
	if (!engagement) {
		json_null(json);
		return;
	}
	json_open_row(json, '{');
	json_key(json, "decision");
	json_text(json, decision_name(engagement->decision));
	json_key(json, "heads");
	json_integer(json, engagement->heads);
	json_key(json, "from");
	json_day(json, engagement->first_day);
	json_key(json, "to");
	json_day(json, engagement->last_day);
	json_key(json, "order_by");
	json_day(json, engagement->order_by);
	json_key(json, "cost_cents");
	json_integer(json, cents);
	json_key(json, "common_weeks_cost_cents");
	json_integer(json, common_cents);
	json_close(json);
}

static void json_fields(struct json *json, const struct order_change *change)
{
	static const char *const fields[] = {
		"heads", "from", "to", "order_by", "cost", "decision"
	};

	static_assert(ORDER_FIELDS == (1 << ARRAY_LEN(fields)) - 1, "every field has a name");
	json_key(json, "differs");
	json_open_row(json, '[');
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (change->fields & 1u << i)
			json_text(json, fields[i]);
	json_close(json);
}

void orders_json(struct json *json, const struct diff *diff)
{
	json_key(json, "engagements");
	if (!diff->sourced) {
		json_null(json);
		return;
	}
	json_open(json, '[');
	for (size_t i = 0; i < diff->order_count; i++) {
		const struct order_change *change = &diff->orders[i];

		json_open(json, '{');
		json_key(json, "kind");
		json_text(json, order_change_name(change->kind));
		json_key(json, "option");
		json_text(json, change->option->id);
		json_fields(json, change);
		json_side(json, "before", change->before, change->cost_before_cents,
			  change->common_before_cents);
		json_side(json, "after", change->after, change->cost_after_cents,
			  change->common_after_cents);
		json_close(json);
	}
	json_close(json);
}
