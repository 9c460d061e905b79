#include "reports/compare/agenda_text.h"

#include <string.h>

#include "base/number.h"
#include "reports/columns.h"
#include "reports/words.h"

static const struct agenda_shape shapes[] = {
	[AGENDA_DECISIONS] = { "Decisions due in the next four weeks",
			       "No decision is due in the next four weeks.",
			       "report engagements",
			       12,
			       { { AGENDA_DUE, "Due", 10 },
				 { AGENDA_DECISION, "Decide", 12 },
				 { AGENDA_FIRST, "From", 10 },
				 { AGENDA_LAST, "To", 10 | COLUMN_SPARE },
				 { AGENDA_COST, "Cost", 0 },
				 { AGENDA_LATE, "Late by", 8 } } },
	[AGENDA_ROLES] = { "Roles to staff",
			   "No role is short.",
			   "report gaps",
			   24,
			   { { AGENDA_SUBJECT, "Role", 6 },
			     { AGENDA_FTE, "FTE", 0 },
			     { AGENDA_WEEKS, "Weeks", 10 },
			     { AGENDA_WHAT, "Recommended", 15 },
			     { AGENDA_DUE, "Order by", 10 },
			     { AGENDA_COST, "Cost", 0 },
			     { AGENDA_NOTE, "Projects", 8 | COLUMN_SPARE } } },
	[AGENDA_PEOPLE] = { "People with availability",
			    "Nobody is free for long.",
			    "report bench",
			    10,
			    { { AGENDA_WHAT, "Person", 12 },
			      { AGENDA_WEEKS, "Weeks", 10 },
			      { AGENDA_FTE, "FTE", 0 },
			      { AGENDA_HOURS, "Hours", 0 },
			      { AGENDA_NOTE, "Roles", 8 } } },
	[AGENDA_CONTRACTS] = { "Contracts that end",
			       "No contract ends in these weeks.",
			       "agenda -O csv",
			       10,
			       { { AGENDA_DUE, "Notice by", 10 },
				 { AGENDA_SUBJECT, "Which", 6 },
				 { AGENDA_WHAT, "What", 12 },
				 { AGENDA_LAST, "Ends", 10 },
				 { AGENDA_NOTE, "Plan, or roles", 12 } } },
	[AGENDA_CHANGES] = { "What changed since the plan before, FTE-weeks short",
			     "Nothing that affects a plan has changed.",
			     "diff",
			     20,
			     { { AGENDA_FTE, "FTE", 0 },
			       { AGENDA_SUBJECT, "Subject", 0 },
			       { AGENDA_WHAT, "What", 0 },
			       { AGENDA_NOTE, "Where", 0 } } },
	[AGENDA_DOUBTS] = { "In doubt",
			    "Every feed is up to date and no bookings conflict.",
			    "feed list",
			    10,
			    { { AGENDA_HOURS, "Hours", 0 },
			      { AGENDA_SUBJECT, "Which", 0 },
			      { AGENDA_WHAT, "What", 0 },
			      { AGENDA_NOTE, "Where, or why", 0 } } },
};

const struct agenda_shape *agenda_shape(enum agenda_section section)
{
	static_assert(ARRAY_LEN(shapes) == AGENDA_SECTION_COUNT, "every section has a shape");
	return &shapes[section];
}

bool agenda_field_is_number(enum agenda_field field)
{
	return field == AGENDA_FTE || field == AGENDA_HOURS || field == AGENDA_COST;
}

static const char *day_text(bool has, struct day day, struct arena *arena)
{
	char text[DAY_TEXT_SIZE];

	if (!has)
		return "";
	day_format(day, text);
	return arena_format(arena, "%s", text);
}

static const char *decimal_text(const struct agenda_item *item, int64_t scale, int decimals,
				struct arena *arena)
{
	char text[NUMBER_TEXT_SIZE];

	if (!item->has_minutes || !scale)
		return "";
	number_format(text, item->minutes, scale, decimals, '.');
	if (item->section == AGENDA_ROLES && item->minutes > 0 && strcmp(text, "0.00") == 0)
		return "<.01";
	/* What a change did has its sign; the sums before and after it have none. */
	return arena_format(arena, "%s%s",
			    item->section == AGENDA_CHANGES && item->minutes > 0 &&
					    strcmp(item->kind, "before") != 0 &&
					    strcmp(item->kind, "now") != 0
				    ? "+"
				    : "",
			    text);
}

static const char *weeks_text(const struct agenda_item *item, struct arena *arena)
{
	char first[WEEK_TEXT_SIZE], last[WEEK_TEXT_SIZE];

	if (!item->has_first || !item->has_last)
		return "";
	week_format(item->first, first);
	week_format(item->last, last);
	if (strcmp(first, last) == 0)
		return arena_format(arena, "%s", strchr(first, 'W'));
	return arena_format(arena, "%s to %s", strchr(first, 'W'), strchr(last, 'W'));
}

const char *agenda_text(const struct agenda_item *item, enum agenda_field field,
			struct arena *arena)
{
	char cost[NUMBER_TEXT_SIZE];

	switch (field) {
	case AGENDA_DUE: return day_text(item->has_due, item->due, arena);
	case AGENDA_DECISION: return arena_format(arena, "%s %s", item->kind, item->what);
	case AGENDA_SUBJECT: return item->subject;
	case AGENDA_WHAT: return item->what;
	case AGENDA_FTE: return decimal_text(item, item->fte_minutes, 2, arena);
	case AGENDA_HOURS: return decimal_text(item, 60, 1, arena);
	case AGENDA_FIRST: return day_text(item->has_first, item->first, arena);
	case AGENDA_LAST: return day_text(item->has_last, item->last, arena);
	case AGENDA_WEEKS: return weeks_text(item, arena);
	case AGENDA_COST:
		number_format(cost, item->cost_cents, 100, 0, '.');
		return item->has_cost ? arena_format(arena, "%s", cost) : "";
	case AGENDA_LATE:
		return item->late_days > 0 ? arena_format(arena, "%d day%s", (int)item->late_days,
							  item->late_days == 1 ? "" : "s")
					   : "";
	case AGENDA_NOTE: return item->note;
	case AGENDA_FIELD_COUNT: break;
	}
	return "";
}

const char *agenda_scope(const struct agenda *agenda, enum view view, struct arena *arena)
{
	const struct plan_options *options = &agenda->plan->options;
	char today[DAY_TEXT_SIZE], before[DAY_TEXT_SIZE], first[WEEK_TEXT_SIZE],
		last[WEEK_TEXT_SIZE];
	const char *text;

	day_format(options->today, today);
	week_format(plan_week(agenda->plan, 0), first);
	week_format(plan_week(agenda->plan, options->week_count - 1), last);
	text = arena_format(arena, "Plan %d of %s: %s to %s, %s demand", (int)options->number,
			    today, first, last, view_name(view));
	if (plan_is_drawn(agenda->plan))
		text = arena_format(arena, "%s, orders sourced to %s", text,
				    sourced_to_text(&options->goal, view, arena));
	if (!agenda->diff)
		return arena_format(arena, "%s; %s", text,
				    options->number == 1
					    ? "the first plan"
					    : "the plan before is not stored any more");
	day_format(agenda->diff->before.today, before);
	text = arena_format(arena, "%s; after plan %d of %s", text,
			    (int)agenda->diff->before.number, before);
	if (source_goal_same(&agenda->diff->before.goal, &options->goal))
		return text;
	return arena_format(arena, "%s, which was sourced to %s", text,
			    sourced_to_text(&agenda->diff->before.goal, view, arena));
}

/* The first decision that asks somebody to do something; else the first. */
static const struct agenda_item *first_decision(const struct agenda *agenda)
{
	static const char *const acts[] = { "order", "extend", "end early" };

	for (size_t i = 0; i < agenda->in_section[AGENDA_DECISIONS]; i++)
		for (size_t k = 0; k < ARRAY_LEN(acts); k++)
			if (strcmp(agenda->items[i].kind, acts[k]) == 0)
				return &agenda->items[i];
	return agenda->items;
}

const char *agenda_first(const struct agenda *agenda, struct arena *arena)
{
	const struct agenda_item *item = first_decision(agenda);
	char due[DAY_TEXT_SIZE], gap[NUMBER_TEXT_SIZE];

	if (agenda->in_section[AGENDA_DECISIONS]) {
		day_format(item->due, due);
		return arena_format(arena, "First: %s %s by %s%s.", item->kind, item->what, due,
				    item->late_days > 0
					    ? arena_format(arena,
							   strcmp(item->kind, "order") == 0
								   ? "; even then it starts %d "
								     "day%s after it is needed"
								   : "; that is %d day%s late",
							   (int)item->late_days,
							   item->late_days == 1 ? "" : "s")
					    : "");
	}
	if (!agenda->gap_minutes)
		return "Nothing is short and nothing is due.";
	number_format(gap, agenda->gap_minutes, agenda->plan->company->settings.full_week_minutes,
		      2, '.');
	return arena_format(arena, "%s FTE-weeks are short; nothing is due within four weeks.",
			    gap);
}
