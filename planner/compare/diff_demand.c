/*
 * Steps for bookings and demand lines.
 *
 * Bookings are compared by person, project and role, all of one such purpose together, since
 * they have no id. A demand line may change in several ways at once; each is a step of its own,
 * in this order: removed, moved, resized, asked for otherwise, likelier or not, added. What a
 * step has taken over is what the next one compares with. docs/ritual.md, "What changed, and
 * why", 8 and 9.
 */
#include "planner/compare/diff_demand.h"

#include <string.h>

#include "base/number.h"
#include "planner/compare/diff_walk.h"
#include "planner/compare/diff_words.h"

/* --- bookings ------------------------------------------------------------------------ */

/* Bookings of one person, project and role: neighbours in the list of a company. */
struct booked {
	const struct booking *list;
	size_t count;
};

static int by_purpose(const struct booking *a, const struct booking *b)
{
	int order = strcmp(a->person, b->person);

	if (!order)
		order = strcmp(a->project, b->project);
	return order ? order : strcmp(a->role, b->role);
}

static struct booked next_booked(const struct company *company, size_t from)
{
	struct booked booked = { &company->bookings[from], 1 };

	while (from + booked.count < company->booking_count &&
	       by_purpose(booked.list, &booked.list[booked.count]) == 0)
		booked.count++;
	return booked;
}

static bool same_booked(struct booked a, struct booked b)
{
	if (a.count != b.count)
		return false;
	for (size_t i = 0; i < a.count; i++) {
		const struct booking *x = &a.list[i], *y = &b.list[i];

		if (day_distance(x->start, y->start) || day_distance(x->end, y->end) ||
		    x->unit != y->unit || x->amount_micro != y->amount_micro ||
		    x->status != y->status)
			return false;
	}
	return true;
}

/* Bookings of the purpose are from now on those of the newer plan. */
static void take_booked(struct diff_walk *walk, struct booked was, struct booked now)
{
	const struct booking *sample = was.count ? was.list : now.list;
	size_t kept = 0;

	for (size_t i = 0; i < walk->booking_count; i++)
		if (by_purpose(walk->bookings[i], sample) != 0)
			walk->bookings[kept++] = walk->bookings[i];
	for (size_t i = 0; i < now.count; i++)
		walk->bookings[kept++] = &now.list[i];
	walk->booking_count = kept;
}

/* "0.5 FTE 2026-12-14 to 2027-01-22; soft 16 h a week ..."; "nothing" where there is none. */
static const char *booked_words(struct booked booked, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < booked.count; i++) {
		const struct booking *b = &booked.list[i];

		text = also(text,
			    arena_format(arena, "%s%s %s", b->status == BOOKING_SOFT ? "soft " : "",
					 amount_words(b->unit, b->amount_micro, arena),
					 period_words(b->start, b->end, arena)),
			    arena);
	}
	return booked.count ? text : "nothing";
}

/* Whether the person is in the newer plan. */
static bool is_there(const struct diff_walk *walk, const char *person)
{
	for (size_t i = 0; i < walk->person_count; i++)
		if (strcmp(walk->people[i].before ? walk->people[i].before->id
						  : walk->people[i].after->id,
			   person) == 0)
			return walk->people[i].after != NULL;
	return false;
}

static bool change_booked(struct diff_walk *walk, struct booked was, struct booked now,
			  struct fault *fault)
{
	const struct booking *sample = now.count ? now.list : was.list;
	struct arena *arena = walk->arena;

	assert(sample);
	if (same_booked(was, now))
		return true;
	take_booked(walk, was, now);
	if (!is_there(walk, sample->person)) /* went with the person */
		return true;
	return walk_step(
		walk,
		(struct cause){
			.kind = CAUSE_BOOKING,
			.subject = sample->person,
			.what = arena_format(arena, "%s%s%s: %s (was %s)", sample->project,
					     sample->role[0] ? ", " : "", sample->role,
					     booked_words(now, arena), booked_words(was, arena)),
			.before = was.count ? was.list->place : (struct place){ 0 },
			.after = now.count ? now.list->place : (struct place){ 0 },
		},
		fault);
}

bool walk_bookings(struct diff_walk *walk, struct fault *fault)
{
	const struct company *a = walk->before->company, *b = walk->after->company;
	size_t i = 0, k = 0;

	while (i < a->booking_count || k < b->booking_count) {
		struct booked was = { 0 }, now = { 0 };
		int order = i == a->booking_count   ? 1
			    : k == b->booking_count ? -1
						    : by_purpose(&a->bookings[i], &b->bookings[k]);

		if (order <= 0)
			was = next_booked(a, i);
		if (order >= 0)
			now = next_booked(b, k);
		i += was.count;
		k += now.count;
		if (!change_booked(walk, was, now, fault))
			return false;
	}
	return true;
}

/* --- demand: one line ------------------------------------------------------------------ */

/* "Cirrus, sre" */
static const char *of_words(const struct demand *demand, struct arena *arena)
{
	return arena_format(arena, "%s, %s", demand->project, demand->role);
}

static const char *size_words(const struct demand *demand, struct arena *arena)
{
	int64_t sum = 0;

	if (!demand->weeks)
		return amount_words(demand->unit, demand->amount_micro, arena);
	for (size_t i = 0; i < demand->week_count; i++)
		sum += demand->weeks[i].amount_micro;
	return arena_format(arena, "%s %s over %zu weeks", decimal_words(sum, MICRO, arena),
			    demand->unit == AMOUNT_FTE ? "FTE-weeks" : "h", demand->week_count);
}

/* A step about one line; it is named as the newer plan names it. */
static bool step_line(struct diff_walk *walk, const struct walk_demand *pair, enum cause_kind kind,
		      const char *what, struct fault *fault)
{
	const struct demand *line = pair->after ? pair->after : pair->before;

	return walk_step(walk,
			 (struct cause){
				 .kind = kind,
				 .subject = line->id,
				 .what = arena_format(walk->arena, "%s: %s",
						      of_words(line, walk->arena), what),
				 .before = pair->before ? pair->before->place : (struct place){ 0 },
				 .after = pair->after ? pair->after->place : (struct place){ 0 },
			 },
			 fault);
}

static const char *whole_words(const struct demand *demand, struct arena *arena)
{
	return arena_format(arena, "%s, %s%s", size_words(demand, arena),
			    period_words(demand->start, demand->end, arena),
			    demand->status == DEMAND_COMMITTED
				    ? ""
				    : arena_format(arena, ", tentative %d %%",
						   (int)demand->probability_percent));
}

static bool remove_line(struct diff_walk *walk, struct walk_demand *pair, struct fault *fault)
{
	pair->there = false;
	return step_line(walk, pair, CAUSE_REMOVED,
			 arena_format(walk->arena, "removed (was %s)",
				      whole_words(pair->before, walk->arena)),
			 fault);
}

static bool add_line(struct diff_walk *walk, struct walk_demand *pair, struct fault *fault)
{
	pair->there = true;
	pair->now = *pair->after;
	return step_line(
		walk, pair, CAUSE_ADDED,
		arena_format(walk->arena, "new, %s", whole_words(pair->after, walk->arena)), fault);
}

/* Whether two rows of the wide layout are the same but for a shift of all weeks. */
static bool same_weeks(const struct demand *a, const struct demand *b, int32_t shift)
{
	if (a->week_count != b->week_count || a->unit != b->unit)
		return false;
	for (size_t i = 0; i < a->week_count; i++)
		if (day_distance(a->weeks[i].monday, b->weeks[i].monday) != shift ||
		    a->weeks[i].amount_micro != b->weeks[i].amount_micro)
			return false;
	return true;
}

/* Other days with the same amount. In the wide layout only a shift of all weeks is a move. */
static bool move_line(struct diff_walk *walk, struct walk_demand *pair, struct fault *fault)
{
	const struct demand *was = pair->before, *now = pair->after;
	int32_t start = day_distance(was->start, now->start);
	int32_t end = day_distance(was->end, now->end);
	struct arena *arena = walk->arena;
	const char *dates =
		arena_format(arena, "now %s, was %s", period_words(now->start, now->end, arena),
			     period_words(was->start, was->end, arena));
	const char *what;

	if ((start == 0 && end == 0) || !was->weeks != !now->weeks ||
	    (was->weeks && !same_weeks(was, now, start)))
		return true; /* the wide layout: another amount in some week */
	if (start == end)
		what = arena_format(arena, "moved %s (%s)", shift_words(start, arena), dates);
	else if (end == 0)
		what = arena_format(arena, "starts %s (%s)", shift_words(start, arena), dates);
	else if (start == 0)
		what = arena_format(arena, "ends %s (%s)", shift_words(end, arena), dates);
	else
		what = arena_format(arena, "moved (%s)", dates);
	pair->now.start = now->start;
	pair->now.end = now->end;
	pair->now.weeks = now->weeks;
	return step_line(walk, pair, CAUSE_MOVED, what, fault);
}

/* Another amount on the days that it has now. */
static bool resize_line(struct diff_walk *walk, struct walk_demand *pair, struct fault *fault)
{
	const struct demand *now = pair->after, *held = &pair->now;
	struct arena *arena = walk->arena;
	bool same = held->weeks && now->weeks
			    ? same_weeks(held, now, 0)
			    : !held->weeks && !now->weeks && held->unit == now->unit &&
				      held->amount_micro == now->amount_micro;
	const char *what;

	if (same)
		return true;
	what = arena_format(arena, "now %s, was %s", size_words(now, arena),
			    size_words(held, arena));
	pair->now.unit = now->unit;
	pair->now.amount_micro = now->amount_micro;
	pair->now.weeks = now->weeks;
	pair->now.week_count = now->week_count;
	pair->now.start = now->start;
	pair->now.end = now->end;
	return step_line(walk, pair, CAUSE_RESIZED, what, fault);
}

static const char *changed(const char *list, const char *name, const char *now, const char *was,
			   struct arena *arena)
{
	if (strcmp(now, was) == 0)
		return list;
	return also(list,
		    arena_format(arena, "%s %s (was %s)", name, now[0] ? now : "anywhere",
				 was[0] ? was : "anywhere"),
		    arena);
}

static const char *whole(int32_t number, struct arena *arena)
{
	return arena_format(arena, "%d", (int)number);
}

/* Priority, project, role, level, skills, place: who may do it, and when in turn. */
static bool ask_otherwise(struct diff_walk *walk, struct walk_demand *pair, struct fault *fault)
{
	const struct demand *was = pair->before, *now = pair->after;
	struct arena *arena = walk->arena;
	const char *what = "";

	what = changed(what, "priority", whole(now->priority, arena), whole(was->priority, arena),
		       arena);
	what = changed(what, "project", now->project, was->project, arena);
	what = changed(what, "role", now->role, was->role, arena);
	what = changed(what, "level", whole(now->level, arena), whole(was->level, arena), arena);
	what = changed(what, "skills", skills_words(now->skills, now->skill_count, arena),
		       skills_words(was->skills, was->skill_count, arena), arena);
	what = changed(what, "location", now->location, was->location, arena);
	if (what[0] == '\0')
		return true;
	pair->now.priority = now->priority;
	pair->now.project = now->project;
	pair->now.role = now->role;
	pair->now.level = now->level;
	pair->now.skills = now->skills;
	pair->now.skill_count = now->skill_count;
	pair->now.location = now->location;
	return step_line(walk, pair, CAUSE_ASKED, what, fault);
}

static const char *chance_words(const struct demand *demand, struct arena *arena)
{
	return demand->status == DEMAND_COMMITTED
		       ? "committed"
		       : arena_format(arena, "tentative %d %%", (int)demand->probability_percent);
}

/* Committed or tentative, and how likely. */
static bool change_chance(struct diff_walk *walk, struct walk_demand *pair, struct fault *fault)
{
	const struct demand *was = pair->before, *now = pair->after;
	struct arena *arena = walk->arena;

	if (was->status == now->status && was->probability_percent == now->probability_percent)
		return true;
	pair->now.status = now->status;
	pair->now.probability_percent = now->probability_percent;
	return step_line(walk, pair, CAUSE_PROBABILITY,
			 arena_format(arena, "now %s, was %s", chance_words(now, arena),
				      chance_words(was, arena)),
			 fault);
}

/* --- demand: all lines --------------------------------------------------------------------- */

typedef bool line_step(struct diff_walk *walk, struct walk_demand *pair, struct fault *fault);

static bool each_line(struct diff_walk *walk, bool before, bool after, line_step *step,
		      struct fault *fault)
{
	for (size_t i = 0; i < walk->demand_count; i++) {
		struct walk_demand *pair = &walk->demands[i];

		if ((pair->before != NULL) == before && (pair->after != NULL) == after &&
		    !step(walk, pair, fault))
			return false;
	}
	return true;
}

bool walk_demand(struct diff_walk *walk, struct fault *fault)
{
	return each_line(walk, true, false, remove_line, fault) &&
	       each_line(walk, true, true, move_line, fault) &&
	       each_line(walk, true, true, resize_line, fault) &&
	       each_line(walk, true, true, ask_otherwise, fault) &&
	       each_line(walk, true, true, change_chance, fault) &&
	       each_line(walk, false, true, add_line, fault);
}
