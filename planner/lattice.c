#include "planner/lattice.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A pool: the requirements from..to-1 of `order` have the same role and skills. */
struct pool {
	const struct requirement *sample; /* role and skills of all */
	int32_t levels[LEVEL_MAX];
	size_t level_count;
	const char **scopes; /* sorted: a wider scope stands before the narrower ones in it */
	size_t scope_count;
	int32_t *nodes; /* [level][scope] */
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
	struct lattice *lattice;
	struct pool *pools;
	size_t pool_count, pool_room;
	int32_t *requirement_node;
	bool *named; /* per demand line: a hard booking names it */
};

static void open_arc(struct build *build, int32_t from, int32_t to)
{
	struct lattice *l = build->lattice;

	l->inner = ARENA_PUSH(build->arena, l->inner, l->inner_count, l->inner_room);
	l->inner[l->inner_count++] = flow_arc(&l->flow, from, to);
}

/* --- pools ------------------------------------------------------------- */

static bool same_pool(const struct requirement *a, const struct requirement *b)
{
	if (strcmp(a->role, b->role) != 0 || a->skill_count != b->skill_count)
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

static struct pool *find_pool(const struct build *build, const struct requirement *requirement)
{
	for (size_t i = build->pool_count; i-- > 0;)
		if (same_pool(build->pools[i].sample, requirement))
			return &build->pools[i];
	return NULL;
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

static void add_scope(struct pool *pool, const char *scope)
{
	for (size_t i = 0; i < pool->scope_count; i++)
		if (strcmp(pool->scopes[i], scope) == 0)
			return;
	pool->scopes[pool->scope_count++] = scope;
}

/* Requirements are sorted by role, level, location, skills: a pool's members are of one role. */
static void collect_pools(struct build *build)
{
	const struct plan *plan = build->plan;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct requirement *requirement = &plan->requirements[r];
		struct pool *pool = find_pool(build, requirement);

		if (!pool) {
			build->pools = ARENA_PUSH(build->arena, build->pools, build->pool_count,
						  build->pool_room);
			pool = &build->pools[build->pool_count++];
			*pool = (struct pool){ .sample = requirement };
			pool->scopes =
				ARENA_ARRAY(build->arena, const char *, plan->requirement_count);
		}
		add_level(pool, requirement->level);
		add_scope(pool, requirement->location);
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

static int32_t *pool_node(const struct pool *pool, size_t level, size_t scope)
{
	return &pool->nodes[level * pool->scope_count + scope];
}

static void build_pool(struct build *build, struct pool *pool)
{
	qsort(pool->scopes, pool->scope_count, sizeof(*pool->scopes), by_text);
	pool->nodes = ARENA_ARRAY(build->arena, int32_t, pool->level_count * pool->scope_count);
	for (size_t l = 0; l < pool->level_count; l++)
		for (size_t s = 0; s < pool->scope_count; s++) {
			ptrdiff_t wider = narrowest(pool, s, pool->scopes[s]);

			*pool_node(pool, l, s) = flow_node(&build->lattice->flow);
			if (l > 0)
				open_arc(build, *pool_node(pool, l, s), *pool_node(pool, l - 1, s));
			if (wider >= 0)
				open_arc(build, *pool_node(pool, l, s),
					 *pool_node(pool, l, (size_t)wider));
		}
}

/* The highest level of the pool that is at most the given one; or -1. */
static ptrdiff_t level_at_most(const struct pool *pool, int32_t level)
{
	ptrdiff_t i = (ptrdiff_t)pool->level_count - 1;

	while (i >= 0 && pool->levels[i] > level)
		i--;
	return i;
}

static void find_requirement_nodes(struct build *build)
{
	const struct plan *plan = build->plan;

	build->requirement_node = ARENA_ARRAY(build->arena, int32_t, plan->requirement_count);
	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct requirement *requirement = &plan->requirements[r];
		struct pool *pool = find_pool(build, requirement);
		ptrdiff_t level, scope;

		assert(pool);
		level = level_at_most(pool, requirement->level);
		scope = narrowest(pool, pool->scope_count, requirement->location);
		assert(level >= 0 && scope >= 0);
		build->requirement_node[r] = *pool_node(pool, (size_t)level, (size_t)scope);
	}
}

/* --- people ------------------------------------------------------------ */

static int32_t level_in_role(const struct person *person, const char *role)
{
	for (size_t i = 0; i < person->role_count; i++)
		if (strcmp(person->roles[i].role, role) == 0)
			return person->roles[i].level;
	return 0;
}

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

static void find_entries(struct build *build, struct entry *entry)
{
	const struct person *person = &build->plan->company->people[entry->person];

	for (size_t i = 0; i < build->pool_count; i++) {
		const struct pool *pool = &build->pools[i];
		ptrdiff_t level = level_at_most(pool, level_in_role(person, pool->sample->role));
		ptrdiff_t scope;

		if (level < 0 || !has_skills(person, pool->sample))
			continue;
		scope = narrowest(pool, pool->scope_count, person->location);
		if (scope < 0)
			continue;
		entry->nodes = ARENA_PUSH(build->arena, entry->nodes, entry->count, entry->room);
		entry->nodes[entry->count++] = *pool_node(pool, (size_t)level, (size_t)scope);
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
	int32_t node = flow_node(&l->flow);

	for (size_t i = 0; i < count; i++)
		crew.people[i] = entries[i].person;
	for (size_t i = 0; i < count; i++)
		l->person_node[entries[i].person] = node;
	crew.arc = flow_arc(&l->flow, FLOW_SOURCE, node);
	for (size_t i = 0; i < entries->count; i++)
		open_arc(build, node, entries->nodes[i]);
	l->crews = ARENA_PUSH(build->arena, l->crews, l->crew_count, l->crew_room);
	l->crews[l->crew_count++] = crew;
}

static void build_crews(struct build *build)
{
	size_t count = build->plan->company->person_count, from = 0;
	struct entry *entries = ARENA_ARRAY(build->arena, struct entry, count);

	build->lattice->person_node = ARENA_ARRAY(build->arena, int32_t, count + 1);
	for (size_t i = 0; i < count; i++) {
		build->lattice->person_node[i] = -1;
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

bool booking_names(const struct booking *booking, const struct person *person,
		   const struct demand *demand)
{
	if (strcmp(booking->project, demand->project) != 0)
		return false;
	if (booking->role[0] != '\0')
		return strcmp(booking->role, demand->role) == 0;
	return level_in_role(person, demand->role) > 0;
}

static void mark_named(struct build *build)
{
	const struct company *company = build->plan->company;

	build->named = ARENA_ARRAY(build->arena, bool, company->demand_count);
	for (size_t b = 0; b < company->booking_count; b++) {
		const struct booking *booking = &company->bookings[b];

		for (size_t d = 0; booking->status == BOOKING_HARD && d < company->demand_count;
		     d++)
			if (booking_names(booking, &company->people[booking->person_index],
					  &company->demands[d]))
				build->named[d] = true;
	}
}

static void add_named(struct build *build, size_t line)
{
	struct lattice *l = build->lattice;
	struct named_line named = { .line = line, .node = flow_node(&l->flow) };
	size_t requirement = build->plan->demand_requirement[line];

	named.arc = flow_arc(&l->flow, named.node, FLOW_SINK);
	open_arc(build, build->requirement_node[requirement], named.node);
	l->named = ARENA_PUSH(build->arena, l->named, l->named_count, l->named_room);
	l->named[l->named_count++] = named;
}

/* A demand line with what decides when it is served within its requirement and priority. */
struct served {
	size_t requirement, line;
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

static void add_bucket(struct build *build, const struct served *served, size_t count)
{
	struct lattice *l = build->lattice;
	struct bucket bucket = { .requirement = served->requirement,
				 .priority = served->demand->priority,
				 .lines = ARENA_ARRAY(build->arena, size_t, count),
				 .count = count };

	for (size_t i = 0; i < count; i++)
		bucket.lines[i] = served[i].line;
	bucket.arc = flow_arc(&l->flow, build->requirement_node[bucket.requirement], FLOW_SINK);
	l->buckets = ARENA_PUSH(build->arena, l->buckets, l->bucket_count, l->bucket_room);
	l->buckets[l->bucket_count++] = bucket;
}

static void build_demand(struct build *build)
{
	const struct company *company = build->plan->company;
	struct served *served = ARENA_ARRAY(build->arena, struct served, company->demand_count);
	size_t count = 0, from = 0;

	for (size_t d = 0; d < company->demand_count; d++) {
		if (build->named[d])
			add_named(build, d);
		else
			served[count++] = (struct served){ build->plan->demand_requirement[d], d,
							   &company->demands[d] };
	}
	if (count > 0)
		qsort(served, count, sizeof(*served), by_service);
	for (size_t i = 1; i <= count; i++)
		if (i == count || !same_bucket(&served[from], &served[i])) {
			add_bucket(build, &served[from], i - from);
			from = i;
		}
}

/* The node of a hard booking, made when it is first needed. */
static int32_t booking_node(struct lattice *l, size_t booking)
{
	if (l->booking_arc[booking] < 0)
		l->booking_arc[booking] = flow_arc(&l->flow, FLOW_SOURCE, flow_node(&l->flow));
	return l->flow.arcs[l->booking_arc[booking]].to;
}

/* Each hard booking is a source of its own, with arcs to the lines that it names. */
static void build_bookings(struct build *build, enum booking_rule rule)
{
	const struct company *company = build->plan->company;
	struct lattice *l = build->lattice;

	l->booking_arc = ARENA_ARRAY(build->arena, int32_t, company->booking_count + 1);
	for (size_t b = 0; b < company->booking_count; b++) {
		const struct booking *booking = &company->bookings[b];
		int32_t crew = l->person_node[booking->person_index];

		l->booking_arc[b] = -1;
		if (booking->status != BOOKING_HARD)
			continue;
		for (size_t i = 0; i < l->named_count; i++)
			if (booking_names(booking, &company->people[booking->person_index],
					  &company->demands[l->named[i].line]))
				open_arc(build, booking_node(l, b), l->named[i].node);
		if (rule == BOOKINGS_RELEASE && crew >= 0)
			open_arc(build, booking_node(l, b), crew);
	}
}

void lattice_build(const struct plan *plan, enum booking_rule rule, struct arena *arena,
		   struct lattice *lattice)
{
	struct build build = { .plan = plan, .arena = arena, .lattice = lattice };

	*lattice = (struct lattice){ .flow = flow_new(arena) };
	collect_pools(&build);
	for (size_t i = 0; i < build.pool_count; i++)
		build_pool(&build, &build.pools[i]);
	find_requirement_nodes(&build);
	build_crews(&build);
	mark_named(&build);
	build_demand(&build);
	build_bookings(&build, rule);
	flow_seal(&lattice->flow);
}
