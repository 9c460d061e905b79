#include "reports/tables/plan_table.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "reports/shape.h"
#include "reports/shortage.h"
#include "reports/shown.h"
#include "reports/words.h"

enum { LABEL_MIN = 11, LABEL_MAX = 24, CELL_MIN = 6, PROJECT_MIN = 12 };

/* What every part of the table needs: widths in columns of the terminal. */
struct table_frame {
	const struct plan *plan;
	const struct report_options *options;
	FILE *out;
	struct shown_line *line; /* the one that is written */
	int label, cell;
	size_t weeks_per_block;
};

static void put_label(const struct table_frame *frame, const char *text)
{
	line_label(frame->line, text, frame->label);
}

/* --- cells ---------------------------------------------------------------- */

static void fte_text(const struct plan *plan, int64_t minutes, char text[NUMBER_TEXT_SIZE])
{
	number_format(text, minutes, plan->company->settings.full_week_minutes, 1, '.');
	if (minutes > 0 && strcmp(text, "0.0") == 0)
		snprintf(text, NUMBER_TEXT_SIZE, "<.1");
}

/* "+2.0!": sign, number and step, so that colour is never the only carrier. */
static void gap_text(const struct plan *plan, int64_t gap, char text[NUMBER_TEXT_SIZE + 2])
{
	char fte[NUMBER_TEXT_SIZE];

	fte_text(plan, gap, fte);
	snprintf(text, NUMBER_TEXT_SIZE + 2, "+%s%s", fte, strchr("0<", fte[0]) ? " " : "!");
}

static void put_cell(const struct table_frame *frame, const char *text, const char *colour)
{
	line_cell(frame->line, text, frame->cell, frame->options->colour ? colour : "");
}

static void put_gap(const struct table_frame *frame, int64_t gap, int64_t demand)
{
	char text[NUMBER_TEXT_SIZE + 2];

	if (!gap) {
		put_cell(frame, demand ? ". " : "  ", "");
		return;
	}
	gap_text(frame->plan, gap, text);
	put_cell(frame, text, strchr(text, '!') ? "1;31" : "33");
}

/* --- sums ------------------------------------------------------------------ */

static struct requirement_range everything(const struct plan *plan)
{
	return (struct requirement_range){ 0, plan->requirement_count };
}

/* --- widths ---------------------------------------------------------------- */

/* Labels take a third of a narrow terminal at most. */
static int widest_label(const struct plan *plan, int terminal)
{
	size_t most = terminal * 3 / 10 < LABEL_MAX ? (size_t)terminal * 3 / 10 : LABEL_MAX;
	struct arena arena = ARENA_INIT;
	size_t widest = LABEL_MIN;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		const char *role = shown_text(plan->requirements[r].role, most, &arena);
		size_t width = text_width(span_of(role));

		if (width > widest)
			widest = width;
	}
	arena_release(&arena);
	return (int)widest;
}

static int wider(int width, const char *text)
{
	int needed = (int)strlen(text) + 1;

	return needed > width ? needed : width;
}

/* The sums over all roles are the widest numbers of the table. */
static int widest_cell(const struct plan *plan)
{
	int width = CELL_MIN;

	for (size_t w = 0; w < plan->options.week_count; w++) {
		char text[NUMBER_TEXT_SIZE + 2];

		gap_text(plan, range_gap(plan, VIEW_ALL, everything(plan), w), text);
		width = wider(width, text);
		gap_text(plan, shape_all_unused_minutes(plan, VIEW_COMMITTED, w), text);
		width = wider(width, text);
	}
	return width;
}

/* As few blocks as the width allows, of about equal length. */
static struct table_frame frame_of(const struct plan *plan, const struct report_options *options,
				   FILE *out, struct shown_line *line)
{
	struct table_frame frame = {
		.plan = plan,
		.options = options,
		.out = out,
		.line = line,
		.label = widest_label(plan, options->width),
		.cell = widest_cell(plan),
	};
	size_t weeks = plan->options.week_count, blocks;
	int room = options->width - frame.label;
	size_t fits = room > frame.cell ? (size_t)(room / frame.cell) : 1;

	assert(weeks > 0);
	blocks = (weeks - 1) / fits + 1;
	frame.weeks_per_block = (weeks + blocks - 1) / blocks;
	return frame;
}

/* --- rows ------------------------------------------------------------------ */

static void put_week_names(const struct table_frame *frame, size_t from, size_t to)
{
	put_label(frame, "Role");
	for (size_t w = from; w < to; w++) {
		char name[WEEK_TEXT_SIZE], text[WEEK_TEXT_SIZE + 1];

		week_format(plan_week(frame->plan, w), name);
		snprintf(text, sizeof(text), "%s ", name + strlen("2026-"));
		put_cell(frame, text, "");
	}
	line_end(frame->line);
}

static void put_gap_row(const struct table_frame *frame, const char *label, enum view view,
			struct requirement_range range, size_t from, size_t to)
{
	put_label(frame, label);
	for (size_t w = from; w < to; w++)
		put_gap(frame, range_gap(frame->plan, view, range, w),
			range_demand(frame->plan, view, range, w));
	line_end(frame->line);
}

static void put_unused_row(const struct table_frame *frame, size_t from, size_t to)
{
	put_label(frame, "Unused");
	for (size_t w = from; w < to; w++) {
		char fte[NUMBER_TEXT_SIZE], text[NUMBER_TEXT_SIZE + 1];

		fte_text(frame->plan,
			 shape_all_unused_minutes(frame->plan, frame->options->view, w), fte);
		snprintf(text, sizeof(text), "%s ", fte);
		put_cell(frame, text, "");
	}
	line_end(frame->line);
}

static void put_rule(const struct table_frame *frame, size_t weeks)
{
	int width = frame->label + frame->cell * (int)weeks;

	for (int i = 0; i < width; i++)
		fputc('-', frame->out);
	fputc('\n', frame->out);
}

static void put_block(const struct table_frame *frame, size_t from, size_t to)
{
	static const char *const totals[] = { "Committed", "Weighted", "All demand" };
	const struct plan *plan = frame->plan;

	put_week_names(frame, from, to);
	for (size_t r = 0; r < plan->requirement_count;) {
		struct requirement_range role = range_of_role(plan, r);

		put_gap_row(frame, plan->requirements[r].role, frame->options->view, role, from,
			    to);
		r = role.end;
	}
	put_rule(frame, to - from);
	for (enum view v = 0; v < VIEW_COUNT; v++)
		put_gap_row(frame, totals[v], v, everything(plan), from, to);
	put_unused_row(frame, from, to);
	fputc('\n', frame->out);
}

/* --- words ----------------------------------------------------------------- */

static void put_title(const struct table_frame *frame)
{
	words_title_before(frame->out, frame->options->width, frame->plan,
			   view_name(frame->options->view),
			   "Shortage in FTE per week (! = 1 or more, . = none)", "outcomes");
}

static void put_sum(const struct table_frame *frame)
{
	const struct plan *plan = frame->plan;
	enum view view = frame->options->view;
	char fte[NUMBER_TEXT_SIZE];
	int roles = 0, shorts = 0;

	for (size_t r = 0; r < plan->requirement_count;) {
		struct requirement_range role = range_of_role(plan, r);

		roles++;
		shorts += range_total_gap(plan, view, role) > 0;
		r = role.end;
	}
	fte_text(plan, range_total_gap(plan, view, everything(plan)), fte);
	fprintf(frame->out, "Short %s FTE-weeks in %d of %d roles (%s demand).\n", fte, shorts,
		roles, view_name(view));
}

/* "in 2026-W50", "from 2026-W50 to 2026-W53" */
static const char *weeks_text(const struct plan *plan, const struct shortage *shortage,
			      struct arena *arena)
{
	char first[WEEK_TEXT_SIZE], last[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, shortage->first_week), first);
	week_format(plan_week(plan, shortage->last_week), last);
	if (shortage->first_week == shortage->last_week)
		return arena_format(arena, "in %s", first);
	return arena_format(arena, "from %s to %s", first, last);
}

/* The project's name gets the room that the line leaves, but stays recognisable. */
static void put_shortage(const struct table_frame *frame, struct requirement_range role,
			 const struct shortage *shortage)
{
	const struct plan *plan = frame->plan;
	const struct demand *line = &plan->company->demands[shortage->line];
	size_t weeks = shortage->last_week - shortage->first_week + 1;
	bool steady = shortage->total_minutes == shortage->peak_minutes * (int64_t)weeks;
	char fte[NUMBER_TEXT_SIZE];
	struct arena arena = ARENA_INIT;
	const char *words;
	int room;

	fte_text(plan, shortage->peak_minutes, fte);
	words = arena_format(&arena, "%s is %s%s FTE short %s, P%d ",
			     shown_text(plan->requirements[role.first].role, LABEL_MAX, &arena),
			     steady ? "" : "up to ", fte, weeks_text(plan, shortage, &arena),
			     (int)line->priority);
	room = frame->options->width - (int)text_width(span_of(words));
	words = arena_format(
		&arena, "%s%s", words,
		shown_text(line->project, room > PROJECT_MIN ? (size_t)room : PROJECT_MIN, &arena));
	words_wrapped(frame->out, words, 0, frame->options->width);
	arena_release(&arena);
}

bool plan_table(const struct plan *plan, const struct report_options *options, FILE *out,
		struct fault *fault)
{
	struct shown_line line = { .out = out };
	struct table_frame frame = frame_of(plan, options, out, &line);
	struct shortage shortage;
	struct requirement_range role;

	put_title(&frame);
	for (size_t w = 0; w < plan->options.week_count; w += frame.weeks_per_block) {
		size_t left = plan->options.week_count - w;

		put_block(&frame, w,
			  w + (left < frame.weeks_per_block ? left : frame.weeks_per_block));
	}
	if (!plan->requirement_count)
		fprintf(out, "There is no demand in these weeks.\n");
	else if (!shortage_worst(plan, options->view, &role, &shortage))
		fprintf(out, "Nothing is short: all %s demand is covered.\n",
			view_name(options->view));
	else {
		put_sum(&frame);
		put_shortage(&frame, role, &shortage);
	}
	return shape_finish(out, fault);
}
