/**
 * A scenario's table over the workspace's: rows add, replace (same id) or remove (`-id`).
 */
#ifndef IMPORT_SCENARIO_H
#define IMPORT_SCENARIO_H

#include "base/source.h"
#include "model/company.h"

/**
 * Read a table of a scenario and change the company by it, before company_link.
 *
 * people.csv, demand.csv and rates.csv go by their id. In bookings.csv rows of a person, project
 * and role replace all that the workspace has of these; `-ana` removes Ana's bookings, of the
 * project and role only where these cells are filled.
 *
 * @return false with FAULT_INPUT when the file is useless
 */
typedef bool scenario_reader(struct source source, struct arena *arena, struct company *company,
			     struct notes *notes, struct fault *fault);

scenario_reader scenario_people, scenario_demand, scenario_bookings, scenario_rates;

#endif
