/**
 * The one order of a company's lists, whatever the order of rows was.
 *
 * People and demand lines go by id, bookings by person, project, role, days and amount, holidays by
 * location and day. Names must be equal bytes already (company_link in import/import.h).
 */
#ifndef MODEL_COMPANY_ORDER_H
#define MODEL_COMPANY_ORDER_H

#include "model/company.h"

/** The index of a person in a list of people in order; SIZE_MAX when there is no such id. */
size_t company_person(const struct company *company, const char *id);

/**
 * Bring all four lists into order and point each booking at its person. A booking of
 * nobody is left out: who wants to say so looks before.
 */
void company_settle(struct company *company);

#endif
