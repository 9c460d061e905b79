/**
 * What external staff cost and on which terms: the rate card, and the engagements that run
 * already.
 *
 * import/rates.c and import/engagements.c make them, company_link sorts them by id and makes
 * their names the same bytes as everybody's. All of it lives in the company's arena. Money is
 * whole cents of the workspace's currency, after exchange; minutes are whole; percents are
 * whole. How an amount comes about: docs/costs.md; the functions are in
 * planner/allocation/costing.h.
 */
#ifndef MODEL_RATES_H
#define MODEL_RATES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"
#include "base/note.h"
#include "model/role.h"

enum model {
	MODEL_ONSHORE,   /* staff augmentation: the client directs */
	MODEL_NEARSHORE, /* the same, a few hours away */
	MODEL_OFFSHORE,  /* the same, far away */
	MODEL_MANAGED,   /* the provider answers for a service; a head is one block of hours */
	MODEL_HIRE,      /* permanent: stays to the end of the plan */
	MODEL_COUNT
};

/** "onshore", "nearshore", "offshore", "managed", "hire". */
const char *model_name(enum model model);

/** What one rate pays for. */
enum rate_unit {
	UNIT_HOUR,  /* an hour of presence: holidays are not paid */
	UNIT_DAY,   /* a working day of presence, by halves: holidays are not paid */
	UNIT_WEEK,  /* an ISO week, holidays included; cut weeks by working days */
	UNIT_MONTH, /* a calendar month, holidays included; cut months by working days */
	UNIT_COUNT
};

/** "hour", "day", "week", "month". */
const char *rate_unit_name(enum rate_unit unit);

enum {
	HEADS_OPEN = 10000, /* max_heads when none is given; more is never engaged */
	WEEKS_OPEN = 10000, /* max_weeks when none is given */
	RAMP_MAX = 26,      /* most weeks of a ramp */
	TERM_MAX = 520      /* most weeks of a minimum or (given) maximum term */
};

/** A row of the rate card. */
struct rate_option {
	struct place place;
	const char *id;     /* unique */
	const char *vendor; /* "" for a hire */
	enum model model;
	struct role_level *roles; /* by role, each once; several only when managed */
	size_t role_count;
	const char **skills; /* what every head has; sorted, each once */
	size_t skill_count;
	const char *location;    /* where heads work: decides scopes and holidays; "" nowhere */
	const char *time_zone;   /* IANA; the workspace's when not given */
	const char *currency;    /* in which the rate and the fee were written */
	int64_t given_micro;     /* the rate as written, in that currency */
	int64_t rate_cents;      /* per unit and head */
	int64_t fixed_fee_cents; /* once per head, on its first day */
	enum rate_unit unit;
	int32_t week_minutes;       /* hours_per_week of a head */
	int32_t pattern_minutes[7]; /* the same by weekday, Monday first; sums to week_minutes */
	int32_t lead_days;          /* calendar days from order to first day */
	int32_t min_weeks;     /* from 1; a hire stays to the end of the plan whatever this says */
	int32_t max_weeks;     /* min_weeks to TERM_MAX, or WEEKS_OPEN */
	int32_t notice_days;   /* calendar days from notice to last day */
	int32_t max_heads;     /* at a time, running engagements included; or HEADS_OPEN */
	int32_t *ramp_percent; /* of the first weeks, each 0 to 100; then 100 */
	size_t ramp_count;     /* 0 to min_weeks (any number for a hire), at most RAMP_MAX */
	int32_t productivity_percent; /* 1 to 100 of presence becomes covered demand */
	int32_t management_percent;   /* of the rate: own people's time for directing, 0 to 1000 */
	struct day valid_from, valid_to; /* the first day of an engagement lies within */
	const char *sla, *note;          /* as written; "" */
};

/** An engagement that has been ordered: its heads come on top of people.csv. */
struct contract {
	struct place place;
	const char *id;        /* unique */
	const char *option;    /* id */
	size_t option_index;   /* in company->options; set by company_link */
	int32_t heads;         /* from 1 */
	struct day start, end; /* both included, as agreed; any weekday */
	int32_t notice_days;   /* its own, or the option's */
	const char *note;
};

/** The offset of a time zone from UTC, in minutes east, from one day (at noon) to the next change.
 */
struct zone_change {
	struct day from;
	int32_t offset_minutes;
};

/** A zone that the company works in. planner/ knows zones by these only. */
struct zone {
	const char *name;            /* IANA */
	struct zone_change *changes; /* by day; the first holds for all days before, too */
	size_t change_count;         /* at least 1 */
};

/** The offset on a day. */
int32_t zone_offset_minutes(const struct zone *zone, struct day day);

/** The level at which an option has a role; 0 when it does not have it. */
int32_t option_level(const struct rate_option *option, const char *role);

/** The percent of full output in the n-th week of an engagement, from 0: 100 after the ramp. */
int32_t option_ramp_percent(const struct rate_option *option, int32_t week);

#endif
