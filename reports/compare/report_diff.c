#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "model/diff.h"
#include "reports/compare/report_diff_orders.h"
#include "reports/csv.h"
#include "reports/json.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/shown.h"
#include "reports/words.h"

enum { LABEL_MIN = 11, LABEL_MAX = 24, INDENT = 9, NUMBERS = 5, WIDE = 11, NARROW = 10 };

static struct day week_of(const struct diff *diff, size_t week)
{
	return day_add(diff->first_week, 7 * (int32_t)week);
}

static int64_t role_before(const struct diff *diff, enum view view, size_t role)
{
	int64_t sum = 0;

	for (size_t w = 0; w < diff->week_count; w++)
		sum += diff->gap_before[diff_cell(diff, view, role, w)];
	return sum;
}

/* Where the cause's row or event stands: as it is now, else as it was. */
static struct place cause_place(const struct cause *cause)
{
	return cause->after.file[0] ? cause->after : cause->before;
}

/* --- table ------------------------------------------------------------------ */

static void change_text(const struct diff *diff, int64_t minutes, char text[NUMBER_TEXT_SIZE + 1])
{
	char number[NUMBER_TEXT_SIZE];

	number_format(number, minutes, diff->full_week_min, 2, '.');
	snprintf(text, NUMBER_TEXT_SIZE + 1, "%s%s", minutes > 0 ? "+" : "",
		 minutes ? number : ".");
}

/* The bridge of one row: the old sum, what the window did, what the causes did, the new sum. */
struct bridge {
	int64_t before, gone, change, come, after;
};

static struct bridge bridge_of(const struct diff *diff, enum view view, size_t role)
{
	size_t cell = (size_t)view * diff->role_count + role;
	struct bridge bridge = { .gone = -diff->gone_min[cell],
				 .change = diff_role_change(diff, view, role),
				 .come = diff->come_min[cell] };

	bridge.before = role_before(diff, view, role) - bridge.gone;
	bridge.after = bridge.before + bridge.gone + bridge.change + bridge.come;
	return bridge;
}

/* How wide a label and a number are. */
struct bridge_shape {
	int label, number;
};

static void put_bridge(const struct diff *diff, const char *label, struct bridge_shape shape,
		       const struct bridge *b, FILE *out)
{
	const int64_t numbers[] = { b->before, b->gone, b->change, b->come, b->after };

	shown_put(out, label, shape.label);
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		char text[NUMBER_TEXT_SIZE + 1];
		bool level = i == 0 || i == 4;

		if (level)
			number_format(text, numbers[i], diff->full_week_min, 2, '.');
		else
			change_text(diff, numbers[i], text);
		fprintf(out, "%*s", shape.number, text);
	}
	fputc('\n', out);
}

static struct bridge_shape bridge_shape(const struct diff *diff, int columns_of_terminal)
{
	size_t width = LABEL_MIN;

	for (size_t r = 0; r < diff->role_count; r++) {
		size_t columns = text_width(span_of(diff->roles[r]));

		if (columns > width)
			width = columns < LABEL_MAX ? columns : LABEL_MAX;
	}
	if ((int)width + NUMBERS * WIDE <= columns_of_terminal)
		return (struct bridge_shape){ (int)width, WIDE };
	return (struct bridge_shape){ LABEL_MIN - 1, NARROW };
}

static void put_bridges(const struct diff *diff, const struct report_options *options, FILE *out)
{
	struct bridge_shape shape = bridge_shape(diff, options->width);
	enum view view = options->view;
	struct bridge sum = { 0 };

	shown_put(out, "Role", shape.label);
	fputs(shape.number == WIDE ? "     before weeks gone     change  weeks new        now\n"
				   : "    before      gone    change       new       now\n",
	      out);
	for (size_t r = 0; r < diff->role_count; r++) {
		struct bridge b = bridge_of(diff, view, r);

		put_bridge(diff, diff->roles[r], shape, &b, out);
		sum.before += b.before;
		sum.gone += b.gone;
		sum.change += b.change;
		sum.come += b.come;
		sum.after += b.after;
	}
	for (int i = 0; i < shape.label + NUMBERS * shape.number; i++)
		fputc('-', out);
	fputc('\n', out);
	put_bridge(diff, "All roles", shape, &sum, out);
}

/* "sre +1.20 (W50 to W53)" for each role that the cause touches in the view. */
static const char *effects_text(const struct diff *diff, const struct cause *cause, enum view view,
				struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < cause->effect_count;) {
		uint32_t role = cause->effects[i].role;
		char change[NUMBER_TEXT_SIZE + 1], first[WEEK_TEXT_SIZE] = "", last[WEEK_TEXT_SIZE];
		int64_t sum = 0;

		for (; i < cause->effect_count && cause->effects[i].role == role; i++) {
			const struct effect *effect = &cause->effects[i];

			if (!effect->change_min[view])
				continue;
			sum += effect->change_min[view];
			week_format(week_of(diff, effect->week), last);
			if (!first[0])
				week_format(week_of(diff, effect->week), first);
		}
		if (!first[0])
			continue;
		change_text(diff, sum, change);
		text = arena_format(arena, "%s%s%s %s (%s%s%s)", text, text[0] ? ", " : "",
				    shown_text(diff->roles[role], LABEL_MAX, arena),
				    sum ? change : "0.00", first,
				    strcmp(first, last) == 0 ? "" : " to ",
				    strcmp(first, last) == 0 ? "" : last);
	}
	return text;
}

static const char *place_text(struct place place, struct arena *arena)
{
	return place.line ? arena_format(arena, "%s:%d", place.file, (int)place.line) : place.file;
}

static const char *cause_text(const struct cause *cause, struct arena *arena)
{
	const char *uid = cause->uid[0] ? arena_format(arena, " uid %s", cause->uid) : "";

	return arena_format(arena, "%s %s %s%s%s", place_text(cause_place(cause), arena),
			    cause->subject, cause->what, uid,
			    cause->after.file[0] ? "" : " [as it was]");
}

static void put_causes(const struct diff *diff, const struct report_options *options, FILE *out)
{
	enum view view = options->view;
	struct arena arena = ARENA_INIT;

	for (size_t c = 0; c < diff->cause_count; c++) {
		const struct cause *cause = &diff->causes[c];
		const char *effects = effects_text(diff, cause, view, &arena);
		char change[NUMBER_TEXT_SIZE + 1];
		const char *text = shown_text(cause_text(cause, &arena), SIZE_MAX / 2, &arena);

		change_text(diff, cause->change_min[view], change);
		words_hanging(out, arena_format(&arena, "%7s  ", change), text, INDENT,
			      options->width);
		if (effects[0])
			words_hanging(out, "", effects, INDENT + 2, options->width);
	}
	arena_release(&arena);
}

static void put_title(const struct diff *diff, const struct report_options *options, FILE *out)
{
	char before[DAY_TEXT_SIZE], after[DAY_TEXT_SIZE], first[WEEK_TEXT_SIZE],
		last[WEEK_TEXT_SIZE];
	struct arena arena = ARENA_INIT;

	day_format(diff->before.today, before);
	day_format(diff->after.today, after);
	words_wrapped(out,
		      arena_format(&arena,
				   "Plan %d (%s) to plan %d (%s), %s demand, FTE-weeks short",
				   (int)diff->before.number, before, (int)diff->after.number, after,
				   view_name(options->view)),
		      0, options->width);
	arena_release(&arena);
	if (diff->week_count == 0) {
		fputs("The plans have no week in common.\n\n", out);
		return;
	}
	week_format(diff->first_week, first);
	week_format(week_of(diff, diff->week_count - 1), last);
	fprintf(out, "Both have %s to %s; %zu week%s gone, %zu new\n\n", first, last,
		diff->gone_weeks, diff->gone_weeks == 1 ? " has" : "s have", diff->come_weeks);
}

static void put_goals(const struct diff *diff, const struct report_options *options, FILE *out)
{
	const struct source_goal *before = &diff->before.goal, *after = &diff->after.goal;
	struct arena arena = ARENA_INIT;

	if (source_goal_same(before, after))
		return;
	fputc('\n', out);
	words_wrapped(out,
		      arena_format(&arena, "Help was sourced to %s, now to %s.",
				   sourced_to_text(before, options->view, &arena),
				   sourced_to_text(after, options->view, &arena)),
		      0, options->width);
	arena_release(&arena);
}

static void write_table(const struct report_subject *subject, const struct report_options *options,
			FILE *out)
{
	const struct diff *diff = subject->diff;

	put_title(diff, options, out);
	put_bridges(diff, options, out);
	if (!diff->cause_count) {
		fputs("\nNothing in the files has changed that the gap depends on.\n", out);
	} else {
		fputs("\nWhat changed the gap, in the order in which it was applied\n", out);
		put_causes(diff, options, out);
	}
	if (!diff->sourced)
		return;
	put_goals(diff, options, out);
	orders_put(diff->orders, diff->order_count, options->width, out);
}

/* --- CSV -------------------------------------------------------------------- */

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
	csv_decimal(csv, minutes, diff->full_week_min);
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
			week_format(week_of(diff, effect->week), week);
			csv_text(csv, diff->roles[effect->role]);
			csv_word(csv, week);
			csv_day(csv, week_of(diff, effect->week));
			csv_change(csv, diff, view_name(v), effect->change_min[v]);
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

static void write_csv(const struct report_subject *subject, const struct report_options *options,
		      FILE *out)
{
	const struct diff *diff = subject->diff;
	struct csv csv = csv_start(options, out);

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		csv_word(&csv, names[i]);
	orders_csv_head(&csv);
	csv_end(&csv);
	csv_window(&csv, diff, "weeks gone", -1, diff->gone_min, options);
	for (size_t c = 0; c < diff->cause_count; c++)
		csv_effects(&csv, diff, c, options);
	csv_window(&csv, diff, "weeks new", 1, diff->come_min, options);
	for (size_t i = 0; i < diff->order_count; i++)
		csv_order(&csv, diff, &diff->orders[i], options->view);
}

/* --- JSON ------------------------------------------------------------------- */

static void json_plan(struct json *json, const char *key, const struct plan_options *options)
{
	json_key(json, key);
	json_open_row(json, '{');
	json_key(json, "plan");
	json_integer(json, options->number);
	json_key(json, "today");
	json_day(json, options->today);
	json_key(json, "first_week");
	json_week(json, options->first_week);
	json_key(json, "weeks");
	json_integer(json, (int64_t)options->week_count);
	json_close(json);
}

static void json_minutes(struct json *json, const int64_t minutes[VIEW_COUNT])
{
	json_key(json, "change_minutes");
	json_open_row(json, '{');
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		json_key(json, view_name(v));
		json_integer(json, minutes[v]);
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
	json_key(json, "file");
	json_text(json, place.file);
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
	json_key(json, "kind");
	json_text(json, cause_kind_name(cause->kind));
	json_key(json, "subject");
	json_text(json, cause->subject);
	json_key(json, "what");
	json_text(json, cause->what);
	json_place(json, "before", cause->before);
	json_place(json, "after", cause->after);
	json_key(json, "uid");
	json_text(json, cause->uid);
	json_minutes(json, cause->change_min);
	json_key(json, "effects");
	json_open(json, '[');
	for (size_t i = 0; i < cause->effect_count; i++) {
		const struct effect *effect = &cause->effects[i];

		json_open_row(json, '{');
		json_key(json, "role");
		json_text(json, diff->roles[effect->role]);
		json_key(json, "week");
		json_week(json, week_of(diff, effect->week));
		json_minutes(json, effect->change_min);
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
	json_key(json, "role");
	json_text(json, diff->roles[role]);
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

		json_key(json, keys[v]);
		json_open_row(json, '{');
		for (size_t i = 0; i < ARRAY_LEN(members); i++) {
			json_key(json, members[i].key);
			json_integer(json, members[i].minutes);
		}
		json_close(json);
	}
	json_close(json);
}

static void write_json(const struct report_subject *subject, const struct report_options *options,
		       FILE *out)
{
	const struct diff *diff = subject->diff;
	struct json json = json_start(out);

	(void)options;
	json_open(&json, '{');
	json_key(&json, "schema");
	json_text(&json, "staffgap/diff/1");
	json_plan(&json, "before", &diff->before);
	json_plan(&json, "after", &diff->after);
	json_key(&json, "full_week_minutes");
	json_integer(&json, diff->full_week_min);
	json_key(&json, "roles");
	json_open(&json, '[');
	for (size_t r = 0; r < diff->role_count; r++)
		json_role(&json, diff, r);
	json_close(&json);
	json_key(&json, "causes");
	json_open(&json, '[');
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

/* A table shows the view of the options, the others all or that one. */
const struct report report_diff = {
	.name = "diff",
	.called = "a diff",
	.from = FROM_DIFF,
	.write_from = { [FORMAT_TABLE] = write_table,
			[FORMAT_CSV] = write_csv,
			[FORMAT_JSON] = write_json },
};
