#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/plan_options.h"
#include "cli/report_options.h"
#include "planner/compare/explain.h"
#include "planner/planner.h"
#include "reports/registry.h"
#include "service/redact.h"
#include "service/stored.h"

/* The role as demand spells it. */
static bool find_role(struct run *run, const struct plan *plan, const char *word, const char **role,
		      struct fault *fault)
{
	const char **roles = ARENA_ARRAY(run->arena, const char *, plan->requirement_count + 1);
	const char *key = text_key(span_of(word), run->arena), *near;
	size_t count = 0;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		roles[count++] = plan->requirements[r].role;
		if (strcmp(text_key(span_of(roles[count - 1]), run->arena), key) == 0) {
			*role = roles[count - 1];
			return true;
		}
	}
	near = text_nearest(word, roles, count, run->arena);
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

static bool find_location(struct run *run, const struct plan *plan, struct explain_cell *cell,
			  struct fault *fault)
{
	const char *key = text_key(span_of(run->options->location), run->arena), *near;
	const char **places = ARENA_ARRAY(run->arena, const char *, plan->requirement_count + 1);
	size_t count = 0;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct requirement *requirement = &plan->requirements[r];

		if (strcmp(requirement->role, cell->role) != 0)
			continue;
		if (strcmp(text_key(span_of(requirement->location), run->arena), key) == 0) {
			cell->location = requirement->location;
			return true;
		}
		if (requirement->location[0])
			places[count++] = requirement->location;
	}
	near = text_nearest(run->options->location, places, count, run->arena);
	return fault_set(fault, FAULT_USAGE, "no demand for %s is at '%s'%s%s%s", cell->role,
			 run->options->location, near ? " (did you mean '" : "", near ? near : "",
			 near ? "'?)" : "");
}

static bool find_level(struct run *run, const struct plan *plan, struct explain_cell *cell,
		       struct fault *fault)
{
	int64_t level = 0;

	if (!option_integer("--level", run->options->level, LEVEL_JUNIOR, LEVEL_MAX, &level, fault))
		return false;
	cell->level = (int32_t)level;
	for (size_t r = 0; r < plan->requirement_count; r++)
		if (strcmp(plan->requirements[r].role, cell->role) == 0 &&
		    plan->requirements[r].level == cell->level)
			return true;
	return fault_set(fault, FAULT_USAGE, "no demand for %s is of level %d", cell->role,
			 (int)level);
}

static bool find_cell(struct run *run, const struct plan *plan, struct explain_cell *cell,
		      struct fault *fault)
{
	if (!find_role(run, plan, run->args[0], &cell->role, fault) ||
	    !find_week(plan, run->args[1], run->arena, &cell->week, fault) ||
	    (run->options->level && !find_level(run, plan, cell, fault)))
		return false;
	return !run->options->location || find_location(run, plan, cell, fault);
}

/* Names go from week to week: later weeks are not needed for this one. Engagements are chosen for
 * the whole plan, so these come first. */
static bool shorten(struct run *run, struct computed *computed, size_t weeks, struct fault *fault)
{
	struct notes unused = NOTES_INIT(run->arena);
	struct plan_options options = plan_options_part(&computed->plan.options,
							computed->plan.options.first_week, weeks);
	const struct sourcing *sourcing;

	if (computed->company.option_count > 0 &&
	    !compute_parts(computed, PLAN_SOURCING, run->arena, fault))
		return false;
	sourcing = computed->plan.sourcing;
	if (!plan_make(&computed->company, &options, run->arena, &computed->plan, &unused, fault))
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

static bool run_explain(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	struct explain_cell cell = { 0 };
	struct explanation explained;
	struct report_subject subject;
	struct output output;
	bool ok;

	if (!report_format_of(run, &report_explain, &options.format, fault) ||
	    !report_options_read(run, &options, fault) ||
	    !stored_plan(run->session, run->options->plan, computed, fault) ||
	    !find_cell(run, &computed->plan, &cell, fault))
		return false;
	computed->view = cell.view = options.view;
	redact_plans(run->session, &computed, 1);
	if (!shorten(run, computed, cell.week + 1, fault) ||
	    !compute_parts(computed, PLAN_PROOF | PLAN_ALONE, run->arena, fault) ||
	    !explain_make(&computed->plan, &cell, run->arena, &explained, fault) ||
	    !output_open(run->options->output, options.format, run->arena, &output, fault))
		return false;
	if (output.path && !computed->company.settings.show_titles)
		hide_titles(&explained);
	if (output.path)
		options.width = report_options_default().width;
	subject = (struct report_subject){ .plan = &computed->plan, .explanation = &explained };
	ok = report_write_from(&report_explain, &subject, &options, output.file, fault);
	ok = output_close(&output, ok, fault) && ok;
	if (ok && output.path)
		run->headline = arena_format(run->arena, "wrote '%s'", output.path);
	return ok;
}

const struct command command_explain = {
	.name = "explain",
	.usage = "ROLE WEEK",
	.summary = "Show every term of a number: demand, people, what took their time, the proof",
	.options = "plan view level location format output redact",
	.min_args = 2,
	.max_args = 2,
	.run = run_explain,
};
