#include "base/note.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

static void push(struct notes *notes, struct note note)
{
	const char *file = note.place.file ? note.place.file : "";

	note.place.file = arena_copy(notes->arena, span_of(file));
	notes->list = ARENA_PUSH(notes->arena, notes->list, notes->count, notes->room);
	notes->list[notes->count++] = note;
	notes->by_level[note.level]++;
}

void notes_add(struct notes *notes, enum note_level level, const char *id, struct place place,
	       const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vformat(notes->arena, format, args);
	va_end(args);
	push(notes, (struct note){ .level = level, .id = id, .place = place, .text = text });
}

void notes_add_quoting(struct notes *notes, enum note_level level, const char *id,
		       struct place place, const char *plain, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vformat(notes->arena, format, args);
	va_end(args);
	push(notes, (struct note){ .level = level,
				   .id = id,
				   .place = place,
				   .text = text,
				   .plain = arena_copy(notes->arena, span_of(plain)) });
}

void notes_add_again(struct notes *notes, const struct note *note)
{
	struct note again = *note;

	again.text = arena_copy(notes->arena, span_of(note->text));
	if (note->plain)
		again.plain = arena_copy(notes->arena, span_of(note->plain));
	push(notes, again);
}

const char *note_text(const struct note *note, bool titles)
{
	return titles || !note->plain ? note->text : note->plain;
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
