/** What reading a calendar asks the system for, asked for beforehand. */
#ifndef IMPORT_ICAL_AHEAD_H
#define IMPORT_ICAL_AHEAD_H

#include "base/fault.h"

/**
 * Have in memory what reading a calendar asks the system for: all its time zones, and the names
 * that Windows gives them. A confined process (service/feeds/confine.h) then inherits it. Does
 * nothing the second time. One thread only.
 *
 * @return false with FAULT_SYSTEM when the zones cannot be listed, or memory is out
 */
bool import_read_ahead(struct fault *fault) MUST_CHECK;

#endif
