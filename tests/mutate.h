/** Random changes of a generated company, as a week brings them. */
#ifndef TESTS_MUTATE_H
#define TESTS_MUTATE_H

#include "model/company.h"

/**
 * A copy of the company with `count` changes: people leave, join, change contract or roles;
 * holidays and leave; bookings; demand comes, goes, moves, grows, is asked for otherwise.
 */
void mutate_company(const struct company *company, size_t count, uint64_t seed, struct arena *arena,
		    struct company *changed);

#endif
