#include "reports/csv.h"

#include <string.h>

#include "base/text.h"

struct csv csv_start(const struct report_options *options, FILE *out)
{
	bool european = options->profile == CSV_EXCEL_EU;

	if (options->profile == CSV_EXCEL || european)
		fputs("\xef\xbb\xbf", out);
	return (struct csv){
		.sink = { .out = out },
		.separator = european ? ';' : ',',
		.point = european ? ',' : '.',
		.line_end = options->profile == CSV_UNIX ? "\n" : "\r\n",
		.guard = options->guard,
	};
}

static void separate(struct csv *csv)
{
	if (csv->row_started)
		sink_char(&csv->sink, csv->separator);
	csv->row_started = true;
}

/*
 * Blanks at the ends are quoted as well: some readers cut them otherwise. So are the separators of
 * other profiles: LibreOffice splits at all of them, and what stands behind one would be a formula.
 */
static bool needs_quotes(const char *text, size_t len)
{
	if (len && (text[0] == ' ' || text[len - 1] == ' '))
		return true;
	for (size_t i = 0; i < len; i++) {
		if (text[i] > '"' && text[i] != ',' && text[i] != ';')
			continue; /* most are letters and digits */
		if (text[i] == ',' || text[i] == ';' || text[i] == '"' || text[i] == '\r' ||
		    text[i] == '\n' || text[i] == '\t')
			return true;
	}
	return false;
}

static void put(struct csv *csv, const char *before, const char *text)
{
	size_t len = strlen(text);

	separate(csv);
	if (!needs_quotes(text, len)) {
		sink_text(&csv->sink, before);
		sink_bytes(&csv->sink, text, len);
		return;
	}
	sink_char(&csv->sink, '"');
	sink_text(&csv->sink, before);
	for (; *text; text++) {
		if (*text == '"')
			sink_char(&csv->sink, '"');
		sink_char(&csv->sink, *text);
	}
	sink_char(&csv->sink, '"');
}

/* Ours, and nothing in it that would need quotes. */
static void put_plain(struct csv *csv, const char *text, size_t len)
{
	separate(csv);
	sink_bytes(&csv->sink, text, len);
}

void csv_word(struct csv *csv, const char *word)
{
	put(csv, "", word);
}

void csv_plain(struct csv *csv, const char *word)
{
	put_plain(csv, word, strlen(word));
}

void csv_text(struct csv *csv, const char *text)
{
	const char *guard = csv->guard && text_is_formula(text) ? "'" : "";
	struct arena arena = ARENA_INIT;

	put(csv, guard, text_is_clean(text) ? text : text_uncontrolled(text, &arena));
	arena_release(&arena);
}

void csv_decimal(struct csv *csv, int64_t value, int64_t scale)
{
	separate(csv);
	sink_number(&csv->sink, value, scale, 2, csv->point);
}

void csv_integer(struct csv *csv, int64_t value)
{
	separate(csv);
	sink_number(&csv->sink, value, 1, 0, '.');
}

void csv_day(struct csv *csv, struct day day)
{
	char text[DAY_TEXT_SIZE];

	day_format(day, text);
	put_plain(csv, text, sizeof(text) - 1);
}

void csv_end(struct csv *csv)
{
	sink_text(&csv->sink, csv->line_end);
	sink_flush(&csv->sink);
	csv->row_started = false;
}
