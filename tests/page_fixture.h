/** A plan with all its parts and the worst names, for the page and the workbook. */
#ifndef TESTS_PAGE_FIXTURE_H
#define TESTS_PAGE_FIXTURE_H

#include "model/plan.h"

/**
 * report_fixture with certificates, engagements, feeds, findings and notes on top: a late order,
 * an extension, one that ends, names with markup, quotes, formulas, right-to-left text and 300
 * characters. In the arena.
 */
struct plan *page_fixture(struct arena *arena);

/**
 * report_fixture_large (at least 2 roles) with as many certificates, engagements, free people and
 * changes as a page shows. In the arena.
 */
struct plan *page_fixture_large(size_t roles, size_t weeks, struct arena *arena);

#endif
