/**
 * Engagements that are new, changed or gone: a section of a table, rows of a CSV, a member of a
 * JSON. For whatever compares two plans.
 */
#ifndef REPORTS_REPORT_DIFF_ORDERS_H
#define REPORTS_REPORT_DIFF_ORDERS_H

#include "model/diff.h"
#include "reports/csv.h"
#include "reports/json.h"

/** A headline and one item each, or that all are the same; with an empty line before. */
void orders_put(const struct order_change *orders, size_t count, int width, FILE *out);

/** "heads_before" ... "decision_after": the last columns of all rows. */
void orders_csv_head(struct csv *csv);

/** The last columns of a row that is no engagement. */
void orders_csv_none(struct csv *csv);

/** The last columns of an engagement's row. */
void orders_csv(struct csv *csv, const struct order_change *change);

/** "2 (was 1) on-sre, 2026-12-07 (was 2026-12-14) to 2027-01-03; order by ..."; in the arena. */
const char *order_change_text(const struct order_change *change, struct arena *arena);

/** The list; its key is the caller's. */
void orders_json(struct json *json, const struct order_change *orders, size_t count);

#endif
