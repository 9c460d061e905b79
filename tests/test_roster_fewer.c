/*
 * A week's names, step by step: the flow is a cheapest one, gathering changes nothing but the
 * number of projects, and how far that is from the fewest there can be.
 */
#include <string.h>

#include "base/number.h"
#include "planner/plan.h"
#include "planner/roster/roster_assign.h"
#include "planner/roster/roster_fewer.h"
#include "planner/roster/roster_flow.h"
#include "planner/roster/roster_week.h"
#include "solver/network/simplex.h"
#include "tests/generate.h"
#include "tests/make_generated.h"
#include "tests/test.h"

enum { COMPANIES = 120, TINY_COMPANIES = 400, TINY_PAIRS = 10 };

/* --- what a minute is worth, told again from the assignments -------------------- */

static int32_t project_minutes(const struct rostering *n, size_t from, size_t to, uint32_t person,
			       uint32_t line)
{
	const struct demand *demands = n->plan->company->demands;
	int32_t sum = 0;

	for (size_t i = from; i < to; i++)
		if (n->roster->list[i].person == person &&
		    strcmp(demands[n->roster->list[i].line].project, demands[line].project) == 0)
			sum += n->roster->list[i].minutes;
	return sum;
}

static bool softly_booked(const struct rostering *n, uint32_t person, uint32_t line)
{
	const struct company *company = n->plan->company;
	struct day monday = plan_week(n->plan, n->week);

	for (size_t b = 0; b < company->booking_count; b++) {
		const struct booking *booking = &company->bookings[b];

		if (booking->status == BOOKING_SOFT && booking->person_index == person &&
		    booking->start.since_1970 <= monday.since_1970 + 6 &&
		    booking->end.since_1970 >= monday.since_1970 &&
		    booking_names(booking, &company->people[person], &company->demands[line]))
			return true;
	}
	return false;
}

static int64_t worth_of(const struct rostering *n, uint32_t person, uint32_t line)
{
	int32_t before = project_minutes(n, n->last, n->here, person, line);

	if (before >= 16 * 60 || softly_booked(n, person, line))
		return 3;
	return before >= 4 * 60 ? 2 : 0;
}

/* --- the cheapest flow, from people to lines directly --------------------------- */

static int32_t line_minutes(const struct rostering *n, size_t line)
{
	return plan_demand_coverage(n->plan, n->view, line, n->week)->covered_minutes;
}

static bool may_do(const struct rostering *n, size_t person, size_t line)
{
	const struct company *company = n->plan->company;

	return person_qualifies(&company->settings, &company->people[person],
				&company->demands[line]);
}

static void add_bookings(const struct rostering *n, struct flow_network *network, int32_t source,
			 const int32_t *line_node, int64_t sum)
{
	const struct company *company = n->plan->company;

	for (size_t b = 0; b < company->booking_count; b++) {
		const struct booking *booking = &company->bookings[b];
		int32_t node;

		if (plan_booking_minutes(n->plan, b, n->week) == 0)
			continue;
		node = network_node(network, 0);
		network_arc(network, source, node, plan_booking_minutes(n->plan, b, n->week), 0);
		for (size_t d = 0; d < company->demand_count; d++)
			if (booking_names(booking, &company->people[booking->person_index],
					  &company->demands[d]))
				network_arc(network, node, line_node[d], sum, -10);
	}
}

/*
 * The most that a week's minutes can be worth when people work only for the projects that are
 * allowed (NULL: all); -1 when the lines cannot be covered then.
 */
static int64_t most_worth(const struct rostering *n, const bool *allowed)
{
	const struct company *company = n->plan->company;
	struct arena arena = ARENA_INIT;
	struct flow_network network = { .arena = &arena };
	int32_t *line_node = ARENA_ARRAY(&arena, int32_t, company->demand_count + 1);
	int64_t sum = 0, values = 0;
	int32_t source;

	for (size_t d = 0; d < company->demand_count; d++) {
		line_node[d] = network_node(&network, -line_minutes(n, d));
		sum += line_minutes(n, d);
	}
	source = network_node(&network, sum);
	add_bookings(n, &network, source, line_node, sum);
	for (uint32_t p = 0; p < company->person_count; p++) {
		int32_t node = network_node(&network, 0);

		network_arc(&network, source, node,
			    plan_capacity(n->plan, p, n->week)->free_minutes, 0);
		for (uint32_t d = 0; d < company->demand_count; d++)
			if (may_do(n, p, d) &&
			    (!allowed || allowed[p * n->projects.count + n->projects.of_line[d]]))
				network_arc(&network, node, line_node[d], sum, -worth_of(n, p, d));
	}
	if (network_solve(&network))
		for (size_t i = 0; i < network.arc_count; i++)
			values -= network.arcs[i].flow * network.arcs[i].cost;
	else
		values = -1;
	arena_release(&arena);
	return values;
}

/* --- what a week's assignments come to -------------------------------------------- */

struct naming_sums {
	int64_t values; /* as the flow counts it, booked minutes 10 each */
	int64_t kept_minutes, small;
	size_t pairs, rows; /* of person and project; of person and line */
	int32_t *person;    /* per person, without bookings */
	int32_t *line, *booked;
	bool *project; /* [person][project] */
};

static struct naming_sums sums_of(const struct rostering *n, struct arena *arena)
{
	const struct company *company = n->plan->company;
	size_t people = company->person_count, lines = company->demand_count;
	struct naming_sums s = { .person = ARENA_ARRAY(arena, int32_t, people + 1),
				 .line = ARENA_ARRAY(arena, int32_t, lines + 1),
				 .booked = ARENA_ARRAY(arena, int32_t, people * lines + 1),
				 .project =
					 ARENA_ARRAY(arena, bool, people * n->projects.count + 1) };

	for (size_t i = n->here; i < n->roster->count; i++) {
		const struct assignment *a = &n->roster->list[i];
		bool *project =
			&s.project[a->person * n->projects.count + n->projects.of_line[a->line]];

		s.values += worth_of(n, a->person, a->line) * (a->minutes - a->booked_minutes) +
			    INT64_C(10) * a->booked_minutes;
		if (project_minutes(n, n->last, n->here, a->person, a->line) > 0)
			s.kept_minutes += a->minutes;
		s.small += a->booked_minutes == 0 && a->minutes < n->min_chunk_minutes;
		s.pairs += !*project;
		*project = true;
		s.rows++;
		s.person[a->person] += a->minutes - a->booked_minutes;
		s.line[a->line] += a->minutes;
		s.booked[a->person * lines + a->line] += a->booked_minutes;
	}
	return s;
}

/* The same work, gathered: what must not change, and what must not grow. */
static void check_gathered(const struct rostering *n, const struct naming_sums *before,
			   const struct naming_sums *after)
{
	size_t people = n->plan->company->person_count, lines = n->plan->company->demand_count;

	assert_int_equal(after->values, before->values);
	assert_true(after->kept_minutes >= before->kept_minutes);
	assert_true(after->small <= before->small);
	assert_true(after->pairs <= before->pairs);
	for (size_t d = 0; d < lines; d++)
		assert_int_equal(after->line[d], line_minutes(n, d));
	for (size_t i = 0; i < people * lines; i++)
		assert_int_equal(after->booked[i], before->booked[i]);
	for (size_t i = 0; i < people * n->projects.count; i++)
		assert_true(before->project[i] || !after->project[i]);
	for (size_t p = 0; p < people; p++)
		assert_true(after->person[p] <= plan_capacity(n->plan, p, n->week)->free_minutes);
	for (size_t i = n->here; i < n->roster->count; i++) {
		const struct assignment *a = &n->roster->list[i];

		assert_true(a->minutes > 0 && a->booked_minutes <= a->minutes);
		assert_true(a->booked_minutes == a->minutes || may_do(n, a->person, a->line));
	}
}

static void next_week(struct rostering *n)
{
	n->week++;
	n->last = n->here;
	n->here = n->roster->count;
}

struct totals {
	size_t weeks, before, after, rows_before, rows_after;
};

static void gather(struct rostering *n, struct totals *totals)
{
	for (; n->week < n->plan->options.week_count; next_week(n)) {
		struct arena arena = ARENA_INIT;
		struct week_values values;
		struct naming_sums before, after;

		assert_true(roster_flow(n, &arena, &values));
		before = sums_of(n, &arena);
		assert_int_equal(before.values, most_worth(n, NULL));
		roster_fewer(n, &values);
		after = sums_of(n, &arena);
		check_gathered(n, &before, &after);
		totals->weeks++;
		totals->before += before.pairs;
		totals->after += after.pairs;
		totals->rows_before += before.rows;
		totals->rows_after += after.rows;
		arena_release(&arena);
	}
}

static void gathering_changes_nothing_but_the_number_of_projects(void **state)
{
	struct totals totals = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= COMPANIES; seed++) {
		struct generate how = generate_varied(seed, 5);
		struct arena arena = ARENA_INIT;
		struct company company;
		struct roster roster;
		struct rostering n;
		struct plan plan;

		generate_company(&how, &arena, &company);
		company.settings.max_levels_down = (int32_t)(seed / 2 % 4);
		make_generated(&company, how.weeks, &arena, &plan);
		n = rostering_make(&plan, (enum view)(seed % VIEW_COUNT), ROSTER_MIN_CHUNK_MINUTES,
				   &arena, &arena, &roster);
		gather(&n, &totals);
		arena_release(&arena);
	}
	print_message("%zu weeks: %zu pairs of person and project became %zu, %zu rows %zu\n",
		      totals.weeks, totals.before, totals.after, totals.rows_before,
		      totals.rows_after);
	assert_true(totals.after < totals.before && totals.rows_after < totals.rows_before);
}

/* --- the fewest there can be ---------------------------------------------------------- */

/* The pairs that could be of use, as places in allowed[]; more than TINY_PAIRS: too many to try. */
static size_t useful_pairs(const struct rostering *n, size_t pairs[TINY_PAIRS])
{
	const struct company *company = n->plan->company;
	bool seen[64] = { false };
	size_t count = 0;

	for (size_t p = 0; p < company->person_count; p++)
		for (size_t d = 0; d < company->demand_count; d++) {
			size_t pair = p * n->projects.count + n->projects.of_line[d];

			assert_true(pair < ARRAY_LEN(seen));
			if (seen[pair] || line_minutes(n, d) == 0 || !may_do(n, p, d) ||
			    plan_capacity(n->plan, p, n->week)->free_minutes == 0)
				continue;
			seen[pair] = true;
			if (count < TINY_PAIRS)
				pairs[count] = pair;
			count++;
		}
	return count;
}

static size_t bits(size_t set)
{
	size_t count = 0;

	for (; set; set &= set - 1)
		count++;
	return count;
}

/* Whether some way to work with fewer than `most` pairs is worth as much; the fewest pairs. */
static size_t fewest(const struct rostering *n, const size_t *pairs, size_t count, size_t most)
{
	int64_t values = most_worth(n, NULL);

	for (size_t set = 0; set < (size_t)1 << count; set++) {
		bool allowed[64] = { false };

		if (bits(set) >= most)
			continue;
		for (size_t i = 0; i < count; i++)
			allowed[pairs[i]] = set >> i & 1;
		if (most_worth(n, allowed) == values)
			most = bits(set);
	}
	return most;
}

static void gathering_comes_close_to_the_fewest_projects(void **state)
{
	size_t weeks = 0, flow = 0, ours = 0, best = 0, exact = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= TINY_COMPANIES; seed++) {
		struct generate how = { .seed = seed * 31,
					.people = 2 + seed % 3,
					.demands = 2 + seed % 5,
					.bookings = seed % 3,
					.roles = 1 + seed % 2,
					.weeks = 3,
					.busy_per_person_week = 1 };
		struct arena arena = ARENA_INIT;
		struct company company;
		struct roster roster;
		struct rostering n;
		struct plan plan;

		generate_company(&how, &arena, &company);
		for (size_t b = 0; b < company.booking_count; b++)
			company.bookings[b].status = BOOKING_SOFT;
		make_generated(&company, how.weeks, &arena, &plan);
		n = rostering_make(&plan, VIEW_ALL, ROSTER_MIN_CHUNK_MINUTES, &arena, &arena,
				   &roster);
		for (; n.week < how.weeks; next_week(&n)) {
			size_t pairs[TINY_PAIRS], count = useful_pairs(&n, pairs), least, before;
			struct week_values values;
			struct naming_sums after;

			assert_true(roster_flow(&n, &arena, &values));
			before = sums_of(&n, &arena).pairs;
			roster_fewer(&n, &values);
			after = sums_of(&n, &arena);
			if (count == 0 || count > TINY_PAIRS)
				continue;
			least = fewest(&n, pairs, count, after.pairs);
			weeks++;
			flow += before;
			ours += after.pairs;
			best += least;
			exact += least == after.pairs;
		}
		arena_release(&arena);
	}
	print_message("%zu weeks: %zu pairs by the flow alone, %zu gathered, %zu at least; "
		      "%zu weeks have the fewest\n",
		      weeks, flow, ours, best, exact);
	assert_true(weeks > 100);
	assert_true(ours < flow);
	assert_true(100 * (ours - best) <= 3 * best);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gathering_changes_nothing_but_the_number_of_projects),
		cmocka_unit_test(gathering_comes_close_to_the_fewest_projects),
	};

	return cmocka_run_group_tests_name("names_fewer", tests, NULL, NULL);
}
