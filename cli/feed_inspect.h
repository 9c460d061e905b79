/** What each event of a calendar is taken for, for people and for programs. */
#ifndef CLI_FEED_INSPECT_H
#define CLI_FEED_INSPECT_H

#include <stdio.h>

#include "import/import.h"

/** On standard output: the weeks, then two lines for each event. */
void feed_inspect_table(const struct feed_account *account, const char *name, struct arena *arena);

/** The weeks only. */
void feed_inspect_csv(const struct feed_account *account, FILE *out);

void feed_inspect_json(const struct feed_account *account, const char *name, struct arena *arena,
		       FILE *out);

#endif
