/** The rules of a company: what staffgap.conf says. Documented for users in docs/settings.md. */
#ifndef MODEL_SETTINGS_H
#define MODEL_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/day.h"

enum meetings {
	MEETINGS_COUNT,  /* timed busy events cost the working time that they overlap */
	MEETINGS_IGNORE, /* demand already contains meetings */
};

enum { DRAWS_DEFAULT = 1000, DRAWS_MAX = 100000 };

enum { PRIORITY_HIGHEST = 1, PRIORITY_DEFAULT = 3, PRIORITY_MAX = 5 };

/** One unit of the currency is worth this many millionths of the workspace's. */
struct exchange {
	const char *currency;
	int64_t worth_micro;
};

/** The most that may be spent in a calendar quarter. */
struct quarter_budget {
	struct day first; /* of the quarter */
	int64_t cents;
};

/** The most that may be spent with a vendor over the plan. */
struct vendor_limit {
	const char *vendor;
	int64_t cents;
};

/** The longest time that one head of staff augmentation may stay, by where it works. */
struct tenure {
	const char *scope; /* a place or a prefix of places */
	int32_t weeks;
	struct day from; /* for engagements that begin on this day or later; DAY_FIRST when open */
};

#define NO_BUDGET INT64_C(-1)

/** What chooses engagements. docs/sourcing.md. */
enum engine {
	ENGINE_AS_SET, /* of a plan: what the settings say; never of the settings */
	ENGINE_SEARCH, /* in every build */
	ENGINE_CBC,  /* CBC goes on from the search's solution, in every group not solved exactly */
	ENGINE_AUTO, /* CBC in small groups, the search in others */
	ENGINE_COUNT
};

/** "search", "cbc", "auto"; "as set". */
const char *engine_name(enum engine engine);

/** @return false for what is neither "search" nor "cbc" nor "auto" */
bool engine_parse(const char *text, enum engine *engine) MUST_CHECK;

struct settings {
	const char *company;       /* shown in headers; "" when not given */
	const char *time_zone;     /* IANA; of whoever has no own; default "UTC" */
	const char *currency;      /* ISO 4217; default "EUR" */
	int32_t full_week_minutes; /* hours_per_week: what 1 FTE is; default 2400 */
	bool workday[7];           /* working_days, Monday first; default Mon-Fri */
	int32_t day_start_minute;  /* day_start: where a window begins; default 540 (09:00) */
	int32_t tentative_percent; /* what tentative calendar time counts; default 50 */
	int32_t overhead_percent;  /* of whoever has no own; default 0 */
	enum meetings meetings;    /* default MEETINGS_COUNT */
	int32_t max_levels_down; /* how far below their own level people may work; default 3: any */
	int32_t plan_weeks;      /* weeks: length of a plan; default 12, 1 to 104 */

	/* What external staff may cost. Lists are sorted by their first member, each once. */
	const char *home;          /* places that count as onshore; "": by model */
	struct exchange *exchange; /* of other currencies */
	size_t exchange_count;
	int32_t min_overlap_minutes; /* min_overlap_hours: of demand that has no own; default 0 */
	int64_t penalty_hour_cents[PRIORITY_MAX + 1]; /* of an unmet hour, by priority 1 to 5 */
	int64_t external_hour_cents; /* of an hour of external staff that the rate card does not
					list */
	int64_t budget_cents;        /* of the plan, or NO_BUDGET */
	struct quarter_budget *quarters;
	size_t quarter_count;
	int32_t min_onshore_percent; /* least share of spend onshore; default 0 */
	struct vendor_limit *vendors;
	size_t vendor_count;
	struct tenure *tenures;
	size_t tenure_count;
	int32_t levels_down; /* external_levels_down: how far below its own level a head may work;
			      * default 3: any */
	enum engine engine;  /* of sourcing; default ENGINE_SEARCH */
	int32_t source_percent; /* source_to: struct source_goal in model/plan.h; default 0, the
				   view */
	int32_t draws;          /* of the pipeline; default DRAWS_DEFAULT, 1 to DRAWS_MAX */
	int32_t seed;           /* of the draws; default 1, 0 or more */
	/* Patterns of event titles: POSIX extended regular expressions; "" matches nothing. */
	const char *out_of_office;  /* whoever has such an event is absent */
	const char *ignore;         /* takes no time */
	const char *absence_person; /* its groups are names, in feeds of absences */
	const char *holiday_ignore; /* of feeds of holidays: no day off */
	int32_t keep_plans;         /* so many of the newest plans stay; 0: all */
	int32_t keep_copies_days;   /* copies of feeds not read for longer are dropped; 0: none */
	bool show_titles;   /* what calendars call their events stands in files, too; default no */
	int32_t stale_days; /* older copies of feeds are said to be stale; default 7, 1 to 3650 */
	bool unknown; /* the file is of no use: these are the defaults, nothing is judged by them */
	int32_t feed_mb;      /* the most that is read of one feed, in million bytes; default 50 */
	int32_t feed_events;  /* the most events of one feed; a feed with more is refused; 500000 */
	int32_t feed_seconds; /* the most time for fetching one, and for reading it; default 60 */
};

/** The defaults above. */
struct settings settings_default(void);

/** Working days of the company in a week. */
int settings_workdays(const struct settings *settings);

/**
 * Minutes of one FTE on a day: the full week spread over the working days so
 * that every full week sums to full_week_minutes exactly; 0 on other days.
 */
int32_t settings_full_day_minutes(const struct settings *settings, struct day day);

#endif
