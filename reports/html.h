/**
 * Writing HTML: text from outside made harmless, numbers and days for people.
 *
 * Whatever came from a file goes through html_text or html_name, in content and
 * in double-quoted attributes alike; our own markup is printed as it stands.
 * Check ferror at the end.
 */
#ifndef REPORTS_HTML_H
#define REPORTS_HTML_H

#include <stdint.h>
#include <stdio.h>

#include "base/day.h"

/**
 * The text with & < > " ' escaped. Control characters and direction marks are left
 * out; bytes that are no UTF-8 become U+FFFD.
 */
void html_text(FILE *out, const char *text);

/**
 * The same, in a <bdi> where that may be needed: a right-to-left name does not turn its sentence
 * around, a long one is broken to fit.
 */
void html_name(FILE *out, const char *text);

/** value / scale with that many decimals; a narrow space between thousands. */
void html_decimal(FILE *out, int64_t value, int64_t scale, int decimals);

/** "30 Nov 2026" in a <time>. */
void html_day(FILE *out, struct day day);

/** "Nov" for 11. */
const char *html_month(int month);

/** Base64 of the bytes, as a Content-Security-Policy has its hashes. */
void html_base64(FILE *out, const unsigned char *bytes, size_t len);

#endif
