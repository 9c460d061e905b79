/*
 * The verifier must see what is wrong: one number of a right plan, proof or roster is made
 * wrong at a time, and each must be found.
 */
#include <string.h>

#include "model/sourcing.h"
#include "planner/allocation/prove.h"
#include "planner/plan.h"
#include "planner/roster/roster_assign.h"
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
	assert_ok(roster_assign(&m->plan, VIEW_WEIGHTED, ROSTER_MIN_CHUNK_MINUTES, &m->arena,
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
static struct demand_coverage *covered_line(struct made *m)
{
	for (size_t i = 0; i < m->company.demand_count * WEEKS; i++)
		if (m->plan.demand_coverage[i].covered_minutes > 60)
			return &m->plan.demand_coverage[i];
	fail_msg("nothing is covered");
	return NULL;
}

typedef void damage(struct made *m);

#define DAMAGE(name, ...)                                                                          \
	static void name(struct made *m)                                                           \
	{                                                                                          \
		__VA_ARGS__;                                                                       \
	}

DAMAGE(more_contract, booked_person(m)->contracted_minutes += 1)
DAMAGE(less_leave, booked_person(m)->absent_minutes -= 1; booked_person(m)->available_minutes += 1)
DAMAGE(less_overhead, booked_person(m)->overhead_minutes -= 1;
       booked_person(m)->deployable_minutes += 1; booked_person(m)->free_minutes += 1)
DAMAGE(more_free, booked_person(m)->free_minutes += 1)
DAMAGE(shorter_booking, m->plan.booking_minutes[m->booking * WEEKS + m->week] -= 30;
       booked_person(m)->booked_minutes -= 30; booked_person(m)->free_minutes += 30)
DAMAGE(more_overbooked, booked_person(m)->overbooked_minutes += 1)
DAMAGE(less_demand, covered_line(m)->demand_minutes -= 1)
DAMAGE(more_covered_than_used, covered_line(m)->covered_minutes -= 1)
DAMAGE(a_requirement_of_another,
       m->plan.demand_requirement[0] = (m->plan.demand_requirement[0] + 1) %
				       m->plan.requirement_count)
DAMAGE(a_wrong_sum, m->plan.requirement_coverage[0].covered_minutes += 1)
DAMAGE(more_used_than_there_is,
       booked_person(m)->used_minutes[VIEW_ALL] = booked_person(m)->deployable_minutes + 1)
DAMAGE(less_available, booked_person(m)->available_minutes -= 1)
DAMAGE(more_holiday, booked_person(m)->holiday_minutes += 1)
DAMAGE(leave_called_busy, booked_person(m)->absent_minutes += 1;
       booked_person(m)->busy_minutes -= 1)
DAMAGE(busy_called_tentative, booked_person(m)->busy_minutes += 1;
       booked_person(m)->tentative_minutes -= 1)
DAMAGE(more_tentative, booked_person(m)->tentative_minutes += 1)
DAMAGE(overhead_alone, booked_person(m)->overhead_minutes += 1)
DAMAGE(less_than_nothing_used, booked_person(m)->used_minutes[VIEW_COMMITTED] = -1)
DAMAGE(less_than_nothing_overbooked, booked_person(m)->overbooked_minutes = -1)
DAMAGE(more_deployable, booked_person(m)->deployable_minutes += 1)

static void more_used(struct made *m)
{
	for (size_t p = 0; p < m->company.person_count; p++) {
		struct capacity *c = plan_capacity(&m->plan, p, 0);

		if (c->used_minutes[VIEW_COMMITTED] < c->deployable_minutes) {
			c->used_minutes[VIEW_COMMITTED] += 1;
			return;
		}
	}
}

DAMAGE(more_covered_than_asked,
       covered_line(m)->covered_minutes = covered_line(m)->demand_minutes + 1)
DAMAGE(less_than_nothing_covered, covered_line(m)->covered_minutes = -1)
DAMAGE(another_booked_time, booked_person(m)->booked_minutes += 30;
       booked_person(m)->free_minutes -= 30)

struct damaged {
	const char *name;
	damage *damage;
	const char *sentence; /* what is found to be wrong, of whom, in which week */
};

static const struct damaged plan_damages[] = {
	{ "a minute more of contract", more_contract,
	  "the contracted time of 'p000021' in 2026-W51" },
	{ "a minute less of leave", less_leave, "the available time of 'p000021' in 2026-W51" },
	{ "a minute less of overhead", less_overhead,
	  "the deployable time of 'p000021' in 2026-W51" },
	{ "a free minute too many", more_free, "the free time of 'p000021' in 2026-W51" },
	{ "a booking that gets less than it asks for", shorter_booking,
	  "a booking of 'p000021' in 2026-W51" },
	{ "overbooked by a minute too many", more_overbooked,
	  "the booked time of 'p000021' in 2026-W51" },
	{ "a minute of demand lost", less_demand, "the demand of 'd000003' in 2026-W49" },
	{ "covered and used differ", more_covered_than_used,
	  "the sum of the lines of 'r00' in 2026-W49" },
	{ "a line under another requirement", a_requirement_of_another,
	  "the requirement of 'd000000' in 2026-W48" },
	{ "a sum that is not one", a_wrong_sum, "the sum of the lines of 'r00' in 2026-W48" },
	{ "more used than there is", more_used_than_there_is,
	  "the used time of 'p000021' in 2026-W51" },
	{ "a minute less available", less_available,
	  "the available time of 'p000021' in 2026-W51" },
	{ "a minute more of holidays", more_holiday,
	  "the available time of 'p000021' in 2026-W51" },
	{ "a minute of meetings called leave", leave_called_busy,
	  "the available time of 'p000021' in 2026-W51" },
	{ "a tentative minute called busy", busy_called_tentative,
	  "the available time of 'p000021' in 2026-W51" },
	{ "a tentative minute more", more_tentative,
	  "the available time of 'p000021' in 2026-W51" },
	{ "a minute more of overhead", overhead_alone,
	  "the deployable time of 'p000021' in 2026-W51" },
	{ "less than nothing used", less_than_nothing_used,
	  "the used time of 'p000021' in 2026-W51" },
	{ "less than nothing overbooked", less_than_nothing_overbooked,
	  "the free time of 'p000021' in 2026-W51" },
	{ "a minute more deployable", more_deployable,
	  "the deployable time of 'p000021' in 2026-W51" },
	{ "a minute more used than covered", more_used,
	  "used against covered time of 'committed' in 2026-W48" },
	{ "a minute more covered than asked for", more_covered_than_asked,
	  "the covered time of 'd000003' in 2026-W49" },
	{ "less than nothing covered", less_than_nothing_covered,
	  "the covered time of 'd000003' in 2026-W49" },
	{ "booked for nothing", another_booked_time, "the booked time of 'p000021' in 2026-W51" },
};

static void found(const struct damaged *row, bool right, const struct fault *fault)
{
	assert_number(row->name, right, false);
	assert_number(row->name, fault->kind, FAULT_BROKEN);
	if (!strstr(fault->message, row->sentence))
		fail_msg("%s: %s is not what was said: %s", row->name, row->sentence,
			 fault->message);
}

static void a_wrong_plan(void **state)
{
	const struct damaged *row = *state;
	struct fault fault = FAULT_INIT;
	struct made m;

	make(&m);
	row->damage(&m);
	found(row, verify_plan(&m.plan, &fault), &fault);
	arena_release(&m.arena);
}

/* The plan is right in itself and leaves more uncovered than it has to: only the proof sees it. */
static void a_gap_that_could_be_smaller_is_found(void **state)
{
	struct fault fault = FAULT_INIT;
	struct made m;
	struct demand_coverage *line, *sum;
	size_t index, week;

	(void)state;
	make(&m);
	line = covered_line(&m);
	index = (size_t)(line - m.plan.demand_coverage) / WEEKS;
	week = (size_t)(line - m.plan.demand_coverage) % WEEKS;
	sum = plan_requirement_coverage(&m.plan, VIEW_COMMITTED, m.plan.demand_requirement[index],
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

DAMAGE(one_person_less, certificate(m)->people_count--)

static void another_person(struct made *m)
{
	struct certificate *c = certificate(m);

	c->people[c->people_count - 1] = c->people[c->people_count - 2];
}

DAMAGE(less_supply, certificate(m)->supply_minutes -= 1; certificate(m)->missing_minutes += 1)
DAMAGE(one_line_less, certificate(m)->line_count--)
DAMAGE(one_certificate_less, m->proof.count--)
DAMAGE(twice_the_same, m->proof.list[m->proof.count - 1] = m->proof.list[0])
DAMAGE(more_hours_for_a_name, m->roster.list[0].minutes += 1)

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

DAMAGE(staying_of_somebody_new, m->roster.list[0].kept = true)

static void names_out_of_order(struct made *m)
{
	struct assignment first = m->roster.list[0];

	m->roster.list[0] = m->roster.list[1];
	m->roster.list[1] = first;
}

DAMAGE(more_hours_kept, m->roster.kept_minutes++)
DAMAGE(fewer_projects, m->roster.project_weeks--)
DAMAGE(a_name_less, m->roster.count--)

static void one_booking_less(struct made *m)
{
	for (size_t i = 0; i < m->proof.count; i++)
		if (m->proof.list[i].booking_count > 0) {
			m->proof.list[i].booking_count--;
			return;
		}
	fail_msg("no certificate has bookings");
}

DAMAGE(another_view, certificate(m)->view = VIEW_ALL)
/* One more, behind the last of its week. */
static void insert(struct made *m, size_t at, struct certificate more)
{
	struct certificate *list = ARENA_ARRAY(&m->arena, struct certificate, m->proof.count + 1);

	memcpy(list, m->proof.list, at * sizeof(*list));
	memcpy(list + at + 1, m->proof.list + at, (m->proof.count - at) * sizeof(*list));
	list[at] = more;
	m->proof.list = list;
	m->proof.count++;
}

DAMAGE(a_line_twice, insert(m, 1, m->proof.list[0]))

static void past_the_plan(struct made *m)
{
	struct certificate more = m->proof.list[0];

	more.week = WEEKS;
	insert(m, m->proof.count, more);
}

static void nothing_missing(struct made *m)
{
	struct certificate none = { .view = VIEW_WEIGHTED };

	insert(m, 0, none);
}

DAMAGE(nobody_of_the_company, m->roster.list[0].person = (uint32_t)m->company.person_count)
DAMAGE(no_line_of_the_company, m->roster.list[0].line = (uint32_t)m->company.demand_count)
DAMAGE(no_hours, m->roster.list[0].minutes = m->roster.list[0].booked_minutes = 0)
DAMAGE(more_booked_than_worked, m->roster.list[0].booked_minutes = m->roster.list[0].minutes + 1)
DAMAGE(less_than_nothing_booked, m->roster.list[0].booked_minutes = -1)

static void hours_past_the_plan(struct made *m)
{
	struct assignment *list = ARENA_ARRAY(&m->arena, struct assignment, m->roster.count + 1);

	memcpy(list, m->roster.list, m->roster.count * sizeof(*list));
	list[m->roster.count] = list[0];
	list[m->roster.count].week = WEEKS;
	m->roster.list = list;
	m->roster.count++;
}

static void hours_beyond_somebodys_time(struct made *m)
{
	struct assignment *a = &m->roster.list[0];

	plan_capacity(&m->plan, a->person, a->week)->free_minutes = 0;
	plan_capacity(&m->plan, a->person, a->week)->booked_minutes = 0;
}

DAMAGE(more_hours_assigned, m->roster.assigned_minutes++)
DAMAGE(more_hours_later, m->roster.later_minutes++)
DAMAGE(more_who_work, m->roster.worker_weeks++)

static void beside_other_engagements(struct made *m)
{
	static struct line_coverage lines[200 * WEEKS];
	static struct sourcing other = { .lines = lines,
					 .week_count = WEEKS,
					 .view = VIEW_WEIGHTED };

	for (size_t d = 0; d < m->company.demand_count; d++)
		for (size_t w = 0; w < WEEKS; w++) {
			const struct demand_coverage *c =
				plan_demand_coverage(&m->plan, VIEW_WEIGHTED, d, w);

			lines[d * WEEKS + w] =
				(struct line_coverage){ .own_minutes = c->covered_minutes,
							.asked_minutes = c->demand_minutes };
		}
	m->roster.beside = &other;
}

static const struct damaged part_damages[] = {
	{ "a person who qualifies is left out", one_person_less,
	  "the certificate's people of 'd000026' in 2026-W49" },
	{ "a person stands twice", another_person,
	  "the certificate's lists of 'd000026' in 2026-W49" },
	{ "a minute of supply lost", less_supply,
	  "the certificate's hours of 'd000026' in 2026-W49" },
	{ "a line lost", one_line_less, "the certificate's people of '' in 2026-W49" },
	{ "a certificate lost", one_certificate_less,
	  "the sum of the certificates of 'weighted' in 2026-W51" },
	{ "a certificate of another week", twice_the_same,
	  "the sum of the certificates of 'weighted' in 2026-W51" },
	{ "a minute too many for a name", more_hours_for_a_name,
	  "the names' hours of 'd000039' in 2026-W48" },
	{ "booked hours without a booking", booked_hours_without_a_booking,
	  "work without the booking of 'p000002' in 2026-W48" },
	{ "work of somebody who may not do it", work_of_somebody_else,
	  "work without the qualification of 'p000003' in 2026-W48" },
	{ "somebody stays who was not there", staying_of_somebody_new,
	  "staying on a project of 'p000002' in 2026-W48" },
	{ "names out of order", names_out_of_order,
	  "the order of the assignments of 'p000002' in 2026-W48" },
	{ "a minute too many that stays", more_hours_kept,
	  "the sums of the assignments of 'weighted' in 2026-W48" },
	{ "a project less than people work for", fewer_projects,
	  "the sums of the assignments of 'weighted' in 2026-W48" },
	{ "a name lost", a_name_less, "the names' hours of 'd000027' in 2026-W51" },
	{ "a booking left out", one_booking_less,
	  "the certificate's bookings of 'd000017' in 2026-W50" },
	{ "a certificate of another view", another_view,
	  "the certificate's view of 'd000026' in 2026-W49" },
	{ "a line in two certificates", a_line_twice,
	  "a line in two certificates of 'd000000' in 2026-W49" },
	{ "a certificate of a week past the plan", past_the_plan,
	  "the order of the certificates of 'weighted' in 2026-W48" },
	{ "a certificate of nothing", nothing_missing,
	  "the certificate's hours of '' in 2026-W48" },
	{ "a name of nobody", nobody_of_the_company, "an assignment of '' in 2026-W48" },
	{ "a name for no line", no_line_of_the_company, "an assignment of '' in 2026-W48" },
	{ "a name without hours", no_hours, "the assigned hours of 'p000002' in 2026-W48" },
	{ "more booked than worked", more_booked_than_worked,
	  "the assigned hours of 'p000002' in 2026-W48" },
	{ "less than nothing booked", less_than_nothing_booked,
	  "the assigned hours of 'p000002' in 2026-W48" },
	{ "hours past the plan", hours_past_the_plan,
	  "the order of the assignments of 'weighted' in 2026-W48" },
	{ "hours beyond somebody's time", hours_beyond_somebodys_time,
	  "more work than time of 'p000002' in 2026-W48" },
	{ "a minute more assigned in sum", more_hours_assigned,
	  "the sums of the assignments of 'weighted' in 2026-W48" },
	{ "a minute more in later weeks", more_hours_later,
	  "the sums of the assignments of 'weighted' in 2026-W48" },
	{ "one more who works", more_who_work,
	  "the sums of the assignments of 'weighted' in 2026-W48" },
	{ "names beside engagements of another plan", beside_other_engagements,
	  "whose engagements the names stand beside of '' in 2026-W48" },
};

static void a_wrong_certificate_or_name(void **state)
{
	const struct damaged *row = *state;
	struct fault fault = FAULT_INIT;
	struct made m;

	make(&m);
	row->damage(&m);
	found(row,
	      verify_proof(&m.plan, &m.proof, &fault) && verify_roster(&m.plan, &m.roster, &fault),
	      &fault);
	arena_release(&m.arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(plan_damages) + ARRAY_LEN(part_damages) + 1];
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(plan_damages); i++)
		tests[count++] = ROW_TEST(a_wrong_plan, &plan_damages[i]);
	for (size_t i = 0; i < ARRAY_LEN(part_damages); i++)
		tests[count++] = ROW_TEST(a_wrong_certificate_or_name, &part_damages[i]);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_gap_that_could_be_smaller_is_found);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
