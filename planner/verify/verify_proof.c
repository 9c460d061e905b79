/*
 * Certificates checked: that the gap of every week is proven, hence that no use of our people
 * covers more.
 *
 * A certificate is a minimum cut told in words: these lines ask for so much, these people and
 * bookings are all who qualify for any of them, and they have so much less. By max-flow min-cut,
 * when the certificates of a week are disjoint in lines and their missing minutes add up to the
 * gap of the plan, the gap is as small as it can be. Checked are: the lists, that nobody who
 * qualifies is missing from them or added, the arithmetic, disjointness, and the sum.
 *
 * Stamps in place of sets: whoever was counted carries the number of the certificate. Cost: for
 * each certificate the people who qualify for its requirements. docs/allocation.md.
 */
#include "planner/verify/verify_proof.h"

#include <stdlib.h>
#include <string.h>

#include "planner/verify/verify_facts.h"

/* Lists of indexes by key: the k-th is list[first[k]] to list[first[k+1]-1]. */
struct lists {
	size_t *first;
	uint32_t *list;
};

struct check {
	const struct plan *plan;
	struct lists qualify;  /* people by requirement */
	struct lists booked;   /* hard bookings by demand line */
	uint32_t *claimed;     /* per line: the last week with a certificate that has it, from 1 */
	uint32_t *requirement; /* per requirement, person, booking: the last certificate that */
	uint32_t *person;      /* counted it, from 1 */
	uint32_t *booking;
	uint32_t number; /* of the certificate at hand */
	struct fault *fault;
};

/* --- who may do what, once for all weeks ----------------------------------- */

struct named {
	const char *name;
	uint32_t index;
};

static int by_name(const void *left, const void *right)
{
	return strcmp(((const struct named *)left)->name, ((const struct named *)right)->name);
}

static int is_named(const void *key, const void *item)
{
	return strcmp(key, ((const struct named *)item)->name);
}

/* The first of the sorted names that is equal; `count` when none is. */
static size_t first_named(const struct named *names, size_t count, const char *name)
{
	const struct named *found =
		count ? bsearch(name, names, count, sizeof(*names), is_named) : NULL;
	size_t i = found ? (size_t)(found - names) : count;

	while (found && i > 0 && strcmp(names[i - 1].name, name) == 0)
		i--;
	return i;
}

struct keyed_item {
	uint32_t key, item;
};

static int by_key(const void *left, const void *right)
{
	const struct keyed_item *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->item > b->item) - (a->item < b->item);
}

/* Sort pairs by key into lists. */
static struct lists lists_of(struct keyed_item *pairs, size_t count, size_t keys,
			     struct arena *arena)
{
	struct lists lists = { ARENA_ARRAY(arena, size_t, keys + 2),
			       ARENA_ARRAY(arena, uint32_t, count + 1) };

	if (count)
		qsort(pairs, count, sizeof(*pairs), by_key);
	for (size_t i = 0; i < count; i++) {
		lists.first[pairs[i].key + 1]++;
		lists.list[i] = pairs[i].item;
	}
	for (size_t k = 0; k < keys; k++)
		lists.first[k + 1] += lists.first[k];
	return lists;
}

/* People by requirement: only requirements with a role of theirs are looked at. */
static struct lists who_qualifies(const struct plan *plan, struct arena *arena,
				  struct arena *scratch)
{
	size_t asked = plan->requirement_count, count = 0, room = 0;
	struct named *roles = ARENA_ARRAY(scratch, struct named, asked + 1);
	struct keyed_item *pairs = NULL;

	for (uint32_t r = 0; r < asked; r++)
		roles[r] = (struct named){ plan->requirements[r].role, r };
	if (asked)
		qsort(roles, asked, sizeof(*roles), by_name);
	for (uint32_t p = 0; p < plan->company->person_count; p++) {
		const struct person *person = &plan->company->people[p];

		for (size_t i = 0; i < person->role_count; i++) {
			const char *role = person->roles[i].role;
			size_t at = first_named(roles, asked, role);

			for (; at < asked && strcmp(roles[at].name, role) == 0; at++) {
				uint32_t r = roles[at].index;

				if (!facts_may_do(plan, person, &plan->requirements[r]))
					continue;
				pairs = ARENA_PUSH(scratch, pairs, count, room);
				pairs[count++] = (struct keyed_item){ r, p };
			}
		}
	}
	return lists_of(pairs, count, asked, arena);
}

/* Hard bookings by the lines that they hold somebody for. */
static struct lists who_is_booked(const struct plan *plan, struct arena *arena,
				  struct arena *scratch)
{
	const struct company *company = plan->company;
	size_t lines = company->demand_count, count = 0, room = 0;
	struct named *projects = ARENA_ARRAY(scratch, struct named, lines + 1);
	struct keyed_item *pairs = NULL;

	for (uint32_t d = 0; d < lines; d++)
		projects[d] = (struct named){ company->demands[d].project, d };
	if (lines)
		qsort(projects, lines, sizeof(*projects), by_name);
	for (uint32_t b = 0; b < company->booking_count; b++) {
		const struct booking *booking = &company->bookings[b];
		size_t at = first_named(projects, lines, booking->project);

		for (; at < lines && strcmp(projects[at].name, booking->project) == 0; at++)
			if (facts_is_booked_for(plan, booking, projects[at].index)) {
				pairs = ARENA_PUSH(scratch, pairs, count, room);
				pairs[count++] = (struct keyed_item){ projects[at].index, b };
			}
	}
	return lists_of(pairs, count, lines, arena);
}

/* --- one certificate ------------------------------------------------------- */

static bool bad(const struct check *check, const struct certificate *c, const char *what)
{
	return facts_broken(check->fault, what,
			    c->line_count ? check->plan->company->demands[c->lines[0]].id : "",
			    check->plan, c->week);
}

static bool ascending(const uint32_t *list, size_t count, size_t limit)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] >= limit || (i > 0 && list[i - 1] >= list[i]))
			return false;
	return true;
}

/* Whether the list has exactly the `counted` items that carry the certificate's number. */
static bool same_items(const struct check *check, const uint32_t *list, size_t count,
		       const uint32_t *stamp, size_t counted)
{
	for (size_t i = 0; i < count; i++)
		if (stamp[list[i]] != check->number)
			return false;
	return count == counted;
}

/* Count everybody who qualifies for the requirement and was not counted yet. */
static int64_t count_people(struct check *check, const struct certificate *c, size_t requirement,
			    size_t *counted)
{
	const struct lists *qualify = &check->qualify;
	int64_t minutes = 0;

	if (check->requirement[requirement] == check->number)
		return 0;
	check->requirement[requirement] = check->number;
	for (size_t i = qualify->first[requirement]; i < qualify->first[requirement + 1]; i++) {
		uint32_t person = qualify->list[i];

		if (check->person[person] == check->number)
			continue;
		check->person[person] = check->number;
		++*counted;
		minutes += plan_capacity(check->plan, person, c->week)->free_minutes;
	}
	return minutes;
}

/* Count the bookings for a line that have time in the week and were not counted yet. */
static int64_t count_bookings(struct check *check, const struct certificate *c, size_t line,
			      size_t *counted)
{
	const struct lists *booked = &check->booked;
	int64_t sum = 0;

	for (size_t i = booked->first[line]; i < booked->first[line + 1]; i++) {
		uint32_t booking = booked->list[i];
		int32_t minutes = plan_booking_minutes(check->plan, booking, c->week);

		if (minutes == 0 || check->booking[booking] == check->number)
			continue;
		check->booking[booking] = check->number;
		++*counted;
		sum += minutes;
	}
	return sum;
}

static bool verify_certificate(struct check *check, const struct certificate *c)
{
	const struct plan *plan = check->plan;
	int64_t demand = 0, supply = 0;
	size_t people = 0, bookings = 0;

	if (!ascending(c->lines, c->line_count, plan->company->demand_count) ||
	    !ascending(c->people, c->people_count, plan->company->person_count) ||
	    !ascending(c->bookings, c->booking_count, plan->company->booking_count))
		return bad(check, c, "the certificate's lists");
	check->number++;
	for (size_t i = 0; i < c->line_count; i++) {
		uint32_t line = c->lines[i];

		if (check->claimed[line] == c->week + 1)
			return bad(check, c, "a line in two certificates");
		check->claimed[line] = c->week + 1;
		demand += plan_demand_coverage(plan, c->view, line, c->week)->demand_minutes;
		supply += count_people(check, c, plan->demand_requirement[line], &people);
		supply += count_bookings(check, c, line, &bookings);
	}
	if (!same_items(check, c->people, c->people_count, check->person, people))
		return bad(check, c, "the certificate's people");
	if (!same_items(check, c->bookings, c->booking_count, check->booking, bookings))
		return bad(check, c, "the certificate's bookings");
	if (demand != c->demand_minutes || supply != c->supply_minutes ||
	    demand - supply != c->missing_minutes || c->missing_minutes <= 0)
		return bad(check, c, "the certificate's hours");
	return true;
}

/* --- all of them ------------------------------------------------------------ */

static int64_t gap_of_week(const struct plan *plan, enum view view, size_t week)
{
	int64_t gap = 0;

	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct demand_coverage *c = plan_demand_coverage(plan, view, d, week);

		gap += c->demand_minutes - c->covered_minutes;
	}
	return gap;
}

/* The certificates from *next on that are of this week. */
static bool verify_week_proof(struct check *check, const struct proof *proof, size_t week,
			      size_t *next)
{
	int64_t missing = 0;

	for (; *next < proof->count && proof->list[*next].week == week; ++*next) {
		const struct certificate *c = &proof->list[*next];

		if (c->view != proof->view)
			return bad(check, c, "the certificate's view");
		if (!verify_certificate(check, c))
			return false;
		missing += c->missing_minutes;
	}
	if (missing != gap_of_week(check->plan, proof->view, week))
		return facts_broken(check->fault, "the sum of the certificates",
				    view_name(proof->view), check->plan, week);
	return true;
}

static struct check check_new(const struct plan *plan, struct arena *arena, struct fault *fault)
{
	const struct company *company = plan->company;
	struct arena scratch = ARENA_INIT;
	struct check check = {
		.plan = plan,
		.qualify = who_qualifies(plan, arena, &scratch),
		.booked = who_is_booked(plan, arena, &scratch),
		.claimed = ARENA_ARRAY(arena, uint32_t, company->demand_count + 1),
		.requirement = ARENA_ARRAY(arena, uint32_t, plan->requirement_count + 1),
		.person = ARENA_ARRAY(arena, uint32_t, company->person_count + 1),
		.booking = ARENA_ARRAY(arena, uint32_t, company->booking_count + 1),
		.fault = fault,
	};

	arena_release(&scratch);
	return check;
}

bool verify_proof(const struct plan *plan, const struct proof *proof, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct check check = check_new(plan, &scratch, fault);
	size_t next = 0;
	bool ok = true;

	for (size_t w = 0; ok && w < plan->options.week_count; w++)
		ok = verify_week_proof(&check, proof, w, &next);
	if (ok && next != proof->count)
		ok = facts_broken(fault, "the order of the certificates", view_name(proof->view),
				  plan, 0);
	arena_release(&scratch);
	return ok;
}
