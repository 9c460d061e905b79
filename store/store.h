/**
 * The database: the one door to SQLite.
 *
 * Only cli/ opens it. store_open begins one transaction, store_commit ends it:
 * after a failure, a power cut or store_close without a commit the file holds
 * all of a command's writes or none of them. It keeps the inputs of each plan
 * (docs/decisions.md: a plan is recomputed, not stored) and the last good copy
 * of each feed; equal contents are stored once. All failures are FAULT_STORE
 * with the file's name and, where there is any, the next step.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "store/arena.h"
#include "store/day.h"
#include "store/event.h"
#include "store/fault.h"

struct store;

enum { DIGEST_SIZE = 32 };

/** The SHA-256 of some bytes. */
struct digest {
	unsigned char bytes[DIGEST_SIZE];
};

struct digest digest_of(struct span bytes);

/**
 * Open the file, making it and bringing its schema up to date where needed.
 *
 * @param[out] store  the caller closes it with store_close
 * @return false with FAULT_STORE when the file is no database, is damaged, is
 *         locked for longer than 5 seconds, cannot be written, or was written by
 *         a newer staffgap
 */
bool store_open(const char *path, struct store **store, struct fault *fault) MUST_CHECK;

/** Make everything since store_open last. Nothing may be written afterwards. */
bool store_commit(struct store *store, struct fault *fault) MUST_CHECK;

/** Close, dropping what was not committed. Does nothing for NULL. */
void store_close(struct store *store);

/** A file that a plan is made from. */
struct plan_input {
	const char *name; /* "people.csv", "calendars/ana.ics" */
	struct span bytes;
	struct day read_on;  /* when these bytes were read from their source */
	const char *trouble; /* why an older copy had to be used; "" when none had to */
};

/** A stored plan without its inputs. */
struct plan_record {
	int32_t number; /* from 1 */
	struct day today, first_week;
	size_t week_count;
	int32_t objective; /* enum objective of store/plan.h */
	struct digest outcome;
};

/**
 * Store a plan and its inputs, unless the same plan is stored already.
 *
 * Plans are the same when options, inputs and outcome are. Then the plan keeps
 * its number, so that running the same command twice gives the same bytes.
 *
 * @param inputs  by name, each name once
 * @param[in,out] record  all but the number is given; the number is set on success
 */
bool store_plan_add(struct store *store, const struct plan_input *inputs, size_t input_count,
		    struct plan_record *record, struct fault *fault) MUST_CHECK;

/** All plans by number, in the arena. */
bool store_plans(struct store *store, struct arena *arena, struct plan_record **records,
		 size_t *count, struct fault *fault) MUST_CHECK;

/**
 * Drop all but the newest plans, and the contents that nothing refers to afterwards.
 *
 * Numbers are never given again. @param[out] removed  how many plans went
 */
bool store_plans_prune(struct store *store, int32_t keep, int32_t *removed,
		       struct fault *fault) MUST_CHECK;

/** The inputs of a plan by name, in the arena; none when there is no such plan. */
bool store_plan_inputs(struct store *store, int32_t number, struct arena *arena,
		       struct plan_input **inputs, size_t *count, struct fault *fault) MUST_CHECK;

/** Keep the events of a plan that has none kept yet; revisions that are known are shared. */
bool store_events_add(struct store *store, int32_t number, const struct event_list *events,
		      struct fault *fault) MUST_CHECK;

/** The events of a plan by event_order, in the arena; none when none were kept. */
bool store_events(struct store *store, int32_t number, struct arena *arena,
		  struct event_list *events, struct fault *fault) MUST_CHECK;

/** The last plan up to `number` whose events are kept. @param[out] at  its number; 0 for none */
bool store_calendar_at(struct store *store, int32_t number, int32_t *at,
		       struct fault *fault) MUST_CHECK;

/** Remember a copy of a feed that could be read; replaces the one before. */
bool store_feed_keep(struct store *store, const char *name, struct span bytes, struct day read_on,
		     struct fault *fault) MUST_CHECK;

/**
 * The last good copy of a feed, in the arena.
 *
 * @param[out] found  false when there never was one; bytes and read_on are then untouched
 */
bool store_feed_last(struct store *store, const char *name, struct arena *arena, bool *found,
		     struct span *bytes, struct day *read_on, struct fault *fault) MUST_CHECK;

/** The names of all feeds that have a good copy, sorted, in the arena. */
bool store_feed_names(struct store *store, struct arena *arena, const char ***names, size_t *count,
		      struct fault *fault) MUST_CHECK;

#endif
