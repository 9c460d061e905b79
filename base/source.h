/** Bytes from outside and what notes call them by. Both are the caller's. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "base/span.h"

/** Bytes and the name that notes call them by ("people.csv"). */
struct source {
	const char *name;
	struct span bytes;
};

#endif
