#include "reports/reports.h"

#include "base/attributes.h"
#include "reports/registry.h"
#include "reports/sheet.h"

const struct report *const report_list[] = {
	&report_gaps,        &report_people, &report_demand,   &report_certificates,
	&report_assignments, &report_bench,  &report_findings, &report_engagements,
	&report_costs,       &report_spend,  &report_coverage, &report_outcomes,
	&report_limits,      &report_plan,   &report_page,     &report_calendar,
	&report_actions,
};
const size_t report_count = ARRAY_LEN(report_list);

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
	return report->write[format] || (report->write_all && format == FORMAT_JSON) ||
	       (report->sheet && (format == FORMAT_CSV || format == FORMAT_JSON));
}

bool report_write(const struct report *report, const struct plan *plan,
		  const struct report_options *options, FILE *out, struct fault *fault)
{
	assert(report_has(report, options->format));
	if (report->write[options->format])
		return report->write[options->format](plan, options, out, fault);
	if (report->write_all)
		return report->write_all(plan, options, report_list, report_count, out, fault);
	if (options->format == FORMAT_CSV)
		return sheet_write_csv(report->sheet, plan, options, out, fault);
	return sheet_write_json(report->sheet, plan, options, out, fault);
}
