/**
 * How a demand line turns out in a sample: whether it comes, how late, how large.
 *
 * Per draw and project one number decides whether its tentative lines come (those with a
 * higher probability whenever those with a lower one do) and one how late the project is; each
 * line's size is drawn by itself. Numbers are a hash of seed, draw and item (splitmix64), so
 * neither order nor threads matter.
 */
#ifndef PLANNER_SAMPLE_LINES_H
#define PLANNER_SAMPLE_LINES_H

#include "model/plan.h"

/** The lines that may turn out in more than one way. */
struct sample_lines {
	const struct plan *plan;
	uint64_t seed;
	uint32_t *list; /* ascending */
	size_t count;
	size_t *project; /* per line of the company: number of its project */
	size_t project_count;
};

/** Find them. Lists are in the arena. */
struct sample_lines sample_lines_make(const struct plan *plan, uint64_t seed, struct arena *arena);

/** Minutes that entry i of the list asks for in a sample and week. */
int32_t sample_line_minutes(const struct sample_lines *lines, size_t sample, size_t i, size_t week);

/** A hash of 64 bits whose every bit depends on every bit of z (splitmix64). */
uint64_t sample_mix(uint64_t z);

#endif
