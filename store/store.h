/**
 * The database: the one door to SQLite.
 *
 * Only cli/ opens it: to write, or as a copy that nobody else sees. Opening begins one transaction,
 * store_commit ends it: after a failure, a power cut or store_close without a commit the file holds
 * all of a command's writes or none of them. It keeps the inputs of each plan
 * (docs/decisions.md: a plan is recomputed, not stored) and the last good copy
 * of each feed; equal contents are stored once. All failures are FAULT_STORE
 * with the file's name and, where there is any, the next step.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/fault.h"
#include "model/event.h"
#include "store/packed.h"

struct store;

/** The most bytes of the tables of one plan, and of all that is unpacked while a database is open.
 */
#define TABLES_BYTES_MAX INT64_C(2000000000)
#define UNPACKED_BYTES_MAX INT64_C(64000000000)

/** What only this user has: rows that were not made with it are not believed (store/mac.h). */
enum { STORE_KEY_SIZE = 32 };
struct store_key {
	unsigned char bytes[STORE_KEY_SIZE];
};

enum { STORE_WAIT_OVER = -1 };

/** How long others are waited for, and who wants to know. */
struct store_patience {
	int32_t most_ms;
	/**
	 * Again and again while waiting, and with STORE_WAIT_OVER afterwards; may be NULL.
	 *
	 * @param process  that has the lock; 0: unknown
	 */
	void (*tell)(void *shared, int32_t waited_ms, long process);
	void *shared;
};

/**
 * Open the file to write, making it (for its owner only) and bringing its schema up to date where
 * needed.
 *
 * @param patience  with others that write; NULL: 5 seconds
 * @param[out] store  the caller closes it with store_close
 * @return false with FAULT_STORE when the file is no database, is damaged, is
 *         locked for longer, cannot be written, or was written by a newer staffgap
 */
bool store_open_to_write(const char *path, const struct store_patience *patience,
			 struct store **store, struct fault *fault) MUST_CHECK;

/** The same with patience for 5 seconds; ":memory:" is a database that nobody keeps. */
bool store_open(const char *path, struct store **store, struct fault *fault) MUST_CHECK;

/**
 * What was committed last, in memory: the file, its folder and what lies beside it stay as they
 * are, and nobody waits for the other. A file that is not there is an empty database; one of an
 * older staffgap is brought up to date in memory. Everything else works as after store_open, and
 * what is written is lost.
 *
 * @return false as image_read (store/image.h) and as store_open, but for writing
 */
bool store_open_copy(const char *path, const struct store_patience *patience, struct store **store,
		     struct fault *fault) MUST_CHECK;

/**
 * Use what this user has kept, and keep more. Without a key no result of reading or solving is used
 * or kept, and no copy of a feed is this user's own.
 */
void store_use_key(struct store *store, const struct store_key *key);

bool store_has_key(const struct store *store);

/** The same copy once more, as it was left: to be closed once more, too. */
bool store_share(struct store *store, struct fault *fault) MUST_CHECK;

/**
 * Make such a copy of what an open store holds, also of what is not committed yet, with its key.
 *
 * @param[out] copy  NULL when it is larger than is copied (1 GB)
 */
bool store_copy(struct store *store, struct store **copy, struct fault *fault) MUST_CHECK;

/** Make everything since store_open last. Nothing may be written afterwards. */
bool store_commit(struct store *store, struct fault *fault) MUST_CHECK;

/** After store_commit: give the room of what was dropped back to the file system. */
bool store_shrink(struct store *store, struct fault *fault) MUST_CHECK;

/** Close, dropping what was not committed. Does nothing for NULL, and nothing for one that is
 * shared but when its last user closes it. */
void store_close(struct store *store);

/** Commit, and let others write until store_resume: while waiting for a server, say. */
bool store_pause(struct store *store, struct fault *fault) MUST_CHECK;

/** Go on after store_pause; waits for others as opening does. */
bool store_resume(struct store *store, struct fault *fault) MUST_CHECK;

/**
 * A file that a plan is made from: its bytes, or (store is not NULL) where they lie. Feeds
 * that a store gives are left there, since what they mean is mostly known already.
 */
struct plan_input {
	const char *name; /* "people.csv", "calendars/ana.ics", "feed:team" */
	struct span bytes;
	struct day read_on;  /* when these bytes were read from their source */
	const char *trouble; /* why an older copy had to be used; "" when none had to */
	struct store *store; /* keeps the bytes under their digest; must stay open */
	struct digest digest;
};

/** Whether an input is a feed: of calendars/, holidays/ or named by feeds.csv ("feed:NAME"). */
bool input_is_feed(const char *name);

/** The SHA-256 of an input's bytes, wherever they are. */
struct digest input_digest(const struct plan_input *input);

/** The bytes of an input, wherever they are. */
bool input_read(const struct plan_input *input, struct arena *arena, struct span *bytes,
		struct fault *fault) MUST_CHECK;

/** A stored plan without its inputs. */
struct plan_record {
	int32_t number; /* from 1 */
	struct day today, first_week;
	size_t week_count;
	int32_t objective;                /* enum objective of model/plan.h */
	int32_t goal_percent, goal_draws; /* struct source_goal of model/plan.h */
	int64_t goal_seed;
	int32_t engine;         /* enum engine of model/settings.h */
	const char *sourced_by; /* "search 4", "cbc 4/2.10.8": what chose its engagements; "" where
				 * nothing did, or nobody wrote it down; NULL is "" */
	struct digest outcome;
};

/**
 * Store a plan and its inputs, unless it is the last plan once more.
 *
 * Plans are the same when options, inputs and outcome are. Then the plan keeps
 * its number, so that running the same command twice gives the same bytes. A plan that equals
 * an earlier one than the last gets a number of its own: what was taken back is history, too.
 *
 * @param inputs  by name, each name once; what lies in a copy of the store is taken over where the
 *         store has it no more
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

/**
 * Keep in a store what was read from feeds with a copy of it (store_copy), and that it was used.
 *
 * @param today  when the copy was at work
 */
bool store_parsed_carry(struct store *store, struct store *copy, struct day today,
			struct fault *fault) MUST_CHECK;

/**
 * Drop what a workspace does not want to keep longer, and the contents that nothing refers to
 * afterwards. To be called before store_commit.
 *
 * @param plans  so many of the newest stay; 0: all
 * @param days  copies of feeds that were read longer ago, and what reading them gave; 0: none
 */
bool store_retain(struct store *store, int32_t plans, int32_t days, struct day today,
		  struct fault *fault) MUST_CHECK;

/* --- forgetting somebody -------------------------------------------------------------- */

/** A text with somebody left out; the text itself where nothing is. In the arena. */
typedef const char *text_change(void *context, const char *text, struct arena *arena);

/**
 * Begin to write the history anew: no plan has inputs any more, and nothing is known of what
 * reading a feed gives. What deleted rows held is overwritten from here on.
 */
bool store_rewrite_begin(struct store *store, struct fault *fault) MUST_CHECK;

/** Give a plan its inputs, by name; all plans in turn, from the oldest. */
bool store_plan_rewrite(struct store *store, const struct plan_record *record,
			const struct plan_input *inputs, size_t count,
			struct fault *fault) MUST_CHECK;

/** Give a feed another copy; where it comes from is read anew the next time. */
struct feed_check;
bool store_feed_rewrite(struct store *store, const struct feed_check *check, struct span bytes,
			struct fault *fault) MUST_CHECK;

/** Change what is told of feeds and in calendars. */
bool store_texts_rewrite(struct store *store, text_change *change, void *context,
			 struct fault *fault) MUST_CHECK;

/** Drop the contents that nothing refers to. To be called before store_commit, then store_shrink.
 */
bool store_rewrite_end(struct store *store, struct fault *fault) MUST_CHECK;

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
/* --- feeds --------------------------------------------------------------- */

/** Remember a copy of a feed that could be read; replaces the one before. */
bool store_feed_keep(struct store *store, const char *name, const struct packed *copy,
		     struct day read_on, struct fault *fault) MUST_CHECK;

/** How the last attempt to read a feed went, and its last good copy. */
struct feed_check {
	const char *name;
	struct digest source; /* of where it is read from; a copy from elsewhere proves nothing */
	int64_t checked_s, good_s;        /* seconds since 1970; 0: never */
	int32_t failures;                 /* in a row */
	const char *trouble;              /* why the last attempt failed; "" when it did not */
	const char *etag, *last_modified; /* what the server said with the copy; "" when nothing */
	int32_t event_count, absence_count, skipped_count; /* of the copy */
	bool has_copy;                                     /* the rest is set */
	struct fast_hash hash;
	size_t size; /* FEED_SIZE_UNKNOWN: the copy must be compared anew */
	struct digest digest;
	struct day read_on;
	/**
	 * Whether the holder of the key took the copy, or there was none: else the size is unknown,
	 * and etag and last_modified are "".
	 */
	bool ours;
};

#define FEED_SIZE_UNKNOWN ((size_t)INT64_MAX)

/** All feeds that were ever tried, by name, in the arena. */
bool store_feed_checks(struct store *store, struct arena *arena, struct feed_check **checks,
		       size_t *count, struct fault *fault) MUST_CHECK;

/**
 * Remember an attempt; its copy, digest and read_on are those of store_feed_keep.
 *
 * `ours` is as store_feed_checks gave it until a copy is kept: only who kept it says that it is.
 */
bool store_feed_check(struct store *store, const struct feed_check *check,
		      struct fault *fault) MUST_CHECK;

/** Forget a feed and its copy. Plans that used the copy keep it. */
bool store_feed_forget(struct store *store, const char *name, struct fault *fault) MUST_CHECK;

/**
 * What reading some bytes gave, kept so that they need not be read again. Never the only
 * place of anything.
 *
 * @param key  of the bytes and of everything else that decides
 * @param today  entries that nothing used for long are dropped
 */
bool store_parsed_keep(struct store *store, const struct digest *key, struct span result,
		       struct day today, struct fault *fault) MUST_CHECK;

/**
 * @param[out] found  false when there is none, and when this user did not keep it
 * @param[out] result  in the arena, as the database keeps it, without a digest: to be unpacked
 *         where there is time
 */
bool store_parsed_find(struct store *store, const struct digest *key, struct day today,
		       struct arena *arena, bool *found, struct packed *result,
		       struct fault *fault) MUST_CHECK;

/* --- what solving gave ----------------------------------------------------- */

/**
 * Keep what solving a plan gave, beside the plan; of the newest plans only. Never the only place
 * of anything.
 *
 * @param version  of what solved it
 */
bool store_solved_keep(struct store *store, int32_t number, const char *version, struct span bytes,
		       struct fault *fault) MUST_CHECK;

/** @param[out] bytes  empty when this user has kept nothing of this version, or it is damaged */
bool store_solved_find(struct store *store, int32_t number, const char *version,
		       struct arena *arena, struct span *bytes, struct fault *fault) MUST_CHECK;

#endif
