#include "reports/compare/diff_csv.h"

#include "reports/compare/diff_bridge.h"
#include "reports/compare/report_diff_orders.h"
#include "reports/csv.h"
#include "reports/shape.h"

static const char *const names[] = {
	"plan_before", "plan_after",  "cause",      "kind",         "subject",    "what",
	"file_before", "line_before", "file_after", "line_after",   "uid",        "role",
	"week",        "week_start",  "view",       "change_hours", "change_fte", "change_minutes",
};

static void csv_place(struct csv *csv, struct place place)
{
	csv_text(csv, place.file);
	if (place.line)
		csv_integer(csv, place.line);
	else
		csv_word(csv, "");
}

static void csv_cause(struct csv *csv, const struct diff *diff, size_t index)
{
	const struct cause *cause = &diff->causes[index];

	csv_integer(csv, diff->before.number);
	csv_integer(csv, diff->after.number);
	csv_integer(csv, (int64_t)index + 1);
	csv_word(csv, cause_kind_name(cause->kind));
	csv_text(csv, cause->subject);
	csv_text(csv, cause->what);
	csv_place(csv, cause->before);
	csv_place(csv, cause->after);
	csv_text(csv, cause->uid);
}

static void csv_change(struct csv *csv, const struct diff *diff, const char *view, int64_t minutes)
{
	csv_word(csv, view);
	csv_decimal(csv, minutes, 60);
	csv_decimal(csv, minutes, diff->full_week_minutes);
	csv_integer(csv, minutes);
	orders_csv_none(csv);
	csv_end(csv);
}

static void csv_order(struct csv *csv, const struct diff *diff, const struct order_change *change,
		      enum view view)
{
	struct arena arena = ARENA_INIT;

	csv_integer(csv, diff->before.number);
	csv_integer(csv, diff->after.number);
	csv_word(csv, "");
	csv_word(csv, arena_format(&arena, "engagement %s", order_change_name(change->kind)));
	csv_text(csv, change->option->id);
	csv_text(csv, order_change_text(change, &arena));
	csv_place(csv, change->after ? (struct place){ "", 0, 0 } : change->option->place);
	csv_place(csv, change->after ? change->option->place : (struct place){ "", 0, 0 });
	for (int i = 0; i < 4; i++)
		csv_word(csv, "");
	csv_word(csv, view_name(view));
	for (int i = 0; i < 3; i++)
		csv_word(csv, "");
	orders_csv(csv, change);
	csv_end(csv);
	arena_release(&arena);
}

static void csv_effects(struct csv *csv, const struct diff *diff, size_t index,
			const struct report_options *options)
{
	const struct cause *cause = &diff->causes[index];

	if (!cause->effect_count) {
		csv_cause(csv, diff, index);
		for (int i = 0; i < 3; i++)
			csv_word(csv, "");
		csv_change(csv, diff, "", 0);
	}
	for (size_t i = 0; i < cause->effect_count; i++)
		for (enum view v = 0; v < VIEW_COUNT; v++) {
			const struct effect *effect = &cause->effects[i];
			char week[WEEK_TEXT_SIZE];

			if (!shape_has_view(options, v))
				continue;
			csv_cause(csv, diff, index);
			week_format(bridge_week(diff, effect->week), week);
			csv_text(csv, diff->roles[effect->role]);
			csv_word(csv, week);
			csv_day(csv, bridge_week(diff, effect->week));
			csv_change(csv, diff, view_name(v), effect->change_minutes[v]);
		}
}

static void csv_window(struct csv *csv, const struct diff *diff, const char *what, int sign,
		       const int64_t *sums, const struct report_options *options)
{
	for (size_t r = 0; r < diff->role_count; r++)
		for (enum view v = 0; v < VIEW_COUNT; v++) {
			int64_t minutes = sums[(size_t)v * diff->role_count + r];

			if (!shape_has_view(options, v) || !minutes)
				continue;
			csv_integer(csv, diff->before.number);
			csv_integer(csv, diff->after.number);
			csv_word(csv, "");
			csv_word(csv, "window");
			csv_word(csv, "");
			csv_word(csv, what);
			for (int i = 0; i < 5; i++)
				csv_word(csv, "");
			csv_text(csv, diff->roles[r]);
			csv_word(csv, "");
			csv_word(csv, "");
			csv_change(csv, diff, view_name(v), sign * minutes);
		}
}

void diff_csv(const struct report_subject *subject, const struct report_options *options, FILE *out)
{
	const struct diff *diff = subject->diff;
	struct csv csv = csv_start(options, out);

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		csv_word(&csv, names[i]);
	orders_csv_head(&csv);
	csv_end(&csv);
	csv_window(&csv, diff, "weeks gone", -1, diff->gone_minutes, options);
	for (size_t c = 0; c < diff->cause_count; c++)
		csv_effects(&csv, diff, c, options);
	csv_window(&csv, diff, "weeks new", 1, diff->come_minutes, options);
	for (size_t i = 0; i < diff->order_count; i++)
		csv_order(&csv, diff, &diff->orders[i], options->view);
}
