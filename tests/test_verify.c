/*
 * The verifier must see what is wrong: one number of a right plan, proof or roster is made
 * wrong at a time, and each must be found.
 */
#include <string.h>

#include "planner/allocation/prove.h"
#include "planner/plan.h"
#include "planner/roster/names.h"
#include "planner/verify/verify.h"
#include "planner/verify/verify_proof.h"
#include "planner/verify/verify_roster.h"
#include "tests/generate.h"
#include "tests/test.h"

enum { WEEKS = 4 };

struct made {
	struct arena arena;
	struct company company;
	struct plan plan;
	struct proof proof;
	struct roster roster;
	size_t person, week; /* somebody with a hard booking, and when */
	size_t booking;
};

static void find_booked(struct made *m)
{
	for (m->booking = 0; m->booking < m->company.booking_count; m->booking++)
		for (m->week = 0; m->week < WEEKS; m->week++)
			if (plan_booking_minutes(&m->plan, m->booking, m->week) > 60) {
				m->person = m->company.bookings[m->booking].person_index;
				return;
			}
	fail_msg("nobody is booked");
}

static void make(struct made *m)
{
	struct generate how = { .seed = 5,
				.people = 30,
				.demands = 40,
				.bookings = 12,
				.roles = 4,
				.skills = 3,
				.weeks = WEEKS,
				.busy_per_person_week = 3 };
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = WEEKS };
	struct notes notes;
	struct fault fault = FAULT_INIT;

	*m = (struct made){ .arena = ARENA_INIT };
	notes = (struct notes)NOTES_INIT(&m->arena);
	generate_company(&how, &m->arena, &m->company);
	assert_ok(plan_make(&m->company, &options, &m->arena, &m->plan, &notes, &fault), &fault);
	prove_plan(&m->plan, VIEW_WEIGHTED, true, &m->arena, &m->proof);
	assert_ok(names_assign(&m->plan, VIEW_WEIGHTED, NAMES_MIN_CHUNK_MINUTES, &m->arena,
			       &m->roster, &fault),
		  &fault);
	assert_ok(verify_plan(&m->plan, &fault), &fault);
	assert_ok(verify_proof(&m->plan, &m->proof, &fault), &fault);
	assert_ok(verify_roster(&m->plan, &m->roster, &fault), &fault);
	find_booked(m);
	assert_true(m->proof.count > 2 && m->roster.count > 2);
}

static struct capacity *booked_person(struct made *m)
{
	return plan_capacity(&m->plan, m->person, m->week);
}

/* A line that is covered somewhere. */
static struct cover *covered_line(struct made *m)
{
	for (size_t i = 0; i < m->company.demand_count * WEEKS; i++)
		if (m->plan.demand_cover[i].covered_minutes > 60)
			return &m->plan.demand_cover[i];
	fail_msg("nothing is covered");
	return NULL;
}

typedef void damage(struct made *m);

static void more_contract(struct made *m)
{
	booked_person(m)->contracted_minutes += 1;
}

static void less_leave(struct made *m)
{
	booked_person(m)->absent_minutes -= 1;
	booked_person(m)->available_minutes += 1;
}

static void less_overhead(struct made *m)
{
	booked_person(m)->overhead_minutes -= 1;
	booked_person(m)->deployable_minutes += 1;
	booked_person(m)->free_minutes += 1;
}

static void more_free(struct made *m)
{
	booked_person(m)->free_minutes += 1;
}

static void shorter_booking(struct made *m)
{
	m->plan.booking_minutes[m->booking * WEEKS + m->week] -= 30;
	booked_person(m)->booked_minutes -= 30;
	booked_person(m)->free_minutes += 30;
}

static void more_overbooked(struct made *m)
{
	booked_person(m)->overbooked_minutes += 1;
}

static void less_demand(struct made *m)
{
	covered_line(m)->demand_minutes -= 1;
}

static void more_covered_than_used(struct made *m)
{
	covered_line(m)->covered_minutes -= 1;
}

static void a_requirement_of_another(struct made *m)
{
	m->plan.demand_requirement[0] =
		(m->plan.demand_requirement[0] + 1) % m->plan.requirement_count;
}

static void a_wrong_sum(struct made *m)
{
	m->plan.requirement_cover[0].covered_minutes += 1;
}

static void more_used_than_there_is(struct made *m)
{
	booked_person(m)->used_minutes[VIEW_ALL] = booked_person(m)->deployable_minutes + 1;
}

static const struct {
	const char *name;
	damage *damage;
} plan_damages[] = {
	{ "a minute more of contract", more_contract },
	{ "a minute less of leave", less_leave },
	{ "a minute less of overhead", less_overhead },
	{ "a free minute too many", more_free },
	{ "a booking that gets less than it asks for", shorter_booking },
	{ "overbooked by a minute too many", more_overbooked },
	{ "a minute of demand lost", less_demand },
	{ "covered and used differ", more_covered_than_used },
	{ "a line under another requirement", a_requirement_of_another },
	{ "a sum that is not one", a_wrong_sum },
	{ "more used than there is", more_used_than_there_is },
};

static void every_wrong_number_of_a_plan_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(plan_damages); i++) {
		struct fault fault = FAULT_INIT;
		struct made m;

		make(&m);
		plan_damages[i].damage(&m);
		assert_number(plan_damages[i].name, verify_plan(&m.plan, &fault), false);
		assert_number(plan_damages[i].name, fault.kind, FAULT_BROKEN);
		arena_release(&m.arena);
	}
}

/* The plan is right in itself and leaves more uncovered than it has to: only the proof sees it. */
static void a_gap_that_could_be_smaller_is_found(void **state)
{
	struct fault fault = FAULT_INIT;
	struct made m;
	struct cover *line, *sum;
	size_t index, week;

	(void)state;
	make(&m);
	line = covered_line(&m);
	index = (size_t)(line - m.plan.demand_cover) / WEEKS;
	week = (size_t)(line - m.plan.demand_cover) % WEEKS;
	sum = plan_requirement_cover(&m.plan, VIEW_COMMITTED, m.plan.demand_requirement[index],
				     week);
	line->covered_minutes -= 1;
	sum->covered_minutes -= 1;
	for (size_t p = 0; p < m.company.person_count; p++)
		if (plan_capacity(&m.plan, p, week)->used_minutes[VIEW_COMMITTED] > 0) {
			plan_capacity(&m.plan, p, week)->used_minutes[VIEW_COMMITTED] -= 1;
			break;
		}
	assert_ok(verify_plan(&m.plan, &fault), &fault);
	prove_plan(&m.plan, VIEW_COMMITTED, false, &m.arena, &m.proof);
	assert_false(verify_proof(&m.plan, &m.proof, &fault));
	assert_number("kind", fault.kind, FAULT_BROKEN);
	arena_release(&m.arena);
}

/* A certificate with people. */
static struct certificate *certificate(struct made *m)
{
	for (size_t i = 0; i < m->proof.count; i++)
		if (m->proof.list[i].people_count > 1 && m->proof.list[i].supply_minutes > 0)
			return &m->proof.list[i];
	fail_msg("no certificate has people");
	return NULL;
}

static void one_person_less(struct made *m)
{
	certificate(m)->people_count--;
}

static void another_person(struct made *m)
{
	struct certificate *c = certificate(m);

	c->people[c->people_count - 1] = c->people[c->people_count - 2];
}

static void less_supply(struct made *m)
{
	certificate(m)->supply_minutes -= 1;
	certificate(m)->missing_minutes += 1;
}

static void one_line_less(struct made *m)
{
	certificate(m)->line_count--;
}

static void one_certificate_less(struct made *m)
{
	m->proof.count--;
}

static void twice_the_same(struct made *m)
{
	m->proof.list[m->proof.count - 1] = m->proof.list[0];
}

static void more_hours_for_a_name(struct made *m)
{
	m->roster.list[0].minutes += 1;
}

static void booked_hours_without_a_booking(struct made *m)
{
	for (size_t i = 0; i < m->roster.count; i++)
		if (m->roster.list[i].booked_minutes == 0) {
			m->roster.list[i].booked_minutes = m->roster.list[i].minutes;
			return;
		}
}

static void work_of_somebody_else(struct made *m)
{
	struct assignment *a = &m->roster.list[0];

	for (uint32_t p = 0; p < m->company.person_count; p++)
		if (!person_qualifies(&m->company.settings, &m->company.people[p],
				      &m->company.demands[a->line])) {
			a->person = p;
			a->booked_minutes = 0;
			return;
		}
}

static void staying_of_somebody_new(struct made *m)
{
	m->roster.list[0].kept = true;
}

static void names_out_of_order(struct made *m)
{
	struct assignment first = m->roster.list[0];

	m->roster.list[0] = m->roster.list[1];
	m->roster.list[1] = first;
}

static void more_hours_kept(struct made *m)
{
	m->roster.kept_minutes++;
}

static void fewer_projects(struct made *m)
{
	m->roster.project_weeks--;
}

static void a_name_less(struct made *m)
{
	m->roster.count--;
}

static const struct {
	const char *name;
	damage *damage;
} part_damages[] = {
	{ "a person who qualifies is left out", one_person_less },
	{ "a person stands twice", another_person },
	{ "a minute of supply lost", less_supply },
	{ "a line lost", one_line_less },
	{ "a certificate lost", one_certificate_less },
	{ "a certificate of another week", twice_the_same },
	{ "a minute too many for a name", more_hours_for_a_name },
	{ "booked hours without a booking", booked_hours_without_a_booking },
	{ "work of somebody who may not do it", work_of_somebody_else },
	{ "somebody stays who was not there", staying_of_somebody_new },
	{ "names out of order", names_out_of_order },
	{ "a minute too many that stays", more_hours_kept },
	{ "a project less than people work for", fewer_projects },
	{ "a name lost", a_name_less },
};

static void every_wrong_certificate_and_name_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(part_damages); i++) {
		struct fault fault = FAULT_INIT;
		struct made m;
		bool right;

		make(&m);
		part_damages[i].damage(&m);
		right = verify_proof(&m.plan, &m.proof, &fault) &&
			verify_roster(&m.plan, &m.roster, &fault);
		assert_number(part_damages[i].name, right, false);
		assert_number(part_damages[i].name, fault.kind, FAULT_BROKEN);
		arena_release(&m.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_wrong_number_of_a_plan_is_found),
		cmocka_unit_test(a_gap_that_could_be_smaller_is_found),
		cmocka_unit_test(every_wrong_certificate_and_name_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
