/*
 * A maximum flow by augmenting paths (Ford and Fulkerson 1956), breadth first, on a dense table
 * of sources and lines.
 *
 * The planner's flow works with distance labels on a sparse graph (solver/network/flow.c); this one
 * is as short as a flow can be, so that it can be read at a sitting. Cost: sources times lines for
 * each path, which is why only some outcomes of each week are solved with it.
 * docs/sourcing.md, "Sourcing to a percentile".
 */
#include "planner/verify/verify_flow.h"

#include <string.h>

/* From lines in the queue to a source with time left; its number, or the number of sources. */
size_t own_flow_search(struct own_flow *f, size_t tail)
{
	const struct own_sources *s = f->sources;
	size_t lines = f->lines;

	for (size_t head = 0; head < tail; head++) {
		size_t line = f->queue[head];

		for (size_t i = 0; i < s->count; i++) {
			if (f->source_seen[i] || !s->may[i * lines + line])
				continue;
			f->source_seen[i] = true;
			f->source_from[i] = line;
			if (f->left[i] > 0)
				return i;
			for (size_t d = 0; d < lines; d++)
				if (!f->line_seen[d] && f->given[i * lines + d] > 0) {
					f->line_seen[d] = true;
					f->line_from[d] = i;
					f->queue[tail++] = d;
				}
		}
	}
	return s->count;
}

void own_flow_forget(struct own_flow *f)
{
	memset(f->line_seen, 0, f->lines * sizeof(bool));
	memset(f->source_seen, 0, f->sources->count * sizeof(bool));
}

/* Move what the path allows from the source with time to the line that wants it. */
static void move(struct own_flow *f, size_t target, size_t found)
{
	size_t lines = f->lines, i = found, line = f->source_from[i];
	int64_t amount = f->left[found] < f->want[target] ? f->left[found] : f->want[target];

	for (; line != target; line = f->source_from[i]) {
		i = f->line_from[line];
		if (f->given[i * lines + line] < amount)
			amount = f->given[i * lines + line];
	}
	f->left[found] -= amount;
	f->want[target] -= amount;
	for (i = found;; i = f->line_from[line]) {
		line = f->source_from[i];
		f->given[i * lines + line] += amount;
		if (line == target)
			return;
		f->given[f->line_from[line] * lines + line] -= amount;
	}
}

bool own_flow_serve(struct own_flow *f, size_t line)
{
	while (f->want[line] > 0) {
		size_t found;

		own_flow_forget(f);
		f->queue[0] = line;
		f->line_seen[line] = true;
		found = own_flow_search(f, 1);
		if (found == f->sources->count)
			return false;
		move(f, line, found);
	}
	return true;
}
