/** From files and feeds to a stored plan. */
#ifndef SERVICE_PLAN_KEEP_H
#define SERVICE_PLAN_KEEP_H

#include "service/compute.h"
#include "service/session.h"

struct plan_request {
	struct plan_options options; /* as compute_plan takes them */
	enum view view;              /* that engagements are found for */
	bool stores;                 /* keep the plan, and the copies of feeds */
	bool proof;                  /* work out the certificates, too */
	bool offline, accept_shrink; /* of feeds: service/feeds/feed_refresh.h */
};

/** A plan from this week on, as the settings say, of the weighted view. Stores nothing. */
struct plan_request plan_request_default(const struct session *session);

/**
 * Read the workspace and its feeds, compute and verify a plan, and store it if it is to be.
 *
 * @param[out] computed  must stay where it is as long as the plan is used; stale feeds are counted
 * in the session's outcome, too
 * @return false with FAULT_INPUT when the files are of no use (notes say why), FAULT_BROKEN when a
 * check of our own fails, FAULT_STORE, FAULT_SYSTEM; nothing is stored then but copies of feeds
 */
bool plan_keep(struct session *session, const struct plan_request *request,
	       struct computed *computed, struct fault *fault) MUST_CHECK;

/**
 * Read the workspace and compute, for what there is to say of the files; nothing is checked or
 * stored. @param[out] file_count  tables and feeds that were read
 */
bool plan_look(struct session *session, const struct plan_request *request,
	       struct computed *computed, size_t *file_count, struct fault *fault) MUST_CHECK;

/** Check a computed plan and work out what its view needs: what is not right is a bug of ours.
 * @return false with FAULT_BROKEN, or as compute_parts */
bool plan_prove(struct session *session, struct computed *computed, bool proof,
		struct fault *fault) MUST_CHECK;

#endif
