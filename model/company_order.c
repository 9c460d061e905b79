#include "model/company_order.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int by_person_id(const void *left, const void *right)
{
	return strcmp(((const struct person *)left)->id, ((const struct person *)right)->id);
}

static int by_demand_id(const void *left, const void *right)
{
	return strcmp(((const struct demand *)left)->id, ((const struct demand *)right)->id);
}

static int by_booking(const void *left, const void *right)
{
	const struct booking *a = left, *b = right;
	int order = strcmp(a->person, b->person);

	if (!order)
		order = strcmp(a->project, b->project);
	if (!order)
		order = strcmp(a->role, b->role);
	if (!order)
		order = -day_distance(a->start, b->start);
	if (!order)
		order = -day_distance(a->end, b->end);
	if (!order)
		order = (a->status > b->status) - (a->status < b->status);
	if (!order)
		order = (a->unit > b->unit) - (a->unit < b->unit);
	return order ? order
		     : (a->amount_micro > b->amount_micro) - (a->amount_micro < b->amount_micro);
}

static int by_holiday(const void *left, const void *right)
{
	const struct holiday *a = left, *b = right;
	int order = strcmp(a->location, b->location);

	if (!order)
		order = -day_distance(a->day, b->day);
	if (!order)
		order = (a->part > b->part) - (a->part < b->part);
	if (!order)
		order = (a->workday > b->workday) - (a->workday < b->workday);
	return order ? order : strcmp(a->name, b->name);
}

static void sort(void *list, size_t count, size_t size, int (*order)(const void *, const void *))
{
	if (count > 0)
		qsort(list, count, size, order);
}

size_t company_person(const struct company *company, const char *id)
{
	const struct person key = { .id = id }, *found = NULL;

	if (company->person_count > 0)
		found = bsearch(&key, company->people, company->person_count, sizeof(key),
				by_person_id);
	return found ? (size_t)(found - company->people) : SIZE_MAX;
}

static void point_bookings(struct company *company)
{
	size_t kept = 0;

	for (size_t b = 0; b < company->booking_count; b++) {
		size_t person = company_person(company, company->bookings[b].person);

		if (person == SIZE_MAX)
			continue;
		company->bookings[kept] = company->bookings[b];
		company->bookings[kept++].person_index = person;
	}
	company->booking_count = kept;
}

void company_settle(struct company *company)
{
	sort(company->people, company->person_count, sizeof(*company->people), by_person_id);
	sort(company->demands, company->demand_count, sizeof(*company->demands), by_demand_id);
	point_bookings(company);
	sort(company->bookings, company->booking_count, sizeof(*company->bookings), by_booking);
	sort(company->holidays, company->holiday_count, sizeof(*company->holidays), by_holiday);
}
