#include "reports/compare/report_diff_orders.h"

#include "reports/csv.h"
#include "reports/json.h"
#include "reports/shown.h"
#include "reports/source_words.h"
#include "reports/words.h"

enum { INDENT = 9 };

static const struct engagement *order_now(const struct order_change *change)
{
	return change->after ? change->after : change->before;
}

/* --- words ------------------------------------------------------------------ */

/* " (was 2026-12-14)" when the field differs. */
static const char *was_day(const struct order_change *change, unsigned field, struct day before,
			   struct arena *arena)
{
	char was[DAY_TEXT_SIZE];

	if (!(change->fields & field))
		return "";
	day_format(before, was);
	return arena_format(arena, " (was %s)", was);
}

/* What differs stands beside what it was: "2 (was 1) on-sre, 2026-12-07 to 2027-01-03 (was ...)".
 */
static const char *changed_text(const struct order_change *change, struct arena *arena)
{
	const struct engagement *a = change->before, *b = change->after;
	const char *heads = "", *decision = "", *order_by = "", *cost = "";
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE], by[DAY_TEXT_SIZE];

	day_format(b->first_day, from);
	day_format(b->last_day, to);
	day_format(b->order_by, by);
	if (change->fields & ORDER_HEADS)
		heads = arena_format(arena, " (was %d)", (int)a->heads);
	if (change->fields & ORDER_DECISION)
		decision = arena_format(arena, "; %s (was %s)", decision_name(b->decision),
					decision_name(a->decision));
	if (change->fields & ORDER_BY)
		order_by = arena_format(arena, "; %s by %s%s",
					b->decision == DECISION_NEW ? "order"
								    : decision_name(b->decision),
					by, was_day(change, ORDER_BY, a->order_by, arena));
	if (change->fields & ORDER_COST)
		cost = arena_format(arena, "; cost in the weeks of both %s (was %s)",
				    money_text(change->common_after_cents, arena),
				    money_text(change->common_before_cents, arena));
	return arena_format(
		arena, "%d%s %s, %s%s to %s%s%s%s%s", (int)b->heads, heads, change->option->id,
		from, was_day(change, ORDER_FROM, a->first_day, arena), to,
		was_day(change, ORDER_TO, a->last_day, arena), decision, order_by, cost);
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
		return changed_text(change, arena);
	return arena_format(
		arena, "%d %s, %s to %s, %s%s %s, cost %s", (int)e->heads, change->option->id, from,
		to, e->decision == DECISION_NEW ? "" : decision_name(e->decision),
		e->decision == DECISION_NEW ? "order by" : ", by", by, money_text(cents, arena));
}

/* --- table ------------------------------------------------------------------ */

void orders_put(const struct order_change *orders, size_t count, int width, FILE *out)
{
	struct arena arena = ARENA_INIT;

	if (!count)
		fputs("\nThe engagements are the same.\n", out);
	else
		fputs("\nEngagements that are new, changed or gone\n", out);
	for (size_t i = 0; i < count; i++) {
		const struct order_change *change = &orders[i];

		words_hanging(out, arena_format(&arena, "%7s  ", order_change_name(change->kind)),
			      shown_text(order_change_text(change, &arena), SIZE_MAX / 2, &arena),
			      INDENT, width);
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
	json_text_at(json, "decision", decision_name(engagement->decision));
	json_integer_at(json, "heads", engagement->heads);
	json_day_at(json, "from", engagement->first_day);
	json_day_at(json, "to", engagement->last_day);
	json_day_at(json, "order_by", engagement->order_by);
	json_integer_at(json, "cost_cents", cents);
	json_integer_at(json, "common_weeks_cost_cents", common_cents);
	json_close(json);
}

static void json_fields(struct json *json, const struct order_change *change)
{
	static const char *const fields[] = {
		"heads", "from", "to", "order_by", "cost", "decision"
	};

	static_assert(ORDER_FIELDS == (1 << ARRAY_LEN(fields)) - 1, "every field has a name");
	json_open_row_at(json, "differs", '[');
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (change->fields & 1u << i)
			json_text(json, fields[i]);
	json_close(json);
}

void orders_json(struct json *json, const struct order_change *orders, size_t count)
{
	json_open(json, '[');
	for (size_t i = 0; i < count; i++) {
		const struct order_change *change = &orders[i];

		json_open(json, '{');
		json_text_at(json, "kind", order_change_name(change->kind));
		json_text_at(json, "option", change->option->id);
		json_fields(json, change);
		json_side(json, "before", change->before, change->cost_before_cents,
			  change->common_before_cents);
		json_side(json, "after", change->after, change->cost_after_cents,
			  change->common_after_cents);
		json_close(json);
	}
	json_close(json);
}
