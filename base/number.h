/**
 * Decimal numbers as integers: what is compared, summed or stored is never floating point.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/scales.h"

/** numerator / denominator, rounded half to even. The denominator is above 0. */
int64_t divide_half_even(int64_t numerator, int64_t denominator);

/** a * b / denominator, rounded half to even, exact for any int64 a and b (128 bits inside). */
int64_t scale_half_even(int64_t a, int64_t b, int64_t denominator);

/**
 * Read a decimal number into millionths: "1.5" is 1500000.
 *
 * @param point  the decimal sign, '.' or ','
 * @param[out] micro  set only on success
 * @return false with FAULT_INPUT for anything that is not digits with at most
 *         one decimal sign and a sign in front: blanks, thousands separators,
 *         exponents, more than 6 decimals, more than 9 digits before the sign.
 *         The message says which, and what to write instead
 */
bool number_parse(struct span text, char point, int64_t *micro, struct fault *fault) MUST_CHECK;

#define NUMBER_TEXT_SIZE 32

/**
 * Write value / scale with a fixed number of decimals (0 to 6), rounded half
 * to even: number_format(out, 2850, 60, 2, '.') is "47.50". "-0.00" is never written.
 *
 * @return the length of the text
 */
size_t number_format(char out[NUMBER_TEXT_SIZE], int64_t value, int64_t scale, int decimals,
		     char point);

/** a / b rounded down, also below 0. b is above 0. */
int64_t divide_down(int64_t a, int64_t b);

/** -1, 0 or 1: a before b, equal, after. */
int number_order(int64_t a, int64_t b);

#endif
