#include "tests/mutate.h"

#include <string.h>

#include "base/day.h"
#include "base/number.h"
#include "model/company_order.h"
#include "tests/generate.h"

struct mutation {
	struct company *c;
	struct arena *arena;
	uint64_t state;
	size_t made;
};

static size_t below(struct mutation *m, size_t limit)
{
	return (size_t)generate_below(&m->state, limit);
}

static void *copy(struct arena *arena, const void *list, size_t count, size_t size)
{
	char *made = arena_alloc(arena, count + 8, size);

	if (count)
		memcpy(made, list, count * size);
	return made;
}

static void change_person(struct mutation *m, struct person *p, size_t kind)
{
	struct busy *busy;

	switch (kind) {
	case 0: p->pattern_minutes[below(m, 7)] += 60; break;
	case 1: p->end = day_add(GENERATE_MONDAY, (int32_t)below(m, 60)); break;
	case 2:
		p->roles = copy(m->arena, p->roles, p->role_count, sizeof(*p->roles));
		p->roles[0].level = p->roles[0].level % LEVEL_MAX + 1;
		break;
	case 3: p->overhead_micro_percent += 5 * MICRO; break;
	case 4:
		if (p->calendar.busy_count == 0)
			break;
		p->calendar.busy = copy(m->arena, p->calendar.busy, p->calendar.busy_count,
					sizeof(*p->calendar.busy));
		p->calendar.busy[below(m, p->calendar.busy_count)].end_minute += 120;
		break;
	default:
		busy = copy(m->arena, p->calendar.busy, p->calendar.busy_count, sizeof(*busy));
		busy[p->calendar.busy_count++] = (struct busy){
			.start_minute =
				(GENERATE_MONDAY.since_1970 + (int32_t)below(m, 40)) * DAY_MINUTES,
			.part = PART_DAY,
			.feed = "calendars/x.ics",
			.uid = arena_format(m->arena, "new-%zu", m->made),
			.summary = "Urlaub",
			.line = 7,
		};
		busy[p->calendar.busy_count - 1].end_minute =
			busy[p->calendar.busy_count - 1].start_minute +
			DAY_MINUTES * (1 + (int32_t)below(m, 9));
		p->calendar.busy = busy;
	}
}

static void change_demand(struct mutation *m, struct demand *d, size_t kind)
{
	int32_t shift = (int32_t)below(m, 29) - 14;

	switch (kind) {
	case 0:
		d->start = day_add(d->start, shift);
		d->end = day_add(d->end, shift);
		break;
	case 1: d->end = day_add(d->end, 1 + (int32_t)below(m, 20)); break;
	case 2: d->amount_micro += d->amount_micro / 2; break;
	case 3: d->priority = d->priority % PRIORITY_MAX + 1; break;
	case 4: d->level = d->level % LEVEL_MAX + 1; break;
	case 5:
		d->status = DEMAND_TENTATIVE;
		d->probability_percent = (int32_t)below(m, 101);
		break;
	default: d->status = DEMAND_COMMITTED; d->probability_percent = 100;
	}
}

static void drop_person(struct mutation *m, size_t index)
{
	struct company *c = m->c;
	size_t kept = 0;

	for (size_t b = 0; b < c->booking_count; b++)
		if (strcmp(c->bookings[b].person, c->people[index].id) != 0)
			c->bookings[kept++] = c->bookings[b];
	c->booking_count = kept;
	memmove(&c->people[index], &c->people[index + 1],
		(--c->person_count - index) * sizeof(*c->people));
}

static void change_rest(struct mutation *m, size_t kind)
{
	struct company *c = m->c;

	switch (kind) {
	case 0:
		c->holidays = copy(m->arena, c->holidays, c->holiday_count, sizeof(*c->holidays));
		c->holidays[c->holiday_count++] = (struct holiday){
			.location = below(m, 2) ? "DE" : "",
			.day = day_add(GENERATE_MONDAY, (int32_t)below(m, 40)),
			.part = below(m, 3) ? PART_DAY : PART_MORNING,
			.name = "Feiertag",
			.feed = "holidays/DE.ics",
			.uid = "",
			.line = 3,
		};
		break;
	case 1:
		if (c->booking_count == 0)
			break;
		c->bookings[below(m, c->booking_count)].amount_micro += 10 * MICRO;
		break;
	case 2:
		if (c->booking_count == 0)
			break;
		c->bookings[below(m, c->booking_count)] = c->bookings[c->booking_count - 1];
		c->booking_count--;
		break;
	default: c->settings.full_week_minutes += below(m, 4) ? 0 : 60;
	}
}

static void mutate(struct mutation *m)
{
	struct company *c = m->c;
	size_t what = below(m, 12);

	m->made++;
	if (what == 0 && c->person_count > 1) {
		drop_person(m, below(m, c->person_count));
	} else if (what == 1 && c->person_count) {
		c->people = copy(m->arena, c->people, c->person_count, sizeof(*c->people));
		c->people[c->person_count] = c->people[below(m, c->person_count)];
		c->people[c->person_count++].id = arena_format(m->arena, "q%zu", m->made);
	} else if (what < 5 && c->person_count) {
		change_person(m, &c->people[below(m, c->person_count)], below(m, 6));
	} else if (what == 5 && c->demand_count > 1) {
		c->demands[below(m, c->demand_count)] = c->demands[c->demand_count - 1];
		c->demand_count--;
	} else if (what == 6 && c->demand_count) {
		c->demands = copy(m->arena, c->demands, c->demand_count, sizeof(*c->demands));
		c->demands[c->demand_count] = c->demands[below(m, c->demand_count)];
		c->demands[c->demand_count++].id = arena_format(m->arena, "e%zu", m->made);
	} else if (what < 10 && c->demand_count) {
		change_demand(m, &c->demands[below(m, c->demand_count)], below(m, 7));
	} else {
		change_rest(m, below(m, 4));
	}
}

void mutate_company(const struct company *company, size_t count, uint64_t seed, struct arena *arena,
		    struct company *changed)
{
	struct mutation m = { .c = changed, .arena = arena, .state = seed };

	*changed = *company;
	changed->people =
		copy(arena, company->people, company->person_count, sizeof(*company->people));
	changed->demands =
		copy(arena, company->demands, company->demand_count, sizeof(*company->demands));
	changed->bookings =
		copy(arena, company->bookings, company->booking_count, sizeof(*company->bookings));
	changed->holidays =
		copy(arena, company->holidays, company->holiday_count, sizeof(*company->holidays));
	company_settle(changed);
	for (size_t i = 0; i < count; i++) {
		mutate(&m);
		company_settle(changed);
	}
}
