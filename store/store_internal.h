/** Shared by the files of store/ and by tests/test_store.c only. */
#ifndef STORE_STORE_INTERNAL_H
#define STORE_STORE_INTERNAL_H

#include <sqlite3.h>

#include "store/guard.h"
#include "store/lock.h"
#include "store/statement.h"
#include "store/store.h"
#include "store/store_blob.h"
#include "store/store_carry.h"
#include "store/wait.h"

extern const char *const store_migrations[];
extern const int store_migration_count;

struct store {
	sqlite3 *db;
	char *path;
	struct guard guard;
	int64_t unpacked;                    /* bytes, since it was opened */
	sqlite3_stmt *statements[SQL_COUNT]; /* prepared at their first use */
	struct wait wait;                    /* for others */
	size_t sharers;                      /* beside who opened it */
	struct lock lock;
	struct store_key key;
	bool has_key;
};

/**
 * Whether tables, pages and indices are what they should be; nothing is written. Opening leaves
 * out whether indices agree with their tables.
 *
 * @param[out] newer  a newer staffgap wrote it: it is not damaged
 */
bool store_check(struct store *store, bool *newer, struct fault *fault) MUST_CHECK;

/** Mark a database whose tables are those of today as one of this staffgap. */
bool store_stamp(struct store *store, struct fault *fault) MUST_CHECK;

/** The inputs of a plan by name, without their bytes. */
bool store_inputs_list(struct store *store, int32_t number, struct arena *arena,
		       struct plan_input **inputs, size_t *count, struct fault *fault) MUST_CHECK;

/** Whether a plan's inputs are those that it was stored with, by their digest. */
bool store_plan_is_whole(struct store *store, const struct plan_record *record, struct arena *arena,
			 bool *whole, struct fault *fault) MUST_CHECK;

/** What identifies the inputs of a plan. */
struct digest store_inputs_digest(const struct plan_record *record, const struct plan_input *inputs,
				  size_t count);

/** The same for a plan whose inputs and outcome an earlier one has, too. */
struct digest store_inputs_digest_again(const struct digest *inputs, int32_t number);

bool store_plan_is_taken(struct store *store, const struct digest *inputs,
			 const struct digest *outcome, bool *taken, struct fault *fault);

/**
 * Keep the inputs of a new plan, which is the newest: those that the plan before has, too, last on.
 *
 * @param number  above that of all others
 * @param today   of the plan
 * @param inputs  by name, each name once
 */
bool store_inputs_add(struct store *store, int32_t number, struct day today,
		      const struct plan_input *inputs, size_t count, struct fault *fault);

#endif
