/**
 * The database: the one door to SQLite.
 *
 * Only service/ opens it: to write, or as a copy that nobody else sees. Opening begins one
 * transaction, store_commit ends it: after a failure, a power cut or store_close without a commit
 * the file holds all of a command's writes or none of them. It keeps the inputs of each plan
 * (docs/decisions.md, 3: a plan is recomputed, not stored) and the last good copy
 * of each feed; equal contents are stored once. All failures are FAULT_STORE
 * with the file's name and, where there is any, the next step.
 *
 * Here is what opens and closes it; what it keeps has a header each, all of which come with this
 * one.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/fault.h"
#include "store/packed.h"
#include "store/store_event.h"
#include "store/store_feed.h"
#include "store/store_input.h"
#include "store/store_parsed.h"
#include "store/store_plan.h"
#include "store/store_retain.h"
#include "store/store_rewrite.h"
#include "store/store_solved.h"

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

/* --- for files of store/ only ---------------------------------------------------------- */

/**
 * Whether tables, pages and indices are what they should be; nothing is written. Opening leaves
 * out whether indices agree with their tables.
 *
 * @param[out] newer  a newer staffgap wrote it: it is not damaged
 */
bool store_check(struct store *store, bool *newer, struct fault *fault) MUST_CHECK;

/** Mark a database whose tables are those of today as one of this staffgap. */
bool store_stamp(struct store *store, struct fault *fault) MUST_CHECK;

#endif
