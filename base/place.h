/** A place in a file. */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include <stdint.h>

/** Where something was said. Line and column count from 1; 0: the file or line as a whole. */
struct place {
	const char *file; /* as the user named it; "" when there is none */
	int32_t line, column;
};

#endif
