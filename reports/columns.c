#include "reports/columns.h"

#include <string.h>

#include "base/text.h"
#include "reports/shown.h"
#include "reports/words.h"

enum { BETWEEN = 2, WIDEST = 400, BELOW_INDENT = 4 };

static int width_of(const char *text, struct arena *arena)
{
	return (int)text_width(span_of(shown_text(text, WIDEST, arena)));
}

static int sum_of(const int *widths, size_t count)
{
	int sum = 0;

	for (size_t c = 0; c < count; c++)
		if (widths[c])
			sum += widths[c] + (sum ? BETWEEN : 0);
	return sum;
}

static int least_of(const struct column_head *head)
{
	int least = head->least & ~COLUMN_SPARE;

	return least ? least : (int)strlen(head->name);
}

/* Columns that may be missing go, the last first, until the least widths fit. Their width is 0. */
static void leave_out(int *widths, const struct column_head *heads, size_t count, int room,
		      struct arena *arena)
{
	int *least = ARENA_ARRAY(arena, int, count + 1);

	for (size_t c = 0; c < count; c++)
		least[c] = heads[c].right || widths[c] < least_of(&heads[c]) ? widths[c]
									     : least_of(&heads[c]);
	for (size_t c = count; c-- > 0 && sum_of(least, count) > room;)
		if (heads[c].least & COLUMN_SPARE)
			least[c] = widths[c] = 0;
}

/* Take from the widest column that can give, until all fit. */
static void narrow(int *widths, const struct column_head *heads, size_t count, int room)
{
	for (int over = sum_of(widths, count) - room; over > 0; over--) {
		size_t widest = count;

		for (size_t c = 0; c < count; c++)
			if (!heads[c].right && widths[c] > least_of(&heads[c]) &&
			    (widest == count || widths[c] > widths[widest]))
				widest = c;
		if (widest == count)
			return;
		widths[widest]--;
	}
}

static void put_cell(FILE *out, const struct column_head *head, const char *text, int width,
		     bool last)
{
	struct arena arena = ARENA_INIT;
	const char *shown = shown_text(text, (size_t)width, &arena);
	int pad = width - (int)text_width(span_of(shown));

	if (head->right)
		fprintf(out, "%*s%s", pad, "", shown);
	else
		fprintf(out, "%s%*s", shown, last ? 0 : pad, "");
	fprintf(out, "%*s", last ? 0 : BETWEEN, "");
	arena_release(&arena);
}

static void put_row(FILE *out, const struct column_head *heads, const int *widths, size_t count,
		    const char *const *cells)
{
	size_t last = count; /* no blanks at the end of a line */

	while (last > 1 && (!cells[last - 1][0] || !widths[last - 1]))
		last--;
	for (size_t c = 0; c < last; c++)
		if (widths[c])
			put_cell(out, &heads[c], cells[c], widths[c], c + 1 == last);
	fputc('\n', out);
}

void columns_write(FILE *out, int width, const struct column_head *heads, size_t column_count,
		   const char *const *cells, size_t row_count)
{
	columns_write_below(out, width, heads, column_count, cells, NULL, row_count);
}

void columns_write_below(FILE *out, int width, const struct column_head *heads, size_t column_count,
			 const char *const *cells, const char *const *below, size_t row_count)
{
	struct arena arena = ARENA_INIT;
	const char **names = ARENA_ARRAY(&arena, const char *, column_count);
	int *widths = ARENA_ARRAY(&arena, int, column_count);

	for (size_t c = 0; c < column_count; c++) {
		names[c] = heads[c].name;
		widths[c] = (int)text_width(span_of(heads[c].name));
		for (size_t r = 0; r < row_count; r++) {
			int wide = width_of(cells[r * column_count + c], &arena);

			widths[c] = wide > widths[c] ? wide : widths[c];
		}
	}
	leave_out(widths, heads, column_count, width, &arena);
	narrow(widths, heads, column_count, width);
	put_row(out, heads, widths, column_count, names);
	for (size_t r = 0; r < row_count; r++) {
		put_row(out, heads, widths, column_count, cells + r * column_count);
		if (below && below[r][0]) {
			fprintf(out, "%*s", BELOW_INDENT, "");
			words_wrapped(out, below[r], BELOW_INDENT, width - BELOW_INDENT);
		}
	}
	arena_release(&arena);
}
