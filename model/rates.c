#include "model/rates.h"

#include <assert.h>
#include <string.h>

#include "base/attributes.h"

const char *model_name(enum model model)
{
	static const char *const names[] = { "onshore", "nearshore", "offshore", "managed",
					     "hire" };

	static_assert(ARRAY_LEN(names) == MODEL_COUNT, "every model has a name");
	assert(model < MODEL_COUNT);
	return names[model];
}

const char *rate_unit_name(enum rate_unit unit)
{
	static const char *const names[] = { "hour", "day", "week", "month" };

	static_assert(ARRAY_LEN(names) == UNIT_COUNT, "every unit has a name");
	assert(unit < UNIT_COUNT);
	return names[unit];
}

int32_t zone_offset_minutes(const struct zone *zone, struct day day)
{
	int32_t offset = zone->changes[0].offset_minutes;

	for (size_t i = 1; i < zone->change_count; i++)
		if (day_distance(zone->changes[i].from, day) >= 0)
			offset = zone->changes[i].offset_minutes;
	return offset;
}

int32_t option_level(const struct rate_option *option, const char *role)
{
	for (size_t i = 0; i < option->role_count; i++)
		if (strcmp(option->roles[i].role, role) == 0)
			return option->roles[i].level;
	return 0;
}

int32_t option_ramp_percent(const struct rate_option *option, int32_t week)
{
	assert(week >= 0);
	return (size_t)week < option->ramp_count ? option->ramp_percent[week] : 100;
}
