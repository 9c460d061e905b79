/*
 * Supplies: people who enter the same grids at the same nodes, joined by sorting on these nodes
 * (docs/allocation.md, "Who may do what").
 *
 * Joining loses nothing. A flow cannot tell such people apart, and their minutes are dealt out by
 * id afterwards. People who may do nothing that is asked for have no node.
 */
#include "planner/allocation/eligibility_supplies.h"

#include <stdlib.h>
#include <string.h>

/* One person's entry nodes. */
struct entry {
	size_t person;
	int32_t *nodes;
	size_t count, room;
};

/* Both lists are sorted: one pass over both. */
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
	return strcmp(key, ((const struct role_grids *)item)->role);
}

static void enter(struct build *build, struct entry *entry, const struct node_grid *grid,
		  int32_t level)
{
	const struct person *person = &build->plan->company->people[entry->person];
	ptrdiff_t scope;
	int32_t node;

	if (!has_skills(person, grid->sample))
		return;
	scope = grids_narrowest(grid, grid->scope_count, person->location);
	node = scope < 0 ? GRIDS_NO_NODE : *grids_entry(grid, level, (size_t)scope);
	if (node == GRIDS_NO_NODE)
		return;
	entry->nodes = ARENA_PUSH(build->scratch, entry->nodes, entry->count, entry->room);
	entry->nodes[entry->count++] = node;
}

/* A person's roles are sorted, so their nodes are found in the same order as everybody's. */
static void find_entries(struct build *build, struct entry *entry)
{
	const struct person *person = &build->plan->company->people[entry->person];

	for (size_t i = 0; i < person->role_count && build->role_count > 0; i++) {
		const struct role_grids *role =
			bsearch(person->roles[i].role, build->roles, build->role_count,
				sizeof(*build->roles), by_role);

		for (size_t p = role ? role->from : 0; role && p < role->to; p++)
			enter(build, entry, &build->grids[p], person->roles[i].level);
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

static void add_supply(struct build *build, const struct entry *entries, size_t count)
{
	struct eligibility *l = build->eligibility;
	struct supply supply = { .people = ARENA_ARRAY(build->arena, size_t, count),
				 .count = count };

	supply.node = flow_node(&l->flow);
	for (size_t i = 0; i < count; i++) {
		supply.people[i] = entries[i].person;
		l->person_node[entries[i].person] = supply.node;
	}
	for (size_t i = 0; i < entries->count; i++)
		flow_arc(&l->flow, supply.node, entries->nodes[i]);
	l->supplies = ARENA_PUSH(build->arena, l->supplies, l->supply_count, l->supply_room);
	l->supplies[l->supply_count++] = supply;
}

void supplies_build(struct build *build)
{
	size_t count = build->plan->company->person_count, from = 0;
	struct entry *entries = ARENA_ARRAY(build->scratch, struct entry, count + 1);

	build->eligibility->person_node = ARENA_ARRAY(build->arena, int32_t, count + 1);
	for (size_t i = 0; i < count; i++) {
		build->eligibility->person_node[i] = GRIDS_NO_NODE;
		entries[i].person = i;
		find_entries(build, &entries[i]);
	}
	if (count > 0)
		qsort(entries, count, sizeof(*entries), by_nodes_then_person);
	for (size_t i = 1; i <= count; i++)
		if (i == count || by_nodes(&entries[from], &entries[i]) != 0) {
			if (entries[from].count > 0)
				add_supply(build, &entries[from], i - from);
			from = i;
		}
}
