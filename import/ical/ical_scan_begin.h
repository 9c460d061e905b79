/** Where the calendars in a feed begin, and what is wrong when they do not. */
#ifndef IMPORT_ICAL_SCAN_BEGIN_H
#define IMPORT_ICAL_SCAN_BEGIN_H

#include "base/fault.h"
#include "base/source.h"
#include "import/ical/ical_lines.h"

/** Say with FAULT_INPUT why there is no calendar in the bytes (empty, a web page, none); returns
 * false. */
bool scan_no_calendar(struct source source, struct fault *fault);

/**
 * Pass over junk before the first BEGIN: a byte order mark, blank lines, mail headers.
 *
 * @param[in,out] in  then at the BEGIN, or at its end
 * @return whether there is one
 */
bool scan_find_begin(struct ical_lines *in);

#endif
