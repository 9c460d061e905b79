/*
 * Sets of the minutes of a day as 23 words of 64 bits: taking is an AND, counting a population
 * count.
 */
#include "planner/minutes.h"

void minutes_add(struct minutes *set, int32_t start, int32_t end)
{
	if (start < 0)
		start = 0;
	if (end > DAY_MINUTES)
		end = DAY_MINUTES;
	while (start < end) {
		int32_t bit = start % 64, run = 64 - bit;

		if (run > end - start)
			run = end - start;
		set->word[start / 64] |= (run == 64 ? UINT64_MAX : (UINT64_C(1) << run) - 1) << bit;
		start += run;
	}
}

int32_t minutes_take(struct minutes *window, const struct minutes *wanted)
{
	int32_t taken = 0;

	for (int i = 0; i < MINUTE_WORDS; i++) {
		uint64_t shared = window->word[i] & wanted->word[i];

		if (!shared) /* most of a day: nothing to count */
			continue;
		taken += __builtin_popcountll(shared);
		window->word[i] ^= shared;
	}
	return taken;
}

int32_t minutes_count(const struct minutes *set)
{
	int32_t count = 0;

	for (int i = 0; i < MINUTE_WORDS; i++)
		count += __builtin_popcountll(set->word[i]);
	return count;
}
