/** The offsets of time zones by day, for rooms that know no zones. */
#ifndef IMPORT_ICAL_OFFSETS_H
#define IMPORT_ICAL_OFFSETS_H

#include "import/ical/ical_marks.h"
#include "model/company.h"

/**
 * Fill company->zones, in the arena: the offsets of the workspace's zone and of those that
 * options and demand name, for the days from first to last. The tables must have been read.
 *
 * @return false with FAULT_SYSTEM when one cannot be read
 */
bool company_zones(struct company *company, struct day first, struct day last, struct arena *arena,
		   struct zone_marks *marks, struct fault *fault) MUST_CHECK;

#endif
