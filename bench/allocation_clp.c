#include "bench/allocation_others.h"

#ifdef HAVE_CLP
#include <Clp_C_Interface.h>
#include <math.h>

#include "planner/allocation/allocate.h"

/* Columns: arcs, then supplies, then needs. Rows: nodes, in = out. */
struct clp_program {
	size_t columns;
	CoinBigIndex *start;
	int *row;
	double *value, *upper, *objective;
};

static void add_entry(struct clp_program *p, size_t column, int row, double value)
{
	p->row[p->start[column + 1]] = row;
	p->value[p->start[column + 1]++] = value;
}

static struct clp_program program_of(const struct eligibility *l, const struct plan *plan,
				     struct arena *arena)
{
	size_t most =
		l->flow.arc_count + l->supply_count + plan->company->booking_count + l->sink_count;
	struct clp_program p = { .start = ARENA_ARRAY(arena, CoinBigIndex, most + 2),
				 .row = ARENA_ARRAY(arena, int, 2 * most + 2),
				 .value = ARENA_ARRAY(arena, double, 2 * most + 2),
				 .upper = ARENA_ARRAY(arena, double, most + 1),
				 .objective = ARENA_ARRAY(arena, double, most + 1) };

	for (size_t i = 0; i < l->flow.arc_count; i++, p.columns++) {
		p.start[p.columns + 1] = p.start[p.columns];
		add_entry(&p, p.columns, l->flow.from[i], -1);
		add_entry(&p, p.columns, l->flow.to[i], 1);
		p.upper[p.columns] = 1e30;
	}
	for (size_t c = 0; c < l->supply_count; c++, p.columns++) {
		p.start[p.columns + 1] = p.start[p.columns];
		add_entry(&p, p.columns, l->supplies[c].node, 1);
	}
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (l->booking_node[b] >= 0) {
			p.start[p.columns + 1] = p.start[p.columns];
			add_entry(&p, p.columns++, l->booking_node[b], 1);
		}
	for (size_t i = 0; i < l->sink_count; i++, p.columns++) {
		p.start[p.columns + 1] = p.start[p.columns];
		add_entry(&p, p.columns, l->sinks[i].node, -1);
		p.objective[p.columns] = -(6.0 - l->sinks[i].priority);
	}
	return p;
}

static void set_week(struct clp_program *p, const struct eligibility *l, const struct plan *plan,
		     size_t w)
{
	size_t column = l->flow.arc_count;

	for (size_t c = 0; c < l->supply_count; c++)
		p->upper[column++] = supply_minutes(plan, &l->supplies[c], w);
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (l->booking_node[b] >= 0)
			p->upper[column++] = plan_booking_minutes(plan, b, w);
	for (size_t i = 0; i < l->sink_count; i++) {
		double sum = 0;

		for (size_t k = 0; k < l->sinks[i].count; k++)
			sum += plan_demand_coverage(plan, VIEW_ALL, l->sinks[i].lines[k], w)
				       ->demand_minutes;
		p->upper[column++] = sum;
	}
}

bool bench_clp(const struct plan *plan, struct bench_gap *gap)
{
	struct arena arena = ARENA_INIT;
	bool solved = true;
	struct eligibility l;
	struct clp_program p;
	double *zero;
	Clp_Simplex *model = Clp_newModel();

	eligibility_build(plan, BOOKINGS_HOLD, &arena, &l);
	p = program_of(&l, plan, &arena);
	zero = ARENA_ARRAY(&arena, double, p.columns + (size_t)l.flow.node_count + 1);
	Clp_setLogLevel(model, 0);
	set_week(&p, &l, plan, 0);
	Clp_loadProblem(model, (int)p.columns, l.flow.node_count, p.start, p.row, p.value, zero,
			p.upper, p.objective, zero, zero);
	for (size_t w = 0; solved && w < plan->options.week_count; w++) {
		const double *x;

		set_week(&p, &l, plan, w);
		Clp_chgColumnUpper(model, p.upper);
		solved = Clp_primal(model, 0) == 0;
		x = Clp_getColSolution(model);
		for (size_t i = 0; i < l.sink_count; i++) {
			size_t column = p.columns - l.sink_count + i;

			gap->min[w][l.sinks[i].priority] += llround(p.upper[column] - x[column]);
		}
	}
	Clp_deleteModel(model);
	arena_release(&arena);
	return solved;
}
#else
bool bench_clp(const struct plan *plan, struct bench_gap *gap)
{
	(void)plan;
	(void)gap;
	return false;
}
#endif
