/**
 * A computed plan: demand, coverage and capacity by week.
 *
 * planner/ fills it, reports/ read it. Everything lives in the arena of the
 * plan; the company it points to must live as long. Minutes throughout.
 */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include "model/company.h"
#include "model/finding.h"

/** Which demand counts. Always all three: systems disagree, so people compare. */
enum view {
	VIEW_COMMITTED, /* signed demand only */
	VIEW_WEIGHTED,  /* committed plus tentative times its probability */
	VIEW_ALL,       /* committed plus tentative in full */
	VIEW_COUNT
};

/** "committed", "weighted", "all". */
const char *view_name(enum view view);

/** What demand lines are grouped by; a person qualifies or not. */
struct requirement {
	const char *role;
	int32_t level;
	const char *const *skills; /* sorted */
	size_t skill_count;
	const char *location; /* scope; "" for anywhere */
};

/** The gap is demand_minutes - covered_minutes, never negative. */
struct demand_coverage {
	int32_t demand_minutes, covered_minutes;
};

/** One person's week, each step less than or equal to the one before (DESIGN: five capacities). */
struct capacity {
	int32_t nominal_minutes;    /* the company's full time while employed */
	int32_t contracted_minutes; /* the person's pattern while employed */
	int32_t holiday_minutes;    /* of the contracted: taken by holidays */
	int32_t absent_minutes;     /* then by absences */
	int32_t busy_minutes;       /* then by meetings */
	int32_t tentative_minutes;  /* then by tentative time, already weighted */
	int32_t available_minutes;  /* contracted less the four above */
	int32_t overhead_minutes;
	int32_t deployable_minutes;       /* available less overhead */
	int32_t booked_minutes;           /* by hard bookings, at most deployable */
	int32_t overbooked_minutes;       /* hard bookings beyond deployable */
	int32_t free_minutes;             /* deployable less booked */
	int32_t used_minutes[VIEW_COUNT]; /* covers demand, by bookings or by placement */
};

/** Where the gap is left when not everything can be covered. The sum of a week is the same. */
enum objective {
	OBJECTIVE_PRIORITY, /* with the lowest priority; within one, where external staff are
			       cheapest */
	OBJECTIVE_COST,     /* where external staff are cheapest, whatever the priority */
	OBJECTIVE_COUNT
};

/** "priority", "cost". */
const char *objective_name(enum objective objective);

/**
 * The gap that engagements are to close: that of the view, or of each requirement and week a
 * percentile of what is missing in many samples of the pipeline. docs/sourcing.md.
 */
struct source_goal {
	int32_t percent; /* 0: the view; else 1 to 99 */
	int32_t draws;   /* with a percentile only, else 0 */
	int64_t seed;
};

/** What stands for the percent of the settings until they are known. */
#define GOAL_AS_SET (-1)

/** The longest plan, and the last day that one may be made for: minutes since 1970 fit 32 bits. */
enum { PLAN_WEEKS_MAX = 104, PLAN_DAY_LAST = 1460000 };

/** "view" is 0, "P80" is 80. @return false for anything else */
bool source_goal_parse(const char *text, int32_t *percent) MUST_CHECK;

/** "view", "P80". */
const char *source_goal_name(int32_t percent, struct arena *arena);

struct plan_options {
	int32_t number;        /* 0 while not stored */
	struct day today;      /* an input like any other: nothing reads the clock */
	struct day first_week; /* a Monday */
	size_t week_count;     /* 1 to 104 */
	enum objective objective;
	struct source_goal goal;
	enum engine
		engine; /* of sourcing; ENGINE_AS_SET is the search, too, where it stayed that */
	/* The weeks of which prices from outside are worked out, since these decide who is served
	 * first; they hold the plan's. rate_weeks 0: the plan's own. */
	struct day rate_first;
	size_t rate_weeks;
	int threads; /* weeks at a time, 0 is 1; not a part of the plan: never changes it */
};

/** Options for some weeks of a plan that serve as the whole plan does: with its prices. */
struct plan_options plan_options_part(const struct plan_options *options, struct day first_week,
				      size_t week_count);

#define NO_BOOKING UINT32_MAX

struct finding {
	enum finding_kind kind;
	uint32_t person, booking; /* indexes; NO_BOOKING when it is about all of the week's */
	uint32_t week;
	int32_t minutes; /* above 0 */
};

/** What can be worked out of a plan beyond coverage; made on demand, since it takes its time. */
enum plan_part {
	PLAN_PROOF = 1 << 0,    /* plan->proof: model/proof.h */
	PLAN_ROSTER = 1 << 1,   /* plan->roster and plan->bench: model/roster.h; beside the
				 * engagements, which it brings along, where there is a rate card */
	PLAN_SOURCING = 1 << 2, /* plan->sourcing: model/sourcing.h */
	PLAN_REASONS = 1 << 3,  /* the sourcing with what explains it: sourcing->explained */
	PLAN_CHANGES = 1 << 4,  /* plan->changes: model/diff.h; of stored plans only */
	PLAN_ALONE = 1 << 5,    /* in place of PLAN_ROSTER: before anybody is engaged */
};

struct proof;
struct roster;
struct bench;
struct sourcing;
struct diff;
struct event_list;

struct plan {
	struct plan_options options;
	const struct company *company;
	struct requirement *requirements; /* by role, level, location, skills */
	size_t requirement_count;
	const int64_t *external_rate_cents; /* [requirement][week]: of an hour from outside */
	size_t *demand_requirement;         /* of each demand line: index of its requirement */
	struct demand_coverage *requirement_coverage; /* [view][requirement][week] */
	struct demand_coverage *demand_coverage;      /* [view][demand line][week] */
	struct capacity *people;                      /* [person][week] */
	int32_t *booking_minutes; /* [booking][week]: what a hard booking gets of its person */
	struct finding *findings; /* by week, person, kind, booking */
	size_t finding_count;
	/* Parts, each NULL until it was asked for (compute_parts in service/compute.h). */
	const struct proof *proof;       /* why the gap of the weighted view is unavoidable */
	const struct roster *roster;     /* who does what, in the weighted view */
	const struct bench *bench;       /* who is free */
	const struct sourcing *sourcing; /* which engagements close the gap */
	const struct diff *changes;      /* since the plan before (service/changes.h); NULL: none */
	const struct notes *notes;       /* what was odd in the input, sorted; may be NULL */
	/* What its calendars say (model/event.h); NULL for a plan that is not stored. */
	const struct event_list *events;
};

bool source_goal_same(const struct source_goal *a, const struct source_goal *b);

/** Whether external staff are sourced to a percentile: not where there is no rate card to source
 * from. */
bool plan_is_drawn(const struct plan *plan);

/** The Monday of week w of the plan. */
struct day plan_week(const struct plan *plan, size_t week);

struct demand_coverage *plan_requirement_coverage(const struct plan *plan, enum view view,
						  size_t requirement, size_t week);
struct demand_coverage *plan_demand_coverage(const struct plan *plan, enum view view, size_t demand,
					     size_t week);
/** Minutes that a booking gets of its person; 0 for soft bookings. */
int32_t plan_booking_minutes(const struct plan *plan, size_t booking, size_t week);
struct capacity *plan_capacity(const struct plan *plan, size_t person, size_t week);

/** Role, level, location, skills: the order of plan->requirements. */
int requirement_order(const struct requirement *a, const struct requirement *b);

#endif
