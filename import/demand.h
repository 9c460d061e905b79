/** demand.csv: what projects need. */
#ifndef IMPORT_DEMAND_H
#define IMPORT_DEMAND_H

#include "base/source.h"
#include "model/company.h"

extern const struct table_columns demand_columns; /* import/table.h */

/** Read demand.csv, long or wide, into company->demands (sorted by id). */
bool import_demand(struct source source, struct arena *arena, struct company *company,
		   struct notes *notes, struct fault *fault) MUST_CHECK;

#endif
