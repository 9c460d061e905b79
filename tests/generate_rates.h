/**
 * Random rate cards and running engagements for a generated company.
 */
#ifndef TESTS_GENERATE_RATES_H
#define TESTS_GENERATE_RATES_H

#include "model/company.h"

struct generate_rates {
	uint64_t seed;
	size_t roles;    /* as of the company: r00, r01, ... */
	size_t per_role; /* options of each role, at most 8 */
	size_t contracts;
};

/** Add options, zones and running engagements to a company; sorted by id as company_link does. */
void generate_rates(const struct generate_rates *how, struct arena *arena, struct company *company);

#endif
