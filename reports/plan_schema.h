/** The JSON Schema of plan.json, made of the same columns as its rows: docs/plan.schema.json. */
#ifndef REPORTS_PLAN_SCHEMA_H
#define REPORTS_PLAN_SCHEMA_H

#include <stdio.h>

/** Check ferror at the end. */
void plan_schema_write(FILE *out);

#endif
