/*
 * Demand lines sorted by project, which a booking finds by bisection.
 *
 * Before, each booking compared its project with that of every line; with 100,000 people that was
 * nine tenths of the time of a plan that did not end (bench/HISTORY.md, "The allocation").
 */
#include "planner/allocation/projects.h"

#include <stdlib.h>
#include <string.h>

struct named_line {
	const char *project;
	uint32_t line;
};

static int by_project(const void *left, const void *right)
{
	const struct named_line *a = left, *b = right;
	int order = strcmp(a->project, b->project);

	return order ? order : (a->line > b->line) - (a->line < b->line);
}

struct projects projects_make(const struct company *company, struct arena *arena)
{
	size_t count = company->demand_count;
	struct arena scratch = ARENA_INIT;
	struct named_line *list = ARENA_ARRAY(&scratch, struct named_line, count + 1);
	struct projects projects = { .company = company,
				     .lines = ARENA_ARRAY(arena, uint32_t, count + 1),
				     .first = ARENA_ARRAY(arena, size_t, count + 1),
				     .of_line = ARENA_ARRAY(arena, uint32_t, count + 1) };

	for (uint32_t d = 0; d < count; d++)
		list[d] = (struct named_line){ company->demands[d].project, d };
	if (count > 0)
		qsort(list, count, sizeof(*list), by_project);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || strcmp(list[i - 1].project, list[i].project) != 0)
			projects.first[projects.count++] = i;
		projects.lines[i] = list[i].line;
		projects.of_line[list[i].line] = (uint32_t)projects.count - 1;
	}
	projects.first[projects.count] = count;
	arena_release(&scratch);
	return projects;
}

size_t projects_find(const struct projects *projects, const char *project)
{
	size_t low = 0, high = projects->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t line = projects->lines[projects->first[middle]];
		int order = strcmp(project, projects->company->demands[line].project);

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return projects->count;
}

static int32_t level_in_role(const struct person *person, const char *role)
{
	for (size_t i = 0; i < person->role_count; i++)
		if (strcmp(person->roles[i].role, role) == 0)
			return person->roles[i].level;
	return 0;
}

/* A booking without a role is of any role that its person has. Levels, skills and places are not
 * asked about: who is booked for a line works on it. */
bool booking_names(const struct booking *booking, const struct person *person,
		   const struct demand *demand)
{
	if (strcmp(booking->project, demand->project) != 0)
		return false;
	if (booking->role[0] != '\0')
		return strcmp(booking->role, demand->role) == 0;
	return level_in_role(person, demand->role) > 0;
}

size_t projects_named(const struct projects *projects, const struct booking *booking,
		      uint32_t *lines)
{
	const struct company *company = projects->company;
	const struct person *person = &company->people[booking->person_index];
	size_t project = projects_find(projects, booking->project), count = 0;

	if (project == projects->count)
		return 0;
	for (size_t i = projects->first[project]; i < projects->first[project + 1]; i++)
		if (booking_names(booking, person, &company->demands[projects->lines[i]]))
			lines[count++] = projects->lines[i];
	return count;
}
