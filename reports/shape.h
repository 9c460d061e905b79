/**
 * What several reports need of a plan: gaps, runs of weeks, the CSV frame.
 */
#ifndef REPORTS_SHAPE_H
#define REPORTS_SHAPE_H

#include "reports/csv.h"

/** Demand that stays uncovered, never negative. */
int32_t coverage_gap(const struct demand_coverage *cover);

/** Deployable time that no demand of the view uses, of the people from `first` to before `end`. */
int64_t shape_unused_minutes(const struct plan *plan, enum view view, size_t first, size_t end,
			     size_t week);

/** The same of all people. */
int64_t shape_all_unused_minutes(const struct plan *plan, enum view view, size_t week);

/** "german;kafka"; "" without skills. In the arena. */
const char *skills_text(const char *const *skills, size_t count, struct arena *arena);

/** The plan's number; empty while the plan is not stored. */
void shape_plan(struct csv *csv, const struct plan *plan);

/** The weeks as column names: Mondays, or ISO weeks when the options say so. */
void shape_week_columns(struct csv *csv, const struct plan *plan,
			const struct report_options *options);

/** Whether rows of this view are asked for. */
bool shape_has_view(const struct report_options *options, enum view view);

/** True, or false with FAULT_SYSTEM when a write to the stream failed. */
bool shape_finish(FILE *out, struct fault *fault) MUST_CHECK;

#endif
