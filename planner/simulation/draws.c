#include "planner/simulation/draws.h"

#include <stdlib.h>
#include <string.h>

#include "planner/effort.h"
#include "planner/simulation/draw_lines.h"
#include "planner/simulation/draw_use.h"
#include "planner/simulation/draw_weeks.h"

/* --- what can be held ------------------------------------------------------------ */

/* The most that a line may ask for in any week of the plan, in any draw. */
static int64_t most_minutes(const struct plan *plan, const struct demand *demand)
{
	int64_t most = 0;

	for (int32_t w = -demand->delay_max_weeks; w < (int32_t)plan->options.week_count; w++) {
		int64_t minutes = demand_week_minutes(&plan->company->settings, demand,
						      day_add(plan->options.first_week, 7 * w));

		if (minutes > most)
			most = minutes;
	}
	return most + scale_half_even(most, demand->size_more_percent, 100);
}

bool draws_possible(const struct plan *plan, struct fault *fault)
{
	int64_t sum = 0;

	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct demand *demand = &plan->company->demands[d];

		sum += most_minutes(plan, demand);
		if (sum > INT32_MAX)
			return fault_set(
				fault, FAULT_INPUT,
				"%s:%d: drawn at its largest, the demand of one week grows "
				"beyond %d hours, more than a plan can hold",
				demand->place.file, (int)demand->place.line, INT32_MAX / 60);
	}
	return true;
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
		spread.sum_minutes += values[i];
	qsort(values, (size_t)count, sizeof(*values), by_size);
	for (enum draw_quantile q = 0; q < DRAW_QUANTILE_COUNT; q++)
		spread.quantile_minutes[q] = ranked(values, count, draw_percent(q));
	return spread;
}

/* --- sums that a worker has made so far ---------------------------------------------- */

struct worker_sums {
	int64_t *role;    /* [role][draw], over the weeks */
	int64_t *open;    /* [draw], over the weeks */
	int64_t *covered; /* [engagement][draw], over the weeks */
};

struct draws_making {
	const struct plan *plan;
	struct draws *draws;
	size_t *role; /* per demand line */
	struct use_rules rules;
	size_t engagement_count;  /* 0 without sourcing */
	struct worker_sums *sums; /* [worker] */
};

static struct worker_sums sums_new(const struct draws_making *m, struct arena *arena)
{
	size_t count = (size_t)m->draws->count;

	return (struct worker_sums){
		.role = ARENA_ARRAY(arena, int64_t, m->draws->role_count * count + 1),
		.open = ARENA_ARRAY(arena, int64_t, count + 1),
		.covered = ARENA_ARRAY(arena, int64_t, m->engagement_count * count + 1),
	};
}

static void add(int64_t *sum, const int64_t *more, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sum[i] += more[i];
}

/* --- one week ------------------------------------------------------------------------ */

static void visit_roles(const struct draws_making *m, const struct draw_week *week,
			struct worker_sums *sums)
{
	size_t count = (size_t)m->draws->count, weeks = m->plan->options.week_count;
	int64_t *values = ARENA_ARRAY(week->arena, int64_t, count + 1);
	int64_t *whole = ARENA_ARRAY(week->arena, int64_t, count + 1);
	int64_t *by_role =
		ARENA_ARRAY(week->arena, int64_t, week->outcome_count * m->draws->role_count + 1);

	for (size_t o = 0; o < week->outcome_count; o++)
		for (size_t d = 0; d < m->plan->company->demand_count; d++)
			by_role[m->role[d] * week->outcome_count + o] += week->gap[o][d];
	for (size_t r = 0; r < m->draws->role_count; r++) {
		for (size_t draw = 0; draw < count; draw++)
			values[draw] = by_role[r * week->outcome_count + week->outcome[draw]];
		add(whole, values, count);
		add(&sums->role[r * count], values, count);
		m->draws->cells[r * weeks + week->week] = spread_of(values, m->draws->count);
	}
	m->draws->weeks[week->week] = spread_of(whole, m->draws->count);
}

static void visit_engagements(const struct draws_making *m, const struct draw_week *week,
			      struct worker_sums *sums)
{
	size_t count = (size_t)m->draws->count;
	int64_t *values = ARENA_ARRAY(week->arena, int64_t, count + 1);
	int64_t *open = ARENA_ARRAY(week->arena, int64_t, week->outcome_count + 1);
	int32_t *used;
	struct use_week use;

	use_week_make(&m->rules, week->week, week->arena, &use);
	used = ARENA_ARRAY(week->arena, int32_t, week->outcome_count * use.count + 1);
	for (size_t o = 0; o < week->outcome_count; o++)
		open[o] = use_cover(&use, week->gap[o], &used[o * use.count]);
	for (size_t draw = 0; draw < count; draw++) {
		size_t o = week->outcome[draw];

		values[draw] = open[o];
		m->draws->closed_draws[week->week] += open[o] == 0;
		for (size_t i = 0; i < use.count; i++)
			sums->covered[use.engagements[i] * count + draw] += used[o * use.count + i];
	}
	add(sums->open, values, count);
	m->draws->open[week->week] = spread_of(values, m->draws->count);
}

static void visit(void *shared, size_t worker, const struct draw_week *week)
{
	struct draws_making *m = shared;

	visit_roles(m, week, &m->sums[worker]);
	if (m->draws->uses)
		visit_engagements(m, week, &m->sums[worker]);
}

/* --- all weeks -------------------------------------------------------------------------- */

static void sum_workers(const struct draws_making *m, size_t workers)
{
	size_t count = (size_t)m->draws->count;

	for (size_t i = 1; i < workers; i++) {
		add(m->sums[0].role, m->sums[i].role, m->draws->role_count * count);
		add(m->sums[0].open, m->sums[i].open, count);
		add(m->sums[0].covered, m->sums[i].covered, m->engagement_count * count);
	}
}

static void spread_all(struct draws_making *m, struct arena *scratch)
{
	struct draws *draws = m->draws;
	struct worker_sums *sums = &m->sums[0];
	size_t count = (size_t)draws->count;
	int64_t *whole = ARENA_ARRAY(scratch, int64_t, count + 1);

	for (size_t r = 0; r < draws->role_count; r++) {
		add(whole, &sums->role[r * count], count);
		draws->totals[r] = spread_of(&sums->role[r * count], draws->count);
	}
	draws->whole = spread_of(whole, draws->count);
	for (size_t draw = 0; draws->uses && draw < count; draw++)
		draws->closed_whole += sums->open[draw] == 0;
	draws->open_whole = spread_of(sums->open, draws->count);
	for (size_t e = 0; draws->uses && e < m->engagement_count; e++) {
		int64_t *covered = &sums->covered[e * count];

		for (size_t draw = 0; draw < count; draw++)
			draws->uses[e].used_draws += covered[draw] > 0;
		draws->uses[e].covered = spread_of(covered, draws->count);
	}
}

/* Requirements are sorted by role. */
static void find_roles(struct draws_making *m, struct arena *arena, struct arena *scratch)
{
	const struct plan *plan = m->plan;
	size_t *of_requirement = ARENA_ARRAY(scratch, size_t, plan->requirement_count + 1);
	struct draws *draws = m->draws;

	draws->roles = ARENA_ARRAY(arena, const char *, plan->requirement_count + 1);
	m->role = ARENA_ARRAY(scratch, size_t, plan->company->demand_count + 1);
	for (size_t r = 0; r < plan->requirement_count; r++) {
		const char *role = plan->requirements[r].role;

		if (draws->role_count == 0 ||
		    strcmp(draws->roles[draws->role_count - 1], role) != 0)
			draws->roles[draws->role_count++] = role;
		of_requirement[r] = draws->role_count - 1;
	}
	for (size_t d = 0; d < plan->company->demand_count; d++)
		m->role[d] = of_requirement[plan->demand_requirement[d]];
}

void draws_make(const struct plan *plan, const struct draw_request *request, struct arena *arena,
		struct draws *draws)
{
	struct arena scratch = ARENA_INIT;
	struct draws_making m = { .plan = plan, .draws = draws };
	size_t weeks = plan->options.week_count, workers = draw_workers(plan);

	*draws = (struct draws){
		.count = request->count,
		.seed = request->seed,
		.project_count = draw_lines_find(plan, request->seed, &scratch).project_count,
		.weeks = ARENA_ARRAY(arena, struct spread, weeks + 1),
		.open = ARENA_ARRAY(arena, struct spread, weeks + 1),
		.closed_draws = ARENA_ARRAY(arena, int32_t, weeks + 1),
	};
	find_roles(&m, arena, &scratch);
	draws->cells = ARENA_ARRAY(arena, struct spread, draws->role_count * weeks + 1);
	draws->totals = ARENA_ARRAY(arena, struct spread, draws->role_count + 1);
	if (plan->sourcing) {
		m.engagement_count = plan->sourcing->engagement_count;
		m.rules = use_rules_make(plan, &scratch);
		draws->uses = ARENA_ARRAY(arena, struct draw_use, m.engagement_count + 1);
	}
	m.sums = ARENA_ARRAY(&scratch, struct worker_sums, workers);
	for (size_t i = 0; i < workers; i++)
		m.sums[i] = sums_new(&m, &scratch);
	draw_weeks(plan, request, visit, &m);
	sum_workers(&m, workers);
	spread_all(&m, &scratch);
	arena_release(&scratch);
}
