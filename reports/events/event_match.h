/**
 * Which event of a plan is which event of the plan before.
 *
 * A subscriber's calendar knows an event by its UID. A gap that moves, grows or shrinks must stay
 * the same event, or it is there twice. The rules, for events of one kind and key:
 *
 * - Old and new are the same when they share a day, or lie at most EVENT_KEEP_DAYS apart.
 *   Pairs are taken by most shared days, then by the nearest first days; each event once.
 * - Split: the part that shares most days keeps the UID (the earlier when equal), the others
 *   are new. Merge: the old event that shares most days lives on, the others are cancelled.
 * - Weeks outside of the new plan are not judged. What lies there stays as it is (over: for
 *   EVENT_KEEP_DAYS). A gap that had begun before the plan, or goes on after it, keeps that end
 *   where the new one reaches the plan's edge; one that had begun and is gone ends with the week
 *   before.
 * - What a gap says about weeks before the plan is kept as it was; figures (model/event.h) alone
 *   are no change.
 * - What vanishes is cancelled for EVENT_KEEP_DAYS, then dropped; when it reappears meanwhile, it
 *   is the same event again. Live events are matched before cancelled ones.
 * - Any change raises the sequence by 1 and the revision to midnight UTC of the plan's day, or
 *   a minute past the last revision where that is not later. No change touches nothing.
 */
#ifndef REPORTS_EVENT_MATCH_H
#define REPORTS_EVENT_MATCH_H

#include "model/event.h"
#include "model/plan.h"

/** What the matching must know of the new plan. */
struct event_frame {
	const char *company;    /* UIDs of different companies differ */
	int32_t number;         /* of the new plan */
	struct day today;       /* when it is made */
	struct day first, last; /* its days, both included */
};

/** Of a plan. */
struct event_frame event_frame_of(const struct plan *plan);

/**
 * Give the new events their UIDs, sequences and revisions.
 *
 * @param before  the events of the plan before, cancelled ones included
 * @param fresh   those that events_make gave
 * @param[out] events  in the arena, by event_order; shares strings with both
 */
void events_match(const struct event_list *before, const struct event_list *fresh,
		  const struct event_frame *frame, struct arena *arena, struct event_list *events);

#endif
