/**
 * Where a text speaks of somebody, and the text without that.
 *
 * Compared as names are (text_key): without regard to case or to how an accent is encoded, and as
 * whole words, so that "Ann" is not found in "Hannover".
 */
#ifndef MODEL_MENTION_H
#define MODEL_MENTION_H

#include "base/arena.h"

struct mentions;

struct mentions *mentions_new(struct arena *arena);

/** Look for this, too. Nothing for "". */
void mentions_add(struct mentions *mentions, const char *name);

/** Whether the text holds one of them. */
bool mentions_in(const struct mentions *mentions, struct span text);

/** The text with something else in place of each; the text itself when there is none. */
struct span mentions_replace(const struct mentions *mentions, struct span text, const char *with,
			     struct arena *arena);

#endif
