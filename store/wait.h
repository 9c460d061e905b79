/** Waiting for other processes that use the same database. */
#ifndef STORE_WAIT_H
#define STORE_WAIT_H

#include <stdbool.h>
#include <stdint.h>

#include "store/store.h"

/** One wait, and what is left of it. */
struct wait {
	struct store_patience patience;
	int32_t waited_ms;
	long process; /* that is waited for, as far as it is known; 0 when it is not */
};

/** Sleep a little and tell who wants to know. @return false when it was long enough */
bool wait_more(struct wait *wait);

/** Tell that it is over, if there was any. */
void wait_end(const struct wait *wait);

#endif
