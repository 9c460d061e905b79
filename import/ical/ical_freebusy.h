/**
 * Busy time that is given as such: VFREEBUSY (RFC 5545, 3.6.4) and VAVAILABILITY (RFC 7953).
 *
 * Both become occurrences of events whose use is settled. A VAVAILABILITY takes
 * its whole span but what its AVAILABLE parts leave; where several overlap, the
 * one of higher PRIORITY is looked at (1 is the highest, 0 and none the lowest),
 * of equal ones the later in the feed.
 */
#ifndef IMPORT_ICAL_FREEBUSY_H
#define IMPORT_ICAL_FREEBUSY_H

#include "import/ical/ical_series.h"

/** The feed that is looked at, and between which UTC seconds. */
struct freebusy {
	const struct scan *scan;
	struct zones *zones;
	int64_t from, to;
	struct feed_budget *budget;
	int32_t skipped_count; /* components that could not be used */
};

/** Visit the periods of every VFREEBUSY. One without any is visited once, as free. */
void freebusy_each(struct freebusy *freebusy, const struct series_visitor *visitor);

/** Visit what every VAVAILABILITY takes, and what every AVAILABLE leaves (USE_AVAILABLE). */
void availability_each(struct freebusy *freebusy, const struct series_visitor *visitor);

#endif
