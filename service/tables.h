/** The tables of a workspace or of a stored plan, as one company. */
#ifndef SERVICE_TABLES_H
#define SERVICE_TABLES_H

#include "model/company.h"
#include "store/store.h"

struct tables {
	struct company company; /* not linked yet */
	const char *unusable;   /* the last table that is of no use; NULL: all are */
	bool no_feeds;          /* one of those that say how feeds are read is among them */
};

/**
 * feeds.csv holds addresses, which may be secret. While they stand in it, it is read by who reads
 * the feeds, without a word; the rest of a plan reads it as it may be shown.
 */
enum tables_part { TABLES_ALL, TABLES_WITHOUT_ADDRESSES, TABLES_WITH_ADDRESSES };

/**
 * Read them, each with the scenario's over it; one that is of no use is a note of level ERROR, and
 * all others are still read.
 *
 * @param part  TABLES_WITH_ADDRESSES adds to what TABLES_WITHOUT_ADDRESSES has read
 * @return false for what is no fault of theirs
 */
bool tables_read(const struct plan_input *inputs, size_t count, enum tables_part part,
		 struct arena *arena, struct tables *tables, struct notes *notes,
		 struct fault *fault) MUST_CHECK;

/** @return false with FAULT_INPUT when one of them is of no use */
bool tables_usable(const struct tables *tables, struct fault *fault) MUST_CHECK;

#endif
