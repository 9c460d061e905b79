/**
 * The fixed-point scales, all of them: amounts with parts are whole numbers of a small unit, so
 * that sums are exact and the same on every machine. A name says what it counts in: rate_cents,
 * cost_cent60, amount_micro.
 *
 * | unit      | is                      | of                                                     |
 * |-----------|-------------------------|--------------------------------------------------------|
 * | cent      | 1/100 of the currency   | rates, costs, limits: what people read                 |
 * | cent60    | 1/60 cent               | penalties and costs while minutes are priced: a rate   |
 * |           |                         | of whole cents per hour is whole per minute            |
 * | grain     | 1/256 cent60            | dual multipliers of rows (solver/)                     |
 * | micro     | 1/1,000,000             | decimals as written, FTE, multipliers of limits        |
 * | Q12, Q16  | 1/4,096, 1/65,536       | averages, steps, shares of multipliers (solver/)       |
 *
 * A scale is what one whole is in its unit: multiply by it to go there, divide by it to come back.
 */
#ifndef BASE_SCALES_H
#define BASE_SCALES_H

#include <stdint.h>

/** cent60 in a cent. */
enum { CENT60 = 60 };

/** Grains in a cent60. Rounding a multiplier down loses less than a grain for each minute. */
enum { GRAIN = 256 };

#define MICRO INT64_C(1000000)

/** Binary fractions, of 12 and of 16 bits. */
enum { Q12 = 1 << 12, Q16 = 1 << 16 };

#endif
