/** Forgetting somebody: the history written anew. All failures are FAULT_STORE. */
#ifndef STORE_REWRITE_H
#define STORE_REWRITE_H

#include <stdint.h>

#include "store/store_feed.h"
#include "store/store_plan.h"

struct store;

/** A text with somebody left out; the text itself where nothing is. In the arena. */
typedef const char *text_change(void *context, const char *text, struct arena *arena);

/**
 * Begin to write the history anew: no plan has inputs any more, and nothing is known of what
 * reading a feed gives. What deleted rows held is overwritten from here on.
 */
bool store_rewrite_begin(struct store *store, struct fault *fault) MUST_CHECK;

/** Give a plan its inputs, by name; all plans in turn, from the oldest. */
bool store_plan_rewrite(struct store *store, const struct plan_record *record,
			const struct plan_input *inputs, size_t count,
			struct fault *fault) MUST_CHECK;

/** Give a feed another copy; where it comes from is read anew the next time. */
struct feed_check;
bool store_feed_rewrite(struct store *store, const struct feed_check *check, struct span bytes,
			struct fault *fault) MUST_CHECK;

/** Change what is told of feeds and in calendars. */
bool store_texts_rewrite(struct store *store, text_change *change, void *context,
			 struct fault *fault) MUST_CHECK;

/** Drop the contents that nothing refers to. To be called before store_commit, then store_shrink.
 */
bool store_rewrite_end(struct store *store, struct fault *fault) MUST_CHECK;

#endif
