/**
 * One number of a plan, taken apart: the gap of a role in a week, with every term.
 *
 * Everything adds up: the lines' minutes to the cell's; each person's contracted time, less
 * what took it, less overhead, to what they can work; that to what they were used for and
 * what is left; what people gave the cell to what is covered. planner/compare/explain.h makes it.
 */
#ifndef MODEL_EXPLAIN_H
#define MODEL_EXPLAIN_H

#include "model/sourcing.h"

enum taken_kind { TAKEN_HOLIDAY, TAKEN_ABSENT, TAKEN_BUSY, TAKEN_TENTATIVE, TAKEN_KIND_COUNT };

/** "holiday", "away", "busy", "tentative". */
const char *taken_name(enum taken_kind kind);

/** What one event or holiday took of a person's week. */
struct time_taken {
	enum taken_kind kind;
	const char *feed, *uid, *summary; /* the summary is "" when it is not to be shown */
	int32_t line;
	int32_t minutes; /* as it counts: after what stands before it, tentative time weighted */
	int64_t effect_minutes; /* by how much the cell's gap would shrink if it were not there */
};

/** Minutes of a person on a demand line of that week. */
struct use {
	uint32_t line;
	int32_t minutes, booked_minutes;
	bool here; /* the line belongs to the cell */
};

/** A hard booking of that week. */
struct explained_booking {
	uint32_t booking;
	int32_t minutes;
	int64_t effect_minutes; /* by how much the cell's gap would shrink without it; may be
				   negative */
};

struct explained_person {
	uint32_t person;
	bool qualifies; /* for one of the lines; else a booking brought them here */
	struct time_taken *taken;
	size_t taken_count;
	struct explained_booking *bookings;
	size_t booking_count;
	struct use *uses; /* by line */
	size_t use_count;
	int32_t here_minutes, elsewhere_minutes,
		unused_minutes; /* together the deployable minutes */
};

struct explained_line {
	uint32_t line;
	struct demand_coverage cover;
	int64_t effect_minutes; /* by how much the cell's gap would shrink without the line */
	/* With sourcing; the three minutes add up: to be filled is engaged and open. */
	int32_t to_fill_minutes; /* demand less covered, or missing at the plan's percentile */
	int32_t engaged_minutes; /* covered by engagements */
	int32_t open_minutes;
	enum gap_outcome outcome; /* why it stays open; GAP_COVERED when nothing does */
};

/** What an engagement covers of a line in that week. */
struct explained_external {
	uint32_t engagement, line; /* indexes */
	int32_t minutes;           /* above 0 */
};

struct explanation {
	enum view view;
	uint32_t week;
	const char *role;
	int32_t level;                /* 0: all levels */
	const char *location;         /* NULL: all places */
	struct explained_line *lines; /* that ask for something, by priority, then id; sourced to a
				       * percentile also those that do so there */
	size_t line_count;
	struct explained_person *people; /* by id */
	size_t person_count;
	uint32_t *certificates; /* of the week and one of the lines; indexes into plan->proof */
	size_t certificate_count;
	int64_t demand_minutes, covered_minutes; /* sums of the lines */
	bool sourced;                        /* the plan has a sourcing: what follows is known */
	struct explained_external *external; /* by engagement, line */
	size_t external_count;
	int64_t to_fill_minutes, engaged_minutes, open_minutes; /* sums of the lines */
};

#endif
