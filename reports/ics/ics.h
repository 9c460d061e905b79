/**
 * Writing iCalendar (RFC 5545): escaping, folding, CRLF. No zones, no clock.
 *
 * The writer knows lines, not libical's components: docs/decisions.md, 6, says why.
 * Check ferror at the end.
 */
#ifndef REPORTS_ICS_H
#define REPORTS_ICS_H

#include <stdio.h>

#include "base/day.h"

/** "NAME:value", folded at 75 octets, never inside a UTF-8 character. The value is as it stands and
 * valid UTF-8. */
void ics_line(FILE *out, const char *name, const char *value);

/** The same for a TEXT value: \ ; , and line breaks escaped, what nobody should see left out,
 * bytes that are no UTF-8 replaced. */
void ics_text(FILE *out, const char *name, const char *text);

/** Several TEXT values in one property (CATEGORIES): commas between, escaped inside. */
void ics_texts(FILE *out, const char *name, const char *const *texts, size_t count);

/** "NAME;VALUE=DATE:20261130". */
void ics_date(FILE *out, const char *name, struct day day);

/** "NAME:20261124T000100Z": minutes since 1970-01-01 UTC, from 0. */
void ics_stamp(FILE *out, const char *name, int64_t minutes);

#endif
