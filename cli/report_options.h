/** What --layout, --profile and --view, and the terminal behind stdout, say about a report. */
#ifndef CLI_REPORT_OPTIONS_H
#define CLI_REPORT_OPTIONS_H

#include "cli/command.h"
#include "model/redact.h"
#include "reports/reports.h"

/**
 * One of the words, or FAULT_USAGE with a did-you-mean.
 *
 * @param option  for the message: "--layout", "the report"
 */
bool option_word(const char *option, const char *text, const char *const *words, size_t count,
		 int *index, struct arena *arena, struct fault *fault) MUST_CHECK;

/** --redact; nothing when it is not given. @return false with FAULT_USAGE for a word that is not
 * known */
bool redact_read(const struct options *options, enum redact *redact, struct arena *arena,
		 struct fault *fault) MUST_CHECK;

/** @return false with FAULT_USAGE for a word that is not known */
bool report_options_read(const struct run *run, struct report_options *options,
			 struct fault *fault) MUST_CHECK;

/**
 * The format that -O names, else the file's extension, else a table where there is one, else CSV.
 *
 * @param what     for messages: "the report 'gaps'"
 * @param formats  a bit 1 << FORMAT_... for each that there is
 * @return false with FAULT_USAGE when it is not known or not one of these, or when an option was
 *         given that the format does not have: --profile for JSON
 */
bool report_format_read(const struct run *run, const char *what, unsigned formats,
			enum report_format *format, struct fault *fault) MUST_CHECK;

/** The same of a report. */
bool report_format_of(const struct run *run, const struct report *report,
		      enum report_format *format, struct fault *fault) MUST_CHECK;

#endif
