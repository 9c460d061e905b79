/**
 * Words for people: comparing names, measuring them on a screen, guessing what was meant.
 *
 * UTF-8 in, UTF-8 out; Unicode by utf8proc. Bytes that are no UTF-8 are kept
 * and count one column each. Nothing here depends on the locale.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdint.h>

#include "base/arena.h"

/**
 * The key under which a name is known: NFKC, case folded, blanks at the ends
 * cut ("Müller" written in one or in two code points, or "MÜLLER", give one key).
 */
char *text_key(struct span name, struct arena *arena);

/** Columns that the text takes on a terminal. Control characters count 0. */
size_t text_width(struct span text);

/** How many bytes of the text fit in `columns`; never cuts inside a character. */
size_t text_fit(struct span text, size_t columns);

/** Whether the bytes are valid UTF-8. @param[out] bad  offset of the first bad byte, or NULL */
bool text_is_utf8(struct span text, size_t *bad);

/**
 * The text as it may be shown to people, in the arena: the one cleaning function of what comes from
 * outside. TAB, line ends and line separators become a blank; bytes that are no UTF-8 become
 * U+FFFD; all other controls (C0, DEL, C1), marks of direction and what is invisible (zero width,
 * tags, byte order marks) are left out. Two joiners stay: names written in Persian or with emoji
 * need them.
 */
char *text_clean(const char *text, struct arena *arena);

/**
 * The same for lines of ours with texts from outside in them: line ends stay, as line feeds, and
 * so do the escapes of colours in the list (NULL: none).
 */
char *text_clean_lines(struct span text, const char *const *colours, size_t colour_count,
		       struct arena *arena);

/**
 * Whether a spreadsheet may take the text for a formula: behind blanks, quotes and what is
 * invisible it starts with = + - @, also in full width, or has a TAB or CR there.
 */
bool text_is_formula(const char *text);

/** Whether text_clean leaves the text as it is. */
bool text_is_clean(const char *text);

/**
 * The text as data for programs, in the arena: all but controls, which nobody means (TAB and line
 * ends stay); bytes that are no UTF-8 become U+FFFD.
 */
char *text_uncontrolled(const char *text, struct arena *arena);

/**
 * How many bytes the character at the start of the text has when text_clean would not show it as
 * it is: a control, a mark, something invisible; else 0, also for bytes that are no UTF-8.
 *
 * @param[out] character  its number in Unicode, set when it is one
 */
size_t text_hidden(struct span text, uint32_t *character);

/**
 * The candidate that was probably meant: least Damerau-Levenshtein distance on
 * the keys, at most a third of the word's length and at most 3; ties go to the
 * smallest by strcmp. Keys of more than 100 bytes are near to nothing.
 *
 * @return one of the candidates, or NULL when none is near enough
 */
const char *text_nearest(const char *word, const char *const *candidates, size_t count,
			 struct arena *arena);

/** For qsort and bsearch, of lists of texts: by their bytes, as strcmp. */
int text_order(const void *a, const void *b);

#endif
