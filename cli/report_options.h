/** What --layout, --profile and --view, and the terminal behind stdout, say about a report. */
#ifndef CLI_REPORT_OPTIONS_H
#define CLI_REPORT_OPTIONS_H

#include "cli/command.h"
#include "reports/reports.h"

/** @return false with FAULT_USAGE for a word that is not known */
bool report_options_read(const struct run *run, struct report_options *options,
			 struct fault *fault) MUST_CHECK;

#endif
