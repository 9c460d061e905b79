/**
 * What the parts of plans under limits share and nobody else includes: column pools, and the
 * restricted master problem over them.
 *
 * planner/sourcing/source_pool.c makes the first columns, source_master.c finds multipliers and
 * prices out more, source_mix.c adds those that no multiplier makes the cheapest,
 * source_choice.c takes one column of each pool. docs/sourcing.md, "Limits that couple groups".
 */
#ifndef PLANNER_SOURCE_POOL_H
#define PLANNER_SOURCE_POOL_H

#include "planner/sourcing/source_state.h"

__extension__ typedef __int128 wide;

/** Rounds of column generation: bench_sourcing with a budget and 100 random plans of few groups
 * come out the same with two or with ten, since the multipliers stay before; five is a guard
 * for plans that are not like these. MIX_ROUNDS over all groups: without mixes 100 random plans
 * of few groups are 0.08 % dearer, the second round found nothing there that the first had not.
 * MIX_COLUMNS: room in each pool for what pool_mix adds, raised from 100 in two steps as mixes
 * added more. */
enum { MASTER_ROUNDS = 5, MIX_ROUNDS = 2, MIX_COLUMNS = 320 };

struct pool_column {
	struct covering_solution solution;
	int64_t cent60; /* cost and penalty, without surcharges */
	struct usage usage;
	int64_t *load; /* [limit]: cents that its multiplier charges */
	bool beyond;   /* breaks a limit whatever other groups do: only for multipliers */
};

struct column_pool {
	struct pool_column *columns;
	size_t count;
};

struct master {
	const struct source_facts *s;
	const struct placement *place;
	const struct source_rooms *rooms;
	struct stated *groups; /* under limits, once their pools are filled */
	size_t max_columns;
	struct column_pool *pools; /* per group */
	struct usage fixed;        /* running engagements of no group */
	struct usage agreed;       /* when everything is left as agreed */
	bool *ours_only;           /* [limit]: see struct limit_multipliers */
	int64_t *rest;             /* [limit]: what the loads of all groups may sum up to */
	int64_t *left;             /* [limit]: of it when all that runs ends as soon as it may */
	int64_t *room; /* [limit]: that, less what is firm, and whatever was agreed: for bounds */
	bool *trimmed; /* [group]: its problem is another one under limits */
	size_t *taken; /* column of each group */
	struct usage sum; /* of what is taken */
	wide *base;       /* of each column, pool by pool: what other limits make of it */
};

/** Everything but the columns, in the scratch arena. */
struct master master_make(const struct source_facts *s, const struct placement *place,
			  const struct source_rooms *rooms, struct stated *groups);

/**
 * Restate a group under limits and make the first columns of its pool: column 0 is nothing at all,
 * column 1 everything as agreed when that is another one.
 */
void pool_fill(struct master *m, size_t group);

/** A solution of the same group in its other problem, in which some starts may be missing. */
struct covering_solution pool_carry(const struct stated *from, const struct stated *to,
				    struct arena *arena);

/** False when there is such a column already, or no room. */
bool pool_add(struct master *m, size_t group, const struct covering_solution *solution);

/** Columns with less and less of a solution: each time what is missed least for what it costs. */
void pool_thin_out(struct master *m, size_t group, struct covering_solution solution);

#endif
