/**
 * A rule while it is expanded, and which days it means (RFC 5545, 3.3.10: the table of BY parts).
 *
 * What a rule leaves open is as its start has it. Lists point into the rule, which is the caller's.
 */
#ifndef IMPORT_ICAL_RULE_DAYS_H
#define IMPORT_ICAL_RULE_DAYS_H

#include "import/ical/ical_rule.h"

/** A BY list without its terminator. */
struct rule_list {
	const short *values;
	size_t count;
};

/** The rule, its start, the window from..to, and what the lists of the rule mean. */
struct expansion {
	const struct icalrecurrencetype *rule;
	struct moment start, from, to;
	bool (*visit)(void *context, struct moment moment); /* false: enough */
	void *context;
	struct rule_list second, minute, hour, day, month_day, year_day, week_no, month, set_pos;
	short start_second, start_minute, start_hour, only_month; /* what a missing list means */
	int start_month, start_month_day, start_weekday;
	int64_t steps, max_steps, count_left; /* count_left < 0: no COUNT */
	int32_t *times; /* seconds of the day of one day's instances, sorted */
	size_t time_count;
	bool over;
};

/** Of libical's array, which has room for so many. */
struct rule_list rule_list_of(const short *values, size_t room);

bool rule_list_has(struct rule_list list, int value);

/** An empty list limits nothing. */
bool rule_list_allows(struct rule_list list, int value);

/** The day on which the week of a day begins, by WKST. */
struct day rule_week_start(const struct icalrecurrencetype *rule, struct day day);

/** Week 1 of a year begins: it is the first with at least four days in the year. */
struct day rule_first_week(const struct icalrecurrencetype *rule, int year);

/** Whether the rule means the day. @param week_year  the year that BYWEEKNO refers to */
bool rule_day_allowed(const struct expansion *x, struct day day, int week_year);

/** Whether the rule names only days that no year has: the 30th of February. */
bool rule_names_no_day(const struct icalrecurrencetype *rule);

#endif
