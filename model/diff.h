/**
 * What changed from one plan to another, and which change of the input did it.
 *
 * The causes are applied one after the other, in the order of enum cause_kind, each in the
 * order of names, and the plan is solved again after each. What a cause did is the difference
 * between two such plans, so in every role, week and view the effects of all causes sum exactly
 * to the change of the gap (docs/ritual.md). planner/compare/diff.h makes it.
 */
#ifndef MODEL_DIFF_H
#define MODEL_DIFF_H

#include "model/sourcing.h"

/** In the order in which they are applied. */
enum cause_kind {
	CAUSE_SETTINGS,    /* staffgap.conf, and the overhead that people have from it */
	CAUSE_RATES,       /* what is dear to buy is served first: rates.csv, or the objective */
	CAUSE_LEFT,        /* a person is no longer in people.csv; takes their bookings along */
	CAUSE_JOINED,      /* a new person */
	CAUSE_ROLES,       /* roles, levels, skills, place */
	CAUSE_CONTRACT,    /* pattern, first and last day, the person's own overhead */
	CAUSE_HOLIDAY,     /* a holiday came, went, or is another part of the day */
	CAUSE_CALENDAR,    /* leave, meetings: an event of a person's calendar */
	CAUSE_BOOKING,     /* bookings of a person for a project and role */
	CAUSE_REMOVED,     /* a demand line is gone */
	CAUSE_MOVED,       /* another start or end */
	CAUSE_RESIZED,     /* another amount */
	CAUSE_ASKED,       /* another priority, role, level, skill, place or project */
	CAUSE_PROBABILITY, /* another status or probability */
	CAUSE_ADDED,       /* a new demand line */
	CAUSE_KIND_COUNT
};

/** "settings", "rates", "left", "joined", "roles", "contract", "holiday", "calendar", "booking",
 * ... */
const char *cause_kind_name(enum cause_kind kind);

/** What a cause did to one role in one week. */
struct effect {
	uint32_t role, week; /* indexes into diff->roles, and from diff->first_week */
	int64_t change_minutes[VIEW_COUNT]; /* of the gap; at least one is not 0 */
};

struct cause {
	enum cause_kind kind;
	const char *subject;        /* "P7", "ana", "DE-BE" */
	const char *what;           /* "moved 2 weeks later (now from 2026-12-14 to 2027-01-22)" */
	struct place before, after; /* its rows or events; file "" where there is none */
	const char *uid;            /* of a calendar event; "" otherwise */
	struct effect *effects;     /* by role, week */
	size_t effect_count;
	int64_t change_minutes[VIEW_COUNT]; /* of all roles and weeks */
};

enum order_change_kind {
	ORDER_NEW,     /* of the later plan only */
	ORDER_CHANGED, /* of both, and something of it differs */
	ORDER_GONE     /* of the earlier plan only, and not over by the later one's first week */
};

/** "new", "changed", "gone". */
const char *order_change_name(enum order_change_kind kind);

/** What of an engagement differs. */
enum order_field {
	ORDER_HEADS = 1 << 0,
	ORDER_FROM = 1 << 1,
	ORDER_TO = 1 << 2,       /* not when both go to the end of their plan or past it */
	ORDER_BY = 1 << 3,       /* the day on which to order, or to give notice */
	ORDER_COST = 1 << 4,     /* of days in weeks that both plans have */
	ORDER_DECISION = 1 << 5, /* also a new one that has been ordered since */
	ORDER_FIELDS = (1 << 6) - 1
};

/** An engagement that is not the same in both plans. Others are not listed. */
struct order_change {
	enum order_change_kind kind;
	const struct rate_option *option;        /* as the later plan has it, if it does */
	const struct engagement *before, *after; /* NULL: not there */
	int32_t heads_before, heads_after;       /* 0: not there */
	unsigned fields; /* of enum order_field; ORDER_FIELDS unless changed */
	int64_t cost_before_cents, cost_after_cents;     /* as each plan has it */
	int64_t common_before_cents, common_after_cents; /* of days in weeks that both have */
};

struct diff {
	struct plan_options before, after; /* of the two plans */
	int64_t full_week_minutes;         /* of the later one: what FTE are shown in */
	const char **roles;                /* of both, sorted */
	size_t role_count;
	struct day first_week;           /* of the weeks that both have */
	size_t week_count;               /* may be 0 */
	int64_t *gap_before, *gap_after; /* [view][role][week] of the common weeks */
	/* The window moved on: gaps of weeks that only one of the plans has, [view][role]. */
	int64_t *gone_minutes, *come_minutes;
	size_t gone_weeks, come_weeks;
	struct cause *causes; /* in the order in which they were applied */
	size_t cause_count;
	/* By option, then first day, before the later one; empty without sourcing of both. */
	struct order_change *orders;
	size_t order_count;
	bool sourced; /* both plans have a sourcing */
};

/** The cell of gap_before and gap_after. */
size_t diff_cell(const struct diff *diff, enum view view, size_t role, size_t week);

/** Change of the gap of a role over the common weeks. */
int64_t diff_role_change(const struct diff *diff, enum view view, size_t role);

/** Whether anything is different: a cause, a gap, an engagement, or the weeks. */
bool diff_any(const struct diff *diff);

#endif
