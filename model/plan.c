#include "model/plan.h"

#include <assert.h>
#include <string.h>

const char *view_name(enum view view)
{
	switch (view) {
	case VIEW_COMMITTED: return "committed";
	case VIEW_WEIGHTED: return "weighted";
	case VIEW_ALL: return "all";
	case VIEW_COUNT: break;
	}
	assert(view < VIEW_COUNT);
	return "";
}

const char *objective_name(enum objective objective)
{
	switch (objective) {
	case OBJECTIVE_PRIORITY: return "priority";
	case OBJECTIVE_COST: return "cost";
	case OBJECTIVE_COUNT: break;
	}
	assert(objective < OBJECTIVE_COUNT);
	return "";
}

bool source_goal_parse(const char *text, int32_t *percent)
{
	int32_t value = 0;

	if (strcmp(text, "view") == 0) {
		*percent = 0;
		return true;
	}
	if ((text[0] != 'P' && text[0] != 'p') || text[1] < '1' || text[1] > '9' ||
	    strlen(text) > 3)
		return false;
	for (const char *digit = text + 1; *digit; digit++) {
		if (*digit < '0' || *digit > '9')
			return false;
		value = 10 * value + (*digit - '0');
	}
	*percent = value;
	return true;
}

const char *source_goal_name(int32_t percent, struct arena *arena)
{
	return percent ? arena_format(arena, "P%d", (int)percent) : "view";
}

struct plan_options plan_options_part(const struct plan_options *options, struct day first_week,
				      size_t week_count)
{
	struct plan_options part = *options;

	if (!part.rate_weeks) {
		part.rate_first = options->first_week;
		part.rate_weeks = options->week_count;
	}
	part.first_week = first_week;
	part.week_count = week_count;
	return part;
}

bool source_goal_same(const struct source_goal *a, const struct source_goal *b)
{
	return a->percent == b->percent && a->draws == b->draws && a->seed == b->seed;
}

bool plan_is_drawn(const struct plan *plan)
{
	return plan->options.goal.percent > 0 && plan->company->option_count > 0;
}

struct day plan_week(const struct plan *plan, size_t week)
{
	return day_add(plan->options.first_week, 7 * (int32_t)week);
}

static size_t cell(const struct plan *plan, size_t view, size_t row, size_t rows, size_t week)
{
	assert(view < VIEW_COUNT && row < rows && week < plan->options.week_count);
	return (view * rows + row) * plan->options.week_count + week;
}

struct demand_coverage *plan_requirement_coverage(const struct plan *plan, enum view view,
						  size_t requirement, size_t week)
{
	return &plan->requirement_coverage[cell(plan, view, requirement, plan->requirement_count,
						week)];
}

struct demand_coverage *plan_demand_coverage(const struct plan *plan, enum view view, size_t demand,
					     size_t week)
{
	return &plan->demand_coverage[cell(plan, view, demand, plan->company->demand_count, week)];
}

struct capacity *plan_capacity(const struct plan *plan, size_t person, size_t week)
{
	return &plan->people[cell(plan, 0, person, plan->company->person_count, week)];
}

int requirement_order(const struct requirement *a, const struct requirement *b)
{
	int order = strcmp(a->role, b->role);

	if (!order)
		order = (a->level > b->level) - (a->level < b->level);
	if (!order)
		order = strcmp(a->location, b->location);
	for (size_t i = 0; !order && i < a->skill_count && i < b->skill_count; i++)
		order = strcmp(a->skills[i], b->skills[i]);
	if (!order)
		order = (a->skill_count > b->skill_count) - (a->skill_count < b->skill_count);
	return order;
}

int32_t plan_booking_minutes(const struct plan *plan, size_t booking, size_t week)
{
	assert(booking < plan->company->booking_count && week < plan->options.week_count);
	return plan->booking_minutes[booking * plan->options.week_count + week];
}
