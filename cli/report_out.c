#include "cli/report_out.h"

#include "cli/options.h"
#include "cli/output.h"

bool report_out(const struct run *run, const struct report *report,
		const struct report_subject *subject, const struct report_options *options,
		const char **path, struct fault *fault)
{
	struct output output;
	bool ok;

	if (!output_open(run->options->output, options->format, run->arena, &output, fault))
		return false;
	*path = output.path;
	ok = report_write_from(report, subject, options, output.file, fault);
	return output_close(&output, ok, fault) && ok;
}
