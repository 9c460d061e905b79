/* plan.json: the whole plan in one document. The rows of every report that has a sheet are in it
 * under the report's name, so that a new report is in it by itself. Described for users in
 * docs/outputs.md and docs/plan.schema.json. */
#include "reports/json.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/tables/plan_table.h"

static void put_weeks(const struct plan *plan, struct json *json)
{
	json_open_at(json, "weeks", '[');
	for (size_t w = 0; w < plan->options.week_count; w++) {
		json_open_row(json, '{');
		json_week_at(json, "week", plan_week(plan, w));
		json_day_at(json, "week_start", plan_week(plan, w));
		json_close(json);
	}
	json_close(json);
}

static void put_totals(const struct plan *plan, enum view view, struct json *json)
{
	int64_t demand = 0, covered = 0, gap = 0;

	for (size_t r = 0; r < plan->requirement_count; r++)
		for (size_t w = 0; w < plan->options.week_count; w++) {
			const struct demand_coverage *cover =
				plan_requirement_coverage(plan, view, r, w);

			demand += cover->demand_minutes;
			covered += cover->covered_minutes;
			gap += coverage_gap(cover);
		}
	json_open_row_at(json, view_name(view), '{');
	json_decimal_at(json, "demand_hours", demand, 60);
	json_decimal_at(json, "covered_hours", covered, 60);
	json_decimal_at(json, "gap_hours", gap, 60);
	json_decimal_at(json, "gap_fte_weeks", gap, plan->company->settings.full_week_minutes);
	json_close(json);
}

static const char *feed_kind(enum feed_kind kind)
{
	static const char *const words[] = { [FEED_PERSONAL] = "personal",
					     [FEED_ABSENCE] = "absence",
					     [FEED_HOLIDAYS] = "holidays",
					     [FEED_FREEBUSY] = "freebusy" };

	return words[kind];
}

static const char *feed_state(enum feed_state state)
{
	static const char *const words[] = { [FEED_READ] = "read",
					     [FEED_UNCHANGED] = "unchanged",
					     [FEED_STALE] = "stale",
					     [FEED_MISSING] = "missing" };

	return words[state];
}

static void put_feeds(const struct company *company, struct json *json)
{
	json_open_at(json, "feeds", '[');
	for (size_t i = 0; i < company->feed_count; i++) {
		const struct feed *feed = &company->feeds[i];

		json_open_row(json, '{');
		json_text_at(json, "feed", feed->name);
		json_text_at(json, "kind", feed_kind(feed->kind));
		json_text_at(json, "who", feed->who);
		json_text_at(json, "state", feed_state(feed->state));
		json_day_at(json, "read_on", feed->read_on);
		json_integer_at(json, "events", feed->event_count);
		json_integer_at(json, "skipped", feed->skipped_count);
		json_close(json);
	}
	json_close(json);
}

/* Whether the plan has the parts that a report needs. */
static bool has_parts(const struct plan *plan, unsigned needs)
{
	return (!(needs & PLAN_PROOF) || plan->proof) && (!(needs & PLAN_ROSTER) || plan->roster) &&
	       (!(needs & (PLAN_SOURCING | PLAN_REASONS)) || plan->sourcing);
}

static bool write_json(const struct plan *plan, const struct report_options *options,
		       const struct report *const *list, size_t count, FILE *out,
		       struct fault *fault)
{
	struct json json = json_start(out);

	json_open(&json, '{');
	json_text_at(&json, "schema", "staffgap/plan/1");
	sheet_json_head(plan, &json);
	put_weeks(plan, &json);
	json_open_at(&json, "totals", '{');
	for (enum view v = 0; v < VIEW_COUNT; v++)
		put_totals(plan, v, &json);
	json_close(&json);
	put_feeds(plan->company, &json);
	for (size_t i = 0; i < count; i++) {
		const struct report *report = list[i];

		if (!report->sheet || !has_parts(plan, report->needs))
			continue;
		json_key(&json, report->name);
		sheet_json_rows(report->sheet, plan, options, &json);
	}
	json_close(&json);
	return shape_finish(out, fault);
}

const struct report report_plan = {
	.name = "plan",
	.summary = "The whole plan in one JSON document",
	.needs = PLAN_PROOF | PLAN_ROSTER | PLAN_REASONS,
	.write = { [FORMAT_TABLE] = plan_table },
	.write_all = write_json,
};
