/*
 * What a sourcing starts from: who may fill what, what a head costs in each week, when running
 * heads may leave, groups, where own people matter, limits.
 *
 * Groups are the connected components of the graph of demand lines and options, found by
 * union-find; lines that nothing may fill are groups of their own. Within a group the options
 * that may fill exactly the same lines are aggregated into one resource class: only the class
 * matters to what is covered. A set of classes has room for RESOURCE_CLASSES_MAX of them; an
 * option beyond that joins a class that may fill less than it may, or is left out where there is
 * none. Plans stay valid that way, but such a group is marked as aggregated, and nothing is
 * proven of it.
 *
 * Only lines are looked at of which external staff may be of use: those in some week's minimum
 * cut or, to a percentile, those with a need (source_own.c). Cost: options times lines for who may
 * fill what, and for a group options times classes times lines.
 *
 * Implements docs/sourcing.md, "From the plan to problems"; what a head costs and delivers is
 * docs/costs.md.
 */
#include "planner/sourcing/source_gather.h"

#include <string.h>

#include "base/joined.h"
#include "planner/allocation/costing.h"
#include "planner/eligible.h"
#include "planner/sourcing/source_limit_rows.h"
#include "planner/sourcing/source_own.h"

static void find_fillers(const struct source_facts *s, size_t line, bool *may)
{
	for (size_t k = 0; k < s->company->option_count; k++)
		may[k * s->company->demand_count + line] =
			costing_may_fill(s->company, &s->plan->options, &s->company->options[k],
					 &s->company->demands[line]);
}

/* What runs onshore and qualifies for no open work may still stay as agreed, for the share. */
static bool may_stay(const struct source_facts *s, size_t option)
{
	const struct company *company = s->company;

	if (company->settings.min_onshore_percent == 0 ||
	    !option_is_onshore(&company->settings, &company->options[option]))
		return false;
	for (size_t r = 0; r < company->contract_count; r++)
		if (company->contracts[r].option_index == option && s->terms[r].within &&
		    s->terms[r].firm_week < s->terms[r].agreed_week)
			return true;
	return false;
}

/* Prices by week, only for options that may fill something or may stay; the tables of all
 * others are left empty. */
static const struct costing_table *price_fillers(const struct source_facts *s, struct arena *arena)
{
	struct costing_table *tables =
		ARENA_ARRAY(arena, struct costing_table, s->company->option_count + 1);

	for (size_t k = 0; k < s->company->option_count; k++) {
		bool any = may_stay(s, k);

		for (size_t d = 0; d < s->company->demand_count && !any; d++)
			any = source_may(s, k, d);
		if (any)
			costing_option(s->company, &s->plan->options, &s->company->options[k],
				       arena, &tables[k]);
	}
	return tables;
}

/* --- running engagements -------------------------------------------------------------- */

static int32_t week_of(const struct source_facts *s, struct day day)
{
	return day_distance(s->plan->options.first_week, day_week_start(day)) / 7;
}

/* The first week on whose Sunday the heads may leave before what was agreed; or the agreed one. */
static int32_t earliest_end(const struct source_facts *s, const struct contract *contract,
			    const struct rate_option *option)
{
	int32_t agreed = costing_agreed_last_week(&s->plan->options, contract);
	int32_t week = week_of(s, contract->start) + option->min_weeks - 1;

	if (week < 0)
		week = 0;
	for (; week < agreed; week++) {
		struct day sunday = day_add(plan_week(s->plan, (size_t)week), 6);

		if (day_distance(s->plan->options.today, sunday) >= contract->notice_days)
			return week;
	}
	return agreed;
}

/* Up to which week the heads of a running engagement are firm, were agreed, and may be
 * extended. */
static struct term term_of(const struct source_facts *s, const struct contract *contract)
{
	const struct rate_option *option = &s->company->options[contract->option_index];
	struct day end = day_add(plan_week(s->plan, s->weeks - 1), 7);
	int32_t begun = week_of(s, contract->start), last = (int32_t)s->weeks - 1;
	struct term term = { .within = day_distance(s->plan->options.first_week, contract->end) >=
					       0 &&
				       day_distance(contract->start, end) > 0,
			     .first_week = begun > 0 ? begun : 0,
			     .agreed_week = costing_agreed_last_week(&s->plan->options, contract) };

	if (!term.within)
		return term;
	term.firm_week = earliest_end(s, contract, option);
	/* Within the last week of the plan nothing more can be decided about it. */
	if (term.firm_week > last)
		term.firm_week = last;
	term.longest_week =
		begun + costing_longest_weeks(&s->company->settings, option, contract->start) - 1;
	if (term.longest_week > last)
		term.longest_week = last;
	return term;
}

/* --- groups ------------------------------------------------------------------------------ */

/* Nodes are lines, then options; the lowest number is the root. */
static void join(uint32_t *parent, uint32_t a, uint32_t b)
{
	a = joined_root(parent, a);
	b = joined_root(parent, b);
	if (a < b)
		parent[b] = a;
	else
		parent[a] = b;
}

static bool same_lines(const struct source_facts *s, uint32_t a, uint32_t b)
{
	size_t lines = s->company->demand_count;

	return memcmp(&s->may[a * lines], &s->may[b * lines], lines * sizeof(bool)) == 0;
}

/* Whether one option may fill no line that the other may not. */
static bool within_lines(const struct source_facts *s, uint32_t aggregate, uint32_t wide)
{
	for (size_t d = 0; d < s->company->demand_count; d++)
		if (source_may(s, aggregate, d) && !source_may(s, wide, d))
			return false;
	return true;
}

/* Aggregate the options that may fill the same lines to resource classes, in their order. */
static void find_resources(const struct source_facts *s, struct group *group)
{
	uint32_t sample[RESOURCE_CLASSES_MAX];
	uint32_t resources = 0;
	size_t kept = 0;

	for (size_t i = 0; i < group->option_count; i++) {
		uint32_t resource = 0;

		while (resource < resources && !same_lines(s, sample[resource], group->options[i]))
			resource++;
		if (resource == RESOURCE_CLASSES_MAX) {
			/* Too many to tell apart: taken for one that may fill less. */
			group->aggregated = true;
			for (resource = 0; resource < resources; resource++)
				if (within_lines(s, sample[resource], group->options[i]))
					break;
			if (resource == resources)
				continue;
		}
		if (resource == resources)
			sample[resources++] = group->options[i];
		group->options[kept] = group->options[i];
		group->option_resource[kept++] = (uint8_t)resource;
	}
	group->option_count = kept;
	for (size_t i = 0; i < group->line_count; i++)
		for (uint32_t resource = 0; resource < resources; resource++)
			if (source_may(s, sample[resource], group->lines[i]))
				class_set_add(&group->line_resources[i], resource);
}

struct grouping {
	const struct source_facts *s;
	struct group *groups;
	size_t count;
	uint32_t *parent; /* [node]: lines, then options */
	int32_t *number;  /* [root]: its group, or below 0 */
	const bool *wanted;
};

/* Whether a node is in a group: somebody wants the line, the option may be of use. */
static bool is_grouped(const struct grouping *grouping, uint32_t node)
{
	uint32_t lines = (uint32_t)grouping->s->company->demand_count;

	return node < lines ? grouping->wanted[node]
			    : grouping->s->tables[node - lines].present_minutes != NULL;
}

static struct group *group_of(struct grouping *grouping, uint32_t node)
{
	uint32_t root = joined_root(grouping->parent, node);

	if (grouping->number[root] < 0)
		grouping->number[root] = (int32_t)grouping->count++;
	return &grouping->groups[grouping->number[root]];
}

static void join_nodes(struct grouping *grouping, uint32_t lines, uint32_t nodes)
{
	for (uint32_t n = 0; n < nodes; n++) {
		grouping->parent[n] = n;
		grouping->number[n] = -1;
	}
	for (uint32_t n = lines; n < nodes; n++)
		for (uint32_t d = 0; d < lines; d++)
			if (source_may(grouping->s, n - lines, d))
				join(grouping->parent, d, n);
}

static void make_room(struct group *group, struct arena *arena)
{
	group->lines = ARENA_ARRAY(arena, uint32_t, group->line_count + 1);
	group->line_resources = ARENA_ARRAY(arena, struct class_set, group->line_count + 1);
	group->options = ARENA_ARRAY(arena, uint32_t, group->option_count + 1);
	group->option_resource = ARENA_ARRAY(arena, uint8_t, group->option_count + 1);
	group->line_count = group->option_count = 0;
}

/* Two walks over all nodes: one counts what each group has, one fills it. Groups come in the
 * order of their first line, whatever the order in which nodes were joined. */
static const struct group *make_groups(const struct source_facts *s, const bool *wanted,
				       struct arena *arena, size_t *count)
{
	uint32_t lines = (uint32_t)s->company->demand_count;
	uint32_t nodes = lines + (uint32_t)s->company->option_count;
	struct grouping grouping = { .s = s,
				     .groups = ARENA_ARRAY(arena, struct group, nodes + 1),
				     .parent = ARENA_ARRAY(arena, uint32_t, nodes + 1),
				     .number = ARENA_ARRAY(arena, int32_t, nodes + 1),
				     .wanted = wanted };

	join_nodes(&grouping, lines, nodes);
	for (uint32_t n = 0; n < nodes; n++)
		if (is_grouped(&grouping, n)) {
			struct group *group = group_of(&grouping, n);

			group->line_count += n < lines;
			group->option_count += n >= lines;
		}
	for (size_t g = 0; g < grouping.count; g++)
		make_room(&grouping.groups[g], arena);
	for (uint32_t n = 0; n < nodes; n++)
		if (is_grouped(&grouping, n)) {
			struct group *group = group_of(&grouping, n);

			if (n < lines)
				group->lines[group->line_count++] = n;
			else
				group->options[group->option_count++] = n - lines;
		}
	for (size_t g = 0; g < grouping.count; g++)
		find_resources(s, &grouping.groups[g]);
	*count = grouping.count;
	return grouping.groups;
}

/* The distinct penalties above 0, the dearest first. */
static void find_tiers(struct source_facts *s)
{
	const int64_t *cents = s->company->settings.penalty_hour_cents;

	for (;;) {
		int64_t next = 0;

		for (int p = PRIORITY_HIGHEST; p <= PRIORITY_MAX; p++)
			if (cents[p] > next &&
			    (s->tier_count == 0 || cents[p] < s->tiers[s->tier_count - 1]))
				next = cents[p];
		if (next == 0)
			return;
		s->tiers[s->tier_count++] = next;
	}
}

static const bool *make_may(const struct source_facts *s, const bool *wanted, struct arena *arena)
{
	size_t lines = s->company->demand_count;
	bool *may = ARENA_ARRAY(arena, bool, s->company->option_count *lines + 1);

	for (size_t d = 0; d < lines; d++)
		if (wanted[d])
			find_fillers(s, d, may);
	return may;
}

static const struct term *make_terms(const struct source_facts *s, struct arena *arena)
{
	const struct company *company = s->company;
	struct term *terms = ARENA_ARRAY(arena, struct term, company->contract_count + 1);

	for (size_t r = 0; r < company->contract_count; r++)
		terms[r] = term_of(s, &company->contracts[r]);
	return terms;
}

struct source_facts source_gather(const struct plan *plan, enum view view,
				  const struct source_effort *effort,
				  const struct demand_coverage *need, struct arena *arena,
				  struct arena *workers)
{
	bool *wanted = ARENA_ARRAY(arena, bool, plan->company->demand_count + 1);
	struct source_facts s = { .plan = plan,
				  .company = plan->company,
				  .view = view,
				  .weeks = plan->options.week_count,
				  .effort = effort,
				  .need = need };
	struct own_use *own;

	find_tiers(&s);
	own = own_use_make(&s, arena, workers, wanted);
	s.may = make_may(&s, wanted, arena);
	s.terms = make_terms(&s, arena);
	s.tables = price_fillers(&s, arena);
	s.groups = make_groups(&s, wanted, arena, &s.group_count);
	own_build(&s, own, arena, workers);
	s.own = own;
	s.limits = limits_make(plan->company, arena, &s.limit_count);
	return s;
}
