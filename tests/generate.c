#include "tests/generate.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/number.h"

struct generating {
	const struct generate *how;
	struct arena *arena;
	uint64_t state;
	const char **roles, **skills;
};

static const char *const scopes[] = { "", "DE", "DE-BE", "DE-BY", "IN" };
static const char *const places[] = { "DE-BE", "DE-BY", "DE", "IN-KA", "" };
static const char *const projects[] = { "Apollo", "Borealis", "Cirrus", "Delta", "Echo" };

uint64_t generate_next(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

uint64_t generate_below(uint64_t *state, uint64_t limit)
{
	return generate_next(state) % limit;
}

static size_t below(struct generating *m, size_t limit)
{
	return (size_t)generate_below(&m->state, limit);
}

/* Some of the skills, sorted: chance in percent for each. */
static const char **some_skills(struct generating *m, size_t percent, size_t *count)
{
	const char **list = ARENA_ARRAY(m->arena, const char *, m->how->skills + 1);

	*count = 0;
	for (size_t i = 0; i < m->how->skills; i++)
		if (below(m, 100) < percent)
			list[(*count)++] = m->skills[i];
	return list;
}

static void make_roles(struct generating *m, struct person *person)
{
	size_t wanted = 1 + below(m, 3), first = below(m, m->how->roles);

	person->roles = ARENA_ARRAY(m->arena, struct role_level, wanted);
	if (wanted > m->how->roles)
		wanted = m->how->roles;
	/* Neighbours modulo the number of roles, then in order of their names. */
	for (size_t r = 0; r < m->how->roles; r++)
		if ((r + m->how->roles - first) % m->how->roles < wanted)
			person->roles[person->role_count++] =
				(struct role_level){ m->roles[r],
						     LEVEL_JUNIOR + (int32_t)below(m, LEVEL_MAX) };
}

static void make_busy(struct generating *m, struct person *person)
{
	size_t count = m->how->busy_per_person_week * m->how->weeks;
	struct busy *busy = ARENA_ARRAY(m->arena, struct busy, count + 1);

	person->calendar = (struct calendar){ true, busy, count };
	for (size_t i = 0; i < count; i++) {
		int32_t week = (int32_t)(i / m->how->busy_per_person_week);
		int32_t day = GENERATE_MONDAY.since_1970 + 7 * week + (int32_t)below(m, 7);
		int32_t start = day * DAY_MINUTES + 8 * 60 + 15 * (int32_t)below(m, 40);

		busy[i] = (struct busy){ .start_minute = start,
					 .end_minute = start + 15 * (1 + (int32_t)below(m, 12)),
					 .class = (enum busy_class)below(m, BUSY_CLASS_COUNT),
					 .part = PART_CLOCK,
					 .feed = "generated",
					 .uid = "",
					 .summary = "" };
		if (below(m, 20) == 0) {
			busy[i].part = (enum busy_part)below(m, 4);
			busy[i].start_minute = day * DAY_MINUTES;
			busy[i].end_minute = (day + 1 + (int32_t)below(m, 3)) * DAY_MINUTES;
		}
	}
}

static struct person make_person(struct generating *m, size_t index)
{
	struct person person = {
		.place = { "people.csv", (int32_t)index + 2, 1 },
		.id = arena_format(m->arena, "p%06zu", index),
		.email = "",
		.location = places[below(m, 5)],
		.time_zone = "UTC",
		.start = DAY_FIRST,
		.end = DAY_LAST,
		.overhead_micro_percent = (int64_t)below(m, 3) * 10 * MICRO,
	};

	person.name = person.id;
	make_roles(m, &person);
	person.skills = some_skills(m, 40, &person.skill_count);
	for (int i = 0; i < 5; i++)
		person.pattern_minutes[i] = below(m, 5) == 0 ? 0 : 240 + 60 * (int32_t)below(m, 5);
	if (below(m, 10) == 0)
		person.start = day_add(GENERATE_MONDAY, (int32_t)below(m, 7 * m->how->weeks));
	if (below(m, 10) == 0)
		person.end = day_add(GENERATE_MONDAY, (int32_t)below(m, 7 * m->how->weeks));
	make_busy(m, &person);
	return person;
}

static struct demand make_demand(struct generating *m, size_t index)
{
	int32_t start = (int32_t)below(m, 7 * m->how->weeks);
	struct demand demand = {
		.place = { "demand.csv", (int32_t)index + 2, 1 },
		.id = arena_format(m->arena, "d%06zu", index),
		.project = projects[below(m, 5)],
		.role = m->roles[below(m, m->how->roles)],
		.level = LEVEL_JUNIOR + (int32_t)below(m, LEVEL_MAX),
		.location = scopes[below(m, 5)],
		.start = day_add(GENERATE_MONDAY, start),
		.end = day_add(GENERATE_MONDAY, start + (int32_t)below(m, 7 * m->how->weeks)),
		.unit = (enum amount_unit)below(m, 3),
		.priority = 1 + (int32_t)below(m, PRIORITY_MAX),
		.status = (enum demand_status)below(m, 2),
		.probability_percent = 100,
	};

	demand.skills = some_skills(m, 15, &demand.skill_count);
	demand.amount_micro = (int64_t)(1 + below(m, 20)) * MICRO / 10;
	if (demand.unit != AMOUNT_FTE)
		demand.amount_micro *= 40;
	if (demand.status == DEMAND_TENTATIVE)
		demand.probability_percent = (int32_t)below(m, 101);
	return demand;
}

static struct booking make_booking(struct generating *m, size_t index,
				   const struct company *company)
{
	size_t person = below(m, company->person_count);
	int32_t start = (int32_t)below(m, 7 * m->how->weeks);
	struct booking booking = {
		.place = { "bookings.csv", (int32_t)index + 2, 1 },
		.person = company->people[person].id,
		.person_index = person,
		.project = projects[below(m, 5)],
		.role = below(m, 3) == 0 ? "" : m->roles[below(m, m->how->roles)],
		.start = day_add(GENERATE_MONDAY, start),
		.end = day_add(GENERATE_MONDAY, start + (int32_t)below(m, 7 * m->how->weeks)),
		.unit = AMOUNT_PERCENT,
		.amount_micro = (int64_t)(1 + below(m, 12)) * 10 * MICRO,
		.status = below(m, 4) == 0 ? BOOKING_SOFT : BOOKING_HARD,
	};

	return booking;
}

static const char **names(struct arena *arena, const char *format_prefix, size_t count)
{
	const char **list = ARENA_ARRAY(arena, const char *, count + 1);

	for (size_t i = 0; i < count; i++)
		list[i] = arena_format(arena, "%s%02zu", format_prefix, i);
	return list;
}

struct generate generate_varied(uint64_t seed, size_t weeks)
{
	return (struct generate){ .seed = seed,
				  .people = 1 + seed * 7 % 60,
				  .demands = 3 + seed % 40,
				  .bookings = seed % 9,
				  .roles = 2 + seed % 8,
				  .skills = seed % 5,
				  .weeks = weeks,
				  .busy_per_person_week = 2 };
}

void generate_company(const struct generate *how, struct arena *arena, struct company *company)
{
	struct generating m = { .how = how,
				.arena = arena,
				.state = how->seed,
				.roles = names(arena, "r", how->roles),
				.skills = names(arena, "s", how->skills) };

	*company = (struct company){ .settings = settings_default() };
	company->people = ARENA_ARRAY(arena, struct person, how->people + 1);
	company->demands = ARENA_ARRAY(arena, struct demand, how->demands + 1);
	company->bookings = ARENA_ARRAY(arena, struct booking, how->bookings + 1);
	for (; company->person_count < how->people; company->person_count++)
		company->people[company->person_count] = make_person(&m, company->person_count);
	for (; company->demand_count < how->demands; company->demand_count++)
		company->demands[company->demand_count] = make_demand(&m, company->demand_count);
	for (; how->people > 0 && company->booking_count < how->bookings; company->booking_count++)
		company->bookings[company->booking_count] =
			make_booking(&m, company->booking_count, company);
}
