/** Reports that are not written from a plan alone, on their way to what -o names. */
#ifndef CLI_REPORT_OUT_H
#define CLI_REPORT_OUT_H

#include "cli/command.h"
#include "reports/reports.h"

/**
 * Write a report to what -o names, else to standard output.
 *
 * @param[out] path  of a file that was named; NULL: standard output
 * @return false as output_open, report_write_from and output_close
 */
bool report_out(const struct run *run, const struct report *report,
		const struct report_subject *subject, const struct report_options *options,
		const char **path, struct fault *fault) MUST_CHECK;

#endif
