/**
 * What the parts of naming stand on: the lists of all weeks, and one week's assignments.
 * roster_flow.h gives the hours of a week to people, roster_fewer.h gathers them, roster_assign.h
 * goes from week to week.
 */
#ifndef PLANNER_ROSTER_WEEK_H
#define PLANNER_ROSTER_WEEK_H

#include "model/roster.h"
#include "planner/allocation/eligibility.h"
#include "planner/allocation/projects.h"

/** Rostering at work: the lists are made by rostering_make, the rest moves on with each week. */
struct rostering {
	const struct plan *plan;
	enum view view;
	int32_t min_chunk_minutes;
	struct arena *arena; /* of the roster */
	struct eligibility eligibility;
	bool *from_booking; /* per node of the eligibility graph: a booking's */
	struct projects projects;
	struct roster *roster;
	size_t room;
	size_t week;
	size_t last, here; /* where last week's and this week's assignments begin */
};

/** Minutes that a line gets in the week n->week. */
int32_t roster_wanted(const struct rostering *n, uint32_t line);

/** The roster is made empty; all else lives in scratch. */
struct rostering rostering_make(const struct plan *plan, enum view view, int32_t min_chunk_minutes,
				struct arena *arena, struct arena *scratch, struct roster *roster);

/** Sort this week's assignments by person and line, and make one of those that are of both. */
void roster_merge(struct rostering *n);

/** Minutes for a project among the assignments from..to-1. */
int32_t roster_project_minutes(const struct rostering *n, size_t from, size_t to, uint32_t project);

/** What the person did last week: assignments *from..*to-1. */
void roster_last_week(const struct rostering *n, uint32_t person, size_t *from, size_t *to);

#endif
