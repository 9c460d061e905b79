/**
 * Why a gap cannot be closed with the people there are: one certificate per group and week.
 *
 * A certificate is a sentence that anybody can check: "these demand lines need 168 h; only
 * these people qualify for any of them, with 81 h; 87 h are missing however you assign them". The
 * missing minutes of a view and week, over all its certificates, are that week's gap: so no
 * other allocation leaves less. planner/allocation/prove.h makes them, planner/verify/verify.h
 * checks them.
 */
#ifndef MODEL_PROOF_H
#define MODEL_PROOF_H

#include "model/plan.h"

/** What stands in the way. The rule that, dropped alone, would close most of the gap. */
enum reason {
	REASON_NOBODY,   /* nobody who is employed that week has any of the roles */
	REASON_LEVEL,    /* people have the role, below the level that is asked for */
	REASON_LOCATION, /* people are elsewhere */
	REASON_SKILL,    /* people have the role without the skills */
	REASON_BOOKED,   /* people are booked for something else */
	REASON_AWAY,     /* people are on holiday, on leave or in meetings */
	REASON_TOO_FEW,  /* dropping no single rule changes anything: there are too few people */
	REASON_COUNT
};

/** "nobody", "level", "location", "skill", "booked", "away", "too few". */
const char *reason_name(enum reason reason);

/** Indexes point into the plan's company; each list is ascending. */
struct certificate {
	enum view view;
	uint32_t week;
	uint32_t *lines; /* demand lines with minutes in that view and week */
	size_t line_count;
	uint32_t *people; /* all who qualify for one of the lines; some may have no free minute */
	size_t people_count;
	uint32_t *bookings; /* hard bookings with minutes that may serve one of the lines */
	size_t booking_count;
	int64_t demand_minutes;  /* of the lines */
	int64_t supply_minutes;  /* free minutes of the people, and of the bookings */
	int64_t missing_minutes; /* demand less supply, above 0 */
	enum reason reason;
	/* By how much the lines' gap would shrink if that rule alone were dropped for everybody
	 * and the week were allocated again; 0 for the reasons that are no rules. */
	int64_t effect_minutes[REASON_COUNT];
};

/** Certificates of one view, by week, then by first line. */
struct proof {
	enum view view;
	struct certificate *list;
	size_t count;
};

#endif
