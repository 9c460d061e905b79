/** The tables of a workspace or of a stored plan, as one company. */
#ifndef SERVICE_TABLES_H
#define SERVICE_TABLES_H

#include "model/company.h"
#include "store/store.h"

struct tables {
	struct company company; /* not linked yet, and with the addresses of feeds.csv */
	const char *unusable;   /* the last table that is of no use; NULL: all are */
	bool no_feeds;          /* one of those that say how feeds are read is among them */
};

/**
 * Read them, each with the scenario's over it; one that is of no use is a note of level ERROR, and
 * all others are still read.
 *
 * @return false for what is no fault of theirs
 */
bool tables_read(const struct plan_input *inputs, size_t count, struct arena *arena,
		 struct tables *tables, struct notes *notes, struct fault *fault) MUST_CHECK;

/** @return false with FAULT_INPUT when one of them is of no use */
bool tables_usable(const struct tables *tables, struct fault *fault) MUST_CHECK;

#endif
