/**
 * Names that mean the same: collected from all tables, then every spelling becomes one.
 *
 * Two names are the same when their keys (text_key) are. The smallest spelling by strcmp is
 * the one that all get, so the order of rows does not matter.
 */
#ifndef IMPORT_LINK_NAMES_H
#define IMPORT_LINK_NAMES_H

#include "model/company.h"

struct name {
	const char *key, *spelling; /* the smallest spelling by strcmp */
	bool had;                   /* somebody of ours has it */
};

struct spellings {
	struct arena *arena;
	struct name *list; /* while collecting: as they came; then sorted by key */
	size_t count, room;
	bool differ;  /* settled: some name had more than one spelling */
	size_t looks; /* names that guesses have looked at */
};

/** Add a spelling; "" is no name. */
void spellings_add(struct spellings *names, const char *spelling, bool had);

/** After the last was added, before any is looked for. */
void spellings_settle(struct spellings *names);

/** The name that a spelling is of, or NULL. */
const struct name *spellings_find(const struct spellings *names, const char *spelling);

/** The spelling that all get; the given one when the name is not known. */
const char *spellings_same(const struct spellings *names, const char *spelling);

/** The same for a list, which is then sorted and has each once; its new length. */
size_t spellings_same_list(const struct spellings *names, const char **list, size_t count);

/**
 * " (did you mean 'x'?)" with a name that somebody of ours has, or "".
 *
 * After GUESS_LOOKS_MAX names that were looked at in vain or not, nothing is guessed any more: so
 * many wrong names are not typing errors.
 */
enum { GUESS_LOOKS_MAX = 2000000 };
const char *spellings_guess(struct spellings *names, const char *word);

#endif
