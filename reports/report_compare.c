#include "reports/report_compare.h"

#include <stdlib.h>
#include <string.h>

#include "reports/csv.h"
#include "reports/json.h"
#include "reports/shape.h"
#include "reports/shown.h"
#include "store/number.h"
#include "store/sourcing.h"
#include "store/text.h"

enum { LABEL = 18, CELL = 18 };

const unsigned compare_formats = 1u << FORMAT_TABLE | 1u << FORMAT_CSV | 1u << FORMAT_JSON;

struct comparison {
	const struct compared *plans;
	size_t count;
	enum view view;
	FILE *out;
	const char **roles; /* of all plans, sorted */
	size_t role_count;
};

/* --- numbers ------------------------------------------------------------------ */

/* Of one role, or (NULL) of all, in one week or (SIZE_MAX) in all. */
static int64_t gap(const struct plan *plan, enum view view, const char *role, size_t week)
{
	int64_t sum = 0;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		if (role && strcmp(plan->requirements[r].role, role) != 0)
			continue;
		for (size_t w = 0; w < plan->options.week_count; w++)
			if (week == SIZE_MAX || week == w)
				sum += cover_gap(plan_requirement_cover(plan, view, r, w));
	}
	return sum;
}

static size_t worst_week(const struct plan *plan, enum view view)
{
	size_t worst = 0;

	for (size_t w = 1; w < plan->options.week_count; w++)
		if (gap(plan, view, NULL, w) > gap(plan, view, NULL, worst))
			worst = w;
	return worst;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void find_roles(struct comparison *c, struct arena *arena)
{
	size_t count = 0, room = 0;

	for (size_t i = 0; i < c->count; i++)
		room += c->plans[i].plan->requirement_count;
	c->roles = ARENA_ARRAY(arena, const char *, room + 1);
	for (size_t i = 0; i < c->count; i++)
		for (size_t r = 0; r < c->plans[i].plan->requirement_count; r++)
			c->roles[count++] = c->plans[i].plan->requirements[r].role;
	qsort(c->roles, count, sizeof(*c->roles), by_text);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(c->roles[c->role_count - 1], c->roles[i]) != 0)
			c->roles[c->role_count++] = c->roles[i];
}

/* Heads that are to be ordered, and the first day by which. */
struct orders {
	int64_t heads, cents;
	struct day first;
	bool any;
};

static struct orders orders_of(const struct plan *plan)
{
	struct orders orders = { 0 };

	for (size_t i = 0; plan->sourcing && i < plan->sourcing->engagement_count; i++) {
		const struct engagement *e = &plan->sourcing->engagements[i];

		if (e->decision != DECISION_NEW)
			continue;
		orders.heads += e->heads;
		if (!orders.any || day_distance(e->order_by, orders.first) > 0)
			orders.first = e->order_by;
		orders.any = true;
	}
	if (plan->sourcing)
		orders.cents = cost_total(&plan->sourcing->cost);
	return orders;
}

/* --- table ---------------------------------------------------------------------- */

static void put_cell(const struct comparison *c, const char *text)
{
	struct arena arena = ARENA_INIT;
	const char *shown = shown_text(text, CELL - 1, &arena);

	fprintf(c->out, "%*s%s", CELL - (int)text_width(span_of(shown)), "", shown);
	arena_release(&arena);
}

/* "12.34 (+1.20)": the sum, and how it differs from the first plan's. */
static void put_gap(const struct comparison *c, const char *role, size_t index)
{
	const struct plan *plan = c->plans[index].plan, *first = c->plans[0].plan;
	int64_t minutes = gap(plan, c->view, role, SIZE_MAX);
	int64_t change = minutes - gap(first, c->view, role, SIZE_MAX);
	char now[NUMBER_TEXT_SIZE], differs[NUMBER_TEXT_SIZE], text[2 * NUMBER_TEXT_SIZE + 8];

	number_format(now, minutes, plan->company->settings.full_week_min, 2, '.');
	number_format(differs, change, plan->company->settings.full_week_min, 2, '.');
	if (change)
		snprintf(text, sizeof(text), "%s (%s%s)", now, change > 0 ? "+" : "", differs);
	else
		snprintf(text, sizeof(text), "%s", now);
	put_cell(c, text);
}

static void put_gaps(const struct comparison *c, const char *label, const char *role)
{
	shown_put(c->out, label, LABEL);
	for (size_t i = 0; i < c->count; i++)
		put_gap(c, role, i);
	fputc('\n', c->out);
}

static void put_rule(const struct comparison *c)
{
	for (size_t i = 0; i < LABEL + CELL * c->count; i++)
		fputc('-', c->out);
	fputc('\n', c->out);
}

static void put_worst(const struct comparison *c)
{
	shown_put(c->out, "Worst week", LABEL);
	for (size_t i = 0; i < c->count; i++) {
		const struct plan *plan = c->plans[i].plan;
		size_t worst = worst_week(plan, c->view);
		char week[WEEK_TEXT_SIZE], fte[NUMBER_TEXT_SIZE],
			text[NUMBER_TEXT_SIZE + WEEK_TEXT_SIZE + 2];

		week_format(plan_week(plan, worst), week);
		number_format(fte, gap(plan, c->view, NULL, worst),
			      plan->company->settings.full_week_min, 2, '.');
		snprintf(text, sizeof(text), "%s %s", fte, week);
		put_cell(c, text);
	}
	fputc('\n', c->out);
}

static void put_people(const struct comparison *c)
{
	shown_put(c->out, "People", LABEL);
	for (size_t i = 0; i < c->count; i++) {
		char text[NUMBER_TEXT_SIZE];

		snprintf(text, sizeof(text), "%zu", c->plans[i].plan->company->person_count);
		put_cell(c, text);
	}
	fputc('\n', c->out);
}

static void put_orders(const struct comparison *c)
{
	static const char *const labels[] = { "Heads to order", "Cost", "First order by" };

	for (size_t row = 0; row < ARRAY_LEN(labels); row++) {
		shown_put(c->out, labels[row], LABEL);
		for (size_t i = 0; i < c->count; i++) {
			struct orders orders = orders_of(c->plans[i].plan);
			char text[NUMBER_TEXT_SIZE + DAY_TEXT_SIZE] = "none";

			if (row == 0)
				snprintf(text, sizeof(text), "%lld", (long long)orders.heads);
			else if (row == 1)
				number_format(text, orders.cents, 100, 2, '.');
			else if (orders.any)
				day_format(orders.first, text);
			put_cell(c, text);
		}
		fputc('\n', c->out);
	}
}

static void write_table(const struct comparison *c)
{
	const struct plan *plan = c->plans[0].plan;
	char first[WEEK_TEXT_SIZE], last[WEEK_TEXT_SIZE];
	bool sourced = true;

	week_format(plan_week(plan, 0), first);
	week_format(plan_week(plan, plan->options.week_count - 1), last);
	fprintf(c->out, "%s to %s, %s demand, FTE-weeks short (change)\n\n", first, last,
		view_name(c->view));
	shown_put(c->out, "Role", LABEL);
	for (size_t i = 0; i < c->count; i++)
		put_cell(c, c->plans[i].name);
	fputc('\n', c->out);
	for (size_t r = 0; r < c->role_count; r++)
		put_gaps(c, c->roles[r], c->roles[r]);
	put_rule(c);
	put_gaps(c, "All roles", NULL);
	put_worst(c);
	put_people(c);
	for (size_t i = 0; i < c->count; i++)
		sourced &= c->plans[i].plan->sourcing != NULL;
	if (sourced)
		put_orders(c);
}

/* --- CSV and JSON ---------------------------------------------------------------- */

static void csv_week(struct csv *csv, struct day monday)
{
	char week[WEEK_TEXT_SIZE];

	week_format(monday, week);
	csv_word(csv, week);
	csv_day(csv, monday);
}

static void write_csv(const struct comparison *c, const struct report_options *options)
{
	static const char *const names[] = { "scenario", "week",         "week_start",
					     "role",     "view",         "gap_hours",
					     "gap_fte",  "change_hours", "change_fte" };
	struct csv csv = csv_start(options, c->out);

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		csv_word(&csv, names[i]);
	csv_end(&csv);
	for (size_t i = 0; i < c->count; i++)
		for (size_t r = 0; r < c->role_count; r++)
			for (size_t w = 0; w < c->plans[i].plan->options.week_count; w++)
				for (enum view v = 0; v < VIEW_COUNT; v++) {
					const struct plan *plan = c->plans[i].plan;
					int64_t full = plan->company->settings.full_week_min;
					int64_t now = gap(plan, v, c->roles[r], w);
					int64_t was = gap(c->plans[0].plan, v, c->roles[r], w);

					if (!shape_has_view(options, v))
						continue;
					csv_text(&csv, c->plans[i].name);
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

static void json_plan(struct json *json, const struct comparison *c, size_t index)
{
	const struct plan *plan = c->plans[index].plan;
	size_t worst = worst_week(plan, c->view);
	struct orders orders = orders_of(plan);

	json_open(json, '{');
	json_key(json, "name");
	json_text(json, c->plans[index].name);
	json_key(json, "gap_minutes");
	json_integer(json, gap(plan, c->view, NULL, SIZE_MAX));
	json_key(json, "worst_week");
	json_week(json, plan_week(plan, worst));
	json_key(json, "worst_week_gap_minutes");
	json_integer(json, gap(plan, c->view, NULL, worst));
	json_key(json, "people");
	json_integer(json, (int64_t)plan->company->person_count);
	if (plan->sourcing) {
		json_key(json, "heads_to_order");
		json_integer(json, orders.heads);
		json_key(json, "cost");
		json_decimal(json, orders.cents, 100);
		json_key(json, "first_order_by");
		if (orders.any)
			json_day(json, orders.first);
		else
			json_null(json);
	}
	json_key(json, "roles");
	json_open(json, '[');
	for (size_t r = 0; r < c->role_count; r++) {
		json_open_row(json, '{');
		json_key(json, "role");
		json_text(json, c->roles[r]);
		json_key(json, "gap_minutes");
		json_integer(json, gap(plan, c->view, c->roles[r], SIZE_MAX));
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

static void write_json(const struct comparison *c)
{
	const struct plan *plan = c->plans[0].plan;
	struct json json = json_start(c->out);

	json_open(&json, '{');
	json_key(&json, "schema");
	json_text(&json, "staffgap/compare/1");
	json_key(&json, "view");
	json_text(&json, view_name(c->view));
	json_key(&json, "first_week");
	json_week(&json, plan->options.first_week);
	json_key(&json, "weeks");
	json_integer(&json, (int64_t)plan->options.week_count);
	json_key(&json, "full_week_minutes");
	json_integer(&json, plan->company->settings.full_week_min);
	json_key(&json, "plans");
	json_open(&json, '[');
	for (size_t i = 0; i < c->count; i++)
		json_plan(&json, c, i);
	json_close(&json);
	json_close(&json);
}

bool compare_write(const struct compared *plans, size_t count, const struct report_options *options,
		   FILE *out, struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct comparison c = { plans, count, options->view, out, NULL, 0 };

	find_roles(&c, &arena);
	if (options->format == FORMAT_CSV)
		write_csv(&c, options);
	else if (options->format == FORMAT_JSON)
		write_json(&c);
	else
		write_table(&c);
	arena_release(&arena);
	return shape_finish(out, fault);
}
