/** The JSON of what is explained. */
#ifndef REPORTS_EXPLAIN_JSON_H
#define REPORTS_EXPLAIN_JSON_H

#include <stdio.h>

#include "model/explain.h"

void explain_write_json(const struct plan *plan, const struct explanation *explained, FILE *out);

#endif
