/** The JSON of staffgap risk. */
#ifndef REPORTS_DRAWS_JSON_H
#define REPORTS_DRAWS_JSON_H

#include <stdio.h>

#include "model/draws.h"

void draws_json(const struct plan *plan, const struct draws *draws, FILE *out);

#endif
