/** What a pattern is once it is read: steps that say where to go on, counted from themselves. */
#ifndef IMPORT_ICAL_MATCH_STEPS_H
#define IMPORT_ICAL_MATCH_STEPS_H

#include "import/ical/ical_match.h"

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

struct step {
	enum step_kind kind;
	int32_t x, y; /* FORK, JUMP: from this step on */
};

struct point_range {
	int32_t low, high;
};

/* [:alpha:] and the like, as bits. */
enum point_class {
	CLASS_ALPHA = 1,
	CLASS_DIGIT = 2,
	CLASS_SPACE = 4,
	CLASS_BLANK = 8,
	CLASS_PUNCT = 16,
	CLASS_CNTRL = 32,
	CLASS_XDIGIT = 64,
	CLASS_GRAPH = 128,
	CLASS_PRINT = 256,
	CLASS_LINE = 512 /* "_", of \w */
};

struct point_set {
	struct point_range *ranges;
	size_t count, room;
	unsigned classes;
	bool negated;
};

struct match {
	struct step *steps;
	size_t count, room;
	struct point_set *sets;
	size_t set_count, set_room;
	int group_count;
	struct runner *runner; /* what looking takes; made by the first */
	struct arena *arena;
};

/** The classes of a code point, as sums of enum point_class. */
unsigned point_classes(int32_t point);

/** The sum of a name ("alpha"); 0 for no class. Upper and lower are alpha, without regard to case.
 */
unsigned point_class_named(const char *name, size_t len);

bool point_in_set(const struct point_set *set, int32_t capital);

#endif
