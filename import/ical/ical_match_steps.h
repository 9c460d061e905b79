/** What a pattern is once it is read: steps that say where to go on, counted from themselves. */
#ifndef IMPORT_ICAL_MATCH_STEPS_H
#define IMPORT_ICAL_MATCH_STEPS_H

#include "base/arena.h"
#include "import/ical/ical_match_set.h"

enum step_kind {
	STEP_POINT, /* this code point: x */
	STEP_ANY,
	STEP_SET,  /* one of sets[x] */
	STEP_FORK, /* to x, else to y */
	STEP_JUMP, /* to x */
	STEP_SAVE, /* remember the place as number x */
	STEP_BEGIN,
	STEP_END,
	STEP_WORD_BEGIN,
	STEP_WORD_END,
	STEP_WORD_EDGE,
	STEP_NO_EDGE,
	STEP_DONE
};

struct match_step {
	enum step_kind kind;
	int32_t x, y; /* FORK, JUMP: from this step on */
};

struct match {
	struct match_step *steps;
	size_t count, room;
	struct point_set *sets;
	size_t set_count, set_room;
	int group_count;
	struct runner *runner; /* what looking takes; made by the first */
	struct arena *arena;
};

#endif
