#include "import/change_people.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "import/pattern.h"
#include "model/company_order.h"

enum { PEOPLE_MAX = 100, PLACES_NAMED = 8 };

static bool remove_person(const struct changing *c, const char *id)
{
	struct company *company = c->company;
	const char **ids = ARENA_ARRAY(c->arena, const char *, company->person_count + 1);
	size_t kept = 0, before = company->person_count;

	for (size_t p = 0; p < before; p++) {
		ids[p] = company->people[p].id;
		if (!change_same(c, ids[p], id))
			company->people[kept++] = company->people[p];
	}
	company->person_count = kept;
	if (kept == before)
		return fault_set(c->fault, FAULT_USAGE, "'%s': there is no person '%s'%s", c->text,
				 id, change_guess(c, id, ids, before));
	company_settle(c->company);
	return true;
}

/* Cut the text at the first of the separators; "" where it does not occur. */
static const char *cut_at(const struct changing *c, const char **text, char separator)
{
	const char *at = strchr(*text, separator), *rest = "";

	if (at) {
		rest = at + 1;
		*text = arena_copy(c->arena, (struct span){ *text, (size_t)(at - *text) });
	}
	return rest;
}

/* As the company spells it: roles, skills and places compare by their bytes. */
static const char *known_role(const struct changing *c, const char *word)
{
	const struct company *company = c->company;
	const char **names;
	size_t count = 0, room = company->demand_count;

	for (size_t p = 0; p < company->person_count; p++)
		room += company->people[p].role_count;
	names = ARENA_ARRAY(c->arena, const char *, room + 1);
	for (size_t p = 0; p < company->person_count; p++)
		for (size_t i = 0; i < company->people[p].role_count; i++)
			names[count++] = company->people[p].roles[i].role;
	for (size_t d = 0; d < company->demand_count; d++)
		names[count++] = company->demands[d].role;
	for (size_t i = 0; i < count; i++)
		if (change_same(c, names[i], word))
			return names[i];
	fault_set(c->fault, FAULT_USAGE, "'%s': nobody has the role '%s' and nothing asks for it%s",
		  c->text, word, change_guess(c, word, names, count));
	return NULL;
}

static void add_once(const char **names, size_t *count, const char *name)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(names[i], name) == 0)
			return;
	if (name[0])
		names[(*count)++] = name;
}

/*
 * A place where nobody is, but which lies within one that work asks for. Elsewhere somebody could
 * only do what may be done anywhere, as somebody without a place.
 */
static const char *new_place(const struct changing *c, const char *word)
{
	const struct company *company = c->company;
	const char **names = ARENA_ARRAY(c->arena, const char *,
					 company->person_count + company->demand_count + 1);
	const char *all = "", *near;
	size_t count = 0;

	for (size_t d = 0; d < company->demand_count; d++)
		if (company->demands[d].location[0] &&
		    location_within(word, company->demands[d].location))
			return arena_copy(c->arena, span_of(word));
	for (size_t p = 0; p < company->person_count; p++)
		add_once(names, &count, company->people[p].location);
	for (size_t d = 0; d < company->demand_count; d++)
		add_once(names, &count, company->demands[d].location);
	for (size_t i = 0; i < count && i < PLACES_NAMED; i++)
		all = arena_format(c->arena, "%s%s%s", all, i ? ", " : "", names[i]);
	near = change_guess(c, word, names, count);
	if (!near[0] && count > 0)
		near = arena_format(c->arena,
				    " (there are %s%s; no place: work that may be done "
				    "anywhere)",
				    all, count > PLACES_NAMED ? ", ..." : "");
	fault_set(c->fault, FAULT_USAGE,
		  "'%s': nobody works at '%s' and no work is to be done there%s", c->text, word,
		  near);
	return NULL;
}

static const char *known_place(const struct changing *c, const char *word)
{
	const struct company *company = c->company;

	for (size_t p = 0; p < company->person_count; p++)
		if (change_same(c, company->people[p].location, word))
			return company->people[p].location;
	for (size_t d = 0; d < company->demand_count; d++)
		if (change_same(c, company->demands[d].location, word))
			return company->demands[d].location;
	return new_place(c, word);
}

static const char *known_skill(const struct changing *c, const char *word)
{
	const struct company *company = c->company;

	for (size_t d = 0; d < company->demand_count; d++)
		for (size_t i = 0; i < company->demands[d].skill_count; i++)
			if (change_same(c, company->demands[d].skills[i], word))
				return company->demands[d].skills[i];
	return arena_copy(c->arena, span_of(word));
}

static void read_skills(const struct changing *c, const char *text, struct person *person)
{
	struct span rest = span_of(text), item;
	size_t room = 0;

	while (span_next(&rest, ';', &item)) {
		if (item.len == 0)
			continue;
		person->skills = ARENA_PUSH(c->arena, person->skills, person->skill_count, room);
		person->skills[person->skill_count++] = known_skill(c, arena_copy(c->arena, item));
	}
	if (person->skill_count)
		qsort(person->skills, person->skill_count, sizeof(*person->skills), text_order);
}

/* "+2:sre:3@DE-BE/kafka": everything from the role on is a template of each of them. */
static bool read_person(const struct changing *c, const char *text, int32_t *count,
			struct person *person)
{
	const char *heads = text, *role = cut_at(c, &heads, ':'), *skills = cut_at(c, &role, '/');
	const char *place = cut_at(c, &role, '@'), *level = cut_at(c, &role, ':');
	const struct settings *settings = &c->company->settings;
	struct role_level *roles = ARENA_ARRAY(c->arena, struct role_level, 1);
	const char *location;

	if (!role[0])
		return fault_set(c->fault, FAULT_USAGE,
				 "--people '%s' is not understood (write +1:sre:3@DE-BE or -ana)",
				 c->text);
	roles->level = LEVEL_REGULAR;
	roles->role = known_role(c, role);
	location = roles->role && place[0] ? known_place(c, place) : "";
	if (!roles->role || !location || !change_read_whole(c, heads, 1, PEOPLE_MAX, count) ||
	    (level[0] && !change_read_whole(c, level, LEVEL_JUNIOR, LEVEL_MAX, &roles->level)))
		return false;
	*person = (struct person){
		.place = { "what-if", 0, 0 },
		.email = "",
		.roles = roles,
		.role_count = 1,
		.location = location,
		.time_zone = settings->time_zone,
		.start = DAY_FIRST,
		.end = DAY_LAST,
		.overhead_micro_percent = settings->overhead_percent * MICRO,
	};
	pattern_spread(settings, settings->full_week_minutes, person->pattern_minutes);
	read_skills(c, skills, person);
	return true;
}

static bool is_taken(const struct company *company, const char *id)
{
	for (size_t p = 0; p < company->person_count; p++)
		if (strcmp(company->people[p].id, id) == 0)
			return true;
	return false;
}

static bool add_people(const struct changing *c)
{
	struct company *company = c->company;
	struct person person;
	int32_t count = 0, number = 0;

	if (!read_person(c, c->text + 1, &count, &person))
		return false;
	company->people = change_copy_list(c->arena, company->people, company->person_count,
					   (size_t)count, sizeof(*company->people));
	for (int32_t i = 0; i < count; i++) {
		do
			person.id = arena_format(c->arena, "new-%s-%d", person.roles->role,
						 (int)++number);
		while (is_taken(company, person.id));
		person.name = person.id;
		company->people[company->person_count++] = person;
	}
	company_settle(c->company);
	return true;
}

bool change_people(const struct changing *c)
{
	if (c->text[0] == '+')
		return add_people(c);
	if (c->text[0] == '-' && c->text[1])
		return remove_person(c, c->text + 1);
	return fault_set(c->fault, FAULT_USAGE,
			 "--people '%s' is not understood (write +1:sre:3@DE-BE or -ana)", c->text);
}
