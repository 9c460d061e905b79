/**
 * Sets of kinds of options, as bits.
 */
#ifndef SOLVER_COVERING_KINDS_H
#define SOLVER_COVERING_KINDS_H

#include <stdbool.h>
#include <stdint.h>

enum { COVERING_KIND_WORDS = 4, COVERING_KINDS_MAX = 64 * COVERING_KIND_WORDS };

struct covering_kinds {
	uint64_t words[COVERING_KIND_WORDS];
};

static inline bool kinds_have(const struct covering_kinds *kinds, uint32_t kind)
{
	return kinds->words[kind / 64] >> kind % 64 & 1;
}

static inline void kinds_add(struct covering_kinds *kinds, uint32_t kind)
{
	kinds->words[kind / 64] |= UINT64_C(1) << kind % 64;
}

static inline bool kinds_none(const struct covering_kinds *kinds)
{
	uint64_t any = 0;

	for (int i = 0; i < COVERING_KIND_WORDS; i++)
		any |= kinds->words[i];
	return any == 0;
}

/** Whether all of them are in the wider set. */
static inline bool kinds_within(const struct covering_kinds *kinds,
				const struct covering_kinds *wider)
{
	uint64_t beyond = 0;

	for (int i = 0; i < COVERING_KIND_WORDS; i++)
		beyond |= kinds->words[i] & ~wider->words[i];
	return beyond == 0;
}

static inline struct covering_kinds kinds_joined(const struct covering_kinds *a,
						 const struct covering_kinds *b)
{
	struct covering_kinds all = *a;

	for (int i = 0; i < COVERING_KIND_WORDS; i++)
		all.words[i] |= b->words[i];
	return all;
}

static inline int kinds_count(const struct covering_kinds *kinds)
{
	int count = 0;

	for (int i = 0; i < COVERING_KIND_WORDS; i++)
		count += __builtin_popcountll(kinds->words[i]);
	return count;
}

/** Below 0, 0, above 0: some order. */
static inline int kinds_compare(const struct covering_kinds *a, const struct covering_kinds *b)
{
	for (int i = COVERING_KIND_WORDS; i-- > 0;)
		if (a->words[i] != b->words[i])
			return a->words[i] < b->words[i] ? -1 : 1;
	return 0;
}

#endif
