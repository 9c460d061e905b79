#include "planner/draws.h"

#include <stdlib.h>
#include <string.h>

#include "planner/allocate.h"
#include "planner/effort.h"

/* What is drawn: mixed into the hash, so that the draws are independent. */
enum purpose { DRAW_COMES, DRAW_DELAY, DRAW_SIZE };

/* A week's minutes of the lines that vary, and what stays uncovered then. */
struct solved {
	const int32_t *minutes; /* [varying line] */
	const int32_t *gap;     /* [requirement] */
};

struct drawing {
	const struct plan *plan;
	struct plan work; /* with demand and use of its own, in the view of all demand */
	struct arena scratch;
	struct draws *draws;
	struct lattice lattice;
	struct allocator allocator;
	uint32_t *varying; /* lines */
	size_t varying_count;
	size_t *project;       /* per line: number of its project */
	size_t *role;          /* per requirement */
	int32_t *minutes;      /* [varying line], of the draw at hand */
	int32_t *base_min;     /* per line: of the week at hand, undrawn */
	struct solved *solved; /* of the week at hand */
	size_t solved_count, solved_room;
	size_t *slots; /* hash table of `solved`, by the hash of its minutes; SIZE_MAX: free */
	size_t slot_count;
};

/* --- random numbers ----------------------------------------------------------- */

static uint64_t mix(uint64_t z)
{
	z += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* 0 to limit - 1; the bias is below limit / 2^32. */
static uint32_t drawn(const struct drawing *d, size_t draw, enum purpose purpose, size_t item,
		      uint32_t limit)
{
	uint64_t bits = mix(mix(mix(mix(d->draws->seed) ^ draw) ^ (uint64_t)purpose) ^ item);

	return (uint32_t)(((bits >> 32) * limit) >> 32);
}

/* --- one draw ------------------------------------------------------------------- */

static bool comes(const struct drawing *d, size_t draw, size_t line)
{
	const struct demand *demand = &d->plan->company->demands[line];
	uint32_t percent = (uint32_t)demand->probability_percent;

	return demand->status == DEMAND_COMMITTED ||
	       drawn(d, draw, DRAW_COMES, d->project[line], 100) < percent;
}

static int32_t delayed_min(const struct drawing *d, size_t draw, size_t line, size_t week)
{
	const struct demand *demand = &d->plan->company->demands[line];
	const uint32_t fine = 1u << 20;
	uint32_t share = drawn(d, draw, DRAW_DELAY, d->project[line], fine);
	int32_t weeks = (int32_t)((uint64_t)share * (uint32_t)(demand->delay_max_weeks + 1) / fine);
	/* The line as it was, seen from so many weeks earlier. */
	struct day monday = day_add(plan_week(d->plan, week), -7 * weeks);

	if (weeks == 0)
		return d->base_min[line];
	return (int32_t)demand_week_min(&d->plan->company->settings, demand, monday);
}

static int32_t drawn_min(const struct drawing *d, size_t draw, size_t line, size_t week)
{
	const struct demand *demand = &d->plan->company->demands[line];
	int32_t less = demand->size_less_percent, range = less + demand->size_more_percent;
	int32_t minutes, size = 100;

	if (!comes(d, draw, line))
		return 0;
	minutes = delayed_min(d, draw, line, week);
	if (range > 0)
		size += (int32_t)drawn(d, draw, DRAW_SIZE, line, (uint32_t)range + 1) - less;
	return size == 100 ? minutes : (int32_t)scale_half_even(minutes, size, 100);
}

/* --- one week ------------------------------------------------------------------- */

static uint64_t hash_minutes(const struct drawing *d)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < d->varying_count; i++)
		hash = mix(hash ^ (uint32_t)d->minutes[i]);
	return hash;
}

/* Where the minutes stand in the table, or the free slot where they belong. */
static size_t find_slot(const struct drawing *d)
{
	size_t slot;

	assert(d->slot_count > 0);
	slot = hash_minutes(d) % d->slot_count;

	while (d->slots[slot] != SIZE_MAX && memcmp(d->solved[d->slots[slot]].minutes, d->minutes,
						    d->varying_count * sizeof(*d->minutes)) != 0)
		slot = (slot + 1) % d->slot_count;
	return slot;
}

static const int32_t *solve(struct drawing *d, size_t week, struct arena *arena)
{
	const struct company *company = d->plan->company;
	int32_t *gap = ARENA_ARRAY(arena, int32_t, d->plan->requirement_count + 1);

	for (size_t i = 0; i < d->varying_count; i++)
		plan_demand_cover(&d->work, VIEW_ALL, d->varying[i], week)->demand_min =
			d->minutes[i];
	allocate_week(&d->allocator, &d->work, VIEW_ALL, week);
	for (size_t line = 0; line < company->demand_count; line++) {
		const struct cover *cover = plan_demand_cover(&d->work, VIEW_ALL, line, week);

		gap[d->plan->demand_requirement[line]] += cover->demand_min - cover->covered_min;
	}
	return gap;
}

static const int32_t *draw_week(struct drawing *d, size_t draw, size_t week, struct arena *arena)
{
	int32_t *minutes;
	size_t slot;

	for (size_t i = 0; i < d->varying_count; i++)
		d->minutes[i] = drawn_min(d, draw, d->varying[i], week);
	slot = find_slot(d);
	if (d->slots[slot] != SIZE_MAX)
		return d->solved[d->slots[slot]].gap;
	minutes = ARENA_ARRAY(arena, int32_t, d->varying_count + 1);
	memcpy(minutes, d->minutes, d->varying_count * sizeof(*minutes));
	d->solved = ARENA_PUSH(arena, d->solved, d->solved_count, d->solved_room);
	d->slots[slot] = d->solved_count;
	d->solved[d->solved_count++] = (struct solved){ minutes, solve(d, week, arena) };
	return d->solved[d->slots[slot]].gap;
}

/* --- sums and quantiles ------------------------------------------------------------ */

static int by_size(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* Nearest rank: the smallest value that at least so many percent do not exceed. */
static int64_t ranked(const int64_t *sorted, int32_t count, int32_t percent)
{
	int64_t rank = ((int64_t)count * percent + 99) / 100;

	return sorted[rank > 0 ? rank - 1 : 0];
}

static struct spread spread_of(int64_t *values, int32_t count)
{
	struct spread spread = { { 0 }, 0 };

	for (int32_t i = 0; i < count; i++)
		spread.sum_min += values[i];
	qsort(values, (size_t)count, sizeof(*values), by_size);
	for (enum draw_quantile q = 0; q < DRAW_QUANTILE_COUNT; q++)
		spread.quantile_min[q] = ranked(values, count, draw_percent(q));
	return spread;
}

/* --- all weeks -------------------------------------------------------------------------- */

struct sums {
	int64_t *role;        /* [role][draw], of the week */
	int64_t *requirement; /* [requirement][draw], of the week */
	int64_t *total;       /* [role][draw], of all weeks */
};

static void draw_weeks(struct drawing *d, struct sums *sums)
{
	size_t count = (size_t)d->draws->count, weeks = d->plan->options.week_count;
	size_t requirements = d->plan->requirement_count;

	for (size_t w = 0; w < weeks; w++) {
		struct arena arena = ARENA_INIT;

		d->solved = NULL;
		d->solved_count = d->solved_room = 0;
		for (size_t i = 0; i < d->slot_count; i++)
			d->slots[i] = SIZE_MAX;
		for (size_t line = 0; line < d->plan->company->demand_count; line++)
			d->base_min[line] =
				plan_demand_cover(d->plan, VIEW_ALL, line, w)->demand_min;
		memset(sums->role, 0, d->draws->role_count * count * sizeof(*sums->role));
		for (size_t draw = 0; draw < count; draw++) {
			const int32_t *gap = draw_week(d, draw, w, &arena);

			for (size_t r = 0; r < requirements; r++) {
				sums->requirement[r * count + draw] = gap[r];
				sums->role[d->role[r] * count + draw] += gap[r];
				sums->total[d->role[r] * count + draw] += gap[r];
			}
		}
		for (size_t r = 0; r < d->draws->role_count; r++)
			d->draws->cells[r * weeks + w] =
				spread_of(&sums->role[r * count], d->draws->count);
		for (size_t r = 0; r < requirements; r++)
			d->draws->requirement_p80[r * weeks + w] =
				spread_of(&sums->requirement[r * count], d->draws->count)
					.quantile_min[DRAW_P80];
		arena_release(&arena);
	}
}

static void sum_up(struct drawing *d, struct sums *sums)
{
	size_t count = (size_t)d->draws->count;
	int64_t *whole = ARENA_ARRAY(&d->scratch, int64_t, count + 1);

	for (size_t r = 0; r < d->draws->role_count; r++) {
		for (size_t draw = 0; draw < count; draw++)
			whole[draw] += sums->total[r * count + draw];
		d->draws->totals[r] = spread_of(&sums->total[r * count], d->draws->count);
	}
	d->draws->whole = spread_of(whole, d->draws->count);
}

/* --- what varies --------------------------------------------------------------------------- */

static bool varies(const struct demand *demand)
{
	return demand->status == DEMAND_TENTATIVE || demand->delay_max_weeks > 0 ||
	       demand->size_less_percent > 0 || demand->size_more_percent > 0;
}

static void find_varying(struct drawing *d)
{
	const struct company *company = d->plan->company;
	const char **seen = ARENA_ARRAY(&d->scratch, const char *, company->demand_count + 1);
	size_t projects = 0;

	d->varying = ARENA_ARRAY(&d->scratch, uint32_t, company->demand_count + 1);
	d->project = ARENA_ARRAY(&d->scratch, size_t, company->demand_count + 1);
	for (size_t line = 0; line < company->demand_count; line++) {
		const struct demand *demand = &company->demands[line];
		size_t p = 0;

		if (!varies(demand))
			continue;
		while (p < projects && strcmp(seen[p], demand->project) != 0)
			p++;
		if (p == projects)
			seen[projects++] = demand->project;
		d->project[line] = p;
		d->varying[d->varying_count++] = (uint32_t)line;
	}
	d->draws->project_count = projects;
}

/* Requirements are sorted by role. */
static void find_roles(struct drawing *d, struct arena *arena)
{
	const struct plan *plan = d->plan;

	d->draws->roles = ARENA_ARRAY(arena, const char *, plan->requirement_count + 1);
	d->role = ARENA_ARRAY(&d->scratch, size_t, plan->requirement_count + 1);
	for (size_t r = 0; r < plan->requirement_count; r++) {
		const char *role = plan->requirements[r].role;
		size_t count = d->draws->role_count;

		if (count == 0 || strcmp(d->draws->roles[count - 1], role) != 0)
			d->draws->roles[d->draws->role_count++] = role;
		d->role[r] = d->draws->role_count - 1;
	}
}

static void copy_plan(struct drawing *d)
{
	const struct plan *plan = d->plan;
	size_t weeks = plan->options.week_count;
	size_t covers = VIEW_COUNT * plan->company->demand_count * weeks;
	size_t people = plan->company->person_count * weeks;

	d->work = *plan;
	d->work.demand_cover = ARENA_ARRAY(&d->scratch, struct cover, covers + 1);
	memcpy(d->work.demand_cover, plan->demand_cover, covers * sizeof(*plan->demand_cover));
	d->work.people = ARENA_ARRAY(&d->scratch, struct capacity, people + 1);
	memcpy(d->work.people, plan->people, people * sizeof(*plan->people));
	lattice_build(&d->work, BOOKINGS_HOLD, &d->scratch, &d->lattice);
	d->allocator = allocator_new(&d->work, &d->lattice, &d->scratch);
}

void draws_make(const struct plan *plan, int32_t count, uint64_t seed, struct arena *arena,
		struct draws *draws)
{
	struct drawing d = { .plan = plan, .scratch = ARENA_INIT, .draws = draws };
	size_t weeks = plan->options.week_count, n = (size_t)count;
	struct sums sums;

	*draws = (struct draws){ .count = count, .seed = seed };
	find_roles(&d, arena);
	find_varying(&d);
	copy_plan(&d);
	draws->cells = ARENA_ARRAY(arena, struct spread, draws->role_count * weeks + 1);
	draws->totals = ARENA_ARRAY(arena, struct spread, draws->role_count + 1);
	draws->requirement_p80 = ARENA_ARRAY(arena, int64_t, plan->requirement_count * weeks + 1);
	d.minutes = ARENA_ARRAY(&d.scratch, int32_t, d.varying_count + 1);
	d.base_min = ARENA_ARRAY(&d.scratch, int32_t, plan->company->demand_count + 1);
	d.slot_count = 2 * n + 1;
	d.slots = ARENA_ARRAY(&d.scratch, size_t, d.slot_count);
	sums.role = ARENA_ARRAY(&d.scratch, int64_t, draws->role_count * n + 1);
	sums.requirement = ARENA_ARRAY(&d.scratch, int64_t, plan->requirement_count * n + 1);
	sums.total = ARENA_ARRAY(&d.scratch, int64_t, draws->role_count * n + 1);
	draw_weeks(&d, &sums);
	sum_up(&d, &sums);
	arena_release(&d.scratch);
}
