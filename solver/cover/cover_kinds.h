/**
 * Sets of kinds of options, as bits.
 */
#ifndef SOLVER_COVER_KINDS_H
#define SOLVER_COVER_KINDS_H

#include <stdbool.h>
#include <stdint.h>

enum { COVER_KIND_WORDS = 4, COVER_KINDS_MAX = 64 * COVER_KIND_WORDS };

struct cover_kinds {
	uint64_t words[COVER_KIND_WORDS];
};

static inline bool kinds_have(const struct cover_kinds *kinds, uint32_t kind)
{
	return kinds->words[kind / 64] >> kind % 64 & 1;
}

static inline void kinds_add(struct cover_kinds *kinds, uint32_t kind)
{
	kinds->words[kind / 64] |= UINT64_C(1) << kind % 64;
}

static inline bool kinds_none(const struct cover_kinds *kinds)
{
	uint64_t any = 0;

	for (int i = 0; i < COVER_KIND_WORDS; i++)
		any |= kinds->words[i];
	return any == 0;
}

/** Whether all of them are in the wider set. */
static inline bool kinds_within(const struct cover_kinds *kinds, const struct cover_kinds *wider)
{
	uint64_t beyond = 0;

	for (int i = 0; i < COVER_KIND_WORDS; i++)
		beyond |= kinds->words[i] & ~wider->words[i];
	return beyond == 0;
}

static inline struct cover_kinds kinds_joined(const struct cover_kinds *a,
					      const struct cover_kinds *b)
{
	struct cover_kinds all = *a;

	for (int i = 0; i < COVER_KIND_WORDS; i++)
		all.words[i] |= b->words[i];
	return all;
}

static inline int kinds_count(const struct cover_kinds *kinds)
{
	int count = 0;

	for (int i = 0; i < COVER_KIND_WORDS; i++)
		count += __builtin_popcountll(kinds->words[i]);
	return count;
}

/** Below 0, 0, above 0: some order. */
static inline int kinds_compare(const struct cover_kinds *a, const struct cover_kinds *b)
{
	for (int i = COVER_KIND_WORDS; i-- > 0;)
		if (a->words[i] != b->words[i])
			return a->words[i] < b->words[i] ? -1 : 1;
	return 0;
}

#endif
