#include "import/ical/ical_offsets.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "import/ical/ical_clock.h"
#include "import/ical/ical_system.h"

static int32_t offset_at_noon(const struct clock *clock, struct day day)
{
	int64_t noon = (int64_t)day.since_1970 * 86400 + 43200;

	return (int32_t)((noon - clock_instant(clock, noon)) / 60);
}

static bool read_zone(const char *name, struct day first, struct day last, struct arena *arena,
		      struct zone_marks *marks, struct zone *made, struct fault *fault)
{
	const struct clock *zone = NULL;
	size_t room = 0;

	if (!system_zone_find(name, marks, &zone, fault))
		return false;
	*made = (struct zone){ .name = name };
	for (struct day day = first; day_distance(day, last) >= 0; day = day_add(day, 1)) {
		int32_t offset = zone ? offset_at_noon(zone, day) : 0;

		if (made->change_count > 0 &&
		    made->changes[made->change_count - 1].offset_minutes == offset)
			continue;
		made->changes = ARENA_PUSH(arena, made->changes, made->change_count, room);
		made->changes[made->change_count++] = (struct zone_change){ day, offset };
	}
	return true;
}

bool company_zones(struct company *company, struct day first, struct day last, struct arena *arena,
		   struct zone_marks *marks, struct fault *fault)
{
	const char **names =
		ARENA_ARRAY(arena, const char *, 1 + company->option_count + company->demand_count);
	size_t count = 0;

	names[count++] = company->settings.time_zone;
	for (size_t i = 0; i < company->option_count; i++)
		names[count++] = company->options[i].time_zone;
	for (size_t i = 0; i < company->demand_count; i++)
		if (company->demands[i].time_zone)
			names[count++] = company->demands[i].time_zone;
	qsort(names, count, sizeof(*names), text_order);
	company->zones = ARENA_ARRAY(arena, struct zone, count);
	company->zone_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && strcmp(names[i], names[i - 1]) == 0)
			continue;
		if (!read_zone(names[i], first, last, arena, marks,
			       &company->zones[company->zone_count], fault))
			return false;
		company->zone_count++;
	}
	return true;
}
