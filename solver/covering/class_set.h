/**
 * Sets of resource classes, as bits. Options are of one class where they may fill the same work:
 * resources that are alike for the covering, whatever they cost.
 */
#ifndef SOLVER_CLASS_SET_H
#define SOLVER_CLASS_SET_H

#include <stdbool.h>
#include <stdint.h>

enum { CLASS_SET_WORDS = 4, RESOURCE_CLASSES_MAX = 64 * CLASS_SET_WORDS };

struct class_set {
	uint64_t words[CLASS_SET_WORDS];
};

static inline bool class_set_has(const struct class_set *resources, uint32_t resource)
{
	return resources->words[resource / 64] >> resource % 64 & 1;
}

static inline void class_set_add(struct class_set *resources, uint32_t resource)
{
	resources->words[resource / 64] |= UINT64_C(1) << resource % 64;
}

static inline bool class_set_is_empty(const struct class_set *resources)
{
	uint64_t any = 0;

	for (int i = 0; i < CLASS_SET_WORDS; i++)
		any |= resources->words[i];
	return any == 0;
}

/** Whether all of them are in the wider set. */
static inline bool class_set_within(const struct class_set *resources,
				    const struct class_set *wider)
{
	uint64_t beyond = 0;

	for (int i = 0; i < CLASS_SET_WORDS; i++)
		beyond |= resources->words[i] & ~wider->words[i];
	return beyond == 0;
}

static inline struct class_set class_set_union(const struct class_set *a, const struct class_set *b)
{
	struct class_set all = *a;

	for (int i = 0; i < CLASS_SET_WORDS; i++)
		all.words[i] |= b->words[i];
	return all;
}

static inline int class_set_count(const struct class_set *resources)
{
	int count = 0;

	for (int i = 0; i < CLASS_SET_WORDS; i++)
		count += __builtin_popcountll(resources->words[i]);
	return count;
}

/** Below 0, 0, above 0: some order. */
static inline int class_set_compare(const struct class_set *a, const struct class_set *b)
{
	for (int i = CLASS_SET_WORDS; i-- > 0;)
		if (a->words[i] != b->words[i])
			return a->words[i] < b->words[i] ? -1 : 1;
	return 0;
}

#endif
