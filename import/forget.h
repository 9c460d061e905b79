/**
 * The files of a workspace without somebody: bytes in, bytes out.
 *
 * Who is forgotten is called by another word from then on, which stands where the id stood, so that
 * what was planned can be planned again. Other bytes, and lines, stay as they are.
 */
#ifndef IMPORT_FORGET_H
#define IMPORT_FORGET_H

#include <stdint.h>

#include "base/arena.h"
#include "base/source.h"
#include "import/forget_who.h"

/**
 * A table. The id becomes the token in columns of people; name and address in the row of people.csv
 * become empty; rows of feeds.csv that are this person's go. Anywhere else names and addresses
 * become the token; so does the id in comments, notes and sources, but not where it may be
 * the name of something else.
 */
struct span forget_in_table(struct source source, const struct forgotten *who, struct arena *arena);

/** The lines of a file that name somebody, from 1: of a calendar those where a content line begins.
 */
int32_t *forget_lines(struct span bytes, const struct mentions *mentions, struct arena *arena,
		      size_t *count);

#endif
