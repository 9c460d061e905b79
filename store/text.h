/**
 * Words for people: comparing names, measuring them on a screen, guessing what was meant.
 *
 * UTF-8 in, UTF-8 out; Unicode by utf8proc. Bytes that are no UTF-8 are kept
 * and count one column each. Nothing here depends on the locale.
 */
#ifndef STORE_TEXT_H
#define STORE_TEXT_H

#include "store/arena.h"

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
 * How many bytes at the start of the text a reader must not meet raw: a control character
 * (C0, DEL, C1), a direction mark or a line separator; 0 when the text begins with anything else.
 */
size_t text_unprintable(const char *text);

/**
 * The text in the arena, without what text_unprintable finds; bytes that are no UTF-8 become
 * U+FFFD.
 */
char *text_clean(const char *text, struct arena *arena);

/**
 * The candidate that was probably meant: least Damerau-Levenshtein distance on
 * the keys, at most a third of the word's length and at most 3; ties go to the
 * smallest by strcmp.
 *
 * @return one of the candidates, or NULL when none is near enough
 */
const char *text_nearest(const char *word, const char *const *candidates, size_t count,
			 struct arena *arena);

#endif
