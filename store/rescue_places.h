/** Where the tables of a damaged database begin, and which version of ours they are. */
#ifndef STORE_RESCUE_PLACES_H
#define STORE_RESCUE_PLACES_H

#include "store/store_internal.h"

/** Of all versions together; more are of somebody else. */
enum { PLACES_MAX = 64 };

struct rescue_place {
	const char *table; /* in the arena */
	int64_t page;
};

struct rescue_places {
	struct rescue_place all[PLACES_MAX]; /* each table once */
	size_t count;
	int version;
};

/**
 * Read what is readable of the database's definitions. A table is known by its name or, where that
 * is damaged, by its text. The version is the one whose definitions are most like those that are
 * there, whatever the database says of itself; of several the newest, since columns that
 * it added have their defaults in rows of before.
 */
bool places_find(sqlite3 *from, struct arena *arena, struct rescue_places *places,
		 struct fault *fault) MUST_CHECK;

/**
 * Define these tables with our own text in a database that has their pages, but no definitions.
 *
 * @param to  has the tables of that version
 * @return false when it takes none of them
 */
bool places_define(sqlite3 *from, const struct rescue_places *places,
		   const struct store *to) MUST_CHECK;

#endif
