#include "reports/reports.h"

#include "base/attributes.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"

#define ROW(name) &report_##name,
#define PLUS_ONE(name) +1 /* NOLINT(bugprone-macro-parentheses): a sum of them */
const struct report *const report_list[] = { REPORTS_FROM_PLAN(ROW) REPORTS_FROM_MORE(ROW) };
const size_t report_count = ARRAY_LEN(report_list);
const size_t report_plan_count = 0 REPORTS_FROM_PLAN(PLUS_ONE);

struct report_options report_options_default(void)
{
	return (struct report_options){ .guard = true, .view = VIEW_WEIGHTED, .width = 80 };
}

const char *report_format_name(enum report_format format)
{
	static const char *const names[] = { "table", "csv", "ics", "json", "html", "xlsx" };

	static_assert(ARRAY_LEN(names) == FORMAT_COUNT, "every format has a name");

	return format < FORMAT_COUNT ? names[format] : "";
}

bool report_has(const struct report *report, enum report_format format)
{
	return report->write[format] || report->write_from[format] ||
	       (report->write_all && format == FORMAT_JSON) ||
	       (report->sheet && (format == FORMAT_CSV || format == FORMAT_JSON));
}

unsigned report_formats(const struct report *report)
{
	unsigned formats = 0;

	for (unsigned f = 0; f < FORMAT_COUNT; f++)
		if (report_has(report, (enum report_format)f))
			formats |= 1U << f;
	return formats;
}

bool report_write(const struct report *report, const struct plan *plan,
		  const struct report_options *options, FILE *out, struct fault *fault)
{
	assert(report->from == FROM_PLAN && report_has(report, options->format));
	if (report->write[options->format])
		return report->write[options->format](plan, options, out, fault);
	if (report->write_all)
		return report->write_all(plan, options, report_list, report_plan_count, out, fault);
	if (options->format == FORMAT_CSV)
		return sheet_write_csv(report->sheet, plan, options, out, fault);
	return sheet_write_json(report->sheet, plan, options, out, fault);
}

/* Whether what the report is written from is there. */
static bool subject_fits(const struct report *report, const struct report_subject *subject)
{
	const bool there[] = {
		[FROM_DIFF] = subject->diff != NULL,
		[FROM_EXPLANATION] = subject->explanation && subject->plan,
		[FROM_COMPARISON] = subject->comparison != NULL,
		[FROM_SAMPLES] = subject->samples && subject->plan,
		[FROM_AGENDA] = subject->agenda != NULL,
	};

	return report->from < ARRAY_LEN(there) && there[report->from];
}

bool report_write_from(const struct report *report, const struct report_subject *subject,
		       const struct report_options *options, FILE *out, struct fault *fault)
{
	assert(subject_fits(report, subject) && report->write_from[options->format]);
	report->write_from[options->format](subject, options, out);
	return shape_finish(out, fault);
}
