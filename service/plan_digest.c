#include "service/plan_digest.h"

#include <assert.h>

/** The plan's numbers as little-endian bytes, so that the hash is the same on every machine. */
struct number_bytes {
	unsigned char *bytes;
	size_t count;
};

static void put(struct number_bytes *out, const int32_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (int shift = 0; shift < 32; shift += 8)
			out->bytes[out->count++] = (unsigned char)((uint32_t)numbers[i] >> shift);
}

struct digest plan_digest(const struct plan *plan)
{
	static_assert(sizeof(struct demand_coverage) == 2 * sizeof(int32_t), "no padding");
	static_assert(sizeof(struct capacity) % sizeof(int32_t) == 0, "only int32_t");
	size_t weeks = plan->options.week_count;
	size_t covers = VIEW_COUNT * plan->requirement_count * weeks * 2;
	size_t demands = VIEW_COUNT * plan->company->demand_count * weeks * 2;
	size_t people =
		plan->company->person_count * weeks * (sizeof(struct capacity) / sizeof(int32_t));
	struct arena scratch = ARENA_INIT;
	struct number_bytes out = {
		ARENA_ARRAY(&scratch, unsigned char, 4 * (covers + demands + people) + 1), 0
	};
	struct fast_hash hash;

	put(&out, (const int32_t *)plan->requirement_coverage, covers);
	put(&out, (const int32_t *)plan->demand_coverage, demands);
	put(&out, (const int32_t *)plan->people, people);
	/* It tells whether a program computes the same, not whether somebody forged it. */
	hash = fast_hash_of((struct span){ (const char *)out.bytes, out.count });
	arena_release(&scratch);
	return digest_of((struct span){ (const char *)hash.bytes, sizeof(hash.bytes) });
}
