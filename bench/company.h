/**
 * Companies for benchmarks that look like companies: popular and rare roles, people with several
 * of them, places in regions, part time, leave, projects of a few lines, demand for nine tenths of
 * what people can work. The same people and seed, the same company.
 */
#ifndef BENCH_COMPANY_H
#define BENCH_COMPANY_H

#include "model/company.h"

/** weeks: length of the plan that begins at GENERATE_MONDAY (tests/generate.h). */
void bench_company(size_t people, size_t weeks, uint64_t seed, struct arena *arena,
		   struct company *company);

#endif
