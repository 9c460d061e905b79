/** What link.c and link_rates.c share: the names of all tables of a company. */
#ifndef IMPORT_LINK_RATES_H
#define IMPORT_LINK_RATES_H

#include "import/link_names.h"

struct link {
	struct company *company;
	struct notes *notes;
	struct spellings roles, skills, locations, projects, people, options, vendors;
};

/** Collect the names of the rate card, the running engagements and the vendors' limits. */
void link_collect_rates(struct link *link, const struct company *company);

/** Say of a row that it is skipped since the row of the id is; false when none of it was. */
bool link_skipped(const struct link *link, const struct skipped_rows *rows, const char *id,
		  const char *note, struct place place);

/**
 * Make the rate card's names everybody's, sort it, and tie running engagements to their
 * options (an unknown option is an error and costs the row). After people and demand.
 */
void link_rates(struct link *link);

#endif
