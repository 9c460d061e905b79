#include "planner/allocation/lattice.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "planner/allocation/projects.h"

enum { NO_NODE = -1, NO_LIMIT = LEVEL_MAX - LEVEL_JUNIOR };

/* Requirements with the same role and skills. */
struct pool {
	const struct requirement *sample; /* role and skills of all */
	int32_t levels[LEVEL_MAX];        /* that are asked for, ascending */
	size_t level_count;
	const char **scopes; /* sorted: a wider scope stands before the narrower ones in it */
	size_t scope_count, scope_room;
	int32_t *nodes;   /* [level][scope]: where needs are */
	int32_t *entries; /* [own level - 1][scope]: where people enter; or NO_NODE */
};

/* The pools from..to-1 are of one role. */
struct role_pools {
	const char *role;
	size_t from, to;
};

/* One person's entry nodes. */
struct entry {
	size_t person;
	int32_t *nodes;
	size_t count, room;
};

struct build {
	const struct plan *plan;
	struct arena *arena;
	struct arena *scratch;
	struct lattice *lattice;
	int32_t levels_down;
	struct pool *pools;
	size_t pool_count, pool_room;
	struct role_pools *roles; /* by name */
	size_t role_count, role_room;
	size_t *pool_of; /* per requirement */
	int32_t *requirement_node;
	struct projects projects;
	bool *named;     /* per demand line: a hard booking names it */
	uint32_t *lines; /* of the booking at hand */
};

/* --- pools ------------------------------------------------------------- */

static bool same_skills(const struct requirement *a, const struct requirement *b)
{
	if (a->skill_count != b->skill_count)
		return false;
	for (size_t i = 0; i < a->skill_count; i++)
		if (strcmp(a->skills[i], b->skills[i]) != 0)
			return false;
	return true;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The pool of a requirement among those of the role at hand, made when it is the first. */
static size_t find_pool(struct build *build, const struct role_pools *role,
			const struct requirement *requirement)
{
	for (size_t i = role->from; i < build->pool_count; i++)
		if (same_skills(build->pools[i].sample, requirement))
			return i;
	build->pools =
		ARENA_PUSH(build->scratch, build->pools, build->pool_count, build->pool_room);
	build->pools[build->pool_count] = (struct pool){ .sample = requirement };
	return build->pool_count++;
}

static void add_level(struct pool *pool, int32_t level)
{
	size_t i = 0;

	while (i < pool->level_count && pool->levels[i] < level)
		i++;
	if (i < pool->level_count && pool->levels[i] == level)
		return;
	memmove(&pool->levels[i + 1], &pool->levels[i],
		(pool->level_count - i) * sizeof(pool->levels[0]));
	pool->levels[i] = level;
	pool->level_count++;
}

static void add_scope(struct build *build, struct pool *pool, const char *scope)
{
	for (size_t i = 0; i < pool->scope_count; i++)
		if (strcmp(pool->scopes[i], scope) == 0)
			return;
	pool->scopes =
		ARENA_PUSH(build->scratch, pool->scopes, pool->scope_count, pool->scope_room);
	pool->scopes[pool->scope_count++] = scope;
}

static struct role_pools *role_at(struct build *build, const char *role)
{
	struct role_pools *last = build->roles + build->role_count - (build->role_count > 0);

	if (build->role_count > 0 && strcmp(last->role, role) == 0)
		return last;
	build->roles =
		ARENA_PUSH(build->scratch, build->roles, build->role_count, build->role_room);
	build->roles[build->role_count] =
		(struct role_pools){ role, build->pool_count, build->pool_count };
	return &build->roles[build->role_count++];
}

/* Requirements are sorted by role, so the pools of a role are neighbours. */
static void collect_pools(struct build *build)
{
	const struct plan *plan = build->plan;

	build->pool_of = ARENA_ARRAY(build->scratch, size_t, plan->requirement_count + 1);
	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct requirement *requirement = &plan->requirements[r];
		struct role_pools *role = role_at(build, requirement->role);
		size_t pool = find_pool(build, role, requirement);

		role->to = build->pool_count;
		build->pool_of[r] = pool;
		add_level(&build->pools[pool], requirement->level);
		add_scope(build, &build->pools[pool], requirement->location);
	}
}

/* The narrowest scope that the place is within, looking at the first `count` only; or -1. */
static ptrdiff_t narrowest(const struct pool *pool, size_t count, const char *place)
{
	for (size_t i = count; i-- > 0;)
		if (location_within(place, pool->scopes[i]))
			return (ptrdiff_t)i;
	return -1;
}

/* The highest level of the pool that is at most the given one; or -1. */
static ptrdiff_t level_at_most(const struct pool *pool, int32_t level)
{
	ptrdiff_t i = (ptrdiff_t)pool->level_count - 1;

	while (i >= 0 && pool->levels[i] > level)
		i--;
	return i;
}

static int32_t *pool_node(const struct pool *pool, size_t level, size_t scope)
{
	return &pool->nodes[level * pool->scope_count + scope];
}

static int32_t *pool_entry(const struct pool *pool, int32_t own_level, size_t scope)
{
	return &pool->entries[(size_t)(own_level - LEVEL_JUNIOR) * pool->scope_count + scope];
}

/* Any lower level will do: each level hands on to the next, each scope to the next wider. */
static void build_nested(struct build *build, struct pool *pool)
{
	struct flow *flow = &build->lattice->flow;

	for (size_t l = 0; l < pool->level_count; l++)
		for (size_t s = 0; s < pool->scope_count; s++) {
			ptrdiff_t wider = narrowest(pool, s, pool->scopes[s]);
			int32_t node = *pool_node(pool, l, s);

			if (l > 0)
				flow_arc(flow, node, *pool_node(pool, l - 1, s));
			if (wider >= 0)
				flow_arc(flow, node, *pool_node(pool, l, (size_t)wider));
		}
	for (int32_t own = LEVEL_JUNIOR; own <= LEVEL_MAX; own++)
		for (size_t s = 0; s < pool->scope_count; s++) {
			ptrdiff_t level = level_at_most(pool, own);

			*pool_entry(pool, own, s) =
				level < 0 ? NO_NODE : *pool_node(pool, (size_t)level, s);
		}
}

static bool in_reach(const struct build *build, int32_t own, int32_t level)
{
	return level <= own && level >= own - build->levels_down;
}

/* Levels too far below are out of reach: each own level has entries of its own. */
static void build_limited(struct build *build, struct pool *pool, int32_t own)
{
	struct flow *flow = &build->lattice->flow;
	bool any = false;

	for (size_t l = 0; l < pool->level_count; l++)
		any |= in_reach(build, own, pool->levels[l]);
	for (size_t s = 0; s < pool->scope_count; s++) {
		ptrdiff_t wider = narrowest(pool, s, pool->scopes[s]);
		int32_t node = any ? flow_node(flow) : NO_NODE;

		*pool_entry(pool, own, s) = node;
		for (size_t l = 0; any && l < pool->level_count; l++)
			if (in_reach(build, own, pool->levels[l]))
				flow_arc(flow, node, *pool_node(pool, l, s));
		if (any && wider >= 0)
			flow_arc(flow, node, *pool_entry(pool, own, (size_t)wider));
	}
}

static void build_pool(struct build *build, struct pool *pool)
{
	qsort(pool->scopes, pool->scope_count, sizeof(*pool->scopes), by_text);
	pool->nodes = ARENA_ARRAY(build->scratch, int32_t, pool->level_count * pool->scope_count);
	pool->entries = ARENA_ARRAY(build->scratch, int32_t, LEVEL_MAX * pool->scope_count);
	for (size_t i = 0; i < pool->level_count * pool->scope_count; i++)
		pool->nodes[i] = flow_node(&build->lattice->flow);
	if (build->levels_down >= NO_LIMIT)
		build_nested(build, pool);
	else
		for (int32_t own = LEVEL_JUNIOR; own <= LEVEL_MAX; own++)
			build_limited(build, pool, own);
}

static void find_requirement_nodes(struct build *build)
{
	const struct plan *plan = build->plan;

	build->requirement_node = ARENA_ARRAY(build->scratch, int32_t, plan->requirement_count + 1);
	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct pool *pool = &build->pools[build->pool_of[r]];
		ptrdiff_t level = level_at_most(pool, plan->requirements[r].level);
		ptrdiff_t scope =
			narrowest(pool, pool->scope_count, plan->requirements[r].location);

		assert(level >= 0 && scope >= 0);
		build->requirement_node[r] = *pool_node(pool, (size_t)level, (size_t)scope);
	}
}

/* --- people ------------------------------------------------------------ */

static bool has_skills(const struct person *person, const struct requirement *requirement)
{
	size_t have = 0;

	for (size_t i = 0; i < requirement->skill_count; i++) {
		while (have < person->skill_count &&
		       strcmp(person->skills[have], requirement->skills[i]) < 0)
			have++;
		if (have == person->skill_count ||
		    strcmp(person->skills[have], requirement->skills[i]) != 0)
			return false;
	}
	return true;
}

static int by_role(const void *key, const void *item)
{
	return strcmp(key, ((const struct role_pools *)item)->role);
}

static void enter(struct build *build, struct entry *entry, const struct pool *pool, int32_t level)
{
	const struct person *person = &build->plan->company->people[entry->person];
	ptrdiff_t scope;
	int32_t node;

	if (!has_skills(person, pool->sample))
		return;
	scope = narrowest(pool, pool->scope_count, person->location);
	node = scope < 0 ? NO_NODE : *pool_entry(pool, level, (size_t)scope);
	if (node == NO_NODE)
		return;
	entry->nodes = ARENA_PUSH(build->scratch, entry->nodes, entry->count, entry->room);
	entry->nodes[entry->count++] = node;
}

/* A person's roles are sorted, so their nodes are found in the same order as everybody's. */
static void find_entries(struct build *build, struct entry *entry)
{
	const struct person *person = &build->plan->company->people[entry->person];

	for (size_t i = 0; i < person->role_count && build->role_count > 0; i++) {
		const struct role_pools *role =
			bsearch(person->roles[i].role, build->roles, build->role_count,
				sizeof(*build->roles), by_role);

		for (size_t p = role ? role->from : 0; role && p < role->to; p++)
			enter(build, entry, &build->pools[p], person->roles[i].level);
	}
}

static int by_nodes(const struct entry *a, const struct entry *b)
{
	for (size_t i = 0; i < a->count && i < b->count; i++)
		if (a->nodes[i] != b->nodes[i])
			return a->nodes[i] < b->nodes[i] ? -1 : 1;
	return (a->count > b->count) - (a->count < b->count);
}

static int by_nodes_then_person(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = by_nodes(a, b);

	return order ? order : (a->person > b->person) - (a->person < b->person);
}

static void add_crew(struct build *build, const struct entry *entries, size_t count)
{
	struct lattice *l = build->lattice;
	struct crew crew = { .people = ARENA_ARRAY(build->arena, size_t, count), .count = count };

	crew.node = flow_node(&l->flow);
	for (size_t i = 0; i < count; i++) {
		crew.people[i] = entries[i].person;
		l->person_node[entries[i].person] = crew.node;
	}
	for (size_t i = 0; i < entries->count; i++)
		flow_arc(&l->flow, crew.node, entries->nodes[i]);
	l->crews = ARENA_PUSH(build->arena, l->crews, l->crew_count, l->crew_room);
	l->crews[l->crew_count++] = crew;
}

static void build_crews(struct build *build)
{
	size_t count = build->plan->company->person_count, from = 0;
	struct entry *entries = ARENA_ARRAY(build->scratch, struct entry, count + 1);

	build->lattice->person_node = ARENA_ARRAY(build->arena, int32_t, count + 1);
	for (size_t i = 0; i < count; i++) {
		build->lattice->person_node[i] = NO_NODE;
		entries[i].person = i;
		find_entries(build, &entries[i]);
	}
	if (count > 0)
		qsort(entries, count, sizeof(*entries), by_nodes_then_person);
	for (size_t i = 1; i <= count; i++)
		if (i == count || by_nodes(&entries[from], &entries[i]) != 0) {
			if (entries[from].count > 0)
				add_crew(build, &entries[from], i - from);
			from = i;
		}
}

/* --- demand and bookings ----------------------------------------------- */

typedef void line_visitor(struct build *build, size_t booking, uint32_t line);

/* Call for each demand line that a hard booking names. */
static void visit_lines(struct build *build, size_t index, line_visitor *visit)
{
	const struct company *company = build->plan->company;
	const struct booking *booking = &company->bookings[index];
	size_t count;

	if (booking->status != BOOKING_HARD)
		return;
	count = projects_named(&build->projects, booking, build->lines);
	for (size_t i = 0; i < count; i++)
		visit(build, index, build->lines[i]);
}

static void mark_named(struct build *build, size_t booking, uint32_t line)
{
	(void)booking;
	build->named[line] = true;
}

/* A demand line with what decides when it is served within its requirement and priority. */
struct served {
	size_t requirement;
	uint32_t line;
	const struct demand *demand;
};

static int by_service(const void *left, const void *right)
{
	const struct served *a = left, *b = right;
	int order;

	if (a->requirement != b->requirement)
		return a->requirement < b->requirement ? -1 : 1;
	if (a->demand->priority != b->demand->priority)
		return a->demand->priority < b->demand->priority ? -1 : 1;
	if (a->demand->status != b->demand->status)
		return a->demand->status == DEMAND_COMMITTED ? -1 : 1;
	order = strcmp(a->demand->project, b->demand->project);
	return order ? order : strcmp(a->demand->id, b->demand->id);
}

static bool same_bucket(const struct served *a, const struct served *b)
{
	return a->requirement == b->requirement && a->demand->priority == b->demand->priority;
}

static struct bucket *add_bucket(struct build *build, const struct served *served, size_t count)
{
	struct lattice *l = build->lattice;
	struct bucket bucket = { .requirement = served->requirement,
				 .priority = served->demand->priority,
				 .lines = ARENA_ARRAY(build->arena, uint32_t, count),
				 .count = count,
				 .node = build->requirement_node[served->requirement] };

	for (size_t i = 0; i < count; i++)
		bucket.lines[i] = served[i].line;
	l->buckets = ARENA_PUSH(build->arena, l->buckets, l->bucket_count, l->bucket_room);
	l->buckets[l->bucket_count] = bucket;
	return &l->buckets[l->bucket_count++];
}

static void add_named(struct build *build, const struct served *served)
{
	struct bucket *bucket = add_bucket(build, served, 1);
	int32_t requirement = bucket->node;

	bucket->named = true;
	bucket->node = flow_node(&build->lattice->flow);
	flow_arc(&build->lattice->flow, requirement, bucket->node);
}

static struct served served_of(const struct build *build, uint32_t line)
{
	return (struct served){ build->plan->demand_requirement[line], line,
				&build->plan->company->demands[line] };
}

static void build_demand(struct build *build)
{
	size_t lines = build->plan->company->demand_count, count = 0, from = 0;
	struct served *served = ARENA_ARRAY(build->scratch, struct served, lines + 1);

	for (uint32_t d = 0; d < lines; d++)
		if (!build->named[d])
			served[count++] = served_of(build, d);
	if (count > 0)
		qsort(served, count, sizeof(*served), by_service);
	for (size_t i = 1; i <= count; i++)
		if (i == count || !same_bucket(&served[from], &served[i])) {
			add_bucket(build, &served[from], i - from);
			from = i;
		}
	for (uint32_t d = 0; d < lines; d++)
		if (build->named[d]) {
			struct served one = served_of(build, d);

			add_named(build, &one);
		}
}

static const struct bucket *named_bucket(const struct build *build, uint32_t line)
{
	const struct lattice *l = build->lattice;
	size_t low = 0, high = l->bucket_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct bucket *bucket = &l->buckets[middle];

		if (!bucket->named || bucket->lines[0] < line)
			low = middle + 1;
		else
			high = middle;
	}
	assert(low < l->bucket_count && l->buckets[low].lines[0] == line);
	return &l->buckets[low];
}

/* Each hard booking that names a line is a source of its own. */
static void lead_to_line(struct build *build, size_t booking, uint32_t line)
{
	struct lattice *l = build->lattice;

	if (l->booking_node[booking] == NO_NODE)
		l->booking_node[booking] = flow_node(&l->flow);
	flow_arc(&l->flow, l->booking_node[booking], named_bucket(build, line)->node);
}

static void build_bookings(struct build *build, enum booking_rule rule)
{
	const struct company *company = build->plan->company;
	struct lattice *l = build->lattice;

	l->booking_node = ARENA_ARRAY(build->arena, int32_t, company->booking_count + 1);
	for (size_t b = 0; b < company->booking_count; b++) {
		int32_t crew = l->person_node[company->bookings[b].person_index];

		l->booking_node[b] = NO_NODE;
		visit_lines(build, b, lead_to_line);
		if (rule != BOOKINGS_RELEASE || crew == NO_NODE ||
		    company->bookings[b].status != BOOKING_HARD)
			continue;
		if (l->booking_node[b] == NO_NODE)
			l->booking_node[b] = flow_node(&l->flow);
		flow_arc(&l->flow, l->booking_node[b], crew);
	}
}

void lattice_build(const struct plan *plan, enum booking_rule rule, struct arena *arena,
		   struct lattice *lattice)
{
	struct arena scratch = ARENA_INIT;
	struct build build = { .plan = plan,
			       .arena = arena,
			       .scratch = &scratch,
			       .lattice = lattice,
			       .levels_down = plan->company->settings.max_levels_down };

	*lattice = (struct lattice){ .flow = flow_new(arena) };
	build.projects = projects_of(plan->company, &scratch);
	build.named = ARENA_ARRAY(&scratch, bool, plan->company->demand_count + 1);
	build.lines = ARENA_ARRAY(&scratch, uint32_t, plan->company->demand_count + 1);
	collect_pools(&build);
	for (size_t i = 0; i < build.pool_count; i++)
		build_pool(&build, &build.pools[i]);
	find_requirement_nodes(&build);
	build_crews(&build);
	for (size_t b = 0; b < plan->company->booking_count; b++)
		visit_lines(&build, b, mark_named);
	build_demand(&build);
	build_bookings(&build, rule);
	flow_seal(&lattice->flow);
	arena_release(&scratch);
}
