#include "base/number.h"
#include "model/sourcing.h"
#include "reports/columns.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/source_words.h"
#include "reports/words.h"

static const struct sheet_column columns[] = {
	{ "plan", COLUMN_PLAN, true, "Number of the plan" },
	{ "limit", COLUMN_WORD, true, "budget, quarter, onshore or vendor" },
	{ "name", COLUMN_TEXT, true, "Which quarter or vendor" },
	{ "allowed", COLUMN_DECIMAL, false, "The most that may be spent; onshore: the least" },
	{ "used", COLUMN_DECIMAL, false, "What is spent of it" },
	{ "one_more_saves", COLUMN_DECIMAL, false,
	  "What one more unit of currency saves on average, from one whole head to the next" },
	{ "currency", COLUMN_WORD, false, "Of all amounts" },
};

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	(void)options;
	for (size_t i = 0; i < plan->sourcing->limit_count; i++) {
		const struct source_limit *limit = &plan->sourcing->limits[i];

		sheet_plan(out);
		sheet_word(out, limit_name(limit->kind));
		sheet_text(out, limit->name);
		sheet_decimal(out, limit->limit_cents, 100);
		sheet_decimal(out, limit->used_cents, 100);
		sheet_decimal(out, limit->saves_micro, MICRO);
		sheet_word(out, plan->company->settings.currency);
		sheet_end(out);
	}
}

static const struct sheet sheet_limits = {
	.name = "limits",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
};

static const struct column_head heads[] = {
	{ "Limit", false, 0 }, { "Which", false, 0 },         { "Allowed", true, 0 },
	{ "Used", true, 0 },   { "One more saves", true, 0 },
};

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	const struct sourcing *s = plan->sourcing;
	struct arena arena = ARENA_INIT;
	const char **cells =
		ARENA_ARRAY(&arena, const char *, ARRAY_LEN(heads) * (s->limit_count + 1));

	for (size_t i = 0; i < s->limit_count; i++) {
		const struct source_limit *limit = &s->limits[i];
		const char **row = cells + i * ARRAY_LEN(heads);
		char saves[NUMBER_TEXT_SIZE];

		number_format(saves, limit->saves_micro, MICRO, 2, '.');
		row[0] = limit_name(limit->kind);
		row[1] = limit_words(limit->kind)->least ? "at least" : limit->name;
		row[2] = money_text(limit->limit_cents, &arena);
		row[3] = money_text(limit->used_cents, &arena);
		row[4] = arena_copy(&arena, span_of(saves));
	}
	words_title(out, options->width, plan, view_name(s->view),
		    arena_format(&arena, "Limits on external staff, in %s",
				 plan->company->settings.currency));
	if (s->limit_count)
		columns_write(out, options->width, heads, ARRAY_LEN(heads), cells, s->limit_count);
	else
		fputs("No budget, onshore share or vendor cap is set.\n", out);
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_limits = {
	.name = "limits",
	.summary = "Budgets and caps: limit, used, marginal saving",
	.needs = PLAN_SOURCING,
	.sheet = &sheet_limits,
	.write = { [FORMAT_TABLE] = write_table },
};
