#include "import/link.h"

#include <stdlib.h>
#include <string.h>

#include "import/link_rates.h"
#include "model/company_order.h"

/* --- all names of a company -------------------------------------------- */

static void collect_all(struct link *link, const struct company *company)
{
	for (size_t p = 0; p < company->person_count; p++) {
		const struct person *person = &company->people[p];

		spellings_add(&link->people, person->id, true);
		spellings_add(&link->locations, person->location, true);
		for (size_t i = 0; i < person->role_count; i++)
			spellings_add(&link->roles, person->roles[i].role, true);
		for (size_t i = 0; i < person->skill_count; i++)
			spellings_add(&link->skills, person->skills[i], true);
	}
	for (size_t d = 0; d < company->demand_count; d++) {
		const struct demand *demand = &company->demands[d];

		spellings_add(&link->projects, demand->project, true);
		spellings_add(&link->roles, demand->role, false);
		spellings_add(&link->locations, demand->location, false);
		for (size_t i = 0; i < demand->skill_count; i++)
			spellings_add(&link->skills, demand->skills[i], false);
	}
	for (size_t b = 0; b < company->booking_count; b++) {
		spellings_add(&link->projects, company->bookings[b].project, false);
		spellings_add(&link->roles, company->bookings[b].role, false);
	}
	link_collect_rates(link, company);
	for (size_t h = 0; h < company->holiday_count; h++)
		spellings_add(&link->locations, company->holidays[h].location, false);
}

static void settle_all(struct link *link)
{
	spellings_settle(&link->roles);
	spellings_settle(&link->skills);
	spellings_settle(&link->locations);
	spellings_settle(&link->projects);
	spellings_settle(&link->people);
	spellings_settle(&link->options);
	spellings_settle(&link->vendors);
}

/* --- people ------------------------------------------------------------ */

/* A role that is given twice counts at its higher level. */
static void link_roles(struct link *link, struct person *person)
{
	size_t kept = 0;

	for (size_t i = 0; i < person->role_count; i++)
		person->roles[i].role = spellings_same(&link->roles, person->roles[i].role);
	qsort(person->roles, person->role_count, sizeof(*person->roles), role_level_order);
	for (size_t i = 0; i < person->role_count; i++) {
		if (kept > 0 && strcmp(person->roles[kept - 1].role, person->roles[i].role) == 0) {
			notes_add(link->notes, NOTE_WARNING, "role-twice", person->place,
				  "%s has the role %s twice: the higher level counts", person->id,
				  person->roles[i].role);
			person->roles[kept - 1] = person->roles[i];
		} else {
			person->roles[kept++] = person->roles[i];
		}
	}
	person->role_count = kept;
}

static void link_people(struct link *link)
{
	struct company *company = link->company;

	for (size_t p = 0; p < company->person_count; p++) {
		struct person *person = &company->people[p];

		link_roles(link, person);
		person->skill_count =
			spellings_same_list(&link->skills, person->skills, person->skill_count);
		person->location = spellings_same(&link->locations, person->location);
	}
}

/* --- demand ------------------------------------------------------------ */

static bool is_somewhere(const struct link *link, const char *scope)
{
	for (size_t p = 0; p < link->company->person_count; p++)
		if (location_within(link->company->people[p].location, scope))
			return true;
	return false;
}

static void check_demand(struct link *link, const struct demand *demand)
{
	const struct name *role = spellings_find(&link->roles, demand->role);

	if (role && !role->had)
		notes_add(link->notes, NOTE_WARNING, "role-unknown", demand->place,
			  "nobody has the role '%s' that %s asks for%s", demand->role, demand->id,
			  spellings_guess(&link->roles, demand->role));
	for (size_t i = 0; i < demand->skill_count; i++) {
		const struct name *skill = spellings_find(&link->skills, demand->skills[i]);

		if (skill && !skill->had)
			notes_add(link->notes, NOTE_WARNING, "skill-unknown", demand->place,
				  "nobody has the skill '%s' that %s asks for%s", demand->skills[i],
				  demand->id, spellings_guess(&link->skills, demand->skills[i]));
	}
	if (demand->location[0] && !is_somewhere(link, demand->location))
		notes_add(link->notes, NOTE_WARNING, "location-unknown", demand->place,
			  "nobody works at '%s', where %s has to be done%s", demand->location,
			  demand->id, spellings_guess(&link->locations, demand->location));
}

static void link_demand(struct link *link)
{
	struct company *company = link->company;

	for (size_t d = 0; d < company->demand_count; d++) {
		struct demand *demand = &company->demands[d];

		demand->project = spellings_same(&link->projects, demand->project);
		demand->role = spellings_same(&link->roles, demand->role);
		demand->location = spellings_same(&link->locations, demand->location);
		demand->skill_count =
			spellings_same_list(&link->skills, demand->skills, demand->skill_count);
		check_demand(link, demand);
	}
}

/* --- bookings and holidays --------------------------------------------- */

static void note_overlaps(struct link *link)
{
	const struct company *company = link->company;

	for (size_t i = 1; i < company->booking_count; i++) {
		const struct booking *a = &company->bookings[i - 1], *b = &company->bookings[i];
		bool first = a->place.line < b->place.line;

		if (strcmp(a->person, b->person) == 0 && strcmp(a->project, b->project) == 0 &&
		    strcmp(a->role, b->role) == 0 && day_distance(b->start, a->end) >= 0)
			notes_add(
				link->notes, NOTE_WARNING, "bookings-overlap",
				first ? b->place : a->place,
				"this booking of %s for %s overlaps the one in line %d: both count",
				b->person, b->project, (int)(first ? a : b)->place.line);
	}
}

static void link_bookings(struct link *link)
{
	struct company *company = link->company;
	size_t kept = 0;

	for (size_t b = 0; b < company->booking_count; b++) {
		struct booking *booking = &company->bookings[b];
		const struct name *person = spellings_find(&link->people, booking->person);

		if (!person && link_skipped(link, &company->skipped_people, booking->person,
					    "person-unknown", booking->place))
			continue;
		if (!person) {
			notes_add(link->notes, NOTE_ERROR, "person-unknown", booking->place,
				  "row skipped: unknown person '%s'%s", booking->person,
				  spellings_guess(&link->people, booking->person));
			continue;
		}
		booking->person = person->spelling;
		booking->project = spellings_same(&link->projects, booking->project);
		booking->role = spellings_same(&link->roles, booking->role);
		company->bookings[kept++] = *booking;
	}
	company->booking_count = kept;
}

static void link_holidays(struct link *link)
{
	struct company *company = link->company;

	for (size_t h = 0; h < company->holiday_count; h++)
		company->holidays[h].location =
			spellings_same(&link->locations, company->holidays[h].location);
}

static struct link link_of(struct company *company, struct arena *arena, struct notes *notes)
{
	return (struct link){ .company = company,
			      .notes = notes,
			      .roles.arena = arena,
			      .skills.arena = arena,
			      .locations.arena = arena,
			      .projects.arena = arena,
			      .people.arena = arena,
			      .options.arena = arena,
			      .vendors.arena = arena };
}

static void link_company(struct link *link)
{
	link_people(link);
	link_demand(link);
	link_bookings(link);
	link_holidays(link);
	company_settle(link->company);
	note_overlaps(link);
	link_rates(link);
}

void company_link(struct company *company, struct arena *arena, struct notes *notes)
{
	struct link link = link_of(company, arena, notes);

	collect_all(&link, company);
	settle_all(&link);
	link_company(&link);
}

/* Ids of demand lines: what differs in case or composition only is the same line. */
static struct spellings spelled_lines(const struct company *a, const struct company *b,
				      struct arena *arena)
{
	const struct company *both[] = { a, b };
	struct spellings lines = { .arena = arena };

	for (size_t i = 0; i < ARRAY_LEN(both); i++)
		for (size_t d = 0; d < both[i]->demand_count; d++)
			spellings_add(&lines, both[i]->demands[d].id, true);
	spellings_settle(&lines);
	return lines;
}

static void share_ids(struct company *a, struct company *b, const struct spellings *people,
		      struct arena *arena)
{
	struct company *both[] = { a, b };
	struct spellings lines = spelled_lines(a, b, arena);

	for (size_t i = 0; i < ARRAY_LEN(both); i++) {
		for (size_t d = 0; d < both[i]->demand_count; d++)
			both[i]->demands[d].id = spellings_same(&lines, both[i]->demands[d].id);
		for (size_t p = 0; p < both[i]->person_count; p++)
			both[i]->people[p].id = spellings_same(people, both[i]->people[p].id);
	}
}

void company_link_both(struct company *a, struct company *b, struct arena *arena)
{
	struct notes unused = NOTES_INIT(arena); /* company_link has said it of each */
	struct link link = link_of(b, arena, &unused);

	collect_all(&link, a);
	collect_all(&link, b);
	settle_all(&link);
	share_ids(a, b, &link.people, arena);
	link_company(&link);
	link.company = a;
	link_company(&link);
}

bool company_spelled_alike(const struct company *a, const struct company *b)
{
	struct arena scratch = ARENA_INIT;
	struct link link = link_of(NULL, &scratch, NULL);
	bool differ;

	collect_all(&link, a);
	collect_all(&link, b);
	settle_all(&link);
	differ = link.roles.differ || link.skills.differ || link.locations.differ ||
		 link.projects.differ || link.people.differ || link.options.differ ||
		 link.vendors.differ || spelled_lines(a, b, &scratch).differ;
	arena_release(&scratch);
	return !differ;
}
