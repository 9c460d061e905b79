#include "service/solution_cache.h"

#include <string.h>

#include "solver/version.h"

struct known_answer {
	struct fast_hash key;
	struct covering_solution solution;
	bool used;  /* asked for by this command: belongs to what is saved */
	bool fresh; /* found by this command */
};

struct solution_cache {
	struct arena *arena;
	struct covering_cache known;
	struct known_answer *list;
	size_t count, room;
	uint32_t
		*slots; /* index in the list and 1; 0: free. Of a power of two, at most half full */
	size_t slot_count;
	int32_t number; /* of the plan whose solutions were loaded last */
};

/* --- the table --------------------------------------------------------------- */

static size_t slot_of(const struct solution_cache *a, const struct fast_hash *key)
{
	uint64_t start;
	size_t slot;

	memcpy(&start, key->bytes, sizeof(start));
	slot = (size_t)start & (a->slot_count - 1);
	while (a->slots[slot] && memcmp(&a->list[a->slots[slot] - 1].key, key, sizeof(*key)) != 0)
		slot = (slot + 1) & (a->slot_count - 1);
	return slot;
}

static void grow(struct solution_cache *a)
{
	a->slot_count = a->slot_count ? 2 * a->slot_count : 256;
	a->slots = ARENA_ARRAY(a->arena, uint32_t, a->slot_count);
	for (size_t i = 0; i < a->count; i++)
		a->slots[slot_of(a, &a->list[i].key)] = (uint32_t)i + 1;
}

static void add(struct solution_cache *a, const struct known_answer *entry)
{
	size_t slot;

	if (2 * (a->count + 1) > a->slot_count)
		grow(a);
	slot = slot_of(a, &entry->key);
	if (a->slots[slot]) {
		a->list[a->slots[slot] - 1] = *entry;
		return;
	}
	a->list = ARENA_PUSH(a->arena, a->list, a->count, a->room);
	a->list[a->count++] = *entry;
	a->slots[slot] = (uint32_t)a->count;
}

static bool find(void *context, struct span problem, struct arena *arena,
		 struct covering_solution *solution)
{
	struct solution_cache *a = context;
	struct fast_hash key = fast_hash_of(problem);
	size_t slot = a->slot_count ? slot_of(a, &key) : 0;

	(void)arena; /* what is known outlives the sourcing */
	if (!a->slot_count || !a->slots[slot])
		return false;
	a->list[a->slots[slot] - 1].used = true;
	*solution = a->list[a->slots[slot] - 1].solution;
	return true;
}

static void keep(void *context, struct span problem, const struct covering_solution *solution)
{
	struct solution_cache *a = context;
	struct known_answer entry = { fast_hash_of(problem), *solution, true, true };

	entry.solution.buys = ARENA_ARRAY(a->arena, struct covering_buy, solution->buy_count + 1);
	if (solution->buy_count)
		memcpy(entry.solution.buys, solution->buys,
		       solution->buy_count * sizeof(*solution->buys));
	add(a, &entry);
}

struct solution_cache *solution_cache_make(struct arena *arena)
{
	struct solution_cache *cache = ARENA_ARRAY(arena, struct solution_cache, 1);

	*cache = (struct solution_cache){ .arena = arena, .known = { cache, find, keep } };
	return cache;
}

const struct covering_cache *solution_cache_use(struct solution_cache *cache)
{
	return cache ? &cache->known : NULL;
}

/* --- as bytes ------------------------------------------------------------------ */

/* What stands before the buys of a solution. Without holes: it is written as it is. */
struct answer_head {
	struct fast_hash key;
	int64_t spend, penalty, bound;
	uint32_t method, buy_count;
};

static size_t size_of(const struct solution_cache *a)
{
	size_t size = 0;

	for (size_t i = 0; i < a->count; i++)
		if (a->list[i].used)
			size += sizeof(struct answer_head) +
				a->list[i].solution.buy_count * sizeof(struct covering_buy);
	return size;
}

static struct span write_used(const struct solution_cache *a, struct arena *arena)
{
	static_assert(sizeof(struct answer_head) == 48, "no holes");
	static_assert(sizeof(struct covering_buy) == 16, "no holes");
	size_t size = size_of(a);
	char *bytes = ARENA_ARRAY(arena, char, size + 1), *at = bytes;

	for (size_t i = 0; i < a->count; i++) {
		const struct covering_solution *solution = &a->list[i].solution;
		struct answer_head head = { a->list[i].key,    solution->spend,
					    solution->penalty, solution->bound,
					    solution->method,  (uint32_t)solution->buy_count };

		if (!a->list[i].used)
			continue;
		memcpy(at, &head, sizeof(head));
		at += sizeof(head);
		if (head.buy_count)
			memcpy(at, solution->buys, head.buy_count * sizeof(*solution->buys));
		at += head.buy_count * sizeof(*solution->buys);
	}
	return (struct span){ bytes, size };
}

static void read_all(struct solution_cache *a, struct span bytes)
{
	struct answer_head head;

	while (bytes.len >= sizeof(head)) {
		struct known_answer entry = { .used = false };
		size_t size;

		memcpy(&head, bytes.ptr, sizeof(head));
		bytes = (struct span){ bytes.ptr + sizeof(head), bytes.len - sizeof(head) };
		size = (size_t)head.buy_count * sizeof(struct covering_buy);
		if (size > bytes.len || head.method > COVERING_MILP)
			return;
		entry.key = head.key;
		entry.solution = (struct covering_solution){
			.buys = ARENA_ARRAY(a->arena, struct covering_buy, head.buy_count + 1),
			.buy_count = head.buy_count,
			.spend = head.spend,
			.penalty = head.penalty,
			.bound = head.bound,
			.method = (enum covering_method)head.method,
		};
		if (size)
			memcpy(entry.solution.buys, bytes.ptr, size);
		bytes = (struct span){ bytes.ptr + size, bytes.len - size };
		add(a, &entry);
	}
}

bool solution_cache_load(struct solution_cache *cache, struct store *store, int32_t number,
			 struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct span bytes = SPAN("");
	bool ok = store_solved_find(store, number, covering_version(), &scratch, &bytes, fault);

	if (ok)
		read_all(cache, bytes);
	cache->number = number;
	arena_release(&scratch);
	return ok;
}

bool solution_cache_save(const struct solution_cache *cache, struct store *store, int32_t number,
			 struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	bool news = number != cache->number, ok;

	for (size_t i = 0; i < cache->count; i++)
		news |= cache->list[i].fresh;
	if (!news || size_of(cache) == 0)
		return true;
	ok = store_solved_keep(store, number, covering_version(), write_used(cache, &scratch),
			       fault);
	arena_release(&scratch);
	return ok;
}
