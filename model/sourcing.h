/**
 * Engagements that close the gap: the answer of sourcing.
 *
 * The optimiser decides option, heads and weeks and what they cover; planner/allocation/costing.h
 * works out days, parts and amounts (costing_engagement), planner/verify/verify_sourcing.h checks
 * all of it from the inputs, reports/ write it. Everything lives in the plan's arena. Weeks are
 * indexes from the plan's first week; options, lines and requirements are indexes into
 * company->options, company->demands and plan->requirements. Minutes and cents of the workspace's
 * currency. Every formula stands in docs/costs.md.
 */
#ifndef MODEL_SOURCING_H
#define MODEL_SOURCING_H

#include "model/plan.h"

#define NO_CONTRACT UINT32_MAX
#define NO_OPTION UINT32_MAX

/** Sums of a kind; all 0 or more. spend = rate + fee + commitment, cost = spend + management. */
struct cost {
	int64_t rate_cents;       /* for days within the plan */
	int64_t fee_cents;        /* fixed fees */
	int64_t commitment_cents; /* rate for days past the plan, owed by a minimum term */
	int64_t management_cents; /* own time for directing, for days within the plan */
};

/** What is paid outside: what budgets, shares and vendor limits count. */
int64_t cost_spend(const struct cost *cost);
/** Spend and management. */
int64_t cost_total(const struct cost *cost);
void cost_add(struct cost *sum, const struct cost *cost);

/**
 * The days of an engagement within one ISO week and one calendar month: what amounts are
 * rounded for, so that they add up by week, month and quarter. All heads together.
 */
struct engagement_part {
	struct day first, last;     /* both included */
	int64_t paid_minutes;       /* unit hour: presence; else 0 */
	int64_t paid_half_days;     /* unit day: working half days of presence; else 0 */
	int64_t paid_days, of_days; /* unit week, month: working days of the part and of the whole
				     * week or month, per head; else 0 */
	struct cost cost;
};

/** What heads give in one week of the plan, all heads together. */
struct engagement_week {
	uint32_t week;
	int64_t present_minutes;   /* contracted less holidays of the place */
	int64_t delivered_minutes; /* after ramp and productivity: what may be covered */
	int64_t covered_minutes;   /* of these, used: the sum of its coverage */
};

enum decision {
	DECISION_NEW,       /* order it */
	DECISION_EXTEND,    /* a running engagement goes on past its agreed end */
	DECISION_LET_END,   /* a running engagement ends as agreed */
	DECISION_END_EARLY, /* notice is given to a running engagement */
	DECISION_COUNT
};

/** "new", "extend", "let end", "end early". */
const char *decision_name(enum decision decision);

/** What would change the choice; -1 where nothing within reason does. */
struct break_even {
	int64_t rate_cents; /* from this rate per unit on, the runner-up is as good */
	int32_t weeks;      /* with this many weeks of need the runner-up is as good */
	int32_t lead_days;  /* from this lead time on, the runner-up is as good */
};

struct engagement;

/** What would be in place of the engagements of some options: all of these, priced, none covered.
 */
struct alternative {
	uint32_t *options; /* whose engagements are replaced: those that share lines */
	size_t option_count;
	struct engagement *engagements; /* in no order */
	size_t engagement_count;
};

/** Heads of one option from a first to a last day. */
struct engagement {
	/* Decided by the optimiser. */
	uint32_t option;
	uint32_t contract; /* index in company->contracts, or NO_CONTRACT when new. Heads of a
			    * running engagement may be split over several decisions; together they
			    * are all of its heads */
	enum decision decision;
	int32_t heads;
	int32_t first_week; /* 0 to week_count - 1; of a running one the week of its first day in
			     * the plan */
	int32_t last_week;  /* first_week or later; past the plan only as far as the minimum term
			     * (new) or the agreed end (running) reaches */

	/* Worked out by costing_engagement. */
	struct day first_day; /* new: the Monday of first_week; running: its start, which may lie
			       * before the plan (days before the plan are not priced) */
	struct day last_day;  /* new, extend and end early: the Sunday of last_week; let end: as
			       * agreed */
	struct day order_by;  /* new: first_day less lead time. extend: the agreed end less notice.
			       * end early: last_day less notice. let end: the agreed end less
			       * notice, the last day on which one may decide otherwise */
	struct engagement_part *parts; /* by first day */
	size_t part_count;
	struct engagement_week *weeks; /* of the plan, by week */
	size_t week_count;
	struct cost cost;          /* of the parts */
	int64_t delivered_minutes; /* of the weeks */

	/* Found by the optimiser. */
	struct day wanted; /* first day on which it has something to cover or would have had, could
			    * it have come in time; first_day when it is in time */
	int32_t late_days; /* ordered today it comes this many days after `wanted`; for extend: days
			    * since order_by passed. 0 when in time */
	int64_t covered_minutes; /* of its coverage */
	/* What would be done instead, all other groups as they are, limits kept; NULL when it was
	 * not worked out or nothing fits. The next two are 0 then. */
	const struct alternative *without; /* in its weeks the option has only its other heads */
	const struct alternative *runner;  /* nothing new of the option, or nothing extended */
	int64_t drop_cents;      /* the plan's total without it, replanned, less the plan's total */
	uint32_t runner_up;      /* option, or NO_OPTION */
	int64_t runner_up_cents; /* by which the plan's total would rise with the runner-up instead
				  */
	struct break_even break_even;
};

/** Minutes of an engagement on a demand line in one week. */
struct coverage {
	uint32_t engagement, line, week; /* indexes */
	int32_t minutes;                 /* above 0 */
};

/**
 * Who covers a demand line in one week once engagements are counted; the rest stays open. What it
 * asks for is that of the view; sourced to a percentile, that of the draw that stands for its
 * requirement and week, and so is the time of own people (planner/simulation/sample_need.h).
 */
struct line_coverage {
	int32_t own_minutes;      /* people and bookings; where engaged heads free people for other
				   * work this differs from the plan's coverage */
	int32_t external_minutes; /* the sum of coverage */
	int32_t asked_minutes;
};

enum gap_outcome {
	GAP_COVERED,
	GAP_TOO_LATE,  /* options would fit, none that is ordered now can be there by then */
	GAP_DEARER,    /* external staff too expensive of leaving it open */
	GAP_CAP,       /* heads, vendor, tenure or share onshore are used up */
	GAP_NO_OPTION, /* the rate card has nothing that may fill any of the open lines; and only
			  then */
	GAP_BUDGET,    /* the budget is used up */
	GAP_OUTCOME_COUNT
};

/** "covered", "too late", "too expensive", "cap", "no option", "budget". */
const char *gap_outcome_name(enum gap_outcome outcome);

/** A requirement in a week in which own people do not suffice. */
struct sourced_gap {
	uint32_t requirement, week;
	int32_t gap_minutes;      /* asked for and not covered by own people, above 0 */
	int32_t open_minutes;     /* of that, not covered by engagements either */
	enum gap_outcome outcome; /* covered when nothing is open, else why */
	int64_t penalty_cents; /* of open_minutes, by the priorities of the lines; rounded by itself
				*/
};

enum limit_kind {
	LIMIT_BUDGET,  /* spend of the plan */
	LIMIT_QUARTER, /* spend of a calendar quarter */
	LIMIT_ONSHORE, /* least share of spend onshore, in percent */
	LIMIT_VENDOR,  /* spend with one vendor */
	LIMIT_COUNT
};

/** How a kind of limit is read, for all who write or redact one. */
struct limit_words {
	const char *name; /* "budget", "quarter", "onshore", "vendor" */
	bool least;       /* at least so much; else at most */
	bool of_vendor;   /* it is called by a vendor */
};

const struct limit_words *limit_words(enum limit_kind kind);
const char *limit_name(enum limit_kind kind);

/** A limit that couples groups, and what it costs. */
struct source_limit {
	enum limit_kind kind;
	const char *name;    /* "2027-Q1", the vendor, or "" */
	int64_t limit_cents; /* onshore: the least spend onshore at the plan's spend, rounded up */
	int64_t used_cents;  /* spend counted; onshore: spend onshore */
	int64_t saves_micro; /* the multiplier: what one more unit of currency allowed (onshore: one
			      * less demanded) saves, in millionths; 0 when it does not bind */
};

/** Whether more is used than allowed, or less than demanded: only by what was agreed before. */
bool limit_is_broken(const struct source_limit *limit);

struct sourcing {
	enum view view;
	/* By first day, option, contract, decision, last day. Of every running engagement that has
	 * a day within the plan, each head is decided upon; of others none. */
	struct engagement *engagements;
	size_t engagement_count;
	struct coverage *coverage; /* by engagement, line, week */
	size_t coverage_count;
	size_t week_count;           /* of the plan that it was made for */
	struct line_coverage *lines; /* [demand line][week] */
	struct sourced_gap *gaps;    /* all with gap_minutes above 0; by requirement, week */
	size_t gap_count;
	/* All that the settings have, in the order of enum limit_kind, then of the settings. They
	 * may be broken by what is agreed already, never by what is ordered or extended. */
	struct source_limit *limits;
	size_t limit_count;
	int64_t open_minutes[PRIORITY_MAX + 1]; /* by priority of the lines, over all weeks */
	struct cost cost;                       /* of all engagements */
	int64_t penalty_cents;   /* of all open minutes, rounded once: never more than half a cent
				  * from the exact sum */
	int64_t total_cents;     /* cost and penalty: what was minimised */
	int64_t bound_cents;     /* proven: no choice of engagements costs less, wherever our people
				  * work; 0 or more */
	int64_t use_bound_cents; /* proven: none costs less with our people where they are; at
				  * least bound_cents */
	size_t aggregated_count; /* groups of more kinds of external staff than are told apart: of
				  * what they cost nothing is proven, in both bounds */
	int64_t idle_cents;      /* the total when nothing is ordered, extended or ended early */
	bool explained; /* drop costs, runners-up and break-even values are worked out: PLAN_REASONS
			 */
	const char *engine, *version; /* what decided: "search", "flow", "cbc" and its version */
};

/** What a demand line lacks in a week: asked less own and external minutes, never negative. */
int32_t sourcing_open_minutes(const struct plan *plan, const struct sourcing *sourcing, size_t line,
			      size_t week);

/** FTE of an engagement in millionths: heads times their week over the company's. */
int64_t engagement_fte_micro(const struct company *company, const struct engagement *engagement);

/** Whether engagements of more than one model are used ("hybrid"). */
bool sourcing_is_hybrid(const struct company *company, const struct sourcing *sourcing);

/** The penalty of open minutes by priority, over all priorities, rounded once. */
int64_t penalty_cents(const struct settings *settings,
		      const int64_t open_minutes[PRIORITY_MAX + 1]);

#endif
