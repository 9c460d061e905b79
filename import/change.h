/**
 * One-line changes of a linked company: what if?
 *
 *   demand       ID.start=+2w  ID.end=2027-03-31  ID.move=-3d  ID.fte=0.5  ID.hours_per_week=16
 *                ID.hours=120  ID.priority=1  ID.probability=80  ID.status=committed  -ID
 *   people       +2:sre:3@DE-BE/kafka;german  -ana
 *   probability  PROJECT=100  ID=40
 *
 * A name that is no demand line's may be a project's: then all of its lines change, but for a
 * probability, which only tentative ones have: where there is none, that is a fault. Names are
 * compared as everywhere (case, composition). Docs: docs/ritual.md.
 */
#ifndef IMPORT_CHANGE_H
#define IMPORT_CHANGE_H

#include "model/company.h"

enum change_kind { CHANGE_DEMAND, CHANGE_PEOPLE, CHANGE_PROBABILITY };

/** The company with lists of its own, so that changes leave the other one alone. */
void company_copy(const struct company *company, struct arena *arena, struct company *copy);

/**
 * Apply one change. Lists stay sorted; bookings of people who go, go with them.
 *
 * @param[in,out] company  made by company_copy
 * @return false with FAULT_USAGE that says what is wrong and what was probably meant
 */
bool change_apply(enum change_kind kind, const char *text, struct arena *arena,
		  struct company *company, struct fault *fault) MUST_CHECK;

#endif
