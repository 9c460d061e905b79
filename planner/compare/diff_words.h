/** Words for what changed: dates, amounts, roles. All in the given arena. */
#ifndef PLANNER_DIFF_WORDS_H
#define PLANNER_DIFF_WORDS_H

#include "model/company.h"

/** "2026-12-14", "open" for the first or last day that exists. */
const char *day_words(struct day day, struct arena *arena);

/** "2026-12-14 to 2027-01-22", "2026-12-14" for one day. */
const char *period_words(struct day start, struct day end, struct arena *arena);

/** "1.2 FTE", "16 h a week", "120 h in all", "50 %". */
const char *amount_words(enum amount_unit unit, int64_t amount_micro, struct arena *arena);

/** "2 weeks later", "3 days earlier". Not for 0. */
const char *shift_words(int32_t days, struct arena *arena);

/** "backend:3; sre:2". */
const char *roles_words(const struct person *person, struct arena *arena);

/** "german;kafka", "none". */
const char *skills_words(const char *const *skills, size_t count, struct arena *arena);

/** value / scale with at most two decimals: "1.2", "16". */
const char *decimal_words(int64_t value, int64_t scale, struct arena *arena);

/** "a" then "a; b": add one more to a list of changes. */
const char *also(const char *list, const char *more, struct arena *arena);

/** The list with "NAME NOW (was WAS)" added, if that differs. */
const char *also_changed(const char *list, const char *name, const char *now, const char *was,
			 struct arena *arena);

#endif
