/** The rules of a company: what staffgap.conf says. Documented for users in docs/settings.md. */
#ifndef STORE_SETTINGS_H
#define STORE_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "store/day.h"

enum meetings {
	MEETINGS_COUNT,  /* timed busy events cost the working time that they overlap */
	MEETINGS_IGNORE, /* demand already contains meetings */
};

struct settings {
	const char *company;   /* shown in headers; "" when not given */
	const char *time_zone; /* IANA; of whoever has no own; default "UTC" */
	const char *currency;  /* ISO 4217; default "EUR" */
	int32_t full_week_min; /* hours_per_week: what 1 FTE is; default 2400 */
	bool workday[7];       /* working_days, Monday first; default Mon-Fri */
	int32_t day_start_min; /* day_start: where a working window begins; default 540 (09:00) */
	int32_t tentative_percent; /* what tentative calendar time counts; default 50 */
	int32_t overhead_percent;  /* of whoever has no own; default 0 */
	enum meetings meetings;    /* default MEETINGS_COUNT */
	int32_t plan_weeks;        /* weeks: length of a plan; default 12, 1 to 104 */
};

/** The defaults above. */
struct settings settings_default(void);

/** Working days of the company in a week. */
int settings_workdays(const struct settings *settings);

/**
 * Minutes of one FTE on a day: the full week spread over the working days so
 * that every full week sums to full_week_min exactly; 0 on other days.
 */
int32_t settings_full_day_min(const struct settings *settings, struct day day);

#endif
