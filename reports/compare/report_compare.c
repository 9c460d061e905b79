#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/sourcing.h"
#include "reports/compare/compare_sums.h"
#include "reports/compare/compare_table.h"
#include "reports/compare/report_diff_orders.h"
#include "reports/csv.h"
#include "reports/json.h"
#include "reports/registry.h"
#include "reports/shape.h"

static void find_roles(struct side_by_side *c, struct arena *arena)
{
	size_t count = 0, room = 0;

	for (size_t i = 0; i < c->of->count; i++)
		room += c->of->plans[i].plan->requirement_count;
	c->roles = ARENA_ARRAY(arena, const char *, room + 1);
	for (size_t i = 0; i < c->of->count; i++)
		for (size_t r = 0; r < c->of->plans[i].plan->requirement_count; r++)
			c->roles[count++] = c->of->plans[i].plan->requirements[r].role;
	qsort(c->roles, count, sizeof(*c->roles), text_order);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(c->roles[c->role_count - 1], c->roles[i]) != 0)
			c->roles[c->role_count++] = c->roles[i];
}

/* --- CSV and JSON ---------------------------------------------------------------- */

static void csv_week(struct csv *csv, struct day monday)
{
	char week[WEEK_TEXT_SIZE];

	week_format(monday, week);
	csv_word(csv, week);
	csv_day(csv, monday);
}

static void put_csv(const struct side_by_side *c, const struct report_options *options, FILE *out)
{
	static const char *const names[] = { "scenario", "week",         "week_start",
					     "role",     "view",         "gap_hours",
					     "gap_fte",  "change_hours", "change_fte" };
	struct csv csv = csv_start(options, out);

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		csv_word(&csv, names[i]);
	csv_end(&csv);
	for (size_t i = 0; i < c->of->count; i++)
		for (size_t r = 0; r < c->role_count; r++)
			for (size_t w = 0; w < c->of->plans[i].plan->options.week_count; w++)
				for (enum view v = 0; v < VIEW_COUNT; v++) {
					const struct plan *plan = c->of->plans[i].plan;
					int64_t full = plan->company->settings.full_week_minutes;
					int64_t now = compare_gap(plan, v, c->roles[r], w);
					int64_t was = compare_gap(c->of->plans[0].plan, v,
								  c->roles[r], w);

					if (!shape_has_view(options, v))
						continue;
					csv_text(&csv, c->of->plans[i].name);
					csv_week(&csv, plan_week(plan, w));
					csv_text(&csv, c->roles[r]);
					csv_word(&csv, view_name(v));
					csv_decimal(&csv, now, 60);
					csv_decimal(&csv, now, full);
					csv_decimal(&csv, now - was, 60);
					csv_decimal(&csv, now - was, full);
					csv_end(&csv);
				}
}

static void json_plan(struct json *json, const struct side_by_side *c, size_t index)
{
	const struct plan *plan = c->of->plans[index].plan;
	size_t worst = compare_worst_week(plan, c->view);
	struct compared_orders orders = compare_orders(plan);

	json_open(json, '{');
	json_text_at(json, "name", c->of->plans[index].name);
	json_integer_at(json, "gap_minutes", compare_gap(plan, c->view, NULL, SIZE_MAX));
	json_week_at(json, "worst_week", plan_week(plan, worst));
	json_integer_at(json, "worst_week_gap_minutes", compare_gap(plan, c->view, NULL, worst));
	json_integer_at(json, "people", (int64_t)plan->company->person_count);
	if (plan->sourcing) {
		json_integer_at(json, "heads_to_order", orders.heads);
		json_decimal_at(json, "cost", orders.external_cents, 100);
		json_decimal_at(json, "penalty", orders.penalty_cents, 100);
		json_decimal_at(json, "total", orders.total_cents, 100);
		json_decimal_at(json, "bound", orders.bound_cents, 100);
		json_key(json, "first_order_by");
		if (orders.any)
			json_day(json, orders.first);
		else
			json_null(json);
	}
	json_open_at(json, "roles", '[');
	for (size_t r = 0; r < c->role_count; r++) {
		json_open_row(json, '{');
		json_text_at(json, "role", c->roles[r]);
		json_integer_at(json, "gap_minutes",
				compare_gap(plan, c->view, c->roles[r], SIZE_MAX));
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

static void put_json(const struct side_by_side *c, FILE *out)
{
	const struct plan *plan = c->of->plans[0].plan;
	struct json json = json_start(out);

	json_open(&json, '{');
	json_text_at(&json, "schema", "staffgap/compare/1");
	json_text_at(&json, "view", view_name(c->view));
	json_week_at(&json, "first_week", plan->options.first_week);
	json_integer_at(&json, "weeks", (int64_t)plan->options.week_count);
	json_integer_at(&json, "full_week_minutes", plan->company->settings.full_week_minutes);
	json_open_at(&json, "plans", '[');
	for (size_t i = 0; i < c->of->count; i++)
		json_plan(&json, c, i);
	json_close(&json);
	if (c->of->orders) {
		json_key(&json, "engagements");
		orders_json(&json, c->of->orders, c->of->order_count);
	}
	json_close(&json);
}

/* --- the report -------------------------------------------------------------------- */

static struct side_by_side sides_of(const struct report_subject *subject,
				    const struct report_options *options, struct arena *arena)
{
	struct side_by_side sides = { .of = subject->comparison, .view = options->view };

	find_roles(&sides, arena);
	return sides;
}

static void write_table(const struct report_subject *subject, const struct report_options *options,
			FILE *out)
{
	struct arena arena = ARENA_INIT;
	struct side_by_side sides = sides_of(subject, options, &arena);

	compare_table(&sides, options->width, out);
	arena_release(&arena);
}

static void write_csv(const struct report_subject *subject, const struct report_options *options,
		      FILE *out)
{
	struct arena arena = ARENA_INIT;
	struct side_by_side sides = sides_of(subject, options, &arena);

	put_csv(&sides, options, out);
	arena_release(&arena);
}

static void write_json(const struct report_subject *subject, const struct report_options *options,
		       FILE *out)
{
	struct arena arena = ARENA_INIT;
	struct side_by_side sides = sides_of(subject, options, &arena);

	put_json(&sides, out);
	arena_release(&arena);
}

/* A table shows the change from the first plan; CSV has every role and week. */
const struct report report_compare = {
	.name = "compare",
	.called = "a comparison",
	.from = FROM_COMPARISON,
	.write_from = { [FORMAT_TABLE] = write_table,
			[FORMAT_CSV] = write_csv,
			[FORMAT_JSON] = write_json },
};
