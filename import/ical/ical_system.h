/**
 * The time zones of the system, each read once and kept for the process.
 *
 * Processes that read feeds may open nothing: import_zones_load reads all of them before, and
 * from then on no file is opened. All threads may ask.
 */
#ifndef IMPORT_ICAL_SYSTEM_H
#define IMPORT_ICAL_SYSTEM_H

#include "base/fault.h"
#include "import/ical/ical_marks.h"

struct clock;

/**
 * The clock of an IANA name.
 *
 * UTC and its other names are no matter of the system's data, and are not marked.
 * @param[in,out] marks  the zone is added, also when there is none of that name or it cannot be
 *                read; may be NULL
 * @param[out] clock     NULL when there is no such zone; kept for good
 * @return false with FAULT_SYSTEM when its file cannot be read, or is not what it should be
 */
bool system_zone_find(const char *name, struct zone_marks *marks, const struct clock **clock,
		      struct fault *fault) MUST_CHECK;

/**
 * Whether the zone is one that calendars can be read in: "Europe/Berlin", "UTC".
 *
 * @param[in,out] marks  may be NULL
 * @return false with FAULT_SYSTEM when the system has it and it cannot be read
 */
bool import_zone_find(const char *time_zone, struct zone_marks *marks, bool *known,
		      struct fault *fault) MUST_CHECK;

/**
 * Read all zones of the system, once: from then on none is opened, in this process and its
 * children. A zone that cannot be read is a fault when somebody asks for it, not before.
 *
 * @return false with FAULT_SYSTEM when they cannot be listed
 */
bool import_zones_load(struct fault *fault) MUST_CHECK;

#endif
