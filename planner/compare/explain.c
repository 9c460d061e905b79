/*
 * One cell of a plan taken apart: which lines ask, who covers them, what takes people's time,
 * and what each of these is worth.
 *
 * The effect of a thing is a marginal one: the week is solved again without it, everything else
 * as it is, and the difference of the cell's gap is said. It is a counterfactual and not a
 * share: effects of several things need not add up to the gap, and of two events each of which
 * would be enough both have the effect. The gap itself is proven by the certificates that touch
 * the cell, which are named with it.
 *
 * Cost: one week planned again for each line, booking, event and holiday that could matter;
 * plan_replan takes over what stays. Where the gap is 0 only the week itself is. Left out: pairs
 * of things, external staff (explain_external.c tells what the sourcing says).
 *
 * Implements docs/ritual.md, "Why is this number what it is".
 */
#include "planner/compare/explain.h"

#include <string.h>

#include "model/proof.h"
#include "model/roster.h"
#include "model/sourcing.h"
#include "planner/capacity.h"
#include "planner/compare/explain_external.h"
#include "planner/plan.h"

struct explaining {
	const struct plan *plan;
	const struct explain_cell *cell;
	struct arena *arena;
	struct arena week_arena; /* of the one week that is solved again and again */
	struct plan week;
	int64_t gap;
};

bool explain_has_line(const struct explain_cell *cell, const struct demand *demand)
{
	return strcmp(demand->role, cell->role) == 0 &&
	       (!cell->level || demand->level == cell->level) &&
	       (!cell->location || strcmp(demand->location, cell->location) == 0);
}

/* --- what if it were not there ---------------------------------------------- */

/* What the lines of the cell lack in a week of a plan. */
static int64_t cell_gap(const struct plan *plan, const struct explain_cell *cell, size_t week)
{
	int64_t sum = 0;

	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct demand_coverage *cover =
			plan_demand_coverage(plan, cell->view, d, week);

		if (explain_has_line(cell, &plan->company->demands[d]))
			sum += cover->demand_minutes - cover->covered_minutes;
	}
	return sum;
}

/* The week of another company; its gap. */
static bool try_week(struct explaining *work, const struct company *company, int64_t *gap,
		     struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct notes unused = NOTES_INIT(&arena);
	struct plan plan;
	bool ok = plan_replan(&work->week, company, &work->week.options, &arena, &plan, &unused,
			      fault);

	if (ok)
		*gap = cell_gap(&plan, work->cell, 0);
	arena_release(&arena);
	return ok;
}

/* Plan the week by itself, as the base of all that is tried. */
static bool begin_week(struct explaining *work, struct fault *fault)
{
	struct plan_options options =
		plan_options_part(&work->plan->options, plan_week(work->plan, work->cell->week), 1);
	struct notes unused = NOTES_INIT(&work->week_arena);

	if (!plan_replan(NULL, work->plan->company, &options, &work->week_arena, &work->week,
			 &unused, fault))
		return false;
	work->gap = cell_gap(&work->week, work->cell, 0);
	return true;
}

/* By how much the gap of the cell shrinks in another company. */
static bool effect_of(struct explaining *work, const struct company *without, int64_t *effect,
		      struct fault *fault)
{
	int64_t gap = 0;

	if (!try_week(work, without, &gap, fault))
		return false;
	*effect = work->gap - gap;
	return true;
}

/* All items of a list but one. */
static void *others_of(const void *list, size_t count, size_t size, size_t without,
		       struct arena *arena)
{
	char *others = arena_alloc(arena, count, size);

	memcpy(others, list, without * size);
	memcpy(others + without * size, (const char *)list + (without + 1) * size,
	       (count - without - 1) * size);
	return others;
}

static bool without_line(struct explaining *work, size_t line, int64_t *effect, struct fault *fault)
{
	struct company company = *work->plan->company;

	company.demands = others_of(company.demands, company.demand_count, sizeof(*company.demands),
				    line, work->arena);
	company.demand_count--;
	return effect_of(work, &company, effect, fault);
}

static bool without_booking(struct explaining *work, size_t booking, int64_t *effect,
			    struct fault *fault)
{
	struct company company = *work->plan->company;

	company.bookings = others_of(company.bookings, company.booking_count,
				     sizeof(*company.bookings), booking, work->arena);
	company.booking_count--;
	return effect_of(work, &company, effect, fault);
}

static bool is_taken_busy(const struct time_taken *taken, const struct busy *busy)
{
	return busy->line == taken->line && strcmp(busy->feed, taken->feed) == 0;
}

/* The person's calendar without the event, in all its occurrences. */
static void drop_event(const struct time_taken *taken, struct arena *arena, struct person *person)
{
	struct busy *busy = ARENA_ARRAY(arena, struct busy, person->calendar.busy_count + 1);
	size_t kept = 0;

	for (size_t i = 0; i < person->calendar.busy_count; i++)
		if (!is_taken_busy(taken, &person->calendar.busy[i]))
			busy[kept++] = person->calendar.busy[i];
	person->calendar.busy = busy;
	person->calendar.busy_count = kept;
}

/* Holidays hold for everybody at the place, so all of them have their day back. */
static void drop_holiday(const struct time_taken *taken, struct arena *arena,
			 struct company *company)
{
	struct holiday *list = ARENA_ARRAY(arena, struct holiday, company->holiday_count + 1);
	size_t kept = 0;

	for (size_t i = 0; i < company->holiday_count; i++)
		if (company->holidays[i].workday || company->holidays[i].line != taken->line ||
		    strcmp(company->holidays[i].feed, taken->feed) != 0)
			list[kept++] = company->holidays[i];
	company->holidays = list;
	company->holiday_count = kept;
}

/* The effect of an event or a holiday; nothing where it took no time or nothing is missing. */
static bool without_taken(struct explaining *work, size_t person, struct time_taken *taken,
			  struct fault *fault)
{
	struct company company = *work->plan->company;
	struct person *people;

	if (taken->minutes == 0 || work->gap == 0)
		return true;
	people = ARENA_ARRAY(work->arena, struct person, company.person_count);
	memcpy(people, company.people, company.person_count * sizeof(*people));
	company.people = people;
	if (taken->kind == TAKEN_HOLIDAY)
		drop_holiday(taken, work->arena, &company);
	else
		drop_event(taken, work->arena, &people[person]);
	return effect_of(work, &company, &taken->effect_minutes, fault);
}

/* --- lines ------------------------------------------------------------------ */

/* Lines come in the order of their ids; few of them, so an insertion keeps that order. */
static void insert_line(const struct company *company, struct explanation *made,
			struct explained_line line)
{
	size_t i = made->line_count++;

	while (i > 0 && company->demands[made->lines[i - 1].line].priority >
				company->demands[line.line].priority) {
		made->lines[i] = made->lines[i - 1];
		i--;
	}
	made->lines[i] = line;
}

/* Whether sourcing to a percentile has something to fill of a line. */
static bool is_drawn(const struct plan *plan, size_t line, size_t week)
{
	const struct line_coverage *drawn;

	if (!plan_is_drawn(plan) || !plan->sourcing)
		return false;
	drawn = &plan->sourcing->lines[line * plan->sourcing->week_count + week];
	return drawn->asked_minutes > drawn->own_minutes;
}

static bool explain_lines(struct explaining *work, struct explanation *made, struct fault *fault)
{
	const struct company *company = work->plan->company;

	made->lines = ARENA_ARRAY(work->arena, struct explained_line, company->demand_count + 1);
	for (size_t d = 0; d < company->demand_count; d++) {
		struct explained_line line = { .line = (uint32_t)d };

		if (!explain_has_line(work->cell, &company->demands[d]))
			continue;
		line.cover =
			*plan_demand_coverage(work->plan, work->cell->view, d, work->cell->week);
		if (line.cover.demand_minutes == 0 && !is_drawn(work->plan, d, work->cell->week))
			continue;
		if (work->gap > 0 && !without_line(work, d, &line.effect_minutes, fault))
			return false;
		made->demand_minutes += line.cover.demand_minutes;
		made->covered_minutes += line.cover.covered_minutes;
		insert_line(company, made, line);
	}
	return true;
}

static bool has_line(const struct explanation *made, uint32_t line)
{
	for (size_t i = 0; i < made->line_count; i++)
		if (made->lines[i].line == line)
			return true;
	return false;
}

/* --- people ------------------------------------------------------------------- */

/* What the person does in this week, here and elsewhere, and what is left of their time. */
static void explain_uses(const struct explaining *work, const struct explanation *made,
			 struct explained_person *person)
{
	const struct roster *roster = work->plan->roster;
	const struct capacity *capacity =
		plan_capacity(work->plan, person->person, work->cell->week);
	size_t room = 0;

	for (size_t i = 0; i < roster->count; i++) {
		const struct assignment *a = &roster->list[i];
		struct use use = { a->line, a->minutes, a->booked_minutes,
				   has_line(made, a->line) };

		if (a->week != work->cell->week || a->person != person->person)
			continue;
		person->uses = ARENA_PUSH(work->arena, person->uses, person->use_count, room);
		person->uses[person->use_count++] = use;
		if (use.here)
			person->here_minutes += use.minutes;
		else
			person->elsewhere_minutes += use.minutes;
	}
	person->unused_minutes =
		capacity->deployable_minutes - person->here_minutes - person->elsewhere_minutes;
}

static bool explain_bookings(struct explaining *work, struct explained_person *person,
			     struct fault *fault)
{
	const struct company *company = work->plan->company;
	size_t room = 0;

	for (size_t b = 0; b < company->booking_count; b++) {
		struct explained_booking booking = { .booking = (uint32_t)b };

		if (company->bookings[b].person_index != person->person)
			continue;
		booking.minutes = plan_booking_minutes(work->plan, b, work->cell->week);
		if (booking.minutes == 0)
			continue;
		if (work->gap > 0 && !without_booking(work, b, &booking.effect_minutes, fault))
			return false;
		person->bookings =
			ARENA_PUSH(work->arena, person->bookings, person->booking_count, room);
		person->bookings[person->booking_count++] = booking;
	}
	return true;
}

static bool explain_person(struct explaining *work, struct explained_person *person,
			   struct fault *fault)
{
	const struct company *company = work->plan->company;

	capacity_taken(company, &company->people[person->person],
		       plan_week(work->plan, work->cell->week), work->arena, &person->taken,
		       &person->taken_count);
	for (size_t i = 0; i < person->taken_count; i++)
		if (!without_taken(work, person->person, &person->taken[i], fault))
			return false;
	return explain_bookings(work, person, fault);
}

/* Whether the person may do one of the lines. */
static bool qualifies(const struct explaining *work, const struct explanation *made,
		      const struct person *person)
{
	for (size_t i = 0; i < made->line_count; i++)
		if (person_qualifies(&work->plan->company->settings, person,
				     &work->plan->company->demands[made->lines[i].line]))
			return true;
	return false;
}

static bool explain_people(struct explaining *work, struct explanation *made, struct fault *fault)
{
	const struct company *company = work->plan->company;
	size_t room = 0;

	for (size_t p = 0; p < company->person_count; p++) {
		struct explained_person person = { .person = (uint32_t)p };

		person.qualifies = qualifies(work, made, &company->people[p]);
		explain_uses(work, made, &person);
		if (!person.qualifies && person.here_minutes == 0)
			continue;
		if (!explain_person(work, &person, fault))
			return false;
		made->people = ARENA_PUSH(work->arena, made->people, made->person_count, room);
		made->people[made->person_count++] = person;
	}
	return true;
}

/* --- certificates ---------------------------------------------------------------- */

/* The certificates that have a line of the cell. */
static void explain_proof(const struct explaining *work, struct explanation *made)
{
	const struct proof *proof = work->plan->proof;
	size_t room = 0;

	for (size_t c = 0; c < proof->count; c++) {
		const struct certificate *certificate = &proof->list[c];
		bool ours = false;

		if (certificate->week != work->cell->week)
			continue;
		for (size_t i = 0; i < certificate->line_count; i++)
			ours |= has_line(made, certificate->lines[i]);
		if (!ours)
			continue;
		made->certificates =
			ARENA_PUSH(work->arena, made->certificates, made->certificate_count, room);
		made->certificates[made->certificate_count++] = (uint32_t)c;
	}
}

bool explain_make(const struct plan *plan, const struct explain_cell *cell, struct arena *arena,
		  struct explanation *made, struct fault *fault)
{
	struct explaining work = { .plan = plan, .cell = cell, .arena = arena };
	struct explanation draft = { .view = cell->view,
				     .week = (uint32_t)cell->week,
				     .role = cell->role,
				     .level = cell->level,
				     .location = cell->location };
	bool ok;

	assert(plan->roster && plan->proof);
	ok = begin_week(&work, fault) && explain_lines(&work, &draft, fault) &&
	     explain_people(&work, &draft, fault) &&
	     (!plan->sourcing || explain_external(plan, arena, &draft, fault));
	if (ok) {
		explain_proof(&work, &draft);
		*made = draft;
	}
	arena_release(&work.week_arena);
	return ok;
}
