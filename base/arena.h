/**
 * Memory that is released all at once.
 *
 * Records read from a file or the database, and the plan made from them, live
 * in the arena of the session that asked for them. Nothing in an arena is
 * released by itself. Running out of memory ends the program (exit status 1):
 * no caller checks for NULL.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/span.h"

struct arena_block;

struct arena {
	struct arena_block *blocks;
};

#define ARENA_INIT                                                                                 \
	{                                                                                          \
		.blocks = NULL                                                                     \
	}

/** Zeroed memory for count items of size bytes, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/**
 * Room for at least `need` items in a growing list: the list itself when there
 * is room, else a copy of twice the size. The old copy stays in the arena.
 */
void *arena_grow(struct arena *arena, void *list, size_t count, size_t *room, size_t need,
		 size_t size);

/** A NUL-terminated copy of the bytes. */
char *arena_copy(struct arena *arena, struct span bytes);

/** A formatted, NUL-terminated string of any length. */
char *arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
char *arena_vformat(struct arena *arena, const char *format, va_list args) PRINTF_LIKE(2, 0);

/** End the program as an arena does that gets no memory: for memory that a library did not get. */
NO_RETURN void arena_exhausted(void);

/** Take over all that another arena holds: it is empty then, and nothing in it moves. */
void arena_join(struct arena *arena, struct arena *other);

/** Give everything back; the arena can be used again. Does nothing when empty. */
void arena_release(struct arena *arena);

#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type)))

/** Make room for one more item: `list = ARENA_PUSH(arena, list, count, room); list[count++] = x`.
 */
#define ARENA_PUSH(arena, list, count, room)                                                       \
	((__typeof__(list))arena_grow((arena), (list), (count), &(room), (count) + 1,              \
				      sizeof(*(list))))

#endif
