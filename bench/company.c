#include "bench/company.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/number.h"
#include "tests/generate.h"

enum { ROLES_MOST = 8, TAGS = 10, UTILISATION_PERCENT = 90 };

struct company_making {
	struct arena *arena;
	uint64_t state;
	size_t weeks, role_count;
	const char **roles;
	uint64_t *weight; /* running sums of 1/(rank+3) */
};

static const char *const places[] = { "DE-BE", "DE-BY", "DE-HH", "IN-KA", "IN-TN" };
static const char *const regions[] = { "DE", "IN" };
static const char *const tags[TAGS] = { "tag0", "tag1", "tag2", "tag3", "tag4",
					"tag5", "tag6", "tag7", "tag8", "tag9" };

static size_t below(struct company_making *m, size_t limit)
{
	return (size_t)generate_below(&m->state, limit);
}

/* Zipf: the first roles are popular. Half of the demand has another taste than the staff. */
static size_t some_role(struct company_making *m, bool demand)
{
	uint64_t at = generate_below(&m->state, m->weight[m->role_count - 1]);
	size_t rank = 0;

	while (m->weight[rank] <= at)
		rank++;
	if (demand && below(m, 2) == 0)
		rank = (rank * 7 + 3) % m->role_count;
	return rank;
}

static int by_role(const void *left, const void *right)
{
	return strcmp(((const struct role_level *)left)->role,
		      ((const struct role_level *)right)->role);
}

static void make_roles(struct company_making *m, struct person *p)
{
	size_t wanted = 1;

	p->roles = ARENA_ARRAY(m->arena, struct role_level, ROLES_MOST);
	while (wanted < ROLES_MOST && below(m, 5) < 3)
		wanted++;
	for (size_t tries = 0; p->role_count < wanted && tries < 30; tries++) {
		const char *role = m->roles[some_role(m, false)];
		bool known = false;

		for (size_t i = 0; i < p->role_count; i++)
			known |= p->roles[i].role == role;
		if (!known)
			p->roles[p->role_count++] =
				(struct role_level){ role, 1 + (int32_t)below(m, LEVEL_MAX) };
	}
	qsort(p->roles, p->role_count, sizeof(*p->roles), by_role);
}

static void make_leave(struct company_making *m, struct person *p)
{
	size_t count = 5;
	struct busy *busy = ARENA_ARRAY(m->arena, struct busy, count);

	for (size_t i = 0; i < count; i++) {
		int32_t day = GENERATE_MONDAY.since_1970 + 7 * (int32_t)below(m, m->weeks);

		busy[i] =
			(struct busy){ .start_minute = day * DAY_MINUTES,
				       .end_minute = (day + 1 + (int32_t)below(m, 7)) * DAY_MINUTES,
				       .class = BUSY_ABSENT,
				       .part = PART_DAY,
				       .feed = "generated",
				       .uid = "",
				       .summary = "" };
	}
	p->calendar = (struct calendar){ .known = true, .busy = busy, .busy_count = count };
}

static void make_person(struct company_making *m, struct person *p, size_t index)
{
	static const int32_t days[] = { 5, 5, 5, 5, 5, 5, 5, 4, 4, 3 };
	size_t worked = (size_t)days[below(m, ARRAY_LEN(days))];

	*p = (struct person){ .place = { "people.csv", (int32_t)index + 2, 1 },
			      .id = arena_format(m->arena, "p%07zu", index),
			      .email = "",
			      .location = places[below(m, ARRAY_LEN(places))],
			      .time_zone = "UTC",
			      .start = DAY_FIRST,
			      .end = DAY_LAST,
			      .overhead_micro_percent = 10 * MICRO };
	p->name = p->id;
	p->skills = ARENA_ARRAY(m->arena, const char *, TAGS);
	for (size_t t = 0; t < TAGS; t++)
		if (below(m, 10) < 3)
			p->skills[p->skill_count++] = tags[t];
	for (size_t d = 0; d < worked; d++)
		p->pattern_minutes[d] = 480;
	make_roles(m, p);
	make_leave(m, p);
}

static int32_t some_level(struct company_making *m)
{
	size_t at = below(m, 100);

	return at < 15 ? 1 : at < 60 ? 2 : at < 90 ? 3 : 4;
}

static const char *some_scope(struct company_making *m)
{
	size_t at = below(m, 4);

	if (at < 2)
		return "";
	return at == 2 ? regions[below(m, 2)] : places[below(m, 5)];
}

/* Returns the minutes that the line asks for within the plan. */
static int64_t make_line(struct company_making *m, struct demand *d, size_t index,
			 const char *project)
{
	int32_t first = (int32_t)below(m, m->weeks + 10) - 10;
	int32_t length = 8 + (int32_t)below(m, 23), from = first > 0 ? first : 0;
	int32_t to = first + length < (int32_t)m->weeks ? first + length : (int32_t)m->weeks;

	*d = (struct demand){ .place = { "demand.csv", (int32_t)index + 2, 1 },
			      .id = arena_format(m->arena, "d%07zu", index),
			      .project = project,
			      .role = m->roles[some_role(m, true)],
			      .level = some_level(m),
			      .location = some_scope(m),
			      .start = day_add(GENERATE_MONDAY, 7 * first),
			      .end = day_add(GENERATE_MONDAY, 7 * (first + length) - 1),
			      .unit = AMOUNT_FTE,
			      .amount_micro = (int64_t)(2 + below(m, 19)) * MICRO / 10,
			      .priority = 1 + (int32_t)below(m, PRIORITY_MAX),
			      .probability_percent = 100 };
	d->skills = ARENA_ARRAY(m->arena, const char *, 1);
	if (below(m, 100) < 15)
		d->skills[d->skill_count++] = tags[below(m, TAGS)];
	if (below(m, 5) == 0) {
		d->status = DEMAND_TENTATIVE;
		d->probability_percent = 50;
	}
	return to > from ? d->amount_micro * 2400 / MICRO * (to - from) : 0;
}

static void make_demand(struct company_making *m, struct company *c)
{
	int64_t wanted = 0, asked = 0;
	size_t room = 0, project_lines = 0, projects = 0;
	const char *project = "";

	for (size_t p = 0; p < c->person_count; p++)
		for (size_t d = 0; d < 7; d++)
			wanted += c->people[p].pattern_minutes[d];
	wanted = wanted * (int64_t)m->weeks * 9 / 10 * UTILISATION_PERCENT / 100;
	while (asked < wanted) {
		if (project_lines == 0) {
			project = arena_format(m->arena, "project-%06zu", projects++);
			project_lines = 2 + below(m, 8);
		}
		project_lines--;
		c->demands = ARENA_PUSH(m->arena, c->demands, c->demand_count, room);
		asked += make_line(m, &c->demands[c->demand_count], c->demand_count, project);
		c->demand_count++;
	}
}

/* One in fifty people is booked for half their time on a line that they have the role for. */
static void make_bookings(struct company_making *m, struct company *c)
{
	size_t wanted = c->person_count / 50;

	c->bookings = ARENA_ARRAY(m->arena, struct booking, wanted + 1);
	for (size_t i = 0; i < wanted; i++) {
		size_t person = i * 50 + below(m, 50);
		const struct demand *d = &c->demands[below(m, c->demand_count)];

		c->bookings[c->booking_count++] =
			(struct booking){ .place = { "bookings.csv", (int32_t)i + 2, 1 },
					  .person = c->people[person].id,
					  .person_index = person,
					  .project = d->project,
					  .role = d->role,
					  .start = d->start,
					  .end = d->end,
					  .unit = AMOUNT_PERCENT,
					  .amount_micro = 50 * MICRO,
					  .status = BOOKING_HARD };
	}
}

void bench_company(size_t people, size_t weeks, uint64_t seed, struct arena *arena,
		   struct company *company)
{
	struct company_making m = { .arena = arena, .state = seed, .weeks = weeks };
	uint64_t sum = 0;

	m.role_count = people <= 100 ? 20 : people <= 1000 ? 100 : people <= 10000 ? 200 : 500;
	m.roles = ARENA_ARRAY(arena, const char *, m.role_count);
	m.weight = ARENA_ARRAY(arena, uint64_t, m.role_count);
	for (size_t r = 0; r < m.role_count; r++) {
		m.roles[r] = arena_format(arena, "role-%03zu", r);
		m.weight[r] = sum += 1000000 / (r + 3);
	}
	*company = (struct company){ .settings = settings_default() };
	company->people = ARENA_ARRAY(arena, struct person, people + 1);
	for (; company->person_count < people; company->person_count++)
		make_person(&m, &company->people[company->person_count], company->person_count);
	make_demand(&m, company);
	make_bookings(&m, company);
}
