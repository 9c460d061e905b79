/** Sets of characters: what a bracket of a pattern names. No locale has a say. */
#ifndef IMPORT_ICAL_MATCH_SET_H
#define IMPORT_ICAL_MATCH_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/** The classes of a code point, as sums of enum point_class. */
unsigned point_classes(int32_t point);

/** The sum of a name ("alpha"); 0 for no class. Upper and lower are alpha, without regard to case.
 */
unsigned point_class_named(const char *name, size_t len);

/** @param capital  of the code point: sets hold capitals */
bool point_in_set(const struct point_set *set, int32_t capital);

#endif
