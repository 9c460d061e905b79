/* Sums of the engagements by model, vendor and month, and in all. */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "reports/columns.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/source_words.h"
#include "reports/words.h"

static const struct sheet_column columns[] = {
	{ "plan", COLUMN_PLAN, true, "Number of the plan" },
	{ "by", COLUMN_WORD, true, "model, vendor, month or total" },
	{ "name", COLUMN_TEXT, true, "Which model, vendor or month" },
	{ "heads", COLUMN_INTEGER, false, "Most heads in a week" },
	{ "covered_hours", COLUMN_DECIMAL, false, "Hours covered; of months empty" },
	{ "rate_cost", COLUMN_DECIMAL, false, "Rate, for days within the plan" },
	{ "fee_cost", COLUMN_DECIMAL, false, "Fixed fees" },
	{ "commitment_cost", COLUMN_DECIMAL, false, "Rate owed for days past the plan" },
	{ "spend", COLUMN_DECIMAL, false, "Paid outside: the three before" },
	{ "management_cost", COLUMN_DECIMAL, false, "Own people's time for directing" },
	{ "cost", COLUMN_DECIMAL, false, "Spend and management" },
	{ "onshore_spend", COLUMN_DECIMAL, false, "Of the spend, onshore" },
	{ "onshore_percent", COLUMN_DECIMAL, false, "The same in percent; empty without spend" },
	{ "currency", COLUMN_WORD, false, "Of all amounts" },
	{ "hybrid", COLUMN_BOOL, false,
	  "In all: whether new external staff are of several models; else empty" },
};

struct spend_sum {
	const char *by, *name;
	struct day month; /* by month: its first day */
	struct cost cost;
	int64_t onshore_cents, covered_minutes;
	int32_t heads;
};

struct spend_sums {
	struct arena *arena;
	struct spend_sum *list;
	size_t count, room;
};

static struct spend_sum *sum_named(struct spend_sums *sums, const char *by, const char *name)
{
	for (size_t i = 0; i < sums->count; i++)
		if (strcmp(sums->list[i].by, by) == 0 && strcmp(sums->list[i].name, name) == 0)
			return &sums->list[i];
	sums->list = ARENA_PUSH(sums->arena, sums->list, sums->count, sums->room);
	sums->list[sums->count] =
		(struct spend_sum){ .by = by, .name = arena_copy(sums->arena, span_of(name)) };
	return &sums->list[sums->count++];
}

static void add_cost(const struct plan *plan, struct spend_sum *sum, const struct engagement *e,
		     const struct cost *cost)
{
	cost_add(&sum->cost, cost);
	if (option_is_onshore(&plan->company->settings, &plan->company->options[e->option]))
		sum->onshore_cents += cost_spend(cost);
}

static void add_months(const struct plan *plan, struct spend_sums *sums, const struct engagement *e)
{
	for (size_t i = 0; i < e->part_count; i++) {
		char month[MONTH_TEXT_SIZE];
		struct spend_sum *sum;

		month_text(e->parts[i].first, month);
		sum = sum_named(sums, "month", month);
		sum->month = e->parts[i].first;
		add_cost(plan, sum, e, &e->parts[i].cost);
	}
}

/* --- heads ------------------------------------------------------------- */

static bool is_of(const struct plan *plan, const struct engagement *e, const struct spend_sum *sum)
{
	const struct rate_option *option = &plan->company->options[e->option];

	if (strcmp(sum->by, "model") == 0)
		return strcmp(model_name(option->model), sum->name) == 0;
	return strcmp(sum->by, "vendor") != 0 || strcmp(option->vendor, sum->name) == 0;
}

static int32_t heads_in(const struct plan *plan, const struct spend_sum *sum, int32_t week)
{
	int32_t heads = 0;

	for (size_t i = 0; i < plan->sourcing->engagement_count; i++) {
		const struct engagement *e = &plan->sourcing->engagements[i];

		if (e->first_week <= week && week <= e->last_week && is_of(plan, e, sum))
			heads += e->heads;
	}
	return heads;
}

/* The last week that an engagement of the plan reaches, past the plan or not. */
static int32_t last_week(const struct plan *plan)
{
	int32_t last = (int32_t)plan->options.week_count - 1;

	for (size_t i = 0; i < plan->sourcing->engagement_count; i++)
		if (plan->sourcing->engagements[i].last_week > last)
			last = plan->sourcing->engagements[i].last_week;
	return last;
}

static bool touches(const struct plan *plan, const struct spend_sum *sum, int32_t week)
{
	struct day monday = day_add(plan->options.first_week, 7 * week);
	char first[MONTH_TEXT_SIZE], last[MONTH_TEXT_SIZE];

	if (strcmp(sum->by, "month") != 0)
		return true;
	month_text(monday, first);
	month_text(day_add(monday, 6), last);
	return strcmp(first, sum->name) == 0 || strcmp(last, sum->name) == 0;
}

static void fill_heads(const struct plan *plan, struct spend_sum *sum)
{
	int32_t end = last_week(plan);

	for (int32_t w = 0; w <= end; w++) {
		int32_t heads = touches(plan, sum, w) ? heads_in(plan, sum, w) : 0;

		if (heads > sum->heads)
			sum->heads = heads;
	}
}

/* --- rows -------------------------------------------------------------- */

static int rank(const char *by)
{
	static const char *const order[] = { "model", "vendor", "month", "total" };
	int i = 0;

	while (strcmp(order[i], by) != 0)
		i++;
	return i;
}

static int by_kind_and_name(const void *left, const void *right)
{
	const struct spend_sum *a = left, *b = right;
	int order = rank(a->by) - rank(b->by);

	return order ? order : strcmp(a->name, b->name);
}

static struct spend_sums sum_up(const struct plan *plan, struct arena *arena)
{
	struct spend_sums sums = { .arena = arena };

	(void)sum_named(&sums, "total", "");
	for (size_t i = 0; i < plan->sourcing->engagement_count; i++) {
		const struct engagement *e = &plan->sourcing->engagements[i];
		const struct rate_option *option = &plan->company->options[e->option];
		const char *const kinds[][2] = { { "model", model_name(option->model) },
						 { "vendor", option->vendor },
						 { "total", "" } };

		for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
			struct spend_sum *sum = sum_named(&sums, kinds[k][0], kinds[k][1]);

			add_cost(plan, sum, e, &e->cost);
			sum->covered_minutes += e->covered_minutes;
		}
		add_months(plan, &sums, e);
	}
	qsort(sums.list, sums.count, sizeof(*sums.list), by_kind_and_name);
	for (size_t i = 0; i < sums.count; i++)
		fill_heads(plan, &sums.list[i]);
	return sums;
}

static void row(struct sheet_out *out, const struct spend_sum *sum)
{
	int64_t spend = cost_spend(&sum->cost);

	sheet_plan(out);
	sheet_word(out, sum->by);
	sheet_text(out, sum->name);
	sheet_integer(out, sum->heads);
	if (strcmp(sum->by, "month") == 0)
		sheet_empty(out);
	else
		sheet_decimal(out, sum->covered_minutes, 60);
	sheet_decimal(out, sum->cost.rate_cents, 100);
	sheet_decimal(out, sum->cost.fee_cents, 100);
	sheet_decimal(out, sum->cost.commitment_cents, 100);
	sheet_decimal(out, spend, 100);
	sheet_decimal(out, sum->cost.management_cents, 100);
	sheet_decimal(out, cost_total(&sum->cost), 100);
	sheet_decimal(out, sum->onshore_cents, 100);
	if (spend > 0)
		sheet_decimal(out, scale_half_even(sum->onshore_cents, 10000, spend), 100);
	else
		sheet_empty(out);
	sheet_word(out, out->plan->company->settings.currency);
	if (strcmp(sum->by, "total") == 0)
		sheet_bool(out, sourcing_is_hybrid(out->plan->company, out->plan->sourcing));
	else
		sheet_empty(out);
	sheet_end(out);
}

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	struct arena arena = ARENA_INIT;
	struct spend_sums sums = sum_up(plan, &arena);

	(void)options;
	for (size_t i = 0; i < sums.count; i++)
		row(out, &sums.list[i]);
	arena_release(&arena);
}

static const struct sheet sheet_spend = {
	.name = "spend",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
};

/* --- table ------------------------------------------------------------- */

enum { SPEND_COLUMNS = 6, SHORT_WIDTH = 72 };

static void put_sum(const char **row, const struct spend_sum *sum, struct arena *arena)
{
	char share[NUMBER_TEXT_SIZE] = "-";
	int64_t spend = cost_spend(&sum->cost);

	if (spend > 0)
		number_format(share, scale_half_even(sum->onshore_cents, 100, spend), 1, 0, '.');
	row[0] = sum->name[0] ? sum->name : strcmp(sum->by, "total") == 0 ? "Total" : "-";
	row[1] = arena_format(arena, "%d", (int)sum->heads);
	row[2] = money_text(spend, arena);
	row[3] = money_text(sum->cost.management_cents, arena);
	row[4] = money_text(cost_total(&sum->cost), arena);
	row[5] = arena_copy(arena, span_of(share));
}

/* Rows of blanks part the sums by model, vendor and month. */
static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	const struct column_head heads[SPEND_COLUMNS] = {
		{ "By model", false, 9 },
		{ "Heads", true, 0 },
		{ "Spend", true, 0 },
		{ options->width < SHORT_WIDTH ? "Manage" : "Management", true, 0 },
		{ plan->company->settings.currency, true, 0 },
		{ "Onshore %", true, 0 },
	};
	static const char *const names[] = { "By model", "By vendor", "By month", "" };
	struct arena arena = ARENA_INIT;
	struct spend_sums sums = sum_up(plan, &arena);
	const char **cells = ARENA_ARRAY(&arena, const char *, 3 * sums.count * SPEND_COLUMNS + 1);
	size_t rows = 0;

	for (size_t i = 0; i < sums.count; i++) {
		const char *by = sums.list[i].by;

		if (i > 0 && strcmp(by, sums.list[i - 1].by) != 0) {
			bool total = strcmp(by, "total") == 0;

			for (size_t c = 0; c < 2 * (size_t)SPEND_COLUMNS; c++)
				cells[rows * SPEND_COLUMNS + c] = "";
			cells[++rows * SPEND_COLUMNS] = names[rank(by)];
			rows += !total;
		}
		put_sum(cells + rows++ * SPEND_COLUMNS, &sums.list[i], &arena);
	}
	words_title_sourced(out, options->width, plan, plan->sourcing->view,
			    "Spend by model, vendor and month");
	columns_write(out, options->width, heads, SPEND_COLUMNS, cells, rows);
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_spend = {
	.name = "spend",
	.summary = "Spend by model, vendor and month; onshore share",
	.needs = PLAN_SOURCING,
	.sheet = &sheet_spend,
	.write = { [FORMAT_TABLE] = write_table },
};
