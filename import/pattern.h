/** Weekly working patterns: "Mon-Thu 8; Fri 6". */
#ifndef IMPORT_PATTERN_H
#define IMPORT_PATTERN_H

#include "model/settings.h"

/**
 * Read a pattern into minutes per weekday, Monday first; days not named are 0.
 *
 * Days are Mon Tue Wed Thu Fri Sat Sun in any case; "Mon", "Mon-Thu" or
 * "Mon,Wed"; then hours with at most two decimals.
 * @return false with FAULT_INPUT saying which item is wrong; a day named twice,
 *         or with more than 24 hours, is wrong
 */
bool pattern_parse(struct span text, int32_t minutes[7], struct fault *fault) MUST_CHECK;

/** Read a list of weekdays such as "Mon-Fri" or "Sun-Tue,Thu"; at least one. */
bool pattern_days(struct span text, bool on[7], struct fault *fault) MUST_CHECK;

/** Whether so many minutes a week fit into the company's working days: each has 24 hours. */
bool pattern_fits(const struct settings *settings, int64_t week_minutes);

/** Spread minutes per week that fit over the company's working days, to the minute. */
void pattern_spread(const struct settings *settings, int64_t week_minutes, int32_t minutes[7]);

#endif
