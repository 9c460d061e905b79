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

/**
 * How a limit holds what it counts: a cap in cents, or a least share of all spend. What differs
 * between the two stands here; amounts are cents, multipliers micro.
 */
struct limit_shape {
	bool cap; /* what one head uses counts against it, whatever else is spent */
	/** What may be used at most, of a share at least, where so much is spent in all. */
	int64_t (*allowed)(const struct settings *settings, const struct limit *limit,
			   int64_t spend);
	/** By how much it is broken; 0 or less when it is kept. */
	int64_t (*broken)(int64_t used, int64_t allowed);
	/** Of the cents that are ordered or extended and counted, and of the number of those
	 * elsewhere: what decides whether anything ordered or extended counts against it. */
	int64_t (*ours)(int64_t counted, int64_t elsewhere);
	/** What a multiplier adds to each cent of an option, by whether the limit counts it. */
	int64_t (*surcharge)(const struct settings *settings, int64_t micro, bool counted);
	/** The largest multiplier. */
	int64_t (*max_micro)(const struct settings *settings);
	/** What pays the multiplier: of a share what is missing of it. */
	int64_t (*load)(const struct settings *settings, int64_t used, int64_t spend);
};

/** A kind of limit. It counts spend of options or spend of days: one of the two is NULL. */
struct limit_row {
	enum limit_kind kind;
	const struct limit_shape *shape;
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
