/**
 * The bytes of a time zone of the system (TZif, RFC 9636, versions 1 to 4) become a clock.
 *
 * Nothing is taken on trust: every count, index and length is compared with the bytes that are
 * there, times must rise, the rule behind the table must agree with the table, and nothing may
 * follow it. What is not whole is refused, never read in part. Zones that count leap seconds
 * ("right/...") are refused, since our days have 86,400 seconds.
 */
#ifndef IMPORT_ICAL_TZIF_H
#define IMPORT_ICAL_TZIF_H

#include "base/fault.h"
#include "base/span.h"
#include "import/ical/ical_clock.h"

/* More bytes are refused. The largest zone of 2025 has 4 kB. */
enum { TZIF_BYTES_MAX = 1024 * 1024 };

/**
 * Read a zone's changes, those of its rule through 2099.
 *
 * @param[out] clock  in the arena, without a name
 * @return false with FAULT_SYSTEM saying what is wrong with the bytes, without their name
 */
bool tzif_read(struct span bytes, struct arena *arena, struct clock *clock,
	       struct fault *fault) MUST_CHECK;

#endif
