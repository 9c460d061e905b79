/**
 * The nouns that a plan is made of: people, demand, bookings, calendars.
 *
 * Plain data: import/ makes it, planner/ reasons over it, reports/ print it.
 * Strings and arrays belong to the arena that the maker was given. Names of
 * roles, skills, locations and projects that mean the same are the same bytes
 * everywhere after company_link (import/import.h), so strcmp compares them.
 * Amounts that were written as decimals are millionths ("_micro").
 */
#ifndef MODEL_COMPANY_H
#define MODEL_COMPANY_H

#include "base/note.h"
#include "model/calendar.h"
#include "model/feed.h"
#include "model/rates.h"
#include "model/settings.h"

enum employment { EMPLOYMENT_EMPLOYEE, EMPLOYMENT_CONTRACTOR };

struct person {
	struct place place;
	const char *id;           /* unique; what every other file calls this person */
	const char *name, *email; /* name defaults to the id, email to "" */
	struct role_level *roles; /* by role; at least one; each role once */
	size_t role_count;
	const char **skills; /* sorted, each once */
	size_t skill_count;
	const char *location;       /* "DE-BE"; "" when unknown */
	const char *time_zone;      /* IANA; the workspace's when not given */
	int32_t pattern_minutes[7]; /* contracted minutes, Monday first */
	struct day start, end;      /* both included; DAY_FIRST, DAY_LAST when open */
	enum employment employment;
	int64_t overhead_micro_percent; /* 10 % is 10000000 */
	int64_t cost_rate_cents;        /* per hour; 0 when not given */
	struct calendar calendar;
};

enum amount_unit {
	AMOUNT_FTE,            /* millionths of an FTE, in every week */
	AMOUNT_HOURS_PER_WEEK, /* millionths of an hour, in every week */
	AMOUNT_HOURS_TOTAL,    /* millionths of an hour, spread over the working days */
	AMOUNT_PERCENT,        /* bookings: millionths of a percent of what the person can work */
};

enum demand_status { DEMAND_COMMITTED, DEMAND_TENTATIVE };

/** A cell of the wide layout: the amount of one ISO week, taken as it is, never prorated. */
struct demand_week {
	struct day monday;
	int64_t amount_micro; /* FTE, or hours of that week */
};

struct demand {
	struct place place;
	const char *id, *project; /* the id is unique */
	const char *role;
	int32_t level;       /* the least that will do; 2 when not given */
	const char **skills; /* all are required; sorted, each once */
	size_t skill_count;
	const char *location;  /* scope: a place, a prefix of places, "" for anywhere */
	struct day start, end; /* both included; in the wide layout the first Monday, last Sunday */
	enum amount_unit unit; /* never AMOUNT_PERCENT */
	int64_t amount_micro;  /* unused in the wide layout */
	struct demand_week *weeks; /* wide layout only, by Monday; unit FTE or HOURS_PER_WEEK */
	size_t week_count;
	int32_t priority; /* 1 (highest) to 5 */
	enum demand_status status;
	int32_t probability_percent; /* 0 to 100; 100 when committed */
	/* How it may turn out: looked at by draws only; 0 where nothing is given. */
	int32_t delay_max_weeks;                      /* it may begin so many weeks later */
	int32_t size_less_percent, size_more_percent; /* of the amount */
	int32_t overlap_minutes; /* that external staff must share; the settings' when not given */
	const char *time_zone;   /* of whom they must share it with; NULL: the workspace's */
};

enum booking_status { BOOKING_HARD, BOOKING_SOFT };

struct booking {
	struct place place;
	const char *person;  /* id */
	size_t person_index; /* in company->people; set by company_link */
	const char *project;
	const char *role; /* "" for any role of the project */
	struct day start, end;
	enum amount_unit unit; /* not AMOUNT_FTE */
	int64_t amount_micro;
	enum booking_status status;
};

/** Rows of a table that were skipped: their ids are known, and no more. */
struct skipped_rows {
	struct skipped_row {
		const char *id;
		struct place place;
	} * list;
	size_t count, room;
};

struct company {
	struct settings settings;
	struct person *people; /* by id */
	size_t person_count;
	struct demand *demands; /* by id */
	size_t demand_count;
	struct booking *bookings; /* by person, project, role, start, end, line */
	size_t booking_count;
	struct holiday *holidays; /* by location, day, part, name */
	size_t holiday_count;
	struct feed *feeds; /* by name */
	size_t feed_count;
	struct feed_entry *feed_entries; /* rows of feeds.csv, in its order */
	size_t feed_entry_count;
	struct rate_option *options; /* the rate card, by id */
	size_t option_count;
	struct contract *contracts; /* engagements that run already, by id */
	size_t contract_count;
	struct skipped_rows skipped_people, skipped_options;
	struct zone *zones; /* by name: of the workspace, of options and of demand */
	size_t zone_count;
};

/** The row of an id, however it is written; NULL when none of it was skipped. */
const struct skipped_row *skipped_row_find(const struct skipped_rows *rows, const char *id);

/** Whether a place lies within a scope: "DE-BE" in "DE-BE", "DE" and ""; "DEN" not in "DE". */
bool location_within(const char *place, const char *scope);

/**
 * Whether a person has the role at that level or above (at most max_levels_down of the settings
 * above), the skills and the place.
 */
bool person_qualifies(const struct settings *settings, const struct person *person,
		      const struct demand *demand);

/** A zone by its IANA name (NULL: the workspace's), or NULL when nobody works in it. */
const struct zone *company_zone(const struct company *company, const char *name);

/**
 * Whether money spent on an option counts as spent onshore: by its place when the settings
 * say where home is, else by its model (onshore and hire).
 */
bool option_is_onshore(const struct settings *settings, const struct rate_option *option);

/** For qsort: by role, then level. */
int role_level_order(const void *left, const void *right);

/** Whether the day lies within the employment. */
bool person_is_employed(const struct person *person, struct day day);

#endif
