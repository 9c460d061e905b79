/** Roles and levels: what people can do, what demand asks for, what vendors offer. */
#ifndef MODEL_ROLE_H
#define MODEL_ROLE_H

#include <stdint.h>

enum {
	LEVEL_JUNIOR = 1,
	LEVEL_REGULAR,
	LEVEL_SENIOR,
	LEVEL_PRINCIPAL,
	LEVEL_MAX = LEVEL_PRINCIPAL
};

struct role_level {
	const char *role;
	int32_t level; /* 1 to 4 */
};

#endif
