/** What a plan is made from: files and copies of feeds, as a store keeps them. All failures are
 * FAULT_STORE. */
#ifndef STORE_INPUT_H
#define STORE_INPUT_H

#include <stdint.h>

#include "base/day.h"
#include "store/packed.h"

struct store;

/**
 * A file that a plan is made from: its bytes, or (store is not NULL) where they lie. Feeds
 * that a store gives are left there, since what they mean is mostly known already.
 */
struct plan_input {
	const char *name; /* "people.csv", "calendars/ana.ics", "feed:team" */
	struct span bytes;
	struct day read_on;  /* when these bytes were read from their source */
	const char *trouble; /* why an older copy had to be used; "" when none had to */
	struct store *store; /* keeps the bytes under their digest; must stay open */
	struct digest digest;
};

/** Whether an input is a feed: of calendars/, holidays/ or named by feeds.csv ("feed:NAME"). */
bool input_is_feed(const char *name);

/** The SHA-256 of an input's bytes, wherever they are. */
struct digest input_digest(const struct plan_input *input);

/** The bytes of an input, wherever they are. */
bool input_read(const struct plan_input *input, struct arena *arena, struct span *bytes,
		struct fault *fault) MUST_CHECK;

/** The inputs of a plan by name, in the arena; none when there is no such plan. */
bool store_plan_inputs(struct store *store, int32_t number, struct arena *arena,
		       struct plan_input **inputs, size_t *count, struct fault *fault) MUST_CHECK;

/** The input of that name, or NULL. */
const struct plan_input *input_named(const struct plan_input *inputs, size_t count,
				     const char *name);

/** For qsort: inputs by name. */
int input_order(const void *a, const void *b);

/* --- for files of store/ only ---------------------------------------------------------- */

/** The inputs of a plan by name, without their bytes. */
bool store_inputs_list(struct store *store, int32_t number, struct arena *arena,
		       struct plan_input **inputs, size_t *count, struct fault *fault) MUST_CHECK;

/**
 * Keep the inputs of a new plan, which is the newest: those that the plan before has, too, last on.
 *
 * @param number  above that of all others
 * @param today   of the plan
 * @param inputs  by name, each name once
 */
bool store_inputs_add(struct store *store, int32_t number, struct day today,
		      const struct plan_input *inputs, size_t count,
		      struct fault *fault) MUST_CHECK;

#endif
