/** Own people's time over demand lines, by augmenting paths: the verifier's own maximum flow. */
#ifndef PLANNER_VERIFY_FLOW_H
#define PLANNER_VERIFY_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Who has time: people who may do the same, then each hard booking. */
struct own_sources {
	size_t count, group_count;
	size_t *group; /* per person */
	bool *may;     /* [source][line] */
};

struct own_flow {
	const struct own_sources *sources;
	size_t lines;
	int64_t *left, *want; /* per source, per line */
	int64_t *given;       /* [source][line] */
	size_t *line_from, *source_from;
	bool *line_seen, *source_seen;
	size_t *queue;
};

/**
 * From the first `tail` lines in the queue, which are marked as seen, to a source with time left.
 *
 * @return its number; the number of sources when there is none
 */
size_t own_flow_search(struct own_flow *f, size_t tail);

/** Nothing is seen any more. */
void own_flow_forget(struct own_flow *f);

/** Give the line what it wants; false when its people have not as much. */
bool own_flow_serve(struct own_flow *f, size_t line);

#endif
