/**
 * Read all feeds of a workspace from their sources and keep the good copies.
 *
 * The one way for `import` and for `plan`. A feed that fails, has become empty, has lost
 * most of its events or was cut off never replaces the copy that is there; the input
 * then says why its older copy stands in (struct plan_input).
 */
#ifndef SERVICE_FEED_REFRESH_H
#define SERVICE_FEED_REFRESH_H

#include "base/note.h"
#include "base/teller.h"
#include "model/calendar.h"
#include "store/store.h"

/** How one feed fared. */
struct feed_outcome {
	const char *input;  /* "calendars/ana.ics", "feed:team" */
	const char *source; /* as it may be shown */
	enum feed_kind kind;
	const char *who;
	bool tried;   /* false: not asked for, or offline */
	bool changed; /* a new copy is kept */
	bool first;   /* there was none before */
	enum feed_state state;
	const char *trouble; /* "" when all is well */
	bool has_copy;       /* the rest is of the copy in use */
	struct day read_on;
	int32_t event_count, absence_count, skipped_count;
	int32_t failures; /* in a row */
};

struct refresh_request {
	const char *root;
	struct arena *arena;
	struct notes *notes; /* what is odd becomes notes */
	struct day today;
	const struct teller *teller; /* NULL: nobody is told */
	struct store *store;         /* as store_open leaves it, and so it is afterwards */
	struct day first_week;
	/** Settings, people and feeds, where they were read already; NULL: from the inputs. */
	const struct company *company;
	const char *const *only; /* names of feeds, as written; all when there are none */
	size_t only_count;
	bool offline;   /* read nothing over the network */
	bool look_only; /* read nothing at all: what is known of each */
	bool tells; /* remarks about staffgap.conf, people.csv, feeds.csv and the feeds become notes
		     */
	bool accept_shrink; /* take feeds that have become small as they are */
};

/**
 * @param[in,out] inputs  of workspace_read; grow by the feeds, and lose the addresses in
 *                feeds.csv
 * @return false with FAULT_INPUT when staffgap.conf, people.csv or feeds.csv cannot be used,
 *         FAULT_USAGE when `only` names no feed, FAULT_STORE or FAULT_SYSTEM
 */
bool feeds_refresh(const struct refresh_request *request, struct plan_input **inputs, size_t *count,
		   struct feed_outcome **outcomes, size_t *outcome_count,
		   struct fault *fault) MUST_CHECK;

#endif
