/**
 * A company without names: what reports for others are written from.
 *
 * What is always left out: names and addresses of people, what calendars call their events, where
 * calendars come from, remarks of the tables. REDACT_IDS also replaces what people, projects,
 * demand lines, options, vendors and engagements are called by numbers, in the order of their
 * names, all of one width: what is sorted or compared by name comes out as it would with the names,
 * so that no number of a plan changes. Roles, skills, places, days and amounts stay.
 */
#ifndef MODEL_REDACT_H
#define MODEL_REDACT_H

#include "model/company.h"

enum redact { REDACT_NOTHING, REDACT_NAMES, REDACT_IDS };

/** What is written in place of which name. */
struct redaction;

/**
 * Numbers for all names of some companies: the same name has the same number in all of them, also
 * when it stands in one only.
 */
struct redaction *redaction_new(enum redact how, const struct company *const *companies,
				size_t count, struct arena *arena);

/**
 * Replace what is to be replaced. Lists that change are new ones, so that another company that
 * shares them keeps its own; done once for each company.
 */
void company_redact(struct company *company, const struct redaction *redaction,
		    struct arena *arena);

/** What a vendor is called then. */
const char *redaction_vendor(const struct redaction *redaction, const char *vendor);

#endif
