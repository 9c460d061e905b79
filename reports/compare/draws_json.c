#include "reports/compare/draws_json.h"

#include "model/draws.h"
#include "model/sourcing.h"
#include "reports/json.h"

static void json_spread(struct json *json, const struct draws *draws, const struct spread *spread)
{
	static const char *const keys[] = { "p10_minutes", "p50_minutes", "p80_minutes",
					    "p95_minutes" };

	static_assert(ARRAY_LEN(keys) == DRAW_QUANTILE_COUNT, "every quantile has a key");
	json_decimal_at(json, "expected_minutes", spread->sum_minutes, draws->count);
	for (size_t q = 0; q < ARRAY_LEN(keys); q++) {
		json_integer_at(json, keys[q], spread->quantile_minutes[q]);
	}
}

/* What the engagements leave open. */
static void json_open_time(struct json *json, const struct draws *draws, const struct spread *open,
			   int32_t closed)
{
	if (!draws->uses)
		return;
	json_open_row_at(json, "after_engagements", '{');
	json_integer_at(json, "closed_draws", closed);
	json_spread(json, draws, open);
	json_close(json);
}

static void json_week_spread(struct json *json, const struct plan *plan, const struct draws *draws,
			     size_t week, const struct spread *spread)
{
	json_open_row(json, '{');
	json_week_at(json, "week", plan_week(plan, week));
	json_spread(json, draws, spread);
}

static void json_all(struct json *json, const struct plan *plan, const struct draws *draws)
{
	json_open_at(json, "all_roles", '{');
	json_spread(json, draws, &draws->whole);
	json_open_time(json, draws, &draws->open_whole, draws->closed_whole);
	json_open_at(json, "weeks", '[');
	for (size_t w = 0; w < plan->options.week_count; w++) {
		json_week_spread(json, plan, draws, w, &draws->weeks[w]);
		json_open_time(json, draws, &draws->open[w], draws->closed_draws[w]);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

static void json_role(struct json *json, const struct plan *plan, const struct draws *draws,
		      size_t role)
{
	size_t weeks = plan->options.week_count;

	json_open(json, '{');
	json_text_at(json, "role", draws->roles[role]);
	json_spread(json, draws, &draws->totals[role]);
	json_open_at(json, "weeks", '[');
	for (size_t w = 0; w < weeks; w++) {
		json_week_spread(json, plan, draws, w, &draws->cells[role * weeks + w]);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

static void json_engagement(struct json *json, const struct plan *plan, const struct draws *draws,
			    size_t index)
{
	const struct engagement *e = &plan->sourcing->engagements[index];

	json_open_row(json, '{');
	json_integer_at(json, "engagement", (int64_t)index + 1);
	json_key(json, "decision");
	json_plain(json, decision_name(e->decision));
	json_text_at(json, "option", plan->company->options[e->option].id);
	json_integer_at(json, "heads", e->heads);
	json_day_at(json, "first_day", e->first_day);
	json_day_at(json, "last_day", e->last_day);
	json_integer_at(json, "delivered_minutes", e->delivered_minutes);
	json_integer_at(json, "planned_minutes", e->covered_minutes);
	json_integer_at(json, "used_draws", draws->uses[index].used_draws);
	json_spread(json, draws, &draws->uses[index].covered);
	json_close(json);
}

static void json_head(struct json *json, const struct plan *plan, const struct draws *draws)
{
	json_text_at(json, "schema", "staffgap/risk/1");
	json_integer_at(json, "plan", plan->options.number);
	json_integer_at(json, "draws", draws->count);
	json_integer_at(json, "seed", (int64_t)draws->seed);
	json_integer_at(json, "full_week_minutes", plan->company->settings.full_week_minutes);
}

void draws_json(const struct report_subject *subject, const struct report_options *options,
		FILE *out)
{
	const struct plan *plan = subject->plan;
	const struct draws *draws = subject->draws;
	struct json json = json_start(out);

	(void)options;
	json_open(&json, '{');
	json_head(&json, plan, draws);
	json_all(&json, plan, draws);
	json_open_at(&json, "roles", '[');
	for (size_t r = 0; r < draws->role_count; r++)
		json_role(&json, plan, draws, r);
	json_close(&json);
	json_open_at(&json, "engagements", '[');
	for (size_t e = 0; draws->uses && e < plan->sourcing->engagement_count; e++)
		json_engagement(&json, plan, draws, e);
	json_close(&json);
	json_close(&json);
}
