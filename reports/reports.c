#include "reports/reports.h"

#include "reports/registry.h"
#include "store/attributes.h"

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
