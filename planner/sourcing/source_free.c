/* What our own people are worth to each line, and what they can save at most. */
#include <string.h>

#include "planner/parallel.h"
#include "planner/sourcing/source_bound.h"

/* --- what may happen to a need ------------------------------------------------- */

/* A need of a group in a week: which classes it counts. */
static bool counts(const struct own_class *class, const struct group *group, uint32_t g, size_t n)
{
	uint64_t set = group->problem.sets[group->problem.needs[n].set];

	return class->group == g && (class->kinds & ~set) == 0 &&
	       class->price >= group->need_floor[n];
}

/* Our people who may do something of a group in a week. */
struct reach {
	int32_t node; /* whose minutes */
	int64_t minutes;
	uint32_t *classes; /* of the week, that they may do */
	size_t count;
	uint32_t group; /* of all of them, or NO_GROUP */
};

struct reaches {
	const struct own_use *own;
	const struct own_week *week;
	struct reach *list;
	size_t count;
	uint32_t *classes; /* of the week, that are looked at */
	size_t class_count;
};

static void reach_from(const struct own_use *own, const struct own_week *week, int32_t *stamp,
		       int32_t *queue, int32_t *class_at, struct arena *arena, struct reach *reach)
{
	const struct flow *g = &week->flow;
	size_t head = 0, tail = 0, room = 0;

	queue[tail++] = reach->node;
	stamp[reach->node] = reach->node;
	while (head < tail) {
		int32_t v = queue[head++];

		if (class_at[v] >= 0) {
			uint32_t group = own->classes[week->classes[class_at[v]]].group;

			if (reach->count == 0)
				reach->group = group;
			else if (reach->group != group)
				reach->group = NO_GROUP;
			reach->classes = ARENA_PUSH(arena, reach->classes, reach->count, room);
			reach->classes[reach->count++] = (uint32_t)class_at[v];
		}
		for (int32_t i = g->out_first[v]; i < g->out_first[v + 1]; i++)
			if (stamp[g->out_node[i]] != reach->node) {
				stamp[g->out_node[i]] = reach->node;
				queue[tail++] = g->out_node[i];
			}
	}
}

static struct reaches find_reaches(const struct own_use *own, const struct own_week *week,
				   struct arena *arena)
{
	size_t nodes = (size_t)week->flow.node_count + 1;
	int32_t *stamp = ARENA_ARRAY(arena, int32_t, nodes);
	int32_t *queue = ARENA_ARRAY(arena, int32_t, nodes);
	int32_t *class_at = ARENA_ARRAY(arena, int32_t, nodes);
	struct reaches r = { .own = own,
			     .week = week,
			     .list = ARENA_ARRAY(arena, struct reach, nodes) };

	for (size_t v = 0; v < nodes; v++)
		stamp[v] = class_at[v] = -1;
	for (size_t i = 0; i < week->class_count; i++)
		class_at[week->class_node[i]] = (int32_t)i;
	for (int32_t v = 0; v < week->node_count; v++)
		if (week->own_min[v] > 0) {
			struct reach *reach = &r.list[r.count++];

			*reach = (struct reach){ .node = v,
						 .minutes = week->own_min[v],
						 .group = NO_GROUP };
			reach_from(own, week, stamp, queue, class_at, arena, reach);
		}
	return r;
}

static const struct own_class *class_of(const struct reaches *r, uint32_t i)
{
	return &r->own->classes[r->week->classes[i]];
}

/* What of it has to do with a group. */
static struct reaches of_group(const struct reaches *all, uint32_t g, struct arena *arena)
{
	struct reaches r = *all;

	r.classes = ARENA_ARRAY(arena, uint32_t, all->week->class_count + 1);
	r.list = ARENA_ARRAY(arena, struct reach, all->count + 1);
	r.count = 0;
	for (uint32_t i = 0; i < all->week->class_count; i++)
		if (class_of(all, i)->group == g)
			r.classes[r.class_count++] = i;
	for (size_t k = 0; k < all->count; k++) {
		const struct reach *reach = &all->list[k];
		bool any = reach->group == g;

		for (size_t i = 0; !any && reach->group == NO_GROUP && i < reach->count; i++)
			any = class_of(all, reach->classes[i])->group == g;
		if (any)
			r.list[r.count++] = *reach;
	}
	return r;
}

/* Whether it matters to the needs of a group what somebody does. */
static bool is_loose(const struct reaches *r, const struct reach *reach)
{
	const struct own_class *first = class_of(r, reach->classes[0]);

	for (size_t i = 1; i < reach->count; i++) {
		const struct own_class *class = class_of(r, reach->classes[i]);

		if (class->group != first->group || class->kinds != first->kinds ||
		    class->price != first->price)
			return true;
	}
	return false;
}

static void find_loose(const struct bounding *b, const struct reaches *r, size_t week)
{
	for (size_t k = 0; k < r->count; k++)
		for (size_t i = 0; is_loose(r, &r->list[k]) && i < r->list[k].count; i++) {
			uint32_t group = class_of(r, r->list[k].classes[i])->group;

			if (group != NO_GROUP)
				b->loose[week * b->s->group_count + group] = true;
		}
}

static void loosen_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct bounding *b = shared;

	(void)worker;
	for (size_t w = from; w < to; w++) {
		struct arena arena = ARENA_INIT;
		struct reaches r = find_reaches(b->s->own, &b->s->own->weeks[w], &arena);

		find_loose(b, &r, w);
		arena_release(&arena);
	}
}

void source_find_rigid(struct bounding *b)
{
	const struct source *s = b->s;

	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, loosen_some,
		     b);
	for (size_t g = 0; g < s->group_count; g++) {
		b->rigid[g] = true;
		for (size_t w = 0; w < s->weeks; w++)
			b->rigid[g] &= !b->loose[w * s->group_count + g];
	}
}

/* Between what and what a need lies whatever our people do: all of them work within the cut. */
struct range {
	int64_t least, most;
};

static struct range range_of(const struct reaches *r, const struct group *group, uint32_t g,
			     size_t n, int64_t sunk_min)
{
	struct range range = { -sunk_min, -sunk_min };

	for (size_t i = 0; i < r->class_count; i++)
		if (counts(class_of(r, r->classes[i]), group, g, n)) {
			range.least += r->week->asked_min[r->classes[i]];
			range.most += r->week->asked_min[r->classes[i]];
		}
	for (size_t k = 0; k < r->count; k++) {
		const struct reach *reach = &r->list[k];
		size_t within = 0;

		for (size_t i = 0; i < reach->count; i++)
			within += counts(class_of(r, reach->classes[i]), group, g, n);
		if (within > 0)
			range.least -= reach->minutes;
		if (within > 0 && within == reach->count)
			range.most -= reach->minutes;
	}
	return range;
}

/* --- a line below a row ---------------------------------------------------------- */

static int64_t value_at(const struct cover_row *row, int64_t y)
{
	int64_t part;

	if (y <= 0)
		return 0;
	if (row->divisor == 0)
		return row->price * (y < row->rest ? y : row->rest);
	part = y % row->divisor;
	return row->price *
	       (row->rest * (y / row->divisor) + (part < row->rest ? part : row->rest));
}

/* Corners of the convex hull of a row: the ends of the range, and multiples of the divisor. */
struct corners {
	int64_t at[4];
	size_t count;
};

static void add_corner(struct corners *c, int64_t y, const struct range *range)
{
	if (y >= range->least && y <= range->most)
		c->at[c->count++] = y;
}

static struct corners corners_at(const struct cover_row *row, const struct range *range)
{
	struct corners c = { { 0 }, 0 };
	int64_t low = range->least > 0 ? range->least : 0;

	add_corner(&c, range->least, range);
	if (row->divisor == 0) {
		add_corner(&c, 0, range);
	} else {
		int64_t first = (low + row->divisor - 1) / row->divisor * row->divisor;
		int64_t last = range->most > 0 ? range->most / row->divisor * row->divisor : 0;

		add_corner(&c, first, range);
		add_corner(&c, last, range);
	}
	add_corner(&c, range->most, range);
	return c;
}

struct line {
	int64_t at_zero, slope; /* grains, grains per minute */
};

/* The straight line that touches the hull of the row at y: along the piece that ends there, or
 * that begins there when y is the least. Between two multiples of the divisor the hull is
 * straight, too. */
static struct line line_below(const struct cover_row *row, const struct range *range, int64_t y)
{
	struct corners c = corners_at(row, range);
	int64_t left = range->least, right = range->most;
	struct line line;

	for (size_t i = 0; i < c.count; i++) {
		int64_t at = c.at[i];

		left = at < y && at > left ? at : left;
		right = at < right && at >= y && at > range->least ? at : right;
	}
	line.slope =
		right > left ? (value_at(row, right) - value_at(row, left)) / (right - left) : 0;
	line.at_zero = INT64_MAX;
	for (size_t i = 0; i < c.count; i++) {
		int64_t below = value_at(row, c.at[i]) - line.slope * c.at[i];

		line.at_zero = below < line.at_zero ? below : line.at_zero;
	}
	return line;
}

/* --- whatever our people do ---------------------------------------------------------- */

/* Minutes that sunk heads take off a need. */
static int64_t sunk_min(const struct reaches *r, const struct source *s, const struct group *group,
			uint32_t g, size_t n)
{
	size_t week = group->problem.needs[n].week;
	int64_t open = 0;

	for (size_t i = 0; i < r->class_count; i++) {
		const struct own_class *class = class_of(r, r->classes[i]);

		for (size_t l = 0; counts(class, group, g, n) && l < class->count; l++)
			open += *source_gap(s, class->lines[l], week);
	}
	return open - group->problem.needs[n].minutes;
}

/* Rows of one need: a line below each; its slope is worth for the classes that it counts. */
static int64_t need_rows(const struct bounding *b, const struct reaches *r, uint32_t g,
			 const struct cover_row *rows, size_t count, int64_t *worth)
{
	const struct group *group = &b->groups[g];
	size_t n = rows[0].need;
	int64_t sunk = sunk_min(r, b->s, group, g, n), sum = 0, slope = 0;
	struct range range = range_of(r, group, g, n, sunk);

	for (size_t i = 0; i < count; i++) {
		struct line line = line_below(&rows[i], &range, group->problem.needs[n].minutes);

		sum += line.at_zero - line.slope * sunk;
		slope += line.slope;
	}
	for (size_t i = 0; i < r->class_count; i++)
		if (counts(class_of(r, r->classes[i]), group, g, n))
			worth[r->classes[i]] += slope;
	return sum;
}

static int64_t week_rows(const struct bounding *b, const struct reaches *all, size_t week,
			 int64_t *worth, struct arena *arena)
{
	int64_t sum = 0;

	for (size_t k = 0; k < all->week->group_count; k++) {
		uint32_t g = all->week->groups[k];
		struct reaches r;
		const struct cover_proof *proof = &b->proofs[g];

		if (b->rigid[g])
			continue;
		r = of_group(all, g, arena);
		for (size_t i = 0, next; i < proof->row_count; i = next) {
			for (next = i + 1; next < proof->row_count &&
					   proof->rows[next].need == proof->rows[i].need;)
				next++;
			if (b->groups[g].problem.needs[proof->rows[i].need].week == week)
				sum += need_rows(b, &r, g, &proof->rows[i], next - i, worth);
		}
	}
	return sum;
}

/* What our people leave open when they do what is worth most, in grains. */
static int64_t least_open(const struct source *s, size_t w, const int64_t *worth,
			  struct arena *arena)
{
	struct own_work work = own_work_new(s->own, w, arena);
	int64_t sum = 0;

	own_serve_by(&work, worth, arena);
	for (size_t i = 0; i < work.week->class_count; i++)
		sum += worth[i] * work.open_min[i];
	return sum;
}

static void free_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct bounding *b = shared;
	const struct own_use *own = b->s->own;

	(void)worker;
	for (size_t w = from; w < to; w++) {
		struct arena arena = ARENA_INIT;
		const struct own_week *week = &own->weeks[w];
		struct reaches r = find_reaches(own, week, &arena);
		int64_t *worth = ARENA_ARRAY(&arena, int64_t, week->class_count + 1);

		for (size_t i = 0; i < week->class_count; i++)
			if (own->classes[week->classes[i]].group == NO_GROUP)
				worth[i] = own->classes[week->classes[i]].price * COVER_GRAIN;
		b->free_week[w] = week_rows(b, &r, w, worth, &arena);
		b->free_week[w] += least_open(b->s, w, worth, &arena);
		arena_release(&arena);
	}
}

int64_t source_free_grains(struct bounding *b)
{
	const struct source *s = b->s;
	int64_t grains = 0;

	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, free_some, b);
	for (size_t g = 0; g < s->group_count; g++)
		grains += b->rigid[g] ? b->proofs[g].coins * COVER_GRAIN : -b->proofs[g].gain;
	for (size_t w = 0; w < s->weeks; w++)
		grains += b->free_week[w];
	return grains;
}
