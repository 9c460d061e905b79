#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "model/diff.h"
#include "reports/compare/diff_bridge.h"
#include "reports/compare/diff_csv.h"
#include "reports/compare/diff_json.h"
#include "reports/compare/report_diff_orders.h"
#include "reports/registry.h"
#include "reports/shown.h"
#include "reports/words.h"

enum { LABEL_MIN = 11, LABEL_MAX = 24, INDENT = 9, NUMBERS = 5, WIDE = 11, NARROW = 10 };

/* Where the cause's row or event stands: as it is now, else as it was. */
static struct place cause_place(const struct cause *cause)
{
	return cause->after.file[0] ? cause->after : cause->before;
}

/* --- table ------------------------------------------------------------------ */

static void change_text(const struct diff *diff, int64_t minutes, char text[NUMBER_TEXT_SIZE + 1])
{
	char number[NUMBER_TEXT_SIZE];

	number_format(number, minutes, diff->full_week_minutes, 2, '.');
	snprintf(text, NUMBER_TEXT_SIZE + 1, "%s%s", minutes > 0 ? "+" : "",
		 minutes ? number : ".");
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
			number_format(text, numbers[i], diff->full_week_minutes, 2, '.');
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

			if (!effect->change_minutes[view])
				continue;
			sum += effect->change_minutes[view];
			week_format(bridge_week(diff, effect->week), last);
			if (!first[0])
				week_format(bridge_week(diff, effect->week), first);
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

		change_text(diff, cause->change_minutes[view], change);
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
		fputs("The two plans have no week in common.\n\n", out);
		return;
	}
	week_format(diff->first_week, first);
	week_format(bridge_week(diff, diff->week_count - 1), last);
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
		      arena_format(&arena, "Orders were sized for %s, now for %s.",
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
		fputs("\nNothing that affects the gap has changed in the files.\n", out);
	} else {
		fputs("\nWhat changed the gap, in the order applied\n", out);
		put_causes(diff, options, out);
	}
	if (!diff->sourced)
		return;
	put_goals(diff, options, out);
	orders_put(diff->orders, diff->order_count, options->width, out);
}

/* A table shows the view of the options, the others all or that one. */
const struct report report_diff = {
	.name = "diff",
	.called = "a diff",
	.from = FROM_DIFF,
	.write_from = { [FORMAT_TABLE] = write_table,
			[FORMAT_CSV] = diff_csv,
			[FORMAT_JSON] = diff_json },
};
