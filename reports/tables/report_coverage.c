#include "base/number.h"
#include "model/sourcing.h"
#include "reports/columns.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/source_words.h"
#include "reports/words.h"

static const struct sheet_column columns[] = {
	SHEET_WEEK_COLUMNS,
	{ "engagement", COLUMN_INTEGER, true, "Number in engagements" },
	{ "option", COLUMN_TEXT, false, "Id in rates.csv" },
	SHEET_LINE_COLUMNS,
	{ "hours", COLUMN_DECIMAL, false, "Hours that the engagement covers" },
};

static void row(struct sheet_out *out, const struct coverage *c)
{
	const struct plan *plan = out->plan;
	const struct demand *line = &plan->company->demands[c->line];
	const struct engagement *e = &plan->sourcing->engagements[c->engagement];

	sheet_plan_week(out, c->week);
	sheet_integer(out, (int64_t)c->engagement + 1);
	sheet_text(out, plan->company->options[e->option].id);
	sheet_line(out, line);
	sheet_decimal(out, c->minutes, 60);
	sheet_end(out);
}

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	(void)options;
	for (size_t i = 0; i < plan->sourcing->coverage_count; i++)
		row(out, &plan->sourcing->coverage[i]);
}

static const struct sheet sheet_coverage = {
	.name = "coverage",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
};

const struct report report_coverage = {
	.name = "coverage",
	.summary = "Which engagement covers which demand, by week",
	.needs = PLAN_SOURCING,
	.sheet = &sheet_coverage,
};
