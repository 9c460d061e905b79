/** The parts of verify_sourcing: money and time of engagements, and own people's coverage. */
#ifndef PLANNER_VERIFY_PARTS_H
#define PLANNER_VERIFY_PARTS_H

#include "store/sourcing.h"

struct own_check;

__extension__ typedef __int128 wide_int;

struct sourcing_check {
	const struct plan *plan;
	const struct sourcing *sourcing;
	const struct company *company;
	int32_t first_day, weeks, today;
	struct fault *fault;
};

/** Say what is wrong of whom; always false. */
bool verify_broken(const struct sourcing_check *check, const char *what, const char *who);
bool verify_broken_week(const struct sourcing_check *check, const char *what, const char *who,
			size_t week);

int32_t verify_monday(const struct sourcing_check *check, int32_t week);

/** The longest term in weeks of an engagement that begins on a day. */
int32_t verify_longest(const struct sourcing_check *check, const struct option *option,
		       struct day first);

/** One engagement: kind, terms, days, money. */
bool verify_engagement(const struct sourcing_check *check, const struct engagement *e);

/** Heads of an option that were agreed to be there in a week. */
int64_t verify_agreed_heads(const struct sourcing_check *check, size_t option, int32_t week);

/** What a limit counts of an engagement; `quarter` is its place among the quarters. */
int64_t verify_counted(const struct sourcing_check *check, const struct source_limit *limit,
		       size_t quarter, const struct engagement *e);

/** Whether what an option costs counts as spent onshore. */
bool verify_at_home(const struct sourcing_check *check, uint32_t option);

/** Set parts and cost of an engagement whose parts are right to what they are with another option,
 * such as one with another rate. */
void verify_reprice(const struct plan *plan, const struct option *option, struct arena *arena,
		    struct engagement *engagement);

/** Drop costs, runners-up and flips, where they were worked out. */
bool verify_reasons(const struct sourcing_check *check);

/** Gaps, limits and totals. */
bool verify_sums(const struct sourcing_check *check);

/** a / b half to even, for numbers that are not negative. */
int64_t verify_share(wide_int a, wide_int b);

/** Whether a place lies in a scope, in the verifier's own way. */
bool verify_within(const char *place, const char *scope);

/** The first thing that is wrong with an engagement's parts, weeks and amounts; NULL when nothing.
 */
const char *verify_money(const struct plan *plan, const struct engagement *engagement);

/** Whether an option may work on a line, by its own counting of shared working time. */
bool verify_may_fill(const struct plan *plan, const struct option *option, size_t line);

/** Who of our own may serve what, for all weeks; in the arena. */
struct own_check *verify_own_begin(const struct plan *plan, struct arena *arena);

/** Whether people and bookings can cover what lines[].own_min says in that week. */
bool verify_own(struct own_check *own, const struct sourcing *sourcing, size_t week);

#endif
