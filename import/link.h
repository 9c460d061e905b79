/** The tables of one company, or two, brought together. */
#ifndef IMPORT_LINK_H
#define IMPORT_LINK_H

#include "model/company.h"

/**
 * Bring the tables together, after all of them are read and before planning.
 *
 * Names that differ in case or composition only become the same bytes (the
 * smallest spelling by strcmp). Roles, skills, locations and people that are
 * named but that nobody has are warnings with a did-you-mean (a booking of an
 * unknown person is an error and is dropped). Sorts every list by its key, so
 * that the order of rows in the files never matters.
 */
void company_link(struct company *company, struct arena *arena, struct notes *notes);

/**
 * Make names that mean the same in two linked companies the same bytes, to compare their plans.
 *
 * Also ids of people and of demand lines. Plans that were made of them before are void.
 */
void company_link_both(struct company *a, struct company *b, struct arena *arena);

/** Whether names that mean the same are the same bytes already, so that plans can be compared. */
bool company_spelled_alike(const struct company *a, const struct company *b);

#endif
