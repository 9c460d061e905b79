#include "model/company.h"

#include <string.h>

#include "base/text.h"

const struct skipped_row *skipped_row_find(const struct skipped_rows *rows, const char *id)
{
	struct arena scratch = ARENA_INIT;
	const char *key = text_key(span_of(id), &scratch);
	const struct skipped_row *found = NULL;

	for (size_t i = 0; i < rows->count && !found; i++)
		if (strcmp(text_key(span_of(rows->list[i].id), &scratch), key) == 0)
			found = &rows->list[i];
	arena_release(&scratch);
	return found;
}

bool location_within(const char *place, const char *scope)
{
	size_t len = strlen(scope);

	return len == 0 ||
	       (strncmp(place, scope, len) == 0 && (place[len] == '\0' || place[len] == '-'));
}

static bool has_skill(const struct person *person, const char *skill)
{
	for (size_t i = 0; i < person->skill_count; i++)
		if (strcmp(person->skills[i], skill) == 0)
			return true;
	return false;
}

static bool has_role(const struct person *person, const char *role, int32_t level, int32_t down)
{
	for (size_t i = 0; i < person->role_count; i++)
		if (strcmp(person->roles[i].role, role) == 0)
			return person->roles[i].level >= level &&
			       person->roles[i].level - level <= down;
	return false;
}

bool person_qualifies(const struct settings *settings, const struct person *person,
		      const struct demand *demand)
{
	if (!has_role(person, demand->role, demand->level, settings->max_levels_down) ||
	    !location_within(person->location, demand->location))
		return false;
	for (size_t i = 0; i < demand->skill_count; i++)
		if (!has_skill(person, demand->skills[i]))
			return false;
	return true;
}

const struct zone *company_zone(const struct company *company, const char *name)
{
	if (!name)
		name = company->settings.time_zone;
	for (size_t i = 0; i < company->zone_count; i++)
		if (strcmp(company->zones[i].name, name) == 0)
			return &company->zones[i];
	return NULL;
}

bool option_is_onshore(const struct settings *settings, const struct rate_option *option)
{
	if (settings->home[0])
		return location_within(option->location, settings->home);
	return option->model == MODEL_ONSHORE || option->model == MODEL_HIRE;
}

int role_level_order(const void *left, const void *right)
{
	const struct role_level *a = left, *b = right;
	int order = strcmp(a->role, b->role);

	return order ? order : (a->level > b->level) - (a->level < b->level);
}

bool person_is_employed(const struct person *person, struct day day)
{
	return day_distance(person->start, day) >= 0 && day_distance(day, person->end) >= 0;
}
