/** rates.csv: what external staff cost and on which terms. */
#ifndef IMPORT_RATES_H
#define IMPORT_RATES_H

#include "base/source.h"
#include "model/company.h"

extern const struct table_columns rates_columns; /* import/table.h */

/** Read rates.csv into company->options. Uses company->settings: currency, exchange, zone. */
bool import_rates(struct source source, struct arena *arena, struct company *company,
		  struct notes *notes, struct fault *fault) MUST_CHECK;

#endif
