/*
 * Outcomes kept by week, each as the list of its short lines, which are few. A week is looked up by
 * its number; nothing is ever dropped, since sourcing and `risk` ask for all of them again. What
 * lines asked for is not kept: it is wanted only while the need of a percentile is made and
 * checked, from the samples as they are drawn.
 */
#include "planner/simulation/sample_cache.h"

#include <stdlib.h>
#include <string.h>

/* A line that is short in an outcome. */
struct short_line {
	uint32_t line;
	int32_t gap_minutes;
};

struct kept_week {
	size_t outcome_count; /* 0: not kept */
	uint32_t *outcome;    /* [sample] */
	size_t *ends;         /* [outcome]: in short_lines */
	struct short_line *short_lines;
	struct arena arena; /* of its own: weeks are kept by several threads */
};

struct sample_cache {
	int32_t count;
	uint64_t seed;
	size_t line_count;
	size_t week_count;
	struct kept_week weeks[];
};

struct sample_cache *sample_cache_new(const struct plan *plan, int32_t count, uint64_t seed)
{
	size_t weeks = plan->options.week_count;
	struct sample_cache *kept = calloc(1, sizeof(*kept) + weeks * sizeof(*kept->weeks));

	if (!kept)
		arena_exhausted();
	kept->count = count;
	kept->seed = seed;
	kept->line_count = plan->company->demand_count;
	kept->week_count = weeks;
	return kept;
}

void sample_cache_release(struct sample_cache *kept)
{
	if (!kept)
		return;
	for (size_t w = 0; w < kept->week_count; w++)
		arena_release(&kept->weeks[w].arena);
	free(kept);
}

static size_t count_short(const struct sample_cache *kept, const struct sample_week *week)
{
	size_t count = 0;

	for (size_t o = 0; o < week->outcome_count; o++)
		for (size_t line = 0; line < kept->line_count; line++)
			count += week->gap[o][line] != 0;
	return count;
}

void sample_cache_add(struct sample_cache *kept, const struct sample_week *week)
{
	struct kept_week *to = &kept->weeks[week->week];
	size_t samples = (size_t)kept->count, at = 0;

	to->outcome = ARENA_ARRAY(&to->arena, uint32_t, samples + 1);
	memcpy(to->outcome, week->outcome, samples * sizeof(*to->outcome));
	to->ends = ARENA_ARRAY(&to->arena, size_t, week->outcome_count + 1);
	to->short_lines = ARENA_ARRAY(&to->arena, struct short_line, count_short(kept, week) + 1);
	for (size_t o = 0; o < week->outcome_count; o++) {
		for (uint32_t line = 0; line < kept->line_count; line++)
			if (week->gap[o][line])
				to->short_lines[at++] =
					(struct short_line){ line, week->gap[o][line] };
		to->ends[o] = at;
	}
	to->outcome_count = week->outcome_count;
}

bool sample_cache_find(const struct sample_cache *kept, const struct sample_request *request,
		       size_t number, struct arena *arena, struct sample_week *week)
{
	const struct kept_week *from;
	const int32_t **gap;
	size_t at = 0;

	if (!kept || kept->count != request->count || kept->seed != request->seed ||
	    !kept->weeks[number].outcome_count)
		return false;
	from = &kept->weeks[number];
	gap = ARENA_ARRAY(arena, const int32_t *, from->outcome_count + 1);
	for (size_t o = 0; o < from->outcome_count; o++) {
		int32_t *lines = ARENA_ARRAY(arena, int32_t, kept->line_count + 1);

		for (; at < from->ends[o]; at++)
			lines[from->short_lines[at].line] = from->short_lines[at].gap_minutes;
		gap[o] = lines;
	}
	*week = (struct sample_week){ .week = number,
				      .outcome_count = from->outcome_count,
				      .outcome = from->outcome,
				      .gap = gap,
				      .arena = arena };
	return true;
}
