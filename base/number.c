#include "base/number.h"

#include <assert.h>
#include <stdio.h>

/* A hundred times a value below it fits 32 bits, and so does twice a rest of a scale below it. */
enum { SMALL = 42 * 1000 * 1000 };

/* Wide enough for a product of two int64: gcc and clang have it on all 64 bit targets. */
__extension__ typedef __int128 wide;

static int64_t divide_wide(wide numerator, wide denominator)
{
	wide quotient = numerator / denominator;
	wide rest = numerator - quotient * denominator;
	wide twice = 2 * (rest < 0 ? -rest : rest);

	if (twice > denominator || (twice == denominator && quotient % 2 != 0))
		quotient += numerator < 0 ? -1 : 1;
	return (int64_t)quotient;
}

int64_t divide_half_even(int64_t numerator, int64_t denominator)
{
	int64_t quotient, rest;
	uint64_t twice;

	assert(denominator > 0);
	quotient = numerator / denominator;
	rest = numerator % denominator;
	twice = 2 * (rest < 0 ? -(uint64_t)rest : (uint64_t)rest);
	if (twice > (uint64_t)denominator || (twice == (uint64_t)denominator && quotient % 2 != 0))
		quotient += numerator < 0 ? -1 : 1;
	return quotient;
}

int64_t scale_half_even(int64_t a, int64_t b, int64_t denominator)
{
	int64_t product;

	assert(denominator > 0);
	if (!__builtin_mul_overflow(a, b, &product))
		return divide_half_even(product, denominator);
	return divide_wide((wide)a * b, denominator);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool not_a_number(struct span text, struct fault *fault, const char *advice)
{
	return fault_set(fault, FAULT_INPUT, "'%.*s' is not a number (%s)",
			 (int)(text.len < 40 ? text.len : 40), text.ptr, advice);
}

bool number_parse(struct span text, char point, int64_t *micro, struct fault *fault)
{
	const char *example = point == ',' ? "write it like 12,5" : "write it like 12.5";
	int64_t value = 0, unit = MICRO;
	size_t i = 0, whole = 0;
	bool negative = false;

	if (text.len && (text.ptr[0] == '-' || text.ptr[0] == '+'))
		negative = text.ptr[i++] == '-';
	for (; i < text.len && is_digit(text.ptr[i]); i++, whole++) {
		if (whole >= 9)
			return not_a_number(text, fault,
					    "at most 9 digits before the decimal sign");
		value = value * 10 + (text.ptr[i] - '0');
	}
	value *= MICRO;
	if (whole && i < text.len && text.ptr[i] == point) {
		size_t first = ++i;

		for (; i < text.len && is_digit(text.ptr[i]); i++) {
			if (unit == 1)
				return not_a_number(text, fault, "at most 6 decimals");
			unit /= 10;
			value += unit * (text.ptr[i] - '0');
		}
		if (i == first)
			return not_a_number(text, fault, example);
	}
	if (!whole || i != text.len)
		return not_a_number(text, fault, example);
	*micro = negative ? -value : value;
	return true;
}

/* The digits of a number, at least `least` of them. Returns where they end. */
static char *put_digits(char *at, uint64_t value, int least)
{
	char digits[20];
	int count = 0;

	do {
		digits[count++] = (char)('0' + value % 10);
		value /= 10;
	} while (value || count < least);
	while (count)
		*at++ = digits[--count];
	return at;
}

/* Hundredths of small numbers, which nearly all are: half the time of the way
 * below, since divisions of 32 bits and by constants are cheap. */
static size_t format_small(char *out, uint32_t value, uint32_t scale, char point)
{
	uint32_t product = value * 100, scaled = product / scale;
	uint32_t twice = 2 * (product - scaled * scale);
	uint32_t whole, part;
	char *at = out;

	if (twice > scale || (twice == scale && scaled % 2 != 0))
		scaled++;
	whole = scaled / 100;
	part = scaled % 100;
	if (whole < 10)
		*at++ = (char)('0' + whole);
	else
		at = put_digits(at, whole, 2);
	at[0] = point;
	at[1] = (char)('0' + part / 10);
	at[2] = (char)('0' + part % 10);
	at[3] = '\0';
	return (size_t)(at - out) + 3;
}

/* Reports write millions of numbers: no printf here. */
size_t number_format(char out[NUMBER_TEXT_SIZE], int64_t value, int64_t scale, int decimals,
		     char point)
{
	int64_t power = 1, scaled;
	uint64_t size;
	char *at = out;

	assert(decimals >= 0 && decimals <= 6 && scale > 0);
	if (decimals == 2 && value >= 0 && value < SMALL && scale < SMALL)
		return format_small(out, (uint32_t)value, (uint32_t)scale, point);
	for (int i = 0; i < decimals; i++)
		power *= 10;
	scaled = scale_half_even(value, power, scale);
	if (scaled < 0)
		*at++ = '-';
	size = scaled < 0 ? -(uint64_t)scaled : (uint64_t)scaled;
	at = put_digits(at, size / (uint64_t)power, 1);
	if (decimals) {
		*at++ = point;
		at = put_digits(at, size % (uint64_t)power, decimals);
	}
	*at = '\0';
	return (size_t)(at - out);
}

int64_t divide_down(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int number_order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}
