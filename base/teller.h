/**
 * Whom to tell what happens while something takes long: a front end, which may show it or not.
 *
 * Every member may be NULL. What is told is for people who watch; nothing depends on it. Who works
 * calls the functions below, which tell nothing to nobody: a teller that is NULL, or has no such
 * member.
 */
#ifndef BASE_TELLER_H
#define BASE_TELLER_H

#include <stddef.h>
#include <stdint.h>

struct teller {
	/** So much is done of "drawing the pipeline: week"; told again and again. */
	void (*progress)(void *shared, const char *what, size_t done, size_t all);
	/** It is over, whether or not it was told of. */
	void (*over)(void *shared);
	/**
	 * Another process writes into the workspace; told again and again until `over`.
	 *
	 * @param process  which, 0 when that is not known
	 */
	void (*waiting)(void *shared, int32_t waited_ms, int32_t most_ms, long process);
	/** Something was done that was not asked for in so many words: one line. */
	void (*line)(void *shared, const char *text);
	void *shared;
};

void teller_progress(const struct teller *teller, const char *what, size_t done, size_t all);
void teller_over(const struct teller *teller);
void teller_waiting(const struct teller *teller, int32_t waited_ms, int32_t most_ms, long process);
void teller_line(const struct teller *teller, const char *text);

#endif
