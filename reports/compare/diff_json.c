#include "reports/compare/diff_json.h"

#include "reports/compare/diff_bridge.h"
#include "reports/compare/report_diff_orders.h"
#include "reports/json.h"

static void json_plan(struct json *json, const char *key, const struct plan_options *options)
{
	json_open_row_at(json, key, '{');
	json_integer_at(json, "plan", options->number);
	json_day_at(json, "today", options->today);
	json_week_at(json, "first_week", options->first_week);
	json_integer_at(json, "weeks", (int64_t)options->week_count);
	json_close(json);
}

static void json_minutes(struct json *json, const int64_t minutes[VIEW_COUNT])
{
	json_open_row_at(json, "change_minutes", '{');
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		json_integer_at(json, view_name(v), minutes[v]);
	}
	json_close(json);
}

static void json_place(struct json *json, const char *key, struct place place)
{
	json_key(json, key);
	if (!place.file[0]) {
		json_null(json);
		return;
	}
	json_open_row(json, '{');
	json_text_at(json, "file", place.file);
	json_key(json, "line");
	if (place.line)
		json_integer(json, place.line);
	else
		json_null(json);
	json_close(json);
}

static void json_cause(struct json *json, const struct diff *diff, const struct cause *cause)
{
	json_open(json, '{');
	json_text_at(json, "kind", cause_kind_name(cause->kind));
	json_text_at(json, "subject", cause->subject);
	json_text_at(json, "what", cause->what);
	json_place(json, "before", cause->before);
	json_place(json, "after", cause->after);
	json_text_at(json, "uid", cause->uid);
	json_minutes(json, cause->change_minutes);
	json_open_at(json, "effects", '[');
	for (size_t i = 0; i < cause->effect_count; i++) {
		const struct effect *effect = &cause->effects[i];

		json_open_row(json, '{');
		json_text_at(json, "role", diff->roles[effect->role]);
		json_week_at(json, "week", bridge_week(diff, effect->week));
		json_minutes(json, effect->change_minutes);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

static void json_role(struct json *json, const struct diff *diff, size_t role)
{
	static const char *const keys[] = { "committed_minutes", "weighted_minutes",
					    "all_minutes" };

	static_assert(ARRAY_LEN(keys) == VIEW_COUNT, "every view has a key");
	json_open(json, '{');
	json_text_at(json, "role", diff->roles[role]);
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		struct bridge b = bridge_of(diff, v, role);
		const struct {
			const char *key;
			int64_t minutes;
		} members[] = { { "before", b.before },
				{ "weeks_gone", b.gone },
				{ "change", b.change },
				{ "weeks_new", b.come },
				{ "after", b.after } };

		json_open_row_at(json, keys[v], '{');
		for (size_t i = 0; i < ARRAY_LEN(members); i++) {
			json_integer_at(json, members[i].key, members[i].minutes);
		}
		json_close(json);
	}
	json_close(json);
}

void diff_json(const struct report_subject *subject, const struct report_options *options,
	       FILE *out)
{
	const struct diff *diff = subject->diff;
	struct json json = json_start(out);

	(void)options;
	json_open(&json, '{');
	json_text_at(&json, "schema", "staffgap/diff/1");
	json_plan(&json, "before", &diff->before);
	json_plan(&json, "after", &diff->after);
	json_integer_at(&json, "full_week_minutes", diff->full_week_minutes);
	json_open_at(&json, "roles", '[');
	for (size_t r = 0; r < diff->role_count; r++)
		json_role(&json, diff, r);
	json_close(&json);
	json_open_at(&json, "causes", '[');
	for (size_t c = 0; c < diff->cause_count; c++)
		json_cause(&json, diff, &diff->causes[c]);
	json_close(&json);
	json_key(&json, "engagements");
	if (diff->sourced)
		orders_json(&json, diff->orders, diff->order_count);
	else
		json_null(&json);
	json_close(&json);
}
