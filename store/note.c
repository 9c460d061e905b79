#include "store/note.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void notes_add(struct notes *notes, enum note_level level, const char *id, struct place place,
	       const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vformat(notes->arena, format, args);
	va_end(args);
	place.file = arena_copy(notes->arena, span_of(place.file ? place.file : ""));
	notes->list = ARENA_PUSH(notes->arena, notes->list, notes->count, notes->room);
	notes->list[notes->count++] =
		(struct note){ .level = level, .id = id, .place = place, .text = text };
	notes->by_level[level]++;
}

static int number_order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int note_order(const void *a, const void *b)
{
	const struct note *x = a, *y = b;
	int order = strcmp(x->place.file, y->place.file);

	if (!order)
		order = number_order(x->place.line, y->place.line);
	if (!order)
		order = number_order(x->place.column, y->place.column);
	if (!order)
		order = strcmp(x->id, y->id);
	return order ? order : strcmp(x->text, y->text);
}

void notes_sort(struct notes *notes)
{
	if (notes->count)
		qsort(notes->list, notes->count, sizeof(*notes->list), note_order);
}

const char *note_level_name(enum note_level level)
{
	switch (level) {
	case NOTE_INFO: return "note";
	case NOTE_WARNING: return "warning";
	case NOTE_ERROR: return "error";
	}
	return "error";
}
