#include "reports/compare/samples_json.h"

#include "model/samples.h"
#include "model/sourcing.h"
#include "reports/json.h"

static void json_spread(struct json *json, const struct samples *samples,
			const struct spread *spread)
{
	static const char *const keys[] = { "p10_minutes", "p50_minutes", "p80_minutes",
					    "p95_minutes" };

	static_assert(ARRAY_LEN(keys) == SAMPLE_QUANTILE_COUNT, "every quantile has a key");
	json_decimal_at(json, "expected_minutes", spread->sum_minutes, samples->count);
	for (size_t q = 0; q < ARRAY_LEN(keys); q++) {
		json_integer_at(json, keys[q], spread->quantile_minutes[q]);
	}
}

/* What the engagements leave open. */
static void json_open_time(struct json *json, const struct samples *samples,
			   const struct spread *open, int32_t closed)
{
	if (!samples->uses)
		return;
	json_open_row_at(json, "after_engagements", '{');
	json_integer_at(json, "closed_draws", closed);
	json_spread(json, samples, open);
	json_close(json);
}

static void json_week_spread(struct json *json, const struct plan *plan,
			     const struct samples *samples, size_t week,
			     const struct spread *spread)
{
	json_open_row(json, '{');
	json_week_at(json, "week", plan_week(plan, week));
	json_spread(json, samples, spread);
}

static void json_all(struct json *json, const struct plan *plan, const struct samples *samples)
{
	json_open_at(json, "all_roles", '{');
	json_spread(json, samples, &samples->whole);
	json_open_time(json, samples, &samples->open_whole, samples->closed_whole);
	json_open_at(json, "weeks", '[');
	for (size_t w = 0; w < plan->options.week_count; w++) {
		json_week_spread(json, plan, samples, w, &samples->weeks[w]);
		json_open_time(json, samples, &samples->open[w], samples->closed_samples[w]);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

static void json_role(struct json *json, const struct plan *plan, const struct samples *samples,
		      size_t role)
{
	size_t weeks = plan->options.week_count;

	json_open(json, '{');
	json_text_at(json, "role", samples->roles[role]);
	json_spread(json, samples, &samples->totals[role]);
	json_open_at(json, "weeks", '[');
	for (size_t w = 0; w < weeks; w++) {
		json_week_spread(json, plan, samples, w, &samples->cells[role * weeks + w]);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

static void json_engagement(struct json *json, const struct plan *plan,
			    const struct samples *samples, size_t index)
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
	json_integer_at(json, "used_draws", samples->uses[index].used_samples);
	json_spread(json, samples, &samples->uses[index].covered);
	json_close(json);
}

static void json_head(struct json *json, const struct plan *plan, const struct samples *samples)
{
	json_text_at(json, "schema", "staffgap/risk/1");
	json_integer_at(json, "plan", plan->options.number);
	json_integer_at(json, "draws", samples->count);
	json_integer_at(json, "seed", (int64_t)samples->seed);
	json_integer_at(json, "full_week_minutes", plan->company->settings.full_week_minutes);
}

void samples_json(const struct report_subject *subject, const struct report_options *options,
		  FILE *out)
{
	const struct plan *plan = subject->plan;
	const struct samples *samples = subject->samples;
	struct json json = json_start(out);

	(void)options;
	json_open(&json, '{');
	json_head(&json, plan, samples);
	json_all(&json, plan, samples);
	json_open_at(&json, "roles", '[');
	for (size_t r = 0; r < samples->role_count; r++)
		json_role(&json, plan, samples, r);
	json_close(&json);
	json_open_at(&json, "engagements", '[');
	for (size_t e = 0; samples->uses && e < plan->sourcing->engagement_count; e++)
		json_engagement(&json, plan, samples, e);
	json_close(&json);
	json_close(&json);
}
