/** Who may fill what, and what an hour of it costs at least: the rate card against demand. */
#ifndef PLANNER_ELIGIBLE_H
#define PLANNER_ELIGIBLE_H

#include "model/sourcing.h"

/**
 * Working time that two places share on a day, in minutes. Windows are local: they begin at
 * start_minute of the day and last for length_minutes; offsets are minutes east of UTC.
 */
int32_t price_overlap_minutes(int32_t start_minute, int32_t length_minutes, int32_t offset_minutes,
			      int32_t other_start_minute, int32_t other_length_minutes,
			      int32_t other_offset_minutes);

/**
 * Whether heads of an option may work on a demand line: role, level (at most levels_down
 * below the head's), skills, place within the line's scope, and the working time that they
 * share with the line's zone in each of the plan's weeks in which the line asks for time.
 * When they may begin is costing_may_begin.
 */
bool costing_may_fill(const struct company *company, const struct plan_options *options,
		      const struct rate_option *option, const struct demand *line);

/**
 * The cheapest external price of an hour by requirement and week, in cents: of the options that
 * may fill one of its lines and may have begun by then, the least cost per delivered hour when
 * engaged from its first possible week for as long as the plan and its terms allow, with ramp,
 * fee, management and what is owed past the plan. COSTING_NEVER when options would fit but none
 * can be there by then; the setting external_price_per_hour when none fits.
 *
 * @param plan  with requirements and demand_requirement
 * @return [requirement][week] in the arena
 */
int64_t *price_requirements(const struct plan *plan, struct arena *arena);

#endif
