/**
 * How far a zone's clock is ahead of UTC, at any time.
 *
 * A VTIMEZONE is expanded once into its changes from 1900 to 2100; before and after, the
 * clock stays as it is then. Clocks that were read are kept for the process (the zones of a
 * company are few and its feeds are many), never change, and may be used by all threads.
 * Those of the system: ical_system.h.
 */
#ifndef IMPORT_ICAL_CLOCK_H
#define IMPORT_ICAL_CLOCK_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct clock_change {
	int64_t utc;    /* from here on */
	int32_t offset; /* seconds ahead of UTC */
};

struct clock {
	const char *name;             /* TZID, or the system's name */
	struct clock_change *changes; /* sorted */
	size_t count;
	int32_t before; /* the offset before the first change */
};

extern const struct clock clock_utc;

/** Seconds ahead of UTC at that instant. */
int32_t clock_offset(const struct clock *clock, int64_t utc);

/**
 * The instant at which the clock shows a wall time (seconds since 1970 as shown).
 *
 * Of a time that it shows twice the first; a time that it skips is moved on by what is
 * skipped (RFC 5545, 3.3.5).
 */
int64_t clock_instant(const struct clock *clock, int64_t wall);

/** The clock of a VTIMEZONE, in the arena or kept for good; NULL when it cannot be read. */
const struct clock *clock_of_text(struct span text, struct arena *arena);

/** For qsort: changes by their time. */
int clock_change_order(const void *left, const void *right);

#endif
