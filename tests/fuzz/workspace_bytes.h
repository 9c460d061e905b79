/**
 * A whole workspace out of any bytes: each byte chooses a value of a cell, so that a fuzzer that
 * changes a byte changes a value and leaves the rest as it is. One byte in 64 says that the bytes
 * that follow are the cell itself.
 */
#ifndef TESTS_FUZZ_WORKSPACE_BYTES_H
#define TESTS_FUZZ_WORKSPACE_BYTES_H

#include "model/plan.h"
#include "store/store.h"

struct choices {
	const uint8_t *data;
	size_t left;
};

/** The next byte, below the limit; 0 when there are no more. */
uint8_t choose(struct choices *from, uint8_t limit);

/** Tables, settings, two calendars and a holiday file; all in the arena. */
void workspace_of(struct choices *from, struct arena *arena, struct plan_input **inputs,
		  size_t *count);

#endif
