#include "reports/reports.h"

#include "store/attributes.h"

static bool write_gaps(const struct plan *plan, const struct report_options *options, FILE *out,
		       struct fault *fault)
{
	(void)plan, (void)options, (void)out;
	return fault_set(fault, FAULT_SYSTEM, "this report is not built yet");
}

static const struct report gaps = {
	.name = "gaps",
	.summary = "Demand, coverage and gap by requirement and week",
	.write = { [FORMAT_CSV] = write_gaps },
};

const struct report *const report_list[] = { &gaps };
const size_t report_count = ARRAY_LEN(report_list);

struct report_options report_options_default(void)
{
	return (struct report_options){ .guard = true, .view = VIEW_WEIGHTED, .width = 80 };
}

const char *report_format_name(enum report_format format)
{
	static const char *const names[] = { "table", "csv", "ics" };

	return format < FORMAT_COUNT ? names[format] : "";
}

bool report_plan_table(const struct plan *plan, const struct report_options *options, FILE *out,
		       struct fault *fault)
{
	return write_gaps(plan, options, out, fault);
}
