/*
 * The allocation against what it must be.
 *
 * The oracle knows nothing of flows: for demand of priorities 1 to p, the most that can be
 * covered is the smallest, over all sets S of demand lines, of the demand outside of S plus
 * the minutes of everybody who qualifies for a line in S (Gale 1957, Hoffman 1960).
 */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "planner/allocation/allocate.h"
#include "planner/allocation/projects.h"
#include "planner/plan.h"
#include "tests/generate.h"
#include "tests/make_generated.h"
#include "tests/test.h"

enum { TINY_COMPANIES = 5000, MEDIUM_COMPANIES = 60 };

/* --- the oracle -------------------------------------------------------- */

static int64_t source_minutes(const struct plan *plan, size_t week, size_t person)
{
	return plan_capacity(plan, person, week)->free_minutes;
}

/* Minutes of people and of bookings that may serve a line of the set. */
static int64_t reachable(const struct plan *plan, enum view view, size_t week, unsigned set,
			 const int32_t *booked)
{
	const struct company *company = plan->company;
	int64_t sum = 0;

	(void)view;
	for (size_t p = 0; p < company->person_count; p++)
		for (size_t d = 0; d < company->demand_count; d++)
			if ((set >> d & 1u) &&
			    person_qualifies(&company->settings, &company->people[p],
					     &company->demands[d])) {
				sum += source_minutes(plan, week, p);
				break;
			}
	for (size_t b = 0; b < company->booking_count; b++)
		for (size_t d = 0; d < company->demand_count; d++)
			if ((set >> d & 1u) &&
			    booking_names(&company->bookings[b],
					  &company->people[company->bookings[b].person_index],
					  &company->demands[d])) {
				sum += booked[b];
				break;
			}
	return sum;
}

static int64_t best_cover(const struct plan *plan, enum view view, size_t week, int32_t priority,
			  const int32_t *booked)
{
	size_t lines = plan->company->demand_count;
	int64_t best = INT64_MAX;

	for (unsigned set = 0; set < 1u << lines; set++) {
		int64_t sum = 0;
		unsigned inside = 0;

		for (size_t d = 0; d < lines; d++) {
			if (plan->company->demands[d].priority > priority)
				continue;
			if (set >> d & 1u)
				inside |= 1u << d;
			else
				sum += plan_demand_coverage(plan, view, d, week)->demand_minutes;
		}
		sum += reachable(plan, view, week, inside, booked);
		best = sum < best ? sum : best;
	}
	return best;
}

static int64_t our_cover(const struct plan *plan, enum view view, size_t week, int32_t priority)
{
	int64_t sum = 0;

	for (size_t d = 0; d < plan->company->demand_count; d++)
		if (plan->company->demands[d].priority <= priority)
			sum += plan_demand_coverage(plan, view, d, week)->covered_minutes;
	return sum;
}

/* Only one hard booking per person here, so its minutes are the person's booked ones. */
static void read_booked(const struct plan *plan, size_t week, int32_t *booked)
{
	for (size_t b = 0; b < plan->company->booking_count; b++) {
		const struct booking *booking = &plan->company->bookings[b];

		booked[b] =
			booking->status == BOOKING_HARD
				? plan_capacity(plan, booking->person_index, week)->booked_minutes
				: 0;
	}
}

/* --- making plans ------------------------------------------------------ */

static void one_booking_each(struct company *company)
{
	size_t kept = 0;

	for (size_t b = 0; b < company->booking_count; b++) {
		bool again = false;

		for (size_t i = 0; i < kept; i++)
			again |= company->bookings[i].person_index ==
				 company->bookings[b].person_index;
		if (!again)
			company->bookings[kept++] = company->bookings[b];
	}
	company->booking_count = kept;
}

/* --- properties -------------------------------------------------------- */

static void check_chain(const struct capacity *c)
{
	assert_true(c->nominal_minutes >= 0 && c->contracted_minutes >= c->available_minutes);
	assert_true(c->available_minutes >= c->deployable_minutes &&
		    c->deployable_minutes >= c->free_minutes);
	assert_true(c->free_minutes >= 0 && c->tentative_minutes >= 0 &&
		    c->overbooked_minutes >= 0);
	assert_int_equal(c->contracted_minutes - c->holiday_minutes - c->absent_minutes -
				 c->busy_minutes - c->tentative_minutes,
			 c->available_minutes);
	assert_int_equal(c->deployable_minutes - c->booked_minutes, c->free_minutes);
	for (int v = 0; v < VIEW_COUNT; v++)
		assert_true(c->used_minutes[v] >= 0 && c->used_minutes[v] <= c->deployable_minutes);
}

static void check_sums(const struct plan *plan)
{
	for (size_t w = 0; w < plan->options.week_count; w++)
		for (int v = 0; v < VIEW_COUNT; v++) {
			int64_t used = 0, covered = 0, lines = our_cover(plan, (enum view)v, w, 5);

			for (size_t p = 0; p < plan->company->person_count; p++)
				used += plan_capacity(plan, p, w)->used_minutes[v];
			for (size_t r = 0; r < plan->requirement_count; r++)
				covered += plan_requirement_coverage(plan, (enum view)v, r, w)
						   ->covered_minutes;
			assert_int_equal(used, covered);
			assert_int_equal(lines, covered);
		}
}

static void tiny_companies_against_all_cuts(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= TINY_COMPANIES; seed++) {
		struct generate how = { .seed = seed,
					.people = 1 + seed % 5,
					.demands = 1 + seed % 7,
					.bookings = seed % 4,
					.roles = 3,
					.skills = 2,
					.weeks = 2,
					.busy_per_person_week = 2 };
		struct arena arena = ARENA_INIT;
		struct company company;
		struct plan plan;
		int32_t booked[4] = { 0 };

		generate_company(&how, &arena, &company);
		company.settings.max_levels_down = (int32_t)(seed / 3 % 4);
		one_booking_each(&company);
		make_generated(&company, how.weeks, &arena, &plan);
		check_sums(&plan);
		for (size_t w = 0; w < how.weeks; w++)
			for (int v = 0; v < VIEW_COUNT; v++) {
				read_booked(&plan, w, booked);
				for (int32_t p = 1; p <= PRIORITY_MAX; p++)
					if (our_cover(&plan, (enum view)v, w, p) !=
					    best_cover(&plan, (enum view)v, w, p, booked))
						fail_msg(
							"seed %llu, week %zu, view %d, priority %d",
							(unsigned long long)seed, w, v, (int)p);
			}
		for (size_t i = 0; i < company.person_count * how.weeks; i++)
			check_chain(&plan.people[i]);
		arena_release(&arena);
	}
}

static struct generate medium(uint64_t seed)
{
	return (struct generate){ .seed = seed,
				  .people = 20 + seed % 40,
				  .demands = 30,
				  .bookings = 6,
				  .roles = 6,
				  .skills = 4,
				  .weeks = 6,
				  .busy_per_person_week = 3 };
}

static void never_worse(const struct plan *less, const struct plan *more, int32_t below)
{
	for (size_t w = 0; w < less->options.week_count; w++)
		for (enum view v = 0; v < VIEW_COUNT; v++)
			for (int32_t p = 1; p < below; p++)
				assert_true(our_cover(more, v, w, p) >= our_cover(less, v, w, p));
}

static bool has_hard_booking(const struct company *company, size_t person)
{
	for (size_t b = 0; b < company->booking_count; b++)
		if (company->bookings[b].status == BOOKING_HARD &&
		    company->bookings[b].person_index == person)
			return true;
	return false;
}

/* Some person whom nobody has booked, so that only their own time changes. */
static size_t somebody_free(const struct company *company, uint64_t seed)
{
	size_t person = (size_t)generate_below(&seed, company->person_count);

	while (has_hard_booking(company, person))
		person = (person + 1) % company->person_count;
	return person;
}

/* The company without a person and the soft bookings of theirs. */
static struct company without_person(const struct company *company, size_t person,
				     struct arena *arena)
{
	struct company less = *company;

	less.people = ARENA_ARRAY(arena, struct person, company->person_count);
	less.bookings = ARENA_ARRAY(arena, struct booking, company->booking_count + 1);
	less.person_count = less.booking_count = 0;
	for (size_t p = 0; p < company->person_count; p++)
		if (p != person)
			less.people[less.person_count++] = company->people[p];
	for (size_t b = 0; b < company->booking_count; b++) {
		struct booking booking = company->bookings[b];

		if (booking.person_index == person)
			continue;
		booking.person_index -= booking.person_index > person;
		less.bookings[less.booking_count++] = booking;
	}
	return less;
}

static struct company varied(uint64_t seed, struct generate *how, struct arena *arena)
{
	struct company company;

	*how = medium(seed);
	how->bookings = seed % 12;
	generate_company(how, arena, &company);
	company.settings.max_levels_down = (int32_t)(seed / 2 % 4);
	return company;
}

static void another_person_never_adds_to_a_gap(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= MEDIUM_COMPANIES; seed++) {
		struct generate how;
		struct arena arena = ARENA_INIT;
		struct company company = varied(seed, &how, &arena), smaller;
		struct plan with, without;

		smaller = without_person(&company, somebody_free(&company, seed), &arena);
		make_generated(&company, how.weeks, &arena, &with);
		make_generated(&smaller, how.weeks, &arena, &without);
		never_worse(&without, &with, PRIORITY_MAX + 1);
		arena_release(&arena);
	}
}

/* An hour more on each day that they work, or no entry in the calendar. (Who is booked in percent
 * may have less for that booking when the hours fall on holidays: that is another matter.) */
static void more_hours_never_add_to_a_gap(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= MEDIUM_COMPANIES; seed++) {
		struct generate how;
		struct arena arena = ARENA_INIT;
		struct company company = varied(seed, &how, &arena), longer = company;
		struct plan more, less;
		struct person *person;

		longer.people = ARENA_ARRAY(&arena, struct person, company.person_count);
		memcpy(longer.people, company.people,
		       company.person_count * sizeof(*company.people));
		person = &longer.people[somebody_free(&company, seed)];
		if (seed % 3 == 0)
			person->calendar.busy_count = 0;
		for (size_t day = 0; day < 7 && seed % 3 != 0; day++)
			person->pattern_minutes[day] += person->pattern_minutes[day] ? 60 : 0;
		make_generated(&company, how.weeks, &arena, &less);
		make_generated(&longer, how.weeks, &arena, &more);
		never_worse(&less, &more, PRIORITY_MAX + 1);
		arena_release(&arena);
	}
}

static bool same_requirement(const struct demand *a, const struct demand *b)
{
	if (strcmp(a->role, b->role) != 0 || strcmp(a->location, b->location) != 0 ||
	    a->level != b->level || a->skill_count != b->skill_count)
		return false;
	for (size_t i = 0; i < a->skill_count; i++)
		if (strcmp(a->skills[i], b->skills[i]) != 0)
			return false;
	return true;
}

/* The company without the requirement of one of its lines; returns its highest priority. */
static int32_t drop_requirement(struct company *company, size_t line, size_t *kept,
				struct arena *arena)
{
	const struct demand *all = company->demands;
	size_t count = company->demand_count;
	int32_t priority = PRIORITY_MAX;

	company->demands = ARENA_ARRAY(arena, struct demand, count);
	company->demand_count = 0;
	for (size_t d = 0; d < count; d++) {
		if (same_requirement(&all[d], &all[line])) {
			if (all[d].priority < priority)
				priority = all[d].priority;
			continue;
		}
		kept[company->demand_count] = d;
		company->demands[company->demand_count++] = all[d];
	}
	return priority;
}

/* Not even one line's: what is served first does not know what comes later. */
static void without_a_requirement_no_line_of_higher_priority_gets_less(void **state)
{
	size_t compared = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= MEDIUM_COMPANIES; seed++) {
		struct generate how;
		struct arena arena = ARENA_INIT;
		struct company company = varied(seed, &how, &arena), smaller = company;
		size_t *kept = ARENA_ARRAY(&arena, size_t, company.demand_count);
		struct plan with, without;
		int32_t priority =
			drop_requirement(&smaller, seed % company.demand_count, kept, &arena);

		make_generated(&company, how.weeks, &arena, &with);
		make_generated(&smaller, how.weeks, &arena, &without);
		never_worse(&with, &without, priority);
		for (size_t d = 0; d < smaller.demand_count; d++)
			for (size_t w = 0; w < how.weeks && smaller.demands[d].priority < priority;
			     w++, compared++)
				for (enum view v = 0; v < VIEW_COUNT; v++)
					assert_int_equal(plan_demand_coverage(&without, v, d, w)
								 ->covered_minutes,
							 plan_demand_coverage(&with, v, kept[d], w)
								 ->covered_minutes);
		arena_release(&arena);
	}
	assert_true(compared > MEDIUM_COMPANIES);
}

static void allocate_again(struct plan *plan, const int64_t *prices, struct arena *arena)
{
	struct eligibility eligibility;
	struct allocator allocator;

	plan->external_rate_cents = prices;
	eligibility_build(plan, BOOKINGS_HOLD, arena, &eligibility);
	allocator = allocator_make(plan, &eligibility, arena);
	for (size_t w = 0; w < plan->options.week_count; w++)
		for (enum view v = 0; v < VIEW_COUNT; v++)
			allocate_week(&allocator, plan, v, w);
}

/* What the uncovered minutes of a view would cost to fill, at these prices. */
static int64_t bill(const struct plan *plan, enum view view, const int64_t *prices)
{
	int64_t sum = 0;

	for (size_t d = 0; d < plan->company->demand_count; d++)
		for (size_t w = 0; w < plan->options.week_count; w++) {
			const struct demand_coverage *c = plan_demand_coverage(plan, view, d, w);
			size_t r = plan->demand_requirement[d];

			sum += prices[r * plan->options.week_count + w] *
			       (c->demand_minutes - c->covered_minutes);
		}
	return sum;
}

static int64_t *some_prices(const struct plan *plan, uint64_t seed, struct arena *arena)
{
	size_t cells = plan->requirement_count * plan->options.week_count;
	int64_t *prices = ARENA_ARRAY(arena, int64_t, cells + 1);

	for (size_t i = 0; i < cells; i++)
		prices[i] = (int64_t)generate_below(&seed, 5) * 1000;
	return prices;
}

/* The plan, with more free minutes for some. */
static struct plan with_more_time(const struct plan *plan, uint64_t seed, struct arena *arena)
{
	size_t cells = plan->company->person_count * plan->options.week_count;
	struct plan more = *plan;

	more.people = ARENA_ARRAY(arena, struct capacity, cells + 1);
	memcpy(more.people, plan->people, cells * sizeof(*more.people));
	for (size_t i = 0; i < cells; i++)
		if (generate_below(&seed, 3) == 0)
			more.people[i].free_minutes += (int32_t)generate_below(&seed, 2400);
	return more;
}

static void more_time_goes_on_from_the_flow_as_if_it_began_with_it(void **state)
{
	int64_t added = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= MEDIUM_COMPANIES; seed++) {
		struct generate how = medium(seed);
		struct arena arena = ARENA_INIT;
		struct company company;
		struct plan plan, more;
		struct eligibility eligibility;
		struct allocator on, anew;

		how.demands = 60;
		generate_company(&how, &arena, &company);
		make_generated(&company, how.weeks, &arena, &plan);
		plan.external_rate_cents = some_prices(&plan, seed, &arena);
		more = with_more_time(&plan, seed, &arena);
		eligibility_build(&plan, BOOKINGS_HOLD, &arena, &eligibility);
		on = allocator_make(&plan, &eligibility, &arena);
		anew = allocator_make(&more, &eligibility, &arena);
		for (size_t w = 0; w < how.weeks; w++) {
			allocate_flow(&on, VIEW_ALL, w);
			for (size_t d = 0; d < company.demand_count; d++)
				added -= on.covered_minutes[d];
			allocate_more(&on, &more, w);
			allocate_flow(&anew, VIEW_ALL, w);
			for (size_t d = 0; d < company.demand_count; d++) {
				assert_int_equal(on.covered_minutes[d], anew.covered_minutes[d]);
				added += on.covered_minutes[d];
			}
			for (int32_t v = 0; v < eligibility.flow.node_count; v++)
				assert_int_equal(on.work.cut[v], anew.work.cut[v]);
		}
		arena_release(&arena);
	}
	assert_true(added > 0);
}

static void prices_move_the_gap_within_its_priority_only(void **state)
{
	int64_t saved = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= MEDIUM_COMPANIES; seed++) {
		struct generate how = medium(seed);
		struct arena arena = ARENA_INIT;
		struct company company;
		struct plan plan, priced;
		const int64_t *prices;

		generate_company(&how, &arena, &company);
		make_generated(&company, how.weeks, &arena, &plan);
		make_generated(&company, how.weeks, &arena, &priced);
		prices = some_prices(&plan, seed, &arena);
		allocate_again(&priced, prices, &arena);
		for (enum view v = 0; v < VIEW_COUNT; v++) {
			for (size_t w = 0; w < how.weeks; w++)
				for (int32_t p = 1; p <= PRIORITY_MAX; p++)
					assert_int_equal(our_cover(&plan, v, w, p),
							 our_cover(&priced, v, w, p));
			assert_true(bill(&priced, v, prices) <= bill(&plan, v, prices));
			saved += bill(&plan, v, prices) - bill(&priced, v, prices);
		}
		priced.options.objective = OBJECTIVE_COST;
		plan = priced;
		plan.demand_coverage =
			ARENA_ARRAY(&arena, struct demand_coverage,
				    VIEW_COUNT * company.demand_count * how.weeks + 1);
		memcpy(plan.demand_coverage, priced.demand_coverage,
		       VIEW_COUNT * company.demand_count * how.weeks *
			       sizeof(struct demand_coverage));
		allocate_again(&priced, prices, &arena);
		assert_true(bill(&priced, VIEW_ALL, prices) <= bill(&plan, VIEW_ALL, prices));
		for (size_t w = 0; w < how.weeks; w++)
			assert_int_equal(our_cover(&plan, VIEW_ALL, w, PRIORITY_MAX),
					 our_cover(&priced, VIEW_ALL, w, PRIORITY_MAX));
		arena_release(&arena);
	}
	assert_true(saved > 0);
}

static void threads_never_change_a_minute(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 12; seed++) {
		struct generate how = medium(seed);
		struct plan_options options = { .today = GENERATE_MONDAY,
						.first_week = GENERATE_MONDAY,
						.week_count = how.weeks };
		struct arena arena = ARENA_INIT;
		struct notes notes = NOTES_INIT(&arena);
		struct fault fault = FAULT_INIT;
		struct company company;
		struct plan one, many;
		size_t people, lines;

		generate_company(&how, &arena, &company);
		people = company.person_count * how.weeks * sizeof(struct capacity);
		lines = VIEW_COUNT * company.demand_count * how.weeks *
			sizeof(struct demand_coverage);
		make_generated(&company, how.weeks, &arena, &one);
		for (options.threads = 2; options.threads <= 7; options.threads++) {
			assert_ok(plan_make(&company, &options, &arena, &many, &notes, &fault),
				  &fault);
			assert_memory_equal(one.people, many.people, people);
			assert_memory_equal(one.demand_coverage, many.demand_coverage, lines);
		}
		arena_release(&arena);
	}
}

/* Arcs are one per person and pool entered, and few for the pools: not people times lines. */
static void the_graph_grows_with_people_and_not_with_lines(void **state)
{
	size_t arcs[2];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct generate how = { .seed = 7,
					.people = 400,
					.demands = 300 + 1500 * i,
					.roles = 8,
					.skills = 0,
					.weeks = 1 };
		struct arena arena = ARENA_INIT;
		struct company company;
		struct eligibility eligibility;
		struct plan plan;

		generate_company(&how, &arena, &company);
		make_generated(&company, how.weeks, &arena, &plan);
		eligibility_build(&plan, BOOKINGS_HOLD, &arena, &eligibility);
		arcs[i] = eligibility.flow.arc_count;
		/* Up to 3 roles each; 8 roles of 4 levels and 5 scopes with 2 arcs at most. */
		assert_true(arcs[i] <= 3 * how.people + how.roles * 4 * 5 * 2);
		arena_release(&arena);
	}
	assert_true(arcs[1] <= arcs[0] + 8 * 4 * 5 * 2);
}

/* --- cases checked by hand --------------------------------------------- */

struct hand {
	struct arena arena;
	struct company company;
	struct person people[4];
	struct demand demands[4];
};

static void add_person(struct hand *h, const char *id, size_t role_count,
		       const struct role_level *roles, const char *location)
{
	struct person *p = &h->people[h->company.person_count++];

	*p = (struct person){ .place = { "people.csv", 2, 1 },
			      .id = id,
			      .name = id,
			      .email = "",
			      .location = location,
			      .time_zone = "UTC",
			      .pattern_minutes = { 480, 480, 480, 480, 480 },
			      .start = DAY_FIRST,
			      .end = DAY_LAST,
			      .calendar = { .known = true },
			      .role_count = role_count };
	p->roles = ARENA_ARRAY(&h->arena, struct role_level, role_count);
	memcpy(p->roles, roles, role_count * sizeof(*roles));
}

static void add_demand(struct hand *h, const char *id, const char *role, int32_t level,
		       const char *location, int64_t fte_micro, int32_t priority)
{
	h->demands[h->company.demand_count++] = (struct demand){
		.place = { "demand.csv", 2, 1 },
		.id = id,
		.project = "X",
		.role = role,
		.level = level,
		.location = location,
		.start = GENERATE_MONDAY,
		.end = day_add(GENERATE_MONDAY, 4),
		.unit = AMOUNT_FTE,
		.amount_micro = fte_micro,
		.priority = priority,
		.probability_percent = 100,
	};
}

static struct hand hand_new(void)
{
	struct hand h = { .arena = ARENA_INIT };

	h.company.settings = settings_default();
	return h;
}

static void solve(struct hand *h, struct plan *plan)
{
	h->company.people = h->people;
	h->company.demands = h->demands;
	make_generated(&h->company, 1, &h->arena, plan);
}

static int32_t gap_of(const struct plan *plan, size_t line)
{
	const struct demand_coverage *c = plan_demand_coverage(plan, VIEW_ALL, line, 0);

	return c->demand_minutes - c->covered_minutes;
}

/* Java 2 of 2 and QA 1 of 1 by role; but the one QA person is one of the two Java people. */
static void a_person_with_two_roles_counts_once(void **state)
{
	static const struct role_level both[] = { { "java", 2 }, { "qa", 2 } },
				       java[] = { { "java", 2 } };
	struct hand h = hand_new();
	struct plan plan;

	(void)state;
	add_person(&h, "a", 2, both, "");
	add_person(&h, "b", 1, java, "");
	add_demand(&h, "d1", "java", 2, "", 2 * MICRO, 3);
	add_demand(&h, "d2", "qa", 2, "", MICRO, 3);
	solve(&h, &plan);
	assert_int_equal(gap_of(&plan, 0) + gap_of(&plan, 1), 2400); /* exactly 1 FTE */
	arena_release(&h.arena);
}

/*
 * Three designers, two of them also do research; demand design 2 and research 2. By role there
 * are 3 for 2 and 2 for 2; in truth 3 people face 4 FTE of work: 1 FTE is short.
 */
static void three_designers_of_whom_two_do_research(void **state)
{
	static const struct role_level both[] = { { "design", 2 }, { "research", 2 } },
				       one[] = { { "design", 2 } };
	struct hand h = hand_new();
	struct plan plan;

	(void)state;
	add_person(&h, "a", 2, both, "");
	add_person(&h, "b", 2, both, "");
	add_person(&h, "c", 1, one, "");
	add_demand(&h, "d1", "design", 2, "", 2 * MICRO, 2);
	add_demand(&h, "d2", "research", 2, "", 2 * MICRO, 1);
	solve(&h, &plan);
	assert_int_equal(gap_of(&plan, 0), 2400); /* research is P1 and gets both */
	assert_int_equal(gap_of(&plan, 1), 0);
	arena_release(&h.arena);
}

static void a_senior_does_regular_work_but_not_the_other_way_round(void **state)
{
	static const struct role_level senior[] = { { "sre", 3 } }, junior[] = { { "sre", 1 } };
	struct hand h = hand_new();
	struct plan plan;

	(void)state;
	add_person(&h, "s", 1, senior, "DE-BE");
	add_person(&h, "t", 1, junior, "DE-BE");
	add_demand(&h, "d1", "sre", 2, "DE", MICRO, 1);
	add_demand(&h, "d2", "sre", 3, "DE-BE", MICRO / 2, 2);
	solve(&h, &plan);
	assert_int_equal(gap_of(&plan, 0), 0); /* the senior, all week */
	assert_int_equal(gap_of(&plan, 1), 1200);
	arena_release(&h.arena);
}

static void the_place_counts(void **state)
{
	static const struct role_level qa[] = { { "qa", 2 } };
	struct hand h = hand_new();
	struct plan plan;

	(void)state;
	add_person(&h, "a", 1, qa, "IN-KA");
	add_person(&h, "b", 1, qa, "DE-BE");
	add_demand(&h, "d1", "qa", 2, "DE", MICRO * 3 / 2, 1);
	add_demand(&h, "d2", "qa", 2, "", MICRO / 2, 5);
	solve(&h, &plan);
	assert_int_equal(gap_of(&plan, 0), 1200); /* one of 1.5 FTE sits in Germany */
	assert_int_equal(gap_of(&plan, 1), 0);    /* anywhere: the one in India */
	arena_release(&h.arena);
}

static void work_too_far_below_ones_level_can_be_forbidden(void **state)
{
	static const struct role_level principal[] = { { "sre", 4 } };

	(void)state;
	for (int32_t down = 0; down <= 3; down++) {
		struct hand h = hand_new();
		struct plan plan;

		h.company.settings.max_levels_down = down;
		add_person(&h, "p", 1, principal, "DE-BE");
		add_demand(&h, "d1", "sre", 3, "DE", MICRO / 2, 1);
		add_demand(&h, "d2", "sre", 1, "", MICRO / 2, 2);
		solve(&h, &plan);
		assert_int_equal(gap_of(&plan, 0), down >= 1 ? 0 : 1200);
		assert_int_equal(gap_of(&plan, 1), down >= 3 ? 0 : 1200);
		arena_release(&h.arena);
	}
}

/* One person, a dear and a cheap line. */
static void what_is_dear_outside_is_served_first(void **state)
{
	static const struct role_level both[] = { { "qa", 2 }, { "sre", 2 } };
	static const int64_t prices[] = { 5000, 9000 }; /* requirements are sorted: qa, sre */

	(void)state;
	for (int32_t priority = 1; priority <= 3; priority++) {
		struct hand h = hand_new();
		struct plan plan;

		add_person(&h, "p", 2, both, "");
		add_demand(&h, "d1", "qa", 2, "", MICRO, 2);
		add_demand(&h, "d2", "sre", 2, "", MICRO, priority);
		solve(&h, &plan);
		allocate_again(&plan, prices, &h.arena);
		assert_int_equal(gap_of(&plan, 0), priority <= 2 ? 2400 : 0);
		assert_int_equal(gap_of(&plan, 1), priority <= 2 ? 0 : 2400);
		plan.options.objective = OBJECTIVE_COST;
		allocate_again(&plan, prices, &h.arena);
		assert_int_equal(gap_of(&plan, 0), 2400);
		assert_int_equal(gap_of(&plan, 1), 0);
		arena_release(&h.arena);
	}
}

/* By price alone, then by priority. */
static void at_equal_prices_the_higher_priority_is_served_first(void **state)
{
	static const struct role_level both[] = { { "qa", 2 }, { "sre", 2 } };
	static const int64_t prices[] = { 5000, 5000 };

	(void)state;
	for (int32_t priority = 1; priority <= 3; priority += 2) {
		struct hand h = hand_new();
		struct plan plan;

		add_person(&h, "p", 2, both, "");
		add_demand(&h, "d1", "qa", 2, "", MICRO, 2);
		add_demand(&h, "d2", "sre", 2, "", MICRO, priority);
		solve(&h, &plan);
		plan.options.objective = OBJECTIVE_COST;
		allocate_again(&plan, prices, &h.arena);
		assert_int_equal(gap_of(&plan, 0), priority == 1 ? 2400 : 0);
		assert_int_equal(gap_of(&plan, 1), priority == 1 ? 0 : 2400);
		arena_release(&h.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tiny_companies_against_all_cuts),
		cmocka_unit_test(another_person_never_adds_to_a_gap),
		cmocka_unit_test(more_hours_never_add_to_a_gap),
		cmocka_unit_test(without_a_requirement_no_line_of_higher_priority_gets_less),
		cmocka_unit_test(a_person_with_two_roles_counts_once),
		cmocka_unit_test(three_designers_of_whom_two_do_research),
		cmocka_unit_test(a_senior_does_regular_work_but_not_the_other_way_round),
		cmocka_unit_test(the_place_counts),
		cmocka_unit_test(prices_move_the_gap_within_its_priority_only),
		cmocka_unit_test(more_time_goes_on_from_the_flow_as_if_it_began_with_it),
		cmocka_unit_test(threads_never_change_a_minute),
		cmocka_unit_test(the_graph_grows_with_people_and_not_with_lines),
		cmocka_unit_test(work_too_far_below_ones_level_can_be_forbidden),
		cmocka_unit_test(what_is_dear_outside_is_served_first),
		cmocka_unit_test(at_equal_prices_the_higher_priority_is_served_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
