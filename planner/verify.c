#include "planner/verify.h"

#include <string.h>

static bool broken(struct fault *fault, const char *what, const char *who, const struct plan *plan,
		   size_t week)
{
	char name[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, week), name);
	return fault_set(fault, FAULT_BROKEN,
			 "the plan contradicts its input: %s of '%s' in %s "
			 "(a bug: please report it)",
			 what, who, name);
}

/* --- rounding, in its own way -------------------------------------------- */

__extension__ typedef __int128 wide;

/* a * b / c half to even, for numbers that are not negative. */
static int64_t share(wide a, wide b, wide c)
{
	wide product = a * b, quotient = product / c, rest = product % c;

	if (rest * 2 > c || (rest * 2 == c && quotient % 2 == 1))
		quotient++;
	return (int64_t)quotient;
}

/* --- who qualifies -------------------------------------------------------- */

static bool within(const char *place, const char *scope)
{
	size_t i = 0;

	while (scope[i] != '\0' && place[i] == scope[i])
		i++;
	if (scope[i] != '\0')
		return false;
	return i == 0 || place[i] == '\0' || place[i] == '-';
}

static int32_t level_of(const struct person *person, const char *role)
{
	for (size_t i = 0; i < person->role_count; i++)
		if (strcmp(person->roles[i].role, role) == 0)
			return person->roles[i].level;
	return 0;
}

static bool owns_skills(const struct person *person, const char *const *skills, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool owned = false;

		for (size_t k = 0; k < person->skill_count; k++)
			owned |= strcmp(person->skills[k], skills[i]) == 0;
		if (!owned)
			return false;
	}
	return true;
}

static bool may_do(const struct plan *plan, const struct person *person,
		   const struct requirement *r)
{
	int32_t level = level_of(person, r->role);

	return level > 0 && level >= r->level &&
	       level - r->level <= plan->company->settings.max_levels_down &&
	       within(person->location, r->location) &&
	       owns_skills(person, r->skills, r->skill_count);
}

static bool is_booked_for(const struct plan *plan, const struct booking *booking, size_t line)
{
	const struct demand *demand = &plan->company->demands[line];

	if (booking->status != BOOKING_HARD || strcmp(booking->project, demand->project) != 0)
		return false;
	if (booking->role[0] == '\0')
		return level_of(&plan->company->people[booking->person_index], demand->role) > 0;
	return strcmp(booking->role, demand->role) == 0;
}

/* --- a person's days ------------------------------------------------------ */

/* One day, minute by minute: 0 not worked, 1 worked, then who took it. */
enum { OFF, WORK, HOLIDAY, TAKEN_FIRST };

struct day_work {
	unsigned char minute[1440];
	int32_t start, end;
};

static bool present(const struct person *person, struct day day)
{
	return day.since_1970 >= person->start.since_1970 &&
	       day.since_1970 <= person->end.since_1970;
}

static bool made_up(const struct company *company, const struct person *person, struct day day)
{
	for (size_t h = 0; h < company->holiday_count; h++)
		if (company->holidays[h].workday &&
		    company->holidays[h].day.since_1970 == day.since_1970 &&
		    within(person->location, company->holidays[h].location))
			return true;
	return false;
}

static int32_t day_contract(const struct company *company, const struct person *person,
			    struct day day)
{
	int32_t weekday = (day.since_1970 % 7 + 10) % 7; /* 1970-01-01 was a Thursday */
	int32_t sum = 0, days = 0;

	if (!present(person, day))
		return 0;
	if (person->pattern_min[weekday] > 0 || !made_up(company, person, day))
		return person->pattern_min[weekday];
	for (int i = 0; i < 7; i++)
		if (person->pattern_min[i] > 0) {
			sum += person->pattern_min[i];
			days++;
		}
	return days ? sum / days : 0;
}

static void take(struct day_work *work, enum busy_part part, int64_t from, int64_t to,
		 unsigned char who)
{
	int32_t half = (work->end - work->start) / 2;

	if (part != PART_CLOCK) {
		from = part == PART_AFTERNOON ? work->start + half : work->start;
		to = part == PART_MORNING ? work->start + half : work->end;
	}
	for (int64_t m = from < 0 ? 0 : from; m < to && m < 1440; m++)
		if (work->minute[m] == WORK || (work->minute[m] > who && who > WORK))
			work->minute[m] = who;
}

static void fill_day(const struct company *company, const struct person *person, struct day day,
		     struct day_work *work)
{
	int64_t midnight = (int64_t)day.since_1970 * 1440;
	int32_t contract = day_contract(company, person, day);

	memset(work, 0, sizeof(*work));
	work->start = company->settings.day_start_min;
	if (work->start + contract > 1440)
		work->start = 1440 - contract;
	work->end = work->start + contract;
	memset(work->minute + work->start, WORK, (size_t)contract);
	if (contract == 0)
		return;
	for (size_t h = 0; h < company->holiday_count; h++)
		if (!company->holidays[h].workday &&
		    company->holidays[h].day.since_1970 == day.since_1970 &&
		    within(person->location, company->holidays[h].location))
			take(work, company->holidays[h].part, 0, 0, HOLIDAY);
	for (size_t b = 0; b < person->calendar.busy_count; b++) {
		const struct busy *busy = &person->calendar.busy[b];

		if (busy->start_min < midnight + 1440 && busy->end_min > midnight)
			take(work, busy->part, busy->start_min - midnight, busy->end_min - midnight,
			     (unsigned char)(TAKEN_FIRST + busy->class));
	}
}

static void count_week(const struct plan *plan, const struct person *person, size_t week,
		       int32_t counts[TAKEN_FIRST + BUSY_CLASS_COUNT])
{
	struct day_work work;

	for (int i = 0; i < 7; i++) {
		fill_day(plan->company, person,
			 (struct day){ plan_week(plan, week).since_1970 + i }, &work);
		for (int32_t m = work.start; m < work.end; m++)
			counts[work.minute[m]]++;
	}
}

static bool verify_week_of_person(const struct plan *plan, size_t index, size_t week,
				  struct fault *fault)
{
	const struct person *person = &plan->company->people[index];
	const struct capacity *c = plan_capacity(plan, index, week);
	int32_t n[TAKEN_FIRST + BUSY_CLASS_COUNT] = { 0 };
	int64_t tentative, available, overhead, contracted = 0;

	count_week(plan, person, week, n);
	for (int i = WORK; i < TAKEN_FIRST + BUSY_CLASS_COUNT; i++)
		contracted += n[i];
	tentative = share(n[TAKEN_FIRST + BUSY_TENTATIVE],
			  plan->company->settings.tentative_percent, 100);
	available = contracted - n[HOLIDAY] - n[TAKEN_FIRST + BUSY_ABSENT] -
		    n[TAKEN_FIRST + BUSY_BUSY] - tentative;
	overhead = share(available, person->overhead_micro_percent, 100000000);
	if (c->contracted_min != contracted)
		return broken(fault, "the contracted time", person->id, plan, week);
	if (c->holiday_min != n[HOLIDAY] || c->absent_min != n[TAKEN_FIRST + BUSY_ABSENT] ||
	    c->busy_min != n[TAKEN_FIRST + BUSY_BUSY] || c->tentative_min != tentative ||
	    c->available_min != available)
		return broken(fault, "the available time", person->id, plan, week);
	if (c->overhead_min != overhead || c->deployable_min != available - overhead)
		return broken(fault, "the deployable time", person->id, plan, week);
	if (c->booked_min < 0 || c->free_min < 0 || c->overbooked_min < 0 ||
	    c->free_min != c->deployable_min - c->booked_min)
		return broken(fault, "the free time", person->id, plan, week);
	for (int v = 0; v < VIEW_COUNT; v++)
		if (c->used_min[v] < 0 || c->used_min[v] > c->deployable_min)
			return broken(fault, "the used time", person->id, plan, week);
	return true;
}

static bool verify_bookings(const struct plan *plan, size_t week, int64_t *booked,
			    struct fault *fault)
{
	const struct company *company = plan->company;

	memset(booked, 0, company->person_count * sizeof(*booked));
	for (size_t b = 0; b < company->booking_count; b++) {
		const struct booking *booking = &company->bookings[b];
		int32_t minutes = plan_booking_min(plan, b, week);
		int32_t monday = plan_week(plan, week).since_1970;
		bool runs = booking->start.since_1970 <= monday + 6 &&
			    booking->end.since_1970 >= monday;

		if (minutes < 0 || (minutes > 0 && (booking->status != BOOKING_HARD || !runs)))
			return broken(fault, "a booking", booking->person, plan, week);
		booked[booking->person_index] += minutes;
	}
	for (size_t p = 0; p < company->person_count; p++)
		if (booked[p] != plan_capacity(plan, p, week)->booked_min)
			return broken(fault, "the booked time", company->people[p].id, plan, week);
	return true;
}

/* --- demand --------------------------------------------------------------- */

static int64_t company_days(const struct settings *settings, int64_t from, int64_t to)
{
	int64_t days = 0;

	for (int64_t day = from; day <= to; day++)
		days += settings->workday[(day % 7 + 10) % 7];
	return days;
}

static int64_t wide_amount(const struct settings *settings, const struct demand *demand,
			   struct day monday)
{
	int64_t sum = 0;

	for (size_t i = 0; i < demand->week_count; i++)
		if (demand->weeks[i].monday.since_1970 == monday.since_1970)
			sum = share(demand->weeks[i].amount_micro,
				    demand->unit == AMOUNT_FTE ? settings->full_week_min : 60,
				    1000000);
	return sum;
}

static int64_t full_minutes(const struct plan *plan, const struct demand *demand, size_t week)
{
	const struct settings *settings = &plan->company->settings;
	int64_t monday = plan_week(plan, week).since_1970;
	int64_t first = demand->start.since_1970, last = demand->end.since_1970;
	int64_t from = first > monday ? first : monday, to = last < monday + 6 ? last : monday + 6;
	int64_t all, before, days;

	if (demand->weeks)
		return wide_amount(settings, demand, plan_week(plan, week));
	if (from > to)
		return 0;
	days = company_days(settings, from, to);
	if (demand->unit == AMOUNT_HOURS_TOTAL) {
		all = company_days(settings, first, last);
		before = company_days(settings, first, from - 1);
		if (all == 0)
			return 0;
		return share(demand->amount_micro, (wide)60 * (before + days),
			     (wide)all * 1000000) -
		       share(demand->amount_micro, (wide)60 * before, (wide)all * 1000000);
	}
	return share(demand->amount_micro,
		     (wide)days * (demand->unit == AMOUNT_FTE ? settings->full_week_min : 60),
		     (wide)1000000 * company_days(settings, monday, monday + 6));
}

static bool verify_line(const struct plan *plan, size_t line, size_t week, struct fault *fault)
{
	const struct demand *demand = &plan->company->demands[line];
	int64_t full = full_minutes(plan, demand, week);
	bool signed_for = demand->status == DEMAND_COMMITTED;
	int64_t want[VIEW_COUNT] = {
		[VIEW_COMMITTED] = signed_for ? full : 0,
		[VIEW_WEIGHTED] = signed_for ? full : share(full, demand->probability_percent, 100),
		[VIEW_ALL] = full,
	};

	for (int v = 0; v < VIEW_COUNT; v++) {
		const struct cover *c = plan_demand_cover(plan, (enum view)v, line, week);

		if (c->demand_min != want[v])
			return broken(fault, "the demand", demand->id, plan, week);
		if (c->covered_min < 0 || c->covered_min > c->demand_min)
			return broken(fault, "the covered time", demand->id, plan, week);
	}
	return true;
}

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
static bool verify_totals(const struct plan *plan, enum view view, size_t week, struct cover *sums,
			  struct fault *fault)
{
	int64_t covered = 0, used = 0;

	memset(sums, 0, plan->requirement_count * sizeof(*sums));
	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct cover *c = plan_demand_cover(plan, view, d, week);

		sums[plan->demand_requirement[d]].demand_min += c->demand_min;
		sums[plan->demand_requirement[d]].covered_min += c->covered_min;
		covered += c->covered_min;
	}
	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct cover *c = plan_requirement_cover(plan, view, r, week);

		if (c->demand_min != sums[r].demand_min || c->covered_min != sums[r].covered_min)
			return broken(fault, "the sum of the lines", plan->requirements[r].role,
				      plan, week);
	}
	for (size_t p = 0; p < plan->company->person_count; p++)
		used += plan_capacity(plan, p, week)->used_min[view];
	if (used != covered)
		return broken(fault, "used against covered time", view_name(view), plan, week);
	return true;
}

static bool verify_week(const struct plan *plan, size_t week, struct arena *scratch,
			struct fault *fault)
{
	struct cover *sums = ARENA_ARRAY(scratch, struct cover, plan->requirement_count + 1);
	int64_t *booked = ARENA_ARRAY(scratch, int64_t, plan->company->person_count + 1);

	for (size_t p = 0; p < plan->company->person_count; p++)
		if (!verify_week_of_person(plan, p, week, fault))
			return false;
	for (size_t d = 0; d < plan->company->demand_count; d++)
		if (!verify_line(plan, d, week, fault))
			return false;
	for (int v = 0; v < VIEW_COUNT; v++)
		if (!verify_totals(plan, (enum view)v, week, sums, fault))
			return false;
	return verify_bookings(plan, week, booked, fault);
}

bool verify_plan(const struct plan *plan, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	bool ok = true;

	for (size_t d = 0; ok && d < plan->company->demand_count; d++)
		if (!requirement_fits(plan, d))
			ok = broken(fault, "the requirement", plan->company->demands[d].id, plan,
				    0);
	for (size_t w = 0; ok && w < plan->options.week_count; w++) {
		ok = verify_week(plan, w, &scratch, fault);
		arena_release(&scratch);
	}
	return ok;
}

/* --- certificates ---------------------------------------------------------- */

/* Who may do what, once for all weeks: bytes by person and requirement. */
static unsigned char *eligibility(const struct plan *plan, struct arena *arena)
{
	size_t people = plan->company->person_count, asked = plan->requirement_count;
	unsigned char *may = ARENA_ARRAY(arena, unsigned char, people *asked + 1);

	for (size_t p = 0; p < people; p++)
		for (size_t r = 0; r < asked; r++)
			may[p * asked + r] =
				may_do(plan, &plan->company->people[p], &plan->requirements[r]);
	return may;
}

struct check {
	const struct plan *plan;
	const unsigned char *may;
	unsigned char *asked; /* per requirement: a line of the certificate has it */
	uint32_t *claimed;    /* per line: certificates of this week that count it */
	struct fault *fault;
};

static bool contains(const uint32_t *list, size_t count, size_t item)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list[middle] == item)
			return true;
		if (list[middle] < item)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static bool ascending(const uint32_t *list, size_t count, size_t limit)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] >= limit || (i > 0 && list[i - 1] >= list[i]))
			return false;
	return true;
}

static bool bad_certificate(const struct check *check, const struct certificate *c,
			    const char *what)
{
	return broken(check->fault, what,
		      c->line_count ? check->plan->company->demands[c->lines[0]].id : "",
		      check->plan, c->week);
}

static bool person_counts(const struct check *check, size_t person)
{
	size_t asked = check->plan->requirement_count;

	for (size_t r = 0; r < asked; r++)
		if (check->asked[r] && check->may[person * asked + r])
			return true;
	return false;
}

static bool booking_counts(const struct check *check, const struct certificate *c, size_t booking)
{
	if (plan_booking_min(check->plan, booking, c->week) == 0)
		return false;
	for (size_t i = 0; i < c->line_count; i++)
		if (is_booked_for(check->plan, &check->plan->company->bookings[booking],
				  c->lines[i]))
			return true;
	return false;
}

static bool verify_certificate(struct check *check, const struct certificate *c)
{
	const struct plan *plan = check->plan;
	int64_t demand = 0, supply = 0;

	if (!ascending(c->lines, c->line_count, plan->company->demand_count) ||
	    !ascending(c->people, c->people_count, plan->company->person_count) ||
	    !ascending(c->bookings, c->booking_count, plan->company->booking_count))
		return bad_certificate(check, c, "the certificate's lists");
	memset(check->asked, 0, plan->requirement_count);
	for (size_t i = 0; i < c->line_count; i++) {
		if (check->claimed[c->lines[i]]++ > 0)
			return bad_certificate(check, c, "a line in two certificates");
		check->asked[plan->demand_requirement[c->lines[i]]] = 1;
		demand += plan_demand_cover(plan, c->view, c->lines[i], c->week)->demand_min;
	}
	for (size_t p = 0; p < plan->company->person_count; p++) {
		if (person_counts(check, p) != contains(c->people, c->people_count, p))
			return bad_certificate(check, c, "the certificate's people");
		if (person_counts(check, p))
			supply += plan_capacity(plan, p, c->week)->free_min;
	}
	for (size_t b = 0; b < plan->company->booking_count; b++) {
		if (booking_counts(check, c, b) != contains(c->bookings, c->booking_count, b))
			return bad_certificate(check, c, "the certificate's bookings");
		if (booking_counts(check, c, b))
			supply += plan_booking_min(plan, b, c->week);
	}
	if (demand != c->demand_min || supply != c->supply_min ||
	    demand - supply != c->missing_min || c->missing_min <= 0)
		return bad_certificate(check, c, "the certificate's hours");
	return true;
}

static int64_t gap_of_week(const struct plan *plan, enum view view, size_t week)
{
	int64_t gap = 0;

	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct cover *c = plan_demand_cover(plan, view, d, week);

		gap += c->demand_min - c->covered_min;
	}
	return gap;
}

/* The certificates from *next on that are of this week. */
static bool verify_week_proof(struct check *check, const struct proof *proof, size_t week,
			      size_t *next)
{
	int64_t missing = 0;

	memset(check->claimed, 0, check->plan->company->demand_count * sizeof(*check->claimed));
	for (; *next < proof->count && proof->list[*next].week == week; ++*next) {
		const struct certificate *c = &proof->list[*next];

		if (c->view != proof->view)
			return bad_certificate(check, c, "the certificate's view");
		if (!verify_certificate(check, c))
			return false;
		missing += c->missing_min;
	}
	if (missing != gap_of_week(check->plan, proof->view, week))
		return broken(check->fault, "the sum of the certificates", view_name(proof->view),
			      check->plan, week);
	return true;
}

bool verify_proof(const struct plan *plan, const struct proof *proof, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct check check = {
		.plan = plan,
		.may = eligibility(plan, &scratch),
		.asked = ARENA_ARRAY(&scratch, unsigned char, plan->requirement_count + 1),
		.claimed = ARENA_ARRAY(&scratch, uint32_t, plan->company->demand_count + 1),
		.fault = fault,
	};
	size_t next = 0;
	bool ok = true;

	for (size_t w = 0; ok && w < plan->options.week_count; w++)
		ok = verify_week_proof(&check, proof, w, &next);
	if (ok && next != proof->count)
		ok = broken(fault, "the order of the certificates", view_name(proof->view), plan,
			    0);
	arena_release(&scratch);
	return ok;
}

/* --- names ------------------------------------------------------------------ */

struct roster_sums {
	int64_t *person, *booked; /* per person: minutes without and with a booking */
	int64_t *line;            /* per line */
};

static bool has_booking_for(const struct plan *plan, const struct assignment *a)
{
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (plan->company->bookings[b].person_index == a->person &&
		    plan_booking_min(plan, b, a->week) > 0 &&
		    is_booked_for(plan, &plan->company->bookings[b], a->line))
			return true;
	return false;
}

static bool verify_assignment(const struct plan *plan, const struct assignment *a,
			      struct roster_sums *sums, struct fault *fault)
{
	const char *who;

	if (a->person >= plan->company->person_count || a->line >= plan->company->demand_count)
		return broken(fault, "an assignment", "", plan, a->week);
	who = plan->company->people[a->person].id;
	if (a->minutes <= 0 || a->booked_min < 0 || a->booked_min > a->minutes)
		return broken(fault, "the assigned hours", who, plan, a->week);
	if (a->minutes > a->booked_min &&
	    !may_do(plan, &plan->company->people[a->person],
		    &plan->requirements[plan->demand_requirement[a->line]]))
		return broken(fault, "work without the qualification", who, plan, a->week);
	if (a->booked_min > 0 && !has_booking_for(plan, a))
		return broken(fault, "work without the booking", who, plan, a->week);
	sums->person[a->person] += a->minutes - a->booked_min;
	sums->booked[a->person] += a->booked_min;
	sums->line[a->line] += a->minutes;
	return true;
}

static bool verify_roster_week(const struct plan *plan, enum view view, size_t week,
			       const struct roster_sums *sums, struct fault *fault)
{
	for (size_t p = 0; p < plan->company->person_count; p++) {
		const struct capacity *c = plan_capacity(plan, p, week);

		if (sums->person[p] > c->free_min || sums->booked[p] > c->booked_min)
			return broken(fault, "more work than time", plan->company->people[p].id,
				      plan, week);
	}
	for (size_t d = 0; d < plan->company->demand_count; d++)
		if (sums->line[d] != plan_demand_cover(plan, view, d, week)->covered_min)
			return broken(fault, "the names' hours", plan->company->demands[d].id, plan,
				      week);
	return true;
}

bool verify_roster(const struct plan *plan, const struct roster *roster, struct fault *fault)
{
	size_t people = plan->company->person_count, lines = plan->company->demand_count, next = 0;
	struct arena scratch = ARENA_INIT;
	struct roster_sums sums = { ARENA_ARRAY(&scratch, int64_t, people + 1),
				    ARENA_ARRAY(&scratch, int64_t, people + 1),
				    ARENA_ARRAY(&scratch, int64_t, lines + 1) };
	bool ok = true;

	for (size_t w = 0; ok && w < plan->options.week_count; w++) {
		memset(sums.person, 0, people * sizeof(*sums.person));
		memset(sums.booked, 0, people * sizeof(*sums.booked));
		memset(sums.line, 0, lines * sizeof(*sums.line));
		for (; ok && next < roster->count && roster->list[next].week == w; next++)
			ok = verify_assignment(plan, &roster->list[next], &sums, fault);
		ok = ok && verify_roster_week(plan, roster->view, w, &sums, fault);
	}
	if (ok && next != roster->count)
		ok = broken(fault, "the order of the assignments", view_name(roster->view), plan,
			    0);
	arena_release(&scratch);
	return ok;
}
