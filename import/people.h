/** people.csv: who is there, what they can do, when they work. */
#ifndef IMPORT_PEOPLE_H
#define IMPORT_PEOPLE_H

#include "base/source.h"
#include "model/company.h"

extern const struct table_columns people_columns; /* import/table.h */

/** Read people.csv into company->people (sorted by id). Uses company->settings for defaults. */
bool import_people(struct source source, struct arena *arena, struct company *company,
		   struct notes *notes, struct fault *fault) MUST_CHECK;

#endif
