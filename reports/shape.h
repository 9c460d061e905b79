/**
 * What several reports need of a plan: gaps, runs of weeks, the CSV frame.
 */
#ifndef REPORTS_SHAPE_H
#define REPORTS_SHAPE_H

#include "reports/csv.h"

/** Demand that stays uncovered, never negative. */
int32_t cover_gap(const struct cover *cover);

/** "german;kafka"; "" without skills. In the arena. */
const char *skills_text(const char *const *skills, size_t count, struct arena *arena);

/** The columns that begin each row of a long table: plan, week, week_start. */
void shape_week_head(struct csv *csv);
void shape_week(struct csv *csv, const struct plan *plan, size_t week);

/** The plan's number; empty while the plan is not stored. */
void shape_plan(struct csv *csv, const struct plan *plan);

/** The weeks as column names: Mondays, or ISO weeks when the options say so. */
void shape_week_columns(struct csv *csv, const struct plan *plan,
			const struct report_options *options);

/** demand_hours, covered_hours, gap_hours, gap_fte. */
void shape_cover_head(struct csv *csv);
void shape_cover(struct csv *csv, const struct plan *plan, const struct cover *cover);

/** Whether rows of this view are asked for. */
bool shape_has_view(const struct report_options *options, enum view view);

/** True, or false with FAULT_SYSTEM when a write to the stream failed. */
bool shape_finish(FILE *out, struct fault *fault) MUST_CHECK;

#endif
