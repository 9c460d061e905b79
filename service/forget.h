/** Who is to be forgotten: what they are called in all that is stored, and by what from now on. */
#ifndef SERVICE_FORGET_H
#define SERVICE_FORGET_H

#include "import/forget.h"
#include "import/forget_feed.h"
#include "import/import.h"
#include "service/session.h"
#include "store/store.h"

/** A stored plan and its inputs; feeds are left in the store. */
struct past {
	struct plan_record record;
	struct plan_input *inputs;
	size_t count;
};

/** All plans, from the oldest. */
bool past_read(const struct session *session, struct store *store, struct past **past,
	       size_t *count, struct fault *fault) MUST_CHECK;

/**
 * Find somebody by id in the tables of the workspace and of all plans.
 *
 * The token sorts where the id did, so that everybody keeps their place and plans come out as they
 * were.
 *
 * @param[out] who  in the session's arena
 * @return false with FAULT_USAGE and a guess when no people.csv has the id
 */
bool forgotten_find(const struct session *session, const char *id, const struct past *past,
		    size_t count, const struct plan_input *tables, size_t table_count,
		    struct forgotten *who, struct fault *fault) MUST_CHECK;

#endif
