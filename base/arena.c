#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_BLOCK 0 /* one block for each item, so that ASan sees every overrun */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_BLOCK 0
#endif
#endif
#ifndef ARENA_BLOCK
#define ARENA_BLOCK ((size_t)65536)
#endif

/* Blocks grow: an arena that lives for a row of a table is not worth 64 kB of zeros. */
enum { FIRST_BLOCK = 1024 };

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) unsigned char bytes[];
};

static size_t block_size(const struct arena_block *last, size_t need)
{
	size_t size = last ? 4 * last->size : FIRST_BLOCK;

	if (size > ARENA_BLOCK)
		size = ARENA_BLOCK;
	return need > size ? need : size;
}

void arena_exhausted(void)
{
	fputs("staffgap: out of memory\n", stderr);
	exit(1);
}

static struct arena_block *block_new(size_t size, struct arena_block *next)
{
	struct arena_block *block = NULL;

	if (size <= SIZE_MAX - sizeof(*block))
		block = calloc(1, sizeof(*block) + size);
	if (!block)
		arena_exhausted();
	block->next = next;
	block->size = size;
	return block;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct arena_block *block = arena->blocks;
	size_t need;
	void *item;

	if (__builtin_mul_overflow(count, size, &need) || need > SIZE_MAX - align)
		need = SIZE_MAX - align;
	if (ARENA_BLOCK > 0)
		need = (need + align - 1) / align * align;
	if (!block || block->size - block->used < need) {
		block = block_new(block_size(block, need), block);
		arena->blocks = block;
	}
	item = block->bytes + block->used;
	block->used += need;
	return item;
}

char *arena_copy(struct arena *arena, struct span bytes)
{
	char *copy = ARENA_ARRAY(arena, char, bytes.len + 1);

	if (bytes.len)
		memcpy(copy, bytes.ptr, bytes.len);
	return copy;
}

void *arena_grow(struct arena *arena, void *list, size_t count, size_t *room, size_t need,
		 size_t size)
{
	size_t wanted = *room ? *room : 8;
	void *grown;

	if (need <= *room)
		return list;
	while (wanted < need)
		wanted = wanted > SIZE_MAX / 2 ? need : 2 * wanted;
	grown = arena_alloc(arena, wanted, size);
	if (count)
		memcpy(grown, list, count * size);
	*room = wanted;
	return grown;
}

char *arena_vformat(struct arena *arena, const char *format, va_list args)
{
	char small[256], *text;
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(small, sizeof(small), format, again);
	va_end(again);
	if (len < 0)
		len = 0;
	if ((size_t)len < sizeof(small))
		return arena_copy(arena, (struct span){ small, (size_t)len });
	text = ARENA_ARRAY(arena, char, (size_t)len + 1);
	(void)vsnprintf(text, (size_t)len + 1, format, args);
	return text;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vformat(arena, format, args);
	va_end(args);
	return text;
}

void arena_join(struct arena *arena, struct arena *other)
{
	struct arena_block **end = &arena->blocks;

	while (*end)
		end = &(*end)->next;
	*end = other->blocks;
	other->blocks = NULL;
}

void arena_release(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *next = arena->blocks->next;

		free(arena->blocks);
		arena->blocks = next;
	}
}
