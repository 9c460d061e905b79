/**
 * Remarks about the input: what was skipped, doubted or corrected.
 *
 * A note is not a fault: one odd row or event never takes the rest down. Each
 * note has a stable id that is documented in docs/notes.md and covered by a
 * test. Shown as "file:line:column: text [id]".
 */
#ifndef BASE_NOTE_H
#define BASE_NOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/place.h"

enum note_level {
	NOTE_INFO,    /* worth knowing: a separator that was found, a person without calendar */
	NOTE_WARNING, /* used, but doubtful */
	NOTE_ERROR,   /* the row or event was skipped; the exit status becomes 3 */
};

struct note {
	enum note_level level;
	const char *id; /* a literal: "event-without-start" */
	struct place place;
	const char *text;
	/* The same without what a calendar calls its events and people: for files, which others
	 * read (note_text). NULL: `text` quotes nothing of that kind. */
	const char *plain;
};

/** A growing list in one arena. */
struct notes {
	struct arena *arena;
	struct note *list;
	size_t count, room;
	size_t by_level[NOTE_ERROR + 1];
};

#define NOTES_INIT(arena_)                                                                         \
	{                                                                                          \
		.arena = (arena_)                                                                  \
	}

/** Add a note. The id is kept as given (a literal); file and text are copied into the arena. */
void notes_add(struct notes *notes, enum note_level level, const char *id, struct place place,
	       const char *format, ...) PRINTF_LIKE(5, 6);

/** A note whose text quotes a title, a name or an address of a calendar, and that text without. */
void notes_add_quoting(struct notes *notes, enum note_level level, const char *id,
		       struct place place, const char *plain, const char *format, ...)
	PRINTF_LIKE(6, 7);

/** Add a note of another list, both texts of it. */
void notes_add_again(struct notes *notes, const struct note *note);

/** What a file says of it. @param titles  whether titles may be shown (struct settings) */
const char *note_text(const struct note *note, bool titles);

/** Sort by file, line, column, then id and text, so that equal input lists equal notes. */
void notes_sort(struct notes *notes);

/** The word shown before a note: "note", "warning", "error". */
const char *note_level_name(enum note_level level);

#endif
