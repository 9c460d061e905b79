/**
 * What the parts of naming share: names_net.c gives the hours of a week to people, names_fewer.c
 * gathers them, names.c goes from week to week.
 */
#ifndef PLANNER_NAMES_INNER_H
#define PLANNER_NAMES_INNER_H

#include "planner/allocation/lattice.h"
#include "planner/allocation/projects.h"
#include "planner/names/names.h"

/** Naming at work: the lists are made by names_begin, the rest moves on with each week. */
struct naming {
	const struct plan *plan;
	enum view view;
	int32_t chunk_min;
	struct arena *arena; /* of the roster */
	struct lattice lattice;
	bool *from_booking; /* per node of the lattice: a booking's */
	struct projects projects;
	struct roster *roster;
	size_t room;
	size_t week;
	size_t last, here; /* where last week's and this week's assignments begin */
};

/** What the flow of a week says beside who does what, for names_fewer. In the week's arena. */
struct week_worth {
	/* Of the people's and lines' nodes in the network; who is not in it has 0. */
	int64_t *person_price, *line_price;
	/* Costs of minutes that are worth something: those of person p from first[p] on. */
	struct wish {
		uint32_t line;
		int32_t cost; /* below 0 */
	} * wishes;
	size_t *first;
};

/** Minutes that a line gets in the week n->week. */
int32_t names_wanted(const struct naming *n, uint32_t line);

/** The roster is made empty; all else lives in scratch. */
struct naming names_begin(const struct plan *plan, enum view view, int32_t chunk_min,
			  struct arena *arena, struct arena *scratch, struct roster *roster);

/**
 * Name the week n->week: assignments from n->here on, by person and line.
 *
 * @return false when the covered minutes can not be worked
 */
bool names_flow(struct naming *n, struct arena *arena, struct week_worth *worth) MUST_CHECK;

/** What is worth nothing is 0. */
int32_t worth_cost(const struct week_worth *worth, uint32_t person, uint32_t line);

/** Sort this week's assignments by person and line, and make one of those that are of both. */
void names_merge(struct naming *n);

/** Minutes for a project among the assignments from..to-1. */
int32_t names_project_min(const struct naming *n, size_t from, size_t to, uint32_t project);

/** What the person did last week: assignments *from..*to-1. */
void names_last_week(const struct naming *n, uint32_t person, size_t *from, size_t *to);

/**
 * Gather this week's work: fewer projects per person, then fewer lines.
 *
 * Nobody's hours with last week's project become fewer, nor those of soft bookings; no line's
 * minutes change; nobody works for another project than before; and there are not more pieces
 * below chunk_min.
 */
void names_fewer(struct naming *n, const struct week_worth *worth);

#endif
