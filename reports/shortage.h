/**
 * Where a plan is short: runs of weeks with a gap, and which project feels it first.
 *
 * Works on a range of neighbouring requirements: one of them, or all of a
 * role, since requirements are sorted by role. Sums are 64 bits.
 */
#ifndef REPORTS_SHORTAGE_H
#define REPORTS_SHORTAGE_H

#include "model/plan.h"

/** The requirements from `first` to before `end`. */
struct requirement_range {
	size_t first, end;
};

/** Weeks in a row in each of which the range has a gap. */
struct shortage {
	size_t first_week, last_week; /* both included */
	int64_t peak_minutes;         /* the largest gap of one of these weeks */
	size_t peak_week;             /* the first with that gap */
	int64_t total_minutes;
	size_t line; /* the demand line that goes short and matters most: by priority, then gap */
};

/** All requirements of the role that begins at `first`. */
struct requirement_range range_of_role(const struct plan *plan, size_t first);

int64_t range_demand(const struct plan *plan, enum view view, struct requirement_range range,
		     size_t week);
int64_t range_gap(const struct plan *plan, enum view view, struct requirement_range range,
		  size_t week);

/** Gap of all weeks. */
int64_t range_total_gap(const struct plan *plan, enum view view, struct requirement_range range);

/** Find the first run of weeks with a gap from week `from` on; false when there is none. */
bool shortage_find(const struct plan *plan, enum view view, struct requirement_range range,
		   size_t from, struct shortage *found);

/**
 * The role to speak of: the most urgent priority that goes short, then the largest gap of all
 * weeks. False when nothing is short.
 */
bool shortage_worst(const struct plan *plan, enum view view, struct requirement_range *worst,
		    struct shortage *found);

/** Whether the range has the line's requirement. */
bool range_has_line(const struct plan *plan, struct requirement_range range, size_t line);

#endif
