/** bookings.csv: who is reserved for which project. */
#ifndef IMPORT_BOOKINGS_H
#define IMPORT_BOOKINGS_H

#include "base/source.h"
#include "model/company.h"

extern const struct table_columns bookings_columns; /* import/table.h */

/** Read bookings.csv into company->bookings. */
bool import_bookings(struct source source, struct arena *arena, struct company *company,
		     struct notes *notes, struct fault *fault) MUST_CHECK;

#endif
