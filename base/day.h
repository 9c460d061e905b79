/**
 * Calendar days and ISO weeks, without clocks or time zones.
 *
 * A day is the number of days since 1970-01-01 in the proleptic Gregorian
 * calendar. Supported: 0001-01-01 to 9999-12-31. Nothing here reads the
 * current time or TZ, so every function is pure and thread-safe.
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"

/** Wrapped in a struct so that the compiler tells days from minutes and ids. */
struct day {
	int32_t since_1970;
};

enum { DAY_MINUTES = 24 * 60 };

#define DAY_TEXT_SIZE sizeof("9999-12-31")

/** The first and the last day that exist here: open ends of a period. */
#define DAY_FIRST ((struct day){ -719162 })
#define DAY_LAST ((struct day){ 2932896 })

/**
 * Read a day written as YYYY-MM-DD.
 *
 * @param[out] day  set only on success
 * @return false with FAULT_INPUT when the text is not a day of the calendar
 *         ("2026-02-30"), has anything before or after it, or is out of range
 */
bool day_parse(struct span text, struct day *day, struct fault *fault) MUST_CHECK;

/** Write YYYY-MM-DD and a NUL into out. Never fails for a day that day_parse gave. */
void day_format(struct day day, char out[DAY_TEXT_SIZE]);

/** The day of a valid date; month and day of the month count from 1. */
struct day day_of(int year, int month, int day);

/** Year, month and day of the month, the latter two from 1. */
void day_date(struct day day, int *year, int *month, int *mday);

/** 28 to 31. */
int day_month_length(int year, int month);

/** 0 for Monday to 6 for Sunday. */
int day_weekday(struct day day);

/** The Monday of the day's ISO week. */
struct day day_week_start(struct day day);

/** The day n days later (earlier when negative). */
struct day day_add(struct day day, int32_t days);

/** Days from a to b; negative when b is before a. */
int32_t day_distance(struct day a, struct day b);

struct day day_earlier(struct day a, struct day b);
struct day day_later(struct day a, struct day b);

#define WEEK_TEXT_SIZE sizeof("9999-W53")

/** Write the ISO 8601 week of the day, "2026-W53", and a NUL. The year is the week's, not the
 * day's. */
void week_format(struct day day, char out[WEEK_TEXT_SIZE]);

/**
 * Read an ISO week written as 2026-W53.
 *
 * @param[out] monday  its first day; set only on success
 * @return false with FAULT_INPUT when the text is no week of that year
 */
bool week_parse(struct span text, struct day *monday, struct fault *fault) MUST_CHECK;

#endif
