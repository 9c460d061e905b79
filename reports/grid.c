#include "reports/grid.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "reports/shown.h"

enum { CELL_MIN = 6 }; /* " 40.0" and a blank */

struct grid_frame {
	const struct grid *grid;
	const struct plan *plan;
	const struct report_options *options;
	FILE *out;
	struct shown_line *line; /* the one that is written */
	int widths[GRID_LABELS];
	int labels; /* all of them, with a blank after each */
	int cell;
};

/* As wide as the labels are, at most half of the terminal together. */
static void find_widths(struct grid_frame *frame)
{
	const struct grid *grid = frame->grid;
	struct arena arena = ARENA_INIT;

	for (size_t c = 0; c < grid->label_count; c++) {
		frame->widths[c] = (int)strlen(grid->heads[c].name);
		for (size_t r = 0; r < grid->row_count; r++) {
			const char *label =
				shown_text(grid->label(grid, frame->plan, r, c), 40, &arena);
			int width = (int)text_width(span_of(label));

			frame->widths[c] = width > frame->widths[c] ? width : frame->widths[c];
		}
		frame->labels += frame->widths[c] + 1;
	}
	while (frame->labels > frame->options->width / 2) {
		size_t widest = 0;

		for (size_t c = 1; c < grid->label_count; c++)
			if (frame->widths[c] > frame->widths[widest])
				widest = c;
		if (frame->widths[widest] <= 4)
			break;
		frame->widths[widest]--;
		frame->labels--;
	}
	arena_release(&arena);
}

static void find_cell(struct grid_frame *frame)
{
	for (size_t r = 0; r < frame->grid->row_count; r++)
		for (size_t w = 0; w < frame->plan->options.week_count; w++) {
			char text[NUMBER_TEXT_SIZE] = "";
			int needed;

			frame->grid->cell(frame->grid, frame->plan, frame->options, r, w, text);
			needed = (int)strlen(text) + 1;
			frame->cell = needed > frame->cell ? needed : frame->cell;
		}
}

static void put_labels(const struct grid_frame *frame, size_t row)
{
	for (size_t c = 0; c < frame->grid->label_count; c++) {
		line_label(frame->line, frame->grid->label(frame->grid, frame->plan, row, c),
			   frame->widths[c]);
		frame->line->blanks++;
	}
}

static void put_heads(const struct grid_frame *frame, size_t from, size_t to)
{
	for (size_t c = 0; c < frame->grid->label_count; c++) {
		line_label(frame->line, frame->grid->heads[c].name, frame->widths[c]);
		frame->line->blanks++;
	}
	for (size_t w = from; w < to; w++) {
		char name[WEEK_TEXT_SIZE];

		week_format(plan_week(frame->plan, w), name);
		line_cell(frame->line, strchr(name, 'W'), frame->cell, "");
	}
	line_end(frame->line);
}

static bool is_blank(const struct grid_frame *frame, size_t row, size_t from, size_t to)
{
	for (size_t w = from; w < to; w++) {
		char text[NUMBER_TEXT_SIZE] = "";

		frame->grid->cell(frame->grid, frame->plan, frame->options, row, w, text);
		if (text[0])
			return false;
	}
	return true;
}

static void put_row(const struct grid_frame *frame, size_t row, size_t from, size_t to)
{
	put_labels(frame, row);
	for (size_t w = from; w < to; w++) {
		char text[NUMBER_TEXT_SIZE] = "";

		frame->grid->cell(frame->grid, frame->plan, frame->options, row, w, text);
		line_cell(frame->line, text, frame->cell, "");
	}
	line_end(frame->line);
}

void grid_write(const struct grid *grid, const struct plan *plan,
		const struct report_options *options, FILE *out)
{
	struct shown_line line = { .out = out };
	struct grid_frame frame = { .grid = grid,
				    .plan = plan,
				    .options = options,
				    .out = out,
				    .line = &line,
				    .cell = CELL_MIN };
	size_t weeks = plan->options.week_count, room, blocks, step;

	find_widths(&frame);
	find_cell(&frame);
	room = options->width > frame.labels + frame.cell
		       ? (size_t)((options->width - frame.labels) / frame.cell)
		       : 1;
	assert(weeks > 0 && room > 0);
	blocks = (weeks - 1) / room + 1;
	step = (weeks + blocks - 1) / blocks;
	for (size_t from = 0; from < weeks; from += step) {
		size_t to = from + step < weeks ? from + step : weeks;

		put_heads(&frame, from, to);
		for (size_t r = 0; r < grid->row_count; r++)
			if (!is_blank(&frame, r, from, to))
				put_row(&frame, r, from, to);
		fputc('\n', out);
	}
}
