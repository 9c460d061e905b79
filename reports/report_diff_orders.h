/**
 * The engagements of a diff, for report_diff.c only: a section of the table, rows of its CSV, a
 * member of its JSON.
 */
#ifndef REPORTS_REPORT_DIFF_ORDERS_H
#define REPORTS_REPORT_DIFF_ORDERS_H

#include "reports/csv.h"
#include "reports/json.h"
#include "store/diff.h"

/** What stands in the table below the causes. */
void orders_put(const struct diff *diff, const struct report_options *options, FILE *out);

/** "heads_before" ... "decision_after": the last columns of all rows. */
void orders_csv_head(struct csv *csv);

/** The last columns of a row that is no engagement. */
void orders_csv_none(struct csv *csv);

/** The last columns of an engagement's row. */
void orders_csv(struct csv *csv, const struct order_change *change);

/** "changed 2 on-sre: heads 1 to 2; from 2026-12-07, was 2026-12-14"; in the arena. */
const char *order_change_text(const struct order_change *change, struct arena *arena);

/** "engagements": [...], or null when not both plans have a sourcing. */
void orders_json(struct json *json, const struct diff *diff);

#endif
