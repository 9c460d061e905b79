/**
 * The limits that couple the groups of a sourcing, as rows of a table: what each counts, how much
 * of it, whose fault it is when work stays open. To add a limit is to add a row (and to check it in
 * planner/verify/verify_limits.c, which shares nothing); all else of planner/sourcing/ reads rows.
 */
#ifndef PLANNER_SOURCING_SOURCE_LIMIT_ROWS_H
#define PLANNER_SOURCING_SOURCE_LIMIT_ROWS_H

#include "base/arena.h"
#include "model/company.h"
#include "model/sourcing.h"

struct limit;

/** A kind of limit. It counts spend of options or spend of days: one of the two is NULL. */
struct limit_row {
	enum limit_kind kind;
	bool share; /* at least so much of the spend of all; else at most so many cents */
	enum gap_outcome outcome; /* why work stays open where it binds most */
	bool (*option)(const struct company *company, const struct limit *limit,
		       const struct rate_option *option);
	bool (*day)(const struct limit *limit, struct day day);
};

/** One that is set. */
struct limit {
	const struct limit_row *row;
	const char *name;     /* as in struct source_limit */
	int64_t cents;        /* 0 of a share */
	struct day first_day; /* of a quarter */
};

/** List the limits that are set, by kind, then as the settings have them; in the arena. */
const struct limit *limits_make(const struct company *company, struct arena *arena, size_t *count);

/** Whether the limit counts all that is spent on an option, whatever the day. */
static inline bool limit_counts_option(const struct company *company, const struct limit *limit,
				       const struct rate_option *option)
{
	return limit->row->option && limit->row->option(company, limit, option);
}

/** Whether it counts what is spent for a day, whatever the option. */
static inline bool limit_counts_day(const struct limit *limit, struct day day)
{
	return limit->row->day && limit->row->day(limit, day);
}

#endif
