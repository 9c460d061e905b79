#include "reports/compare/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "model/roster.h"
#include "model/sourcing.h"
#include "reports/compare/agenda_changes.h"
#include "reports/compare/agenda_items.h"
#include "reports/orders.h"
#include "reports/shortage.h"
#include "reports/source_words.h"
#include "reports/words.h"

enum { PROJECTS_SHOWN = 3 };

static int64_t full_week(const struct agenda *agenda)
{
	return agenda->plan->company->settings.full_week_minutes;
}

static struct day plan_end(const struct plan *plan)
{
	return day_add(plan_week(plan, plan->options.week_count - 1), 6);
}

static bool day_before(struct day a, struct day b)
{
	return a.since_1970 < b.since_1970;
}

static void set_span(struct agenda_item *item, struct day first, struct day last)
{
	item->has_first = item->has_last = true;
	item->first = first;
	item->last = last;
}

static void set_due(struct agenda_item *item, struct day due)
{
	item->has_due = true;
	item->due = due;
}

static void set_cost(struct agenda_item *item, int64_t cents)
{
	item->has_cost = true;
	item->cost_cents = cents;
}

static void set_minutes(struct agenda_item *item, int64_t minutes, int64_t fte_minutes)
{
	item->has_minutes = true;
	item->minutes = minutes;
	item->fte_minutes = fte_minutes;
}

/* --- decisions -------------------------------------------------------------------- */

static const char *decision_word(enum decision decision)
{
	return decision == DECISION_NEW ? "order" : decision_name(decision);
}

static const char *heads_text(const struct agenda *agenda, const struct engagement *e)
{
	return arena_format(agenda->arena, "%d %s", (int)e->heads,
			    agenda->plan->company->options[e->option].id);
}

static const char *contract_id(const struct agenda *agenda, const struct engagement *e)
{
	return e->contract == NO_CONTRACT ? "" : agenda->plan->company->contracts[e->contract].id;
}

/* To let something end is a decision as long as one may decide otherwise. */
static bool is_due(const struct agenda *agenda, const struct engagement *e)
{
	struct day today = agenda->plan->options.today;

	if (e->decision == DECISION_LET_END && day_before(e->order_by, today))
		return false;
	return e->late_days > 0 || !day_before(day_add(today, AGENDA_DAYS), e->order_by);
}

static void add_decisions(struct agenda *agenda)
{
	const struct plan *plan = agenda->plan;
	const struct engagement *list = plan->sourcing->engagements;

	for (size_t i = 0; i < plan->sourcing->engagement_count; i++) {
		const struct engagement *e = &list[i];
		struct agenda_item *item;

		if (!is_due(agenda, e))
			continue;
		item = agenda_add(agenda, AGENDA_DECISIONS, decision_word(e->decision),
				  contract_id(agenda, e), heads_text(agenda, e));
		set_due(item, e->order_by);
		set_span(item, e->first_day, e->last_day);
		set_cost(item, cost_total(&e->cost));
		item->late_days = e->late_days;
	}
	for (size_t p = 0; p < plan->company->person_count; p++) {
		const struct person *person = &plan->company->people[p];
		struct agenda_item *item;

		if (person->employment != EMPLOYMENT_CONTRACTOR ||
		    day_before(person->end, plan->options.today) ||
		    day_before(day_add(plan->options.today, AGENDA_DAYS), person->end))
			continue;
		item = agenda_add(agenda, AGENDA_DECISIONS, "renew or let go", person->id,
				  person->name);
		set_due(item, person->end);
		item->has_last = true;
		item->last = person->end;
	}
}

/* --- roles to staff ----------------------------------------------------------------- */

/* The role for which an engagement covers most; the first of equals. */
static size_t role_of(const struct agenda *agenda, size_t engagement, const size_t *role_of_line,
		      int64_t *minutes, size_t role_count)
{
	const struct sourcing *s = agenda->plan->sourcing;
	size_t best = SIZE_MAX;

	memset(minutes, 0, role_count * sizeof(*minutes));
	for (size_t i = 0; i < s->coverage_count; i++)
		if (s->coverage[i].engagement == engagement)
			minutes[role_of_line[s->coverage[i].line]] += s->coverage[i].minutes;
	for (size_t r = 0; r < role_count; r++)
		if (minutes[r] > 0 && (best == SIZE_MAX || minutes[r] > minutes[best]))
			best = r;
	return best;
}

static void add_order(struct agenda *agenda, const char *role, const struct engagement *e)
{
	const struct sourcing *s = agenda->plan->sourcing;
	size_t count = 0;
	const char **projects = engagement_projects(agenda->plan, (size_t)(e - s->engagements),
						    &count, agenda->arena);
	struct agenda_item *item = agenda_add(
		agenda, AGENDA_ROLES, decision_word(e->decision), role,
		arena_format(agenda->arena, "%s%s", e->decision == DECISION_NEW ? "" : "extend ",
			     heads_text(agenda, e)));

	set_due(item, e->order_by);
	set_span(item, e->first_day, e->last_day);
	set_cost(item, cost_total(&e->cost));
	set_minutes(item,
		    (int64_t)e->heads * agenda->plan->company->options[e->option].week_minutes,
		    full_week(agenda));
	item->late_days = e->late_days;
	item->note = words_listed(projects, count, PROJECTS_SHOWN, agenda->arena);
}

/* Why nothing is recommended: short, since the table is narrow. */
static const char *open_text(enum gap_outcome outcome)
{
	static const char *const words[] = { "",          "none: too late",  "none: expensive",
					     "none: cap", "none: no option", "none: budget" };

	static_assert(ARRAY_LEN(words) == GAP_OUTCOME_COUNT, "every outcome has words");
	return words[outcome];
}

/* What no engagement closes: one row for each reason. */
static void add_open(struct agenda *agenda, struct requirement_range range)
{
	const struct sourcing *s = agenda->plan->sourcing;

	for (int outcome = GAP_TOO_LATE; outcome < GAP_OUTCOME_COUNT; outcome++) {
		uint32_t first = UINT32_MAX, last = 0;
		int64_t minutes = 0;
		struct agenda_item *item;

		for (size_t i = 0; i < s->gap_count; i++) {
			const struct sourced_gap *gap = &s->gaps[i];

			if (gap->requirement < range.first || gap->requirement >= range.end ||
			    gap->outcome != (enum gap_outcome)outcome || !gap->open_minutes)
				continue;
			minutes += gap->open_minutes;
			first = gap->week < first ? gap->week : first;
			last = gap->week > last ? gap->week : last;
		}
		if (!minutes)
			continue;
		item = agenda_add(agenda, AGENDA_ROLES, "open",
				  agenda->plan->requirements[range.first].role,
				  open_text((enum gap_outcome)outcome));
		set_span(item, plan_week(agenda->plan, first),
			 day_add(plan_week(agenda->plan, last), 6));
		set_minutes(item, minutes, full_week(agenda) * (last - first + 1));
	}
}

static void add_roles(struct agenda *agenda)
{
	const struct plan *plan = agenda->plan;
	const struct sourcing *s = plan->sourcing;
	const struct engagement **orders = orders_sorted(s, agenda->arena);
	struct requirement_range *roles =
		ARENA_ARRAY(agenda->arena, struct requirement_range, plan->requirement_count + 1);
	size_t *line_role = ARENA_ARRAY(agenda->arena, size_t, plan->company->demand_count + 1);
	size_t *order_role = ARENA_ARRAY(agenda->arena, size_t, s->engagement_count + 1);
	size_t role_count = 0;
	int64_t *minutes;

	for (size_t r = 0; r < plan->requirement_count; r = roles[role_count++].end)
		roles[role_count] = range_of_role(plan, r);
	for (size_t d = 0; d < plan->company->demand_count; d++)
		while (!range_has_line(plan, roles[line_role[d]], d))
			line_role[d]++;
	minutes = ARENA_ARRAY(agenda->arena, int64_t, role_count + 1);
	for (size_t i = 0; i < s->engagement_count; i++)
		order_role[i] = role_of(agenda, (size_t)(orders[i] - s->engagements), line_role,
					minutes, role_count);
	for (size_t r = 0; r < role_count; r++) {
		for (size_t i = 0; i < s->engagement_count; i++)
			if (order_role[i] == r && (orders[i]->decision == DECISION_NEW ||
						   orders[i]->decision == DECISION_EXTEND))
				add_order(agenda, plan->requirements[roles[r].first].role,
					  orders[i]);
		add_open(agenda, roles[r]);
	}
}

/* --- people, contracts ------------------------------------------------------------------ */

static const char *roles_text(const struct agenda *agenda, const struct person *person)
{
	const char **texts = ARENA_ARRAY(agenda->arena, const char *, person->role_count + 1);

	for (size_t i = 0; i < person->role_count; i++)
		texts[i] = arena_format(agenda->arena, "%s:%d", person->roles[i].role,
					(int)person->roles[i].level);
	return words_joined(texts, person->role_count, "; ", agenda->arena);
}

static void add_people(struct agenda *agenda)
{
	const struct plan *plan = agenda->plan;

	for (size_t i = 0; i < plan->bench->count; i++) {
		const struct bench_run *run = &plan->bench->list[i];
		const struct person *person = &plan->company->people[run->person];
		struct agenda_item *item =
			agenda_add(agenda, AGENDA_PEOPLE, "free", person->id, person->name);

		set_span(item, plan_week(plan, run->first_week),
			 day_add(plan_week(plan, run->first_week + run->week_count - 1), 6));
		set_minutes(item, run->free_minutes, full_week(agenda) * run->week_count);
		if (person->cost_rate_cents)
			set_cost(item, run->cost_cents);
		item->note = roles_text(agenda, person);
	}
}

/* "extend 1 to 2027-02-28, let end 2": what the plan does with a running engagement's heads. */
static const char *contract_plan(const struct agenda *agenda, size_t contract)
{
	const struct sourcing *s = agenda->plan->sourcing;
	int32_t all = agenda->plan->company->contracts[contract].heads;
	const char *text = "";

	for (size_t i = 0; i < s->engagement_count; i++) {
		const struct engagement *e = &s->engagements[i];
		bool as_agreed = e->decision == DECISION_LET_END;
		char last[DAY_TEXT_SIZE];

		if (e->contract != contract)
			continue;
		day_format(e->last_day, last);
		text = arena_format(agenda->arena, "%s%s%s", text, text[0] ? ", " : "",
				    decision_name(e->decision));
		if (e->heads != all)
			text = arena_format(agenda->arena, "%s %d", text, (int)e->heads);
		if (!as_agreed)
			text = arena_format(agenda->arena, "%s %s", text, last);
	}
	return text;
}

static void add_contract(struct agenda *agenda, size_t index)
{
	const struct company *company = agenda->plan->company;
	const struct contract *contract = &company->contracts[index];
	const struct rate_option *option = &company->options[contract->option_index];
	struct day notice = day_add(contract->end, -contract->notice_days);
	struct agenda_item *item;

	if (day_before(contract->end, agenda->plan->options.today) ||
	    day_before(plan_end(agenda->plan), contract->end))
		return;
	item = agenda_add(agenda, AGENDA_CONTRACTS, "engagement", contract->id,
			  arena_format(agenda->arena, "%d %s", (int)contract->heads, option->id));
	set_due(item, notice);
	set_span(item, contract->start, contract->end);
	item->note = contract_plan(agenda, index);
	if (day_before(notice, agenda->plan->options.today)) {
		item->late_days = day_distance(notice, agenda->plan->options.today);
		item->note = arena_format(agenda->arena, "notice day past%s%s",
					  item->note[0] ? ", " : "", item->note);
	}
}

static void add_contracts(struct agenda *agenda)
{
	const struct plan *plan = agenda->plan;

	for (size_t i = 0; i < plan->company->contract_count; i++)
		add_contract(agenda, i);
	for (size_t p = 0; p < plan->company->person_count; p++) {
		const struct person *person = &plan->company->people[p];
		bool contractor = person->employment == EMPLOYMENT_CONTRACTOR;
		struct agenda_item *item;

		if (day_before(person->end, plan->options.today) ||
		    day_before(plan_end(plan), person->end))
			continue;
		item = agenda_add(agenda, AGENDA_CONTRACTS, contractor ? "contractor" : "employee",
				  person->id, person->name);
		item->has_last = true;
		item->last = person->end;
		item->note = arena_format(agenda->arena, "%s, %s", item->kind,
					  roles_text(agenda, person));
	}
}

/* --- order ------------------------------------------------------------------------------- */

static int by_days(struct day a, struct day b)
{
	return day_before(a, b) ? -1 : day_before(b, a);
}

static int by_section(const void *a, const void *b)
{
	const struct agenda_item *l = a, *r = b;
	int order = 0;

	if (l->section == AGENDA_DECISIONS) {
		if ((l->late_days > 0) != (r->late_days > 0))
			return l->late_days > 0 ? -1 : 1;
		order = by_days(l->due, r->due);
	} else if (l->section == AGENDA_CONTRACTS) {
		order = by_days(l->has_due ? l->due : l->last, r->has_due ? r->due : r->last);
	}
	return order ? order : l->rank < r->rank ? -1 : 1;
}

/* Sections that are made in another order than they are read in. */
static void sort_section(struct agenda *agenda, size_t from)
{
	if (agenda->count > from)
		qsort(agenda->items + from, agenda->count - from, sizeof(*agenda->items),
		      by_section);
}

void agenda_make(const struct plan *plan, const struct diff *diff, enum view view,
		 struct arena *arena, struct agenda *agenda)
{
	const struct requirement_range all = { 0, plan->requirement_count };
	size_t from;

	*agenda = (struct agenda){ .plan = plan, .diff = diff, .arena = arena };
	agenda->gap_minutes = range_total_gap(plan, view, all);
	add_decisions(agenda);
	sort_section(agenda, 0);
	add_roles(agenda);
	add_people(agenda);
	from = agenda->count;
	add_contracts(agenda);
	sort_section(agenda, from);
	agenda_add_changes(agenda, view);
	agenda_add_doubts(agenda);
}
