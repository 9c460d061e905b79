/**
 * Random companies for tests and benchmarks: the same seed, the same company.
 *
 * Made directly as nouns, linked and sorted as company_link would leave them.
 */
#ifndef TESTS_GENERATE_H
#define TESTS_GENERATE_H

#include "model/company.h"

struct generate {
	uint64_t seed;
	size_t people, demands, bookings;
	size_t roles, skills; /* at most 100 roles and 26 skills; role names are r00, r01, ... */
	size_t weeks;         /* demand lies within this many weeks of GENERATE_MONDAY */
	size_t busy_per_person_week; /* calendar entries */
};

/** Up to 60 people and 42 lines: sizes, roles, skills and bookings vary with the seed. */
struct generate generate_varied(uint64_t seed, size_t weeks);

/** 2026-11-23: the horizon holds week 53 and New Year. */
#define GENERATE_MONDAY ((struct day){ 20780 })

/** The next number of a splitmix64 sequence. */
uint64_t generate_next(uint64_t *state);

/** 0 to limit - 1. */
uint64_t generate_below(uint64_t *state, uint64_t limit);

void generate_company(const struct generate *how, struct arena *arena, struct company *company);

#endif
