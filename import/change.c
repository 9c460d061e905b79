#include "import/change.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "import/pattern.h"
#include "model/company_order.h"

enum { PEOPLE_MAX = 100, FTE_MAX = 10000, HOURS_MAX = 400000, DAYS_MAX = 3650, PLACES_NAMED = 8 };

struct changing {
	struct arena *arena;
	struct company *company;
	const char *text; /* as given, for messages */
	struct fault *fault;
};

static bool same_name(const struct changing *c, const char *a, const char *b)
{
	return strcmp(text_key(span_of(a), c->arena), text_key(span_of(b), c->arena)) == 0;
}

static const char *guess(const struct changing *c, const char *word, const char **names,
			 size_t count)
{
	const char *near = text_nearest(word, names, count, c->arena);

	return near ? arena_format(c->arena, " (did you mean '%s'?)", near) : "";
}

/* --- copies -------------------------------------------------------------------- */

static void *copy_list(struct arena *arena, const void *list, size_t count, size_t more,
		       size_t size)
{
	void *made = arena_alloc(arena, count + more + 1, size);

	if (count)
		memcpy(made, list, count * size);
	return made;
}

void company_copy(const struct company *company, struct arena *arena, struct company *copy)
{
	*copy = *company;
	copy->people =
		copy_list(arena, company->people, company->person_count, 0, sizeof(*copy->people));
	copy->demands = copy_list(arena, company->demands, company->demand_count, 0,
				  sizeof(*copy->demands));
	copy->bookings = copy_list(arena, company->bookings, company->booking_count, 0,
				   sizeof(*copy->bookings));
}

/* --- words ------------------------------------------------------------------------ */

static bool wrong(const struct changing *c, const char *what, const char *word, const char *hint)
{
	return fault_set(c->fault, FAULT_USAGE, "'%s': '%s' is not %s (%s)", c->text, word, what,
			 hint);
}

static bool read_number(const struct changing *c, const char *word, int64_t high, int64_t *micro)
{
	struct fault unused = FAULT_INIT;

	if (number_parse(span_of(word), '.', micro, &unused) && *micro >= 0 &&
	    *micro <= high * MICRO)
		return true;
	return wrong(c, arena_format(c->arena, "a number from 0 to %lld", (long long)high), word,
		     "write it like 0.5");
}

static bool read_whole(const struct changing *c, const char *word, int32_t low, int32_t high,
		       int32_t *value)
{
	char *end;
	long number = strtol(word, &end, 10);

	if (end == word || *end || number < low || number > high)
		return wrong(
			c,
			arena_format(c->arena, "a whole number from %d to %d", (int)low, (int)high),
			word, "write digits only");
	*value = (int32_t)number;
	return true;
}

/* "+2w", "-3d" */
static bool read_shift(const char *word, int32_t *days)
{
	char *end;
	long number;

	if (word[0] != '+' && word[0] != '-')
		return false;
	number = strtol(word + 1, &end, 10);
	if (end == word + 1 || (*end != 'w' && *end != 'd') || end[1] || number > DAYS_MAX)
		return false;
	*days = (int32_t)number * (*end == 'w' ? 7 : 1) * (word[0] == '-' ? -1 : 1);
	return true;
}

/* A day, or a shift of the one that holds. */
static bool read_day(const struct changing *c, const char *word, struct day *day)
{
	struct fault unused = FAULT_INIT;
	int32_t days;

	if (read_shift(word, &days)) {
		*day = day_add(*day, days);
		return true;
	}
	if (day_parse(span_of(word), day, &unused))
		return true;
	return wrong(c, "a day or a shift", word, "write 2026-11-30, +2w or -3d");
}

/* --- demand -------------------------------------------------------------------------- */

static bool is_named(const struct changing *c, const struct demand *demand, const char *name,
		     bool by_project)
{
	return same_name(c, by_project ? demand->project : demand->id, name);
}

/* Whether the name is a line's or a project's; else a fault with a guess. */
static bool find_name(const struct changing *c, const char *name, bool *by_project)
{
	const struct company *company = c->company;
	const char **names = ARENA_ARRAY(c->arena, const char *, 2 * company->demand_count + 1);

	for (int project = 0; project < 2; project++)
		for (size_t d = 0; d < company->demand_count; d++)
			if (is_named(c, &company->demands[d], name, project)) {
				*by_project = project;
				return true;
			}
	for (size_t d = 0; d < company->demand_count; d++) {
		names[2 * d] = company->demands[d].id;
		names[2 * d + 1] = company->demands[d].project;
	}
	return fault_set(c->fault, FAULT_USAGE, "'%s': there is no demand line or project '%s'%s",
			 c->text, name, guess(c, name, names, 2 * company->demand_count));
}

typedef bool set_field(const struct changing *c, struct demand *demand, const char *value);

static bool check_period(const struct changing *c, const struct demand *demand)
{
	return day_distance(demand->start, demand->end) >= 0 ||
	       fault_set(c->fault, FAULT_USAGE, "'%s': %s would end before it starts", c->text,
			 demand->id);
}

static bool is_long(const struct changing *c, const struct demand *demand)
{
	return !demand->weeks ||
	       fault_set(c->fault, FAULT_USAGE,
			 "'%s': %s has an amount for each week; only 'move' by weeks, "
			 "'priority', 'status' and 'probability' can be changed",
			 c->text, demand->id);
}

static bool set_start(const struct changing *c, struct demand *demand, const char *value)
{
	return is_long(c, demand) && read_day(c, value, &demand->start) && check_period(c, demand);
}

static bool set_end(const struct changing *c, struct demand *demand, const char *value)
{
	return is_long(c, demand) && read_day(c, value, &demand->end) && check_period(c, demand);
}

static bool set_move(const struct changing *c, struct demand *demand, const char *value)
{
	struct demand_week *weeks = demand->weeks;
	int32_t days = 0;

	if (!read_shift(value, &days))
		return wrong(c, "a shift", value, "write +2w or -3d");
	if (weeks && days % 7)
		return is_long(c, demand);
	demand->start = day_add(demand->start, days);
	demand->end = day_add(demand->end, days);
	if (!weeks)
		return true;
	demand->weeks = copy_list(c->arena, weeks, demand->week_count, 0, sizeof(*weeks));
	for (size_t i = 0; i < demand->week_count; i++)
		demand->weeks[i].monday = day_add(weeks[i].monday, days);
	return true;
}

static bool set_amount(const struct changing *c, struct demand *demand, const char *value,
		       enum amount_unit unit, int64_t high)
{
	if (!is_long(c, demand) || !read_number(c, value, high, &demand->amount_micro))
		return false;
	demand->unit = unit;
	return true;
}

static bool set_fte(const struct changing *c, struct demand *demand, const char *value)
{
	return set_amount(c, demand, value, AMOUNT_FTE, FTE_MAX);
}

static bool set_hours_per_week(const struct changing *c, struct demand *demand, const char *value)
{
	return set_amount(c, demand, value, AMOUNT_HOURS_PER_WEEK, HOURS_MAX);
}

static bool set_hours(const struct changing *c, struct demand *demand, const char *value)
{
	return set_amount(c, demand, value, AMOUNT_HOURS_TOTAL, HOURS_MAX);
}

static bool set_priority(const struct changing *c, struct demand *demand, const char *value)
{
	return read_whole(c, value, PRIORITY_HIGHEST, PRIORITY_MAX, &demand->priority);
}

static bool set_probability(const struct changing *c, struct demand *demand, const char *value)
{
	return read_whole(c, value, 0, 100, &demand->probability_percent);
}

static bool set_status(const struct changing *c, struct demand *demand, const char *value)
{
	bool committed = strcmp(value, "committed") == 0;

	if (!committed && strcmp(value, "tentative") != 0)
		return wrong(c, "a status", value, "write committed or tentative");
	demand->status = committed ? DEMAND_COMMITTED : DEMAND_TENTATIVE;
	if (committed)
		demand->probability_percent = 100;
	return true;
}

static const struct {
	const char *name;
	set_field *set;
} fields[] = {
	{ "start", set_start },       { "end", set_end },
	{ "move", set_move },         { "fte", set_fte },
	{ "hours", set_hours },       { "hours_per_week", set_hours_per_week },
	{ "priority", set_priority }, { "probability", set_probability },
	{ "status", set_status },
};

static set_field *find_field(const struct changing *c, const char *name)
{
	const char *names[ARRAY_LEN(fields)], *all = "", *near;

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		if (strcmp(fields[i].name, name) == 0)
			return fields[i].set;
		names[i] = fields[i].name;
		all = arena_format(c->arena, "%s%s%s", all, i ? ", " : "", names[i]);
	}
	near = guess(c, name, names, ARRAY_LEN(fields));
	if (!near[0])
		near = arena_format(c->arena, " (there are %s)", all);
	fault_set(c->fault, FAULT_USAGE, "'%s': a demand line has no field '%s'%s", c->text, name,
		  near);
	return NULL;
}

static bool remove_demand(const struct changing *c, const char *name)
{
	struct company *company = c->company;
	bool by_project = false;
	size_t kept = 0;

	if (!find_name(c, name, &by_project))
		return false;
	for (size_t d = 0; d < company->demand_count; d++)
		if (!is_named(c, &company->demands[d], name, by_project))
			company->demands[kept++] = company->demands[d];
	company->demand_count = kept;
	return true;
}

/* "ID.FIELD=VALUE": the last dot before the first equals sign, since ids may have dots. */
static bool cut(const struct changing *c, const char **name, const char **field, const char **value)
{
	const char *equals = strchr(c->text, '='), *dot = NULL;

	for (const char *at = c->text; equals && at < equals; at++)
		if (*at == '.')
			dot = at;
	if (!equals || !dot || dot == c->text || dot + 1 == equals || !equals[1])
		return fault_set(c->fault, FAULT_USAGE,
				 "--demand '%s' is not understood (write ID.start=+2w, "
				 "ID.fte=0.5, or -ID)",
				 c->text);
	*name = arena_copy(c->arena, (struct span){ c->text, (size_t)(dot - c->text) });
	*field = arena_copy(c->arena, (struct span){ dot + 1, (size_t)(equals - dot) - 1 });
	*value = equals + 1;
	return true;
}

static bool change_demand(const struct changing *c)
{
	const char *name = "", *field = "", *value = "";
	struct company *company = c->company;
	set_field *set;
	bool by_project = false;

	if (c->text[0] == '-')
		return remove_demand(c, c->text + 1);
	if (!cut(c, &name, &field, &value) || !find_name(c, name, &by_project))
		return false;
	set = find_field(c, field);
	if (!set)
		return false;
	for (size_t d = 0; d < company->demand_count; d++)
		if (is_named(c, &company->demands[d], name, by_project) &&
		    !set(c, &company->demands[d], value))
			return false;
	return true;
}

/* --- probability ------------------------------------------------------------------------ */

static bool change_probability(const struct changing *c)
{
	const char *equals = strrchr(c->text, '='), *name;
	struct company *company = c->company;
	bool by_project = false;
	size_t changed = 0;

	if (!equals || equals == c->text || !equals[1])
		return fault_set(c->fault, FAULT_USAGE,
				 "--probability '%s' is not understood (write PROJECT=80)",
				 c->text);
	name = arena_copy(c->arena, (struct span){ c->text, (size_t)(equals - c->text) });
	if (!find_name(c, name, &by_project))
		return false;
	for (size_t d = 0; d < company->demand_count; d++) {
		struct demand *demand = &company->demands[d];

		if (demand->status != DEMAND_TENTATIVE || !is_named(c, demand, name, by_project))
			continue;
		if (!set_probability(c, demand, equals + 1))
			return false;
		changed++;
	}
	return changed > 0 || fault_set(c->fault, FAULT_USAGE, "'%s': nothing of '%s' is tentative",
					c->text, name);
}

/* --- people ------------------------------------------------------------------------------ */

static bool remove_person(const struct changing *c, const char *id)
{
	struct company *company = c->company;
	const char **ids = ARENA_ARRAY(c->arena, const char *, company->person_count + 1);
	size_t kept = 0, before = company->person_count;

	for (size_t p = 0; p < before; p++) {
		ids[p] = company->people[p].id;
		if (!same_name(c, ids[p], id))
			company->people[kept++] = company->people[p];
	}
	company->person_count = kept;
	if (kept == before)
		return fault_set(c->fault, FAULT_USAGE, "'%s': there is no person '%s'%s", c->text,
				 id, guess(c, id, ids, before));
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
		if (same_name(c, names[i], word))
			return names[i];
	fault_set(c->fault, FAULT_USAGE, "'%s': nobody has the role '%s' and nothing asks for it%s",
		  c->text, word, guess(c, word, names, count));
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
	near = guess(c, word, names, count);
	if (!near[0] && count > 0)
		near = arena_format(c->arena,
				    " (there are %s%s; no place: work that may be done "
				    "anywhere)",
				    all, count > PLACES_NAMED ? ", ..." : "");
	fault_set(c->fault, FAULT_USAGE,
		  "'%s': nobody is at '%s' and nothing is to be done there%s", c->text, word, near);
	return NULL;
}

static const char *known_place(const struct changing *c, const char *word)
{
	const struct company *company = c->company;

	for (size_t p = 0; p < company->person_count; p++)
		if (same_name(c, company->people[p].location, word))
			return company->people[p].location;
	for (size_t d = 0; d < company->demand_count; d++)
		if (same_name(c, company->demands[d].location, word))
			return company->demands[d].location;
	return new_place(c, word);
}

static const char *known_skill(const struct changing *c, const char *word)
{
	const struct company *company = c->company;

	for (size_t d = 0; d < company->demand_count; d++)
		for (size_t i = 0; i < company->demands[d].skill_count; i++)
			if (same_name(c, company->demands[d].skills[i], word))
				return company->demands[d].skills[i];
	return arena_copy(c->arena, span_of(word));
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
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
		qsort(person->skills, person->skill_count, sizeof(*person->skills), by_text);
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
	if (!roles->role || !location || !read_whole(c, heads, 1, PEOPLE_MAX, count) ||
	    (level[0] && !read_whole(c, level, LEVEL_JUNIOR, LEVEL_MAX, &roles->level)))
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
	pattern_spread(settings, settings->full_week_min, person->pattern_min);
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
	company->people = copy_list(c->arena, company->people, company->person_count, (size_t)count,
				    sizeof(*company->people));
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

static bool change_people(const struct changing *c)
{
	if (c->text[0] == '+')
		return add_people(c);
	if (c->text[0] == '-' && c->text[1])
		return remove_person(c, c->text + 1);
	return fault_set(c->fault, FAULT_USAGE,
			 "--people '%s' is not understood (write +1:sre:3@DE-BE or -ana)", c->text);
}

bool change_apply(enum change_kind kind, const char *text, struct arena *arena,
		  struct company *company, struct fault *fault)
{
	struct changing c = { arena, company, text, fault };

	switch (kind) {
	case CHANGE_DEMAND: return change_demand(&c);
	case CHANGE_PEOPLE: return change_people(&c);
	case CHANGE_PROBABILITY: break;
	}
	return change_probability(&c);
}
