/**
 * What the reports of engagements share: names, sums, sentences.
 */
#ifndef REPORTS_SOURCE_WORDS_H
#define REPORTS_SOURCE_WORDS_H

#include "model/sourcing.h"

/** Size of "2026-12" with its NUL. */
#define MONTH_TEXT_SIZE sizeof("9999-12")

/** The calendar month of a day: "2026-12". */
void month_text(struct day day, char out[MONTH_TEXT_SIZE]);

/** "sre:3", "qa:2": the roles of an option as rates.csv has them, in the arena. */
const char **option_role_texts(const struct rate_option *option, struct arena *arena);

/** The projects that an engagement covers demand of, sorted, each once, in the arena. */
const char **engagement_projects(const struct plan *plan, size_t engagement, size_t *count,
				 struct arena *arena);

/** Cents as "1234.50", in the arena. */
const char *money_text(int64_t cents, struct arena *arena);

/**
 * "proven within 3.1 % of optimal"; where the bound for our people's assignments as they are says
 * more, "proven within 0.8 % of optimal with these assignments, within 3.1 % over all assignments".
 * Percents are rounded up. "proven optimal" when the bound is the total, "not proven ..." when it
 * is 0; in the arena. Groups with more kinds of external staff than are told apart, of which
 * nothing is proven, are named behind it.
 */
const char *bound_text(const struct sourcing *sourcing, struct arena *arena);

#endif
