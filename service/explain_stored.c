#include "service/explain_stored.h"

#include <string.h>

#include "base/text.h"
#include "planner/compare/explain.h"
#include "planner/plan.h"
#include "service/parts.h"
#include "service/redact.h"
#include "service/stored.h"

/* The role as demand spells it. */
static bool find_role(struct arena *arena, const struct plan *plan, const char *word,
		      const char **role, struct fault *fault)
{
	const char **roles = ARENA_ARRAY(arena, const char *, plan->requirement_count + 1);
	const char *key = text_key(span_of(word), arena), *near;
	size_t count = 0;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		roles[count++] = plan->requirements[r].role;
		if (strcmp(text_key(span_of(roles[count - 1]), arena), key) == 0) {
			*role = roles[count - 1];
			return true;
		}
	}
	near = text_nearest(word, roles, count, arena);
	return fault_set(fault, FAULT_USAGE, "no demand asks for the role '%s'%s%s%s", word,
			 near ? " (did you mean '" : "", near ? near : "", near ? "'?)" : "");
}

/* "w52" is meant as W52. */
static const char *in_capitals(const char *text, struct arena *arena)
{
	char *copy = arena_copy(arena, span_of(text));

	for (char *at = copy; *at; at++)
		if (*at == 'w')
			*at = 'W';
	return copy;
}

/* "2026-W52", a day in it, or "W52" where the plan has it once. */
static bool find_week(const struct plan *plan, const char *given, struct arena *arena, size_t *week,
		      struct fault *fault)
{
	const char *text = in_capitals(given, arena);
	struct fault unused = FAULT_INIT;
	char first[WEEK_TEXT_SIZE], last[WEEK_TEXT_SIZE];
	struct day day;
	bool is_day =
		week_parse(span_of(text), &day, &unused) || day_parse(span_of(text), &day, &unused);
	size_t found = SIZE_MAX, weeks = plan->options.week_count;

	for (size_t w = 0; w < weeks; w++) {
		struct day monday = plan_week(plan, w);

		week_format(monday, first);
		if (is_day ? day_distance(monday, day_week_start(day)) == 0
			   : strcmp(first + strlen("2026-"), text) == 0) {
			if (found != SIZE_MAX)
				return fault_set(
					fault, FAULT_USAGE,
					"the plan has '%s' in two years (write it like %s)", text,
					first);
			found = w;
		}
	}
	if (found != SIZE_MAX) {
		*week = found;
		return true;
	}
	week_format(plan_week(plan, 0), first);
	week_format(plan_week(plan, weeks - 1), last);
	if (!is_day && (text[0] != 'W' || strlen(text) != strlen("W52")))
		return fault_set(fault, FAULT_USAGE,
				 "'%s' is not a week (write it like %s or %s, or a day in it)",
				 text, first + strlen("2026-"), first);
	return fault_set(fault, FAULT_USAGE, "the plan has no week '%s': it goes from %s to %s",
			 text, first, last);
}

static bool find_location(struct arena *arena, const struct plan *plan, const char *location,
			  struct explain_cell *cell, struct fault *fault)
{
	const char *key = text_key(span_of(location), arena), *near;
	const char **places = ARENA_ARRAY(arena, const char *, plan->requirement_count + 1);
	size_t count = 0;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct requirement *requirement = &plan->requirements[r];

		if (strcmp(requirement->role, cell->role) != 0)
			continue;
		if (strcmp(text_key(span_of(requirement->location), arena), key) == 0) {
			cell->location = requirement->location;
			return true;
		}
		if (requirement->location[0])
			places[count++] = requirement->location;
	}
	near = text_nearest(location, places, count, arena);
	return fault_set(fault, FAULT_USAGE, "no demand for %s is at '%s'%s%s%s", cell->role,
			 location, near ? " (did you mean '" : "", near ? near : "",
			 near ? "'?)" : "");
}

static bool find_level(const struct plan *plan, int32_t level, struct explain_cell *cell,
		       struct fault *fault)
{
	cell->level = level;
	for (size_t r = 0; r < plan->requirement_count; r++)
		if (strcmp(plan->requirements[r].role, cell->role) == 0 &&
		    plan->requirements[r].level == cell->level)
			return true;
	return fault_set(fault, FAULT_USAGE, "no demand for %s is of level %d", cell->role,
			 (int)level);
}

static bool find_cell(struct arena *arena, const struct explain_request *request,
		      const struct plan *plan, struct explain_cell *cell, struct fault *fault)
{
	return find_role(arena, plan, request->role, &cell->role, fault) &&
	       find_week(plan, request->week, arena, &cell->week, fault) &&
	       (!request->level || find_level(plan, request->level, cell, fault)) &&
	       (!request->location || find_location(arena, plan, request->location, cell, fault));
}

/* Names go from week to week: later weeks are not needed for this one. Engagements are chosen for
 * the whole plan, so these come first. */
static bool shorten(struct session *session, struct computed *computed, size_t weeks,
		    struct fault *fault)
{
	struct notes unused = NOTES_INIT(session->arena);
	struct plan_options options = plan_options_part(&computed->plan.options,
							computed->plan.options.first_week, weeks);
	const struct sourcing *sourcing;

	if (computed->company.option_count > 0 &&
	    !compute_parts(computed, PLAN_SOURCING, session->arena, fault))
		return false;
	sourcing = computed->plan.sourcing;
	if (!plan_make(&computed->company, &options, session->arena, &computed->plan, &unused,
		       fault))
		return false;
	computed->plan.sourcing = sourcing;
	return true;
}

/* What calendars call their events is for who runs this, unless the settings say otherwise: a file
 * may be read by others. What holidays are called is no secret. */
static void hide_titles(struct explanation *explained)
{
	for (size_t i = 0; i < explained->person_count; i++)
		for (size_t k = 0; k < explained->people[i].taken_count; k++)
			if (explained->people[i].taken[k].kind != TAKEN_HOLIDAY)
				explained->people[i].taken[k].summary = "";
}

bool explain_stored(struct session *session, const struct explain_request *request,
		    struct computed *computed, struct explanation *explained, struct fault *fault)
{
	struct explain_cell cell = { .view = request->view };

	if (!stored_plan(session, request->number, computed, fault) ||
	    !find_cell(session->arena, request, &computed->plan, &cell, fault))
		return false;
	computed->view = request->view;
	redact_plans(session, &computed, 1);
	if (!shorten(session, computed, cell.week + 1, fault) ||
	    !compute_parts(computed, PLAN_PROOF | PLAN_ALONE, session->arena, fault) ||
	    !explain_make(&computed->plan, &cell, session->arena, explained, fault))
		return false;
	if (request->for_others && !computed->company.settings.show_titles)
		hide_titles(explained);
	return true;
}
