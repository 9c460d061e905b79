#include "reports/report_draws.h"

#include "reports/csv.h"
#include "reports/json.h"
#include "reports/shape.h"
#include "reports/shown.h"
#include "store/number.h"

enum { LABEL = 20 };

const unsigned draws_formats = 1u << FORMAT_TABLE | 1u << FORMAT_CSV | 1u << FORMAT_JSON;

/* --- table ------------------------------------------------------------------ */

static void put_number(const struct plan *plan, int64_t value, int64_t scale, FILE *out)
{
	char text[NUMBER_TEXT_SIZE];

	number_format(text, value, scale * plan->company->settings.full_week_min, 2, '.');
	fprintf(out, "%10s", text);
}

static void put_spread(const struct plan *plan, const struct draws *draws, const char *label,
		       const struct spread *spread, FILE *out)
{
	shown_put(out, label, LABEL);
	put_number(plan, spread->sum_min, draws->count, out);
	for (enum draw_quantile q = 0; q < DRAW_QUANTILE_COUNT; q++)
		put_number(plan, spread->quantile_min[q], 1, out);
	fputc('\n', out);
}

static void write_table(const struct plan *plan, const struct draws *draws, FILE *out)
{
	char first[WEEK_TEXT_SIZE], last[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, 0), first);
	week_format(plan_week(plan, plan->options.week_count - 1), last);
	fprintf(out,
		"Plan %d, %s to %s: FTE-weeks short in %d draws of %zu uncertain project%s\n\n",
		(int)plan->options.number, first, last, (int)draws->count, draws->project_count,
		draws->project_count == 1 ? "" : "s");
	shown_put(out, "Role", LABEL);
	fprintf(out, "%10s", "expected");
	for (enum draw_quantile q = 0; q < DRAW_QUANTILE_COUNT; q++)
		fprintf(out, "%7sP%d", "", (int)draw_percent(q));
	fputc('\n', out);
	for (size_t r = 0; r < draws->role_count; r++)
		put_spread(plan, draws, draws->roles[r], &draws->totals[r], out);
	for (int i = 0; i < LABEL + 10 * (1 + DRAW_QUANTILE_COUNT); i++)
		fputc('-', out);
	fputc('\n', out);
	put_spread(plan, draws, "All roles", &draws->whole, out);
	fputs("\nP80: in 80 of 100 draws no more is missing. Quantiles of roles do not add up.\n",
	      out);
}

/* --- CSV ---------------------------------------------------------------------- */

static void csv_spread(struct csv *csv, const struct plan *plan, const struct draws *draws,
		       const char *role, size_t week, const struct spread *spread)
{
	int64_t full = plan->company->settings.full_week_min;
	char name[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, week), name);
	shape_plan(csv, plan);
	csv_word(csv, name);
	csv_day(csv, plan_week(plan, week));
	csv_text(csv, role);
	csv_decimal(csv, spread->sum_min, draws->count * full);
	for (enum draw_quantile q = 0; q < DRAW_QUANTILE_COUNT; q++)
		csv_decimal(csv, spread->quantile_min[q], full);
	csv_end(csv);
}

static void write_csv(const struct plan *plan, const struct draws *draws,
		      const struct report_options *options, FILE *out)
{
	static const char *const names[] = { "plan",    "week",         "week_start",
					     "role",    "expected_fte", "p10_fte",
					     "p50_fte", "p80_fte",      "p95_fte" };
	struct csv csv = csv_start(options, out);

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		csv_word(&csv, names[i]);
	csv_end(&csv);
	for (size_t r = 0; r < draws->role_count; r++)
		for (size_t w = 0; w < plan->options.week_count; w++)
			csv_spread(&csv, plan, draws, draws->roles[r], w,
				   &draws->cells[r * plan->options.week_count + w]);
}

/* --- JSON ----------------------------------------------------------------------- */

static void json_spread(struct json *json, const struct draws *draws, const struct spread *spread)
{
	static const char *const keys[] = { "p10_minutes", "p50_minutes", "p80_minutes",
					    "p95_minutes" };

	static_assert(ARRAY_LEN(keys) == DRAW_QUANTILE_COUNT, "every quantile has a key");
	json_key(json, "expected_minutes");
	json_decimal(json, spread->sum_min, draws->count);
	for (size_t q = 0; q < ARRAY_LEN(keys); q++) {
		json_key(json, keys[q]);
		json_integer(json, spread->quantile_min[q]);
	}
}

static void json_role(struct json *json, const struct plan *plan, const struct draws *draws,
		      size_t role)
{
	size_t weeks = plan->options.week_count;

	json_open(json, '{');
	json_key(json, "role");
	json_text(json, draws->roles[role]);
	json_spread(json, draws, &draws->totals[role]);
	json_key(json, "weeks");
	json_open(json, '[');
	for (size_t w = 0; w < weeks; w++) {
		json_open_row(json, '{');
		json_key(json, "week");
		json_week(json, plan_week(plan, w));
		json_spread(json, draws, &draws->cells[role * weeks + w]);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

static void write_json(const struct plan *plan, const struct draws *draws, FILE *out)
{
	struct json json = json_start(out);

	json_open(&json, '{');
	json_key(&json, "schema");
	json_text(&json, "staffgap/risk/1");
	json_key(&json, "plan");
	json_integer(&json, plan->options.number);
	json_key(&json, "draws");
	json_integer(&json, draws->count);
	json_key(&json, "seed");
	json_integer(&json, (int64_t)draws->seed);
	json_key(&json, "full_week_minutes");
	json_integer(&json, plan->company->settings.full_week_min);
	json_key(&json, "all_roles");
	json_open_row(&json, '{');
	json_spread(&json, draws, &draws->whole);
	json_close(&json);
	json_key(&json, "roles");
	json_open(&json, '[');
	for (size_t r = 0; r < draws->role_count; r++)
		json_role(&json, plan, draws, r);
	json_close(&json);
	json_close(&json);
}

bool draws_write(const struct plan *plan, const struct draws *draws,
		 const struct report_options *options, FILE *out, struct fault *fault)
{
	if (options->format == FORMAT_CSV)
		write_csv(plan, draws, options, out);
	else if (options->format == FORMAT_JSON)
		write_json(plan, draws, out);
	else
		write_table(plan, draws, out);
	return shape_finish(out, fault);
}
