/** engagements.csv: external staff already ordered. */
#ifndef IMPORT_ENGAGEMENTS_H
#define IMPORT_ENGAGEMENTS_H

#include "base/source.h"
#include "model/company.h"

extern const struct table_columns engagements_columns; /* import/table.h */

/** Read engagements.csv into company->contracts. */
bool import_engagements(struct source source, struct arena *arena, struct company *company,
			struct notes *notes, struct fault *fault) MUST_CHECK;

#endif
