/*
 * Where our people stand: in the plan, in a sourcing, and where they move to beside engaged
 * heads.
 *
 * People move only in weeks in which that leaves a smaller penalty open than with everybody
 * where the plan has them, and in such a week only classes that they do more or less of than
 * before are touched: names should change as little as the gain allows. Placements are by demand
 * line; within a class lines are filled in the order in which they are served. docs/sourcing.md,
 * "Our own people move, too", Who stands where.
 */
#include "planner/sourcing/source_use.h"

#include "base/parallel.h"
#include "planner/sourcing/source_own.h"
#include "planner/sourcing/source_work.h"

struct moving {
	const struct source_facts *s;
	struct placement *place;
	const int64_t *external_minutes; /* [resource][week] */
	const int64_t *was_cent60;       /* [week]: with everybody where they are */
};

/* Minutes of own people in a class: what comes over the arc from its sink. */
static int32_t own_minutes(const struct own_work *work, size_t i)
{
	return flow_entering(&work->flow, work->week->flow.in_first[work->week->class_node[i]]);
}

static void put(const struct source_facts *s, struct placement *place, size_t line, size_t week,
		int32_t own_minutes)
{
	place->own_minutes[line * s->weeks + week] = own_minutes;
	place->gap_minutes[line * s->weeks + week] =
		source_asked(s, line, week)->demand_minutes - own_minutes;
}

/* A class that own people do as much of as before is left as it was. */
static void place_class(const struct moving *moving, const struct own_class *class, size_t week,
			int64_t minutes)
{
	const struct source_facts *s = moving->s;
	struct placement *place = moving->place;
	int64_t before = 0;

	for (size_t i = 0; i < class->count; i++)
		before += placement_own(s, place, class->lines[i], week);
	if (before == minutes)
		return;
	for (size_t i = 0; i < class->count; i++) {
		uint32_t line = class->lines[i];
		int32_t asked = source_asked(s, line, week)->demand_minutes;
		int32_t own = minutes < asked ? (int32_t)minutes : asked;

		put(s, place, line, week, own);
		minutes -= own;
	}
}

static void move_some(void *shared, size_t worker, size_t from, size_t to)
{
	const struct moving *moving = shared;
	const struct source_facts *s = moving->s;

	(void)worker;
	for (size_t w = from; w < to; w++) {
		struct arena arena = ARENA_INIT;
		struct own_work work = own_work_make(s->own, w, &arena);

		own_start(&work);
		for (size_t k = 0; k < s->own->resource_count; k++)
			own_add_external(&work, k, moving->external_minutes[k * s->weeks + w]);
		own_serve(&work);
		if (own_penalty(&work) < moving->was_cent60[w])
			for (size_t i = 0; i < work.week->class_count; i++)
				place_class(moving, &s->own->classes[work.week->classes[i]], w,
					    own_minutes(&work, i));
		arena_release(&arena);
	}
}

static int64_t *external_of(const struct source_facts *s, const struct sourcing *sourcing,
			    struct arena *arena)
{
	int64_t *external = ARENA_ARRAY(arena, int64_t, s->own->resource_count * s->weeks + 1);

	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		const struct engagement *e = &sourcing->engagements[i];
		uint32_t resource = s->own->option_resource[e->option];

		for (size_t k = 0; resource != NO_RESOURCE && k < e->week_count; k++)
			external[resource * s->weeks + e->weeks[k].week] +=
				e->weeks[k].delivered_minutes;
	}
	return external;
}

static struct placement placement_new(const struct source_facts *s, struct arena *arena)
{
	size_t cells = s->company->demand_count * s->weeks + 1;

	return (struct placement){ ARENA_ARRAY(arena, int32_t, cells),
				   ARENA_ARRAY(arena, int32_t, cells) };
}

struct placement placement_of_plan(const struct source_facts *s, struct arena *arena)
{
	struct placement place = placement_new(s, arena);

	for (size_t d = 0; d < s->company->demand_count; d++)
		for (size_t w = 0; w < s->weeks; w++)
			put(s, &place, d, w, source_asked(s, d, w)->covered_minutes);
	return place;
}

struct placement placement_of_lines(const struct source_facts *s, const struct sourcing *sourcing,
				    struct arena *arena)
{
	struct placement place = placement_new(s, arena);

	for (size_t d = 0; d < s->company->demand_count; d++)
		for (size_t w = 0; w < s->weeks; w++)
			put(s, &place, d, w, sourcing->lines[d * s->weeks + w].own_minutes);
	return place;
}

bool source_may_move(const struct source_facts *s)
{
	return s->own->movable && !s->effort->stay;
}

bool placement_move(const struct source_facts *s, const struct sourcing *sourcing,
		    struct arena *scratch, struct placement *place)
{
	int64_t *was = ARENA_ARRAY(scratch, int64_t, s->weeks + 1);
	struct moving moving = { s, place, external_of(s, sourcing, scratch), was };
	bool any = false;

	if (!source_may_move(s))
		return false;
	for (size_t d = 0; d < s->company->demand_count; d++)
		for (size_t w = 0; w < s->weeks; w++)
			was[w] += source_penalty(s, d) *
				  sourcing_open_minutes(s->plan, sourcing, d, w);
	for (size_t i = 0; !any && i < sourcing->engagement_count; i++)
		any = sourcing->engagements[i].delivered_minutes > 0;
	if (!any && s->plan->options.objective != OBJECTIVE_COST)
		return false;
	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, move_some,
		     &moving);
	return true;
}
