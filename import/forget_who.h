/** Whom the files of a workspace forget. All of it is the caller's. */
#ifndef IMPORT_FORGET_WHO_H
#define IMPORT_FORGET_WHO_H

#include "model/mention.h"

struct forgotten {
	const char *id;    /* as it was asked for */
	const char *token; /* in its place */
	/* Names and addresses, wherever they stand; and these and the id, in free text. */
	const struct mentions *named, *mentioned;
};

#endif
