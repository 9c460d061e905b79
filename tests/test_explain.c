/* A number taken apart adds up; what is said of a cause comes true when it is taken away. */
#include "tests/test.h"

#include <stdio.h>
#include <string.h>

#include "planner/allocation/prove.h"
#include "planner/compare/explain.h"
#include "planner/plan.h"
#include "planner/roster/roster_assign.h"
#include "planner/sourcing/source.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"
#include "tests/mutate.h"

enum { COMPANIES = 100, CELLS_EACH = 10, WEEKS = 4 };

struct explained_world {
	struct arena arena;
	struct company raw, company;
	struct plan plan;
	struct roster roster;
	struct proof proof;
	struct sourcing sourcing;
};

static void make_plan(const struct company *company, struct arena *arena, struct plan *plan)
{
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = WEEKS };
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;

	assert_ok(plan_make(company, &options, arena, plan, &notes, &fault), &fault);
}

/* Each event has a line of its own, by which it is known. */
static void number_events(struct company *company)
{
	for (size_t p = 0; p < company->person_count; p++)
		for (size_t i = 0; i < company->people[p].calendar.busy_count; i++)
			company->people[p].calendar.busy[i].line = (int32_t)i + 1;
	for (size_t h = 0; h < company->holiday_count; h++)
		company->holidays[h].line = (int32_t)h + 1;
}

/* So that there is something to engage within so few weeks. */
static void at_once(struct company *company)
{
	for (size_t o = 0; o < company->option_count; o++) {
		company->options[o].lead_days = (int32_t)(7 * (o % 3));
		company->options[o].min_weeks = 1;
		company->options[o].ramp_count = 0;
	}
}

static void make_world(uint64_t seed, enum view view, struct explained_world *world)
{
	struct generate how = { .seed = seed,
				.people = 4 + seed % 10,
				.demands = 6 + seed % 15,
				.bookings = seed % 6,
				.roles = 2 + seed % 3,
				.skills = 2,
				.weeks = WEEKS,
				.busy_per_person_week = 1 + seed % 3 };
	struct generate_rates rates = { seed, how.roles, 1 + seed % 3, seed % 4 };
	struct source_effort effort = { .cover = { .search_steps = 50, .bound_rounds = 5 } };
	struct fault fault = FAULT_INIT;

	*world = (struct explained_world){ .arena = ARENA_INIT };
	generate_company(&how, &world->arena, &world->raw);
	generate_rates(&rates, &world->arena, &world->raw);
	at_once(&world->raw);
	mutate_company(&world->raw, 8, seed, &world->arena, &world->company);
	world->company.settings.tentative_percent = 33;
	number_events(&world->company);
	make_plan(&world->company, &world->arena, &world->plan);
	assert_ok(roster_assign(&world->plan, view, ROSTER_MIN_CHUNK_MINUTES, &world->arena,
				&world->roster, &fault),
		  &fault);
	prove_plan(&world->plan, view, false, &world->arena, &world->proof);
	source_plan(&world->plan, view, &effort, &world->arena, &world->sourcing);
	world->plan.sourcing = &world->sourcing;
	world->plan.roster = &world->roster;
	world->plan.proof = &world->proof;
}

static int64_t cell_gap(const struct plan *plan, const struct explain_cell *cell)
{
	int64_t sum = 0;

	for (size_t d = 0; d < plan->company->demand_count; d++)
		if (explain_has_line(cell, &plan->company->demands[d])) {
			const struct demand_coverage *c =
				plan_demand_coverage(plan, cell->view, d, cell->week);

			sum += c->demand_minutes - c->covered_minutes;
		}
	return sum;
}

static void check_person(const char *name, const struct explained_world *world, size_t week,
			 const struct explained_person *person)
{
	const struct capacity *c = plan_capacity(&world->plan, person->person, week);
	int64_t taken[TAKEN_KIND_COUNT] = { 0 }, here = 0, elsewhere = 0, booked = 0;

	for (size_t i = 0; i < person->taken_count; i++)
		taken[person->taken[i].kind] += person->taken[i].minutes;
	assert_number(name, taken[TAKEN_HOLIDAY], c->holiday_minutes);
	assert_number(name, taken[TAKEN_ABSENT], c->absent_minutes);
	assert_number(name, taken[TAKEN_BUSY], c->busy_minutes);
	assert_number(name, taken[TAKEN_TENTATIVE], c->tentative_minutes);
	for (size_t i = 0; i < person->use_count; i++) {
		if (person->uses[i].here)
			here += person->uses[i].minutes;
		else
			elsewhere += person->uses[i].minutes;
	}
	for (size_t i = 0; i < person->booking_count; i++)
		booked += person->bookings[i].minutes;
	assert_number(name, booked, c->booked_minutes);
	assert_number(name, here, person->here_minutes);
	assert_number(name, elsewhere, person->elsewhere_minutes);
	assert_number(name,
		      person->here_minutes + person->elsewhere_minutes + person->unused_minutes,
		      c->deployable_minutes);
	assert_true(person->unused_minutes >= 0);
}

static void check_sums(const char *name, const struct explained_world *world,
		       const struct explanation *e, const struct explain_cell *cell)
{
	int64_t demand = 0, covered = 0, here = 0;

	for (size_t i = 0; i < e->line_count; i++) {
		demand += e->lines[i].cover.demand_minutes;
		covered += e->lines[i].cover.covered_minutes;
	}
	for (size_t i = 0; i < e->person_count; i++) {
		check_person(name, world, cell->week, &e->people[i]);
		here += e->people[i].here_minutes;
	}
	assert_number(name, demand, e->demand_minutes);
	assert_number(name, covered, e->covered_minutes);
	assert_number(name, here, e->covered_minutes);
	assert_number(name, e->demand_minutes - e->covered_minutes, cell_gap(&world->plan, cell));
}

/* Own people, engagements and what stays open are the demand of each line; a reason is given. */
static void check_external(const char *name, const struct explained_world *world,
			   const struct explanation *e, size_t *engaged, size_t *open)
{
	const struct sourcing *sourcing = &world->sourcing;
	size_t weeks = world->plan.options.week_count;
	int64_t external = 0, left = 0, own = 0;

	assert_true(e->sourced);
	for (size_t i = 0; i < e->external_count; i++)
		external += e->external[i].minutes;
	for (size_t i = 0; i < e->line_count; i++) {
		const struct explained_line *line = &e->lines[i];
		const struct line_coverage *cover = &sourcing->lines[line->line * weeks + e->week];
		int64_t by_engagements = 0;

		for (size_t k = 0; k < e->external_count; k++)
			by_engagements +=
				e->external[k].line == line->line ? e->external[k].minutes : 0;
		assert_number(name, line->engaged_minutes, by_engagements);
		assert_number(name, line->engaged_minutes, cover->external_minutes);
		/* Our people may have moved since the plan alone. */
		own += cover->own_minutes;
		assert_number(name, line->open_minutes,
			      sourcing_open_minutes(&world->plan, sourcing, line->line, e->week));
		assert_true((line->open_minutes > 0) == (line->outcome != GAP_COVERED));
		left += line->open_minutes;
	}
	assert_number(name, external, e->engaged_minutes);
	assert_number(name, left, e->open_minutes);
	assert_number(name, own + external + left, e->demand_minutes);
	*engaged += external > 0;
	*open += left > 0;
}

/* Take one thing away by hand, plan everything afresh, and see. */
static size_t check_cause(const char *name, struct explained_world *world,
			  const struct explain_cell *cell, const struct explained_person *person,
			  size_t index)
{
	const struct time_taken *taken = &person->taken[index];
	struct company without;
	struct plan plan;
	size_t kept = 0;

	mutate_company(&world->company, 0, 0, &world->arena, &without);
	if (taken->kind == TAKEN_HOLIDAY) {
		for (size_t h = 0; h < without.holiday_count; h++)
			if (without.holidays[h].line != taken->line)
				without.holidays[kept++] = without.holidays[h];
		without.holiday_count = kept;
	} else {
		struct calendar *calendar = &without.people[person->person].calendar;
		struct busy *busy =
			ARENA_ARRAY(&world->arena, struct busy, calendar->busy_count + 1);

		for (size_t b = 0; b < calendar->busy_count; b++)
			if (calendar->busy[b].line != taken->line)
				busy[kept++] = calendar->busy[b];
		calendar->busy = busy;
		calendar->busy_count = kept;
	}
	make_plan(&without, &world->arena, &plan);
	assert_number(name, cell_gap(&world->plan, cell) - cell_gap(&plan, cell),
		      taken->effect_minutes);
	return taken->effect_minutes != 0;
}

static size_t check_line(const char *name, struct explained_world *world,
			 const struct explain_cell *cell, const struct explained_line *line)
{
	struct company without;
	struct plan plan;

	mutate_company(&world->company, 0, 0, &world->arena, &without);
	memmove(&without.demands[line->line], &without.demands[line->line + 1],
		(--without.demand_count - line->line) * sizeof(*without.demands));
	make_plan(&without, &world->arena, &plan);
	if (cell_gap(&world->plan, cell) > 0)
		assert_number(name, cell_gap(&world->plan, cell) - cell_gap(&plan, cell),
			      line->effect_minutes);
	return line->effect_minutes != 0;
}

static void adds_up(void **state)
{
	size_t cells = 0, effects = 0, engaged = 0, open = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= COMPANIES; seed++) {
		uint64_t random = seed;
		enum view view = (enum view)(seed % VIEW_COUNT);
		struct explained_world world;

		make_world(seed, view, &world);
		for (size_t i = 0; i < CELLS_EACH; i++) {
			size_t d = generate_below(&random, world.company.demand_count);
			const struct demand *sample = &world.company.demands[d];
			struct explain_cell cell = { view, generate_below(&random, WEEKS),
						     sample->role, 0, NULL };
			struct fault fault = FAULT_INIT;
			struct explanation e;
			char name[64];

			snprintf(name, sizeof(name), "company %d, cell %zu", (int)seed, i);
			if (i % 4 == 1)
				cell.level = sample->level;
			if (i % 4 == 2)
				cell.location = sample->location;
			assert_ok(explain_make(&world.plan, &cell, &world.arena, &e, &fault),
				  &fault);
			check_sums(name, &world, &e, &cell);
			check_external(name, &world, &e, &engaged, &open);
			cells++;
			if (e.line_count > 0)
				effects +=
					check_line(name, &world, &cell,
						   &e.lines[generate_below(&random, e.line_count)]);
			for (size_t p = 0; p < e.person_count; p += 3)
				if (e.people[p].taken_count > 0 && cell_gap(&world.plan, &cell) > 0)
					effects += check_cause(
						name, &world, &cell, &e.people[p],
						generate_below(&random, e.people[p].taken_count));
		}
		arena_release(&world.arena);
	}
	assert_number("cells", cells, COMPANIES * CELLS_EACH);
	assert_true(engaged > 100);
	assert_true(open > 100);
	assert_true(effects > 300); /* else the second half shows little */
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(adds_up) };

	return cmocka_run_group_tests_name("explain", tests, NULL, NULL);
}
