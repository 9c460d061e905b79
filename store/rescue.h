/**
 * What is usable of a database, whoever made it, and a new one with just that.
 *
 * The file is copied into memory and never written. Of the copy nothing is believed but where its
 * tables begin: they are read by our own schema, every value is checked, contents against their
 * hash, plans against the digest of their inputs. The damaged file is kept beside the new one.
 */
#ifndef STORE_RESCUE_H
#define STORE_RESCUE_H

#include "store/rescue_spares.h"
#include "store/store.h"

enum rescue_kind {
	RESCUE_PLANS,
	RESCUE_COPIES,
	RESCUE_RESULTS,
	RESCUE_EVENTS,
	RESCUE_OTHERS, /* contents, attempts to read feeds, what belongs to which plan */
	RESCUE_KIND_COUNT
};

struct rescue {
	int64_t found[RESCUE_KIND_COUNT];  /* rows that could be read */
	int64_t usable[RESCUE_KIND_COUNT]; /* of them; all when it is whole */
	bool unreadable;                   /* there may have been more rows */
	size_t mended;                     /* contents, by spares */
	bool whole, none;                  /* none: there is no file, which is whole, too */
	const char *trouble; /* the first thing that is wrong, no advice; "" when it is whole */
	const char *aside;   /* where the damaged file is now; "" when it stays where it was */
};

/**
 * Look at a database, and make a new one of what is usable when it is not whole.
 *
 * Whatever lies in its place is moved aside, never removed. One that a newer staffgap wrote is
 * left alone (FAULT_STORE), and so is one at which another staffgap is at work.
 *
 * @param rebuild  false: only look
 * @param spares  may be NULL
 * @param[out] rescue  texts are in the arena
 */
bool store_rescue(const char *path, bool rebuild, struct rescue_spares *spares, struct arena *arena,
		  struct rescue *rescue, struct fault *fault) MUST_CHECK;

#endif
