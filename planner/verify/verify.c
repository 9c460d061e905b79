/*
 * The plan checked against its inputs: capacities, demand, bookings, totals.
 *
 * Everything is told a second time in another way than the planner tells it: a day is 1,440
 * bytes that are filled minute by minute, where the planner has sets of bits; people, bookings
 * and lines are gone through one by one; rounding is the verifier's own (facts_share). It links
 * model/ only, so that no mistake of the planner can be repeated by sharing code.
 *
 * Checked: contracted, holiday, absent, busy, tentative, deployable, booked and free time of
 * every person and week; the demand of every line and view; what every booking gets and what is
 * too much; that lines, requirements and people add up to the same. That nobody could do more is
 * not checked here but by the certificates (verify_proof.c), that coverage can be worked by the
 * roster (verify_roster.c).
 *
 * Cost: people times weeks times calendar entries of the person. Rules: docs/capacity.md.
 */
#include "planner/verify/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "planner/verify/verify_facts.h"

/* --- a person's days ------------------------------------------------------ */

/* One day, minute by minute: 0 not worked, 1 worked, then who took it. */
enum { OFF, WORK, HOLIDAY, TAKEN_FIRST };

struct day_work {
	unsigned char minute[DAY_MINUTES];
	int32_t start, end;
};

/* Whether the person is employed on that day. */
static bool present(const struct person *person, struct day day)
{
	return day.since_1970 >= person->start.since_1970 &&
	       day.since_1970 <= person->end.since_1970;
}

/* Whether a holiday row says that the day is worked instead of another one. */
static bool made_up(const struct company *company, const struct person *person, struct day day)
{
	for (size_t h = 0; h < company->holiday_count; h++)
		if (company->holidays[h].workday &&
		    company->holidays[h].day.since_1970 == day.since_1970 &&
		    facts_within(person->location, company->holidays[h].location))
			return true;
	return false;
}

/* Minutes of the contract on a day; a make-up day counts like the mean of the days that the
 * pattern works. */
static int32_t day_contract(const struct company *company, const struct person *person,
			    struct day day)
{
	int32_t weekday = (day.since_1970 % 7 + 10) % 7; /* 1970-01-01 was a Thursday */
	int32_t sum = 0, days = 0;

	if (!present(person, day))
		return 0;
	if (person->pattern_minutes[weekday] > 0 || !made_up(company, person, day))
		return person->pattern_minutes[weekday];
	for (int i = 0; i < 7; i++)
		if (person->pattern_minutes[i] > 0) {
			sum += person->pattern_minutes[i];
			days++;
		}
	return days ? sum / days : 0;
}

/* Give minutes to a taker. The numbers of the takers are their rank, so a lower one wins a
 * minute that both want. */
static void take(struct day_work *work, enum busy_part part, int64_t from, int64_t to,
		 unsigned char who)
{
	int32_t half = (work->end - work->start) / 2;

	if (part != PART_CLOCK) {
		from = part == PART_AFTERNOON ? work->start + half : work->start;
		to = part == PART_MORNING ? work->start + half : work->end;
	}
	for (int64_t m = from < 0 ? 0 : from; m < to && m < DAY_MINUTES; m++)
		if (work->minute[m] == WORK || (work->minute[m] > who && who > WORK))
			work->minute[m] = who;
}

static bool takes_from(const struct company *company, const struct person *person, size_t holiday,
		       struct day day)
{
	return !company->holidays[holiday].workday &&
	       company->holidays[holiday].day.since_1970 == day.since_1970 &&
	       facts_within(person->location, company->holidays[holiday].location);
}

/* The person's calendar entries of the week at hand. */
struct week_busy {
	const struct busy **list;
	size_t count;
};

/* Work on the day, minute by minute; false when nothing takes any of it. */
static bool fill_day(const struct company *company, const struct person *person,
		     const struct week_busy *week, struct day day, int32_t contract,
		     struct day_work *work)
{
	int64_t midnight = (int64_t)day.since_1970 * DAY_MINUTES;
	bool any = false;

	work->start = company->settings.day_start_minute;
	if (work->start + contract > DAY_MINUTES)
		work->start = DAY_MINUTES - contract;
	work->end = work->start + contract;
	for (size_t h = 0; h < company->holiday_count && !any; h++)
		any = takes_from(company, person, h, day);
	for (size_t b = 0; b < week->count && !any; b++)
		any = week->list[b]->start_minute < midnight + DAY_MINUTES &&
		      week->list[b]->end_minute > midnight;
	if (!any)
		return false;
	memset(work->minute, 0, sizeof(work->minute));
	memset(work->minute + work->start, WORK, (size_t)contract);
	for (size_t h = 0; h < company->holiday_count; h++)
		if (takes_from(company, person, h, day))
			take(work, company->holidays[h].part, 0, 0, HOLIDAY);
	for (size_t b = 0; b < week->count; b++) {
		const struct busy *busy = week->list[b];

		if (busy->start_minute < midnight + DAY_MINUTES && busy->end_minute > midnight)
			take(work, busy->part, busy->start_minute - midnight,
			     busy->end_minute - midnight,
			     (unsigned char)(TAKEN_FIRST + busy->class));
	}
	return true;
}

/* Minutes of a week by what takes them. */
static void count_week(const struct plan *plan, const struct person *person, size_t index,
		       struct week_busy *busy, int32_t counts[TAKEN_FIRST + BUSY_CLASS_COUNT])
{
	struct day monday = plan_week(plan, index);
	int64_t from = (int64_t)monday.since_1970 * DAY_MINUTES,
		to = from + INT64_C(7) * DAY_MINUTES;
	struct day_work work;

	busy->count = 0;
	for (size_t b = 0; b < person->calendar.busy_count; b++)
		if (person->calendar.busy[b].start_minute < to &&
		    person->calendar.busy[b].end_minute > from)
			busy->list[busy->count++] = &person->calendar.busy[b];
	for (int i = 0; i < 7; i++) {
		struct day day = { monday.since_1970 + i };
		int32_t contract = day_contract(plan->company, person, day);

		if (contract == 0)
			continue;
		if (!fill_day(plan->company, person, busy, day, contract, &work)) {
			counts[WORK] += contract;
			continue;
		}
		for (int32_t m = work.start; m < work.end; m++)
			counts[work.minute[m]]++;
	}
}

/* The capacity chain of one person and week, link by link. */
static bool verify_week_of_person(const struct plan *plan, size_t index, size_t week,
				  struct week_busy *busy, struct fault *fault)
{
	const struct person *person = &plan->company->people[index];
	const struct capacity *c = plan_capacity(plan, index, week);
	int32_t n[TAKEN_FIRST + BUSY_CLASS_COUNT] = { 0 };
	int64_t tentative, available, overhead, contracted = 0;

	count_week(plan, person, week, busy, n);
	for (int i = WORK; i < TAKEN_FIRST + BUSY_CLASS_COUNT; i++)
		contracted += n[i];
	tentative = facts_share(n[TAKEN_FIRST + BUSY_TENTATIVE],
				plan->company->settings.tentative_percent, 100);
	available = contracted - n[HOLIDAY] - n[TAKEN_FIRST + BUSY_ABSENT] -
		    n[TAKEN_FIRST + BUSY_BUSY] - tentative;
	overhead = facts_share(available, person->overhead_micro_percent, 100000000);
	if (c->contracted_minutes != contracted)
		return facts_broken(fault, "the contracted time", person->id, plan, week);
	if (c->holiday_minutes != n[HOLIDAY] || c->absent_minutes != n[TAKEN_FIRST + BUSY_ABSENT] ||
	    c->busy_minutes != n[TAKEN_FIRST + BUSY_BUSY] || c->tentative_minutes != tentative ||
	    c->available_minutes != available)
		return facts_broken(fault, "the available time", person->id, plan, week);
	if (c->overhead_minutes != overhead || c->deployable_minutes != available - overhead)
		return facts_broken(fault, "the deployable time", person->id, plan, week);
	if (c->booked_minutes < 0 || c->free_minutes < 0 || c->overbooked_minutes < 0 ||
	    c->free_minutes != c->deployable_minutes - c->booked_minutes)
		return facts_broken(fault, "the free time", person->id, plan, week);
	for (int v = 0; v < VIEW_COUNT; v++)
		if (c->used_minutes[v] < 0 || c->used_minutes[v] > c->deployable_minutes)
			return facts_broken(fault, "the used time", person->id, plan, week);
	return true;
}

/* --- demand --------------------------------------------------------------- */

/* What a line asks for in each view, and that no more of it is covered. */
static bool verify_line(const struct plan *plan, size_t line, size_t week, struct fault *fault)
{
	const struct demand *demand = &plan->company->demands[line];
	int64_t full = facts_line_minutes(plan, demand, plan_week(plan, week).since_1970);
	bool signed_for = demand->status == DEMAND_COMMITTED;
	int64_t want[VIEW_COUNT] = {
		[VIEW_COMMITTED] = signed_for ? full : 0,
		[VIEW_WEIGHTED] =
			signed_for ? full : facts_share(full, demand->probability_percent, 100),
		[VIEW_ALL] = full,
	};

	for (int v = 0; v < VIEW_COUNT; v++) {
		const struct demand_coverage *c =
			plan_demand_coverage(plan, (enum view)v, line, week);

		if (c->demand_minutes != want[v])
			return facts_broken(fault, "the demand", demand->id, plan, week);
		if (c->covered_minutes < 0 || c->covered_minutes > c->demand_minutes)
			return facts_broken(fault, "the covered time", demand->id, plan, week);
	}
	return true;
}

/* --- bookings --------------------------------------------------------------- */

/* What a hard booking asks for in a week, in its own way. */
static int64_t asked_of(const struct plan *plan, const struct booking *booking, size_t week)
{
	const struct company *company = plan->company;
	const struct person *person = &company->people[booking->person_index];
	const struct capacity *c = plan_capacity(plan, booking->person_index, week);
	int64_t monday = plan_week(plan, week).since_1970, contract = 0;
	struct facts_spread spread = { .unit = booking->unit,
				       .amount_micro = booking->amount_micro,
				       .first = booking->start.since_1970,
				       .last = booking->end.since_1970 };

	if (booking->unit != AMOUNT_PERCENT)
		return facts_spread(&company->settings, &spread, monday);
	for (int64_t day = monday; day < monday + 7; day++)
		if (day >= spread.first && day <= spread.last)
			contract += day_contract(company, person, (struct day){ (int32_t)day });
	if (c->contracted_minutes == 0)
		return 0;
	return facts_share(booking->amount_micro, (wide)c->deployable_minutes * contract,
			   (wide)100000000 * c->contracted_minutes);
}

/* Bookings are served one after the other; what finds no time left is too much. */
static bool verify_bookings(const struct plan *plan, size_t week, int64_t *booked, int64_t *over,
			    struct fault *fault)
{
	const struct company *company = plan->company;

	memset(booked, 0, company->person_count * sizeof(*booked));
	memset(over, 0, company->person_count * sizeof(*over));
	for (size_t b = 0; b < company->booking_count; b++) {
		const struct booking *booking = &company->bookings[b];
		size_t p = booking->person_index;
		int64_t asked = 0,
			left = plan_capacity(plan, p, week)->deployable_minutes - booked[p];

		if (booking->status == BOOKING_HARD)
			asked = asked_of(plan, booking, week);
		if (plan_booking_minutes(plan, b, week) != (asked < left ? asked : left))
			return facts_broken(fault, "a booking", booking->person, plan, week);
		booked[p] += asked < left ? asked : left;
		over[p] += asked < left ? 0 : asked - left;
	}
	for (size_t p = 0; p < company->person_count; p++)
		if (booked[p] != plan_capacity(plan, p, week)->booked_minutes ||
		    over[p] != plan_capacity(plan, p, week)->overbooked_minutes)
			return facts_broken(fault, "the booked time", company->people[p].id, plan,
					    week);
	return true;
}

/* Whether the line belongs to the requirement that it is counted with. */
static bool requirement_fits(const struct plan *plan, size_t line)
{
	const struct demand *d = &plan->company->demands[line];
	const struct requirement *r = &plan->requirements[plan->demand_requirement[line]];

	if (strcmp(d->role, r->role) != 0 || d->level != r->level ||
	    strcmp(d->location, r->location) != 0 || d->skill_count != r->skill_count)
		return false;
	for (size_t i = 0; i < d->skill_count; i++)
		if (strcmp(d->skills[i], r->skills[i]) != 0)
			return false;
	return true;
}

/* Lines, requirements and people must tell the same story. */
static bool verify_totals(const struct plan *plan, enum view view, size_t week,
			  struct demand_coverage *sums, struct fault *fault)
{
	int64_t covered = 0, used = 0;

	memset(sums, 0, plan->requirement_count * sizeof(*sums));
	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct demand_coverage *c = plan_demand_coverage(plan, view, d, week);

		sums[plan->demand_requirement[d]].demand_minutes += c->demand_minutes;
		sums[plan->demand_requirement[d]].covered_minutes += c->covered_minutes;
		covered += c->covered_minutes;
	}
	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct demand_coverage *c = plan_requirement_coverage(plan, view, r, week);

		if (c->demand_minutes != sums[r].demand_minutes ||
		    c->covered_minutes != sums[r].covered_minutes)
			return facts_broken(fault, "the sum of the lines",
					    plan->requirements[r].role, plan, week);
	}
	for (size_t p = 0; p < plan->company->person_count; p++)
		used += plan_capacity(plan, p, week)->used_minutes[view];
	if (used != covered)
		return facts_broken(fault, "used against covered time", view_name(view), plan,
				    week);
	return true;
}

static size_t most_busy(const struct plan *plan)
{
	size_t most = 0;

	for (size_t p = 0; p < plan->company->person_count; p++)
		if (plan->company->people[p].calendar.busy_count > most)
			most = plan->company->people[p].calendar.busy_count;
	return most;
}

static bool verify_week(const struct plan *plan, size_t week, struct arena *scratch,
			struct fault *fault)
{
	struct demand_coverage *sums =
		ARENA_ARRAY(scratch, struct demand_coverage, plan->requirement_count + 1);
	int64_t *booked = ARENA_ARRAY(scratch, int64_t, plan->company->person_count + 1);
	int64_t *over = ARENA_ARRAY(scratch, int64_t, plan->company->person_count + 1);
	struct week_busy busy = { ARENA_ARRAY(scratch, const struct busy *, most_busy(plan) + 1),
				  0 };

	for (size_t p = 0; p < plan->company->person_count; p++)
		if (!verify_week_of_person(plan, p, week, &busy, fault))
			return false;
	for (size_t d = 0; d < plan->company->demand_count; d++)
		if (!verify_line(plan, d, week, fault))
			return false;
	for (int v = 0; v < VIEW_COUNT; v++)
		if (!verify_totals(plan, (enum view)v, week, sums, fault))
			return false;
	return verify_bookings(plan, week, booked, over, fault);
}

bool verify_plan(const struct plan *plan, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	bool ok = true;

	for (size_t d = 0; ok && d < plan->company->demand_count; d++)
		if (!requirement_fits(plan, d))
			ok = facts_broken(fault, "the requirement", plan->company->demands[d].id,
					  plan, 0);
	for (size_t w = 0; ok && w < plan->options.week_count; w++) {
		ok = verify_week(plan, w, &scratch, fault);
		arena_release(&scratch);
	}
	return ok;
}
