/**
 * What one-line changes have in common: their words, and how they say what is wrong.
 *
 * Faults are FAULT_USAGE and begin with the change as it was given. All memory is the change's
 * arena.
 */
#ifndef IMPORT_CHANGE_WORDS_H
#define IMPORT_CHANGE_WORDS_H

#include "model/company.h"

/** A change on its way. */
struct changing {
	struct arena *arena;
	struct company *company;
	const char *text; /* as given, for messages */
	struct fault *fault;
};

/** Whether two names are one: without regard to case and composition. */
bool change_same(const struct changing *c, const char *a, const char *b);

/** " (did you mean 'near'?)"; "" when nothing is near. */
const char *change_guess(const struct changing *c, const char *word, const char **names,
			 size_t count);

/** The list with room for some more. */
void *change_copy_list(struct arena *arena, const void *list, size_t count, size_t more,
		       size_t size);

/** Say that a word is not what it should be, and what to write; returns false. */
bool change_wrong(const struct changing *c, const char *what, const char *word, const char *hint);

/** A number from 0 to high (in whole units) as millionths. */
bool change_read_number(const struct changing *c, const char *word, int64_t high,
			int64_t *micro) MUST_CHECK;

/** A whole number from low to high. */
bool change_read_whole(const struct changing *c, const char *word, int32_t low, int32_t high,
		       int32_t *value) MUST_CHECK;

/** "+2w", "-3d"; sets no fault. */
bool change_read_shift(const char *word, int32_t *days) MUST_CHECK;

/**
 * A day, or a shift of the one that holds.
 *
 * @param[in,out] day  untouched when the word is neither
 */
bool change_read_day(const struct changing *c, const char *word, struct day *day) MUST_CHECK;

#endif
