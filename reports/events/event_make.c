#include "reports/events/event_make.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "model/rates.h"
#include "model/sourcing.h"
#include "reports/shape.h"
#include "reports/shortage.h"
#include "reports/shown.h"
#include "reports/source_words.h"
#include "reports/words.h"

enum { NAME_COLUMNS = 400 };

struct event_making {
	const struct plan *plan;
	struct arena *arena;
	struct event_list *events;
	size_t room;
	size_t *lines; /* all demand lines, those of one requirement side by side */
};

static void add(struct event_making *m, struct event event)
{
	event.uid = "";
	m->events->list = ARENA_PUSH(m->arena, m->events->list, m->events->count, m->room);
	m->events->list[m->events->count++] = event;
}

static const char *decimal(struct arena *arena, int64_t value, int64_t scale, int digits)
{
	char text[NUMBER_TEXT_SIZE];

	number_format(text, value, scale, digits, '.');
	return arena_format(arena, "%s", text);
}

static const char *day_text(struct arena *arena, struct day day)
{
	char text[DAY_TEXT_SIZE];

	day_format(day, text);
	return arena_format(arena, "%s", text);
}

/* "+2.0 sre, P1": the number first, since a month view cuts the rest. */
static const char *gap_summary(const struct event_making *m, const struct requirement *requirement,
			       const struct shortage *run)
{
	const struct plan *plan = m->plan;
	const char *number =
		decimal(m->arena, run->peak_minutes, plan->company->settings.full_week_minutes, 1);
	bool tiny = strcmp(number, "0.0") == 0;

	return arena_format(m->arena, "%s%s %s, P%d", tiny ? "<" : "+", tiny ? "0.1" : number,
			    requirement->role, (int)plan->company->demands[run->line].priority);
}

/* "2026-W49  2.00 !  P1 Apollo (D-12) 1.50, P2 Zeus (D-13) 0.50" */
static void put_gap_week(const struct event_making *m, const struct requirement_range *lines,
			 size_t r, size_t w, FILE *out)
{
	const struct plan *plan = m->plan;
	const struct demand_coverage *cover = plan_requirement_coverage(plan, VIEW_WEIGHTED, r, w);
	int64_t full = plan->company->settings.full_week_minutes;
	const char *between = "  ";
	char week[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, w), week);
	fprintf(out, "\n%s  %s%s", week, decimal(m->arena, coverage_gap(cover), full, 2),
		coverage_gap(plan_requirement_coverage(plan, VIEW_COMMITTED, r, w)) ? " !" : "");
	for (size_t i = lines->first; i < lines->end; i++) {
		const struct demand *demand = &plan->company->demands[m->lines[i]];
		int64_t gap =
			coverage_gap(plan_demand_coverage(plan, VIEW_WEIGHTED, m->lines[i], w));

		if (!gap)
			continue;
		fprintf(out, "%sP%d %s (%s) %s", between, (int)demand->priority,
			shown_text(demand->project, NAME_COLUMNS, m->arena),
			shown_text(demand->id, NAME_COLUMNS, m->arena),
			decimal(m->arena, gap, full, 2));
		between = ", ";
	}
}

/* All by week, so that a week that passes takes nothing away from the others. */
static const char *gap_description(const struct event_making *m,
				   const struct requirement_range *lines, size_t r,
				   const struct shortage *run)
{
	const struct requirement *requirement = &m->plan->requirements[r];
	const char *skills = skills_text(requirement->skills, requirement->skill_count, m->arena);
	char *bytes = NULL;
	const char *text;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);

	if (!out)
		arena_exhausted();
	fprintf(out,
		"%s, level %d%s%s%s%s\nFTE short (weighted demand; !: committed demand alone is "
		"short, too):",
		requirement->role, (int)requirement->level, *skills ? ", skills " : "", skills,
		*requirement->location ? ", in " : "", requirement->location);
	for (size_t w = run->first_week; w <= run->last_week; w++)
		put_gap_week(m, lines, r, w, out);
	if (fclose(out) != 0)
		arena_exhausted();
	text = arena_copy(m->arena, (struct span){ bytes, len });
	free(bytes);
	return text;
}

/* Signed demand goes short in this run: then the gap is a fact, not a forecast. */
static bool gap_confirmed(const struct plan *plan, size_t r, const struct shortage *run)
{
	for (size_t w = run->first_week; w <= run->last_week; w++)
		if (coverage_gap(plan_requirement_coverage(plan, VIEW_COMMITTED, r, w)))
			return true;
	return false;
}

/* @param lines  those of the requirement in m->lines */
static void add_gaps(struct event_making *m, const struct requirement_range *lines, size_t r)
{
	const struct plan *plan = m->plan;
	const struct requirement *requirement = &plan->requirements[r];
	struct requirement_range range = { r, r + 1 };
	struct shortage run;

	for (size_t w = 0; shortage_find(plan, VIEW_WEIGHTED, range, w, &run);
	     w = run.last_week + 1)
		add(m, (struct event){
			       .kind = EVENT_GAP,
			       .key = arena_format(m->arena, "%s\n%d\n%s\n%s", requirement->role,
						   (int)requirement->level, requirement->location,
						   skills_text(requirement->skills,
							       requirement->skill_count, m->arena)),
			       .first = plan_week(plan, run.first_week),
			       .last = day_add(plan_week(plan, run.last_week), 6),
			       .confirmed = gap_confirmed(plan, r, &run),
			       .summary = gap_summary(m, requirement, &run),
			       .description = gap_description(m, lines, r, &run),
			       .categories = arena_format(m->arena, "%s\n%s", requirement->role,
							  plan->company->demands[run.line].project),
		       });
}

static const char *roles_text(const struct rate_option *option, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < option->role_count; i++)
		text = arena_format(arena, "%s%s%s", text, i ? "/" : "", option->roles[i].role);
	return text;
}

/* "nearshore, Acme", or "hire" when there is no vendor. */
static const char *source_text(const struct rate_option *option, struct arena *arena)
{
	return arena_format(arena, "%s%s%s", model_name(option->model), *option->vendor ? ", " : "",
			    option->vendor);
}

/* What it covers, line by line, in the order of lines. */
static const char *covers_text(const struct event_making *m, size_t e)
{
	const struct company *company = m->plan->company;
	const struct sourcing *sourcing = m->plan->sourcing;
	const char *text = "";

	for (size_t c = 0; c < sourcing->coverage_count;) {
		const struct coverage *first = &sourcing->coverage[c];
		int64_t minutes = 0;

		for (; c < sourcing->coverage_count &&
		       sourcing->coverage[c].engagement == first->engagement &&
		       sourcing->coverage[c].line == first->line;
		     c++)
			minutes += sourcing->coverage[c].minutes;
		if (first->engagement == e)
			text = arena_format(m->arena, "%s\nP%d %s (%s)  %s h", text,
					    (int)company->demands[first->line].priority,
					    company->demands[first->line].project,
					    company->demands[first->line].id,
					    decimal(m->arena, minutes, 60, 2));
	}
	return *text ? arena_format(m->arena, "\nCovers:%s", text) : "";
}

static bool covers_committed(const struct plan *plan, size_t e)
{
	for (size_t c = 0; c < plan->sourcing->coverage_count; c++) {
		const struct coverage *coverage = &plan->sourcing->coverage[c];

		if (coverage->engagement == e &&
		    plan->company->demands[coverage->line].status == DEMAND_COMMITTED)
			return true;
	}
	return false;
}

/* What to do by the order-by day; "" when nothing is to be done. */
static const char *action_of(enum decision decision)
{
	switch (decision) {
	case DECISION_NEW: return "order";
	case DECISION_EXTEND: return "extend";
	case DECISION_END_EARLY: return "give notice";
	case DECISION_LET_END:
	case DECISION_COUNT: return "";
	}
	return "";
}

/* The projects that a proposed engagement is for; those of one that runs end one by one. */
static const char *purpose_text(const struct event_making *m, size_t e)
{
	size_t count;
	const char **projects = engagement_projects(m->plan, e, &count, m->arena);

	return count ? arena_format(m->arena, "\nFor: %s",
				    words_joined(projects, count, ", ", m->arena))
		     : "";
}

/* An order that is late already is due today; a notice day can only have passed. */
static const char *late_text(const struct engagement *engagement)
{
	if (!engagement->late_days)
		return "";
	return engagement->decision == DECISION_NEW ? "; even then it starts late"
						    : ", which has passed";
}

/* What lasts while nothing is decided otherwise. */
static const char *lasting_text(const struct event_making *m, size_t e)
{
	const struct company *company = m->plan->company;
	const struct engagement *engagement = &m->plan->sourcing->engagements[e];
	const struct rate_option *option = &company->options[engagement->option];
	const char *action = action_of(engagement->decision);
	const char *text = arena_format(
		m->arena, "%d x %s (%s): %s\nFrom %s to %s, %s %s per head and %s",
		(int)engagement->heads, option->id, source_text(option, m->arena),
		decision_name(engagement->decision), day_text(m->arena, engagement->first_day),
		day_text(m->arena, engagement->last_day),
		decimal(m->arena, option->rate_cents, 100, 2), company->settings.currency,
		rate_unit_name(option->unit));

	if (*action)
		text = arena_format(m->arena, "%s\nTo do: %s by %s%s", text, action,
				    day_text(m->arena, engagement->order_by),
				    late_text(engagement));
	return arena_format(m->arena, "%s%s", text,
			    engagement->decision == DECISION_NEW ? purpose_text(m, e) : "");
}

static const char *engagement_description(const struct event_making *m, size_t e)
{
	const struct company *company = m->plan->company;
	const struct engagement *engagement = &m->plan->sourcing->engagements[e];
	const char *text = arena_format(m->arena, "%s\n" EVENT_FIGURES "%s:", lasting_text(m, e),
					day_text(m->arena, m->plan->options.today));

	if (plan_is_drawn(m->plan))
		text = arena_format(
			m->arena, "%s\nSourced to: %s", text,
			sourced_to_text(&m->plan->options.goal, VIEW_WEIGHTED, m->arena));
	if (engagement->late_days)
		text = arena_format(m->arena, "%s\nLate by %d days", text,
				    (int)engagement->late_days);
	text = arena_format(m->arena, "%s\nCost: %s %s", text,
			    decimal(m->arena, cost_total(&engagement->cost), 100, 2),
			    company->settings.currency);
	if (engagement->runner_up != NO_OPTION)
		text = arena_format(m->arena, "%s\nNext best: %s, %s %s more", text,
				    company->options[engagement->runner_up].id,
				    decimal(m->arena, engagement->runner_up_cents, 100, 2),
				    company->settings.currency);
	return arena_format(m->arena, "%s%s", text, covers_text(m, e));
}

static void add_engagement(struct event_making *m, size_t e)
{
	const struct company *company = m->plan->company;
	const struct engagement *engagement = &m->plan->sourcing->engagements[e];
	const struct rate_option *option = &company->options[engagement->option];
	const char *action = action_of(engagement->decision);
	const char *roles = roles_text(option, m->arena), *source = source_text(option, m->arena);
	const char *fte = decimal(m->arena, engagement_fte_micro(company, engagement), MICRO, 1);
	bool runs = engagement->contract != NO_CONTRACT;
	struct event event = {
		.kind = EVENT_ENGAGEMENT,
		.key = arena_format(m->arena, "%s\n%s", option->id,
				    runs ? company->contracts[engagement->contract].id : ""),
		.first = engagement->first_day,
		.last = engagement->last_day,
		.confirmed = runs,
		.summary = arena_format(m->arena, "+%s %s, %s", fte, roles, source),
		.description = engagement_description(m, e),
		.categories = arena_format(m->arena, "%s\n%s", roles, model_name(option->model)),
	};

	add(m, event);
	if (!*action)
		return;
	event.kind = EVENT_DEADLINE;
	event.first = event.last = engagement->order_by;
	event.confirmed = runs || covers_committed(m->plan, e);
	event.summary = arena_format(m->arena, "%s %s: %s, %s", fte, roles, action, source);
	event.categories = arena_format(m->arena, "%s\n%s", event.categories, action);
	add(m, event);
}

/* @return where the lines of each requirement end in `lines` */
static size_t *lines_by_requirement(const struct plan *plan, size_t *lines, struct arena *arena)
{
	size_t *ends = ARENA_ARRAY(arena, size_t, plan->requirement_count + 1);

	for (size_t d = 0; d < plan->company->demand_count; d++)
		ends[plan->demand_requirement[d] + 1]++;
	for (size_t r = 0; r < plan->requirement_count; r++)
		ends[r + 1] += ends[r];
	for (size_t d = 0; d < plan->company->demand_count; d++)
		lines[ends[plan->demand_requirement[d]]++] = d;
	return ends;
}

static int by_order(const void *a, const void *b)
{
	return event_order(a, b);
}

void events_make(const struct plan *plan, struct arena *arena, struct event_list *events)
{
	struct event_list made = { 0 };
	struct event_making m = { .plan = plan, .arena = arena, .events = &made };
	size_t *ends;

	m.lines = ARENA_ARRAY(arena, size_t, plan->company->demand_count + 1);
	ends = lines_by_requirement(plan, m.lines, arena);
	for (size_t r = 0; r < plan->requirement_count; r++)
		add_gaps(&m, &(struct requirement_range){ r ? ends[r - 1] : 0, ends[r] }, r);
	if (plan->sourcing && plan->sourcing->view == VIEW_WEIGHTED)
		for (size_t e = 0; e < plan->sourcing->engagement_count; e++)
			add_engagement(&m, e);
	if (made.count)
		qsort(made.list, made.count, sizeof(*made.list), by_order);
	*events = made;
}
