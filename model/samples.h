/**
 * The gap when tentative projects come or do not come: what many samples give.
 *
 * A quantile is a gap that at least so many percent of the samples do not exceed (nearest rank), so
 * it is a gap that really occurs. planner/simulation/samples.h makes it; docs/ritual.md.
 */
#ifndef MODEL_SAMPLES_H
#define MODEL_SAMPLES_H

#include "model/plan.h"

enum sample_quantile { SAMPLE_P10, SAMPLE_P50, SAMPLE_P80, SAMPLE_P95, SAMPLE_QUANTILE_COUNT };

/** 10, 50, 80, 95. */
int32_t sample_percent(enum sample_quantile quantile);

struct spread {
	int64_t quantile_minutes[SAMPLE_QUANTILE_COUNT];
	int64_t sum_minutes; /* over all samples: the mean is this divided by their number */
};

/** How far an engagement of the plan is needed. */
struct sample_use {
	int32_t used_samples;  /* in which it covers something */
	struct spread covered; /* minutes over all weeks */
};

struct samples {
	int32_t count;
	uint64_t seed;
	size_t project_count; /* that may come or not, be late, or be of another size */
	const char **roles;   /* sorted */
	size_t role_count;
	struct spread *cells;  /* [role][week] */
	struct spread *totals; /* [role]: of the sum over all weeks */
	struct spread *weeks;  /* [week]: of all roles */
	struct spread whole;   /* of all roles and weeks */
	/* With the engagements of the plan, as they stand; uses is NULL when it has no sourcing. */
	struct sample_use *uses;  /* [engagement] */
	struct spread *open;      /* [week]: what they leave open */
	struct spread open_whole; /* of all weeks */
	int32_t *closed_samples;  /* [week]: in which they leave nothing open */
	int32_t closed_whole;     /* draws in which they leave nothing open in any week */
};

/** A week in all samples. Lives until the visitor returns. */
struct sample_week {
	size_t week;
	size_t outcome_count;
	const uint32_t *outcome;     /* [sample]: number of its outcome */
	const int32_t *const *gap;   /* [outcome][demand line]: minutes that stay uncovered */
	const int32_t *const *asked; /* [outcome][entry of the lines that vary] */
	struct arena *arena;         /* of the week, for the visitor, too */
};

#endif
